"""A work by more than a thousand people, as physics has them."""

from __future__ import annotations

import pytest
from django.test import Client

from groupsite.authors import placing
from importer.match.alike import Likeness
from people.models import Person
from publications.models import Authorship, Publication
from tests.factories import PersonFactory, PublicationFactory
from tests.pages_read import shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def work() -> Publication:
    """By Ada Lovelace and 1,200 others."""
    ada = PersonFactory(given_name="Ada")
    work: Publication = PublicationFactory(title="On a Large Collider", authors=[ada])
    others = Person.objects.bulk_create(
        Person(given_name="P", family_name=f"Author{n}", slug=f"p-{n}", has_profile=False)
        for n in range(1200)
    )
    Authorship.objects.bulk_create(
        Authorship(publication=work, person=person, position=place)
        for place, person in enumerate(others, 2)
    )
    return work


@pytest.mark.usefixtures("work")
@pytest.mark.parametrize("address", ["/", "/publications/", "/people/ada-lovelace/"])
def test_stands_in_lists_with_its_first_authors(client: Client, address: str) -> None:
    page = shown(client.get(address))
    assert "P Author8, <a" in page
    assert "Author9" not in page
    link = '<a href="/publications/on-a-large-collider/#authors" data-opens="authors">'
    assert f"{link}1,191 more authors</a></p>" in page


def test_names_the_groups_own_wherever_they_stand(client: Client, work: Publication) -> None:
    bo = PersonFactory(given_name="Bo", family_name="Peep")
    Authorship.objects.create(publication=work, person=bo, position=1202)
    hidden = PersonFactory(given_name="Dee", is_draft=True)
    Authorship.objects.create(publication=work, person=hidden, position=1203)
    page = shown(client.get("/publications/"))
    assert "P Author8, …, " in page
    assert '<a href="/people/bo-peep/">Bo Peep</a>, <a' in page
    assert "1,192 more authors</a>" in page
    assert "Dee" not in page


@pytest.mark.parametrize(("number", "more"), [(12, ""), (13, "3 more authors")])
def test_a_dozen_is_not_too_long(client: Client, number: int, more: str) -> None:
    PublicationFactory(authors=[f"Author {n}" for n in range(number)])
    page = shown(client.get("/publications/"))
    assert ("Author 11" in page) is not bool(more)
    assert (more or "Author 11") in page


def test_the_list_goes_on_after_the_hidden_ones(client: Client) -> None:
    PublicationFactory(authors=[f"Author {n}" for n in range(20)], authors_truncated=True)
    assert "10 more authors</a>, et al.</p>" in shown(client.get("/publications/"))


def test_has_its_page(client: Client, work: Publication) -> None:
    page = shown(client.get(work.get_absolute_url()))
    assert "Author1199" in page
    assert '<p class="byline byline--full" id="authors">' in page


def test_has_all_of_them_for_a_list_to_open(client: Client, work: Publication) -> None:
    response = client.get("/publications/on-a-large-collider/authors/")
    assert shown(response).strip().startswith('<a href="/people/ada-lovelace/">Ada Lovelace</a>')
    assert "Author1199" in shown(response)
    assert response["X-Robots-Tag"] == "noindex"


@pytest.mark.usefixtures("work")
def test_stands_in_the_admin(admin_client: Client) -> None:
    response = admin_client.get("/admin/publications/publication/")
    assert "On a Large Collider" in shown(response)


def test_of_a_long_line_only_names_that_can_be_one_are_compared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Fifteen hundred authors against themselves would be two million comparisons."""
    compared: list[tuple[str, str]] = []
    real = placing.alike

    def counted(a: str, b: str) -> Likeness:
        compared.append((a, b))
        return real(a, b)

    monkeypatch.setattr(placing, "alike", counted)
    words = [chr(97 + at % 26) + chr(97 + at // 26) for at in range(300)]
    names = [f"Ada{word} Fam{word}" for word in words]
    assert placing.likest(names, names[::-1]) == {at: 299 - at for at in range(300)}
    assert len(compared) < 3000
