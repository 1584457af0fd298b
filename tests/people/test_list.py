"""The people page: who is here by role, who was here and where they went, faces and initials."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from core.models import SiteSettings
from people.models import Person
from tests.factories import MembershipFactory, PersonFactory, PublicationFactory
from tests.people.queries import queries
from tests.pictures import picture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _name() -> None:
    SiteSettings(name="Rain").save()


def page(client: Client, address: str = "/people/") -> str:
    """The text of the page's HTML in one line, without space between tags."""
    text = " ".join(client.get(address).content.decode().split())
    return re.sub(r" ?(</?\w+[^>]*>) ?", r"\1", text)


def member(name: str, role: str = "phd", **membership: Any) -> Person:
    given, family = name.split()
    person = PersonFactory(given_name=given, family_name=family)
    MembershipFactory(person=person, role=role, **membership)
    return person


def in_order(text: str, *words: str) -> bool:
    places = [text.index(word) for word in words]
    return places == sorted(places)


def test_by_role_then_those_without_one_then_alumni(client: Client) -> None:
    member("Past Student", end="2020", next_position="Assistant Professor, ETH")
    PersonFactory(given_name="No", family_name="Role")
    member("New Student")
    member("The Lead", "lead")
    assert in_order(
        page(client),
        ">Principal investigator</h2>", ">The Lead</a>", ">PhD student</h2>", ">New Student</a>",
        ">Also on this site</h2>", ">No Role</a>", ">Alumni</h2>", ">PhD student</h3>",
        ">Past Student</a>", "Then Assistant Professor, ETH",
    )  # fmt: skip


def test_parts_are_counted_and_can_be_jumped_to(client: Client) -> None:
    for name in ("Ada A", "Bo B"):
        member(name, "postdoc")
    member("Cy C", "lead")
    for name in ("Di D", "Ed E", "Flo F"):
        member(name, "visitor", end="2020")
    text = page(client)
    assert '<a href="#postdoc">Postdocs</a><span class="count">2</span>' in text
    assert '<a href="#alumni">Alumni</a><span class="count">3</span>' in text
    assert 'id="postdoc"' in text
    assert 'id="alumni"' in text
    assert '<h2 class="section__label">Postdocs<span class="count">2</span></h2>' in text
    assert '<h2 class="section__label">Principal investigator</h2>' in text


def test_few_parts_need_no_jumping(client: Client) -> None:
    member("Ada A", "lead")
    member("Bo B", end="2020")
    assert 'class="jump"' not in page(client)


def test_within_a_role_who_came_first_stands_first(client: Client) -> None:
    member("Ada Aa", start="2024")
    member("Bo Bb", start="2021-10")
    member("Cy Cc", start="2021-02")
    assert in_order(page(client), "Cy Cc", "Bo Bb", "Ada Aa")


def test_where_not_all_starts_are_known_the_family_name_decides(client: Client) -> None:
    member("Bo Bb", start="2021")
    member("Ada Aa", start="2024")
    member("Cy Cc")
    assert in_order(page(client), "Ada Aa", "Bo Bb", "Cy Cc")


def test_alumni_stand_by_role_and_who_left_last_comes_first(client: Client) -> None:
    member("Old Student", start="2005", end="2010")
    member("Gone Student", has_left=True)
    member("Late Student", start="2015", end="2020-05")
    member("Some Postdoc", "postdoc", end="2001")
    text = page(client)
    assert in_order(
        text, ">Postdoc</h3>", "Some Postdoc", ">PhD students</h3>", "Late Student",
        "Old Student", "Gone Student",
    )  # fmt: skip
    assert '<p class="roll__when">2005–2010</p>' in text


def test_alumni_have_their_thesis_and_where_they_are_now(client: Client) -> None:
    gone = member("Past Student", end="2020", topic="Mud")
    gone.links.create(label="Scholar", url="https://example.org/scholar")
    gone.links.create(label="Homepage", url="https://example.org/me")
    PublicationFactory(title="On Mud", authors=[gone], kind="thesis")
    PublicationFactory(title="On Rain", authors=[gone])
    PublicationFactory(title="Secret Mud", authors=[gone], kind="thesis", is_draft=True)
    text = page(client)
    assert 'Thesis:<a href="/publications/on-mud/">On Mud</a>' in text
    assert 'href="https://example.org/me"' in text
    assert 'aria-label="Homepage of Past Student"' in text
    for hidden in ("scholar", "On Rain", "Secret", ">Mud<"):
        assert hidden not in text


def test_without_a_thesis_the_topic_stands(client: Client) -> None:
    member("Past Student", end="2020", topic="mud")
    assert '<p class="meta">Mud</p>' in page(client)


def test_only_alumni(client: Client) -> None:
    member("Past Student", end="2020")
    text = page(client)
    assert "Nobody is here at present." in text
    assert "Nobody is listed here yet." not in text


def test_a_photo_comes_in_widths_for_the_tile_and_waits_until_it_is_near(client: Client) -> None:
    person = PersonFactory(photo=picture())
    text = page(client)
    portrait = person.portrait
    assert f'<source type="image/avif" srcset="{portrait.avif}" sizes="64px">' in text
    assert f'srcset="{portrait.srcset}" sizes="64px"' in text
    assert 'width="336" height="336" loading="lazy" alt=""' in text


def test_on_the_profile_it_comes_at_once(client: Client) -> None:
    person = PersonFactory(given_name="Ada", family_name="Lovelace", photo=picture())
    text = page(client, person.get_absolute_url())
    assert 'sizes="(min-width: 46rem) 168px, 88px"' in text
    assert 'fetchpriority="high" alt="Ada Lovelace"' in text
    assert "lazy" not in text


def test_initials_stand_where_there_is_no_photo(client: Client) -> None:
    PersonFactory(given_name="Liu", family_name="Ziyin")
    PersonFactory(given_name="Mei", family_name="Tan", family_first=True)
    text = page(client)
    assert "<span>LZ</span>" in text
    assert "<span>TM</span>" in text
    assert "<img" not in text


def test_a_name_always_has_the_same_tint_and_names_differ(client: Client) -> None:
    member("Ada Lovelace")
    assert 'class="portrait portrait--initials hue-3"' in page(client)
    names = ("Bo", "Charles", "Dalia", "Emre", "Fatima", "Goran", "Hana", "Ivo", "Jun", "Kofi")
    tints = {Person(given_name=name, family_name="Hill").hue for name in names}
    assert len(tints) > 3
    assert tints <= set(range(6))


def test_the_page_takes_the_same_queries_however_many(client: Client) -> None:
    def more(number: int) -> None:
        for _ in range(number):
            MembershipFactory(start="2020")
            gone = MembershipFactory(end="2020").person
            gone.links.create(label="homepage", url="https://example.org")
            PublicationFactory(authors=[gone], kind="thesis")

    more(1)
    queries(client, "/people/")
    one = queries(client, "/people/")
    more(2)
    assert queries(client, "/people/") == one
