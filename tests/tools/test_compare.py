"""Readings held against labels."""

from __future__ import annotations

from typing import Any

import pytest

from tools.compare import Counts, Score, compare

MUD = {
    "title": "Mud at Night",
    "authors": ["Ann Lee", "Bo Ray"],
    "year": 2019,
    "kind": "journal",
    "link_labels": ["pdf", "code"],
}


def page(*works: dict[str, Any], **rest: Any) -> dict[str, Any]:
    return {"publications": list(works), **rest}


def counts(score: Score, name: str) -> tuple[int, int, int]:
    """(right, made up, missed) of a field."""
    found = score.fields[name]
    return found.right, found.made_up, found.missed


def test_what_is_read_as_labelled_is_right_in_each_field() -> None:
    score = compare(page(MUD), page(MUD))
    assert {name: vars(c) for name, c in score.fields.items() if c != Counts()} == {
        name: {"right": 1, "made_up": 0, "missed": 0}
        for name in (
            "publications",
            "publications.authors",
            "publications.year",
            "publications.kind",
            "publications.link_labels",
        )
    }
    assert score.differences == []
    assert score.total.f1 == 1.0


def test_a_wrong_value_is_one_miss_and_one_invention() -> None:
    score = compare(page(MUD), page({**MUD, "year": 2018}))
    assert counts(score, "publications") == (1, 0, 0)
    assert counts(score, "publications.year") == (0, 1, 1)
    assert counts(score, "publications.authors") == (1, 0, 0)
    assert score.differences == [
        "publications.year: Mud at Night\n    on the page  2019\n    as read      2018"
    ]


def test_a_value_that_is_not_read_is_a_miss_and_one_that_is_not_there_an_invention() -> None:
    bare = {"title": "Mud at Night", "year": 2019}
    assert counts(compare(page(MUD), page(bare)), "publications.kind") == (0, 0, 1)
    assert counts(compare(page(bare), page(MUD)), "publications.kind") == (0, 1, 0)


def test_a_missing_record_misses_all_that_it_says() -> None:
    score = compare(page(MUD), page())
    said = ("publications", *(f"publications.{name}" for name in MUD if name != "title"))
    assert [counts(score, name) for name in said] == [(0, 0, 1)] * 5
    assert score.total.recall == 0.0
    assert score.differences == [f"publications: missed {MUD}"]


def test_a_record_that_is_not_there_is_made_up_with_all_that_it_says() -> None:
    score = compare(page(), page(MUD))
    said = ("publications", *(f"publications.{name}" for name in MUD if name != "title"))
    assert [counts(score, name) for name in said] == [(0, 1, 0)] * 5
    assert score.total.precision == 0.0


def test_another_title_is_another_record() -> None:
    score = compare(page(MUD), page({**MUD, "title": "Mud at Noon"}))
    assert counts(score, "publications") == (0, 1, 1)
    assert counts(score, "publications.year") == (0, 1, 1)


@pytest.mark.parametrize(
    ("label", "read", "same"),
    [
        ({"title": "Mud: at Night!"}, {"title": "mud at night"}, True),
        ({"authors": ["Ann  Lee"]}, {"authors": ["Ann Lee"]}, True),
        ({"authors": ["Ann Lee", "Bo Ray"]}, {"authors": ["Bo Ray", "Ann Lee"]}, False),
        ({"authors": ["A. Lee"]}, {"authors": ["Ann Lee"]}, False),
        ({"equal_contribution": ["A", "B"]}, {"equal_contribution": ["B", "A"]}, True),
        ({"year": 2019}, {"year": "2019"}, True),
        ({"kind": "journal"}, {"kind": "Journal"}, True),
        ({"venue_abbrev": "NeurIPS"}, {"venue_abbrev": "neurips"}, True),
        ({"link_labels": ["pdf", "code"]}, {"link_labels": ["code", "pdf"]}, False),
        ({"distinction": "Oral"}, {"distinction": "oral presentation, 5%"}, True),
        ({"has_code": True}, {"has_code": False}, False),
        ({"abstract": "We weigh mud."}, {"abstract": "We weigh mud"}, True),
        ({"year": 2019}, {"year": "soon"}, False),
    ],
)
def test_fields_are_compared_by_what_they_mean(
    label: dict[str, Any], read: dict[str, Any], same: bool
) -> None:
    score = compare(page({"title": "Mud", **label}), page({"title": "Mud", **read}))
    assert (score.total.f1 == 1.0) is same


@pytest.mark.parametrize("nothing", [None, "", [], False])
def test_what_neither_side_says_does_not_count(nothing: object) -> None:
    score = compare(page({"title": "Mud", "year": nothing}), page({"title": "Mud"}))
    assert counts(score, "publications.year") == (0, 0, 0)


