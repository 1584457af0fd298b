"""What marks beside names mean: "* equal contribution; † corresponding author"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from importer import knowledge
from importer.parse import names
from importer.parse.claims import full_text
from importer.sources import Line

MARK = rf"[{re.escape(names.MARKS)}]+"
# A mark, "denotes" or the like, and what follows up to the next mark or stop.
EXPLAINED = re.compile(
    rf"(?<![^\W_])(?P<mark>{MARK})\s*(?P<means>=|:|–|denotes?|indicates?|marks?|means?|für)?\s*"
    rf"(?P<meaning>[^{re.escape(names.MARKS)};,.()]{{4,70}})",
    re.I,
)
# The other way round: "equal contribution (*)".
TURNED = re.compile(rf"(?P<meaning>[^;,.()]{{4,60}}?)\s*\(?(?P<mark>{MARK})\)?\s*(?=[;,.)]|$)")
# "Students are marked with *", as a sentence tells it.
MARKED_WITH = re.compile(
    rf"(?P<meaning>[^;,()]{{4,90}}?)\s+(?:are|is|were|being)?\s*"
    rf"(?:marked|indicated|denoted|shown|designated)\s+(?:with|by)\s+(?:an?\s+)?[\"“'‘(]?(?P<mark>{MARK})"
    rf"[\"”'’)]?(?P<after>[^{re.escape(names.MARKS)};,.()]*)",
    re.I,
)
OTHER_USES = frozenset("✉#")  # corresponding authors, students
LONGEST = 200
Legends = Mapping[int, tuple[tuple[str, str], ...]]
FEW_WORDS = 14


def of_line(line: Line) -> tuple[tuple[str, str], ...]:
    """(mark, meaning) for each mark that a line explains; empty for a line that explains none.

    A line explains marks where it is short, and either says that one means equal work or has a
    word such as "denotes" after each.
    """
    text = full_text(line)
    if len(text) > LONGEST or not re.search(MARK, text):
        return ()
    if marked := list(MARKED_WITH.finditer(text)):
        return tuple((c, m["meaning"] + m["after"]) for m in marked for c in m["mark"])
    found = list(EXPLAINED.finditer(text))
    equal = knowledge.phrase_pattern("equal")
    uses = knowledge.phrase_pattern("mark_uses")
    used = any(uses.search(m["meaning"]) for m in found)
    if not found or not (text.strip(" ([")[:1] in names.MARKS or used or equal.search(text)):
        turned = [m for m in TURNED.finditer(text) if equal.search(m["meaning"])]
        return tuple((c, m["meaning"]) for m in turned for c in m["mark"])
    told = [m for m in found if m["means"] or any(w.search(m["meaning"]) for w in (equal, uses))]
    short = len(text.split()) <= FEW_WORDS and not knowledge.phrase_pattern("venue_words").search(
        text
    )
    if not told and not (short and len(found) > 1):
        return ()
    return tuple((m["mark"], m["meaning"]) for m in found)


def of_lines(lines: Sequence[Line]) -> Legends:
    """By number, the lines that explain marks and what they say."""
    return {line.number: found for line in lines if (found := of_line(line))}


def equal_marks(told: Sequence[tuple[str, str]]) -> frozenset[str]:
    """The marks of equal contribution: those that are explained so; without any explanation,
    all marks that are not in use for something else."""
    equal = knowledge.phrase_pattern("equal")
    if not told:
        return frozenset(names.MARKS) - OTHER_USES
    return frozenset(mark for mark, meaning in told if equal.search(meaning))
