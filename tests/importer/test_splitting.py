"""A person says that one is two: which works are whose, for good."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

import pytest

from importer.duplicates.choices import defaults
from importer.duplicates.merge import merge
from importer.duplicates.people import pairs_of_people
from importer.duplicates.split import NotSplittable, parts_of, split, take_back
from importer.journal.undo import NotUndoable
from importer.models import ImportedPage
from importer.pipeline import import_readings
from people.models import Person
from publications.models import Authorship
from tests.factories import PersonFactory, PublicationFactory
from tests.importer.content import visible_content
from tests.importer.database import differing, every_row
from tests.importer.namesake_pages import (
    LOOMS,
    MOONS,
    OXFORD,
    TIDES,
    TOKYO,
    VALVES,
    homepage,
    of_ann,
)
from tests.importer.small_pages import page
from tests.importer.splitting import authored, lists, split_rivers_off, wang, works_of

pytestmark = pytest.mark.django_db


# ---------------------------------------------------------------- what a split does


def test_the_works_chosen_belong_to_another_person_of_the_name() -> None:
    import_readings(lists())
    person, other = split_rivers_off()

    assert (str(person), str(other)) == ("Wei Wang", "Wei Wang")
    assert {person.slug, other.slug} == {"wei-wang", "wei-wang-2"}
    assert works_of(person) == {LOOMS[0], VALVES[0]}
    assert works_of(other) == {TIDES[0], MOONS[0]}
    assert pairs_of_people() == []
    assert not other.has_profile


def test_works_typed_by_hand_can_be_divided() -> None:
    person = PersonFactory(given_name="Wei", family_name="Wang")
    looms, rivers = (PublicationFactory(title=t, authors=[person]) for t in ("Looms", "Rivers"))

    _, other = split(person, authored(person, "Rivers"), ())

    assert [a.person for a in looms.authorships.all()] == [person]
    assert [a.person for a in rivers.authorships.all()] == [other]


def test_a_page_goes_with_what_it_tells_of_its_owner() -> None:
    rivers = ("Rivers of the north", "Wei Wang, Mary Shelley", "ICML, 2024")
    import_readings([homepage("a.txt", OXFORD, LOOMS), homepage("b.txt", TOKYO, TIDES, rivers)])
    person = wang()
    assert person.emails.count() == 2
    pages = {p.pk for p in parts_of(person).pages if p.name == "b.txt"}

    _, other = split(person, authored(person, TIDES[0], rivers[0]), pages)

    assert [e.address for e in person.emails.all()] == ["wei.wang@ox.ac.uk"]
    assert [e.address for e in other.emails.all()] == ["wang@u-tokyo.ac.jp"]
    assert [job.institution for job in other.appointments.all()] == ["University of Tokyo"]
    other.refresh_from_db()
    assert other.has_profile
    before = visible_content()
    for reading in (homepage("b.txt", TOKYO, TIDES, rivers), homepage("a.txt", OXFORD, LOOMS)):
        import_readings([reading])
    assert visible_content() == before
    assert ImportedPage.objects.get(name="b.txt").owner == other


# ---------------------------------------------------------------- it holds


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_two_people_stay_two_in_any_order_of_later_pages(order: Sequence[int]) -> None:
    import_readings(lists())
    person, other = split_rivers_off()
    pages = [*lists(), of_ann()]

    for number in order:
        import_readings([pages[number]])

    assert works_of(person) == {LOOMS[0], VALVES[0], "Steam for beginners"}
    assert works_of(other) == {TIDES[0], MOONS[0], "Rivers for beginners"}
    waiting = Authorship.objects.without_person().values_list("publication__title", flat=True)
    assert set(waiting) == {"Sails for beginners", "Wind for beginners"}


def test_a_work_goes_to_whom_a_person_said_although_the_page_is_the_other_ones_own() -> None:
    import_readings([homepage("a.txt", OXFORD, LOOMS, TIDES)])
    person = wang()
    _, other = split(person, authored(person, TIDES[0]), ())

    import_readings([homepage("a.txt", OXFORD, LOOMS, TIDES, MOONS)])

    assert works_of(person) == {LOOMS[0], MOONS[0]}
    assert works_of(other) == {TIDES[0]}
    assert [e.address for e in person.emails.all()] == ["wei.wang@ox.ac.uk"]


def test_a_page_of_the_other_person_that_comes_later_is_theirs() -> None:
    import_readings(lists())
    person, other = split_rivers_off()

    import_readings([homepage("tokyo.txt", TOKYO, TIDES, MOONS)])

    other.refresh_from_db()
    assert ImportedPage.objects.get(name="tokyo.txt").owner == other
    assert other.has_profile
    assert works_of(person) == {LOOMS[0], VALVES[0]}


def test_a_page_with_works_of_both_is_nobodys_and_takes_nothing_away() -> None:
    import_readings(lists())
    person, other = split_rivers_off()

    import_readings([page("all.txt", "Wei Wang", LOOMS, VALVES, TIDES, MOONS)])

    assert works_of(person) == {LOOMS[0], VALVES[0]}
    assert works_of(other) == {TIDES[0], MOONS[0]}
    assert ImportedPage.objects.get(name="all.txt").owner is None


def test_a_work_that_leaves_its_page_and_comes_back_is_the_other_ones_again() -> None:
    import_readings(lists())
    person, other = split_rivers_off()
    import_readings([page("bob.txt", "Bob Reed", TIDES)])
    assert works_of(other) == {TIDES[0]}

    import_readings([page("bob.txt", "Bob Reed", MOONS, TIDES)])

    assert works_of(other) == {TIDES[0], MOONS[0]}
    assert works_of(person) == {LOOMS[0], VALVES[0]}


def test_two_stay_two_when_all_works_of_the_one_have_left() -> None:
    import_readings(lists())
    person, other = split_rivers_off()

    import_readings([page("bob.txt", "Bob Reed", ("Of owls", "Bob Reed, Ann Lee", "ICML, 2024"))])
    import_readings([page("mary.txt", "Mary Shelley", LOOMS, VALVES)])

    assert set(Person.objects.filter(family_name="Wang", given_name="Wei")) == {person, other}
    assert works_of(person) == {LOOMS[0], VALVES[0]}


def test_one_of_the_two_can_be_split_again() -> None:
    import_readings(lists())
    person, other = split_rivers_off()
    _, third = split(other, authored(other, MOONS[0]), ())

    for reading in (*lists()[::-1], *lists()):
        import_readings([reading])

    assert works_of(person) == {LOOMS[0], VALVES[0]}
    assert works_of(other) == {TIDES[0]}
    assert works_of(third) == {MOONS[0]}


def test_what_an_editor_writes_of_either_stays() -> None:
    import_readings(lists())
    person, other = split_rivers_off()
    Person.objects.filter(pk=other.pk).update(given_name="Wei (Tokyo)", bio="Studies tides.")

    import_readings(lists())

    other.refresh_from_db()
    assert (other.given_name, other.bio) == ("Wei (Tokyo)", "Studies tides.")


def test_splitting_one_of_two_namesakes_leaves_the_other_alone() -> None:
    """Whose other works bring company of the second page to the first."""
    steam = ("Steam for beginners", "Ann Lee, Wei Wang, Mary Shelley", "ICML, 2018")
    ebb = ("Ebb and flow", "Wei Wang, Ann Lee", "ICML, 2011")
    import_readings(
        [
            homepage("oxford.txt", OXFORD, LOOMS, VALVES),
            homepage("tokyo.txt", TOKYO, TIDES, ebb),
            page("mary.txt", "Mary Shelley", steam),
        ]
    )
    one, other = (Person.objects.get(emails__address=place[1]) for place in (OXFORD, TOKYO))
    assert "Steam for beginners" not in works_of(other)
    Authorship.objects.filter(person=None).update(person=one)

    _, third = split(one, authored(one, VALVES[0]), ())

    assert works_of(one) == {LOOMS[0], steam[0]}
    assert works_of(third) == {VALVES[0]}
    assert works_of(other) == {TIDES[0], ebb[0]}
    import_readings([homepage("tokyo.txt", TOKYO, TIDES, ebb)])
    assert works_of(other) == {TIDES[0], ebb[0]}
    assert works_of(one) == {LOOMS[0], steam[0]}


# ---------------------------------------------------------------- taking it back


def test_a_split_taken_back_leaves_the_database_as_it_was_row_for_row() -> None:
    import_readings(lists())
    before = every_row()
    person = wang()
    said, _ = split(person, authored(person, TIDES[0]), ())
    assert differing(before, every_row()) != []

    assert take_back(said).kept == []

    assert differing(before, every_row()) == []


def test_a_split_that_an_import_built_on_is_taken_back_after_that_import() -> None:
    import_readings(lists())
    person = wang()
    said, _ = split(person, authored(person, TIDES[0], MOONS[0]), ())
    import_readings([page("bob.txt", "Bob Reed", TIDES)])

    with pytest.raises(NotUndoable):
        take_back(said)


def test_two_who_were_split_can_be_merged_and_stay_one() -> None:
    import_readings(lists())
    person, other = split_rivers_off()
    merge(person, other, defaults(person, other))
    assert works_of(wang()) == {LOOMS[0], VALVES[0], TIDES[0], MOONS[0]}

    import_readings([of_ann(), *lists()])

    assert len(works_of(wang())) == 8


# ---------------------------------------------------------------- what cannot be


def test_nothing_everything_or_what_is_not_theirs_cannot_be_split_off() -> None:
    import_readings(lists())
    before = every_row()
    person = wang()
    foreign = Authorship.objects.exclude(person=person)[0].pk
    everything = {a.pk for a in person.authorships.all()}
    for works, said in (
        (set(), "Choose the works, or the pages, that belong to the other person."),
        (everything, "Everything would go: leave what belongs to this person."),
        ({foreign}, "Something you chose is not this person's any more. Choose again."),
    ):
        with pytest.raises(NotSplittable, match=said):
            split(person, works, ())
    assert differing(before, every_row()) == []
