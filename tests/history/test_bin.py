"""The bin: deleted records, restored with all that went with them, gone after 90 days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from accounts.inviting import invite
from accounts.models import Invitation
from core.models import SecretLink
from health.jobs.registry import jobs
from history.models import HeldFile, Version
from news.models import NewsItem
from people.models import Grant, Person
from publications.models import Publication, Topic
from services.models import ServiceRole
from tests.factories import (
    MembershipFactory,
    NewsFactory,
    PersonFactory,
    PublicationFactory,
    ServiceRoleFactory,
    TalkFactory,
)
from tests.history.conftest import edit, go_back, history, url, versions

pytestmark = pytest.mark.django_db
Delete = Callable[[Client, models.Model], None]


def in_bin() -> Version:
    return Version.objects.in_bin().get()


def make_older(version: Version, days: int) -> None:
    Version.objects.filter(pk=version.pk).update(at=version.at - timedelta(days=days))


class TestRestoring:
    def test_the_page_shows_what_comes_back_and_no_nothing_before_it(
        self, ada: Client, delete: Delete
    ) -> None:
        delete(ada, NewsFactory(text="A paper was accepted."))
        page = ada.get(reverse("admin:history_version", args=[in_bin().pk])).content.decode()
        assert "A paper was accepted." in page
        assert "<del>" not in page

    def test_ways_in_do_not_come_back_with_a_person(self, ada: Client, delete: Delete) -> None:
        person = PersonFactory(is_draft=True)
        invitation, _ = invite(person, "ada@example.org", "member", None)
        SecretLink.objects.make(person)
        delete(ada, person)
        go_back(ada, in_bin())
        assert Person.objects.get() == person
        assert Invitation.objects.get(pk=invitation.pk).state == Invitation.State.REVOKED
        assert not SecretLink.objects.exists()

    def test_a_work_comes_back_with_all_that_belonged_to_it(
        self, ada: Client, delete: Delete
    ) -> None:
        grace = PersonFactory(given_name="Grace", family_name="Hopper")
        work = PublicationFactory(title="On Engines", authors=["Ada Lovelace", grace])
        work.links.create(label="slides", url="https://example.org/s")
        work.topics.add(Topic.objects.create(name="Looms"))
        talk = TalkFactory()
        talk.publications.add(work)
        delete(ada, work)
        assert not Publication.objects.exists()
        go_back(ada, in_bin())
        back = Publication.objects.get()
        assert (back.pk, back.slug) == (work.pk, work.slug)
        assert [a.name for a in back.authorships.all()] == ["Ada Lovelace", "Grace Hopper"]
        assert back.links.get().label == "slides"
        assert back.topics.get().name == "Looms"
        assert talk.publications.get() == back

    def test_a_person_comes_back_and_works_and_news_point_at_them_again(
        self, ada: Client, delete: Delete
    ) -> None:
        person = MembershipFactory(person__given_name="Grace").person
        work = PublicationFactory(authors=[person])
        item = NewsFactory(author=person)
        item.people.add(person)
        role = ServiceRoleFactory(person=person)
        grant = Grant.objects.create(title="Looms")
        grant.people.add(person)
        delete(ada, person)
        assert work.authorships.get().printed_name == "Grace Lovelace"
        go_back(ada, in_bin())
        author = work.authorships.get()
        assert (author.person, author.printed_name) == (person, "")
        item.refresh_from_db()
        assert (item.author, item.people.get()) == (person, person)
        assert person.memberships.count() == 1
        assert ServiceRole.objects.get() == role
        assert grant.people.get() == person

    def test_what_points_elsewhere_by_now_stays(self, ada: Client, delete: Delete) -> None:
        person, other = PersonFactory(), PersonFactory()
        item = NewsFactory(author=person)
        delete(ada, person)
        edit(ada, item, author=other.pk)
        go_back(ada, Version.objects.in_bin().get(model="people.person"))
        item.refresh_from_db()
        assert item.author == other

    def test_an_address_that_is_taken_by_now_is_told(self, ada: Client, delete: Delete) -> None:
        person = PersonFactory(given_name="Ada", slug="ada-lovelace")
        delete(ada, person)
        PersonFactory(given_name="Ada", slug="ada-lovelace")
        version = in_bin()
        page = ada.get(reverse("admin:history_version", args=[version.pk]))
        assert page.context["notes"] == [
            "Slug ada-lovelace is that of “Ada Lovelace” now; this gets an address of its own."
        ]
        go_back(ada, version)
        assert Person.objects.get(pk=person.pk).slug == "ada-lovelace-2"

    def test_former_addresses_lead_to_it_again(self, ada: Client, delete: Delete) -> None:
        person = PersonFactory(slug="ada")
        edit(ada, person, slug="lovelace")
        delete(ada, person)
        assert ada.get("/people/ada/").status_code == 404
        go_back(ada, in_bin())
        assert ada.get("/people/ada/").url == "/people/lovelace/"

    def test_a_name_that_must_be_one_of_a_kind_is_refused_with_a_sentence(
        self, ada: Client, delete: Delete
    ) -> None:
        topic = Topic.objects.create(name="Looms")
        delete(ada, topic)
        Topic.objects.create(name="Looms")
        answer = go_back(ada, in_bin())
        assert answer.status_code == 409
        assert "Name Looms is that of “Looms” now." in answer.content.decode()
        assert Topic.objects.count() == 1

    def test_what_belongs_to_somebody_who_is_gone_waits_for_them(
        self, ada: Client, delete: Delete
    ) -> None:
        role = ServiceRoleFactory(person=PersonFactory(given_name="Grace"))
        person = role.person
        delete(ada, role)
        delete(ada, person)
        version = Version.objects.in_bin().get(model="services.servicerole")
        page = ada.get(reverse("admin:history_version", args=[version.pk]))
        assert page.context["problem"] == (
            "This service role belongs to Grace Lovelace (deleted): restore that first."
        )

    def test_it_is_once_only_and_the_history_goes_on(self, ada: Client, delete: Delete) -> None:
        item = NewsFactory(text="One")
        edit(ada, item, text="Two")
        delete(ada, item)
        assert history(ada, item).status_code == 200
        go_back(ada, in_bin())
        assert not Version.objects.in_bin().exists()
        assert [v.how for v in versions(item)] == ["restore", "delete", "edit", "found"]

    def test_rows_deleted_by_an_action_come_back_one_by_one(self, ada: Client) -> None:
        items = [NewsFactory(text=text) for text in ("One", "Two", "Three")]
        data = {"action": "delete_selected", "_selected_action": [i.pk for i in items]}
        ada.post(url(NewsItem, "changelist"), {**data, "post": "yes"})
        assert not NewsItem.objects.exists()
        go_back(ada, Version.objects.in_bin().get(object_id=items[1].pk))
        assert NewsItem.objects.get().text == "Two"


class TestFiles:
    @pytest.fixture
    def paper(self, ada: Client, delete: Delete, django_capture_on_commit_callbacks: Any) -> Path:
        """The file of a work that has been deleted."""
        work = PublicationFactory()
        work.files.create(label="paper", file=SimpleUploadedFile("one.pdf", b"%PDF-1"))
        path = Path(work.files.get().file.path)
        with django_capture_on_commit_callbacks(execute=True):
            delete(ada, work)
        return path

    def test_they_stay_on_the_disk_and_come_back(self, ada: Client, paper: Path) -> None:
        assert paper.exists()
        go_back(ada, in_bin())
        assert Path(Publication.objects.get().files.get().file.path) == paper

    def test_visitors_do_not_get_them_meanwhile(self, client: Client, paper: Path) -> None:
        assert client.get(f"/media/publicationfile/{paper.name}").status_code == 404

    def test_they_go_with_the_bin(
        self, paper: Path, django_capture_on_commit_callbacks: Any
    ) -> None:
        make_older(in_bin(), 91)
        with django_capture_on_commit_callbacks(execute=True):
            call_command("empty_bin", stdout=StringIO())
        assert not paper.exists()
        assert not HeldFile.objects.exists()


class TestNinetyDays:
    def test_after_them_a_record_is_gone_with_its_history(
        self, ada: Client, delete: Delete
    ) -> None:
        item = NewsFactory()
        edit(ada, item, text="Two")
        delete(ada, item)
        make_older(in_bin(), 90)
        ada.get(reverse("admin:bin"))
        assert not Version.objects.exists()

    def test_before_them_it_is_there(self, ada: Client, delete: Delete) -> None:
        delete(ada, NewsFactory())
        make_older(in_bin(), 89)
        call_command("empty_bin", stdout=StringIO())
        assert Version.objects.in_bin().count() == 1

    def test_the_command_tells_what_would_go(self, ada: Client, delete: Delete) -> None:
        delete(ada, NewsFactory(date="2024-05", text="A paper was accepted."))
        make_older(in_bin(), 91)
        told = StringIO()
        call_command("empty_bin", "--dry-run", stdout=told)
        assert "A paper was accepted." in told.getvalue()
        assert told.getvalue().endswith("1 would go.\n")
        assert Version.objects.filter(is_in_bin=True).exists()

    def test_the_site_empties_it_by_itself(self, ada: Client, delete: Delete) -> None:
        delete(ada, NewsFactory())
        make_older(in_bin(), 91)
        (job,) = [job for job in jobs() if job.slug == "bin"]
        assert job.run(timezone.now()) == "1 gone for good"
        assert not Version.objects.exists()

    def test_what_was_restored_stays(self, ada: Client, delete: Delete) -> None:
        item = NewsFactory()
        delete(ada, item)
        version = in_bin()
        go_back(ada, version)
        make_older(version, 91)
        call_command("empty_bin", stdout=StringIO())
        assert len(versions(item)) == 2


class TestThePage:
    def test_it_says_what_who_when_and_how_long(self, ada: Client, delete: Delete) -> None:
        delete(ada, NewsFactory(date="2024-05", text="A paper was accepted."))
        page = ada.get(reverse("admin:bin")).content.decode()
        until = date_format(in_bin().at + timedelta(days=90), "j M Y")
        assert "May 2024: A paper was accepted." in page
        assert "by ada" in page
        assert f"stays until {until}" in page

    def test_it_may_be_empty(self, ada: Client) -> None:
        assert "The bin is empty." in ada.get(reverse("admin:bin")).content.decode()

    def test_it_is_not_for_who_may_see_nothing(self) -> None:
        client = Client()
        client.force_login(User.objects.create_user("eve", is_staff=True))
        assert client.get(reverse("admin:bin")).status_code == 403

    def test_its_cost_does_not_grow_with_its_rows(self, ada: Client, delete: Delete) -> None:
        def cost() -> int:
            with CaptureQueriesContext(connection) as queries:
                assert ada.get(reverse("admin:bin")).status_code == 200
            return len(queries)

        delete(ada, NewsFactory())
        one = cost()
        delete(ada, NewsFactory())
        delete(ada, PersonFactory())
        assert cost() == one
