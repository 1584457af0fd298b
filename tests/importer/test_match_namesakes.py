"""Names that several people bear: who is meant where one stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importer.match.bearers import OwnPage, Standing
from importer.match.judged import Judged
from importer.match.labels import Labels
from importer.match.names import as_printed, folded, of_bearer
from importer.match.namesakes import Apart, tell_apart
from importer.match.people import Mention, cluster_names
from importer.match.signs import Signs, related, signs_of, unlike
from importer.names import counted
from importer.records import AppointmentRecord

OXFORD = Signs(
    works=frozenset({"title:looms"}),
    company=frozenset({"Mary Shelley"}),
    emails=frozenset({"wei@ox.ac.uk"}),
    at=frozenset({"University of Oxford"}),
)
TOKYO = Signs(
    works=frozenset({"title:tides"}),
    company=frozenset({"Bob Reed"}),
    emails=frozenset({"wang@u-tokyo.ac.jp"}),
    at=frozenset({"University of Tokyo"}),
)
PAGES = (OwnPage("oxford", "Wei Wang", OXFORD), OwnPage("tokyo", "Wei Wang", TOKYO))


def in_list(ref: str, *names: str, page: str = "", works: str = "") -> list[Standing]:
    """The names of an author list, as they stand."""
    return [
        Standing(
            Mention(name, ref, frozenset(names) - {name}, nth=nth),
            page,
            Signs(company=frozenset(names) - {name}, works=frozenset(works.split())),
        )
        for name, nth in zip(names, counted(names), strict=True)
    ]


def number_of(page: str, apart: Apart) -> str:
    return folded(apart.pages[page] or "").number


def meant(apart: Apart, ref: str, name: str = "Wei Wang", nth: int = 0) -> str:
    """Whose page's owner is meant at the place; empty where nobody can say."""
    found = folded(apart.places[ref, name, nth] or "").number
    return next((key for key in apart.pages if found and number_of(key, apart) == found), "")


# ---------------------------------------------------------------- who is two


@pytest.mark.parametrize(
    ("other", "are_two"),
    [
        (TOKYO, True),
        (Signs(emails=TOKYO.emails, at=TOKYO.at), True),
        (Signs(at=TOKYO.at, company=TOKYO.company), True),
        (Signs(emails=TOKYO.emails, company=TOKYO.company), True),
        (Signs(at=TOKYO.at, works=TOKYO.works), True),
        (Signs(works=TOKYO.works, company=TOKYO.company), False),
        (Signs(emails=TOKYO.emails), False),
        (Signs(at=TOKYO.at), False),
        (TOKYO | Signs(works=OXFORD.works), False),
        (TOKYO | Signs(company=OXFORD.company), False),
        (TOKYO | Signs(company=frozenset({"M. Shelley"})), False),
        (TOKYO | Signs(emails=OXFORD.emails), False),
        (TOKYO | Signs(was_at=frozenset({"Oxford University"})), False),
        (Signs(emails=frozenset({"wang@maths.ox.ac.uk"}), company=TOKYO.company), False),
    ],
)
def test_two_are_unlike_if_two_kinds_of_signs_differ_and_nothing_is_in_common(
    other: Signs, are_two: bool
) -> None:
    assert unlike(OXFORD, other) is unlike(other, OXFORD) is are_two


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("MIT", "Massachusetts Institute of Technology"),
        ("Oxford University", "University of Oxford"),
        ("Universität Zürich", "universitat zurich"),
    ],
)
def test_an_institution_is_one_however_it_is_called(one: str, other: str) -> None:
    signs = [
        signs_of(AppointmentRecord(lines=(1, 1), position="Professor", institution=name))
        for name in (one, other)
    ]
    assert related(*signs)


def test_two_who_studied_at_one_place_may_be_two() -> None:
    studied = Signs(was_at=frozenset({"Peking University"}))
    assert not related(OXFORD | studied, TOKYO | studied)


