"""An entry of a list of degrees, taken apart by its commas and lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from importer.parse import dates, education, institutions, names, periods, spans
from importer.records import EducationRecord

DASHES = re.compile(r"\s+[–—|·]\s+|\s+-\s+|;\s+|(?<=[^\W\d_]{3})\.\s+(?=[A-Z])|(?<=\d)\.\s+|:\s+")
ADVISED = re.compile(r"\s*\((?:advis|superv)[^()]{0,80}\)", re.I)
BEFORE_FIELD = re.compile(
    r"^\s*(?:\([^()]{0,60}\)\s*)?(?:[,:]\s*)?(?:degree\s*)?(?:in|of|en|in\s+der|für|di)?\s*(?:the\s+)?",
    re.I,
)
NO_FIELD = re.compile(
    r"\d|\b(?:thesis|dissertation|advis|supervis|honou?rs|laude|minor|gpa|committee)", re.I
)
MOST_WORDS = 9


def read(texts: Sequence[str], lines: tuple[int, int]) -> list[EducationRecord]:
    """The degree of an entry of these lines: as sentences tell it, or part by part where the
    parts tell more."""
    text = " ".join(texts)
    told = education.read(text, lines[0], listed=True, last=lines[1])
    apart = _parted(texts, lines)
    if not told or apart is None:
        return told or ([apart] if apart else [])
    (first,) = told
    better = institutions.rank(apart.institution) > institutions.rank(first.institution)
    if better or apart.institution in first.institution and (apart.field or not first.field):
        return [replace(apart, advisor=first.advisor or apart.advisor, start=first.start)]
    return told


def starts(above: str, text: str) -> bool:
    """Whether a line begins another entry: it leads with a degree, and the one above has one."""
    return leads(text) and education.has_degree(above)


def leads(text: str) -> bool:
    """Whether a line begins with a degree, or with a period and a degree."""
    return education.leads(text) or education.leads(periods.without(text))


def _parted(texts: Sequence[str], lines: tuple[int, int]) -> EducationRecord | None:
    """The degree by its parts; None where no part names a degree or none an institution."""
    parts = [
        part
        for text in texts
        for piece in DASHES.split(ADVISED.sub("", periods.without(text)))
        for part in spans.split_outside(piece)
        if part.strip(" .")
    ]
    at = next((k for k, part in enumerate(parts) if education.leads(part)), None)
    if at is None:
        return None
    degree, inner = education.leading(parts[at])
    field = _field(inner)
    others = [*parts[at + 1 :], *parts[:at]]
    if not field and parts[at + 1 : at + 2] and not institutions.rank(parts[at + 1]):
        field = _field(parts[at + 1])
    places = institutions.with_campus([p for p in others if p != field])
    institution = institutions.placed([p for p in places if institutions.rank(p)]).institution
    if not institution:
        return None
    text = " ".join(texts)
    found = [d for d in dates.find_all(education.own(text)) if not d.iso.startswith("-")]
    advisor = education.ADVISOR.search(text)
    return EducationRecord(
        lines=lines,
        degree=degree,
        field=field,
        institution=institution.strip(" ."),
        year=found[-1].iso[:4] if found else "",
        start=found[0].iso if len(found) > 1 else "",
        advisor=names.leading_name(text[advisor.end() :][:120].lstrip(" :")) if advisor else "",
        confidence=0.8,
    )


def _field(text: str) -> str:
    """The field of study that a part is; empty for a part that is something else."""
    field = BEFORE_FIELD.sub("", spans.PAREN_TAIL.sub("", text), count=1).strip(" .")
    if not field and (inner := spans.PAREN_TAIL.fullmatch(text)) and inner[1][:1].isupper():
        field = inner[1]
    plain = field and len(field.split()) <= MOST_WORDS and not NO_FIELD.search(field)
    return field if plain and not institutions.rank(field) else ""
