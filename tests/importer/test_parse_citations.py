"""Publications set one to a line."""

import pytest

from importer.parse import citations, parse
from importer.records import PublicationRecord
from importer.sources import load


@pytest.mark.parametrize(
    ("line", "title", "authors", "venue"),
    [
        (
            "A. Lee, B. Ray, and C. van Dee, On the flow of mud, J. Mud 3 (2020), no. 1, 1–9",
            "On the flow of mud",
            "A. Lee, B. Ray, and C. van Dee",
            "J. Mud 3 (2020), no. 1, 1–9",
        ),
        (
            'Ann Lee and Bo Ray, "Rain, and After," Journal of Mud 12, no. 1 (2018): 3--9.',
            "Rain, and After",
            "Ann Lee and Bo Ray",
            "Journal of Mud 12, no. 1 (2018): 3--9.",
        ),
        (
            '"The Weight of Clay," in Debates on Clay, edited by Cy Dee (Loam Press, 2019).',
            "The Weight of Clay",
            "",
            "in Debates on Clay, edited by Cy Dee (Loam Press, 2019).",
        ),
        (
            "Testing for Mud (with Bo Ray and Cy Dee). 2023. Review of Economic Studies",
            "Testing for Mud",
            "Bo Ray and Cy Dee",
            "2023. Review of Economic Studies",
        ),
        (
            "Ann Lee, Bo Ray. The slow weight of wet clay. Journal of Mud, 2017.",
            "The slow weight of wet clay",
            "Ann Lee, Bo Ray",
            "Journal of Mud, 2017.",
        ),
        (
            "What Rain Leaves Behind. 2021. Journal of Mud.",
            "What Rain Leaves Behind",
            "",
            "2021. Journal of Mud.",
        ),
    ],
)
def test_a_line_is_cut_into_title_authors_and_venue(
    line: str, title: str, authors: str, venue: str
) -> None:
    found = citations.cut(line)
    assert found is not None
    assert (found.title, found.authors, found.venue) == (title, authors, venue)


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
def test_a_line_of_one_part_is_no_citation(line: str) -> None:
    assert citations.cut(line) is None


def test_links_and_abstract_below_a_citation_belong_to_it() -> None:
    abstract = " ".join(["We weigh wet clay by the ton."] * 5)
    page = "\n".join(
        [
            "Working Papers",
            'Testing for Mud [Previously titled "Mud"] (with Bo Ray). 2023.',
            "[ Abstract | Draft | R Package ]",
            abstract,
            "Weighing Clay (with Cy Dee). Forthcoming, Econometrica",
            "[ Draft ]",
            abstract,
        ]
    )
    mud, clay = parse(load("page.txt", page.encode())).of_type(PublicationRecord)
    assert (mud.title, mud.previous_titles, [a.name for a in mud.authors]) == (
        "Testing for Mud",
        ("Mud",),
        ["Bo Ray"],
    )
    assert [link.label for link in mud.links] == ["Abstract", "Draft", "R Package"]
    assert (mud.abstract, mud.owner_implied, mud.has_code) == (abstract, True, True)
    lead = clay.appearances[0]
    assert (lead.kind, lead.status) == ("journal", "forthcoming")
