"""What a person said of two works or two people holds, whatever is imported, in any order."""

from __future__ import annotations

from itertools import permutations

import pytest
from django.db import transaction

from importer.duplicates.choices import defaults
from importer.duplicates.judge import say_different
from importer.duplicates.merge import merge
from importer.duplicates.people import pairs_of_people
from importer.duplicates.works import pairs_of_works
from importer.journal.undo import undo
from importer.match.clusters import cluster
from importer.match.grouping import consistent
from importer.match.judged import Bounds, Judged
from importer.match.people import Mention, cluster_names
from importer.models import ImportRun, Judgement
from importer.pipeline import import_readings
from importer.records import Reading
from people.models import NameVariant, Person
from publications.models import Publication
from tests.factories import PersonFactory, PublicationFactory
from tests.importer.content import visible_content
from tests.importer.database import differing, every_row
from tests.importer.match_entries import entry
from tests.importer.small_pages import EARLY, ENGINES, MUD, page

pytestmark = pytest.mark.django_db

RENAMED = (ENGINES[0], *EARLY[1:])  # the preprint, by now under the title of the paper
OTHER_MUD = ("Mud in tidal rivers, a theory", "Ada Byron, Mary Shelley", "ICML, 2022")


def two_works() -> tuple[Publication, Publication]:
    """A paper and a preprint under another title, each from a page of its own."""
    import_readings(
        [page("ada.txt", "Ada Byron", ENGINES), page("mary.txt", "Mary Shelley", EARLY)]
    )
    early, paper = Publication.objects.order_by("year")
    return paper, early


def later_pages() -> list[Reading]:
    """The same page, a changed page, another page; all with reason to make the two one."""
    return [
        page("ada.txt", "Ada Byron", ENGINES, MUD),
        page("mary.txt", "Mary Shelley", RENAMED),
        page("group.txt", "Percy Shelley", EARLY),
    ]


def two_people() -> tuple[Person, Person]:
    """Two prints of a name, with nobody in common."""
    import_readings(
        [
            page(
                "a.txt",
                "Ada Byron",
                ("On looms of the north", "Ada Byron, Mary Shelley", "ICML, 2021"),
            ),
            page(
                "b.txt",
                "Bob Reed",
                ("Birds of the far south", "Bob Reed, M. Shelley", "ICML, 2022"),
            ),
        ]
    )
    return Person.objects.get(given_name="Mary"), Person.objects.get(given_name="M.")


JOINING = ("A third work about the looms", "Ada Byron, M. Shelley", "NeurIPS, 2023")


# ---------------------------------------------------------------- works


def test_without_a_judgement_the_later_pages_make_the_two_works_one() -> None:
    two_works()
    import_readings(later_pages())
    assert Publication.objects.exclude(title=MUD[0]).count() == 1


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_works_that_are_different_stay_so_in_any_order_of_later_pages(order: list[int]) -> None:
    paper, early = two_works()
    say_different(paper, early, None)
    pages = later_pages()

    for number in order:
        import_readings([pages[number]])

    assert Publication.objects.filter(pk__in=(paper.pk, early.pk)).count() == 2
    paper.refresh_from_db()
    early.refresh_from_db()
    assert (paper.year, early.year) == (2021, 2020)
    waiting = {pair.keys for pair in pairs_of_works()}
    assert tuple(sorted((paper.pk, early.pk))) not in waiting


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_works_that_were_merged_stay_one_in_any_order_of_later_pages(order: list[int]) -> None:
    paper, early = two_works()
    merge(paper, early, defaults(paper, early))
    pages = later_pages()

    for number in order:
        import_readings([pages[number]])

    work = Publication.objects.exclude(title=MUD[0]).get()
    assert work.title == ENGINES[0]
    assert [form.kind for form in work.appearances.all()] == ["conference", "preprint"]
    assert [author.name for author in work.authorships.all()] == ["Ada Byron", "Mary Shelley"]


def test_works_with_nothing_in_common_stay_merged() -> None:
    """Their records share no blocking key: the judgement alone brings them together."""
    far = ("Birds of the far south", "Bob Reed, Carl Orff", "JMLR, 2011")
    import_readings([page("ada.txt", "Ada Byron", ENGINES), page("bob.txt", "Bob Reed", far)])
    one, other = Publication.objects.order_by("pk")
    merge(one, other, defaults(one, other))
    merged = visible_content()

    for reading in (page("bob.txt", "Bob Reed", far), page("ada.txt", "Ada Byron", ENGINES)):
        import_readings([reading])

    assert visible_content() == merged
    assert Publication.objects.count() == 1


