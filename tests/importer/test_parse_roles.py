"""Service by role, by venue and in sentences, with the years of each."""

import pytest

from importer.parse import occasions, parse, roles
from importer.records import ServiceRecord
from importer.sources import load


def told(*lines: str) -> list[str]:
    page = parse(load("page.txt", "\n".join(("Ann Lee", *lines)).encode()))
    return [f"{r.role}|{'+'.join(r.venues)}|{r.year}|{r.note}" for r in page.of_type(ServiceRecord)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "Area Chair: ICML 2024, 2025; Reviewer: JMLR",
            ["Area Chair|ICML|2024|", "Area Chair|ICML|2025|", "Reviewer|JMLR||"],
        ),
        (
            "Reviewer for NeurIPS (2020-2021), ICML",
            ["Reviewer|NeurIPS|2020|", "Reviewer|NeurIPS|2021|", "Reviewer|ICML||"],
        ),
        ("Program Committees: POPL 2025", ["Program Committee|POPL|2025|"]),
        ("Associate Editor, J. Mud, 2019–", ["Associate Editor|J. Mud|2019|2019–"]),
        ("Editor, Mud Review, 2010–2016", ["Editor|Mud Review|2010|2010–2016"]),
        ("I also review for TOCHI and TACCESS.", ["Reviewer|TOCHI+TACCESS||"]),
        ("ICML 2024 Area Chair", ["Area Chair|ICML|2024|"]),
        ("Social Events Co-Chair, PLDI 2023", ["Social Events Co-Chair|PLDI|2023|"]),
        ("Gutachterin für: Rain Letters, Mud Studies", ["Gutachterin|Rain Letters+Mud Studies||"]),
        ("2019: Reviewer for ICML, UAI", ["Reviewer|ICML+UAI|2019|"]),
        ("Mud Search Committee, Member", ["Member|Mud Search Committee||"]),
        ("Wet Society Council, Treasurer, 2019", ["Treasurer|Wet Society Council|2019|"]),
        ("Editor, Mud Review, 2003–5", ["Editor|Mud Review|2003|2003–5"]),
    ],
)
def test_a_line_of_service_tells_its_roles_with_venues_and_years(
    line: str, expected: list[str]
) -> None:
    assert told("Service", line) == expected


def test_a_heading_that_is_a_role_holds_for_the_venues_below() -> None:
    lines = ("Service", "Reviewer", "- 2020: ICML, UAI", "- Journals: Mud Review")
    assert told(*lines) == ["Reviewer|ICML+UAI|2020|", "Reviewer|Mud Review||"]


def test_service_is_read_in_a_section_of_other_things_and_a_membership_is_none() -> None:
    lines = ("Misc", "Reviewer: ICML 2020", "I am a member of the Rain Club.")
    assert told(*lines) == ["Reviewer|ICML|2020|"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Brain, Mud and Annals of Rain", ["Brain", "Mud", "Annals of Rain"]),
        ("Limnology and Oceanography, PeerJ", ["Limnology and Oceanography", "PeerJ"]),
        ("Law and Rain Review", ["Law and Rain Review"]),
        ("Journal of Mud, Rain and Hail", ["Journal of Mud, Rain and Hail"]),
        ("Mud, Wet Mud @ RSS 2025", ["Mud, Wet Mud @ RSS"]),
    ],
)
def test_a_list_of_venues_is_cut_between_names(text: str, names: list[str]) -> None:
    assert [each.name for each in occasions.read(text)] == names


def test_what_one_does_is_called_by_the_role() -> None:
    found = [
        roles.whole(t) for t in ("Refereeing", "Journal Reviewing:", "EDITORIAL BOARDS", "Service")
    ]
    assert found == ["Referee", "Journal Reviewer", "Editorial board", ""]


def test_a_year_or_a_period_alone_dates_the_service_below() -> None:
    lines = ("2020", "Rain Admissions Committee, Member", "2011-14", "Mud Days, Organizer")
    assert told("Service", *lines) == [
        "Member|Rain Admissions Committee|2020|",
        "Organizer|Mud Days|2011|",
    ]


def test_reviewing_is_service_under_any_heading() -> None:
    listed = told("Journal Reviewing", "- Mud Letters", "- Journal of Rain", "Updated: May 3, 2020")
    assert listed == ["Journal Reviewer|Mud Letters||", "Journal Reviewer|Journal of Rain||"]
    assert told("Reviews", "Reviewer for Mud Letters, Journal of Rain") == [
        "Reviewer|Mud Letters+Journal of Rain||"
    ]
