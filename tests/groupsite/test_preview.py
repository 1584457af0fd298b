"""Rows before they are published: as they will look, for editors and by a secret link, and for
nobody else."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from threading import Thread
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_script_prefix
from django.utils import timezone

from core import preview
from core.models import SecretLink
from core.preview import Preview, showing
from people.models import Person, PersonFile
from publications.models import Publication, PublicationFile
from search.index import refresh
from search.models import Document, Kind
from tests.factories import (
    CourseFactory,
    HomeBlockFactory,
    MembershipFactory,
    NewsFactory,
    OpeningFactory,
    PageFactory,
    PersonFactory,
    PublicationFactory,
    ServiceRoleFactory,
    TalkFactory,
)
from tests.pictures import PDF, pdf, picture

pytestmark = pytest.mark.django_db
DRAFT = {"is_draft": True}


def person() -> tuple[Any, str, str]:
    row = PersonFactory(given_name="Grace", family_name="Hopper", **DRAFT)
    return row, "people/grace-hopper/", "Grace Hopper"


def work() -> tuple[Any, str, str]:
    row = PublicationFactory(title="On Looms", authors=["Bo"], **DRAFT)
    return row, "publications/on-looms/", "On Looms"


def news() -> tuple[Any, str, str]:
    row = NewsFactory(text="The loom runs.", **DRAFT)
    return row, f"news/{row.pk}/", "The loom runs."


def talk() -> tuple[Any, str, str]:
    row = TalkFactory(title="Looms", **DRAFT)
    return row, f"talks/{row.pk}/", "Looms"


def course() -> tuple[Any, str, str]:
    row = CourseFactory(title="Weaving", **DRAFT)
    return row, f"teaching/{row.pk}/", "Weaving"


def service() -> tuple[Any, str, str]:
    return ServiceRoleFactory(body="LoomConf", **DRAFT), "services/", "LoomConf"


def opening() -> tuple[Any, str, str]:
    row = OpeningFactory(text="We look for weavers.", **DRAFT)
    return row, f"openings/{row.pk}/", "weavers"


def page() -> tuple[Any, str, str]:
    return PageFactory(title="Our looms", **DRAFT), "our-looms/", "Our looms"


def block() -> tuple[Any, str, str]:
    return HomeBlockFactory(text="A word on looms.", **DRAFT), "", "A word on looms."


EVERY_KIND = pytest.mark.parametrize(
    "make", [person, work, news, talk, course, service, opening, page, block]
)


def editors(row: Any) -> str:
    return f"/admin/preview/{row._meta.label_lower}/{row.pk}/"


def secret(row: Any) -> str:
    return f"/preview/{SecretLink.objects.make(row).token}/"


@EVERY_KIND
class TestEveryKind:
    def test_is_shown_to_editors_on_its_page(
        self, make: Callable[[], tuple[Any, str, str]], admin_client: Client
    ) -> None:
        row, path, text = make()
        answer = admin_client.get(editors(row) + path)
        shown = answer.content.decode()
        assert text in shown
        assert "only editors see this" in shown
        assert answer["Cache-Control"].startswith("private, no-store")
        assert answer["X-Robots-Tag"] == "noindex, nofollow, noarchive"

    def test_is_shown_to_whoever_has_the_secret_link(
        self, make: Callable[[], tuple[Any, str, str]], client: Client
    ) -> None:
        row, path, text = make()
        answer = client.get(secret(row) + path)
        shown = answer.content.decode()
        assert text in shown
        assert "You see this by a secret link" in shown
        assert "Edit</a>" not in shown
        assert answer["Cache-Control"] == "private, no-store"
        assert answer["X-Robots-Tag"] == "noindex, nofollow, noarchive"
        assert answer["Referrer-Policy"] == "no-referrer"
        assert 'rel="canonical"' not in shown

    def test_is_shown_to_nobody_else(
        self, make: Callable[[], tuple[Any, str, str]], client: Client
    ) -> None:
        row, path, text = make()
        answer = client.get(editors(row) + path)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/admin/login/")
        secret(row)
        client.get(secret(row) + path)
        assert text not in client.get(f"/{path}").content.decode()

    def test_its_form_leads_to_the_preview_until_it_is_published(
        self, make: Callable[[], tuple[Any, str, str]], admin_client: Client
    ) -> None:
        row, path, _ = make()
        label = row._meta.label_lower.replace(".", "/")
        form = admin_client.get(f"/admin/{label}/{row.pk}/change/").content.decode()
        assert f'href="{editors(row)}{path}"' in form
        assert f'href="/admin/secret-link/{row._meta.label_lower}/{row.pk}/"' in form
        assert 'name="_preview"' in form
        type(row).objects.update(is_draft=False)
        form = admin_client.get(f"/admin/{label}/{row.pk}/change/").content.decode()
        assert "/admin/preview/" not in form
        assert 'name="_preview"' not in form


class TestOneRowAlone:
    def test_other_drafts_stay_hidden(self, client: Client) -> None:
        row = NewsFactory(text="The loom runs.", **DRAFT)
        other = NewsFactory(text="A secret.", **DRAFT)
        later = NewsFactory(text="Tomorrow.", publish_at=timezone.now() + timedelta(days=1))
        NewsFactory(text="Known to all.")
        shown = client.get(f"{secret(row)}news/").content.decode()
        assert "The loom runs." in shown
        assert "Known to all." in shown
        assert "A secret." not in shown
        assert "Tomorrow." not in shown
        for hidden in (other, later):
            assert client.get(f"{secret(row)}news/{hidden.pk}/").status_code == 404

    def test_a_row_of_another_model_with_the_same_key_stays_hidden(self, client: Client) -> None:
        row = NewsFactory(pk=7, **DRAFT)
        TalkFactory(pk=7, **DRAFT)
        assert client.get(f"{secret(row)}talks/7/").status_code == 404

    def test_private_notes_and_addresses_stay_private(self, client: Client) -> None:
        row = PersonFactory(given_name="Grace", family_name="Hopper", private_note="Shy.", **DRAFT)
        row.emails.create(address="grace@example.org")
        row.metrics.create(name="h-index", value="7.77e7", is_public=False)
        shown = client.get(f"{secret(row)}people/grace-hopper/").content.decode()
        for private in ("Shy.", "grace@example.org", "7.77e7"):
            assert private not in shown

    def test_its_files_are_served_below_the_link_alone(self, client: Client) -> None:
        row = PersonFactory(given_name="Grace", family_name="Hopper", photo=picture(), **DRAFT)
        PersonFile.objects.create(person=row, file=pdf("cv.pdf"))
        other = PersonFile.objects.create(person=PersonFactory(**DRAFT), file=pdf("other.pdf"))
        base = secret(row)
        shown = client.get(f"{base}people/grace-hopper/").content.decode()
        own = rf"{re.escape(base)}(?:media/[^\"]+|people/[^\"]+\.pdf)"
        named = re.findall(rf'(?:href|src)="({own})"', shown)
        assert {address.rsplit(".", 1)[1] for address in named} == {"pdf", "webp"}
        assert "/media/" not in shown.replace(f"{base}media/", "")
        for address in named:
            answer = client.get(address)
            assert answer.status_code == 200
            assert answer["Cache-Control"] == "private, no-store"
            assert answer.getvalue()
            assert client.get(address.replace(base, "/")).status_code == 404
        assert client.get(f"{base}media/{other.file.name}").status_code == 404

    def test_a_paper_is_served_beside_its_page(self, client: Client) -> None:
        row = PublicationFactory(title="On Looms", **DRAFT)
        PublicationFile.objects.create(publication=row, file=pdf("looms.pdf"))
        base = secret(row)
        shown = client.get(f"{base}publications/on-looms/").content.decode()
        assert f'href="{base}publications/on-looms/looms.pdf"' in shown
        assert client.get(f"{base}publications/on-looms/looms.pdf").getvalue() == PDF
        assert client.get("/publications/on-looms/looms.pdf").status_code == 404

    def test_parts_and_other_forms_of_its_page_are_there(self, client: Client) -> None:
        row = PublicationFactory(title="On Looms", abstract="They weave.", **DRAFT)
        base = secret(row)
        for path in ("publications/on-looms/abstract/", "publications/on-looms.bib"):
            assert client.get(base + path).status_code == 200
            assert client.get(f"/{path}").status_code == 404

    def test_people_it_names_are_linked_as_they_will_be(self, client: Client) -> None:
        seen, unseen = PersonFactory(given_name="Ada"), PersonFactory(given_name="Shy", **DRAFT)
        row = PublicationFactory(title="On Looms", authors=[seen, unseen], **DRAFT)
        base = secret(row)
        shown = client.get(f"{base}publications/on-looms/").content.decode()
        assert f"{base}people/{seen.slug}/" in shown
        assert f"people/{unseen.slug}/" not in shown

    @pytest.mark.parametrize(
        "path", ["admin/", "search/?q=loom", "news.atom", "sitemap.xml", "scheme/?to=dark",
                 "styleguide/"],
    )  # fmt: skip
    def test_the_rest_of_the_site_stands_where_it_stands(self, client: Client, path: str) -> None:
        answer = client.get(secret(NewsFactory(**DRAFT)) + path)
        assert answer.status_code == 302
        assert answer["Location"] == f"/{path}"

    def test_an_address_that_there_is_not(self, client: Client) -> None:
        assert client.get(f"{secret(NewsFactory(**DRAFT))}no/such/page/").status_code == 404

    def test_nothing_can_be_posted(self, client: Client) -> None:
        assert client.post(secret(NewsFactory(**DRAFT))).status_code == 405


class TestNoLeak:
    def test_the_next_request_knows_nothing(self, client: Client, admin_client: Client) -> None:
        row = NewsFactory(text="The loom runs.", **DRAFT)
        admin_client.get(f"{editors(row)}news/")
        client.get(f"{secret(row)}news/")
        assert preview.current() is None
        assert get_script_prefix() == "/"
        for path in ("/news/", "/", "/news.atom", "/sitemap.xml"):
            assert "The loom runs." not in client.get(path).content.decode()
        assert client.get(f"/news/{row.pk}/").status_code == 404

    def test_nor_does_one_after_an_error(
        self, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        row = NewsFactory(**DRAFT)
        base = secret(row)

        def fail(*_: Any) -> None:
            raise RuntimeError

        monkeypatch.setattr("news.views.render", fail)
        with pytest.raises(RuntimeError):
            client.get(f"{base}news/")
        assert preview.current() is None
        assert get_script_prefix() == "/"

    def test_nor_another_thread_at_the_same_time(self) -> None:
        found: list[Any] = []
        with showing(Preview(NewsFactory(**DRAFT), "/preview/x/")):
            thread = Thread(target=lambda: found.append(preview.current()))
            thread.start()
            thread.join()
        assert found == [None]

    def test_what_is_indexed_meanwhile_is_what_everybody_sees(self, client: Client) -> None:
        refresh()
        hidden = PersonFactory(native_name="Tkadlec", **DRAFT)
        PublicationFactory(title="On Looms", authors=[hidden])
        client.get(f"{secret(hidden)}publications/?q=looms")
        work = Document.objects.get(kind=Kind.PUBLICATION)
        assert "looms" in work.title.casefold()
        assert "tkadlec" not in work.names.casefold()


def test_a_preview_costs_the_same_with_more_rows(admin_client: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert admin_client.get(f"{editors(row)}people/").status_code == 200
        return len(seen)

    row = MembershipFactory(person__is_draft=True).person
    MembershipFactory()
    queries()
    few = queries()
    for _ in range(3):
        MembershipFactory()
    assert queries() == few
    assert Person.objects.published().count() == 4
    assert not Publication.objects.exists()
