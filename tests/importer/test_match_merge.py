"""One work from all its records, whatever their order."""

from itertools import permutations

import pytest
from hypothesis import given

from importer.match.credits import MergedAuthor
from importer.match.merge import merge_work
from importer.records import Link
from tests.importer.match_entries import entry, form, sets_of_entries

SOLUTIONS = "Exact Solutions of a Deep Linear Network"
LONG = "Logarithmic landscape and power-law escape rate of SGD"
SHORT = "Power-law escape rate of SGD"


def merged(*entries):
    """The merged work, which is the same for every order of the entries."""
    found = [merge_work(order) for order in permutations(entries)]
    assert all(work == found[0] for work in found)
    return found[0]


def kinds(work):
    return [
        (a.appearance.kind, a.appearance.venue_abbrev, a.appearance.date) for a in work.appearances
    ]


def test_every_form_is_kept_the_version_of_record_first():
    work = merged(
        entry("a#1", SOLUTIONS, ["Liu Ziyin"], ("preprint", "", "2022-02-10")),
        entry("b#1", SOLUTIONS, ["Liu Ziyin"], ("journal", "JSTAT", "2023")),
        entry("b#2", SOLUTIONS, ["Liu Ziyin"], ("conference", "NeurIPS", "2022")),
    )
    assert kinds(work) == [
        ("journal", "JSTAT", "2023"),
        ("conference", "NeurIPS", "2022"),
        ("preprint", "", "2022-02-10"),
    ]
    assert [a.refs for a in work.appearances] == [("b#1",), ("b#2",), ("a#1",)]


def test_one_form_told_by_two_pages_is_one():
    work = merged(
        entry(
            "a#1",
            SOLUTIONS,
            ["Liu Ziyin"],
            form("conference", "ICLR", "2022", pages="1-9"),
            form("preprint", date="2022-05-09"),
        ),
        entry(
            "b#1",
            SOLUTIONS,
            ["Liu Ziyin"],
            form(
                "conference",
                venue_printed="ICLR Conference 2022 Conference Paper",
                venue="ICLR",
                distinction="oral",
                date="2022",
            ),
            form("preprint", date="2022", arxiv_id="2205.04009"),
        ),
    )
    assert kinds(work) == [("conference", "ICLR", "2022"), ("preprint", "", "2022-05-09")]
    conference, preprint = (a.appearance for a in work.appearances)
    assert (conference.pages, conference.distinction) == ("1-9", "oral")
    assert preprint.arxiv_id == "2205.04009"


def test_a_form_without_venue_or_year_joins_the_only_one_that_fits():
    work = merged(
        entry("a#1", SOLUTIONS, [], ("conference", "ICLR", "")),
        entry("b#1", SOLUTIONS, [], ("conference", "ICLR", "2022")),
    )
    assert kinds(work) == [("conference", "ICLR", "2022")]
    two = merged(
        entry("a#1", SOLUTIONS, [], ("workshop", "", "2022")),
        entry("b#1", SOLUTIONS, [], ("workshop", "ICLR", "2022"), ("workshop", "ICML", "2022")),
    )
    assert len(two.appearances) == 3


def test_the_title_is_that_of_the_version_of_record():
    work = merged(
        entry("a#1", SHORT, ["Takashi Mori"], ("preprint", "", "2021-05-20")),
        entry("b#1", LONG, ["Takashi Mori"], ("conference", "ICML", "2022")),
    )
    assert work.title == LONG
    assert work.previous_titles == (SHORT,)
    assert [a.title for a in work.appearances] == ["", SHORT]
    assert work.sources["title"] == "b#1"


def test_of_two_preprints_the_better_dated_gives_the_title():
    work = merged(
        entry("a#1", "Noise Balance of Descent", ["Liu Ziyin"], ("preprint", "", "2023-08-13")),
        entry("b#1", "Law of Balance of Descent", ["Liu Ziyin"], ("preprint", "", "2023")),
    )
    assert work.title == "Noise Balance of Descent"
    assert kinds(work) == [("preprint", "", "2023-08-13")]


def test_case_and_accents_make_no_second_title():
    work = merged(entry("a#1", SOLUTIONS, []), entry("b#1", SOLUTIONS.lower() + ".", []))
    assert work.previous_titles == ()


