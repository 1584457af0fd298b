"""Letters of those who would like to join: private, and apart from all that visitors see.

sending/    the form, and what is done against its abuse
inbox/      what readers do with letters; admin/ has their pages
privacy/    how long letters are kept, and how they go
storage.py  where their files lie
"""
