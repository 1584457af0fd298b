"""An edit is found by the next visitor, however it was written."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from people.models import Membership, NameVariant, Person
from publications.models import Authorship, Publication, Topic, Venue
from search import index, install
from search.find import works_matching
from search.models import Change, Document, Kind
from search.watch import MODELS, WATCHED, triggers
from tests.factories import (
    CourseFactory,
    NewsFactory,
    PersonFactory,
    PublicationFactory,
    ServiceRoleFactory,
    TeachingRoleFactory,
    VenueFactory,
)

pytestmark = pytest.mark.django_db


def works(query: str) -> list[str]:
    found = works_matching(Publication.objects.published(), query).order_by("title")
    return list(found.values_list("title", flat=True))


def rows(kind: Kind, query: str) -> int:
    from search.find import matching

    return matching(kind, MODELS[kind]._default_manager.all(), query).count()


def test_a_work_that_was_changed_in_bulk_is_found() -> None:
    PublicationFactory(title="On graphs")
    assert works("graphs") == ["On graphs"]
    Publication.objects.update(title="On trees")
    assert (works("graphs"), works("trees")) == ([], ["On trees"])
    Publication.objects.bulk_create([Publication(title="More trees", slug="more-trees")])
    assert works("trees") == ["More trees", "On trees"]


def test_a_row_that_is_gone_leaves_no_document() -> None:
    PublicationFactory(title="On graphs")
    assert works("graphs") == ["On graphs"]
    Publication.objects.all().delete()
    assert works("graphs") == []
    assert not Document.objects.exists()


def test_authors_venues_and_topics_are_followed() -> None:
    ada, venue = PersonFactory(given_name="Ada", family_name="Lovelace"), VenueFactory(name="Venue")
    work = PublicationFactory(title="On graphs", authors=[ada], venue=venue)
    topic = Topic.objects.create(name="Combinatorics")
    assert works("graphs") == ["On graphs"]

    work.topics.add(topic)
    assert works("combinatorics") == ["On graphs"]
    Topic.objects.update(name="Counting")
    assert (works("combinatorics"), works("counting")) == ([], ["On graphs"])
    work.topics.clear()
    assert works("counting") == []

    Venue.objects.update(name="Symposium")
    venue.aliases.create(name="Symp. Graphs")
    assert works("symposium symp") == ["On graphs"]

    other = PersonFactory(given_name="Charles", family_name="Babbage")
    Authorship.objects.update(person=other)  # as when two people are merged
    assert (works("lovelace"), works("babbage")) == ([], ["On graphs"])
    NameVariant.objects.create(person=ada, name="Augusta King")
    NameVariant.objects.update(person=other)
    assert works("augusta") == ["On graphs"]


def test_a_new_name_is_found_wherever_the_person_is_named() -> None:
    ada = PersonFactory(given_name="Ada", family_name="Byron")
    NewsFactory(text="A prize.").people.add(ada)
    ServiceRoleFactory(person=ada)
    TeachingRoleFactory(person=ada, offering__course=CourseFactory(title="Engines"))
    kinds = (Kind.PERSON, Kind.NEWS, Kind.SERVICE, Kind.COURSE)
    assert [rows(kind, "byron") for kind in kinds] == [1, 1, 1, 1]
    Person.objects.update(family_name="Lovelace")
    assert [rows(kind, "byron") for kind in kinds] == [0, 0, 0, 0]
    assert [rows(kind, "lovelace") for kind in kinds] == [1, 1, 1, 1]


def test_a_draft_persons_names_are_found_once_they_are_published() -> None:
    ada = PersonFactory(given_name="Ada", family_name="Lovelace", is_draft=True)
    NameVariant.objects.create(person=ada, name="Augusta King")
    PublicationFactory(title="On graphs", authors=[ada])
    assert works("augusta") == []
    Person.objects.update(is_draft=False)
    assert works("augusta") == ["On graphs"]


def test_what_was_rolled_back_is_not_indexed() -> None:
    PublicationFactory(title="On graphs")
    assert works("graphs") == ["On graphs"]

    def fail() -> None:
        with transaction.atomic():
            Publication.objects.update(title="On trees")
            raise ValueError

    with pytest.raises(ValueError):
        fail()
    assert (works("graphs"), works("trees")) == (["On graphs"], [])


def test_only_what_is_searched_is_noted() -> None:
    ada = PersonFactory()
    work = PublicationFactory(authors=[ada])
    index.refresh()
    Publication.objects.update(is_selected=True, private_note="x", title=work.title)
    Person.objects.update(private_note="x", photo="")
    assert not Change.objects.exists()
    Membership.objects.create(person=ada, role="phd")
    assert list(Change.objects.values_list("subject", "object_id")) == [(Kind.PERSON, ada.pk)]


def test_a_query_takes_one_question_more_where_nothing_changed(
    django_assert_num_queries: Any,
) -> None:
    PublicationFactory(title="On graphs")
    assert works("graphs") == ["On graphs"]
    with django_assert_num_queries(2):
        assert works("graphs") == ["On graphs"]


def test_indexing_takes_the_same_queries_however_many_rows() -> None:
    def queries(number: int) -> int:
        for _ in range(number):
            author = PersonFactory()
            PublicationFactory(authors=[author, "B"], venue=VenueFactory())
            NewsFactory(author=author)
            TeachingRoleFactory(person=author)
        with CaptureQueriesContext(connection) as seen:
            index.refresh()
        return len(seen)

    assert queries(1) == queries(3)


def test_a_long_backlog_is_indexed_in_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "PORTION", 2)
    for _ in range(5):
        PublicationFactory()
    told: list[int] = []
    assert index.refresh(at_most=3) == 4
    assert index.refresh(told=told.append) == 1
    assert told == [1]
    assert Document.objects.count() == 5
    assert not Change.objects.exists()


def test_the_command_indexes_what_waits_or_everything(capsys: pytest.CaptureFixture[str]) -> None:
    PublicationFactory(title="On graphs")
    call_command("index_search")
    assert capsys.readouterr().out == "Indexed for the search: 1 rows.\n"
    call_command("index_search")
    assert capsys.readouterr().out == "Indexed for the search: 0 rows.\n"
    Document.objects.update(title="wrong")
    Document.objects.create(kind=Kind.NEWS, object_id=99, title="left behind")
    call_command("index_search", "--all")
    assert capsys.readouterr().out == "Indexed for the search: 2 rows.\n"
    assert works("graphs") == ["On graphs"]
    assert Document.objects.count() == 1


def test_where_somebody_writes_for_long_visitors_get_what_there_is(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from django.db import OperationalError

    def locked(*_: Any) -> int:
        raise OperationalError("database is locked")

    PublicationFactory(title="On graphs")
    assert works("graphs") == ["On graphs"]
    PublicationFactory(title="More graphs")
    monkeypatch.setattr(index, "refresh", locked)
    assert works("graphs") == ["On graphs"]
    assert "not brought up to date" in caplog.text


def test_every_text_of_what_is_searched_is_watched_or_left_out_on_purpose() -> None:
    left_out = {
        "people.Person": {
            "slug", "bio_html", "interests_html", "photo", "private_note", "taking", "taking_for",
        },
        "publications.Publication": {
            "slug", "title_html", "abstract_html", "private_note", "kind", "date", "picture",
            "picture_alt",
        },
        "publications.Appearance": {
            "kind", "date", "date_printed", "status", "volume", "issue", "pages", "detail",
        },
        "publications.Venue": {"kind", "url"},
        "people.NameVariant": {"homonym_number"},
        "people.Membership": {"start", "end"},
        "people.Appointment": {"start", "end", "duration"},
        "people.Education": {"start", "year"},
        "people.Award": {"date"},
        "people.Grant": {"amount", "start", "end"},
        "news.NewsItem": {"text_html"},
        "talks.Talk": {"slides", "time_zone", "abstract_html"},
        "teaching.Course": {"description_html", "url"},
        "teaching.Offering": {"url"},
        "openings.Opening": {
            "text_html", "start", "deadline", "funding", "afterwards", "status", "way", "portal",
        },
        "pages.Page": {"slug", "text_html"},
    }  # fmt: skip
    watched: dict[str, set[str]] = {}
    texts: dict[str, set[str]] = {}
    for watch in WATCHED:
        label = watch.model._meta.label
        watched.setdefault(label, set()).update(watch.columns.split())
        texts[label] = {
            field.attname
            for field in watch.model._meta.concrete_fields
            if "Char" in field.get_internal_type() or field.get_internal_type() in
            {"TextField", "SlugField", "FileField", "URLField"}
        }  # fmt: skip
    for label, fields in texts.items():
        assert fields - watched[label] == left_out.get(label, set()), label


def test_triggers_that_are_missing_are_made_again_and_all_is_indexed_anew() -> None:
    PublicationFactory(title="On graphs")
    assert works("graphs") == ["On graphs"]
    install.before_migrate(plan=[("a migration", False)])
    Publication.objects.update(title="On trees")  # as a migration would
    assert works("trees") == []
    install.after_migrate()
    assert works("trees") == ["On trees"]
    assert {t.name for t in triggers(set(connection.introspection.table_names()))} == set(
        install.present()
    )


def test_what_is_in_place_stays_in_place() -> None:
    index.refresh()
    before = install.present()
    install.before_migrate(plan=[])
    install.after_migrate()
    assert install.present() == before
    assert not Change.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_flush_leaves_an_index_that_works() -> None:
    PublicationFactory(title="On graphs")
    assert works("graphs") == ["On graphs"]
    call_command("flush", interactive=False, verbosity=0)
    assert works("graphs") == []
    PublicationFactory(title="More graphs")
    assert works("graphs") == ["More graphs"]
