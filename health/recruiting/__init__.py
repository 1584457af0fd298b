"""Asking those who recruit whether their openings still hold.

links.py    the signed links of mails
ask.py      who is asked, and when; the mails
answers.py  what becomes of an answer
"""
