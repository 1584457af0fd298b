"""Whose page it is: the name on top, or the author whom all records share."""

from __future__ import annotations

import re
from collections.abc import Sequence

from importer.parse import names
from importer.records import PublicationRecord


def common_author(records: Sequence[PublicationRecord]) -> str:
    """The one name printed in all of at least two records; empty if there is none or several."""
    if len(records) < 2:
        return ""
    shared = set.intersection(*({a.name for a in r.authors} for r in records))
    return shared.pop() if len(shared) == 1 else ""


TITLE_PARTS = re.compile(r"\s+[-–—|·:•]\s+|\s*\|\s*|:\s+|,\s+")
GREETING = re.compile(
    r"^(?:(?:hi|hello|hey|welcome)[,!.\s]+)?(?:to\s+)?(?:(?:the\s+)?(?:personal\s+|academic\s+)?"
    r"(?:home\s*page|web\s*page|web\s*site|page|site)\s+of\s+|(?:i\s+am|i['’]m|my\s+name\s+is)\s+)?"
    r"(?:(?:prof(?:essor)?|dr)\.?\s+)*",
    re.I,
)
POSSESSIVE = re.compile(
    r"['’]s?\s+(?:(?:personal|academic)\s+)?(?:home\s*page|web\s*\w*|site|page)$", re.I
)
INTRODUCED = re.compile(r"\b(?:I\s+am|I['’]m|My\s+name\s+is)\s+(?=[^\W\d_a-z])")


def in_title(text: str) -> str:
    """The name in the title of a page or its top heading ("Ann Lee - Home"); "" if none is."""
    for part in TITLE_PARTS.split(text[:200]):
        name = POSSESSIVE.sub("", GREETING.sub("", part.strip(" .!"))).strip(" .!,")
        if names.likeness(name) > 0.8 and len(name.split()) > 1:
            return name
    return ""


def introduced(text: str) -> str:
    """The name by which a text introduces its writer: "I am Ann Lee, and …"."""
    match = INTRODUCED.search(text[:400])
    if not match:
        return ""
    after = text[match.end() :]
    name = names.leading_name(after)
    ends = after[len(name) : len(name) + 1] in ("", ",", ".", "!", "(") or after[
        len(name) :
    ].startswith((" and ", " (", " –", " —"))
    return name if ends and len(name.split()) > 1 and names.likeness(name) > 0.8 else ""


def other_forms(owner: str, records: Sequence[PublicationRecord]) -> tuple[str, ...]:
    """The owner's name as author lists print it in another order of the same words."""
    wanted = names.key(owner)
    found = dict.fromkeys(
        author.name
        for record in records
        for author in record.authors
        if author.name != owner and names.key(author.name) == wanted
    )
    return tuple(
        names.HOMONYM.sub("", name) for name in found if names.HOMONYM.sub("", name) != owner
    )


def hides(owner: str, record: PublicationRecord) -> bool:
    """Whether "et al." hides the owner of the page in this record."""
    wanted = names.key(owner)
    return record.authors_truncated and all(names.key(a.name) != wanted for a in record.authors)
