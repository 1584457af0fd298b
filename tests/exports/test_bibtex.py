"""BibTeX entries."""

import bibtexparser
import pytest

from exports.bibtex import entries, entry, escape
from exports.references import reference
from publications.models import Appearance, Publication
from tests.factories import PersonFactory, PublicationFactory, VenueFactory

pytestmark = pytest.mark.django_db


def written(work):
    return entry(reference(work))


def parsed(text):
    """The entries as a reader of BibTeX finds them, with nothing left over."""
    library = bibtexparser.parse_string(text)
    assert library.failed_blocks == []
    assert library.comments == []
    return library.entries


def test_a_conference_paper():
    venue = VenueFactory(abbreviation="ICML", name="International Conference on Machine Learning")
    zhu = PersonFactory(given_name="Libin", family_name="Zhu")
    work = PublicationFactory(
        title="Catapults in SGD", venue=venue, year="2024-07", authors=[zhu, "Y. Charlie Hu"]
    )
    work.appearances.update(doi="10.1000/a_b", pages="1–9")
    assert written(work) == (
        "@inproceedings{zhu2024catapults,\n"
        "  title     = {Catapults in {SGD}},\n"
        "  author    = {Zhu, Libin and Hu, Y. Charlie},\n"
        "  booktitle = {International Conference on Machine Learning},\n"
        "  year      = {2024},\n"
        "  month     = jul,\n"
        "  pages     = {1--9},\n"
        "  doi       = {10.1000/a\\_b},\n"
        "}\n"
    )


def test_a_preprint_has_its_arxiv_number():
    work = PublicationFactory(title="Spred", kind="preprint", authors=["Liu Ziyin"])
    work.appearances.update(arxiv_id="2210.01212")
    made = written(work)
    assert made.startswith("@misc{ziyin2024spred,")
    assert "eprint        = {2210.01212}" in made
    assert "archiveprefix = {arXiv}" in made


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("journal", "@article"),
        ("workshop", "@inproceedings"),
        ("book", "@book"),
        ("chapter", "@incollection"),
        ("report", "@techreport"),
        ("thesis", "@phdthesis"),
        ("software", "@misc"),
    ],
)
def test_the_kind_gives_the_type(kind, expected):
    assert written(PublicationFactory(kind=kind)).startswith(expected + "{")


def test_a_masters_thesis_is_one_wherever_that_is_said():
    work = PublicationFactory(kind="thesis")
    work.appearances.update(note="Master thesis")
    assert written(work).startswith("@mastersthesis{")
    assert written(PublicationFactory(kind="thesis", note="Master thesis")).startswith("@masters")


def test_the_school_of_a_thesis_is_no_degree():
    work = PublicationFactory(kind="thesis")
    work.appearances.update(venue_printed="Ph.D. dissertation, The Ohio State University")
    assert "school = {The Ohio State University}" in written(work)


def test_a_work_in_submission_is_not_said_to_have_appeared():
    work = PublicationFactory(kind="journal", venue=VenueFactory(name="Nature", abbreviation=""))
    work.appearances.update(status="submitted")
    made = written(work)
    assert made.startswith("@unpublished{")
    assert "note  = {In submission}" in made
    assert "Nature" not in made


def test_only_the_doi_of_the_form_that_is_cited_is_given():
    work = PublicationFactory()
    Appearance.objects.create(
        publication=work, kind="journal", doi="10.1000/later", arxiv_id="2210.01212"
    )
    made = written(Publication.objects.get())
    assert "doi" not in made
    assert "{2210.01212}" in made


def test_a_truncated_list_ends_with_others():
    work = PublicationFactory(authors=["Neil Mallinar"], authors_truncated=True)
    assert "{Mallinar, Neil and others}" in written(work)


def test_a_name_that_would_be_taken_apart_is_kept_together():
    work = PublicationFactory(authors=["Sword and Shield Group"])
    assert "{{Sword and Shield Group}}" in written(work)


@pytest.mark.parametrize(
    ("plain", "expected"),
    [
        ("R&D at 5%", r"R\&D at 5\%"),
        (
            "a_b #1 {x} ~ ^ \\",
            r"a\_b \#1 \textbraceleft{}x\textbraceright{}"
            r" \textasciitilde{} \textasciicircum{} \textbackslash{}",
        ),
        ("the $L_1$ norm & more", r"the $L_1$ norm \& more"),
        ("half a set $\\{x$", r"half a set \$\textbackslash{}\textbraceleft{}x\$"),
        ("it costs $5", r"it costs \$5"),
        ("Halıcıoğlu", "Halıcıoğlu"),
    ],
)
def test_what_is_special_to_latex_is_escaped(plain, expected):
    assert escape(plain) == expected


def test_capitals_of_a_title_survive_but_those_of_common_words_may_go():
    work = PublicationFactory(title="How ReLU and SGD Solve the $L_1$ Penalty")
    assert "{How {ReLU} and {SGD} Solve the {$L_1$} Penalty}" in written(work)
    assert "{A Vitamin {C} Law}" in written(PublicationFactory(title="A Vitamin C Law"))


def test_a_work_without_authors_or_forms_still_has_an_entry():
    PublicationFactory(title="Untitled")
    Appearance.objects.all().delete()
    assert written(Publication.objects.get()).startswith("@misc{2024untitled,")


HOSTILE = [
    "}, author = {Mallory",
    "100% @article{x,",
    "a { b",
    "$\\{ x$ }",
    "@string{a = {b}}",
    "\\",
]


def test_no_title_breaks_out_of_its_entry():
    works = [PublicationFactory(title=title, authors=["José Nuñez"]) for title in HOSTILE]
    found = parsed(entries(map(reference, works)))
    assert len({one.key for one in found}) == len(HOSTILE)
    for one in found:
        assert one.entry_type == "inproceedings"
        assert set(one.fields_dict) == {"title", "author", "year"}
        assert one["author"] == "Nuñez, José"
        assert one["title"].count("{") == one["title"].count("}")


def test_the_list_as_a_reader_of_bibtex_finds_it(client):
    PublicationFactory(title="R&D of Engines", authors=["Ada King"], year=2023)
    PublicationFactory(title="Über Größen", authors=["Émilie du Châtelet"], year="2024-05")
    PublicationFactory(title="Secret", is_draft=True)
    response = client.get("/publications.bib")
    assert response["Content-Type"] == "application/x-bibtex; charset=utf-8"
    first, second = parsed(response.content.decode())
    assert (first.key, first["author"]) == ("chatelet2024uber", "du Châtelet, Émilie")
    assert first["title"] == "Über Größen"
    assert (second.key, second["title"]) == ("king2023rd", "{R}\\&{D} of Engines")
