"""Writing what was read: the only part of the importer that writes to the database.

pages.py      one page, in the order in which its parts are written
readings.py   the records that the database keeps, and the keys that find them
people.py     printed names to people; standings.py where they stand; book.py who bears which
moved.py      works in which a name means somebody else than before
owners.py     what pages tell of their owners, and which page is which
works.py      records to publications; work_rows.py a merged work as rows
courses.py    records to courses and their terms
grants.py     records to grants and those who hold them
members.py    what pages that list people say of each
profiles.py   what all pages of a person say of them; mentions.py their news
venues.py     printed venues to venues
wanted.py     a row as the pages say it should be
rows.py       the three-way merge of such a row with the one that is there
judgements.py what people said is one, or not
told.py       what was told last, so that nothing is looked at that did not change
merging.py    two rows found to be one
"""
