"""Courses: one row for a course, whoever taught it; its terms; who did what in them."""

from __future__ import annotations

from collections.abc import Sequence

from core.fields import web_address
from importer.journal import write as journal
from importer.match.fold import squash
from importer.models import ImportedRow
from importer.names import without_honorific
from importer.records import Term
from importer.save.merging import link_of
from importer.save.people import People
from importer.save.readings import Stored, course_key
from importer.save.rows import Written, write
from importer.save.wanted import Wanted
from people.models import Person
from teaching.models import Course, Offering, TeachingRole


def write_courses(stored: Sequence[Stored], people: People) -> dict[str, Written]:
    """{ref: what became of its course}; `stored` are all records of the courses concerned."""
    groups: dict[str, list[Stored]] = {}
    for item in stored:
        groups.setdefault(course_key(item.record), []).append(item)
    written: dict[str, Written] = {}
    taken: set[int] = set()
    for key in sorted(groups):
        items = groups[key]
        link, course = _known(items, taken)
        result = write(_wanted(items, people), link, course)
        journal.relate(result.link, "records", (item.row.pk for item in items))
        taken.add(result.link.pk)
        written.update({item.ref: result for item in items})
    return written


def _known(items: Sequence[Stored], taken: set[int]) -> tuple[ImportedRow | None, Course | None]:
    told = ImportedRow.objects.told_by((item.row.pk for item in items), Course)
    if link := next((link for _, link in told if link.pk not in taken), None):
        return link, Course.objects.filter(pk=link.object_id).first()
    record = items[0].record
    for course in Course.objects.filter(code__iexact=record.code, title__iexact=record.title):
        if squash(course.institution) == squash(record.institution) and link_of(course) is None:
            return None, course
    return None, None


def _wanted(items: Sequence[Stored], people: People) -> Wanted:
    records = sorted((item.record for item in items), key=lambda r: (-len(r.title), r.title))
    offerings: dict[Term, list[Wanted]] = {}
    for item in sorted(items, key=lambda i: i.ref):
        for term in item.record.terms or (Term("", None, ""),):
            known = next((t for t in offerings if _same(t, term)), term)
            offerings.setdefault(known, []).extend(_roles(item, people))
    fields = {
        "code": records[0].code,
        "title": records[0].title,
        "institution": min(record.institution for record in records),
        "url": next(filter(None, (web_address(k.url) for r in records for k in r.links)), ""),
    }
    rows = [_offering(term, roles) for term, roles in offerings.items()]
    return Wanted(Course, fields, ("code", "title"), {"offerings": rows})


def _same(a: Term, b: Term) -> bool:
    return (a.season, a.year) == (b.season, b.year) and bool(a.year or a.printed == b.printed)


def _offering(term: Term, roles: list[Wanted]) -> Wanted:
    once = {row.key: row for row in roles}
    fields = {"season": term.season, "year": term.year, "printed": term.printed}
    return Wanted(Offering, fields, ("season", "year", "printed"), {"roles": list(once.values())})


def _roles(item: Stored, people: People) -> list[Wanted]:
    owner: Person | None = item.row.page.owner
    rows = [(owner, item.record.role)]
    rows += [(people.of(without_honorific(name), item.ref), "") for name in item.record.people]
    return [
        Wanted(TeachingRole, {"person_id": person.pk, "role": role}, ("person_id", "role"))
        for person, role in rows
        if person
    ]
