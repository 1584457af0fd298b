"""What all pages of a person say of them, as the rows below that person."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from core.text import escape_markdown
from importer.knowledge import table
from importer.match.fold import fold
from importer.models import ImportedRecord
from importer.names import without_honorific
from importer.records import (
    AppointmentRecord,
    AwardRecord,
    EducationRecord,
    MemberRecord,
    MetricRecord,
    OpeningRecord,
    PersonRecord,
    ServiceRecord,
    TalkRecord,
)
from importer.save.members import memberships
from importer.save.mentions import news_rows
from importer.save.merging import link_of
from importer.save.people import People
from importer.save.readings import Stored, load
from importer.save.rows import Written, write
from importer.save.venues import Venues
from importer.save.wanted import Wanted, link_rows
from openings.models import Opening, Way
from people.models import (
    Appointment,
    Award,
    Education,
    EmailAddress,
    Metric,
    Person,
    ProfileLink,
)
from services.models import ServiceRole
from talks.models import Talk, TalkLink


def write_profile(
    person: Person, people: People, venues: Venues, today: date, listed: Sequence[Stored] = ()
) -> Written:
    """Bring the person's own rows in line with all pages whose owner they are, and with the
    records that list them as a member."""
    rows = ImportedRecord.objects.accepted().filter(page__owner=person)
    rows = rows.exclude(type=MemberRecord.type)
    own = rows.with_page().order_by("page__name", "page__kind", "position")
    stored = [*load(own), *listed]
    wanted = Wanted(
        Person, _fields(stored), children=_children(stored, person, people, venues, today)
    )
    wanted.records = tuple(item.row.pk for item in stored)
    return write(wanted, link_of(person), person)


def _fields(stored: Sequence[Stored]) -> dict[str, Any]:
    """The fullest text of each kind that any of the pages gives."""
    told: list[PersonRecord] = [i.record for i in stored if isinstance(i.record, PersonRecord)]

    def fullest(values: Iterable[str]) -> str:
        return max(values, key=lambda v: (len(v), v), default="")

    def paragraphs(texts: Sequence[str]) -> str:
        return "\n\n".join(escape_markdown(text) for text in texts)

    listed: list[MemberRecord] = [i.record for i in stored if isinstance(i.record, MemberRecord)]
    return {
        "native_name": fullest([r.native_name for r in told] + [r.native_name for r in listed]),
        "bio": fullest(paragraphs(r.biography) for r in told),
        "interests": fullest(paragraphs(r.interests) for r in told),
        "office": fullest(r.office for r in told),
        "main_field": fullest(_named_field(r.main_field) for r in told),
    }


def _named_field(category: str) -> str:
    """``cs.LG`` → ``Machine learning (cs.LG)``."""
    name = table("arxiv_names").get(category)
    return f"{name} ({category})" if name else category


def _children(
    stored: Sequence[Stored], person: Person, people: People, venues: Venues, today: date
) -> dict[str, list[Wanted]]:
    def rows(
        record_type: type | tuple[type, ...], make: Callable[[Any, Stored], list[Wanted]]
    ) -> list[Wanted]:
        found = [
            row
            for item in stored
            if isinstance(item.record, record_type)
            for row in _tagged(make(item.record, item), item)
        ]
        return _placed(_once(found))

    has_mail = any(getattr(item.record, "emails", ()) for item in stored)
    return {
        "emails": rows((PersonRecord, MemberRecord), _emails),
        "links": rows((PersonRecord, MemberRecord), _links),
        "education": rows(EducationRecord, lambda r, i: [_education(r, i, people)]),
        "appointments": rows(AppointmentRecord, lambda r, i: [_appointment(r, i, people)]),
        "awards": rows(AwardRecord, lambda r, _: [_award(r)]),
        "metrics": rows(MetricRecord, lambda r, item: _metrics(r, item, today)),
        "memberships": memberships(stored),
        "talks": rows(TalkRecord, lambda r, _: [_talk(r)]),
        "service_roles": rows(ServiceRecord, lambda r, _: _services(r, venues)),
        "openings": rows(OpeningRecord, lambda r, _: [_opening(r, has_mail)]),
        "news": _placed(_once(news_rows(stored, person))),
    }


def _tagged(rows: list[Wanted], item: Stored) -> list[Wanted]:
    for row in rows:
        row.records = (item.row.pk,)
    return rows


def _once(rows: Iterable[Wanted]) -> list[Wanted]:
    """Rows of one identity, told by several pages, as one: of each field the fullest value."""
    found: dict[tuple[type, str], Wanted] = {}
    for row in rows:
        first = found.setdefault((row.model, row.key), row)
        if first is row:
            continue
        first.records = tuple(sorted({*first.records, *row.records}))
        for name, value in row.fields.items():
            if name != "position":
                first.fields[name] = max(first.fields[name], value, key=_fullness)
        for related_name, children in row.children.items():
            first.children[related_name] = _once([*first.children[related_name], *children])
    return list(found.values())


def _fullness(value: Any) -> tuple[int, str]:
    return (len(str(value)) if value not in (None, False) else 0, str(value))


def _placed(rows: list[Wanted]) -> list[Wanted]:
    for place, row in enumerate(rows, 1):
        if "position" in row.fields:
            row.fields["position"] = place
    return rows


def _emails(record: PersonRecord | MemberRecord, _: Stored) -> list[Wanted]:
    """Addresses that a public page prints are public."""
    return [
        Wanted(EmailAddress, {"address": address, "is_public": True}, ("address",))
        for address in record.emails
    ]


def _links(record: PersonRecord | MemberRecord, _: Stored) -> list[Wanted]:
    return link_rows(ProfileLink, record.links)


def _education(record: EducationRecord, item: Stored, people: People) -> Wanted:
    advisor = people.of(without_honorific(record.advisor), item.ref)
    fields = {
        "degree": record.degree,
        "field": record.field,
        "institution": record.institution,
        "start": record.start,
        "year": record.year,
        "advisor_id": advisor.pk if advisor else None,
        "advisor_name": record.advisor,
        "position": 0,
    }
    return Wanted(Education, fields, ("degree", "field", "institution"))


def _appointment(record: AppointmentRecord, item: Stored, people: People) -> Wanted:
    hosts = (people.of(without_honorific(name), item.ref) for name in record.hosts)
    fields = {
        "title": record.position,
        "department": record.department,
        "institution": record.institution,
        "is_current": record.is_current,
        "start": record.start,
        "end": record.end,
        "duration": record.duration,
        "hosts": sorted(host.pk for host in hosts if host),
        "position": 0,
    }
    return Wanted(Appointment, fields, ("title", "institution", "start"))


def _award(record: AwardRecord) -> Wanted:
    fields = {"title": record.title, "body": record.body, "date": record.date, "position": 0}
    return Wanted(Award, fields, ("title", "date"))


def _metrics(record: MetricRecord, item: Stored, today: date) -> list[Wanted]:
    """Figures about the person; the day of reading is that of the first reading of the value."""
    if record.work:
        return []
    fields = {
        "name": record.name,
        "value": record.value,
        "unit": record.unit,
        "source": item.row.page.described,
        "is_public": not record.site_own,
    }
    # Two sites of a kind state two values; a page under another file name states the same one.
    return [Wanted(Metric, fields, ("name", "source", "value"), initial={"read_on": today})]


def audience_of(printed: str) -> str:
    """Whom a note addresses, as one of the audiences of openings; empty where it does not say."""
    folded = fold(printed)
    found = [
        code
        for code, forms in table("roles")["audiences"].items()
        if any(f in folded for f in forms)
    ]
    return found[0] if len(found) == 1 else ""


def _talk(record: TalkRecord) -> Wanted:
    links = link_rows(TalkLink, record.links)
    fields = {
        "title": record.title,
        "event": record.event,
        "place": record.place,
        "date": record.date,
        "position": 0,
    }
    return Wanted(Talk, fields, ("title", "event", "date"), {"links": links})


def _services(record: ServiceRecord, venues: Venues) -> list[Wanted]:
    found = []
    for name in record.venues or ("",):
        venue = venues.named(name)
        fields = {
            "role": record.role,
            "venue_id": venue.pk if venue else None,
            "body": name,
            "year": int(record.year[:4]) if record.year[:4].isdigit() else None,
            "note": record.note,
            "position": 0,
        }
        found.append(Wanted(ServiceRole, fields, ("role", "body", "year", "note")))
    return found


def _opening(record: OpeningRecord, has_mail: bool) -> Wanted:
    """A note of a page, never confirmed. One applies by mail where the page gives an address: that
    is what it asks for, and nobody of the group has agreed yet to read letters on this site. An
    editor may choose another way; it is not the page's to say, so no later reading changes it."""
    fields = {
        "text": escape_markdown(record.text),
        "institution": record.institution,
        "audience": audience_of(record.audience),
    }
    initial = {"way": Way.MAIL} if has_mail else {}
    return Wanted(Opening, fields, ("text",), initial=initial)
