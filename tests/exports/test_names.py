"""Names in the parts that references ask for."""

import pytest

from exports.names import Name, author_name, split
from people.models import Person
from publications.models import Authorship


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Mikhail Belkin", Name("Belkin", "Mikhail")),
        ("Y. Charlie Hu", Name("Hu", "Y. Charlie")),
        ("Ulrike von Luxburg", Name("Luxburg", "Ulrike", "von")),
        ("Charles de la Vallée Poussin", Name("Vallée Poussin", "Charles", "de la")),
        ("Martin Luther King Jr.", Name("King", "Martin Luther", "", "Jr.")),
        ("Robert Jones, Jr.", Name("Jones", "Robert", "", "Jr.")),
        ("Belkin, Mikhail", Name("Belkin", "Mikhail")),
        ("van der Berg, Anna", Name("Berg", "Anna", "van der")),
        ("bell hooks", Name("hooks", "bell")),
        ("ATLAS Collaboration", Name(literal="ATLAS Collaboration")),
        ("Sword and Shield", Name(literal="Sword and Shield")),
        ("Gemini Team, Google", Name(literal="Gemini Team, Google")),
        ("Plato", Name(literal="Plato")),
        (",", Name(literal=",")),
    ],
)
def test_a_printed_name_is_taken_apart(printed, expected):
    assert split(printed) == expected


def author(printed, **person):
    return author_name(Authorship(person=Person(**person), printed_name=printed))


def test_what_is_known_of_the_person_says_where_the_name_divides():
    assert author("", given_name="Maria", family_name="Garcia Lopez") == Name(
        "Garcia Lopez", "Maria"
    )
    known = {"given_name": "Maria", "family_name": "Garcia Lopez"}
    assert author("M. Garcia Lopez", **known) == Name("Garcia Lopez", "M.")


def test_a_name_that_the_person_no_longer_has_stays_as_printed():
    assert author("Jane Doe", given_name="Jane", family_name="Smith") == Name("Doe", "Jane")


def test_a_family_name_that_comes_first_is_still_the_family_name():
    name = author("", given_name="Ziyin", family_name="Liu", family_first=True)
    assert name == Name("Liu", "Ziyin", family_first=True)


def test_a_person_of_one_name_keeps_it_whole():
    assert author("", given_name="", family_name="ATLAS Collaboration").literal


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Mikhail", "M."),
        ("Y. Charlie", "Y. C."),
        ("J.R.R.", "J. R. R."),
        ("Jean-Pierre", "J.-P."),
        ("Élise", "É."),
        ("Maria de Lourdes", "M. de L."),
        ("子寅", "子寅"),
        ("", ""),
    ],
)
def test_initials(given, expected):
    assert Name("X", given).initials == expected
