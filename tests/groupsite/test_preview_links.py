"""Secret links to drafts: made, shown again, revoked; who may make them; and the form's buttons."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.utils import timezone

from core.models import SecretLink
from news.models import NewsItem
from tests.factories import NewsFactory, PageFactory
from tests.groupsite.test_preview import DRAFT, editors, secret

pytestmark = pytest.mark.django_db


class TestSecretLink:
    def test_is_made_shown_again_and_revoked(self, admin_client: Client, client: Client) -> None:
        row = NewsFactory(**DRAFT)
        address = f"/admin/secret-link/news.newsitem/{row.pk}/"
        assert "Make a secret link" in admin_client.get(address).content.decode()
        assert not SecretLink.objects.exists()
        assert admin_client.post(address).status_code == 302
        shown = [
            re.findall(r">(http://127.0.0.1:8000(/preview/[^<]+))<", page.content.decode())[0]
            for page in (admin_client.get(address), admin_client.get(address))
        ]
        assert shown[0] == shown[1]
        path = shown[0][1]
        assert client.get(path).status_code == 200
        admin_client.post(address)
        assert client.get(path).status_code == 200  # asked for twice, it is the same
        admin_client.post(address, {"revoke": "1"})
        answer = client.get(path)
        assert answer.status_code == 404
        assert "This link no longer works" in answer.content.decode()
        assert secret(row) not in path  # a new one is another

    def test_ends_after_fourteen_days(self, client: Client) -> None:
        row = NewsFactory(**DRAFT)
        base = secret(row)
        link = SecretLink.objects.get()
        assert timedelta(days=13, hours=23) < link.until - timezone.now() <= timedelta(days=14)
        SecretLink.objects.update(until=timezone.now() - timedelta(seconds=1))
        assert client.get(base).status_code == 404
        assert secret(row) != base
        assert SecretLink.objects.count() == 1

    def test_leads_to_the_page_once_that_is_published(self, client: Client) -> None:
        row = NewsFactory(**DRAFT)
        base = secret(row)
        NewsItem.objects.update(is_draft=False)
        answer = client.get(f"{base}news/{row.pk}/")
        assert answer.status_code == 302
        assert answer["Location"] == f"/news/{row.pk}/"
        assert answer["Cache-Control"] == "private, no-store"

    def test_of_a_row_that_is_gone(self, client: Client) -> None:
        row = NewsFactory(**DRAFT)
        base = secret(row)
        row.delete()
        assert client.get(base).status_code == 404

    @pytest.mark.parametrize("token", ["x", "x.y", "."])
    def test_that_nobody_made(self, client: Client, token: str) -> None:
        assert client.get(f"/preview/{token}/").status_code == 404

    def test_cannot_be_made_of_what_the_database_holds(self, client: Client) -> None:
        row = NewsFactory(**DRAFT)
        secret(row)
        key = SecretLink.objects.get().key
        for token in (key, f"{key}.", f"{key}.{'A' * 43}"):
            assert client.get(f"/preview/{token}/news/").status_code == 404

    def test_a_published_row_needs_none(self, admin_client: Client) -> None:
        row = NewsFactory()
        address = f"/admin/secret-link/news.newsitem/{row.pk}/"
        assert "needs no secret link" in admin_client.get(address).content.decode()
        admin_client.post(address)
        assert not SecretLink.objects.exists()

    def test_of_a_slug_that_changed(self, client: Client) -> None:
        row = PageFactory(title="Our looms", **DRAFT)
        base = secret(row)
        row = type(row).objects.get()
        row.slug = "looms"
        row.save()
        answer = client.get(f"{base}our-looms/", follow=True)
        assert answer.redirect_chain == [(f"{base}looms/", 301)]
        assert answer.status_code == 200


class TestRights:
    @pytest.fixture
    def member(self, client: Client) -> Client:
        user = User.objects.create_user("member", is_staff=True)
        user.user_permissions.add(Permission.objects.get(codename="view_talk"))
        client.force_login(user)
        return client

    def test_who_may_not_view_the_row_sees_no_preview(self, member: Client) -> None:
        row = NewsFactory(**DRAFT)
        assert member.get(f"{editors(row)}news/{row.pk}/").status_code == 404

    def test_who_may_not_change_the_row_makes_and_sees_no_link(self, member: Client) -> None:
        row = NewsFactory(**DRAFT)
        for answer in (
            member.get(f"/admin/secret-link/news.newsitem/{row.pk}/"),
            member.post(f"/admin/secret-link/news.newsitem/{row.pk}/"),
        ):
            assert answer.status_code == 403
        assert not SecretLink.objects.exists()

    @pytest.mark.parametrize(
        "path", ["news.newsitem/99/", "news.newslink/1/", "auth.user/1/", "no.such/1/", "news/1/"]
    )
    def test_what_cannot_be_previewed(self, admin_client: Client, path: str) -> None:
        assert admin_client.get(f"/admin/preview/{path}").status_code == 404
        assert admin_client.get(f"/admin/secret-link/{path}").status_code == 404


class TestForm:
    def test_save_and_preview(self, admin_client: Client) -> None:
        row = PageFactory(title="Our looms", **DRAFT)
        data = {"title": "Our looms", "text": "Five of them.", "is_draft": "on", "_preview": "1"}
        answer = admin_client.post(f"/admin/pages/page/{row.pk}/change/", data, follow=True)
        assert answer.redirect_chain == [(f"/admin/preview/pages.page/{row.pk}/our-looms/", 302)]
        assert "Five of them." in answer.content.decode()

    def test_save_and_preview_of_what_was_just_published(self, admin_client: Client) -> None:
        row = PageFactory(title="Our looms", **DRAFT)
        data = {"title": "Our looms", "text": "Five of them.", "_preview": "1"}
        answer = admin_client.post(f"/admin/pages/page/{row.pk}/change/", data)
        assert answer["Location"] == "/our-looms/"

    def test_the_bar_says_when_a_scheduled_row_is_published(
        self, admin_client: Client, settings: Any
    ) -> None:
        settings.TIME_ZONE = "Europe/Berlin"
        timezone.get_default_timezone.cache_clear()
        later = timezone.datetime.fromisoformat("2100-07-01T10:00:00+02:00")
        row = PageFactory(title="Our looms", publish_at=later)
        shown = admin_client.get(f"{editors(row)}our-looms/").content.decode()
        assert "From 1 July 2100, 10:00 CEST" in shown
