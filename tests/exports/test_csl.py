"""CSL-JSON, held against the rules of its schema."""

import json

import pytest

from exports.csl import TYPES, item
from exports.references import reference
from publications.models import Kind
from tests.factories import PersonFactory, PublicationFactory, VenueFactory

pytestmark = pytest.mark.django_db

# Of CSL 1.0.2, those that a work here may be.
KNOWN_TYPES = {
    "article", "article-journal", "paper-conference", "manuscript", "book", "chapter", "thesis",
    "report", "patent", "software", "dataset", "document",
}  # fmt: skip
STRINGS = {
    "id", "type", "title", "container-title", "publisher", "volume", "issue", "page", "genre",
    "number", "status", "note", "DOI", "URL", "keyword", "abstract",
}  # fmt: skip
NAME = {
    "family": str, "given": str, "non-dropping-particle": str, "suffix": str, "literal": str,
    "static-ordering": bool,
}  # fmt: skip


def check(items):
    """Raises AssertionError where the schema would refuse the items."""
    assert isinstance(items, list)
    assert len({one["id"] for one in items}) == len(items)
    for one in items:
        assert one["type"] in KNOWN_TYPES
        assert set(one) - STRINGS <= {"author", "issued"}
        assert all(isinstance(one[name], str) and one[name] for name in STRINGS & set(one))
        for name in one.get("author", []):
            assert name
            assert all(isinstance(value, NAME[part]) for part, value in name.items())
            assert "literal" not in name or len(name) == 1
        if "issued" in one:
            ((*parts,),) = one["issued"]["date-parts"]
            assert 1 <= len(parts) <= 3
            assert all(isinstance(part, int) for part in parts)


def test_a_journal_article(settings):
    settings.SITE_URL = "https://group.example.edu"
    venue = VenueFactory(abbreviation="PRR", name="Physical Review Research", kind="journal")
    author = PersonFactory(given_name="Ulrike", family_name="von Luxburg")
    work = PublicationFactory(
        title="Power Laws", kind="journal", venue=venue, year="2022-08", authors=[author, "A Team"]
    )
    work.appearances.update(volume="4", issue="3", pages="1–9", status="forthcoming")
    found = item(reference(work), "luxburg2022power")
    check([found])
    assert found == {
        "id": "luxburg2022power",
        "type": "article-journal",
        "title": "Power Laws",
        "author": [
            {"family": "Luxburg", "given": "Ulrike", "non-dropping-particle": "von"},
            {"literal": "A Team"},
        ],
        "issued": {"date-parts": [[2022, 8]]},
        "container-title": "Physical Review Research",
        "volume": "4",
        "issue": "3",
        "page": "1-9",
        "status": "forthcoming",
        "URL": "https://group.example.edu/publications/power-laws/",
    }


def test_a_preprint_is_an_article_of_its_archive():
    work = PublicationFactory(kind="preprint", year="2022-05-24")
    work.appearances.update(arxiv_id="2205.11787")
    found = item(reference(work), "x")
    assert found["type"] == "article"
    assert found["publisher"] == "arXiv"
    assert found["number"] == "arXiv:2205.11787"
    assert found["URL"] == "https://arxiv.org/abs/2205.11787"
    assert found["issued"] == {"date-parts": [[2022, 5, 24]]}
    assert "container-title" not in found


def test_a_date_without_a_year_is_left_out():
    work = PublicationFactory(year="--05-14")
    assert "issued" not in item(reference(work), "x")


@pytest.mark.parametrize("kind", Kind.values)
def test_every_kind_has_a_type_that_the_schema_knows(kind):
    found = item(reference(PublicationFactory(kind=kind)), "x")
    check([found])
    assert found["type"] == TYPES.get(kind, "document")


def test_a_masters_thesis_says_so():
    work = PublicationFactory(kind="thesis", note="Master thesis")
    assert item(reference(work), "x")["genre"] == "Master’s thesis"


def test_the_list(client):
    zhu = PersonFactory(given_name="Ziyin", family_name="Liu", family_first=True)
    PublicationFactory(title='Über </script> & "Größen"', authors=[zhu, "Émilie du Châtelet"])
    PublicationFactory(title="Laws", authors=["Ada King"], year=None)
    PublicationFactory(title="Laws", authors=["Ada King"], year=None)
    PublicationFactory(title="Secret", is_draft=True)
    response = client.get("/publications.json")
    assert response["Content-Type"] == "application/vnd.citationstyles.csl+json; charset=utf-8"
    found = json.loads(response.content)
    check(found)
    assert [one["id"] for one in found] == ["liu2024uber", "kinglaws", "kinglawsb"]
    assert found[0]["title"] == 'Über </script> & "Größen"'
    assert found[0]["author"][0] == {"family": "Liu", "given": "Ziyin", "static-ordering": True}
    assert "Größen" in response.content.decode()
