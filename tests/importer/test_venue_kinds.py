"""What kind of form the text of a venue describes."""

from __future__ import annotations

import pytest

from importer.parse import status, venue_evidence, venues


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        # journals, by their numbers
        ("Mud 4 (2020), 1–9", "journal"),
        ("Mud and Rain 4(1):15–67, 2016", "journal"),
        ("Mud, 4, no. 2 (2019)", "journal"),
        ("Mud 41.5: 48–51", "journal"),
        ("Mud, 4, e123", "journal"),
        ("Wetham Lectures on Hail 3 (2009), 7–9", "journal"),
        ("Mudford Magazine, vol. 7, 2011", "journal"),
        # journals, by their words
        ("Zeitschrift für Schlamm, 2019", "journal"),
        ("Revue de la boue, 2019", "journal"),
        ("IEEE Transactions on Mud, 2019", "journal"),
        ("Annals of Mud, 2019", "journal"),
        ("Mud Letters, 2019", "journal"),
        # meetings
        ("International Conference on Mud, 2019", "conference"),
        ("In Proceedings of the 7th Symposium on Mud, pp. 3–9, 2019", "conference"),
        ("Proc. Wet Places 2019", "conference"),
        ("In 12th IEEE International Conference on Rain and Mud (ICRM), 2019", "conference"),
        ("Tagung der Schlammkunde, 2019", "conference"),
        ("WETCON 2019", "conference"),
        ("Workshop on Mud at the Conference on Rain, 2019", "workshop"),
        # books and parts of them
        ("Mudford: Loam Press, 2019", "book"),
        ("Loam University Press, 2019", "book"),
        ("In The Book of Mud, edited by Bo Ray, Loam Press, 2019", "chapter"),
        ("in Bo Ray (ed.), The Book of Mud, Loam, 2019", "chapter"),
        ("in: Bo Ray (Hrsg.), Schlamm und Regen, Wetham 2019", "chapter"),
        ("Handbook of Mud, 2019", "chapter"),
        ("In Mud and Rain, Loam Press, pp. 3–9, 2019", "chapter"),
        # the rest
        ("PhD thesis, Mudford University, 2019", "thesis"),
        ("Dissertation, Universität Wetham, 2019", "thesis"),
        ("US Patent 1,234,567, 2019", "patent"),
        ("R package, 2019", "software"),
        ("Zenodo dataset, 2019", "dataset"),
        ("Technical report, Mudford Lab, 2019", "report"),
        ("arXiv:1901.00001", "preprint"),
        ("NBER Working Paper, 2019", "preprint"),
        ("Manuscript, 2019", "preprint"),
        ("Submitted to Journal of Mud, 2019", "preprint"),
        ("Revise and resubmit, Journal of Mud", "preprint"),
        ("To appear in Journal of Mud", "journal"),
        ("Wetham, 2019", "other"),
    ],
)
def test_words_and_numbers_tell_the_kind(text: str, kind: str) -> None:
    assert venues.parse(text).kind == kind


def test_a_known_venue_is_of_its_kind_whatever_words_stand_in_it() -> None:
    assert venues.parse("Journal of Machine Learning Research, 2019").kind == "journal"
    assert venues.parse("Proceedings of the National Academy of Sciences, 2019").kind == "journal"
    assert venues.parse("Advances in Neural Information Processing Systems, 2019").kind == (
        "conference"
    )


def test_a_journal_named_within_a_meeting_or_a_handbook_is_not_the_venue() -> None:
    assert venues.parse("Symposium on Evolution, 2019").kind == "conference"
    assert venues.parse("In Handbook of Evolution, 2019").kind == "chapter"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("under review", "submitted"),
        ("Submitted to Journal of Mud", "submitted"),
        ("eingereicht", "submitted"),
        ("Revise and resubmit", "submitted"),
        ("to appear", "forthcoming"),
        ("Forthcoming, Journal of Mud", "forthcoming"),
        ("in press", "forthcoming"),
        ("im Erscheinen", "forthcoming"),
        ("Journal of Mud, 2019", ""),
        ("The impressive mud", ""),
    ],
)
def test_a_text_says_whether_something_is_out(text: str, expected: str) -> None:
    assert status.of(text) == expected


@pytest.mark.parametrize(
    ("venue", "other"),
    [
        ("Journal of Mud, 2019", "The flow of mud"),
        ("NeurIPS 2019", "Mud at night"),
        ("arXiv:1901.00001", "1901 and its mud"),
        ("International Conference on Rain, 2019", "Ann Lee and Bo Ray"),
    ],
)
def test_a_venue_has_more_evidence_than_a_title_or_names(venue: str, other: str) -> None:
    assert venue_evidence.evidence(venue) >= 1.5
    assert venue_evidence.evidence(other) < 1.5


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NeurIPS 2019", True),
        ("Proceedings of NeurIPS, 2019", True),
        ("Journal of Machine Learning Research, 2019", True),
        ("A reply to NeurIPS 2019", False),
        ("Journal of Mud, 2019", False),
    ],
)
def test_a_venue_is_known_where_its_name_is_all_of_a_text(text: str, expected: bool) -> None:
    assert venue_evidence.is_known(text) is expected


def test_a_very_long_text_is_no_venue() -> None:
    assert venue_evidence.evidence("Journal of Mud, 2019. " * 30) == 0


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("134 WETHAM L.J. (forthcoming 2025)", "journal"),
        ("12 MUDFORD L. REV. (2024)", "journal"),
        ("2nd ed. Wetham: Mud Publishing, 2019", "book"),
    ],
)
def test_volumes_in_front_and_editions_tell_a_kind(text: str, kind: str) -> None:
    assert venues.parse(text).kind == kind
