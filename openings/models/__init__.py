"""Recruitment: whom the group looks for, and what its page “Join us” says besides.

opening.py  an opening: for whom, by whom, until when, how to apply
board.py    what stands around the openings: values, how to write, frequent questions
asked.py    what a letter to an opening may be asked for
"""

from openings.models.board import Board, Question
from openings.models.opening import REVIEWED, Audience, Opening, Standing, Status, Way

__all__ = [
    "REVIEWED",
    "Audience",
    "Board",
    "Opening",
    "Question",
    "Standing",
    "Status",
    "Way",
]
