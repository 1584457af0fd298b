"""What imports, merges and undoing write is found, and what they take away is not."""

from __future__ import annotations

import pytest

from importer.duplicates.choices import defaults
from importer.duplicates.merge import merge, unmerge
from importer.journal.undo import undo
from importer.models import ImportRun
from importer.pipeline import import_readings
from people.models import Person
from search.models import Document, Kind
from tests.factories import PersonFactory, PublicationFactory
from tests.importer.small_pages import ENGINES, MUD, page
from tests.search.test_works import found

pytestmark = pytest.mark.django_db


def test_an_import_is_found_and_gone_when_it_is_undone() -> None:
    PublicationFactory(title="On looms", authors=["Mary Shelley"])
    assert found("looms") == ["On looms"]
    import_readings([page("ada", "Ada Byron", ENGINES, MUD)])
    assert found("engine looms neurips") == [ENGINES[0]]
    assert found("ada byron tidal") == [MUD[0]]

    journal = ImportRun.objects.latest("pk").journal
    assert journal is not None
    undo(journal)
    assert found("byron") == found("tidal") == []
    assert found("looms") == ["On looms"]
    assert not Document.objects.filter(kind=Kind.PERSON).exists()


def test_the_works_of_two_people_who_are_one_are_found_under_both_names() -> None:
    one = PersonFactory(given_name="Mary", family_name="Shelley")
    other = PersonFactory(given_name="Mary", family_name="Godwin")
    PublicationFactory(title="On engines", authors=[one])
    PublicationFactory(title="On looms", authors=[other])
    assert found("godwin") == ["On looms"]

    done = merge(one, other, defaults(one, other))
    assert Person.objects.count() == 1
    assert sorted(found("godwin")) == sorted(found("shelley")) == ["On engines", "On looms"]

    unmerge(done)
    assert found("godwin") == ["On looms"]
    assert found("shelley") == ["On engines"]
