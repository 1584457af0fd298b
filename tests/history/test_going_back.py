"""Back to any version: authors' order, links, files and all, as a new version."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from history.models import Version
from news.models import NewsItem
from people.models import Person
from publications.models import Appearance, Publication, Topic
from tests.factories import MembershipFactory, NewsFactory, PersonFactory, PublicationFactory
from tests.forms import add_rows
from tests.history.conftest import edit, go_back, history, opened, told, url, versions

pytestmark = pytest.mark.django_db
How = Version.How


def first(row: Any) -> Version:
    return versions(row)[-1]


def names(work: Publication) -> list[str]:
    return [each.name for each in work.authorships.order_by("position")]


class TestAuthors:
    def test_their_order_comes_back(self, ada: Client) -> None:
        work = PublicationFactory(authors=["Ada Lovelace", "Grace Hopper", "Alan Turing"])
        edit(ada, work, **{"authorships-2-position": 1})
        assert names(work) == ["Alan Turing", "Ada Lovelace", "Grace Hopper"]
        go_back(ada, first(work))
        assert names(work) == ["Ada Lovelace", "Grace Hopper", "Alan Turing"]

    def test_who_was_taken_out_comes_back_in_place_with_their_person(self, ada: Client) -> None:
        grace = PersonFactory(given_name="Grace", family_name="Hopper")
        work = PublicationFactory(authors=["Ada Lovelace", grace, "Alan Turing"])
        edit(ada, work, **{"authorships-1-DELETE": "on"})
        assert names(work) == ["Ada Lovelace", "Alan Turing"]
        go_back(ada, first(work))
        assert names(work) == ["Ada Lovelace", "Grace Hopper", "Alan Turing"]
        assert work.authorships.get(position=2).person == grace

    def test_who_was_added_goes(self, ada: Client) -> None:
        work = PublicationFactory(authors=["Ada Lovelace"])
        data = opened(ada, work)
        add_rows(data, "authorships", {"printed_name": "Eve", "position": 1})
        assert ada.post(url(work, "change"), data).status_code == 302
        assert names(work) == ["Eve", "Ada Lovelace"]
        go_back(ada, first(work))
        assert names(work) == ["Ada Lovelace"]

    def test_a_person_who_is_gone_stays_as_a_printed_name(self, ada: Client) -> None:
        grace = PersonFactory(given_name="Grace", family_name="Hopper")
        work = PublicationFactory(authors=[grace])
        edit(ada, work, **{"authorships-0-DELETE": "on"})
        ada.post(url(grace, "delete"), {"post": "yes"})
        page = ada.get(reverse("admin:history_version", args=[first(work).pk]))
        assert page.context["notes"] == [
            "Author: person: Grace Hopper (deleted) is not there any more; was left out."
        ]
        go_back(ada, first(work))
        assert names(work) == ["Grace Hopper"]


class TestOtherParts:
    def test_fields_links_topics_and_forms_come_back(self, ada: Client) -> None:
        work = PublicationFactory(title="On Engines")
        link = work.links.create(label="slides", url="https://example.org/s")
        topic = Topic.objects.create(name="Looms")
        work.topics.add(topic)
        Appearance.objects.filter(publication=work).update(doi="10.1000/1")
        forms = {"appearances-0-doi": "", "appearances-0-date": "2020"}
        edit(ada, work, title="On Mills", topics=[], **{"links-0-DELETE": "on"}, **forms)
        work.refresh_from_db()
        assert (work.title, work.year, list(work.topics.all())) == ("On Mills", 2020, [])
        go_back(ada, first(work))
        work.refresh_from_db()
        assert (work.title, work.year) == ("On Engines", 2024)
        assert list(work.links.all()) == [link]
        assert list(work.topics.all()) == [topic]
        assert work.appearances.get().doi == "10.1000/1"

    def test_two_forms_that_swapped_an_identifier_swap_it_back(self, ada: Client) -> None:
        work = PublicationFactory()
        one = work.appearances.get()
        other = Appearance.objects.create(publication=work, kind="preprint", doi="10.1000/2")
        Appearance.objects.filter(pk=one.pk).update(doi="10.1000/1")
        before = opened(ada, work)
        edit(ada, work, **{"appearances-1-doi": ""})
        edit(ada, work, **{"appearances-0-doi": "10.1000/2"})
        edit(ada, work, **{"appearances-1-doi": "10.1000/1"})
        assert before
        go_back(ada, first(work))
        assert [a.doi for a in Appearance.objects.order_by("pk")] == ["10.1000/1", "10.1000/2"]
        assert other.pk

    def test_an_identifier_that_another_work_has_is_left_out_and_told(self, ada: Client) -> None:
        work = PublicationFactory()
        work.appearances.update(doi="10.1000/1")
        edit(ada, work, **{"appearances-0-doi": ""})
        PublicationFactory().appearances.update(doi="10.1000/1")
        page = ada.get(reverse("admin:history_version", args=[first(work).pk]))
        (note,) = page.context["notes"]
        assert note.startswith("DOI 10.1000/1 is that of “")
        go_back(ada, first(work))
        assert work.appearances.get().doi is None

    def test_an_address_that_another_page_has_stays_as_it_is(self, ada: Client) -> None:
        person = PersonFactory(slug="ada")
        edit(ada, person, slug="lovelace")
        PersonFactory(slug="ada")
        go_back(ada, first(person))
        person.refresh_from_db()
        assert person.slug == "lovelace"

    def test_an_address_that_comes_back_redirects_from_the_later_one(self, ada: Client) -> None:
        person = PersonFactory(slug="ada")
        edit(ada, person, slug="lovelace")
        go_back(ada, first(person))
        assert ada.get("/people/lovelace/").url == "/people/ada/"

    def test_the_account_of_a_person_stays(self, ada: Client) -> None:
        person = PersonFactory(office="1.01")
        edit(ada, person, office="2.02")
        account = User.objects.create(username="member")
        Person.objects.filter(pk=person.pk).update(user=account)
        go_back(ada, first(person))
        person.refresh_from_db()
        assert (person.office, person.user) == ("1.01", account)


class TestFiles:
    @pytest.fixture
    def work(self, ada: Client, settings: Any) -> Publication:
        work: Publication = PublicationFactory()
        work.files.create(label="paper", file=SimpleUploadedFile("one.pdf", b"%PDF-1"))
        return work

    def test_a_replaced_file_stays_and_comes_back(
        self, ada: Client, work: Publication, django_capture_on_commit_callbacks: Any
    ) -> None:
        path = Path(work.files.get().file.path)
        with django_capture_on_commit_callbacks(execute=True):
            edit(ada, work, **{"files-0-file": SimpleUploadedFile("two.pdf", b"%PDF-2")})
        assert work.files.get().file.path != str(path)
        assert path.read_bytes() == b"%PDF-1"
        go_back(ada, first(work))
        assert work.files.get().file.path == str(path)

    def test_one_that_is_not_on_the_disk_any_more_is_told(
        self, ada: Client, work: Publication
    ) -> None:
        name = work.files.get().file.name
        edit(ada, work, **{"files-0-DELETE": "on"})
        (Path(work.files.model._meta.get_field("file").storage.location) / name).unlink()
        page = ada.get(reverse("admin:history_version", args=[first(work).pk]))
        assert page.context["notes"] == [f"The file {name} is not on the disk any more."]


class TestThePage:
    def test_it_shows_what_would_change_and_changes_nothing(self, ada: Client) -> None:
        item = NewsFactory(text="One")
        edit(ada, item, text="Two")
        page = ada.get(reverse("admin:history_version", args=[first(item).pk]))
        assert told(page) == [("Text", "Two", "One")]
        assert NewsItem.objects.get().text == "Two"
        assert len(versions(item)) == 2

    def test_going_back_is_a_version_too_and_can_be_taken_back(self, ada: Client) -> None:
        item = NewsFactory(text="One")
        edit(ada, item, text="Two")
        two, one = versions(item)
        assert go_back(ada, one).url == url(item, "history")
        assert versions(item)[0].how == How.BACK
        go_back(ada, two)
        assert NewsItem.objects.get().text == "Two"
        assert len(versions(item)) == 4

    def test_what_nobody_wrote_down_is_not_lost_by_going_back(self, ada: Client) -> None:
        item = NewsFactory(text="One")
        edit(ada, item, text="Two")
        NewsItem.objects.filter(pk=item.pk).update(text="By a program")
        go_back(ada, first(item))
        assert ("Text", "Two", "By a program") in told(history(ada, item))

    def test_html_of_the_text_follows(self, ada: Client) -> None:
        item = NewsFactory(text="*One*")
        edit(ada, item, text="Two")
        go_back(ada, first(item))
        assert NewsItem.objects.get().text_html.strip() == "<p><em>One</em></p>"

    def test_it_takes_the_right_to_change_the_record(self, ada: Client) -> None:
        item = NewsFactory()
        edit(ada, item, text="Two")
        client = Client()
        client.force_login(User.objects.create_user("eve", is_staff=True))
        address = reverse("admin:history_version", args=[first(item).pk])
        assert client.get(address).status_code == 403
        assert client.post(address).status_code == 403
        assert NewsItem.objects.get().text == "Two"

    def test_there_is_no_page_of_a_version_that_never_was(self, ada: Client) -> None:
        assert ada.get(reverse("admin:history_version", args=[999])).status_code == 404

    def test_a_membership_comes_back(self, ada: Client) -> None:
        person = MembershipFactory(start="2020").person
        edit(ada, person, **{"memberships-0-DELETE": "on"})
        go_back(ada, first(person))
        assert str(person.memberships.get().start) == "2020"