def test_arxiv_is_no_abbreviation_of_a_venue() -> None:
    score = compare(page({"title": "Mud"}), page({"title": "Mud", "venue_abbrev": "arXiv"}))
    assert counts(score, "publications.venue_abbrev") == (0, 0, 0)


def test_other_values_that_a_label_accepts_are_right() -> None:
    label = {**MUD, "accept": {"kind": ["conference", None], "title": ["Mud by Night"]}}
    for kind in ("journal", "conference"):
        score = compare(page(label), page({**MUD, "kind": kind, "title": "Mud by Night"}))
        assert counts(score, "publications.kind") == (1, 0, 0)
    assert counts(compare(page(label), page({**MUD, "kind": ""})), "publications.kind") == (0, 0, 0)
    wrong = compare(page(label), page({**MUD, "kind": "book"}))
    assert counts(wrong, "publications.kind") == (0, 1, 1)


def test_optional_records_may_be_given_or_left_out() -> None:
    labels = page(optional_publications=[MUD])
    for read in (page(), page(MUD)):
        assert counts(compare(labels, read), "publications") == (0, 0, 0)


def test_two_records_of_one_title_are_each_other_s_only_once() -> None:
    score = compare(page(MUD, MUD), page(MUD))
    assert counts(score, "publications") == (1, 0, 1)


def test_records_of_other_kinds_are_told_apart_by_their_own_fields() -> None:
    labels = {
        "talks": [{"title": "Mud", "date": "2019", "place": "Wetham"}],
        "news": [{"date": "2019-05", "text": "Mud is out [pdf]"}],
        "teaching": [{"code": "CS 1", "title": "Mud", "terms": ["Fall 2019", "Spring 2020"]}],
        "services": [{"role": "Reviewer", "year": 2019, "venues": ["ICML", "ICLR"]}],
        "person": {"education": [{"degree": "PhD", "institution": "Mudford", "year": 2010}]},
    }
    read = {
        "talks": [{"title": "Mud", "date": "2018", "place": "Wetham"}],
        "news": [{"date": "2019-05", "text": "Mud is out"}],
        "teaching": [{"code": "CS1", "title": "Mud", "terms": ["Spring 2020", "Autumn 2019"]}],
        "services": [{"role": "reviewer", "year": 2019, "venues": ["ICLR", "ICML"]}],
        "person": {"education": [{"degree": "D.Phil.", "institution": "Mudford", "year": 2010}]},
    }
    score = compare(labels, read)
    assert counts(score, "talks") == (0, 1, 1)
    assert counts(score, "news") == (1, 0, 0)
    assert (counts(score, "teaching"), counts(score, "services")) == ((1, 0, 0), (1, 0, 0))
    assert counts(score, "services.venues") == (1, 0, 0)
    assert (counts(score, "education"), counts(score, "education.year")) == ((1, 0, 0), (1, 0, 0))


def test_autumn_and_fall_are_one_term() -> None:
    def terms(*found: str) -> dict[str, Any]:
        return {"teaching": [{"code": "CS1", "terms": list(found)}]}

    same = compare(terms("Fall 2019", "Spring 2020"), terms("Spring 2020", "Autumn 2019"))
    assert counts(same, "teaching.terms") == (1, 0, 0)
    assert counts(compare(terms("Fall 2019"), terms("Fall 2020")), "teaching.terms") == (0, 1, 1)


def test_the_person_and_the_interests_count_as_fields() -> None:
    labels = {"person": {"name": "Ann Lee", "emails": ["Ann@mud.example"]}}
    read = {
        "person": {"name": "Ann Lee", "emails": ["ann@mud.example"], "office": "Room 1"},
        "research_interests": "mud",
    }
    score = compare(labels, read)
    assert counts(score, "person.name") == counts(score, "person.emails") == (1, 0, 0)
    assert counts(score, "person.office") == counts(score, "interests") == (0, 1, 0)


def test_precision_recall_and_f1() -> None:
    found = Counts(right=6, made_up=2, missed=4)
    assert (found.precision, found.recall) == (0.75, 0.6)
    assert found.f1 == pytest.approx(2 * 0.75 * 0.6 / 1.35)
    assert (Counts().precision, Counts().recall, Counts().f1) == (1.0, 1.0, 1.0)


def test_scores_of_pages_add_up() -> None:
    whole = Score()
    for read in (page(MUD), page()):
        whole.add(compare(page(MUD), read))
    assert counts(whole, "publications") == (1, 0, 1)
    assert len(whole.differences) == 1
