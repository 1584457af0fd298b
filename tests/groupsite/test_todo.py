"""What is left to do after an import: counted, listed, for those who may, at a fixed cost."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from publications.models import Authorship, Publication
from tests.factories import NewsFactory, PersonFactory, PublicationFactory, TalkFactory, account

pytestmark = pytest.mark.django_db
LISTS = {
    "no-pdf": "Works without a PDF",
    "no-year": "Works without a year",
    "cut-authors": "Author lists cut short",
    "no-person": "Authors without a person",
    "publication-links": "Links of works without an address",
    "person-links": "Links of people without an address",
    "news-links": "Links of news without an address",
    "talk-links": "Links of talks without an address",
}


def fill(number: int) -> None:
    """`number` rows for each list, of works that differ in all that a row shows."""
    for _ in range(number):
        work = PublicationFactory(authors=[PersonFactory(), "Grace Hopper"], year=None)
        Publication.objects.filter(pk=work.pk).update(authors_truncated=True)
        work.links.create(label="code")
        PersonFactory().links.create(label="CV")
        NewsFactory().links.create(label="photo")
        TalkFactory(speaker=PersonFactory()).links.create(label="video")


def clerk(*codenames: str) -> Client:
    """Somebody of the staff with those rights."""
    user = User.objects.create(username=f"clerk{User.objects.count()}", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    client = Client()
    client.force_login(user)
    return client


def numbers(client: Client, address: str = "/admin/") -> dict[str, int]:
    return {check.slug: number for check, number in client.get(address).context["todo"]["open"]}


class TestFrontPage:
    def test_each_gap_is_counted_and_linked(self, admin_client: Client) -> None:
        fill(2)
        assert numbers(admin_client) == dict.fromkeys(LISTS, 2)
        page = admin_client.get("/admin/").content.decode()
        for slug, title in LISTS.items():
            assert f'href="/admin/todo/{slug}/"' in page
            assert title in page

    def test_drafts_count(self, admin_client: Client) -> None:
        PublicationFactory(is_draft=True)
        assert numbers(admin_client) == {"no-pdf": 1}
        assert b"draft" in admin_client.get("/admin/todo/no-pdf/").content

    def test_where_nothing_is_left_it_says_so(self, admin_client: Client) -> None:
        PersonFactory()
        assert b"no record lacks" in admin_client.get("/admin/").content
        assert b"no record lacks" in admin_client.get("/admin/todo/").content

    def test_an_empty_site_has_no_such_block(self, admin_client: Client) -> None:
        assert b"To do after" not in admin_client.get("/admin/").content

    def test_the_page_of_its_own_counts_too(self, admin_client: Client) -> None:
        fill(1)
        assert numbers(admin_client, "/admin/todo/") == dict.fromkeys(LISTS, 1)


class TestRights:
    def test_a_visitor_is_sent_to_the_log_in(self, client: Client) -> None:
        for address in ("/admin/todo/", "/admin/todo/no-pdf/"):
            answer = client.get(address)
            assert answer.status_code == 302
            assert answer.url.startswith("/admin/login/")

    @pytest.mark.parametrize("slug", LISTS)
    def test_staff_without_rights_are_refused_and_told_no_numbers(self, slug: str) -> None:
        fill(1)
        staff = clerk("view_publication")
        assert staff.get(f"/admin/todo/{slug}/").status_code == 403
        assert staff.post(f"/admin/todo/{slug}/", {}).status_code == 403
        assert staff.get("/admin/todo/").status_code == 403
        assert b"To do after" not in staff.get("/admin/").content

    def test_who_may_change_works_sees_what_works_lack(self) -> None:
        fill(1)
        staff = clerk("change_publication", "change_appearance", "add_appearance")
        assert numbers(staff) == {"no-year": 1}
        assert staff.get("/admin/todo/no-year/").status_code == 200
        assert staff.get("/admin/todo/person-links/").status_code == 403

    def test_a_member_fills_in_their_own_works_alone(self, client: Client) -> None:
        me = PersonFactory()
        PublicationFactory(title="Mine", authors=[me])
        other = PublicationFactory(title="Not another's")
        client.force_login(account("member", me))
        page = client.get("/admin/todo/no-pdf/").content
        assert b"Mine" in page
        assert b"Not another" not in page
        assert numbers(client)["no-pdf"] == 1
        data = {"row": [other.pk], f"row-{other.pk}-url": "https://example.org/a.pdf"}
        answer = client.post("/admin/todo/no-pdf/", data, follow=True)
        assert b"Not saved: \xe2\x80\x9chttps://example.org/a.pdf" in answer.content
        assert not other.links.exists()

    def test_a_member_chooses_among_people_whom_visitors_see(self, client: Client) -> None:
        me = PersonFactory()
        PersonFactory(family_name="Hopper", given_name="Secret", is_draft=True)
        PersonFactory(family_name="Hopper", given_name="Known")
        PublicationFactory(authors=[me, "Grace Hopper"])
        client.force_login(account("member", me))
        page = client.get("/admin/todo/no-person/").content
        assert b"Known Hopper" in page
        assert b"Secret Hopper" not in page

    def test_a_pasted_line_of_a_member_s_names_nobody_whom_visitors_do_not_see(
        self, client: Client
    ) -> None:
        me = PersonFactory(given_name="Ada", family_name="Byron")
        PersonFactory(given_name="Secret", family_name="Hopper", is_draft=True)
        work = PublicationFactory(authors=[me], authors_truncated=True)
        client.force_login(account("member", me))
        data = {"row": [work.pk], f"row-{work.pk}-authors": "Ada Byron, Secret Hopper"}
        client.post("/admin/todo/cut-authors/", data)
        assert [(a.name, a.person) for a in work.authorships.all()] == [
            ("Ada Byron", me), ("Secret Hopper", None),
        ]  # fmt: skip

    def test_removing_a_link_takes_the_right_to(self) -> None:
        link = PersonFactory().links.create(label="CV")
        staff = clerk("change_person", "change_profilelink")
        assert b"Remove this link" not in staff.get("/admin/todo/person-links/").content
        staff.post("/admin/todo/person-links/", {"row": link.pk, f"row-{link.pk}-remove": "on"})
        link.refresh_from_db()

    def test_making_a_person_takes_the_right_to(self) -> None:
        PublicationFactory(authors=["Grace Hopper"])
        staff = clerk("change_publication", "change_authorship", "view_person")
        row = Authorship.objects.get()
        assert b"A new person" not in staff.get("/admin/todo/no-person/").content
        staff.post("/admin/todo/no-person/", {"row": row.pk, f"row-{row.pk}-new": "on"})
        assert Authorship.objects.get().person is None


class TestList:
    @pytest.mark.parametrize("slug", LISTS)
    def test_opens_empty_and_filled(self, slug: str, admin_client: Client) -> None:
        assert b"Nothing is left on this list" in admin_client.get(f"/admin/todo/{slug}/").content
        fill(1)
        page = admin_client.get(f"/admin/todo/{slug}/").content.decode()
        assert page.count('name="row"') == 1
        for inline in (" style=", "<style", " onclick="):
            assert inline not in page

    def test_one_that_there_is_not(self, admin_client: Client) -> None:
        assert admin_client.get("/admin/todo/no-such-list/").status_code == 404

    @pytest.mark.parametrize("address", ["", *(f"todo/{slug}/" for slug in LISTS)])
    def test_costs_the_same_with_more_rows(self, address: str, admin_client: Client) -> None:
        def queries() -> int:
            with CaptureQueriesContext(connection) as seen:
                assert admin_client.get(f"/admin/{address}").status_code == 200
            return len(seen)

        fill(1)
        queries()  # content types and such are fetched once
        few = queries()
        fill(2)
        queries()  # what changed is looked at once: see importer.duplicates.kept
        assert queries() == few

    def test_has_fifty_rows_a_page(self, admin_client: Client) -> None:
        for _ in range(51):
            PublicationFactory()
        first = admin_client.get("/admin/todo/no-pdf/").content.decode()
        assert first.count('name="row"') == 50
        assert "Page 1 of 2, 51 rows" in first
        assert admin_client.get("/admin/todo/no-pdf/?page=2").content.count(b'name="row"') == 1
        assert admin_client.get("/admin/todo/no-pdf/?page=x").status_code == 200

    def test_shows_what_tells_a_work_from_others_as_text(self, admin_client: Client) -> None:
        work = PublicationFactory(
            title="On <i>Engines</i>", authors=["Ada", "Bo", "Cy", "Di"], year=2021
        )
        page = admin_client.get("/admin/todo/no-pdf/").content.decode()
        assert "On &lt;i&gt;Engines&lt;/i&gt;" in page
        assert "Ada, Bo, Cy, et al. · Conference paper · 2021" in page
        assert f'href="/admin/publications/publication/{work.pk}/change/"' in page


class TestSaving:
    def test_only_rows_that_were_filled_in_are_touched(self, admin_client: Client) -> None:
        filled, left = PublicationFactory(), PublicationFactory()
        data = {
            "row": [filled.pk, left.pk],
            f"row-{filled.pk}-url": "example.org/a.pdf",
            f"row-{left.pk}-url": " ",
        }
        answer = admin_client.post("/admin/todo/no-pdf/?page=1", data, follow=True)
        assert answer.redirect_chain == [("/admin/todo/no-pdf/?page=1", 302)]
        assert "1 filled in, 1 left." in answer.content.decode()
        assert filled.links.get().url == "https://example.org/a.pdf"
        assert not left.links.exists()

    def test_nothing_filled_in(self, admin_client: Client) -> None:
        work = PublicationFactory()
        answer = admin_client.post("/admin/todo/no-pdf/", {"row": work.pk}, follow=True)
        assert b"Nothing was filled in" in answer.content

    def test_a_mistake_gets_a_sentence_and_nothing_is_lost_nor_half_saved(
        self, admin_client: Client
    ) -> None:
        good, bad = PublicationFactory(), PublicationFactory()
        data = {
            "row": [good.pk, bad.pk],
            f"row-{good.pk}-url": "https://example.org/a.pdf",
            f"row-{bad.pk}-url": "see the <shelf>",
        }
        answer = admin_client.post("/admin/todo/no-pdf/", data)
        page = answer.content.decode()
        assert "Enter a valid URL." in page
        assert 'value="https://example.org/a.pdf"' in page
        assert 'value="see the &lt;shelf&gt;"' in page
        assert "1 of the rows below says what is wrong" in page
        assert not good.links.exists()

    def test_what_was_typed_for_a_row_that_is_gone_is_said(self, admin_client: Client) -> None:
        work = PublicationFactory()
        work.links.create(label="PDF", url="https://example.org/first.pdf")
        data = {"row": work.pk, f"row-{work.pk}-url": "https://example.org/second.pdf"}
        answer = admin_client.post("/admin/todo/no-pdf/", data, follow=True)
        assert "Not saved: “https://example.org/second.pdf”" in answer.content.decode()
        assert work.links.get().url == "https://example.org/first.pdf"

    @pytest.mark.parametrize("key", ["", "x", "-1", "²", "9" * 30, "99"])
    def test_keys_that_are_none(self, key: str, admin_client: Client) -> None:
        answer = admin_client.post("/admin/todo/no-pdf/", {"row": key, f"row-{key}-url": "x"})
        assert answer.status_code == 302
