"""Keys to cite by."""

import pytest

from exports.keys import key, unique_keys
from exports.names import Name
from exports.references import Reference

ADA = Name("Lovelace", "Ada")


def ref(row=1, title="On Engines", authors=(ADA,)):
    return Reference(row=row, kind="journal", title=title, authors=authors)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (
            ref(title="On the Élan vital", authors=(Name("Ørsted-Nuñez", "José"),)),
            "orstednunezelan",
        ),
        (ref(authors=(Name("Luxburg", "Ulrike", "von"),)), "luxburgengines"),
        (ref(authors=(Name(literal="ATLAS Collaboration"),)), "atlascollaborationengines"),
        (ref(authors=()), "engines"),
        (ref(title="力学", authors=(Name(literal="刘子寅"),)), "work1"),
    ],
)
def test_the_key_has_letters_and_digits_only(given, expected):
    assert key(given) == expected


def test_of_works_that_share_a_key_the_oldest_row_keeps_it():
    assert unique_keys([ref(7), ref(3), ref(5), ref(9, "Other Engines")]) == {
        3: "lovelaceengines",
        5: "lovelaceenginesb",
        7: "lovelaceenginesc",
        9: "lovelaceother",
    }


def test_a_letter_that_is_added_makes_no_key_that_there_is():
    keys = unique_keys([ref(1), ref(2, "Enginesb"), ref(3)])
    assert keys == {1: "lovelaceengines", 2: "lovelaceenginesb", 3: "lovelaceenginesc"}


def test_there_are_keys_for_more_works_than_letters():
    keys = unique_keys([ref(row) for row in range(60)])
    assert len(set(keys.values())) == 60
