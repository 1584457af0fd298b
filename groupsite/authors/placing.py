"""A line of authors on a work: which of its authors each name is, and all of them in order."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet

from groupsite.authors.line import AuthorLine, Printed
from groupsite.authors.people import bearers
from groupsite.authors.shelf import Shelf
from importer.match.alike import Likeness, alike
from people.models import Person
from publications.models import Authorship, Publication

Placed = list[tuple[Printed, Authorship | None]]


def likest(names: Sequence[str], present: Sequence[str]) -> dict[int, int]:
    """{place in `names`: place in `present`} of those that are one author, the likest first."""
    found: dict[int, int] = {}
    shelf, placed_rows = Shelf(names), set[int]()
    for least in (Likeness.SAME, Likeness.INITIALS):
        for at, name in enumerate(present):
            if at in placed_rows:
                continue
            free = [n for n in shelf.near([name]) if n not in found]
            best = max(free, key=lambda n: alike(names[n], name), default=None)  # noqa: B023
            if best is not None and alike(names[best], name) >= least:
                found[best] = at
                placed_rows.add(at)
    return found


def placed(line: AuthorLine, present: Sequence[Authorship]) -> Placed:
    """Each name with the author of the work whom it prints; each author once.

    Raises ValueError with a sentence where an author of the work is not in the line.
    """
    where = likest([author.name for author in line.authors], [author.name for author in present])
    lost = [
        author.name
        for at, author in enumerate(present)
        if at not in where.values() and not (author.is_implied and line.is_cut)
    ]
    if lost:
        raise ValueError(
            f"{', '.join(lost)} would be lost: paste the whole line, or take them out on the form"
            " of the work."
        )
    return [
        (author, present[where[n]] if n in where else None) for n, author in enumerate(line.authors)
    ]


def place(
    work: Publication, found: Placed, among: QuerySet[Person] | None = None
) -> tuple[list[Authorship], list[Authorship]]:
    """Puts each author in their place; new ones get the person who alone bears the name, of all
    people or of those `among` whom somebody may choose.

    Returns those that are new and those that were there. Names that are there stay as printed;
    marks of equal contribution are taken over where the line has any.
    """
    known = bearers((author.name for author, row in found if row is None), among)
    taken = {row.person_id for _, row in found if row}
    has_marks = any(author.equal for author, _ in found)
    new, old = [], []
    for position, (author, there) in enumerate(found, 1):
        row = there or Authorship(publication=work, person=_free(known[author.name], taken))
        taken.add(row.person_id)
        if there is None or row.is_implied:
            row.printed_name = row.printed_name or author.name
        if has_marks:
            row.equal_contribution = author.equal
        row.position, row.is_implied = position, False
        (old if there else new).append(row)
    fields = ["position", "is_implied", "printed_name", "equal_contribution"]
    Authorship.objects.bulk_update(old, fields)
    Authorship.objects.bulk_create(new)
    return new, old


def _free(people: Sequence[Person], taken: set[int | None]) -> Person | None:
    """The only bearer of a name, unless they are among the authors already."""
    return people[0] if len(people) == 1 and people[0].pk not in taken else None
