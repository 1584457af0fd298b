"""Which pairs of works and people are found, and why."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from importer.duplicates.people import pairs_of_people
from importer.duplicates.works import pairs_of_works
from importer.models import Offer
from importer.pipeline import import_readings
from people.models import Person
from publications.models import Appearance, Publication
from tests.factories import PersonFactory, PublicationFactory
from tests.importer.five_pages import all_pages
from tests.importer.small_pages import EARLY, ENGINES, MUD, page

pytestmark = pytest.mark.django_db

AUTHORS = ["Ada Byron", "Mary Shelley"]


def person(given: str, family: str = "Belkin") -> Person:
    return PersonFactory(given_name=given, family_name=family)


def reasons(pairs: list) -> list[str]:
    return [" ".join(pair.reasons) for pair in pairs]


# ---------------------------------------------------------------- works


def test_works_that_an_import_left_to_a_person_are_a_pair_once() -> None:
    import_readings([page("a.txt", "Ada Byron", ENGINES), page("m.txt", "Mary Shelley", EARLY)])
    assert Offer.objects.count() == 1
    early, paper = Publication.objects.order_by("year")

    (pair,) = pairs_of_works()

    assert pair.keys == tuple(sorted((early.pk, paper.pk)))
    assert "the same authors in the same order" in pair.reasons[0]


def test_every_offer_of_the_five_pages_is_a_pair_the_strongest_first() -> None:
    import_readings(all_pages())

    pairs = pairs_of_works()

    assert len(pairs) == len({pair.keys for pair in pairs}) == Offer.objects.count()
    assert [pair.strength for pair in pairs] == sorted((p.strength for p in pairs), reverse=True)
    assert pairs_of_people() == []


def test_works_typed_by_hand_with_one_title_and_authors_are_a_pair() -> None:
    one = PublicationFactory(title="On engines that weave", authors=AUTHORS)
    other = PublicationFactory(title="On Engines that Weave.", authors=AUTHORS)
    PublicationFactory(title="A theory of mud", authors=AUTHORS)

    (pair,) = pairs_of_works()

    assert pair.keys == (one.pk, other.pk)
    assert reasons([pair]) == ["One title, the same authors in the same order."]


def test_works_with_one_identifier_in_two_forms_are_a_pair() -> None:
    one = PublicationFactory(title="Looms", authors=AUTHORS, kind="preprint")
    other = PublicationFactory(title="Engines that weave", authors=AUTHORS)
    Appearance.objects.filter(publication=one).update(arxiv_id="2001.00001")
    other.links.create(label="arXiv", url="https://arxiv.org/abs/2001.00001v2")

    assert reasons(pairs_of_works()) == ["One identifier."]


def test_works_by_other_people_are_no_pair_whatever_their_title() -> None:
    PublicationFactory(title="On engines that weave", authors=AUTHORS)
    PublicationFactory(title="On engines that weave", authors=["Bob Reed"])
    assert pairs_of_works() == []


def test_two_titles_of_one_listing_are_no_pair() -> None:
    early = ("On analytical engines", ENGINES[1], "arXiv:2001.00001, 2020")
    import_readings([page("a.txt", "Ada Byron", ENGINES, MUD, early)])
    assert Publication.objects.count() == 3
    assert pairs_of_works() == []


# ---------------------------------------------------------------- people


SHORT = "A short form of the same given name, and the family name"
NEARLY = [
    ("Mikhail", "Belkin", "Mikhail", "Belkin", "The same name."),
    ("José", "Núñez", "Jose", "Nunez", "The same name (José Núñez; Jose Nunez)."),
    ("Anming", "Wei", "Wei", "Anming", "The same name in another order (Anming Wei; Wei Anming)."),
    ("Misha", "Belkin", "Mikhail", "Belkin", f"{SHORT} (Misha Belkin; Mikhail Belkin)."),
    ("Li T.", "Wu", "Li", "Wu", "The same name but for a middle initial (Li T. Wu; Li Wu)."),
]


@pytest.mark.parametrize("names", NEARLY, ids=[names[-1] for names in NEARLY])
def test_people_of_nearly_one_name_are_a_pair(names: tuple[str, ...]) -> None:
    given, family, other_given, other_family, reason = names
    first, second = person(given, family), person(other_given, other_family)
    person("Somebody", "Else")

    (pair,) = pairs_of_people()

    assert pair.keys == (first.pk, second.pk)
    assert reasons([pair]) == [reason]


def test_initials_need_a_co_author_in_common() -> None:
    full, short, ann = person("Mikhail"), person("M."), person("Ann", "Lee")
    assert pairs_of_people() == []
    PublicationFactory(authors=[full, ann])
    PublicationFactory(authors=[short, ann])

    assert reasons(pairs_of_people()) == [
        "The same initials and family name (Mikhail Belkin; M. Belkin); 1 co-author in common."
    ]


def test_two_names_in_one_list_of_authors_are_two_people() -> None:
    full, short, ann = person("Mikhail"), person("Misha"), person("Ann", "Lee")
    PublicationFactory(authors=[full, short, ann])
    assert pairs_of_people() == []


def test_one_name_twice_in_one_list_of_authors_is_told_with_a_but() -> None:
    PublicationFactory(authors=[person("Mikhail"), person("Mikhail")])
    assert reasons(pairs_of_people()) == [
        "The same name. But both are among the authors of one work."
    ]


def test_two_homonym_numbers_are_two_people() -> None:
    for number in ("0005", "0006"):
        person("Zhiyuan", "Li").variants.create(name="Zhiyuan Li", homonym_number=number)
    assert pairs_of_people() == []


def test_people_with_one_e_mail_address_or_one_link_are_a_pair_whatever_their_names() -> None:
    one, other, third = person("Mary", "Shelley"), person("Mary", "Godwin"), person("X", "Y")
    one.emails.create(address="mary@example.org")
    other.emails.create(address="Mary@example.org")
    other.links.create(label="home", url="https://example.org/m")
    third.links.create(label="me", url="https://example.org/m/")

    assert reasons(pairs_of_people()) == [
        "One e-mail address: mary@example.org.", "One link: https://example.org/m.",
    ]  # fmt: skip


def test_more_co_authors_in_common_make_a_stronger_pair() -> None:
    anns = [person(name, "Lee") for name in ("Xenia", "Yves", "Zoe")]
    for family, company in (("Adams", anns[:1]), ("Belkin", anns)):
        for given in ("M.", "Mikhail"):
            PublicationFactory(authors=[person(given, family), *company])

    pairs = pairs_of_people()

    assert [Person.objects.get(pk=pair.one).family_name for pair in pairs] == ["Belkin", "Adams"]
    assert "3 co-authors in common" in pairs[0].reasons[0]


# ---------------------------------------------------------------- cost


def make(number: int) -> None:
    for n in range(number):
        for given in ("Misha", "Mikhail"):
            someone = person(given, f"Belkin{n}x")
            PublicationFactory(title=f"On engines that weave cloth {n}x", authors=[someone])


def test_the_number_of_queries_does_not_grow_with_the_pairs() -> None:
    counts = []
    for _ in range(2):
        make(2)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            pairs_of_works(), pairs_of_people()
        counts.append(len(asked))
    assert counts[0] == counts[1]
