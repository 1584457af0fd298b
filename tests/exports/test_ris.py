"""RIS records."""

import pytest
import rispy

from exports.references import reference
from exports.ris import record
from publications.models import Topic
from tests.factories import PersonFactory, PublicationFactory, VenueFactory

pytestmark = pytest.mark.django_db


def parsed(text):
    return rispy.loads(text)


def test_a_journal_article():
    venue = VenueFactory(abbreviation="PRR", name="Physical Review Research", kind="journal")
    author = PersonFactory(given_name="Masahito", family_name="Ueda")
    work = PublicationFactory(
        title="Power Laws", kind="journal", venue=venue, year="2022-08-03", authors=[author],
        abstract="We find\n\nthem.",
    )  # fmt: skip
    work.topics.add(Topic.objects.create(name="Physics"))
    work.appearances.update(
        doi="10.1103/prr.4.1", volume="4", issue="3", pages="1-9", publisher="APS"
    )
    assert record(reference(work)) == "\r\n".join(
        [
            "TY  - JOUR",
            "TI  - Power Laws",
            "AU  - Ueda, Masahito",
            "T2  - Physical Review Research",
            "PY  - 2022",
            "DA  - 2022/08/03/",
            "VL  - 4",
            "IS  - 3",
            "SP  - 1",
            "EP  - 9",
            "PB  - APS",
            "DO  - 10.1103/prr.4.1",
            "UR  - https://doi.org/10.1103/prr.4.1",
            "KW  - Physics",
            "AB  - We find them.",
            "ER  - ",
            "",
        ]
    )


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("conference", "CONF"),
        ("workshop", "CONF"),
        ("preprint", "UNPB"),
        ("book", "BOOK"),
        ("chapter", "CHAP"),
        ("thesis", "THES"),
        ("report", "RPRT"),
        ("patent", "PAT"),
        ("software", "COMP"),
        ("dataset", "DATA"),
        ("other", "GEN"),
    ],
)
def test_the_kind_gives_the_type(kind, expected):
    assert record(reference(PublicationFactory(kind=kind))).startswith(f"TY  - {expected}\r\n")


def test_the_date_is_as_precise_as_known():
    assert "DA  - 2022///\r\n" in record(reference(PublicationFactory(year=2022)))
    assert "DA  - 2022/08//\r\n" in record(reference(PublicationFactory(year="2022-08")))
    assert "DA  - " not in record(reference(PublicationFactory(year=None)))


def test_a_thesis_names_its_school_and_a_work_without_doi_its_page(settings):
    settings.SITE_URL = "https://group.example.edu"
    work = PublicationFactory(title="Symmetry", kind="thesis")
    work.appearances.update(venue_printed="University of Tokyo")
    (found,) = parsed(record(reference(work)))
    assert found["publisher"] == "University of Tokyo"
    assert found["urls"] == ["https://group.example.edu/publications/symmetry/"]
    assert "secondary_title" not in found


def test_the_list_as_a_reader_of_ris_finds_it(client):
    PublicationFactory(title="Über Größen", authors=["Émilie du Châtelet", "ATLAS Team"], year=2024)
    PublicationFactory(title="Power Laws", authors=["Martin King Jr."], authors_truncated=True)
    PublicationFactory(title="Secret", is_draft=True)
    response = client.get("/publications.ris")
    assert response["Content-Type"] == "application/x-research-info-systems; charset=utf-8"
    first, second = parsed(response.content.decode())
    assert (first["title"], first["authors"]) == ("Power Laws", ["King, Martin, Jr."])
    assert first["notes"] == ["and other authors"]
    assert second["authors"] == ["du Châtelet, Émilie", "ATLAS Team"]
    assert second["title"] == "Über Größen"


def test_no_text_begins_a_tag_of_its_own():
    work = PublicationFactory(title="Laws", abstract="Said\nER  - \r\nTY  - JOUR\nTI  - Forged")
    (found,) = parsed(record(reference(work)))
    assert found["title"] == "Laws"
    assert found["abstract"] == "Said ER - TY - JOUR TI - Forged"
