"""Citations on one line in the styles of mathematics, history, economics and newspapers."""

import pytest

from importer.parse import venues
from tests.importer.work_lists import works

MATHS = (
    "- A. Lee and B. Ray, On the flow of mud, J. Mud 12 (2019), no. 2, 33–56, arXiv:1801.00001",
    "- A. Lee, The theory of rain, Mud and Rain 4(1):15–67, 2016",
    "- C. Graham Fox, Jr. and A. Lee, On the bounds of rain, J. Wet Geom. 7 (2010), 9–20.",
    "- A. Lee, Made-to-Order Rain Systems, Wetham Lectures on Hail 3 (2009), 7–9.",
    "- B. Ray, A note on mud, with an appendix by A. Lee, Acta Mud. 1 (2008), 1–4.",
    "- A. Lee, Unfinished thoughts about hail",
)


def test_authors_with_initials_come_before_titles_of_any_kind() -> None:
    found = works(*MATHS)
    assert [(r.title, tuple(a.name for a in r.authors)) for r in found] == [
        ("On the flow of mud", ("A. Lee", "B. Ray")),
        ("The theory of rain", ("A. Lee",)),
        ("On the bounds of rain", ("C. Graham Fox Jr.", "A. Lee")),
        ("Made-to-Order Rain Systems", ("A. Lee",)),
        ("A note on mud", ("B. Ray",)),
        ("Unfinished thoughts about hail", ("A. Lee",)),
    ]
    assert found[4].note == "with an appendix by A. Lee"
    assert [r.appearances[0].kind for r in found] == ["journal"] * 5 + ["preprint"]


def test_one_name_before_all_titles_is_their_author_without_any_comma() -> None:
    found = works(
        "- A. Lee What lies under the mud, my first column for The Wetham Gazette.",
        "- A. Lee Should all rain be measured? my second column for The Wetham Gazette.",
        "- A. Lee Hail is hard to love, a piece in The Mudford Magazine.",
    )
    assert [(r.title, r.authors[0].name) for r in found] == [
        ("What lies under the mud", "A. Lee"),
        ("Should all rain be measured?", "A. Lee"),
        ("Hail is hard to love", "A. Lee"),
    ]


def test_a_body_may_sign_a_work() -> None:
    found = works(
        '- Ann Lee, "The Uses of Mud," Journal of Mud 4, no. 2 (2017): 5--6.',
        '- Wet Places working group, "Rain and Argument," white paper, Mudford Center (2016)',
    )
    assert [r.title for r in found] == ["The Uses of Mud", "Rain and Argument"]
    assert [a.name for a in found[1].authors] == ["Wet Places working group"]


@pytest.mark.parametrize(
    ("venue", "kind", "date"),
    [
        ("Journal of Mud 49, no. 2 (2017): 57--66", "journal", "2017"),
        ("Mudford Historian 32, no. 2 (2014): 1--27", "journal", "2014"),
        ("Cahiers de la Boue, (2024), 1–60, arXiv:2401.00001", "journal", "2024"),
        ("2016 Annals of Mud, (2017), 49–76", "journal", "2017"),
        ("Math. Proc. Wet. Soc. 150 (2011), no. 3, 489–504", "journal", "2011"),
        ("in The Book of Rain, edited by Bo Ray and Cy Fox (Mudford, forthcoming)", "chapter", ""),
        ("in Bo Ray, ed., The Book of Rain (Mudford, 2013), 237--38", "chapter", "2013"),
        ("Mudford Encyclopedia of Rain (Mudford University Press, 2017)", "chapter", "2017"),
        ("Revisions requested, Econometrica", "preprint", ""),
        ("1–64, 2026, arXiv:2601.00001", "preprint", "2026"),
        ("In the 7th Conference on Mud (ICM 2020). Oral Presentation.", "conference", "2020"),
    ],
)
def test_the_kind_and_the_year_are_told_by_how_the_numbers_stand(
    venue: str, kind: str, date: str
) -> None:
    form = venues.parse(venue)
    assert (form.kind, form.date) == (kind, date)


def test_a_publisher_stands_in_brackets_with_the_year() -> None:
    form = venues.parse("in Bo Ray, ed., The Book of Rain (Mudford, 2013), 237--38")
    assert (form.publisher, form.pages) == ("Mudford", "237--38")


def test_a_conference_alone_between_commas_is_that_of_a_workshop() -> None:
    form = venues.parse("Machine Learning for Mud Workshop, NeurIPS, 2023")
    assert (form.kind, form.venue_abbrev) == ("workshop", "NeurIPS")


def test_family_names_first_with_the_year_in_brackets_are_read_in_the_order_of_speech() -> None:
    found = works(
        "Lee, A., & van Ray, B. C. (2019). The flow of mud. Journal of Mud, 12(3), 33–56.",
        "Lee, A. (in press). Is rain wet? Rain Letters.",
    )
    assert [(r.title, tuple(a.name for a in r.authors)) for r in found] == [
        ("The flow of mud", ("A. Lee", "B. C. van Ray")),
        ("Is rain wet?", ("A. Lee",)),
    ]
    forms = [r.appearances[0] for r in found]
    assert [(f.kind, f.date, f.status) for f in forms] == [
        ("journal", "2019", ""),
        ("journal", "", "forthcoming"),
    ]


def test_co_authors_may_follow_a_quoted_title() -> None:
    (found,) = works('"Mud Markets," with Cy Fox and Bo Ray, 2021')
    assert found.title == "Mud Markets"
    assert [a.name for a in found.authors] == ["Cy Fox", "Bo Ray"]
    assert found.owner_implied
    assert found.appearances[0].date == "2021"
