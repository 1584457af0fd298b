"""Publications set one to a line: where their titles, authors and venues are, and what is none."""

from __future__ import annotations

import pytest

from tests.importer.work_lists import authors, works


@pytest.mark.parametrize(
    ("line", "title", "names", "venue"),
    [
        (
            "A. Lee, B. Ray, and C. van Dee, On the flow of mud, J. Mud 3 (2020), no. 1, 1–9",
            "On the flow of mud",
            ["A. Lee", "B. Ray", "C. van Dee"],
            "J. Mud 3 (2020), no. 1, 1–9",
        ),
        (
            'Ann Lee and Bo Ray, "Rain, and After," Journal of Mud 12, no. 1 (2018): 3--9.',
            "Rain, and After",
            ["Ann Lee", "Bo Ray"],
            "Journal of Mud 12, no. 1 (2018): 3--9",
        ),
        (
            '"The Weight of Clay," in Debates on Clay, edited by Cy Dee (Loam Press, 2019).',
            "The Weight of Clay",
            [],
            "in Debates on Clay, edited by Cy Dee (Loam Press, 2019)",
        ),
        (
            "Testing for Mud (with Bo Ray and Cy Dee). 2023. Review of Economic Studies",
            "Testing for Mud",
            ["Bo Ray", "Cy Dee"],
            "Review of Economic Studies",
        ),
        (
            "Ann Lee, Bo Ray. The slow weight of wet clay. Journal of Mud, 2017.",
            "The slow weight of wet clay",
            ["Ann Lee", "Bo Ray"],
            "Journal of Mud, 2017",
        ),
        (
            "What Rain Leaves Behind. 2021. Journal of Mud.",
            "What Rain Leaves Behind",
            [],
            "Journal of Mud",
        ),
    ],
)
def test_a_line_is_cut_into_title_authors_and_venue(
    line: str, title: str, names: list[str], venue: str
) -> None:
    (found,) = works(line)
    assert (found.title, authors(found)) == (title, names)
    assert found.appearances[0].venue_printed == venue


@pytest.mark.parametrize(
    ("line", "year"),
    [
        ("Testing for Mud (with Bo Ray and Cy Dee). 2023. Review of Economic Studies", "2023"),
        ("What Rain Leaves Behind. 2021. Journal of Mud.", "2021"),
        ("2021. Ann Lee and Bo Ray. What Rain Leaves Behind. Journal of Mud.", "2021"),
    ],
)
def test_a_year_between_the_parts_is_that_of_the_work(line: str, year: str) -> None:
    (found,) = works(line)
    assert found.appearances[0].date == year


@pytest.mark.parametrize(
    "line",
    [
        "On the flow of mud under rain and snow",
        "Ann Lee, Bo Ray, Cy Dee",
        "ICML 2020",
        "International Conference on Machine Learning (ICML), 2024.",
        "It rained for a whole year, and nobody wrote a paper about it.",
    ],
)
def test_a_line_of_one_part_is_no_work(line: str) -> None:
    assert works(line) == []


ABSTRACT = " ".join(["We weigh wet clay by the ton and show that it is heavy."] * 5)
WITH_ABSTRACTS = (
    'Testing for Mud [Previously titled "Mud"] (with Bo Ray). 2023.',
    "[ Abstract | Draft | R Package ]",
    ABSTRACT,
    "Weighing Clay (with Cy Dee). Forthcoming, Econometrica",
    "[ Draft ]",
    ABSTRACT,
)


def test_links_and_abstract_below_a_citation_belong_to_it() -> None:
    mud, clay = works(*WITH_ABSTRACTS, heading="Working Papers")
    assert (mud.title, mud.previous_titles, authors(mud)) == (
        "Testing for Mud",
        ("Mud",),
        ["Bo Ray"],
    )
    assert [link.label for link in mud.links] == ["Abstract", "Draft", "R Package"]
    assert (mud.abstract, mud.owner_implied, mud.has_code) == (ABSTRACT, True, True)
    assert [link.label for link in clay.links] == ["Draft"]
    assert clay.abstract == ABSTRACT


def test_what_is_accepted_below_a_heading_of_working_papers_is_no_working_paper() -> None:
    _, clay = works(*WITH_ABSTRACTS, heading="Working Papers")
    lead = clay.appearances[0]
    assert (lead.kind, lead.status) == ("journal", "forthcoming")


def test_where_a_work_will_come_out_is_no_title_and_nobody() -> None:
    lines = (
        "On the flow of wet mud, (with B. Ray). To appear in QZXM.",
        "On the weight of wet clay, (with C. Dee). To appear in WXMQ.",
        "On the rain of the north, (with B. Ray). J. Mud 3 (2018) pp. 40-47.",
    )
    assert [w.title for w in works(*lines)] == [line.partition(",")[0] for line in lines]


@pytest.mark.parametrize("stamp", ["Updated 2024", "Published: September 15, 2024"])
def test_when_something_was_done_is_a_date_and_no_venue(stamp: str) -> None:
    (found,) = works(f"The slow weight of wet clay (with Bo Ray). {stamp}.")
    (form,) = found.appearances
    assert (form.venue_name, form.date[:4]) == ("", "2024")


def test_the_first_author_alone_may_be_turned_round() -> None:
    (found,) = works("Lee, A.B., C. Ray, D.E. Fox. On wet mud. Mud Letters. 4(2): 5–7. 2019.")
    assert authors(found) == ["A.B. Lee", "C. Ray", "D.E. Fox"]
