"""The names of people that a record prints."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from importer.match.marks import letters_of
from importer.match.people import Mention
from importer.records import (
    AppointmentRecord,
    CourseRecord,
    EducationRecord,
    GrantRecord,
    MemberRecord,
    PersonRecord,
    PublicationRecord,
    Record,
)

HONORIFIC = re.compile(r"^(?:(?:prof(?:essor|\.)?|dr\.?|mr\.?|mrs\.?|ms\.?|pi)\s+)+", re.I)


def without_honorific(name: str) -> str:
    """``Prof. Dr. Emmy Noether`` → ``Emmy Noether``."""
    return HONORIFIC.sub("", " ".join(name.split()))


def printed_names(record: Record) -> list[str]:
    """Full names in the order in which the record has them; names in news are not full ones."""
    match record:
        case PublicationRecord():
            return [author.name for author in record.authors]
        case PersonRecord():
            return [record.name, *record.alternate_names]
        case MemberRecord():
            found = [record.name]
        case GrantRecord():
            found = list(record.people)
        case EducationRecord():
            found = [record.advisor]
        case AppointmentRecord():
            found = list(record.hosts)
        case CourseRecord():
            found = list(record.people)
        case _:
            found = []
    return [without_honorific(name) for name in found if name]


def mentions(record: Record, ref: str, owner: str) -> list[Mention]:
    """Each printed name with the company it keeps: the record's other names and the owner."""
    names = printed_names(record)
    company = frozenset([*names, *([owner] if owner else [])])
    listed = isinstance(record, PublicationRecord)
    counts = counted(names) if listed else [0] * len(names)
    return [
        Mention(name, ref, company - {name}, listed, nth)
        for name, nth in zip(names, counts, strict=True)
    ]


def counted(names: Sequence[str]) -> list[int]:
    """For each name of a list how often it stands in it before: two of one name are two people."""
    seen: Counter[str] = Counter()
    found = []
    for name in names:
        letters = letters_of(name)
        found.append(seen[letters])
        seen[letters] += 1
    return found
