"""Institutions and their parts: which words name one, and which of two is part of the other."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from importer import knowledge

UNIVERSITY, INSTITUTION, UNIT, NONE = 3, 2, 1, 0
ACRONYM = re.compile(r"[A-Z][A-Z&]{1,6}(?:\s[A-Z][^\W\d_]+)?")
CAMPUS = re.compile(r"[A-Z][^\W\d_]+(?:[ -][A-Z][^\W\d_]+){0,2}")
DASH = re.compile(r"\s+[-–—/]\s+")
COLLEGE = re.compile(r"(?:college|school|faculty)\s+of\s", re.I)
WHOLE = re.compile(r"\b(?:universi\w+|institute\s+of\s+technology)\b", re.I)
# The town of a place in brackets: "(Wetham, OR)".
TOWN = r"\((?:[^\W\d_][\w.’'-]*\s?){1,3},\s[^\W\d_a-z][^\W\d_]+(?:\s[^\W\d_a-z][^\W\d_]+)?\)"
LONGEST = 120


class Place(NamedTuple):
    """A part of an institution and the institution; either may be empty."""

    department: str
    institution: str


def rank(text: str) -> int:
    """How high the place stands that the text names by one of its words; NONE if it names none."""
    if len(text) > LONGEST:
        return NONE
    if text.casefold() in knowledge.words("institution_names"):
        return UNIVERSITY
    return _rank_by_words(text)


def _rank_by_words(text: str) -> int:
    if any(knowledge.phrase_pattern(n).search(text) for n in ("university_words", "short_names")):
        return UNIVERSITY
    if knowledge.phrase_pattern("unit_words").search(text):
        return UNIT
    others = ("institution_words", "workplace_words")
    known = any(knowledge.phrase_pattern(name).search(text) for name in others)
    return INSTITUTION if known else NONE


def is_acronym(text: str) -> bool:
    """Whether the text may be the short name of an institution: "EMBL", "IBM Research"."""
    return bool(ACRONYM.fullmatch(text))


@cache
def _part_of() -> re.Pattern[str]:
    """ "Department of Mud at Wet College", "School of Rain, Wet College" without a comma."""
    any_of = {
        name: "|".join(sorted(map(re.escape, knowledge.words(name)), key=len, reverse=True))
        for name in ("unit_words", "university_words")
    }
    return re.compile(
        rf"(?P<unit>(?:[\w&-]+\s+){{0,4}}(?:{any_of['unit_words']})\b[^,]{{0,80}})"
        rf"\s+(?:at|of|in)\s+(?:the\s+)?(?P<top>[^,]{{0,60}}\b(?:{any_of['university_words']})\b.*)",
        re.I,
    )


def apart(text: str) -> list[str]:
    """The text, or the two places of "Department of Mud at Wet College"."""
    pieces = DASH.split(text)
    if len(pieces) > 1 and all(map(rank, pieces)):
        return pieces
    match = _part_of().fullmatch(text) if len(text) <= LONGEST else None
    return [match["unit"].strip(), match["top"].strip()] if match else [text]


def placed(names: list[str]) -> Place:
    """The names of places as printed together: the highest is the institution, the first of
    those below it the department."""
    names = [name for k, name in enumerate(names) if not (k and _is_city(name, names[:k]))]
    ranks = [rank(name) for name in names]
    if not names:
        return Place("", "")
    top = max(ranks)
    at = ranks.index(top)
    if COLLEGE.match(names[at]):  # "College of Mud, University of Wetham"
        at = next((k for k, name in enumerate(names) if k > at and WHOLE.search(name)), at)
    below = next((name for name, r in zip(names[:at], ranks[:at], strict=True) if r < top), "")
    later = next((n for n, r in zip(names[at + 1 :], ranks[at + 1 :], strict=True) if r < top), "")
    return Place(below or later, names[at])


def _is_city(name: str, before: list[str]) -> bool:
    """Whether a name that a university shares with its town is that of the town: an institution
    stands before it ("Institute of Mud, Cambridge")."""
    known = name.casefold() in knowledge.words("town_names")
    return known and any(rank(each) >= INSTITUTION for each in before)


def with_campus(parts: list[str]) -> list[str]:
    """The parts, with the campus put back to a university of several ("University of California,
    Berkeley")."""
    found: list[str] = []
    for part in parts:
        if (
            found
            and not _rank_by_words(part)
            and CAMPUS.fullmatch(part)
            and _has_campuses(found[-1])
        ):
            found[-1] = f"{found[-1]}, {part}"
        else:
            found.append(part)
    return found


def _has_campuses(name: str) -> bool:
    return name.casefold().endswith(tuple(knowledge.words("campus_universities")))
