"""What is held of those who wrote, for how long, and how it goes.

retention.py     how long letters are kept, and that they go then
erase.py         letters go for good, with all that is kept of them
about.py         which mails are about which letter
subject.py       all that is held under an e-mail address: given out, or erased
tombstones.py    the keys of erased letters, in a file beside the database
"""
