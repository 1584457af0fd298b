"""The inbox of letters, and what an administrator decides about all of them.

letters.py    the list, and what can be done with many letters at once
columns.py    what a row of the list shows
filters.py    by state, opening, star, whose it is, and whether the address was confirmed
lists.py      the rows of the list; the letters before and after one
reading.py    the page of a letter: all that it shows
acts.py       what is done with one letter: state, star, notes, answers, colleagues, joining
files.py      its CV: to download, as a picture, as text
bulk.py       pages between ticking many letters and what is done with them
others.py     settings of letters, reply templates, the log of erasures
"""

from inquiries.admin.letters import InquiryAdmin
from inquiries.admin.others import ErasureAdmin, InquirySettingsAdmin, ReplyTemplateAdmin

__all__ = ["ErasureAdmin", "InquiryAdmin", "InquirySettingsAdmin", "ReplyTemplateAdmin"]
