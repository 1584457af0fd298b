"""Whose page it is: the name on top, or the author whom all records share."""

from __future__ import annotations

from collections.abc import Sequence

from importer.parse import names
from importer.records import PublicationRecord


def common_author(records: Sequence[PublicationRecord]) -> str:
    """The one name printed in all of at least two records; empty if there is none or several."""
    if len(records) < 2:
        return ""
    shared = set.intersection(*({a.name for a in r.authors} for r in records))
    return shared.pop() if len(shared) == 1 else ""


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
