"""What a page says to machines in schema.org's terms, as JSON-LD.

data.py     nodes into a script element that no text can leave
group.py    the group, its site, the way to a page
works.py    works
people.py   people and their pages
events.py   talks, courses, openings
tags.py     the tags with which templates ask for them

Each page is one graph. What has a page of its own has that page's address as `@id`, wherever it is
named. Nothing is said that the site does not know.
"""
