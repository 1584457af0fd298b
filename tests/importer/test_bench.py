"""The database that measurements fill is the one that imports would have left."""

from __future__ import annotations

import pytest

from bench.filled import Filled, reading_of
from importer.duplicates.kept import refresh_all
from importer.models import ImportedRow, RowKey
from importer.pipeline import import_readings
from publications.models import Publication
from tests.importer.database import differing, every_row

pytestmark = pytest.mark.django_db


def test_a_page_of_the_filled_database_is_read_again_and_nothing_changes() -> None:
    Filled().grow(2)
    before = every_row()

    report = import_readings([reading_of(0), reading_of(1)])

    assert Publication.objects.count() == 200
    totals = report.as_json()["totals"]["decisions"]
    assert totals == {"new": 0, "changed": 0, "same": 202, "ambiguous": 0}
    after = every_row()
    tables = {line.split()[0] for line in differing(before, after)}
    assert tables <= {"importer.ImportedPage", "importer.ImportedRecord"}
    assert ImportedRow.objects.exists()


def test_the_keys_of_the_filled_database_are_those_that_looking_for_pairs_keeps() -> None:
    Filled().grow(1)
    rows = RowKey.objects.order_by("subject", "object_id", "key")
    kept = list(rows.values_list("subject", "object_id", "key"))

    refresh_all()

    assert kept == list(rows.values_list("subject", "object_id", "key"))
