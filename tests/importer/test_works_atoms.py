"""Where lines are cut into atoms."""

from __future__ import annotations

import pytest

from importer.parse.works import atoms
from importer.sources import Line
from importer.sources.lines import Span
from tests.importer.work_lists import cut, lines_of, parts


def set_off(text: str, *marked: tuple[str, str]) -> Line:
    """A line in which some words are set off: (words, kind)."""
    found = [Span(text.index(w), text.index(w) + len(w), kind) for w, kind in marked]
    return Line(1, text, spans=tuple(found))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "Ann Lee, Bo Ray. Mud at night. Journal of Mud, 2017.",
            ["Ann Lee", "Bo Ray", "Mud at night", "Journal of Mud", "2017"],
        ),
        ("Mud at night; Rain: a story", ["Mud at night", "Rain", "a story"]),
        ("What is mud? Journal of Mud", ["What is mud?", "Journal of Mud"]),
        ("李雨，王泥。泥的流动。", ["李雨", "王泥", "泥的流动"]),
        ("Mud. in press, Rain", ["Mud", "in press", "Rain"]),
    ],
)
def test_a_stop_ends_an_atom(line: str, expected: list[str]) -> None:
    assert parts(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("A. B. Lee and C. Ray. On mud. J. Mud 3", ["A. B. Lee and C. Ray", "On mud", "J. Mud 3"]),
        ("J.-P. Lee, Th. Ray. On mud", ["J.-P. Lee", "Th. Ray", "On mud"]),
        ("Proc. Mud Soc. B. 2019", ["Proc. Mud Soc. B", "2019"]),
        ("Mud in the U.S. today. Rain Letters.", ["Mud in the U.S. today", "Rain Letters"]),
        ("Mud vs. rain. Proc. Mud Conf., vol. 3", ["Mud vs. rain", "Proc. Mud Conf.", "vol. 3"]),
        ("Mud 2.0. Rain 1.5", ["Mud 2.0", "Rain 1.5"]),
        ("doi: 10.1/mud.rain. arXiv:1801.00001", ["doi: 10.1/mud.rain", "arXiv:1801.00001"]),
        ("https://mud.example/a.b. Then more", ["https://mud.example/a.b", "Then more"]),
        ("Mud. a rain story", ["Mud. a rain story"]),
    ],
)
def test_initials_abbreviations_and_numbers_have_stops_that_end_nothing(
    line: str, expected: list[str]
) -> None:
    assert parts(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Ann Lee, “Rain, and After,” Mud 12", ["Ann Lee", "Rain, and After", "Mud 12"]),
        ('"Mud", Journal of Mud', ["Mud", "Journal of Mud"]),
        ("«La boue. La pluie», Revue", ["La boue. La pluie", "Revue"]),
        ("‘Mud at Night’, Rain Letters", ["Mud at Night", "Rain Letters"]),
    ],
)
def test_a_field_in_quotes_is_one_atom_without_them(line: str, expected: list[str]) -> None:
    assert parts(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "The “wet clay” problem revisited",
        "Lee’s reply to ‘On mud’ and its critics",
        "Rain on the students' fields",
        "in “Mud Studies of the North”",
    ],
)
def test_quotes_within_a_field_cut_nothing(line: str) -> None:
    assert parts(f"{line}. Journal of Mud") == [line, "Journal of Mud"]


def test_brackets_hold_one_atom_each_and_name_their_shape() -> None:
    found = [
        (atom.text, atom.shape) for atom in cut("Mud at night (with Bo Ray, 2019). [pdf] {code}")
    ]
    assert found == [
        ("Mud at night", ""),
        ("with Bo Ray, 2019", "round"),
        ("pdf", "square"),
        ("code", "round"),
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("f(x) of mud(s), Rain 3(2)", ["f(x) of mud(s)", "Rain 3(2)"]),
        ("(Re)building mud, Rain", ["(Re)building mud", "Rain"]),
        ("Open (mud and rain. Then more", ["Open (mud and rain", "Then more"]),
        ("The mud (of (inner) places) again", ["The mud", "of (inner) places", "again"]),
        ("Mud () and rain", ["Mud () and rain"]),
    ],
)
def test_a_bracket_within_a_word_or_never_closed_is_no_atom(line: str, expected: list[str]) -> None:
    assert parts(line) == expected


@pytest.mark.parametrize("dash", [" – ", " — ", " - ", " -- ", " | ", "|", " · ", " / ", " // "])
def test_a_dash_or_bar_between_spaces_ends_an_atom(dash: str) -> None:
    assert parts(f"Mud at night{dash}Journal of Mud") == ["Mud at night", "Journal of Mud"]


