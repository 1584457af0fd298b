"""A session that ends while somebody edits: the text comes back after logging in again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.shortcuts import resolve_url
from django.test import Client
from django.urls import reverse

from history.models import KeptForm
from news.models import NewsItem
from publications.models import Publication
from tests.factories import NewsFactory, PublicationFactory
from tests.forms import add_rows, posted
from tests.history.conftest import edit, logged_in, url
from tests.history.test_two_at_once import choices, stamped

pytestmark = pytest.mark.django_db


def end_sessions() -> None:
    Session.objects.all().delete()


def log_in(client: Client, name: str = "ada") -> None:
    client.force_login(User.objects.get(username=name))


@pytest.fixture
def item() -> NewsItem:
    found: NewsItem = NewsFactory(text="One")
    return found


class TestComingBack:
    @pytest.fixture
    def lost(self, ada: Client, item: NewsItem) -> Any:
        """What the form of a person whose session has ended gets in answer."""
        data = stamped(ada, item)
        end_sessions()
        return ada.post(url(item, "change"), {**data, "text": "Typed"})

    def test_it_leads_to_the_log_in_and_back(self, lost: Any, item: NewsItem) -> None:
        assert lost.status_code == 302
        assert lost.url == f"{resolve_url(settings.LOGIN_URL)}?next={url(item, 'change')}"

    def test_nothing_is_saved(self, lost: Any) -> None:
        assert NewsItem.objects.get().text == "One"

    def test_the_log_in_says_that_the_text_is_kept(self, ada: Client, lost: Any) -> None:
        assert "What you typed is kept" in ada.get(lost.url).content.decode()

    def test_after_it_the_form_is_filled_in(self, ada: Client, lost: Any, item: NewsItem) -> None:
        log_in(ada)
        page = ada.get(url(item, "change"))
        assert posted(page)["text"] == "Typed"
        assert "you were logged out while editing" in page.content.decode()
        assert "Please correct" not in page.content.decode()
        assert NewsItem.objects.get().text == "One"

    def test_saving_saves_it_and_forgets_it(self, ada: Client, lost: Any, item: NewsItem) -> None:
        log_in(ada)
        page = ada.get(url(item, "change"))
        data = {**posted(page), "_opened": page.context["opened"]}
        assert ada.post(url(item, "change"), data).status_code == 302
        assert NewsItem.objects.get().text == "Typed"
        assert not KeptForm.objects.exists()
        assert posted(ada.get(url(item, "change")))["text"] == "Typed"

    def test_it_can_be_forgotten(self, ada: Client, lost: Any, item: NewsItem) -> None:
        log_in(ada)
        kept = KeptForm.objects.get()
        answer = ada.post(reverse("admin:history_discard", args=[kept.pk]))
        assert answer.url == url(item, "change")
        assert posted(ada.get(url(item, "change")))["text"] == "One"

    def test_what_somebody_saved_meanwhile_is_told(
        self, ada: Client, lost: Any, item: NewsItem
    ) -> None:
        edit(logged_in("bob"), item, text="Hers")
        log_in(ada)
        page = ada.get(url(item, "change"))
        data = {**posted(page), "_opened": page.context["opened"]}
        answer = ada.post(url(item, "change"), data)
        assert choices(answer) == [("Text", "One", "Hers", "Typed", "mine")]

    def test_a_record_that_was_deleted_meanwhile_comes_back_as_a_new_one(
        self, ada: Client, lost: Any, item: NewsItem
    ) -> None:
        logged_in("bob").post(url(item, "delete"), {"post": "yes"})
        log_in(ada)
        page = ada.get(url(item, "change"))
        assert "bob deleted this" in page.content.decode()
        assert posted(page)["text"] == "Typed"
        assert page.context["form_url"] == url(NewsItem, "add")

    def test_nobody_else_sees_it(self, lost: Any, item: NewsItem) -> None:
        assert posted(logged_in("bob").get(url(item, "change")))["text"] == "One"

    def test_nobody_else_can_forget_it(self, lost: Any) -> None:
        address = reverse("admin:history_discard", args=[KeptForm.objects.get().pk])
        assert logged_in("bob").post(address).status_code == 404

    def test_after_a_day_it_is_gone(self, ada: Client, lost: Any, item: NewsItem) -> None:
        kept = KeptForm.objects.get()
        KeptForm.objects.update(at=kept.at - timedelta(hours=25))
        log_in(ada)
        assert posted(ada.get(url(item, "change")))["text"] == "One"


class TestOtherForms:
    def test_a_new_record_comes_back_with_its_rows(self, ada: Client) -> None:
        page = ada.get(url(Publication, "add"))
        data = {**posted(page), "_opened": page.context["opened"], "title": "On Looms"}
        add_rows(data, "links", {"label": "slides", "url": "https://example.org/s"})
        end_sessions()
        ada.post(url(Publication, "add"), data)
        log_in(ada)
        back = posted(ada.get(url(Publication, "add")))
        assert (back["title"], back["links-0-label"]) == ("On Looms", "slides")

    def test_files_are_not_kept_and_that_is_said(self, ada: Client) -> None:
        work = PublicationFactory()
        data = stamped(ada, work)
        add_rows(data, "files", {"label": "paper", "file": SimpleUploadedFile("p.pdf", b"%PDF-")})
        end_sessions()
        ada.post(url(work, "change"), data)
        log_in(ada)
        page = ada.get(url(work, "change")).content.decode()
        assert "Choose again:" in page
        assert "p.pdf" in page

    def test_one_without_our_stamp_is_not_kept(self, ada: Client, item: NewsItem) -> None:
        data = {**stamped(ada, item), "_opened": "forged"}
        end_sessions()
        ada.post(url(item, "change"), data)
        assert not KeptForm.objects.exists()

    def test_tokens_are_not_kept(self, ada: Client, item: NewsItem) -> None:
        data = {**stamped(ada, item), "csrfmiddlewaretoken": "secret"}
        end_sessions()
        ada.post(url(item, "change"), data)
        assert "secret" not in KeptForm.objects.get().data

    def test_what_was_kept_for_an_address_is_replaced(self, ada: Client, item: NewsItem) -> None:
        data = stamped(ada, item)
        end_sessions()
        for text in ("First", "Second"):
            ada.post(url(item, "change"), {**data, "text": text})
        log_in(ada)
        assert posted(ada.get(url(item, "change")))["text"] == "Second"


class TestTheTokenOfASessionThatEnded:
    """As after logging in again in another tab."""

    @pytest.fixture
    def strict(self, ada: Client) -> Client:
        client = Client(enforce_csrf_checks=True)
        log_in(client)
        return client

    def test_the_text_comes_back_at_once(self, strict: Client, item: NewsItem) -> None:
        data = stamped(strict, item)
        answer = strict.post(url(item, "change"), {**data, "text": "Typed"})
        assert answer.url == url(item, "change")
        assert posted(strict.get(answer.url))["text"] == "Typed"

    def test_a_form_that_we_did_not_give_out_is_refused(
        self, strict: Client, item: NewsItem
    ) -> None:
        answer = strict.post(url(item, "change"), {"text": "Forged"})
        assert answer.status_code == 403
        assert not KeptForm.objects.exists()

    def test_nobody_is_handed_the_text_of_somebody_else(self, ada: Client, item: NewsItem) -> None:
        data = stamped(ada, item)
        client = Client(enforce_csrf_checks=True)
        client.force_login(User.objects.create_superuser("bob"))
        answer = client.post(url(item, "change"), {**data, "text": "Typed"})
        assert answer.status_code == 403
        assert "kept for ada" in answer.content.decode()
        assert posted(client.get(url(item, "change")))["text"] == "One"

    def test_a_form_of_visitors_is_answered_as_before(self, client: Client) -> None:
        strict = Client(enforce_csrf_checks=True)
        assert strict.post(reverse("scheme"), {"scheme": "dark"}).status_code == 403
