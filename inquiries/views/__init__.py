"""What senders of letters see.

new.py    the form of a new letter
mine.py   behind the link of the mail: confirm, correct, withdraw
pages.py  the letter was sent; what becomes of the data
shown.py  how all of them answer
"""
