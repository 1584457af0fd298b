"""What a person says of a pair: it is one, or it is not. Kept as marks that outlive the rows."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType

from importer.duplicates.entries import entry_of
from importer.journal import write as journal
from importer.match.judged import Marks, told_apart
from importer.match.marks import mark_of_page, marks_of_name, marks_of_work
from importer.models import ImportedPage, ImportedRecord, ImportedRow, Judgement, Subject
from importer.save.judgements import mark_of, marks_of_records
from importer.save.merging import link_of
from importer.save.readings import load
from people.models import NameVariant, Person
from publications.models import Publication

Row = Publication | Person


def subject_of(row: Row) -> Subject:
    return Subject.WORK if isinstance(row, Publication) else Subject.PERSON


def marks_of(row: Row) -> Marks:
    """All by which the row, and what pages tell of it, is known again."""
    return _of_work(row) if isinstance(row, Publication) else _of_person(row)


def say_different(one: Row, other: Row, by: Any) -> Judgement:
    """The two are not one, for good; that they were said to be is taken back."""
    return say(subject_of(one), False, (marks_of(one), str(one)), (marks_of(other), str(other)), by)


def say_same(one: Row, other: Row, by: Any) -> Judgement:
    """The two are one; that they were said not to be is taken back. To be called before they are
    merged."""
    return say(subject_of(one), True, (marks_of(one), str(one)), (marks_of(other), str(other)), by)


def say(
    subject: Subject, same: bool, one: tuple[Marks, str], other: tuple[Marks, str], by: Any
) -> Judgement:
    """What a person says of two things, given as their marks and what they are called. What was
    said to the contrary is taken back; what is said again is not kept twice."""
    marks, others = (one[0], other[0]) if same else told_apart(one[0], other[0])
    contrary = []
    for said in Judgement.objects.filter(subject=subject):
        if said.is_same == same:
            if {frozenset(said.one), frozenset(said.other)} == {marks, others}:
                return said
        elif _concerns(said, marks, others):
            contrary.append(said.pk)
    journal.delete(Judgement.objects.filter(pk__in=contrary))
    judgement = Judgement(
        subject=subject,
        is_same=same,
        one=sorted(marks),
        other=sorted(others),
        one_title=one[1][:500],
        other_title=other[1][:500],
        by=by,
    )
    journal.save(judgement)
    return judgement


def _concerns(said: Judgement, marks: Marks, others: Marks) -> bool:
    """Whether what was said joins, or keeps apart, what bears the one marks and the others."""
    if said.is_same:
        both = {*said.one, *said.other}
        return bool(both & marks and both & others)
    either = marks | others
    return bool(either.intersection(said.one) and either.intersection(said.other))


def records_of(row: Row) -> list[ImportedRecord]:
    """The records that tell of a row, with their pages."""
    link = link_of(row)
    return list(link.records.with_page()) if link else []


def _of_work(work: Publication) -> Marks:
    told = marks_of_records(load(records_of(work)))
    return told | marks_of_work(entry_of(work)) | {mark_of(work)}


def _of_person(person: Person) -> Marks:
    """That pages print a name is a mark of whom the importer found it for: a namesake whom an
    editor typed does not bear it."""
    variants = list(person.variants.all())
    kind = ContentType.objects.get_for_model(NameVariant)
    read = set(
        ImportedRow.objects.filter(
            content_type=kind, object_id__in=[variant.pk for variant in variants]
        ).values_list("object_id", flat=True)
    )
    names = {str(variant): variant.pk in read for variant in variants}
    names.setdefault(plain(person), False)
    found = {mark_of(person), *marks_of_pages(person)}
    for name, is_read in names.items():
        marks = marks_of_name(name)
        found |= {mark for mark in marks if is_read or not mark.startswith("printed:")}
    return frozenset(found)


def marks_of_pages(person: Person) -> set[str]:
    """The pages of the person's own."""
    return {mark_of_page(page.key) for page in ImportedPage.objects.filter(owner=person)}


def plain(person: Person) -> str:
    return " ".join(part for part in (person.given_name, person.family_name) if part)