def test_a_hyphen_within_words_ends_none() -> None:
    assert parts("Mud-made rain, 3–9") == ["Mud-made rain", "3–9"]


def test_an_atom_tells_what_stands_at_its_ends() -> None:
    found = cut("Ann Lee. “Mud at Night,” Journal of Mud (2019)")
    assert [(a.text, a.before, a.after) for a in found] == [
        ("Ann Lee", "line", "stop"),
        ("Mud at Night", "stop", "comma"),
        ("Journal of Mud", "comma", "bracket"),
        ("2019", "bracket", "line"),
    ]
    assert [a.first for a in found] == [True, False, False, False]


def test_bold_and_italics_end_an_atom_where_no_mark_stands() -> None:
    line = set_off("Ann Lee Mud at night and day Rain", ("Mud at night and day", "italic"))
    found = [(atom.text, sorted(atom.emphasis)) for atom in atoms.cut([line])]
    assert found == [("Ann Lee", []), ("Mud at night and day", ["italic"]), ("Rain", [])]


def test_one_word_in_italics_cuts_nothing() -> None:
    line = set_off("The mud of Limosa limosa in rain", ("limosa", "italic"))
    assert [(a.text, a.emphasis) for a in atoms.cut([line])] == [(line.text, frozenset())]


def test_a_word_that_leads_to_what_is_set_off_belongs_to_it() -> None:
    line = set_off("Mud at Night, in Journal of Mud, 2019", ("Journal of Mud", "italic"))
    found = [(atom.text, sorted(atom.emphasis)) for atom in atoms.cut([line])]
    assert found == [("Mud at Night", []), ("in Journal of Mud", ["italic"]), ("2019", [])]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Mud at night with Ann Lee and Bo Ray", ["Mud at night", "with Ann Lee and Bo Ray"]),
        ("Mud at night by Ann Lee, 2021", ["Mud at night", "by Ann Lee", "2021"]),
        ("Mud at night joint with Ann Lee", ["Mud at night", "joint with Ann Lee"]),
        ("Schlamm bei Nacht mit Ann Lee", ["Schlamm bei Nacht", "mit Ann Lee"]),
        ("Living with mud and rain", ["Living with mud and rain"]),
        ("Rain by Night", ["Rain by Night"]),
        ("Joint work with Ann Lee", ["Joint work with Ann Lee"]),
    ],
)
def test_with_and_by_end_an_atom_where_people_follow(line: str, expected: list[str]) -> None:
    assert parts(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Mud at night NeurIPS 2024", ["Mud at night", "NeurIPS 2024"]),
        ("Mud at night In Proceedings of Rain", ["Mud at night", "In Proceedings of Rain"]),
        ("Mud at night arXiv:1801.00001", ["Mud at night", "arXiv:1801.00001"]),
        ("Mud at night WETCONF 2024", ["Mud at night WETCONF 2024"]),
    ],
)
def test_a_venue_that_is_known_begins_an_atom_without_any_mark(
    line: str, expected: list[str]
) -> None:
    assert parts(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("2021. Mud at night. Rain", ["2021", "Mud at night", "Rain"]),
        ("2021 Mud at night", ["2021", "Mud at night"]),
        ("2021a. Mud at night", ["2021a", "Mud at night"]),
        ("2021 rains and their mud", ["2021 rains and their mud"]),
    ],
)
def test_a_year_before_all_else_is_an_atom(line: str, expected: list[str]) -> None:
    assert parts(line) == expected


@pytest.mark.parametrize(
    ("line", "people", "rest"),
    [
        (
            "Lee, A., & van Ray, B. C. (2019). The flow of mud. Rain",
            ["A. Lee", "B. C. van Ray"],
            ["2019", "The flow of mud", "Rain"],
        ),
        ("Lee AB, Ray C. The flow of mud. Rain", ["AB Lee", "C Ray"], ["The flow of mud", "Rain"]),
        ("Lee, Ann. “Mud at Night.” Rain 3", ["Ann Lee"], ["Mud at Night", "Rain 3"]),
    ],
)
def test_each_name_with_the_family_first_is_an_atom_in_the_order_of_speech(
    line: str, people: list[str], rest: list[str]
) -> None:
    found = cut(line)
    assert [name for atom in found for name, _ in atom.people] == people
    assert [atom.text for atom in found if not atom.people] == rest


def test_a_name_that_begins_all_lines_ends_without_any_mark() -> None:
    titles = ("Mud at night", "Rain by day", "Hail is hard")
    found = parts(*(f"A. Lee {title}" for title in titles))
    assert found == ["A. Lee", titles[0], "A. Lee", titles[1], "A. Lee", titles[2]]
    assert parts("A. Lee Mud at night", "B. Ray Rain by day") == [
        "A. Lee Mud at night",
        "B. Ray Rain by day",
    ]


