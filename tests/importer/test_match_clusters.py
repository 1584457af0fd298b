"""Records to works: sets of entries."""

import random

from hypothesis import given
from hypothesis import strategies as st

from importer.match.clusters import cluster
from importer.match.grouping import consistent
from importer.match.works import compare
from tests.importer.match_entries import entry, form, sets_of_entries

TWO = ["Liu Ziyin", "Masahito Ueda"]
PREPRINT, PAPER = ("preprint", "", "2022-05-25"), ("conference", "ICLR", "2023")


def test_three_records_of_one_title_are_one_work():
    found = cluster(
        [
            entry("a#1", "Exact Solutions of a Deep Linear Network", TWO, PREPRINT),
            entry("b#1", "Exact Solutions of a Deep Linear Network", TWO, PAPER),
            entry("b#2", "Exact solutions of a deep linear network", TWO, ("journal", "J", "2023")),
        ]
    )
    assert found.groups == (("a#1", "b#1", "b#2"),)
    assert found.ambiguous == ()


def test_a_retitled_preprint_joins_its_only_partner():
    found = cluster(
        [
            entry("a#1", "Power-law escape rate of SGD", TWO, PREPRINT),
            entry("b#1", "Logarithmic landscape and power-law escape rate of SGD", TWO, PAPER),
        ]
    )
    assert found.groups == (("a#1", "b#1"),)


def test_a_retitled_preprint_with_two_partners_joins_neither():
    found = cluster(
        [
            entry("a#1", "Power-law escape rate of SGD", TWO, PREPRINT),
            entry("b#1", "Logarithmic landscape and power-law escape rate of SGD", TWO, PAPER),
            entry("b#2", "Power-law escape rate of SGD, and why it matters", TWO, PAPER),
        ]
    )
    assert found.groups == (("a#1",), ("b#1",), ("b#2",))
    assert {(o.a, o.b) for o in found.ambiguous} == {("a#1", "b#1"), ("a#1", "b#2")}


def test_a_listing_that_has_both_titles_keeps_them_apart():
    short, long = "Power-law escape rate of SGD", "Logarithms and power-law escape rate of SGD"
    found = cluster(
        [
            entry("a#1", short, TWO, PREPRINT),
            entry("b#1", long, TWO, PAPER),
            entry("b#2", short, TWO, ("workshop", "W", "2022")),
        ]
    )
    assert found.groups == (("a#1", "b#2"), ("b#1",))
    assert found.ambiguous == ()


def test_a_record_between_two_identifiers_joins_neither():
    found = cluster(
        [
            entry("a#1", "Escape rates of SGD", TWO, form("preprint", arxiv_id="2205.00001")),
            entry("b#1", "Escape rates of SGD", TWO, ("conference", "ICLR", "2022")),
            entry("c#1", "Escape rates of SGD", TWO, form("preprint", arxiv_id="2206.00002")),
        ]
    )
    assert found.groups == (("a#1",), ("b#1",), ("c#1",))
    assert len(found.ambiguous) == 3


def test_offers_are_ranked_and_each_work_has_its_best_partner_only():
    found = cluster(
        [
            entry("a#1", "Exact phase transitions in deep learning", TWO, PREPRINT),
            entry(
                "b#1", "First-order phase transitions in deep nets", TWO, ("journal", "P", "2023")
            ),
            entry("b#2", "Universal uncertainty relation", TWO, ("journal", "Q", "2022")),
        ]
    )
    assert [(o.a, o.b) for o in found.ambiguous] == [("a#1", "b#1")]
    assert len(found.groups) == 3


def test_links_of_a_torn_member_are_given_up():
    groups, given_up = consistent("abcd", {("a", "b"), ("b", "c"), ("c", "d")}, {("a", "c")})
    assert groups == [("a",), ("b",), ("c", "d")]
    assert given_up == {("a", "b"), ("b", "c")}


def test_a_conflict_over_a_longer_way_dissolves_the_group():
    groups, _ = consistent("abcd", {("a", "b"), ("b", "c"), ("c", "d")}, {("a", "d")})
    assert groups == [("a",), ("b",), ("c",), ("d",)]


@given(sets_of_entries, st.randoms())
def test_the_order_of_entries_does_not_matter(entries, rng):
    shuffled = list(entries)
    rng.shuffle(shuffled)
    assert cluster(shuffled) == cluster(entries)


@given(sets_of_entries)
def test_every_entry_is_in_one_group_and_none_excludes_another(entries):
    found = cluster(entries)
    by_ref = {e.ref: e for e in entries}
    assert sorted(ref for group in found.groups for ref in group) == sorted(by_ref)
    for group in found.groups:
        for one in group:
            for other in group:
                assert one == other or not compare(by_ref[one], by_ref[other]).hard


@given(sets_of_entries)
def test_clustering_the_same_entries_twice_over_changes_nothing(entries):
    assert cluster(entries + entries) == cluster(entries)


def synthetic(count, team):
    """Works of `team` people a page each in two listings; names repeat as common names do."""
    rng = random.Random(7)
    families = [
        f"{a}{b}"
        for a in ("Wa", "Li", "Che", "Zha", "Mor", "Sa", "Ki", "Du")
        for b in ("ng", "n", "ro", "u", "mm", "ler", "ski", "va")
    ]
    given_names = [
        f"{a}{b}"
        for a in ("Wei", "Jia", "An", "Bo", "Car", "Da", "Ev", "Fi", "Hu")
        for b in ("", "na", "lan", "min", "rong")
    ]
    people = [f"{g} {f}" for f in families for g in given_names]
    rng.shuffle(people)
    words = [
        f"{a}{b}"
        for a in ("gra", "con", "lin", "opt", "sto")
        for b in ("dient", "vex", "ear", "imal", "chastic", "flow", "form", "metric")
    ]
    for k in range(count // 2):
        start = rng.randrange(min(team, len(people)) - 9)
        authors = rng.sample(people[start : start + 10], rng.randint(1, 5))
        title = " ".join(rng.sample(words, 6)) + f" {chr(97 + k % 26)}{k}"
        year = 2000 + rng.randrange(25)
        yield entry(f"a#{k}", title, authors, ("preprint", "", f"{year}-05-01"))
        yield entry(f"b#{k}", title.upper(), authors, ("conference", "X", str(year + 1)))


def calls_for(count, team):
    """How many pairs are compared; asserts that each work's two records are joined."""
    calls = 0

    def counted(a, b):
        nonlocal calls
        calls += 1
        return compare(a, b)

    found = set(cluster(synthetic(count, team), counted).groups)
    assert found == {(f"a#{k}", f"b#{k}") for k in range(count // 2)}
    return calls


def test_comparisons_grow_with_the_number_of_records():
    """Five times the records: near five times the comparisons, not twenty-five."""
    assert calls_for(5000, team=1000) < 8 * calls_for(1000, team=200)


def test_comparisons_stay_few_where_few_people_write_everything_together():
    assert calls_for(800, team=10) < 800 * 400
