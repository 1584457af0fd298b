"""The admin as a whole: each list and form opens, for those who may, at a fixed cost."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission, User
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Invitation
from core.models import FormerSlug, Redirect, SiteSettings
from importer.models import ImportedPage, ImportedRecord, ImportedRow, ImportRun
from inquiries.models import Erasure, Inquiry, InquirySettings, ReplyTemplate
from news.models import NewsItem
from openings.models import Board, Opening
from people.models import Grant, Person
from publications.models import Publication, Topic, Venue
from services.models import ServiceRole
from talks.models import Talk
from teaching.models import Course, Offering
from tests.factories import (
    CourseFactory,
    HomeBlockFactory,
    MembershipFactory,
    NewsFactory,
    OfferingFactory,
    OpeningFactory,
    PageFactory,
    PersonFactory,
    PublicationFactory,
    ServiceRoleFactory,
    TalkFactory,
    TeachingRoleFactory,
    VenueFactory,
)
from tests.forms import posted

pytestmark = pytest.mark.django_db
MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)
READ_ONLY = {FormerSlug, ImportRun, ImportedPage, ImportedRecord, ImportedRow, Invitation}
READ_ONLY |= {Erasure}
SINGLE = {SiteSettings, Board, InquirySettings}
NEVER_DELETED = SINGLE | {Erasure}
NO_ADD = READ_ONLY - {ImportRun} | SINGLE | {Inquiry}


def url(model: Any, view: str, *args: Any) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{view}", args=args)


def make_record(line: int = 1) -> ImportedRecord:
    page, _ = ImportedPage.objects.get_or_create(
        name="one.txt",
        defaults={
            "kind": "homepage",
            "owner": Person.objects.first(),
            "unread": [{"number": 3, "text": "<b>Lost line</b>", "section": "About"}, "another"],
        },
    )
    return ImportedRecord.objects.create(
        page=page,
        type="publication",
        position=line,
        first_line=line,
        last_line=line + 2,
        payload={"title": "On <i>Engines</i>", "authors": ["Ada"], "equal": True, "note": ""},
        decision="new",
    )


def make_row(record: ImportedRecord) -> None:
    row = ImportedRow.objects.create(
        content_type=ContentType.objects.get_for_model(Person),
        object_id=record.pk,
        identity="ada",
        proposals={"bio": "New"},
    )
    row.records.add(record)


def fill(number: int) -> None:
    """`number` rows of every registered model, each with rows of its own below it."""
    for n in range(number):
        person = MembershipFactory(end="2020" if n % 2 else "").person
        publication = PublicationFactory(
            authors=[person, "Grace Hopper", PersonFactory()], venue=VenueFactory()
        )
        TalkFactory(speaker=person)
        NewsFactory(author=person)
        TeachingRoleFactory(offering=OfferingFactory(course=CourseFactory()), person=person)
        ServiceRoleFactory(person=person, venue=VenueFactory())
        opening = OpeningFactory(contact=person)
        Inquiry.objects.create(opening=opening, name="Eve", email="e@example.org", message="Hi")
        ReplyTemplate.objects.create(title=f"Template {n}", subject="Hello", body="Hello")
        Erasure.objects.create(reason="due", letters=n + 1)
        PageFactory(title=f"Page {n}")
        HomeBlockFactory()
        Grant.objects.create(title="Grant").people.add(person)
        publication.topics.add(Topic.objects.create(name=f"Topic {n} of {publication.pk}"))
        publication.slug = f"new-{publication.slug}"
        publication.save()
        ImportRun.objects.create(report={"totals": {"new": n}})
        make_row(make_record(n * 10))
        Redirect.objects.create(old=f"/~ada/{publication.pk}.html", new="/publications/")
        User.objects.create(username=f"user{publication.pk}")
        Invitation.objects.create(person=person, token_digest=f"{person.pk}")


@pytest.fixture
def filled() -> None:
    fill(1)
    SiteSettings.objects.create(name="Engines Group")
    Board.objects.create()
    InquirySettings.objects.create()


def test_every_model_with_a_page_of_its_own_is_registered() -> None:
    assert {Person, Publication, Venue, Talk, NewsItem, Course, Offering, ServiceRole, Opening,
            SiteSettings, User} <= set(MODELS)  # fmt: skip


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("model", MODELS, ids=lambda m: m._meta.label)
class TestEach:
    def test_list(self, model: Any, admin_client: Client) -> None:
        answer = admin_client.get(url(model, "changelist"))
        if model in SINGLE:
            assert answer.status_code == 302
            assert answer.url == url(model, "change", 1)
        else:
            assert answer.status_code == 200

    def test_search(self, model: Any, admin_client: Client) -> None:
        answer = admin_client.get(url(model, "changelist"), {"q": "ad'\"\\%a <b>"}, follow=True)
        assert answer.status_code == 200

    def test_add(self, model: Any, admin_client: Client) -> None:
        answer = admin_client.get(url(model, "add"))
        assert answer.status_code == (403 if model in NO_ADD else 200)

    def test_change(self, model: Any, admin_client: Client) -> None:
        row = model._default_manager.first()
        assert admin_client.get(url(model, "change", row.pk)).status_code == 200

    def test_delete(self, model: Any, admin_client: Client) -> None:
        row = model._default_manager.first()
        answer = admin_client.get(url(model, "delete", row.pk))
        assert answer.status_code == (403 if model in NEVER_DELETED else 200)

    def test_a_visitor_is_sent_to_the_log_in(self, model: Any, client: Client) -> None:
        for address in (url(model, "changelist"), url(model, "add")):
            answer = client.get(address)
            assert answer.status_code == 302
            assert "/admin/login/" in answer.url

    def test_staff_without_rights_are_refused(self, model: Any, client: Client) -> None:
        client.force_login(User.objects.create(username="clerk", is_staff=True))
        row = model._default_manager.first()
        for view in (("changelist",), ("add",), ("change", row.pk), ("delete", row.pk)):
            assert client.get(url(model, *view)).status_code == 403

    def test_read_only_rows_take_no_change(self, model: Any, admin_client: Client) -> None:
        if model in READ_ONLY:
            row = model._default_manager.first()
            assert admin_client.post(url(model, "change", row.pk), {}).status_code == 403


@pytest.mark.parametrize(
    "model", [m for m in MODELS if m not in SINGLE], ids=lambda m: m._meta.label
)
def test_a_list_costs_the_same_with_more_rows(model: Any, admin_client: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert admin_client.get(url(model, "changelist")).status_code == 200
        return len(seen)

    fill(3)
    queries()  # content types and such are fetched once
    few = queries()
    fill(27)
    assert queries() == few


class TestIndex:
    def test_order_is_that_of_the_work(self, admin_client: Client) -> None:
        apps = admin_client.get(reverse("admin:index")).context["app_list"]
        assert [app["app_label"] for app in apps] == [
            "people", "publications", "news", "talks", "teaching", "services", "openings",
            "inquiries", "pages", "health", "core", "importer", "auth",
        ]  # fmt: skip
        assert [model["object_name"] for model in apps[1]["models"]] == [
            "Publication", "Venue", "Topic", "Scholar",
        ]  # fmt: skip

    def test_an_empty_site_says_the_first_steps(self, admin_client: Client) -> None:
        assert b"First steps" in admin_client.get(reverse("admin:index")).content
        PersonFactory()
        assert b"First steps" not in admin_client.get(reverse("admin:index")).content

    @pytest.mark.usefixtures("filled")
    def test_the_header_is_the_name_of_the_group(self, admin_client: Client) -> None:
        assert b"Engines Group" in admin_client.get(reverse("admin:index")).content

    def test_nothing_in_it_is_inline(self, admin_client: Client) -> None:
        page = admin_client.get(reverse("admin:index")).content.decode()
        assert " style=" not in page
        assert "<style" not in page
        assert " onclick=" not in page


class TestSettings:
    def test_saved_before_and_after_there_is_a_row(self, admin_client: Client) -> None:
        address = url(SiteSettings, "change", 1)
        assert admin_client.get(address).status_code == 200
        for name in ("First", "Second"):
            data = posted(admin_client.get(address)) | {"name": name}
            answer = admin_client.post(address, data)
            assert answer.status_code == 302
            assert SiteSettings.objects.get().name == name

    def test_there_is_no_second_row(self, admin_client: Client) -> None:
        assert admin_client.get(url(SiteSettings, "change", 2)).status_code == 302
        assert not SiteSettings.objects.exists()


@pytest.mark.usefixtures("filled")
class TestImports:
    def test_unread_lines_are_a_table_of_text(self, admin_client: Client) -> None:
        page = admin_client.get(url(ImportedPage, "change", ImportedPage.objects.get().pk))
        assert b"&lt;b&gt;Lost line&lt;/b&gt;" in page.content
        assert b"<td>3</td>" in page.content
        assert b"another" in page.content

    def test_a_record_says_what_the_page_says(self, admin_client: Client) -> None:
        record = ImportedRecord.objects.first()
        page = admin_client.get(url(ImportedRecord, "change", record.pk)).content
        assert b"On &lt;i&gt;Engines&lt;/i&gt;" in page
        assert b"<dt>equal</dt><dd>yes</dd>" in page

    def test_records_filter_by_type_page_and_decision(self, admin_client: Client) -> None:
        here = {"type": "publication", "decision": "new", "page__id__exact": 1}
        assert admin_client.get(url(ImportedRecord, "changelist"), here).status_code == 200

    def test_who_may_look_may_not_delete(self, client: Client) -> None:
        clerk = User.objects.create(username="clerk", is_staff=True)
        looking = Permission.objects.filter(codename__startswith="view_imported")
        clerk.user_permissions.set(looking)
        client.force_login(clerk)
        record = ImportedRecord.objects.first()
        assert client.get(url(ImportedRecord, "change", record.pk)).status_code == 200
        assert client.get(url(ImportedRecord, "delete", record.pk)).status_code == 403
