"""Name strings to people: likeness of names, decided by the company they keep."""

from hypothesis import given
from hypothesis import strategies as st

from importer.match.people import Mention, cluster_names


def in_list(ref, *names, owner=None):
    company = frozenset(names) | ({owner} if owner else set())
    return [Mention(name, ref, company) for name in names]


def people(*mentions):
    return cluster_names([m for group in mentions for m in group])


def test_a_nickname_is_joined_in_shared_company():
    found = people(
        in_list("home#1", "Chaoyue Liu", "Mikhail Belkin"),
        [Mention("Misha Belkin", "home:bio", frozenset({"Chaoyue Liu"}), listed=False)],
    )
    assert ("Mikhail Belkin", "Misha Belkin") in found.groups
    assert "nickname" in found.reasons["Mikhail Belkin", "Misha Belkin"]


def test_a_nickname_without_shared_company_is_another_person():
    found = people(
        in_list("home#1", "Chaoyue Liu", "Mikhail Belkin"),
        in_list("other#1", "Ada Byron", "Misha Belkin"),
    )
    assert ("Mikhail Belkin",) in found.groups


def test_a_swapped_name_on_the_owners_page_is_the_owner():
    found = people(
        in_list("home#1", "Liu Ziyin", "Masahito Ueda"),
        in_list("home#2", "Paul Pu Liang", "Ziyin Liu", owner="Liu Ziyin"),
    )
    assert ("Liu Ziyin", "Ziyin Liu") in found.groups


def test_a_middle_initial_is_joined_by_shared_co_authors():
    found = people(
        in_list("a#1", "Liu Ziyin", "Zhikang T. Wang", "Masahito Ueda"),
        in_list("a#2", "Liu Ziyin", "Zhikang Wang", "Zihao Wang"),
    )
    assert ("Zhikang T. Wang", "Zhikang Wang") in found.groups
    assert ("Zihao Wang",) in found.groups


def test_a_homonym_number_is_joined_by_shared_co_authors():
    found = people(
        in_list("a#1", "Kaifeng Lyu", "Zhiyuan Li 0005", "Zhiyuan Liu 0001"),
        in_list("a#2", "Kaifeng Lyu", "Zhiyuan Li"),
    )
    assert ("Zhiyuan Li", "Zhiyuan Li 0005") in found.groups
    assert ("Zhiyuan Liu 0001",) in found.groups


def test_a_plain_name_joins_neither_of_two_numbers_that_both_keep_its_company():
    found = people(
        in_list("a#1", "Kaifeng Lyu", "Jian Li 0001"),
        in_list("a#2", "Kaifeng Lyu", "Jian Li 0015"),
        in_list("a#3", "Kaifeng Lyu", "Jian Li"),
    )
    assert {("Jian Li",), ("Jian Li 0001",), ("Jian Li 0015",)} <= set(found.groups)
    assert [(o.a, o.b) for o in found.ambiguous] == [
        ("Jian Li", "Jian Li 0001"),
        ("Jian Li", "Jian Li 0015"),
    ]


def test_initials_are_joined_with_the_only_full_name_that_fits():
    found = people(
        in_list("a#1", "Chaoyue Liu", "Mikhail Belkin"), in_list("b#1", "Chaoyue Liu", "M. Belkin")
    )
    assert ("M. Belkin", "Mikhail Belkin") in found.groups


def test_initials_that_fit_two_full_names_join_neither():
    found = people(
        in_list("a#1", "Chaoyue Liu", "Mikhail Belkin"),
        in_list("b#1", "Chaoyue Liu", "M. Belkin"),
        in_list("c#1", "Ada Byron", "Maria Belkin"),
    )
    assert {("M. Belkin",), ("Mikhail Belkin",), ("Maria Belkin",)} <= set(found.groups)
    assert ("M. Belkin", "Mikhail Belkin") in [(o.a, o.b) for o in found.ambiguous]


def test_two_names_of_one_author_list_are_two_people():
    found = people(in_list("a#1", "Bob Smith", "Robert Smith", "Ada Byron"))
    assert {("Bob Smith",), ("Robert Smith",)} <= set(found.groups)


def test_a_middle_name_left_out_needs_two_shared_companions():
    one = people(
        in_list("a#1", "Paul Pu Liang", "Liu Ziyin"), in_list("b#1", "Paul Liang", "Liu Ziyin")
    )
    assert ("Paul Liang",) in one.groups
    assert [(o.a, o.b) for o in one.ambiguous] == [("Paul Liang", "Paul Pu Liang")]
    two = people(
        in_list("a#1", "Paul Pu Liang", "Liu Ziyin", "Peter Wu"),
        in_list("b#1", "Paul Liang", "Ziyin Liu", "Peter Wu"),
    )
    assert ("Paul Liang", "Paul Pu Liang") in two.groups


def test_prints_that_differ_in_accents_alone_are_one_person():
    found = people(in_list("a#1", "Jean-François Kagy"), in_list("b#1", "Kagy, Jean-Francois"))
    assert found.groups == (("Jean-François Kagy", "Kagy, Jean-Francois"),)


NAMES = [
    "Li Wei",
    "Wei Li",
    "Wei Li 0001",
    "Wei Li 0002",
    "W. Li",
    "Wei X. Li",
    "Wei Y. Li",
    "Bob Li",
    "Robert Li",
    "Ann Ng",
]
mentions_of_all_kinds = st.lists(
    st.builds(
        Mention,
        st.sampled_from(NAMES),
        st.sampled_from(["a", "b", "c"]),
        st.frozensets(st.sampled_from(["Ann Ng", "Bo Qi", "Wei Li"]), max_size=2),
        st.booleans(),
    ),
    max_size=10,
)


@given(mentions_of_all_kinds, st.randoms())
def test_the_order_of_mentions_does_not_matter(mentions, random):
    shuffled = list(mentions)
    random.shuffle(shuffled)
    assert cluster_names(shuffled) == cluster_names(mentions)


@given(mentions_of_all_kinds)
def test_every_name_is_in_one_group_and_no_group_holds_two_numbers(mentions):
    groups = cluster_names(mentions).groups
    assert sorted(n for g in groups for n in g) == sorted({m.name for m in mentions})
    for group in groups:
        assert len({name[-4:] for name in group if name[-1].isdigit()}) < 2