def test_how_names_are_set_is_told_by_the_whole_page() -> None:
    page = lines_of("Lee, A. Mud at night.", "Ray, B., & Lee, A. Rain by day.")
    alone = [atom.people for atom in atoms.cut(page[:1])]
    assert alone[0] == ()
    assert atoms.cut(page[:1], page)[0].people == (("A. Lee", ""),)


def test_the_rest_of_a_line_of_very_many_parts_is_one_atom() -> None:
    found = parts(", ".join(f"part {k}" for k in range(100)))
    assert len(found) == atoms.MOST
    assert found[-1].startswith("part 79, part 80")
    assert found[-1].endswith("part 99")


@pytest.mark.parametrize(
    "line",
    [
        "Ann Lee, “Mud, and After,” in Rain (Mudford, 2019), 3–9. [pdf]",
        "Lee, A., & Ray, B. (2019). Is mud wet? Rain 3(2): e12 — joint with Cy Dee",
    ],
)
def test_atoms_are_the_places_of_their_texts_in_order(line: str) -> None:
    found = cut(line)
    assert all(line[a.start : a.end].strip() == a.text for a in found)
    assert all(one.end <= two.start for one, two in zip(found, found[1:], strict=False))


def test_a_mark_behind_a_name_that_is_set_off_belongs_to_it() -> None:
    line = Line(1, "Ann Lee*, Bo Ray †, Cy Fox", spans=(Span(0, 7, "bold"), Span(10, 16, "link")))
    assert [atom.text for atom in atoms.cut([line])] == ["Ann Lee*", "Bo Ray †", "Cy Fox"]


def test_nothing_ends_behind_a_word_that_goes_on() -> None:
    line = Line(1, "Review of The Wet Land, by C. Fox", spans=(Span(10, 22, "italic"),))
    assert next(iter(atoms.cut([line]))).text == "Review of The Wet Land"
    assert parts("Re: Mud in the north. Mud 4, 2020")[0] == "Re: Mud in the north"


def test_a_title_in_capitals_does_not_end_at_its_commas() -> None:
    assert (
        parts("WEATHER, RAINFALL, AND THE LAW (Wet Press 2019)")[0]
        == "WEATHER, RAINFALL, AND THE LAW"
    )
    assert parts("NEURIPS, ICML, ICLR")[0] == "NEURIPS"


def test_a_name_that_another_word_always_follows_is_longer() -> None:
    lines = [f"B. Ray, A. Venka Babu, Mud {k} of all" for k in range(4)]
    assert parts(*lines)[1] == "A. Venka Babu"


def test_a_venue_set_as_code_is_a_badge_and_other_code_is_part_of_a_title() -> None:
    badge = set_off("ICML 2019 On the flow of mud, Ann Lee", ("ICML 2019", "code"))
    assert [atom.text for atom in atoms.cut([badge])][:2] == ["ICML 2019", "On the flow of mud"]
    title = set_off("mudr flows, Ann Lee", ("mudr", "code"))
    assert [atom.text for atom in atoms.cut([title])] == ["mudr flows", "Ann Lee"]


def test_where_people_are_named_on_the_next_line_with_names_none_of_them() -> None:
    titled = "Mud to Rain: Filming Clay with Rolling Hills"
    assert [a.text for a in atoms.cut(lines_of(titled))] == [
        "Mud to Rain",
        "Filming Clay",
        "with Rolling Hills",
    ]
    below = atoms.cut(lines_of(titled, "Ann Lee, Bo Ray, Cy Dee"))
    assert below[1].text == "Filming Clay with Rolling Hills"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("»Mud am Abend«. Ann Lee", ["Mud am Abend", "Ann Lee"]),
        ("„Mud am Abend”, Ann Lee", ["Mud am Abend", "Ann Lee"]),
        ("„Mud am Abend“, Ann Lee", ["Mud am Abend", "Ann Lee"]),
    ],
)
def test_german_quotes_close_in_each_of_their_ways(line: str, expected: list[str]) -> None:
    assert parts(line) == expected


def test_a_single_letter_ends_nothing_before_an_abbreviation() -> None:
    assert parts("On Mud, 75 U. CHI. L. REV. 1339 (2008)")[1] == "75 U. CHI. L. REV. 1339"
    assert parts("Mud at 4 K. Nano Letters, 2008")[:2] == ["Mud at 4 K", "Nano Letters"]


def test_a_society_with_an_article_before_it_is_no_venue_of_its_own() -> None:
    found = parts("What mud knows. Newsletter of the London Mathematical Society 492, May 2021.")
    assert found[1] == "Newsletter of the London Mathematical Society 492"
