"""The pairs as they are kept, brought in line with what changed since: by this function alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from core.batches import SIZE, batched
from importer.duplicates import people, works
from importer.duplicates.pairs import Pair
from importer.models import ChangedRow, PossiblePair, RowKey, Subject
from people.models import Person
from publications.models import Authorship, Publication

Keys = Mapping[int, set[str]]  # {row: its blocking keys}


def refresh() -> None:
    """Look again for pairs of what changed, and of what is like it as it was or as it is."""
    if not ChangedRow.objects.exists():
        return
    with transaction.atomic():
        _one_at_a_time()
        # What somebody is saving at this moment is left for the next time.
        changed = list(ChangedRow.objects.select_for_update(skip_locked=True))
        rows = {kind: {c.object_id for c in changed if c.subject == kind} for kind in Subject}
        for some in batched(changed):
            ChangedRow.objects.filter(pk__in=[row.pk for row in some]).delete()
        _refresh_both(rows[Subject.WORK], rows[Subject.PERSON])


def refresh_all() -> None:
    """Forget what is kept, and look for all pairs anew."""
    with transaction.atomic():
        _one_at_a_time()
        for table in (PossiblePair, RowKey, ChangedRow):
            table.objects.all().delete()
        for model, subject in ((Publication, Subject.WORK), (Person, Subject.PERSON)):
            keys = model._default_manager.order_by().values_list("pk", flat=True)
            ChangedRow.objects.note((subject, key) for key in keys)
        refresh()


def _one_at_a_time() -> None:
    """Two who look at once would write the same pairs."""
    kind = ContentType.objects.get_for_model(PossiblePair)
    ContentType.objects.select_for_update().get(pk=kind.pk)


def _refresh_both(changed_works: set[int], changed_people: set[int]) -> None:
    """Works show the names of people, and people are known by the works they have in common."""
    changed_works = changed_works | set(Authorship.objects.named_by(changed_people))
    people_before = _authors_before(changed_works)
    authors = Authorship.objects.authors_of(changed_works)
    changed_people = changed_people | {
        person
        for work in changed_works
        if people_before.get(work, set()) != authors.get(work, set())
        for person in people_before.get(work, set()) | authors.get(work, set())
    }
    shelf = works.Shelf()
    old, new = _rekey(Subject.WORK, changed_works, works.keys_of_works(changed_works, shelf))
    near = RowKey.objects.bearers(Subject.WORK, _every(old, new))
    concerned = works.alike_to(changed_works, near, shelf)
    _keep(Subject.WORK, concerned, works.pairs_of_works(concerned, shelf))

    old, new = _rekey(Subject.PERSON, changed_people, people.keys_of_people(changed_people))
    concerned = changed_people | RowKey.objects.bearers(Subject.PERSON, _telling(old, new))
    _keep(Subject.PERSON, concerned, people.pairs_of_people(concerned))


def _authors_before(changed: Iterable[int]) -> dict[int, set[int]]:
    """{work: its authors} when people's keys were kept last."""
    found: dict[int, set[int]] = {}
    wanted = {people.work_key(work) for work in changed}
    for some in batched(sorted(wanted)):
        rows = RowKey.objects.filter(subject=Subject.PERSON, key__in=some)
        for key, person in rows.values_list("key", "object_id"):
            found.setdefault(people.work_of(key), set()).add(person)
    return found


def _rekey(subject: Subject, changed: set[int], new: Keys) -> tuple[Keys, Keys]:
    """Keep these keys of the changed rows; returns those that they had, and these."""
    old = RowKey.objects.of(subject, changed)
    others = {row for row in changed if old.get(row) != new.get(row)}
    for some in batched(sorted(others & old.keys())):
        RowKey.objects.filter(subject=subject, object_id__in=some).delete()
    made = [
        RowKey(subject=subject, object_id=row, key=key)
        for row in sorted(others & new.keys())
        for key in sorted(new[row])
    ]
    RowKey.objects.bulk_create(made, batch_size=SIZE)
    return old, new


def _every(*kept: Keys) -> set[str]:
    return {key for keys in kept for own in keys.values() for key in own}


def _telling(old: Keys, new: Keys) -> set[str]:
    """Of the keys of people all but the works that a person still has: with the authors of those
    nothing changed."""
    found = {key for key in _every(old, new) if not people.is_of_work(key)}
    for row in {*old, *new}:
        found |= old.get(row, set()) ^ new.get(row, set())
    return found


def _keep(subject: Subject, concerned: set[int], pairs: Iterable[Pair]) -> None:
    PossiblePair.objects.forget(subject, concerned)
    PossiblePair.objects.bulk_create(
        [
            PossiblePair(
                subject=subject,
                one=pair.one,
                other=pair.other,
                strength=pair.strength,
                reasons=list(pair.reasons),
            )
            for pair in pairs
        ],
        batch_size=SIZE,
    )
