"""Volume, issue and pages in the text of a venue."""

from __future__ import annotations

import pytest

from importer.parse import venue_numbers, venues
from importer.records import Appearance


@pytest.mark.parametrize(
    ("text", "volume", "issue", "pages"),
    [
        ("Journal of Mud 4(2):15-27, 2018", "4", "2", "15-27"),
        ("Journal of Mud, 12(3), 33–56", "12", "3", "33–56"),
        ("Journal of Mud, vol. 4, no. 2, pp. 15–27", "4", "2", "15–27"),
        ("Journal of Mud, Volume 4, Issue 2, pages 15 - 27", "4", "2", "15-27"),
        ("Mudford Historian 32, no. 2 (2014): 1--27", "", "2", "1--27"),
        ("Journal of Mud 4(1-2), 2018", "4", "1-2", ""),
        ("Mud Letters, vol. 4, p. e15", "4", "", "e15"),
        ("Mud Letters, vol. 4, pp. 3:1–3:20", "4", "", "3:1–3:20"),
        ("Journal of Mud, 2018", "", "", ""),
        ("Conference on Mud, pp. 15-27", "", "", "15-27"),
    ],
)
def test_numbers_are_told_apart_by_how_they_stand(
    text: str, volume: str, issue: str, pages: str
) -> None:
    found = venue_numbers.added(Appearance("journal"), text)
    assert (found.volume, found.issue, found.pages) == (volume, issue, pages)


@pytest.mark.parametrize("kind", ["preprint", "thesis", "workshop", "patent", "software"])
def test_some_kinds_have_no_numbers(kind: str) -> None:
    bare = Appearance(kind)
    assert venue_numbers.added(bare, "Mud 4(2):15-27") == bare


def test_nothing_but_the_numbers_changes() -> None:
    form = Appearance("journal", venue_abbrev="JM", date="2018", note="wet")
    found = venue_numbers.added(form, "JM 4(2), 15-27")
    assert (found.venue_abbrev, found.date, found.note) == ("JM", "2018", "wet")


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Journal of Mud 3 (2019), 2001–2020", "2019"),
        ("Journal of Mud 12 (2018), no. 3, 1999–2010", "2018"),
        ("Journal of Mud 4(2):2015-2027, 2018", "2018"),
        ("2016 Annals of Mud, (2017), 49–76", "2017"),
        ("arXiv:2012.01234", ""),
        ("Journal of Mud, doi:10.1234/mud.2014.5, 2016", "2016"),
    ],
)
def test_numbers_of_pages_and_identifiers_are_no_years(text: str, date: str) -> None:
    assert venues.parse(text).date == date
