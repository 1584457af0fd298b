"""Works and people that may be one: found, merged, or told apart for good.

pairs.py      a pair, and what says that it may be one
works.py      pairs of works; entries.py a work's rows as matching compares them
people.py     pairs of people
kept.py       the pairs as they are kept; changed.py what has to be looked at again
judge.py      what a person says of a pair, as marks that outlive its rows
choices.py    the fields in which two rows differ, and which value is taken
children.py   rows below two rows that say the same, made one
merge.py      two rows made one, and two again; of_works.py and of_people.py what is special to each
split.py      one person made two, and one again; split_views.py its pages
facts.py      what is shown of a row beside the other
kinds.py      works and people, as the pages know them
views.py      the pages under Imports in the admin
"""
