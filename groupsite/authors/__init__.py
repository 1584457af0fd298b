"""Authors as editors type them: lines taken apart, names matched to people and put in place.

line.py       a pasted line as names with marks
people.py     who bears a printed name; new people
likely.py     who a name most likely is, with the reason
placing.py    a line on a work: which of its authors each name is, and all of them in order
views.py      the same for the browser, while somebody types
"""
