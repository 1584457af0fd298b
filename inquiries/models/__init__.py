"""Letters of those who would like to join, and what becomes of them.

letter.py    a letter, notes on it, answers to it
settings.py  what an administrator decides about all letters; templates of answers;
             who was told of new ones when
abuse.py     counts that limit how often one address may ask; files waiting for their form
erasure.py   that letters were erased, and when; not whose
"""

from inquiries.models.abuse import Attempt, WaitingFile
from inquiries.models.erasure import Erasure
from inquiries.models.letter import Inquiry, Note, Reply, State
from inquiries.models.settings import Digest, InquirySettings, ReplyTemplate

__all__ = [
    "Attempt",
    "Digest",
    "Erasure",
    "Inquiry",
    "InquirySettings",
    "Note",
    "Reply",
    "ReplyTemplate",
    "State",
    "WaitingFile",
]
