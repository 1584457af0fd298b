"""Imports and merges stand in the history of a record and in the list of the site."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from history.models import Version
from importer.duplicates.choices import defaults
from importer.duplicates.merge import merge
from importer.journal import write as journal
from importer.models import ImportRun, Journal, Merge
from importer.pipeline import import_readings
from news.models import NewsItem
from publications.models import Authorship, Publication
from tests.factories import NewsFactory, PersonFactory, PublicationFactory
from tests.history.conftest import edit, go_back, history, told, url, versions
from tests.importer.small_pages import EARLY, ENGINES, page

pytestmark = pytest.mark.django_db


def imported(row: Any, **values: Any) -> ImportRun:
    """An import that changes these columns of the row."""
    made = Journal.objects.create()
    with journal.recording(made):
        for name, value in values.items():
            setattr(row, name, value)
        journal.save(row, *values)
    return ImportRun.objects.create(journal=made)


def merged(*works: Publication) -> Merge:
    return merge(*works, defaults(*works))


class TestTheHistoryOfARecord:
    def test_an_import_is_told_with_what_it_changed_and_how_to_undo_it(self, ada: Client) -> None:
        item = NewsFactory(text="One")
        run = imported(item, text="By a page")
        (entry,) = history(ada, item).context["entries"]
        assert entry.title == str(run)
        assert entry.undo == reverse("admin:importer_importrun_undo", args=[run.pk])
        assert [(d.label, d.old, d.new) for d in entry.differences] == [
            ("Text", "One", "By a page")
        ]

    def test_between_two_edits_it_is_told_once(self, ada: Client) -> None:
        item = NewsFactory(text="One")
        edit(ada, item, text="Two")
        imported(NewsItem.objects.get(), text="By a page")
        edit(ada, item, text="Three")
        page = history(ada, item)
        assert told(page) == [
            ("Text", "By a page", "Three"),
            ("Text", "Two", "By a page"),
            ("Text", "One", "Two"),
        ]
        titles = [entry.title for entry in page.context["entries"]]
        assert titles[1] == "As the import or merge left it"
        assert titles[2].startswith("Import ")

    def test_a_work_that_an_import_made_says_so(self, ada: Client) -> None:
        import_readings([page("ada.txt", "Ada Byron", ENGINES)])
        work = Publication.objects.get()
        (entry,) = history(ada, work).context["entries"]
        assert entry.title.startswith("Import ")
        assert ("Title", "–", work.title) in [(d.label, d.old, d.new) for d in entry.differences]

    def test_an_import_copies_nothing(self) -> None:
        import_readings([page("ada.txt", "Ada Byron", ENGINES, EARLY)])
        assert Publication.objects.exists()
        assert not Version.objects.exists()

    def test_before_an_import_one_can_go_back(self, ada: Client) -> None:
        item = NewsFactory(text="One")
        edit(ada, item, text="Two")
        run = imported(NewsItem.objects.get(), text="By a page")
        go_back(ada, versions(item)[0])
        assert NewsItem.objects.get().text == "Two"
        assert ("Text", "By a page", "Two") in told(history(ada, item))
        address = reverse("admin:importer_importrun_undo", args=[run.pk])
        assert ada.post(address).status_code == 302
        assert NewsItem.objects.get().text == "Two"

    def test_before_a_merge_only_by_taking_the_merge_back(self, ada: Client) -> None:
        one = PublicationFactory(title="On Engines", authors=["Ada Lovelace"])
        other = PublicationFactory(title="On Engines", authors=["Ada Lovelace"])
        other.links.create(label="slides", url="https://example.org/s")
        edit(ada, one, title="On the Engines")
        one.refresh_from_db()
        done = merged(one, other)
        work = Publication.objects.get()
        version = versions(work)[0] if versions(work) else Version.objects.latest("pk")
        answer = go_back(ada, version)
        assert answer.status_code == 409
        assert "This version is older than a merge. Take that back: Merge" in (
            answer.content.decode()
        )
        undo = reverse("admin:duplicates_unmerge", args=[done.pk])
        assert undo in [entry.undo for entry in history(ada, work).context["entries"]]

    def test_after_un_merging_one_can_go_back(self, ada: Client) -> None:
        one = PublicationFactory(title="On Engines")
        other = PublicationFactory(title="On Engines")
        edit(ada, one, title="On the Engines")
        first = versions(one)[-1]
        one.refresh_from_db()
        done = merged(one, other)
        ada.post(reverse("admin:duplicates_unmerge", args=[done.pk]))
        assert go_back(ada, first).status_code == 302
        one.refresh_from_db()
        assert one.title == "On Engines"

    def test_authors_that_an_import_changed_are_told_row_by_row(self, ada: Client) -> None:
        work = PublicationFactory(authors=["Ada Lovelace"])
        imported(Authorship.objects.get(), printed_name="A. Lovelace")
        assert told(history(ada, work)) == [
            ("Author “Ada Lovelace”: name as printed", "Ada Lovelace", "A. Lovelace")
        ]


class TestTheListOfTheSite:
    def changes(self, client: Client, **narrowed: str) -> list[Any]:
        answer = client.get(reverse("admin:changes"), narrowed)
        assert answer.status_code == 200
        return list(answer.context["items"])

    def test_it_has_edits_deletions_imports_and_merges_the_newest_first(
        self, ada: Client, bob: Client
    ) -> None:
        item, gone = NewsFactory(date="2024-05", text="One"), NewsFactory(text="Two")
        edit(ada, item, text="Three")
        bob.post(url(gone, "delete"), {"post": "yes"})
        run = imported(NewsItem.objects.get(), text="By a page")
        done = merged(PublicationFactory(title="On A"), PublicationFactory(title="On A"))
        found = self.changes(ada)
        assert [(i.what, i.who) for i in found] == [
            ("merged", "the command line"),
            ("imported", "the command line"),
            ("deleted", "bob"),
            ("edited", "ada"),
        ]
        assert [i.undo for i in found] == [
            reverse("admin:duplicates_unmerge", args=[done.pk]),
            reverse("admin:importer_importrun_undo", args=[run.pk]),
            reverse("admin:history_version", args=[Version.objects.in_bin().get().pk]),
            "",
        ]

    def test_every_undo_of_the_list_leads_to_a_page(self, ada: Client) -> None:
        gone = NewsFactory()
        ada.post(url(gone, "delete"), {"post": "yes"})
        imported(NewsFactory(), text="By a page")
        merged(PublicationFactory(title="On A"), PublicationFactory(title="On A"))
        undos = [item.undo for item in self.changes(ada)]
        assert len(undos) == 3
        assert [ada.get(address).status_code for address in undos] == [200, 200, 200]

    def test_an_import_that_was_undone_says_so(self, ada: Client) -> None:
        run = imported(NewsFactory(), text="By a page")
        ada.post(reverse("admin:importer_importrun_undo", args=[run.pk]))
        (item,) = self.changes(ada)
        assert item.state.startswith("undone on ")
        assert item.state.endswith(" by ada")
        assert item.undo == ""

    def test_it_can_be_narrowed(self, ada: Client, bob: Client) -> None:
        item = NewsFactory()
        edit(ada, item, text="Hers")
        edit(bob, item, text="His")
        imported(NewsItem.objects.get(), text="By a page")
        assert [i.what for i in self.changes(ada, kind="imports")] == ["imported"]
        assert [i.who for i in self.changes(ada, kind="edits")] == ["bob", "ada"]
        key = str(User.objects.get(username="bob").pk)
        assert [i.who for i in self.changes(ada, by=key)] == ["bob"]
        assert self.changes(ada, kind="merges") == []
        assert len(self.changes(ada, kind="nonsense", by="x", before="yesterday")) == 3

    def test_it_goes_on_where_a_page_ends(self, ada: Client) -> None:
        item = NewsFactory()
        Version.objects.bulk_create(
            Version(model="news.newsitem", object_id=item.pk, how="edit", title=f"{n}", state={})
            for n in range(60)
        )
        first = ada.get(reverse("admin:changes"))
        second = ada.get(reverse("admin:changes"), {"before": first.context["older"]})
        titles = [i.title for page in (first, second) for i in page.context["items"]]
        assert titles == [str(n) for n in range(59, -1, -1)]
        assert second.context["older"] == ""

    def test_it_may_be_empty(self, ada: Client) -> None:
        page = ada.get(reverse("admin:changes")).content.decode()
        assert "Nothing here: no such change is written down." in page

    def test_it_is_not_for_who_may_see_nothing(self) -> None:
        client = Client()
        client.force_login(User.objects.create_user("eve", is_staff=True))
        assert client.get(reverse("admin:changes")).status_code == 403

    def test_its_cost_does_not_grow_with_its_rows(self, ada: Client) -> None:
        def cost() -> int:
            with CaptureQueriesContext(connection) as queries:
                assert ada.get(reverse("admin:changes")).status_code == 200
            return len(queries)

        def change() -> None:
            edit(ada, NewsFactory(), text="Two")
            edit(ada, PersonFactory(), office="1.01")
            imported(NewsFactory(), text="By a page")
            merged(PublicationFactory(title="On A"), PublicationFactory(title="On A"))
            ada.post(url(NewsFactory(), "delete"), {"post": "yes"})

        change()
        one = cost()
        change()
        change()
        assert cost() == one
