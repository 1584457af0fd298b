"""Works found by what is typed, as the list of publications asks."""

from __future__ import annotations

import pytest

from people.models import NameVariant, Person
from publications.models import Publication, Topic, VenueAlias
from search.find import works_matching
from tests.factories import PersonFactory, PublicationFactory, VenueFactory

pytestmark = pytest.mark.django_db


def found(query: str) -> list[str]:
    works = works_matching(Publication.objects.published(), query)
    return list(works.order_by("-rank", "pk").values_list("title", flat=True))


def test_words_in_different_fields_are_found_together() -> None:
    venue = VenueFactory(abbreviation="NeurIPS", name="Neural Information Processing Systems")
    VenueAlias.objects.create(venue=venue, name="NIPS")
    author = PersonFactory(given_name="Mikhail", family_name="Belkin")
    work = PublicationFactory(
        title="Kernel machines", authors=[author], venue=venue, year=2019, abstract="On tangents."
    )
    work.topics.add(Topic.objects.create(name="Learning theory"))
    PublicationFactory(title="Kernel methods", authors=["Somebody Else"])

    assert found("kernel belkin nips 2019 tangent learning") == ["Kernel machines"]
    assert found("belkin methods") == []


@pytest.mark.parametrize(
    "query",
    ["Erdős", "erdos", "ERDOS", r"Erd\H{o}s", "erd", "paul erd", "Erdo"],
)
def test_accents_latex_case_and_the_rest_of_a_word_do_not_matter(query: str) -> None:
    PublicationFactory(title="On graphs", authors=["Paul Erdős"])
    assert found(query) == ["On graphs"]


@pytest.mark.parametrize("printed", ["Karl Müller", "Karl Mueller", r"Karl M{\"u}ller"])
@pytest.mark.parametrize("query", ["Müller", "muller", "mueller", "MUELLER"])
def test_an_umlaut_is_found_however_it_is_spelt(printed: str, query: str) -> None:
    PublicationFactory(title="On graphs", authors=[printed])
    assert found(query) == ["On graphs"]


def test_apostrophes_and_hyphens_may_be_left_out() -> None:
    PublicationFactory(title="Meta-learning", authors=["Ann O’Brien"])
    for query in ("O'Brien", "obrien", "o brien", "metalearning", "meta learning", "meta-learn"):
        assert found(query) == ["Meta-learning"], query


def test_formulas_are_found_as_they_are_typed() -> None:
    PublicationFactory(title=r"The $\alpha$-divergence in $O(n^2)$ steps")
    for query in ("alpha divergence", "α-divergence", r"$\alpha$-divergence", "n^2", "$O(n^2)$"):
        assert len(found(query)) == 1, query


def test_chinese_is_found_without_spaces() -> None:
    author = PersonFactory(given_name="Ziyin", family_name="Liu", native_name="刘子寅")
    PublicationFactory(title="Symmetry", authors=[author])
    for query in ("刘子寅", "子寅", "刘", "symm 刘子"):
        assert found(query) == ["Symmetry"], query
    assert found("寅子") == []


def test_the_best_comes_first() -> None:
    PublicationFactory(title="Other things", abstract="Something of a kernel, said once.")
    PublicationFactory(title="A kernel")
    PublicationFactory(title="Further things", authors=["Ann Kernel"])
    assert found("kernel") == ["A kernel", "Further things", "Other things"]


@pytest.mark.parametrize(
    "query",
    ["'", '"', '"a" OR', "kernel'", "a AND NOT b", "(", "*", "a:b", "\x00", "-", "^", "NEAR(a b)",
     "{title} : x", "\\", "$$$", r"\H{", "%s %(a)s", "& | !", "<->", "'a':*", "𝔘", "a" * 10_000,
     "a " * 5_000, "{" * 10_000, "lone surrogate: \udc80"],
)  # fmt: skip
def test_no_query_raises(query: str) -> None:
    PublicationFactory(title="On graphs")
    assert found(query) in ([], ["On graphs"])


def test_nothing_asked_is_everything_and_no_word_is_nothing() -> None:
    PublicationFactory(title="On graphs")
    assert found("  ") == ["On graphs"]
    assert found("?!") == []


def test_what_is_found_is_again_a_list_of_works() -> None:
    for year in (2020, 2020, 2021):
        PublicationFactory(title="On graphs", year=year)
    works = works_matching(Publication.objects.published(), "graph")
    assert works.count() == 3
    assert works.filter(year=2020).order_by("-rank")[:1].count() == 1
    assert Publication.objects.filter(pk__in=works.values("pk")).count() == 3
    assert set(works.order_by().values_list("year", flat=True).distinct()) == {2020, 2021}


def test_a_new_name_of_a_person_finds_their_works_at_once() -> None:
    author = PersonFactory(given_name="Mikhail", family_name="Belkin")
    PublicationFactory(title="On graphs", authors=[author])
    assert found("misha") == []
    NameVariant.objects.create(person=author, name="Misha Belkin")
    assert found("misha") == ["On graphs"]
    Person.objects.filter(pk=author.pk).update(family_name="Belkine")
    assert found("belkine") == ["On graphs"]
