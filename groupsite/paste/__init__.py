"""A work added by what somebody pastes: BibTeX, a citation, a title, a DOI, an arXiv number or an
address. Nothing here asks another machine.

read.py         a pasted text as records of works, by the importer's readers
identified.py   what a DOI, an arXiv number or an address tells by itself
found.py        works of the site that a record may tell of, with the reasons
filled.py       a record as the form of a work
given.py        the pasted text, kept with the session until the form is sent
views.py        the pages under /admin/publications/publication/paste/
"""
