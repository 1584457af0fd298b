"""The pages on what needs care: for those who may mend it, with the way to the field."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser, Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from health.found import Found
from health.registry import check_of, checks
from tests.factories import MembershipFactory, PersonFactory, PublicationFactory, account
from tests.health.test_checks import fill

pytestmark = pytest.mark.django_db


def clerk(*codenames: str) -> Client:
    """Somebody of the staff with those rights."""
    user = User.objects.create(username=f"clerk{User.objects.count()}", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    client = Client()
    client.force_login(user)
    return client


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


class TestFrontPage:
    def test_each_check_has_its_number_and_says_why(self, admin_client: Client) -> None:
        for name in ("Ada", "Grace"):
            MembershipFactory(person__given_name=name)
        page = admin_client.get("/admin/health/")
        assert [(c.slug, n) for c, n in page.context["open"]] == [("no-photo", 2)]
        text = page.content.decode()
        assert 'href="/admin/health/no-photo/"' in text
        assert "The people page shows their initials instead." in text
        assert "Openings past their deadline" in text.split("Found nothing")[1]

    def test_a_gap_leads_to_the_list_with_its_field(self, admin_client: Client) -> None:
        PublicationFactory()
        assert b'href="/admin/todo/no-pdf/"' in admin_client.get("/admin/health/").content
        assert admin_client.get("/admin/health/no-pdf/").url == "/admin/todo/no-pdf/"

    def test_a_site_in_which_nothing_is_wrong(self, admin_client: Client) -> None:
        assert b"no check found anything" in admin_client.get("/admin/health/").content

    def test_is_in_the_menu_of_the_admin(self, admin_client: Client) -> None:
        assert b'href="/admin/health/"' in admin_client.get("/admin/").content


class TestRights:
    def test_a_visitor_is_sent_to_the_log_in(self, client: Client) -> None:
        for address in ("/admin/health/", "/admin/health/no-photo/"):
            assert client.get(address).url.startswith("/admin/login/")

    def test_staff_who_may_change_nothing_are_refused(self) -> None:
        staff = clerk("view_person")
        assert staff.get("/admin/health/").status_code == 403
        assert staff.get("/admin/health/no-photo/").status_code == 403

    def test_who_may_change_people_sees_the_checks_of_people(self) -> None:
        shown = clerk("change_person").get("/admin/health/").context
        slugs = {check.slug for check in shown["fine"]}
        assert {"no-photo", "left-yet-current", "mail-in-text"} <= slugs
        assert not {"no-link", "openings-over", "no-year", "duplicate-works"} & slugs

    def test_a_member_sees_what_is_found_of_their_own(self, client: Client) -> None:
        mine, other = (MembershipFactory(person__given_name=n).person for n in ("Ada", "Grace"))
        work = PublicationFactory(title="My <b>work</b>", authors=[mine])
        PublicationFactory(title="Not <b>mine</b>", authors=[other])
        client.force_login(account("member", mine))
        numbers = {c.slug: n for c, n in client.get("/admin/health/").context["open"]}
        assert numbers == {"no-photo": 1, "no-link": 1, "tags-in-text": 1, "no-pdf": 1}
        page = client.get("/admin/health/no-photo/").content.decode()
        assert mine.name in page
        assert other.name not in page
        page = client.get("/admin/health/tags-in-text/").content.decode()
        assert f"/admin/publications/publication/{work.pk}/change/#id_title" in page
        assert "Not &lt;b&gt;mine" not in page

    def test_nothing_is_found_for_who_is_nobody(self) -> None:
        MembershipFactory()
        check = check_of("no-photo")
        assert check is not None
        assert len(Found(check, AnonymousUser())) == 0


class TestList:
    def test_a_row_leads_to_the_field(self, admin_client: Client) -> None:
        person = MembershipFactory(person__given_name="<b>Ada</b>").person
        page = admin_client.get("/admin/health/no-photo/").content.decode()
        assert f'href="/admin/people/person/{person.pk}/change/#id_photo"' in page
        assert "&lt;b&gt;Ada&lt;/b&gt; Lovelace" in page

    def test_fifty_rows_a_page(self, admin_client: Client) -> None:
        for _ in range(51):
            MembershipFactory()
        first = admin_client.get("/admin/health/no-photo/").content.decode()
        assert first.count("#id_photo") == 50
        assert "Page 1 of 2, 51 rows" in first
        second = admin_client.get("/admin/health/no-photo/?page=2").content
        assert second.count(b"#id_photo") == 1
        assert admin_client.get("/admin/health/no-photo/?page=x").status_code == 200

    @pytest.mark.parametrize("check", checks(), ids=lambda check: check.slug)
    def test_opens_empty_and_filled(self, check: object, admin_client: Client) -> None:
        address = f"/admin/health/{check.slug}/"  # type: ignore[attr-defined]
        empty = admin_client.get(address, follow=True)
        assert empty.status_code == 200
        fill(1)
        page = admin_client.get(address, follow=True).content.decode()
        for inline in (" style=", "<style", " onclick="):
            assert inline not in page

    def test_one_that_there_is_not(self, admin_client: Client) -> None:
        assert admin_client.get("/admin/health/no-such-check/").status_code == 404

    def test_nothing_is_posted_there(self, admin_client: Client) -> None:
        assert admin_client.post("/admin/health/").status_code == 405
        assert admin_client.post("/admin/health/no-photo/").status_code == 405

    @pytest.mark.parametrize("address", ["", "no-photo/", "tags-in-text/", "year-in-venue/"])
    def test_costs_the_same_with_more_rows(self, address: str, admin_client: Client) -> None:
        fill(1)
        queries_of(admin_client, f"/admin/health/{address}")
        few = queries_of(admin_client, f"/admin/health/{address}")
        fill(2)
        PersonFactory(bio="<i>x</i>")
        queries_of(admin_client, f"/admin/health/{address}")
        assert queries_of(admin_client, f"/admin/health/{address}") == few
