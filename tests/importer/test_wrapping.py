"""Text that was broken at a width, rules below headings, running heads of pages."""

from __future__ import annotations

import textwrap

import pytest

from importer.sources import Line, load, wrapping

WORDS = (
    "We weigh wet clay by the ton and show that it is heavy, though the rain of the north falls on "
    "it all day and nobody who has walked there in the autumn would call it dry or even a road; "
    "the mud of the fields goes down with the water and comes to rest where the river is slow and "
    "wide, as those who fish there know well and have always told all who wished to hear of it."
)


def texts(page: str) -> list[str]:
    return [line.text for line in load("page.txt", page.encode()).lines]


@pytest.mark.parametrize("width", [50, 60, 72, 79, 100])
def test_paragraphs_broken_at_any_usual_width_are_whole_again(width: int) -> None:
    page = "\n\n".join(textwrap.fill(f"{n} {WORDS}", width) for n in ("Ann", "Bo", "Cy"))
    assert texts(page) == [f"{n} {WORDS}" for n in ("Ann", "Bo", "Cy")]


def test_items_end_where_the_next_bullet_or_blank_line_stands() -> None:
    items = [
        textwrap.fill(f"{start} {WORDS}", 72, initial_indent="  * ", subsequent_indent="    ")
        for start in ("Ann", "Bo", "Cy")
    ]
    page = "\n".join(("Ann Lee", "", *items))
    assert texts(page) == ["Ann Lee", f"Ann {WORDS}", f"Bo {WORDS}", f"Cy {WORDS}"]


def test_a_joined_line_knows_its_first_and_last_line_and_its_bullet() -> None:
    item = textwrap.fill(WORDS, 60, initial_indent="3. ", subsequent_indent="   ")
    page = "\n".join(("Ann Lee", item, textwrap.fill(f"4. {WORDS}", 60)))
    line = load("page.txt", page.encode()).lines[1]
    assert (line.number, line.last, line.bullet) == (2, 1 + len(item.split("\n")), "3.")


def test_lines_that_could_have_gone_on_are_lines() -> None:
    sizes = [3, 9, 5, 7, 4, 8, 6, 3, 9, 4, 7, 5] * 2
    page = [f"{' '.join(WORDS.split()[n : n + n])}, Rain {n}" for n in sizes]
    assert texts("\n".join(page)) == page


def test_a_list_of_lines_of_one_length_is_not_broken_at_a_width() -> None:
    page = [f"Mud {k}, a story of the north, Journal of Mud {k}, 2019" for k in range(20)]
    assert texts("\n".join(page)) == page


def test_few_long_lines_make_no_width() -> None:
    page = textwrap.fill(WORDS[:190], 60).split("\n")
    assert texts("\n".join(page)) == page


def test_a_record_whose_lines_hang_ends_where_the_next_stands_out() -> None:
    item = textwrap.fill(WORDS, 72, subsequent_indent="     ")
    other = textwrap.fill(f"Bo {WORDS}", 72, subsequent_indent="     ")
    assert texts(f"{item}\n{other}") == [WORDS, f"Bo {WORDS}"]


def test_a_hyphen_at_a_break_goes_where_the_whole_word_stands_elsewhere() -> None:
    paragraphs = textwrap.fill(WORDS, 60)
    page = (
        "\n\n".join([paragraphs] * 2)
        + "\n\n"
        + "The water of the broad river that we saw was full of sedi-\n"
        + "ment and of hail in the wet autumn that they call mud-\n"
        + "season. There is more sediment in the river of the north.\n"
    )
    last = texts(page)[-1]
    assert "full of sediment and of hail" in last
    assert "they call mud-season." in last


# ---------------------------------------------------------------- rules and running heads


@pytest.mark.parametrize(
    ("rule", "level"), [("=======", 1), ("-------", 2), ("~~~~~~~", 2), ("-----", 2)]
)
def test_a_short_line_under_which_a_rule_stands_is_a_heading(rule: str, level: int) -> None:
    kept, apart = wrapping.rules_out([Line(1, "On Mud"), Line(2, rule), Line(3, "Wet clay")])
    assert [(line.text, line.heading) for line in kept] == [("On Mud", level), ("Wet clay", 0)]
    assert [line.text for line in apart] == [rule]


@pytest.mark.parametrize("rule", ["*****", "_____", "* * * * *", "....."])
def test_other_rules_part_lines_and_make_no_heading(rule: str) -> None:
    kept, apart = wrapping.rules_out([Line(1, "On Mud"), Line(2, rule), Line(3, "Wet clay")])
    assert [(line.text, line.heading) for line in kept] == [("On Mud", 0), ("Wet clay", 0)]
    assert [line.text for line in apart] == [rule]


def test_a_rule_below_a_blank_line_or_a_long_line_makes_no_heading() -> None:
    apart = [Line(1, "On Mud"), Line(3, "-----", blank_before=1)]
    assert wrapping.rules_out(apart)[0] == [Line(1, "On Mud")]
    long = Line(1, "It rained in the north for all of a very long day")
    assert wrapping.rules_out([long, Line(2, "-----")])[0] == [long]


def _pages(heads: list[str], length: int) -> list[Line]:
    """Pages of so many lines, each below its head."""
    rows = [row for head in heads for row in (head, *[f"{head} row."] * (length - 1))]
    return [Line(number, text) for number, text in enumerate(rows, 1)]


def test_a_line_that_counts_up_once_a_page_is_no_content() -> None:
    kept, apart = wrapping.rules_out(_pages([f"Lee {k}" for k in (1, 2, 3)], 30))
    assert [line.text for line in apart] == ["Lee 1", "Lee 2", "Lee 3"]
    assert len(kept) == 87


@pytest.mark.parametrize(
    ("heads", "length"),
    [
        (["Lee 1", "Lee 2", "Lee 3"], 5),  # a numbered list
        (["Lee 7", "Lee 3", "Lee 5"], 30),
        (["2021", "2022", "2023"], 30),
        (["Lee 1"], 30),
        (["May 2, 2021", "May 3, 2021"], 30),
        (["LGMay 2", "LGMay 3"], 30),
        (["1. Mai 2021", "2. Mai 2021"], 30),
    ],
)
def test_numbers_that_count_no_pages_are_content(heads: list[str], length: int) -> None:
    assert wrapping.rules_out(_pages(heads, length))[1] == []


@pytest.mark.parametrize(
    "end",
    [
        "Journal of Mud 3, 2019.",
        "Journal of Mud 3, 2019",
    ],
)
def test_a_record_that_a_page_break_cuts_is_whole(end: str) -> None:
    lines = _pages([f"Lee {k}" for k in (1, 2)], 30)
    lines[29] = Line(30, "Ann Lee, Bo Ray, The flow of mud in the north,")
    lines[31] = Line(32, end)
    kept, _ = wrapping.rules_out(lines)
    whole = next(line for line in kept if line.number == 30)
    assert whole.text == f"Ann Lee, Bo Ray, The flow of mud in the north, {end}"
    assert whole.last == 32
