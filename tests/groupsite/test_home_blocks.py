"""The home page as an editor arranged it."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from core.models import SiteSettings
from pages.models import HomeBlock
from tests.factories import (
    HomeBlockFactory,
    MembershipFactory,
    NewsFactory,
    OpeningFactory,
    PersonFactory,
    PublicationFactory,
    TalkFactory,
)
from tests.pictures import picture

pytestmark = pytest.mark.django_db


def home(client: Client) -> str:
    answer = client.get("/")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def headings(client: Client) -> list[str]:
    return re.findall(r"<h2[^>]*>(.*?)</h2>", home(client))


def block(kind: str, position: int = 1, **fields: object) -> HomeBlock:
    made: HomeBlock = HomeBlockFactory(kind=kind, position=position, **fields)
    return made


@pytest.fixture
def group() -> None:
    """A lead and a student, with something for every block."""
    lead = PersonFactory(given_name="Ada", family_name="King", interests="Engines.")
    MembershipFactory(person=lead, role="lead")
    MembershipFactory(person=PersonFactory(given_name="Grace"))
    OpeningFactory(contact=lead)
    NewsFactory()
    TalkFactory(title="Far ahead", date="2999")
    PublicationFactory(title="A Classic", is_selected=True)
    PublicationFactory(title="The Latest")


@pytest.mark.usefixtures("group")
def test_untouched_it_has_the_usual_blocks_in_the_usual_order(client: Client) -> None:
    assert headings(client) == [
        "Research", "Join us", "News", "Upcoming talks", "Selected work", "Recent work",
        "Principal investigator", "PhD student",
    ]  # fmt: skip
    assert not HomeBlock.objects.exists(), "a visit writes nothing"


@pytest.mark.usefixtures("group")
def test_an_editor_chooses_the_blocks_and_their_order(client: Client) -> None:
    block("people", 3)
    block("news", 1)
    block("recruiting", 2, is_draft=True)
    assert headings(client) == ["News", "Principal investigator", "PhD student"]


@pytest.mark.usefixtures("group")
def test_if_every_block_is_hidden_the_page_is_bare(client: Client) -> None:
    block("news", is_draft=True)
    assert headings(client) == []
    assert '<h1 class="display">Research group of Ada King</h1>' in home(client)


@pytest.mark.usefixtures("group")
@pytest.mark.parametrize(
    "kind", ["introduction", "recruiting", "news", "talks", "selected", "recent", "people", "text"]
)
def test_an_editor_names_a_block(client: Client, kind: str) -> None:
    block(kind, heading="What <we> say")
    assert headings(client) == ["What &lt;we&gt; say"]


@pytest.mark.parametrize(
    "kind", ["introduction", "recruiting", "news", "talks", "selected", "recent", "people"]
)
def test_a_block_with_nothing_to_show_is_left_out(client: Client, kind: str) -> None:
    block(kind, heading="Nothing")
    assert headings(client) == ["First steps"]


def test_the_written_introduction_goes_before_the_interests_of_the_lead(client: Client) -> None:
    MembershipFactory(person=PersonFactory(interests="Engines."), role="lead")
    SiteSettings(introduction="We *dig*.").save()
    block("introduction")
    page = home(client)
    assert "We <em>dig</em>." in page
    assert "Engines." not in page


def test_as_many_entries_as_the_editor_says(client: Client) -> None:
    for number in range(4):
        NewsFactory(text=f"News {number}.", position=number)
        PublicationFactory(title=f"Work {number}", is_selected=number < 2)
        TalkFactory(title=f"Talk {number}", date="2999", position=number)
        PersonFactory(given_name=f"Ada{number}")
    for kind in ("news", "talks", "selected", "recent", "people"):
        block(kind, entries=1)
    page = home(client)
    for shown, left_out in [("News 0.", "News 1."), ("Talk 0", "Talk 1"), ("Work 0", "Work 2"),
                            ("Ada0", "Ada1")]:  # fmt: skip
        assert shown in page
        assert left_out not in page
    assert '<a class="more" href="/people/">All people</a>' in page


def test_people_are_limited_over_all_roles(client: Client) -> None:
    for role in ("lead", "phd", "phd"):
        MembershipFactory(role=role)
    block("people", entries=2)
    assert home(client).count('<article class="tile">') == 2


def test_selected_works_are_among_the_recent_where_nothing_sets_them_apart(client: Client) -> None:
    PublicationFactory(title="A Classic", is_selected=True)
    block("recent")
    assert home(client).count(">A Classic</a>") == 1
    block("selected")
    assert home(client).count(">A Classic</a>") == 1


def test_a_picture_has_its_words_its_size_and_its_caption(client: Client) -> None:
    made = block("picture", picture=picture(), alt='The "group" in 2024', caption="In the <hills>.")
    page = home(client)
    assert f'src="{made.image.url}"' in page
    assert 'alt="The &quot;group&quot; in 2024"' in page
    assert f'width="{made.image.width}" height="{made.image.height}"' in page
    assert "In the &lt;hills&gt;.</figcaption>" in page
    assert client.get(made.image.url).getvalue().startswith(b"RIFF")


def test_a_text_is_markdown_and_nothing_worse(client: Client) -> None:
    block("text", text="We **dig** <script>alert(1)</script> $x^2$")
    page = home(client)
    assert "We <strong>dig</strong> &lt;script&gt;" in page
    assert "<math" in page
    assert "<script>" not in page


def test_a_block_for_later_waits(client: Client) -> None:
    block("text", text="Tomorrow.", publish_at="2999-01-01T00:00Z")
    assert "Tomorrow." not in home(client)


@pytest.mark.usefixtures("group")
def test_no_block_shows_a_draft(client: Client) -> None:
    secret = {"is_draft": True}
    NewsFactory(text="Secret news.", **secret)
    TalkFactory(title="Secret talk", date="2999", **secret)
    PublicationFactory(title="Secret work", is_selected=True, **secret)
    MembershipFactory(person=PersonFactory(family_name="Secrethire", **secret))
    OpeningFactory(contact=None, text="Secret opening.", **secret)
    assert "Secret" not in home(client)


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_only_what_is_shown_is_asked_for(
    client: Client, django_assert_num_queries: object, rows: int
) -> None:
    SiteSettings(name="Group", tagline="We dig.").save()
    for number in range(rows):
        MembershipFactory(person=PersonFactory())
        PublicationFactory(authors=[PersonFactory()], is_selected=True)
        NewsFactory(author=PersonFactory()).publications.add(PublicationFactory())
        TalkFactory(date="2999", speaker=PersonFactory())
        block("text", number)
    with django_assert_num_queries(6):  # type: ignore[operator]
        client.get("/")
    block("talks")
    with django_assert_num_queries(10):  # type: ignore[operator]
        client.get("/")
