"""Readings in the gold format."""

from importer.gold import gold_document, pages_to_gold
from importer.parse import parse
from importer.records import Reading
from importer.sources import load


def read(*lines: str) -> Reading:
    return parse(load("page.txt", "\n".join(lines).encode()))


HOMEPAGE = (
    "Ann Lee",
    "I am a lecturer at Mudford College.",
    "Email: ann (at) example.org",
    "News",
    "- 2020/05: It rained.",
    "Papers",
    "On the Flow of Mud",
    "Ann Lee*, Bo Ray*",
    "UAI 2018 (oral)",
    "[pdf] [code]",
    "Teaching",
    "- MC MUD 101: Rain, 24 Fall. (Instructor)",
    "Service",
    "Reviewer",
    "- 2024: ICLR",
)


def test_a_homepage_has_the_fields_of_the_format() -> None:
    page = pages_to_gold([read(*HOMEPAGE)])[0]
    assert page["page"] == "page.txt"
    assert page["kind"] == "homepage"
    assert page["person"] == {
        "name": "Ann Lee",
        "alternate_names": [],
        "position": "lecturer",
        "affiliation": "Mudford College",
        "emails": ["ann@example.org"],
        "office": None,
        "education": [],
        "past_positions": [],
        "recruiting": None,
        "metrics": None,
    }
    assert page["publications"] == [
        {
            "line": 7,
            "title": "On the Flow of Mud",
            "authors": ["Ann Lee", "Bo Ray"],
            "authors_truncated": False,
            "equal_contribution": ["Ann Lee", "Bo Ray"],
            "venue_raw": "UAI 2018 (oral)",
            "venue_abbrev": "UAI",
            "year": 2018,
            "date": None,
            "kind": "conference",
            "section": "Papers",
            "arxiv_id": None,
            "distinction": "oral",
            "note": None,
            "link_labels": ["pdf", "code"],
            "category": None,
            "abstract": None,
            "has_abstract": False,
            "has_code": True,
        }
    ]
    assert page["news"] == [{"line": 5, "date": "2020-05", "text": "It rained.", "arxiv_ids": []}]
    assert page["teaching"] == [
        {
            "line": 12,
            "institution": "MC",
            "code": "MUD 101",
            "title": "Rain",
            "terms": ["Fall 2024"],
            "role": "Instructor",
            "with": [],
        }
    ]
    assert page["services"] == [{"line": 15, "role": "Reviewer", "year": 2024, "venues": ["ICLR"]}]
    assert page["sections"] == ["News", "Papers", "Teaching", "Service", "Reviewer"]


def test_a_date_without_a_year_is_no_date_and_figures_are_numbers() -> None:
    page = pages_to_gold(
        [
            read(
                "Ann Lee",
                "1,612citations",
                "AI Score60",
                "LGMay 21",
                "On Mud",
                "Ann Lee, Bo Ray",
                "We study mud.",
            )
        ]
    )[0]
    assert page["kind"] == "aggregator"
    assert page["person"]["metrics"] == {
        "h_index": None,
        "papers": None,
        "citations": 1612,
        "novelty": None,
        "ai_score": 60,
    }
    work = page["publications"][0]
    assert (work["date"], work["year"], work["category"]) == (None, None, "cs.LG")


def test_an_author_index_has_the_name_of_its_kind_in_the_format() -> None:
    page = pages_to_gold(
        [
            read(
                "Ann Lee",
                "ICLR Conference 2025 Conference Paper",
                "On Mud",
                "• Ann Lee",
                "We study mud.",
            )
        ]
    )[0]
    assert page["kind"] == "arrow"


def test_the_document_holds_pages_works_people_and_pairs() -> None:
    works = [{"title": "On Mud", "members": [["a", 0]]}]
    assert gold_document([], works, [], [[["a", 0], ["b", 1]]]) == {
        "pages": [],
        "works": works,
        "people": [],
        "ambiguous_works": [[["a", 0], ["b", 1]]],
    }
