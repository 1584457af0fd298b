"""BibTeX entries."""

import pytest

from publications.bibtex import entry, escape, key
from publications.models import Appearance
from tests.factories import PersonFactory, PublicationFactory, VenueFactory

pytestmark = pytest.mark.django_db


def test_a_conference_paper():
    venue = VenueFactory(abbreviation="ICML", name="International Conference on Machine Learning")
    zhu = PersonFactory(given_name="Libin", family_name="Zhu")
    work = PublicationFactory(
        title="Catapults in SGD", venue=venue, year="2024-07", authors=[zhu, "Y. Charlie Hu"]
    )
    work.appearances.update(doi="10.1000/a_b")
    assert entry(work) == (
        "@inproceedings{zhu2024catapults,\n"
        "  title     = {Catapults in {SGD}},\n"
        "  author    = {Zhu, Libin and Y. Charlie Hu},\n"
        "  booktitle = {International Conference on Machine Learning},\n"
        "  year      = {2024},\n"
        "  month     = jul,\n"
        "  doi       = {10.1000/a\\_b},\n"
        "}\n"
    )


def test_a_preprint_has_its_arxiv_number():
    work = PublicationFactory(title="Spred", kind="preprint", authors=["Liu Ziyin"])
    work.appearances.update(arxiv_id="2210.01212")
    made = entry(work)
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
    assert entry(PublicationFactory(kind=kind)).startswith(expected + "{")


def test_a_masters_thesis_is_one():
    work = PublicationFactory(kind="thesis")
    work.appearances.update(note="Master thesis")
    assert entry(work).startswith("@mastersthesis{")


def test_a_truncated_list_ends_with_others():
    work = PublicationFactory(authors=["Neil Mallinar"], authors_truncated=True)
    assert "{Neil Mallinar and others}" in entry(work)


def test_a_name_that_would_be_taken_apart_is_kept_together():
    work = PublicationFactory(authors=["Sword and Shield Group"])
    assert "{{Sword and Shield Group}}" in entry(work)


@pytest.mark.parametrize(
    ("plain", "expected"),
    [
        ("R&D at 5%", r"R\&D at 5\%"),
        (
            "a_b #1 {x} ~ ^ \\",
            r"a\_b \#1 \{x\} \textasciitilde{} \textasciicircum{} \textbackslash{}",
        ),
        ("the $L_1$ norm & more", r"the $L_1$ norm \& more"),
        ("it costs $5", r"it costs \$5"),
        ("Halıcıoğlu", "Halıcıoğlu"),
    ],
)
def test_what_is_special_to_latex_is_escaped(plain, expected):
    assert escape(plain) == expected


def test_capitals_of_a_title_survive_but_those_of_common_words_may_go():
    work = PublicationFactory(title="How ReLU and SGD Solve the $L_1$ Penalty")
    assert "{How {ReLU} and {SGD} Solve the {$L_1$} Penalty}" in entry(work)


def test_the_key_has_letters_and_digits_only():
    work = PublicationFactory(title="On the Élan vital", authors=["José Ørsted-Nuñez"], year=None)
    assert key(work) == "orstednunezelan"


def test_a_work_without_authors_or_forms_still_has_an_entry():
    work = PublicationFactory(title="Untitled")
    Appearance.objects.all().delete()
    assert entry(type(work).objects.get()).startswith("@misc{2024untitled,")