def test_a_merge_of_three_works_stays_one_work() -> None:
    import_readings(
        [page("ada.txt", "Ada Byron", ENGINES, MUD), page("m.txt", "Mary Shelley", EARLY)]
    )
    one, two, three = Publication.objects.order_by("pk")
    merge(one, two, defaults(one, two))
    kept = Publication.objects.exclude(pk=three.pk).get()
    merge(kept, three, defaults(kept, three))

    import_readings([page("ada.txt", "Ada Byron", ENGINES, MUD)])
    import_readings([page("new.txt", "Carl Orff", EARLY, MUD)])

    assert Publication.objects.count() == 1


def test_a_work_typed_by_hand_that_is_different_is_not_taken_for_that_of_a_page() -> None:
    """Neither read again nor after the import was undone, though all that is printed agrees."""
    reading = page("ada.txt", "Ada Byron", ENGINES)
    import_readings([reading])
    work = Publication.objects.get()
    typed = PublicationFactory(title=work.title, authors=["Ada Byron", "Mary Shelley"], year=2021)
    say_different(work, typed, None)

    import_readings([reading])
    assert Publication.objects.count() == 2
    undo(ImportRun.objects.first().journal)
    undo(ImportRun.objects.last().journal)
    assert Publication.objects.get() == typed

    import_readings([page("ada.txt", "Ada Byron", ENGINES)])
    assert Publication.objects.count() == 2
    assert pairs_of_works() == []


def test_a_work_typed_by_hand_that_was_merged_is_found_again_by_its_own_title() -> None:
    import_readings([page("ada.txt", "Ada Byron", ENGINES)])
    work = Publication.objects.get()
    typed = PublicationFactory(title="Looms that reckon", authors=["Ada Byron"], year=2021)
    merge(work, typed, defaults(work, typed))

    looms = ("Looms that reckon", "Ada Byron", "CONF, 2021")
    import_readings([page("b.txt", "Carl Orff", looms), page("ada.txt", "Ada Byron", ENGINES)])

    assert Publication.objects.count() == 1


def test_what_was_said_later_goes_before_what_was_said_first() -> None:
    paper, early = two_works()
    said = say_different(paper, early, None)
    merge(paper, early, defaults(paper, early))

    assert not Judgement.objects.filter(pk=said.pk).exists()
    import_readings(later_pages())
    assert Publication.objects.exclude(title=MUD[0]).count() == 1


def test_what_is_said_twice_is_kept_once() -> None:
    paper, early = two_works()
    said = say_different(paper, early, None)
    assert say_different(paper, early, None) == say_different(early, paper, None) == said
    assert Judgement.objects.count() == 1


def test_judgements_on_rows_that_are_gone_hold_nothing_up() -> None:
    paper, early = two_works()
    mary, short = two_people()
    say_different(paper, early, None)
    say_different(mary, short, None)
    Publication.objects.all().delete()
    Person.objects.all().delete()

    assert pairs_of_works() == pairs_of_people() == []
    import_readings(later_pages())
    assert pairs_of_people() == []


def test_two_works_are_different_after_the_import_of_both_was_undone_and_done_again() -> None:
    paper, early = two_works()
    say_different(paper, early, None)
    for run in ImportRun.objects.all():
        undo(run.journal)
    assert not Publication.objects.exists()

    two_works()
    import_readings(later_pages())

    assert Publication.objects.filter(year__in=(2020, 2021)).count() >= 2
    assert pairs_of_works() == []


# ---------------------------------------------------------------- people


def test_without_a_judgement_a_common_co_author_makes_the_two_people_one() -> None:
    two_people()
    import_readings([page("c.txt", "Ada Byron", JOINING)])
    assert Person.objects.filter(family_name="Shelley").count() == 1


def test_people_who_are_different_stay_so() -> None:
    mary, short = two_people()
    say_different(mary, short, None)

    import_readings([page("c.txt", "Ada Byron", JOINING)])

    assert set(Person.objects.filter(family_name="Shelley")) == {mary, short}
    assert pairs_of_people() == []


def test_people_who_were_merged_stay_one() -> None:
    mary, short = two_people()
    merge(mary, short, defaults(mary, short))
    assert Person.objects.get(family_name="Shelley").authorships.count() == 2
    merged = visible_content()

    two_people_again = [
        page("b.txt", "Bob Reed", ("Birds of the far south", "Bob Reed, M. Shelley", "ICML, 2022")),
        page(
            "a.txt", "Ada Byron", ("On looms of the north", "Ada Byron, Mary Shelley", "ICML, 2021")
        ),
    ]
    import_readings(two_people_again)
    assert visible_content() == merged

    import_readings([page("d.txt", "Carl Orff", ("Songs", "Carl Orff, M. Shelley", "ICML, 2020"))])
    assert Person.objects.filter(family_name="Shelley").count() == 1


