"""Asking people whether what the site says of them is true.

links.py    the signed links of mails
ask.py      who is asked, and when; the mails
answers.py  what becomes of an answer
"""