def test_the_full_author_list_wins_and_marks_are_joined():
    work = merged(
        entry(
            "a#1",
            SOLUTIONS,
            ["Liu Ziyin*", "Botao Li*"],
            ("journal", "J", "2023"),
            authors_truncated=True,
        ),
        entry("b#1", SOLUTIONS, ["Ziyin Liu", "Botao Li", "Xiangming Meng"]),
    )
    assert work.authors == (
        MergedAuthor("Ziyin Liu", equal=True),
        MergedAuthor("Botao Li", equal=True),
        MergedAuthor("Xiangming Meng"),
    )
    assert not work.authors_truncated
    assert work.sources["authors"] == "b#1"


def test_an_owner_behind_et_al_is_implied_until_a_list_prints_them():
    cut = entry(
        "a#1",
        SOLUTIONS,
        ["James B. Simon"],
        owner="Liu Ziyin",
        owner_implied=True,
        authors_truncated=True,
    )
    assert merged(cut).authors == (
        MergedAuthor("James B. Simon"),
        MergedAuthor("Liu Ziyin", implied=True),
    )
    assert merged(cut).authors_truncated
    full = entry("b#1", SOLUTIONS, ["James B. Simon", "Ziyin Liu"])
    assert [a.name for a in merged(cut, full).authors] == ["James B. Simon", "Ziyin Liu"]


def test_a_name_that_only_another_cut_list_prints_is_implied():
    work = merged(
        entry("a#1", SOLUTIONS, ["Ann Ng", "Bo Qi", "Cy Wu"], authors_truncated=True),
        entry("b#1", SOLUTIONS, ["Ann Ng", "Zoe Xu"], authors_truncated=True),
    )
    assert work.authors[3:] == (MergedAuthor("Zoe Xu", implied=True),)


def test_a_label_with_a_url_drops_the_bare_one():
    work = merged(
        entry("a#1", SOLUTIONS, [], links=(Link("pdf"), Link("code"))),
        entry("b#1", SOLUTIONS, [], links=(Link("PDF", "https://x.org/a.pdf"),)),
    )
    assert work.links == (Link("code"), Link("PDF", "https://x.org/a.pdf"))


def test_the_rest_is_joined():
    work = merged(
        entry(
            "a#1",
            SOLUTIONS,
            [],
            abstract="Short.",
            category="stat.ML",
            note="Best paper.",
            affiliation_tags=("mit",),
        ),
        entry(
            "b#1",
            SOLUTIONS,
            [],
            abstract="A longer one.",
            category="cs.LG",
            has_code=True,
            native_title="深い線形網",
            affiliation_tags=("mit", "ntt"),
        ),
    )
    assert work.abstract == "A longer one."
    assert work.categories == ("cs.LG", "stat.ML")
    assert work.affiliation_tags == ("mit", "ntt")
    assert (work.has_code, work.native_title, work.note) == (True, "深い線形網", "Best paper.")
    assert work.sources["abstract"] == work.sources["native_title"] == "b#1"


def test_a_submission_is_not_the_version_of_record():
    work = merged(
        entry("a#1", SOLUTIONS, [], form("journal", "JMLR", "2024", status="submitted")),
        entry("b#1", SOLUTIONS, [], ("preprint", "", "2022-02-10")),
    )
    assert [a.appearance.kind for a in work.appearances] == ["preprint", "journal"]


def test_a_work_needs_a_record():
    with pytest.raises(ValueError, match="at least one record"):
        merge_work([])


@given(sets_of_entries)
def test_the_order_of_records_does_not_matter(entries):
    first = merge_work(entries)
    for order in list(permutations(entries))[:24]:
        assert merge_work(order) == first
    assert merge_work(entries[::-1]) == first


@given(sets_of_entries)
def test_no_record_is_left_out_of_the_forms_it_tells_of(entries):
    work = merge_work(entries)
    told = {ref for a in work.appearances for ref in a.refs}
    assert told == {e.ref for e in entries if e.record.appearances}
    assert sum(len(e.record.appearances) for e in entries) >= len(work.appearances)
