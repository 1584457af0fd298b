"""Merging two works or two people, and taking it back: nothing is lost, nothing doubled."""

from __future__ import annotations

import random

import pytest

from importer.duplicates.choices import choices, defaults
from importer.duplicates.merge import merge, unmerge
from importer.models import Merge
from importer.pipeline import import_readings
from people.models import Person
from publications.models import Publication
from tests.importer.content import visible_content
from tests.importer.database import differing, every_row
from tests.importer.five_pages import all_pages

pytestmark = pytest.mark.django_db


def pairs(model, number, seed):
    rows = list(model.objects.order_by("pk"))
    return [random.Random(seed * 1000 + n).sample(rows, 2) for n in range(number)]


def test_merging_any_two_works_and_taking_it_back_changes_nothing() -> None:
    import time
    import_readings(all_pages())
    before = every_row()

    for n, (one, other) in enumerate(pairs(Publication, 12, 1)):
        t = time.time()
        picks = {choice.name: random.Random(n).randint(0, 1) for choice in choices(one, other)}
        told = merge(one, other, picks)
        assert Publication.objects.filter(pk__in=(one.pk, other.pk)).count() == 1
        t2 = time.time()
        done = unmerge(told)
        assert done.kept == []
        assert differing(before, every_row()) == []
        print(one, "/", other, round(t2 - t, 2), round(time.time() - t2, 2))


def test_merging_any_two_people_and_taking_it_back_changes_nothing() -> None:
    import time
    import_readings(all_pages())
    before = every_row()

    for n, (one, other) in enumerate(pairs(Person, 12, 1)):
        t = time.time()
        picks = {choice.name: random.Random(n).randint(0, 1) for choice in choices(one, other)}
        told = merge(one, other, picks)
        t2 = time.time()
        assert Person.objects.filter(pk__in=(one.pk, other.pk)).count() == 1
        done = unmerge(told)
        assert done.kept == []
        assert differing(before, every_row()) == []
        print(one, "/", other, round(t2 - t, 2), round(time.time() - t2, 2))
