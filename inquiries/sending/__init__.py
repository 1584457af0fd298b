"""The form of a letter, from what it asks for to the letter that came.

asking.py        what a letter is about: who gets it, what it is asked for
forms.py         the form, in the order in which a reader would tell it
fields.py        fields that clean what the database or a header would refuse
body.py          how much a form may send, decided before it is read
signed.py        what the site signs: the stamp of a form, keys of files and links
limits.py        how often somebody may do something within an hour or a day
work.py          proof of work, where an administrator asks for it
waiting.py       files of forms that have to be mended
received.py      what is written when a letter comes, is corrected or confirmed
confirming.py    the one mail to an address that a stranger chose
"""