def test_two_pages_of_two_people_give_the_name_two_numbers_of_its_own() -> None:
    apart = tell_apart(
        [
            *in_list("a#1", "Wei Wang", "Mary Shelley", page="oxford"),
            *in_list("b#1", "Wei Wang", "Bob Reed", page="tokyo"),
        ],
        PAGES,
    )
    assert (meant(apart, "a#1"), meant(apart, "b#1")) == ("oxford", "tokyo")
    numbers = {number_of(page, apart) for page in ("oxford", "tokyo")}
    assert len(numbers) == 2
    assert all(of_bearer(number) for number in numbers)
    assert {as_printed(name or "") for name in apart.pages.values()} == {"Wei Wang"}


def test_one_page_alone_gives_no_number() -> None:
    standings = in_list("a#1", "Wei Wang", "Bob Reed", page="oxford")
    assert tell_apart(standings, PAGES[:1]) == Apart()


def test_a_page_with_signs_of_both_makes_them_one() -> None:
    both = OwnPage("vita", "Wei Wang", Signs(works=OXFORD.works | TOKYO.works))
    standings = in_list("a#1", "Wei Wang", "Bob Reed", page="oxford")
    assert tell_apart(standings, [*PAGES, both]) == Apart()


# ---------------------------------------------------------------- who is meant


@pytest.mark.parametrize(
    ("company", "works", "page"),
    [
        (["Mary Shelley"], "", "oxford"),
        (["Bob Reed", "Carl Orff"], "", "tokyo"),
        (["M. Shelley"], "", "oxford"),
        (["Bob Reed"], "title:looms", "oxford"),
        (["Mary Shelley", "Bob Reed"], "", ""),
        (["Carl Orff"], "", ""),
    ],
)
def test_a_place_goes_to_the_one_of_whom_it_tells_most(
    company: list[str], works: str, page: str
) -> None:
    standings = [
        *in_list("a#1", "Wei Wang", "Mary Shelley", page="oxford"),
        *in_list("c#1", "Wei Wang", *company, works=works),
    ]
    assert meant(tell_apart(standings, PAGES), "c#1") == page


def test_initials_on_an_own_page_are_its_owners() -> None:
    standings = [
        *in_list("a#1", "Wei Wang", "Mary Shelley", page="oxford"),
        *in_list("a#2", "W. Wang", "Carl Orff", page="oxford"),
        *in_list("c#1", "W. Wang", "Carl Orff"),
    ]
    apart = tell_apart(standings, PAGES)
    assert meant(apart, "a#2", "W. Wang") == "oxford"
    assert ("c#1", "W. Wang", 0) not in apart.places


def test_initials_that_fit_a_third_name_are_left_as_they_are() -> None:
    standings = [
        *in_list("a#1", "Wei Wang", "Mary Shelley", page="oxford"),
        *in_list("a#2", "W. Wang", "Mary Shelley", page="oxford"),
        *in_list("c#1", "Wen Wang", "Mary Shelley"),
    ]
    assert ("a#2", "W. Wang", 0) not in tell_apart(standings, PAGES).places


def test_the_second_of_one_name_in_a_list_is_another_person() -> None:
    apart = tell_apart(in_list("a#1", "Wei Wang", "Ann Lee", "Wei Wang"))
    assert apart.places == {("a#1", "Wei Wang", 1): "Wei Wang ~2"}


def test_a_number_that_an_index_prints_is_left_alone() -> None:
    standings = in_list("a#1", "Wei Wang 0001", "Wei Wang 0002", "Ann Lee")
    assert tell_apart(standings, PAGES).places == {}


def test_of_two_owners_in_one_list_each_has_a_place() -> None:
    standings = in_list("c#1", "Wei Wang", "Wei Wang", "Mary Shelley", "Bob Reed")
    apart = tell_apart(standings, PAGES)
    assert {meant(apart, "c#1"), meant(apart, "c#1", nth=1)} == {"oxford", "tokyo"}


# ---------------------------------------------------------------- what a person said


def said(*pairs: tuple[set[str], set[str]]) -> Labels:
    return Labels(Judged(different=tuple((frozenset(a), frozenset(b)) for a, b in pairs)))


