"""What the admin's fields for texts ask for; and links that name a row, on the pages."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.roles import Role, set_person, set_role
from core.models import SecretLink
from news.models import NewsItem
from people.models import Person
from publications.models import Publication
from tests.factories import MembershipFactory, NewsFactory, PersonFactory, PublicationFactory
from tests.forms import posted

pytestmark = pytest.mark.django_db
ASKED = {
    "preview": {"text": "x", "dialect": "markdown"},
    "paste": {"html": "<b>x</b>"},
}


class TestRights:
    @pytest.mark.parametrize("name", ["preview", "paste", "links"])
    def test_are_those_of_staff(self, name: str, client: Client) -> None:
        for user in (None, User.objects.create(username="reader")):
            if user:
                client.force_login(user)
            for ask in (client.get, client.post):
                answer = ask(f"/admin/texts/{name}/", ASKED.get(name, {"q": "ada"}))
                assert answer.status_code == 302
                assert answer["Location"].startswith("/admin/login/")

    @pytest.mark.parametrize("name", ["preview", "paste", "links"])
    def test_who_may_write_no_text_is_refused(self, name: str, client: Client) -> None:
        client.force_login(User.objects.create(username="eve", is_staff=True))
        ask = client.get if name == "links" else client.post
        assert ask(f"/admin/texts/{name}/", ASKED.get(name, {"q": "ada"})).status_code == 403

    @pytest.mark.parametrize("role", Role)
    def test_every_role_writes_some(self, role: Role, client: Client) -> None:
        user = User.objects.create(username="ada", is_staff=True)
        set_role(user, role)
        set_person(user, PersonFactory())
        client.force_login(user)
        assert client.post("/admin/texts/preview/", ASKED["preview"]).status_code == 200

    @pytest.mark.parametrize("name", ["preview", "paste"])
    def test_a_post_needs_its_token(self, name: str) -> None:
        client = Client(enforce_csrf_checks=True)
        client.force_login(User.objects.create(username="editor", is_staff=True))
        assert client.post(f"/admin/texts/{name}/", ASKED[name]).status_code == 403
        assert client.get(f"/admin/texts/{name}/").status_code == 405


class TestPreview:
    def ask(self, client: Client, **data: str) -> Any:
        return client.post("/admin/texts/preview/", data)

    def test_is_what_the_page_will_show(self, admin_client: Client) -> None:
        text = "**Bold** $x^2$ <script>alert(1)</script>"
        html = self.ask(admin_client, text=text, dialect="markdown").json()["html"]
        assert html == NewsFactory(text=text).text_html
        assert "<strong>Bold</strong>" in html
        assert "<math" in html
        assert "<script" not in html

    def test_of_an_abstract_is_no_markdown(self, admin_client: Client) -> None:
        text = "**Not bold** \\emph{TeX}"
        html = self.ask(admin_client, text=text, dialect="tex").json()["html"]
        assert html == PublicationFactory(abstract=text).abstract_html
        assert "**Not bold** TeX" in html

    def test_has_the_links_to_rows_that_visitors_see(self, admin_client: Client) -> None:
        ada = PersonFactory(given_name="Ada")
        shy = PersonFactory(is_draft=True)
        text = f"[Ada](person:{ada.pk}) and [Shy](person:{shy.pk})"
        html = self.ask(admin_client, text=text, dialect="markdown").json()["html"]
        assert html == f'<p><a href="/people/{ada.slug}/">Ada</a> and Shy</p>\n'

    @pytest.mark.parametrize(
        ("data", "sentence"),
        [
            (
                {"text": "x" * 100_001, "dialect": "markdown"},
                "This has 100,001 characters; a text may have 100,000. Divide it",
            ),
            ({"text": "x", "dialect": "html"}, "no such kind of text"),
            ({"text": "x"}, "no such kind of text"),
        ],
    )
    def test_refuses_with_a_sentence(
        self, data: dict[str, str], sentence: str, admin_client: Client
    ) -> None:
        answer = self.ask(admin_client, **data)
        assert answer.status_code == 400
        assert sentence in answer.json()["error"]


class TestPaste:
    def test_becomes_markdown(self, admin_client: Client) -> None:
        answer = admin_client.post("/admin/texts/paste/", {"html": "<p>A <b>loom</b></p>"})
        assert answer.json() == {"markdown": "A **loom**"}

    def test_too_much_of_it_gets_a_sentence(self, admin_client: Client) -> None:
        answer = admin_client.post("/admin/texts/paste/", {"html": "x" * 1_000_001})
        assert answer.status_code == 400
        assert "up to 1,000,000 are looked at" in answer.json()["error"]
        answer = admin_client.post("/admin/texts/paste/", {"html": "x" * 200_001})
        assert answer.status_code == 400
        assert "at most 200,000 can be read. Paste it in parts" in answer.json()["error"]


def test_a_text_that_is_too_long_is_an_error_at_its_field(admin_client: Client) -> None:
    item = NewsFactory()
    page = admin_client.get(f"/admin/news/newsitem/{item.pk}/change/")
    answer = admin_client.post(
        f"/admin/news/newsitem/{item.pk}/change/", {**posted(page), "text": "x" * 100_001}
    )
    assert answer.context["adminform"].form.errors["text"] == [
        "This has 100,001 characters; a text may have 100,000. Divide it, or put the longer part"
        " into a file."
    ]


class TestLinks:
    def ask(self, client: Client, query: str) -> list[dict[str, str]]:
        found: list[dict[str, str]] = client.get("/admin/texts/links/", {"q": query}).json()[
            "found"
        ]
        return found

    def test_finds_people_and_works_by_beginnings_of_words(self, admin_client: Client) -> None:
        ada = MembershipFactory(person__given_name="Ada").person
        work = PublicationFactory(title="Adaptive [fast] $k$ looms", authors=["Bo"], year=2023)
        assert self.ask(admin_client, "ada") == [
            {"label": "Ada Lovelace", "detail": "PhD student",
             "markdown": f"[Ada Lovelace](person:{ada.pk})"},
            {"label": "Adaptive [fast] k looms", "detail": "Bo · 2023",
             "markdown": f"[Adaptive \\[fast\\] $k$ looms](work:{work.pk})"},
        ]  # fmt: skip
        assert len(self.ask(admin_client, "ada lovel")) == 1

    def test_finds_names_without_their_accents(self, admin_client: Client) -> None:
        PersonFactory(given_name="Jürgen", family_name="Müller")
        assert [row["label"] for row in self.ask(admin_client, "muller")] == ["Jürgen Müller"]

    def test_offers_nothing_that_visitors_do_not_see(self, admin_client: Client) -> None:
        PersonFactory(given_name="Ada", is_draft=True)
        PublicationFactory(title="Ada", publish_at=timezone.now() + timedelta(days=1))
        assert self.ask(admin_client, "ada") == []

    @pytest.mark.parametrize("query", ["", "a", "  ", '"', "x" * 500, "%%", "\0\0"])
    def test_asked_for_nothing_finds_nothing(self, query: str, admin_client: Client) -> None:
        PersonFactory(given_name="Ada")
        assert self.ask(admin_client, query) == []

    def test_costs_the_same_with_more_rows(self, admin_client: Client) -> None:
        def queries() -> int:
            with CaptureQueriesContext(connection) as seen:
                self.ask(admin_client, "lovelace")
            return len(seen)

        def fill(number: int) -> None:
            for _ in range(number):
                PublicationFactory(title="Lovelace", authors=[MembershipFactory().person])

        fill(1)
        queries()
        few = queries()
        fill(2)
        queries()
        assert queries() == few


class TestReferences:
    """In the text of news about Ada and one of her works."""

    @pytest.fixture
    def ada(self) -> Person:
        return PersonFactory(given_name="Ada", family_name="Lovelace")

    @pytest.fixture
    def work(self) -> Publication:
        return PublicationFactory(title="On Looms")

    @pytest.fixture
    def item(self, ada: Person, work: Publication) -> NewsItem:
        text = f"[Ada *L.*](person:{ada.pk}) wrote [it](work:{work.pk}), see [x](https://x.org/)."
        return NewsFactory(text=text)

    def shown(self, client: Client, item: NewsItem) -> str:
        return client.get(f"/news/{item.pk}/").content.decode()

    def test_lead_to_the_pages(self, client: Client, item: NewsItem) -> None:
        shown = self.shown(client, item)
        assert '<a href="/people/ada-lovelace/">Ada <em>L.</em></a>' in shown
        assert '<a href="/publications/on-looms/">it</a>' in shown
        assert "person:" not in shown

    def test_follow_a_slug(self, client: Client, item: NewsItem) -> None:
        ada = Person.objects.get()
        ada.slug = "countess"
        ada.save()
        assert '<a href="/people/countess/">Ada <em>L.</em></a>' in self.shown(client, item)

    @pytest.mark.parametrize(
        "hidden",
        [{"is_draft": True}, {"publish_at": timezone.now() + timedelta(days=1)}],
        ids=["draft", "scheduled"],
    )
    def test_of_what_is_hidden_are_words_alone(
        self, hidden: dict[str, Any], client: Client, item: NewsItem
    ) -> None:
        Person.objects.update(given_name="Secret", **hidden)
        Publication.objects.update(title="Secret", **hidden)
        shown = self.shown(client, item)
        assert "<p>Ada <em>L.</em> wrote it, see " in shown
        assert "Secret" not in shown
        Person.objects.update(is_draft=False, publish_at=timezone.now() - timedelta(seconds=1))
        assert "/people/ada-lovelace/" in self.shown(client, item)

    def test_of_what_is_gone_are_words_alone(self, client: Client, item: NewsItem) -> None:
        Person.objects.all().delete()
        Publication.objects.all().delete()
        assert "<p>Ada <em>L.</em> wrote it, see " in self.shown(client, item)

    def test_stand_in_feeds_with_the_whole_address(self, client: Client, item: NewsItem) -> None:
        feed = client.get("/news.atom").content.decode()
        assert 'a href="http://127.0.0.1:8000/people/ada-lovelace/"&gt;Ada' in feed
        assert "person:" not in feed

    def test_in_a_preview_lead_on_within_it(self, client: Client, ada: Person) -> None:
        Person.objects.update(is_draft=True)
        ada.refresh_from_db()
        NewsFactory(text=f"[Ada](person:{ada.pk}) came.")
        base = f"/preview/{SecretLink.objects.make(ada).token}/"
        shown = client.get(f"{base}news/").content.decode()
        assert f'<a href="{base}people/ada-lovelace/">Ada</a> came.' in shown
        assert "<p>Ada came.</p>" in client.get("/news/").content.decode()

    @pytest.mark.parametrize(
        "address", ["person:", "person:x", "person:99", f"person:{'9' * 40}", "work:-1"]
    )
    def test_that_name_nothing_are_words_alone(self, address: str, client: Client) -> None:
        item = NewsFactory(text=f"[Somebody]({address}) came.")
        assert "<p>Somebody came.</p>" in self.shown(client, item)

    def test_that_are_no_links_are_text(self, client: Client, ada: Person) -> None:
        item = NewsFactory(text=f'`[x](person:{ada.pk})` <a href="person:{ada.pk}">x</a>')
        shown = self.shown(client, item)
        assert f"<code>[x](person:{ada.pk})</code>" in shown
        assert f"person:{ada.pk}" in shown
        assert "/people/ada-lovelace/" not in shown

    def test_what_stands_in_their_titles_never_becomes_a_tag(
        self, client: Client, ada: Person
    ) -> None:
        title = "a > <b>x</b> & <img src=x>"
        item = NewsFactory(text=f'[Ada](person:{ada.pk} "{title}") [No](person:99 "{title}")')
        shown = self.shown(client, item)
        assert '<p><a href="/people/ada-lovelace/">Ada</a> No</p>' in shown
        assert "<img src=x" not in shown
        assert "<b>x" not in shown
        feed = client.get("/news.atom").content.decode()
        assert '/people/ada-lovelace/"&gt;Ada&lt;/a&gt; No&lt;/p&gt;' in feed

    def test_cost_a_query_for_each_kind(self, client: Client, item: NewsItem) -> None:
        def queries() -> int:
            with CaptureQueriesContext(connection) as seen:
                client.get("/news/")
            return len(seen)

        queries()
        few = queries()
        for _ in range(3):
            person, work = PersonFactory(), PublicationFactory()
            NewsFactory(text=f"[A](person:{person.pk}) [B](work:{work.pk})")
        assert queries() == few
        NewsItem.objects.update(text_html="")
        assert queries() == few - 2


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("people/person", {"bio": "markdown", "interests": "markdown"}),
        ("publications/publication", {"abstract": "tex"}),
        ("news/newsitem", {"text": "markdown"}),
        ("talks/talk", {"abstract": "markdown"}),
        ("teaching/course", {"description": "markdown"}),
        ("openings/opening", {"text": "markdown"}),
        ("pages/page", {"text": "markdown"}),
        ("pages/homeblock", {"text": "markdown"}),
    ],
)
def test_every_text_has_help_and_works_without_scripts(
    path: str, fields: dict[str, str], admin_client: Client
) -> None:
    page = admin_client.get(f"/admin/{path}/add/").content.decode()
    assert page.count('class="text-editor"') == len(fields)
    for name, dialect in fields.items():
        assert f'<textarea name="{name}"' in page
        assert f'data-dialect="{dialect}"' in page
    assert page.count("How to write this") == len(fields)
    assert page.count("admin/js/texts.js") == 1


def test_the_introduction_of_the_site_has_it_too(admin_client: Client) -> None:
    page = admin_client.get("/admin/core/sitesettings/1/change/").content.decode()
    assert page.count('class="text-editor"') == 1


def test_a_text_that_nobody_touched_is_the_same_after_saving(admin_client: Client) -> None:
    """Browsers end lines in their own way."""
    item = NewsFactory(text="One\n\nTwo")
    address = f"/admin/news/newsitem/{item.pk}/change/"
    data = {**posted(admin_client.get(address)), "text": "One\r\n\r\nTwo"}
    assert admin_client.post(address, data).status_code == 302
    assert NewsItem.objects.get().text == "One\n\nTwo"
