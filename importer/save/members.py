"""Members: what pages that list them say of each, as rows below that person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from importer.knowledge import table
from importer.match.fold import fold
from importer.match.names import name_keys
from importer.names import without_honorific
from importer.records import AppointmentRecord, MemberRecord, OpeningRecord, PersonRecord
from importer.save.people import People
from importer.save.readings import Stored, sharing
from importer.save.wanted import Wanted
from people.models import Membership, Role

TOLD_BY_ROLE = (Role.POSTDOC, Role.PHD, Role.MASTER, Role.UNDERGRAD)  # whose titles say no more
DATES = ("start", "end")


def members_among(people: People) -> dict[int, list[Stored]]:
    """{key of a person: the records that list them}, for all of the people."""
    keys = {f"name:{key}" for name in people.names for key in name_keys(name)}
    found: dict[int, list[Stored]] = {}
    for item in sharing(keys, MemberRecord.type):
        person = people.of(without_honorific(item.record.name), item.ref)
        if person:
            found.setdefault(person.pk, []).append(item)
    return {pk: sorted(items, key=lambda item: item.ref) for pk, items in found.items()}


def memberships(stored: Sequence[Stored]) -> list[Wanted]:
    """A role only where a page states one; what a group says of a member goes before what their
    own page calls them.

    The lead of the group is who is faculty and says in the first person that they recruit.
    """
    listed = _rows(i for i in stored if isinstance(i.record, MemberRecord))
    role = _own_role(stored)
    if role == "lead":
        return [Wanted(Membership, {"role": role}, ("role",)), *_not_faculty(listed)]
    return listed or ([Wanted(Membership, {"role": role}, ("role",))] if role else [])


def _not_faculty(rows: Iterable[Wanted]) -> list[Wanted]:
    return [row for row in rows if row.fields["role"] not in ("lead", "faculty", "member")]


def _own_role(stored: Sequence[Stored]) -> str:
    """The role that the person's own pages state."""
    titles = [
        item.record.position
        for item in stored
        if isinstance(item.record, AppointmentRecord) and item.record.is_current
    ]
    titles += [item.record.role for item in stored if isinstance(item.record, PersonRecord)]
    roles = [role for role in map(role_of, titles) if role]
    if not roles:
        return ""
    recruits = any(isinstance(i.record, OpeningRecord) and i.record.first_person for i in stored)
    role = "faculty" if "faculty" in roles else roles[0]
    return "lead" if recruits and role == "faculty" else role


def role_of(title: str) -> str:
    """The role in a group that the title of a position states; empty where it states none."""
    folded = fold(title)
    for entry in table("roles")["roles"]:
        if any(fold(word) in folded for word in entry["words"]):
            return str(entry["role"])
    return ""


def _rows(stored: Iterable[Stored]) -> list[Wanted]:
    """One row for each role that the pages state; of each field the fullest value."""
    told: dict[str, list[Stored]] = {}
    for item in stored:
        told.setdefault(item.record.role, []).append(item)
    if len(told) > 1 and "" in told:  # a page that states no role adds to what another states
        first = min(role for role in told if role)
        told[first] += told.pop("")
    return [_row(role, items) for role, items in sorted(told.items())]


def _row(role: str, items: Sequence[Stored]) -> Wanted:
    rows = [_fields(item.record) for item in items]
    # The dates are those of one record: a start and an end of two may be in no order.
    dated = max(rows, key=lambda row: (sum(bool(row[n]) for n in DATES), row["end"], row["start"]))
    fields: dict[str, Any] = {
        name: max((row[name] for row in rows), key=lambda v: (len(v), v))
        for name in rows[0]
        if name not in (*DATES, "has_left")
    }
    fields |= {"role": role or Role.MEMBER.value, **{name: dated[name] for name in DATES}}
    fields["has_left"] = any(row["has_left"] for row in rows)
    return Wanted(Membership, fields, ("role",), records=tuple(i.row.pk for i in items))


def _fields(record: MemberRecord) -> dict[str, Any]:
    """The values of a record; a title that the role does not tell stands in the note."""
    title = "" if record.role in TOLD_BY_ROLE else record.title
    return {
        "start": record.start,
        "end": record.end,
        "has_left": record.has_left,
        "topic": record.topic,
        "advisors": ", ".join(record.advisors),
        "note": "; ".join(part for part in (title, record.note) if part),
        "next_position": record.next_position,
    }