def test_the_label_of_a_mark_is_the_person_on_its_side() -> None:
    labels = said(({"person:1", "by:weiwang|title:looms"}, {"person:2", "page:b"}))
    assert labels.of(frozenset({"by:weiwang|title:looms"})) == "person:1"
    assert labels.of(frozenset({"page:b"})) == "person:2"
    assert labels.of(frozenset({"page:c"})) == ""


def test_what_was_said_last_goes_before_what_was_said_first() -> None:
    labels = said(
        ({"person:1", "by:weiwang|a"}, {"person:2", "by:weiwang|b"}),
        ({"person:2"}, {"person:3", "by:weiwang|b"}),
    )
    assert labels.of(frozenset({"by:weiwang|b"})) == "person:3"


def test_marks_of_two_people_say_nothing() -> None:
    labels = said(({"person:1", "by:weiwang|a"}, {"person:2", "by:weiwang|b"}))
    assert labels.of(frozenset({"by:weiwang|a", "by:weiwang|b"})) == ""


def test_a_persons_word_goes_before_the_own_page() -> None:
    labels = said(
        (
            {"person:1", "page:oxford", "by:weiwang|person:1"},
            {"person:2", "by:weiwang|person:2", "by:weiwang|title:tides"},
        )
    )
    place = in_list("a#1", "Wei Wang", "Mary Shelley", page="oxford")
    marked = Standing(
        place[0].mention, "oxford", place[0].signs, frozenset({"by:weiwang|title:tides"})
    )
    apart = tell_apart(
        [marked, *in_list("a#2", "Wei Wang", "Mary Shelley", page="oxford")], PAGES[:1], labels
    )
    assert meant(apart, "a#2") == "oxford"
    assert apart.places["a#1", "Wei Wang", 0] not in (None, apart.pages["oxford"])


# ---------------------------------------------------------------- what comes after


def test_names_with_the_number_of_one_person_are_one() -> None:
    groups = cluster_names(
        [
            Mention("Wei Wang ~abcdefg", "a#1", frozenset({"Mary Shelley"})),
            Mention("W. Wang ~abcdefg", "a#2", frozenset({"Carl Orff"})),
            Mention("Wei Wang ~hijklmn", "b#1", frozenset({"Mary Shelley"})),
        ]
    ).groups
    assert groups == (("W. Wang ~abcdefg", "Wei Wang ~abcdefg"), ("Wei Wang ~hijklmn",))


def test_who_has_but_a_second_place_is_joined_with_nobody() -> None:
    listed = [
        Mention(name, "a#1", frozenset({"Ann Lee"}))
        for name in ("W. Wang", "W. Wang ~2", "Ann Lee")
    ]
    groups = cluster_names([*listed, Mention("Wei Wang", "b#1", frozenset({"Ann Lee"}))]).groups
    assert ("W. Wang", "Wei Wang") in groups
    assert ("W. Wang ~2",) in groups


NAMES = ["Wei Wang", "Wang, Wei", "W. Wang", "Wen Wang", "Wang Wei", "Mary Shelley", "Bob Reed"]
lists = st.lists(
    st.tuples(
        st.sampled_from(["a#1", "a#2", "b#1", "c#1"]),
        st.lists(st.sampled_from(NAMES), min_size=1, max_size=4),
        st.sampled_from(["oxford", "tokyo", "other"]),
    ),
    max_size=4,
    unique_by=lambda each: each[0],
)


@given(lists, st.randoms())
def test_the_order_of_standings_and_pages_does_not_matter(found, random) -> None:
    standings = [s for ref, names, page in found for s in in_list(ref, *names, page=page)]
    shuffled = list(standings)
    random.shuffle(shuffled)
    assert tell_apart(shuffled, PAGES[::-1]) == tell_apart(standings, PAGES)


@given(lists)
def test_no_list_means_one_person_twice(found) -> None:
    standings = [s for ref, names, page in found for s in in_list(ref, *names, page=page)]
    places = tell_apart(standings, PAGES).places
    for ref in {ref for ref, _, _ in places}:
        told = [name for (where, _, _), name in places.items() if where == ref and name]
        numbers = [folded(name).number for name in told if of_bearer(folded(name).number)]
        assert len(numbers) == len(set(numbers))
