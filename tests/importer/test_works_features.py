"""What an atom looks like, as numbers."""

from __future__ import annotations

import pytest

from importer.parse.works import atoms, features
from importer.sources import Line
from importer.sources.lines import Span
from tests.importer.work_lists import cut, lines_of


def text_features(text: str) -> dict[str, float]:
    return {name: value for name, value in features.of_text(text) if value}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ann Lee", "names"),
        ("Ann Lee, Bo Ray", "several"),
        ("with Ann Lee and Bo Ray", "with names"),
        ("mit Ann Lee", "with names"),
        ("and Bo Ray", "and"),
        ("A. Lee and B. Ray", "initials"),
        ("Ann Lee et al.", "et al"),
        ("Ann Lee*, Bo Ray", "marks"),
        ("the weight of rain in the north", "function words"),
        ("We show that it is wet and that this can be told", "speech"),
        ("NeurIPS 2019", "known venue"),
        ("Journal of Mud", "venue word"),
        ("Loam University Press", "publisher"),
        ("edited by Bo Ray", "editor"),
        ("Mudford University", "institution"),
        ("PhD thesis", "thesis"),
        ("Best Paper Award", "distinction"),
        ("under review", "status"),
        ("arXiv:1901.00001", "identifier"),
        ("doi:10.1234/mud.5", "identifier"),
        ("https://mud.example/1", "url"),
        ("In Proceedings of Mud", "in"),
        ("pp. 3–9", "figures"),
        ("12(3)", "figures"),
        ("vol. 7", "figures"),
        ("Mud Letters 12", "ends in figures"),
        ("2019", "year alone"),
        ("May 2019", "date alone"),
        ("Journal of Mud, 2019", "year"),
        ("pdf / code", "label row"),
        ("presented in Wetham", "note start"),
        ("mud at night", "lower"),
        ("12:30", "no letters"),
    ],
)
def test_a_text_has_what_it_shows(text: str, name: str) -> None:
    assert text_features(text).get(name, 0.0) > 0


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Mud at night", {"names", "several", "year", "identifier", "label row", "venue word"}),
        ("Ann Lee", {"several", "et al", "marks", "with names", "year", "no letters"}),
        ("Journal of Mud, 2019", {"year alone", "date alone", "figures", "names"}),
        ("2019", {"names", "venue word", "lower"}),
        ("The Mudford encounter", {"and", "in", "status"}),
    ],
)
def test_a_text_has_nothing_that_it_does_not_show(text: str, names: set[str]) -> None:
    assert set(text_features(text)) & names == set()


@pytest.mark.parametrize(
    ("words", "name"),
    [(1, "w1"), (2, "w2"), (3, "w3-5"), (12, "w6-12"), (25, "w13-25"), (26, "w26+")],
)
def test_each_text_has_one_size(words: int, name: str) -> None:
    found = text_features(" ".join(["mud"] * words))
    sizes = {size for _, size in features.SIZES}
    assert set(found) & sizes == {name}


def test_what_stands_around_an_atom_is_part_of_its_look() -> None:
    found = features.of(cut("“Mud at Night.” Ann Lee [pdf]"), frozenset())
    title, author, label = found
    assert {"before line", "after stop", "quoted"} <= set(title)
    assert {"before stop", "after bracket", "behind quoted"} <= set(author)
    assert {"before bracket", "square", "label"} <= set(label)
    assert "label" not in title


def test_an_atom_that_is_its_line_and_one_of_many_differ() -> None:
    alone, *several = features.of(
        cut("Mud at night", "Ann Lee, Bo Ray, Cy Dee, Di Fee"), frozenset()
    )
    assert ("whole line" in alone, "line of many" in alone) == (True, False)
    assert all("line of many" in each and "whole line" not in each for each in several)


def test_where_emphasis_turns_is_told() -> None:
    line = Line(1, "Ann Lee Mud at night and day Rain", spans=(Span(8, 28, "italic"),))
    names, title, rest = features.of(atoms.cut([line]), frozenset())
    assert "italic" not in names
    assert {"italic", "into italic"} <= set(title)
    assert "behind italic" in rest


def test_names_that_recur_are_known() -> None:
    (found,) = features.of(cut("Ann Lee and Bo Ray"), frozenset({("ann", "lee")}))
    assert found["known"] == 0.5
    (unknown,) = features.of(cut("Ann Lee and Bo Ray"), frozenset({("cy", "dee")}))
    assert "known" not in unknown


def test_names_with_the_family_first_are_names() -> None:
    found = features.of(cut("Lee, A., & Ray, B. (2019). Mud"), frozenset())
    assert [each.get("family first", 0.0) for each in found] == [1.0, 1.0, 0.0, 0.0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We show that the mud of the north is wet, and that it can be weighed by the ton.", 1.0),
        (
            "Mud, rain, hail, snow, ice, fog, dew, wind, sun, storm, flood, tide, sea, ash, "
            "dust, loam, clay, silt",
            0.0,
        ),
        ("We show that it is wet.", 0.0),
    ],
)
def test_running_text_is_long_and_full_of_small_words(text: str, expected: float) -> None:
    assert features.is_prose(text) == expected


def test_features_of_nothing_are_none() -> None:
    assert features.of([], frozenset()) == []
    assert features.of(atoms.cut(lines_of()), frozenset()) == []
