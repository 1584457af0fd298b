"""One page into the database: the order in which its people, works and the rest are written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db import models
from django.utils import timezone

from core.batches import batched
from importer.journal import write as journal
from importer.models import ImportedPage, ImportedRecord, ImportedRow, ImportRun, Offer
from importer.names import printed_names
from importer.records import (
    CourseRecord,
    GrantRecord,
    MemberRecord,
    PublicationRecord,
    Reading,
    Record,
)
from importer.save import people as names
from importer.save.choices import Choices
from importer.save.courses import write_courses
from importer.save.grants import write_grants
from importer.save.members import members_among
from importer.save.merging import link_of
from importer.save.moved import moved_works
from importer.save.people import People
from importer.save.profiles import write_profile
from importer.save.readings import Left, Stored, load, sharing, store
from importer.save.rows import Written, remove, untouched
from importer.save.venues import Venues
from importer.save.works import affected, write_metrics, write_works
from people.models import Person

OF_NO_OWNER = (PublicationRecord, MemberRecord)  # records that tell by themselves whose they are


@dataclass
class Outcome:
    """What came of a page: how many of its records were new, changed, the same, ambiguous."""

    decisions: Counter[str] = field(default_factory=Counter)
    rows_changed: bool = False


def save_page(reading: Reading, run: ImportRun, choices: Choices | None = None) -> Outcome:
    """Write what a page says, as far as `choices` do not say otherwise; to be called in a
    transaction.

    Everything that the page has a share in is worked out anew from all readings that the
    database keeps, so that the order in which pages come does not matter.
    """
    page, stored, left = store(reading, run, choices or {})
    works, people = _works_and_people(stored, left)
    former = _set_owners([page], people)
    venues = Venues()
    written = write_works(works, people, venues)
    write_metrics(stored, written, page.described)
    touched = [*stored, *people.concerned.values()]
    courses = _akin(touched, left, CourseRecord)
    grants = _akin(touched, left, GrantRecord)
    people = people | names.resolve([*courses, *grants]) if courses or grants else people
    written.update(write_courses(courses, people))
    written.update(write_grants(grants, people))
    _write_profiles(people, venues, left, former)
    _remove_orphans(left, people)
    return _decide(stored, written)


def write_again(stored: Sequence[Stored], profiles: Iterable[int] = ()) -> None:
    """Work out anew what these records, and those akin to them, tell of works and people, as
    reading their pages again would; for when something else than a page has changed. `profiles`
    are keys of people who have got pages, or lost some."""
    works, people = _works_and_people(stored, Left())
    former = _set_owners([], people)
    venues = Venues()
    written = write_works(works, people, venues)
    _write_profiles(people, venues, Left(), former | set(profiles))
    _decide(works, written)


def _works_and_people(stored: Sequence[Stored], left: Left) -> tuple[list[Stored], People]:
    """The records of all works that are to be written, and who is meant by the names. Where a
    name turns out to be borne by another person than before, its other works are written too."""
    works = affected(stored, left.keys)
    people = names.resolve([*stored, *works], left.names)
    if moved := moved_works(people, works):
        works = affected([*stored, *works, *moved], left.keys)
        people = people | names.resolve([*stored, *works], left.names)
    return works, people


def _set_owners(pages: Sequence[ImportedPage], people: People) -> set[int]:
    """Those of the pages, and of all pages of people whose name others bear; the keys of those
    whose a page was until now."""
    former: set[int] = set()
    for page in {page.pk: page for page in [*people.pages.values(), *pages]}.values():
        owner = people.owner_of(page)
        if page.owner_id != (owner.pk if owner else None):
            former |= {page.owner_id} if page.owner_id else set()
            page.owner = owner
            journal.save(page, "owner")
    return former


def _akin(stored: Sequence[Stored], left: Left, record_type: type[Record]) -> list[Stored]:
    """All records of the courses (or grants) that these records tell of, or told of."""
    prefix = f"{record_type.type}:"
    keys = {key for key in left.keys if key.startswith(prefix)}
    own = [item.row.pk for item in stored if isinstance(item.record, record_type)]
    keys |= set(
        ImportedRecord.objects.filter(pk__in=own)
        .filter(keys__key__startswith=prefix)
        .values_list("keys__key", flat=True)
    )
    own_keys = {key for key in keys if key.startswith(prefix)}
    return sharing(own_keys, record_type.type) if own_keys else []


def _write_profiles(people: People, venues: Venues, left: Left, former: Iterable[int]) -> None:
    """Those of the owners of pages and of members among them; the names that pages of the owners
    print come with them. `former` are keys of people who owned a page until now."""
    known = people.known()
    told = load(ImportedRecord.objects.on_owners(known))
    printed = {name for item in told for name in printed_names(item.record)}
    everybody = people if printed <= people.names.keys() else people | names.resolve(told)
    members = members_among(everybody)
    concerned = {item.row.page.owner_id or 0 for item in told} | _forsaken(known, left)
    concerned |= members.keys() | set(former)
    concerned |= {
        item.row.page.owner_id or 0
        for item in people.concerned.values()
        if not isinstance(item.record, PublicationRecord)
    }
    for person in Person.objects.filter(pk__in=concerned).order_by("pk"):
        write_profile(person, everybody, venues, timezone.localdate(), members.get(person.pk, ()))


def _forsaken(known: Iterable[int], left: Left) -> set[int]:
    """Who owned a page or was a member until now has rows to lose."""
    found: set[int] = set()
    for some in batched(sorted(known)):
        people = Person.objects.filter(pk__in=some)
        for rows in (
            people.filter(has_profile=False, bio__gt=""),
            people.filter(memberships__isnull=False),
        ):
            found.update(rows.values_list("pk", flat=True))
    for spelt in batched(sorted(left.names)):
        members = Person.objects.filter(variants__name__in=spelt, memberships__isnull=False)
        found.update(members.values_list("pk", flat=True))
    return found


def _remove_orphans(left: Left, people: People) -> None:
    """Works that no record tells of any more, and people whom nothing names."""
    for orphan in ImportedRow.objects.filter(pk__in=left.rows, records__isnull=True):
        remove(orphan, orphan.row)
    named = Person.objects.filter(variants__name__in=left.names | people.doubtful)
    told = [key for key, person in people.known().items() if person.has_profile]
    for person in named.exclude(pk__in=told).distinct():
        link = link_of(person)
        if link and link.created_it and untouched(person, link.base) and not _is_named(person):
            journal.delete(ImportedRow.objects.filter(pk=link.pk))
            journal.delete(Person.objects.filter(pk=person.pk))


def _is_named(person: Person) -> bool:
    """Whether any row, but for the spellings of the name, points at the person."""
    for relation in person._meta.related_objects:
        model: type[models.Model] = relation.related_model
        if (
            relation.name != "variants"
            and model._default_manager.filter(**{relation.field.name: person}).exists()
        ):
            return True
    return False


def _decide(stored: Sequence[Stored], written: dict[str, Written]) -> Outcome:
    """The decision on each record, kept with it."""
    outcome = Outcome()
    offered = _offered(stored)
    for item in stored:
        work = written.get(item.ref)
        decision, reason = (work.outcome if work else item.status), ""
        if item.row.pk in offered:
            decision, reason = "ambiguous", offered[item.row.pk]
        elif isinstance(item.record, PublicationRecord) and work and work.instance is None:
            decision, reason = "same", "An editor deleted it."
        elif item.row.page.owner_id is None and not isinstance(item.record, OF_NO_OWNER):
            decision, reason = "ambiguous", "Whose page is this? Name the owner with --owner."
        outcome.decisions[decision] += 1
        if (item.row.decision, item.row.reason) != (decision, reason):
            item.row.decision, item.row.reason = decision, reason
            journal.save(item.row, "decision", "reason")
    return outcome


def _offered(stored: Sequence[Stored]) -> dict[int, str]:
    rows = [item.row.pk for item in stored]
    found = {}
    for offer in Offer.objects.filter(models.Q(first__in=rows) | models.Q(second__in=rows)):
        found[offer.first_id] = found[offer.second_id] = offer.reason
    return found
