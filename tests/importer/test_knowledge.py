"""Lists of words as parts of patterns."""

import re

import pytest

from importer import knowledge


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("advisor_labels", "committee  chair :"),
        ("advisor_labels", "Directrice:"),
        ("thesis_levels", "Master’s"),
        ("programmes", "Laurea"),
        ("edited_by", "a cura\u00a0di"),
    ],
)
def test_words_are_found_with_any_spaces_and_either_apostrophe(name: str, text: str) -> None:
    assert re.fullmatch(knowledge.alternatives(name), text, re.I)


def test_of_two_words_the_longer_is_found() -> None:
    found = re.match(knowledge.alternatives("thesis_levels"), "doctoral thesis", re.I)
    assert found is not None
    assert found[0] == "doctoral"


def test_a_list_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError, match="mud"):
        knowledge.alternatives("mud")