def test_a_namesake_whom_an_editor_typed_stays_another_person() -> None:
    """Neither read again nor after the import was undone: both print the same letters."""
    works = ("On looms of the north", "Ada Byron, Wei Wang", "ICML, 2021")
    import_readings([page("a.txt", "Ada Byron", works)])
    wei = Person.objects.get(family_name="Wang")
    typed = PersonFactory(given_name="Wei", family_name="Wang", bio="Another.")
    assert [pair.keys for pair in pairs_of_people()] == [(wei.pk, typed.pk)]
    say_different(wei, typed, None)
    assert pairs_of_people() == []

    import_readings([page("a.txt", "Ada Byron", works, MUD)])
    assert set(Person.objects.filter(family_name="Wang")) == {wei, typed}
    for run in ImportRun.objects.all():
        undo(run.journal)
    import_readings([page("a.txt", "Ada Byron", works)])

    assert Person.objects.filter(family_name="Wang").count() == 2
    assert not typed.authorships.exists()


def test_a_person_typed_by_hand_into_whom_a_read_one_was_merged_is_found_by_both_names() -> None:
    works = ("On looms of the north", "Ada Byron, Wei Wang", "ICML, 2021")
    import_readings([page("a.txt", "Ada Byron", works)])
    wei = Person.objects.get(family_name="Wang")
    typed = PersonFactory(given_name="Vivian", family_name="Wang", bio="She.")
    merge(typed, wei, {**defaults(typed, wei), "name": 0, "address": 0})

    import_readings(
        [
            page("a.txt", "Ada Byron", works, MUD),
            page("b.txt", "Bob Reed", ("Birds", "Bob Reed, Vivian Wang", "ICML, 2022")),
        ]
    )

    person = Person.objects.get(family_name="Wang")
    assert (person.pk, person.name, person.bio) == (typed.pk, "Vivian Wang", "She.")
    assert person.authorships.count() == 2
    assert set(NameVariant.objects.filter(person=person).values_list("name", flat=True)) == {
        "Vivian Wang", "Wei Wang",
    }  # fmt: skip


# ---------------------------------------------------------------- matching alone


def test_what_is_bound_counts_as_one_member() -> None:
    links, conflicts = {("a", "b"), ("b", "c")}, {("a", "c")}
    groups, given_up = consistent("abc", links, conflicts, {("a", "b")})
    assert groups == [("a", "b"), ("c",)]
    assert given_up == {("b", "c")}


def test_what_is_bound_stays_together_although_it_is_in_conflict() -> None:
    groups, given_up = consistent("ab", {("a", "b")}, {("a", "b")}, {("a", "b")})
    assert (groups, given_up) == ([("a", "b")], set())


def test_a_judgement_on_two_records_goes_before_what_they_say() -> None:
    one = entry("a#1", "On engines that weave", ["Ada Byron"], ("conference", "ICML", "2021"))
    two = entry("b#1", "On engines that weave", ["Ada Byron"], ("conference", "ICML", "2021"))
    three = entry("c#1", "Mud", ["Bob Reed"], ("conference", "ICML", "2021"))
    assert cluster([one, two, three]).groups == (("a#1", "b#1"), ("c#1",))

    bounds = Bounds(frozenset({("b#1", "c#1")}), frozenset({("a#1", "b#1")}))
    found = cluster([one, two, three], judged=bounds)

    assert found.groups == (("a#1",), ("b#1", "c#1"))
    assert found.ambiguous == ()


def test_a_name_bound_to_another_draws_its_own_spellings_along() -> None:
    told = [
        Mention("Mary Shelley", "1", frozenset({"Ada Byron"})),
        Mention("Mary Godwin", "2", frozenset({"Bob Reed"})),
        Mention("M. Godwin", "3", frozenset({"Bob Reed"})),
    ]
    marks = frozenset({"name:Mary Shelley|", "name:Mary Godwin|"})
    groups = cluster_names(told, Judged(same=(marks,))).groups
    assert groups == (("M. Godwin", "Mary Godwin", "Mary Shelley"),)


def test_a_mark_of_both_sides_tells_nothing() -> None:
    judged = Judged(different=((frozenset({"x"}), frozenset({"y"})),))
    assert judged.apart(frozenset({"x"}), frozenset({"y", "z"}))
    assert not judged.apart(frozenset({"z"}), frozenset({"z"}))
    bounds = judged.bounds({"p": frozenset({"x"}), "q": frozenset({"y"}), "r": frozenset()})
    assert bounds.different == {("p", "q")}


def test_an_import_with_judgements_is_undone_row_for_row() -> None:
    paper, early = two_works()
    merge(paper, early, defaults(paper, early))
    before = every_row()
    with transaction.atomic():
        import_readings(later_pages())
        undo(ImportRun.objects.first().journal)
        assert differing(before, every_row()) == []
