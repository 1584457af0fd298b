"""Two people of one name stay two: told apart by their pages and the company they keep."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

import pytest
from django.db import transaction
from django.test import Client

from importer.duplicates.choices import defaults
from importer.duplicates.judge import say_different
from importer.duplicates.merge import merge, unmerge
from importer.duplicates.people import pairs_of_people
from importer.journal.undo import undo
from importer.models import ImportedPage, ImportRun
from importer.pipeline import import_readings
from importer.records import Reading
from news.models import NewsItem
from people.models import Person
from publications.models import Authorship, Publication
from tests.importer.content import visible_content
from tests.importer.database import differing, every_row
from tests.importer.five_pages import read_text
from tests.importer.namesake_pages import (
    LOOMS,
    MOONS,
    TIDES,
    TOKYO,
    TWICE,
    VALVES,
    homepage,
    of_ann,
    of_oxford,
    of_tokyo,
)
from tests.importer.small_pages import page

pytestmark = pytest.mark.django_db


def namesakes() -> list[Person]:
    return list(Person.objects.filter(family_name="Wang").order_by("emails__address"))


def works_of(person: Person) -> set[str]:
    return set(Publication.objects.of_person(person).values_list("title", flat=True))


def of(email: str) -> Person:
    return Person.objects.get(emails__address=email)


def content_after(pages: Sequence[Reading]) -> dict[str, list[str]]:
    with transaction.atomic():
        for reading in pages:
            import_readings([reading])
        found = visible_content()
        transaction.set_rollback(True)
    return found


# ---------------------------------------------------------------- two homepages


def test_two_homepages_with_nothing_in_common_are_of_two_people(client: Client) -> None:
    import_readings([of_oxford(), of_tokyo()])

    one, other = of("wei.wang@ox.ac.uk"), of("wang@u-tokyo.ac.jp")
    assert len(namesakes()) == 2
    assert (one.has_profile, other.has_profile) == (True, True)
    assert {one.slug, other.slug} == {"wei-wang", "wei-wang-2"}
    assert works_of(one) == {LOOMS[0], VALVES[0]}
    assert works_of(other) == {TIDES[0], MOONS[0]}
    assert [job.institution for job in one.appointments.all()] == ["University of Oxford"]
    assert [job.institution for job in other.appointments.all()] == ["University of Tokyo"]
    assert "University of Tokyo" in client.get(other.get_absolute_url()).content.decode()


def test_no_visitor_reads_the_number_that_tells_them_apart(client: Client) -> None:
    import_readings([of_oxford(), of_tokyo()])
    for address in ("/people/", "/publications/", *(p.get_absolute_url() for p in namesakes())):
        assert "~" not in client.get(address).content.decode()


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_the_order_of_the_pages_of_namesakes_does_not_matter(order: list[int]) -> None:
    pages = [of_oxford(), of_tokyo(), of_ann(), page("twice.txt", "Ann Lee", TWICE)]
    assert content_after([pages[number] for number in order]) == content_after(pages)


def test_pages_of_namesakes_imported_again_change_nothing() -> None:
    import_readings([of_oxford(), of_tokyo(), of_ann()])
    before = visible_content()

    for reading in (of_ann(), of_tokyo(), of_oxford()):
        report = import_readings([reading])
        assert report.totals["decisions"]["new"] == report.totals["decisions"]["changed"] == 0

    assert visible_content() == before


def test_undoing_the_imports_of_namesakes_gives_back_the_database_row_for_row() -> None:
    before = every_row()
    for reading in (of_ann(), of_oxford(), of_tokyo()):
        import_readings([reading])

    for run in ImportRun.objects.order_by("-pk"):
        assert run.journal
        assert undo(run.journal).kept == []

    assert differing(before, every_row()) == []


def test_what_an_editor_wrote_of_one_stays_with_them_when_the_other_comes() -> None:
    import_readings([of_tokyo()])
    person = of("wang@u-tokyo.ac.jp")
    person.bio, person.office = "Typed by hand.", "Room 7"
    person.save()

    import_readings([of_oxford()])

    assert of("wang@u-tokyo.ac.jp").pk == person.pk
    person.refresh_from_db()
    assert (person.bio, person.office, person.slug) == ("Typed by hand.", "Room 7", "wei-wang")
    assert of("wei.wang@ox.ac.uk").bio == ""


def test_two_people_whose_files_have_one_name_have_a_page_each() -> None:
    pages = [of_oxford("index.txt"), of_tokyo("index.txt")]
    import_readings(pages)
    assert ImportedPage.objects.count() == 2
    assert works_of(of("wei.wang@ox.ac.uk")) == {LOOMS[0], VALVES[0]}
    before = visible_content()

    import_readings(pages[::-1])

    assert ImportedPage.objects.count() == 2
    assert visible_content() == before == content_in_other_order(pages)


def content_in_other_order(pages: Sequence[Reading]) -> dict[str, list[str]]:
    for run in ImportRun.objects.order_by("-pk"):
        assert run.journal
        undo(run.journal)
    return content_after(pages[::-1])


# ---------------------------------------------------------------- one person with several pages


ONE_PERSON = {
    "a work in common": homepage("new.txt", TOKYO, TIDES, LOOMS),
    "a co-author in common": homepage(
        "new.txt", TOKYO, ("Looms of the north", "Wei Wang, Mary Shelley", "ICML, 2024")
    ),
    "one address": homepage("new.txt", ("University of Tokyo", "wei.wang@ox.ac.uk"), TIDES),
    "one institution": homepage("new.txt", ("University of Oxford", "wang@mail.example"), TIDES),
    "an institution on the page of before": read_text(
        "Wei Wang\n\nProfessor of Physics, University of Tokyo\nwang@u-tokyo.ac.jp\n\n"
        "Education\n\nPh.D. in Physics, University of Oxford, 2009\n\n"
        "Publications\n\nA theory of mud in tidal rivers [pdf]\nWei Wang, Bob Reed\nJMLR, 2020\n",
        "new.txt",
    ),
    "a list that says nothing of where they are": page("new.txt", "Wei Wang", TIDES, MOONS),
    "a page without works and another address": read_text(
        "Wei Wang\n\nwang@mail.example\n\nNews\n\nMay 2024: I moved to another house.\n",
        "new.txt",
    ),
}


@pytest.mark.parametrize("reading", ONE_PERSON.values(), ids=ONE_PERSON.keys())
def test_two_pages_without_strong_evidence_are_of_one_person(reading: Reading) -> None:
    import_readings([of_oxford(), reading])
    person = Person.objects.get(given_name="Wei", family_name="Wang")
    assert ImportedPage.objects.filter(owner=person).count() == 2


def test_a_page_that_has_works_of_both_makes_the_two_one() -> None:
    import_readings([of_oxford(), of_tokyo()])
    assert len(namesakes()) == 2
    vita = page("vita.txt", "Wei Wang", LOOMS, TIDES, MOONS)

    import_readings([vita])

    person = Person.objects.get(given_name="Wei", family_name="Wang")
    assert works_of(person) == {LOOMS[0], VALVES[0], TIDES[0], MOONS[0]}
    assert ImportedPage.objects.filter(owner=person).count() == 3
    together = visible_content()
    for run in ImportRun.objects.order_by("-pk"):
        assert run.journal
        undo(run.journal)
    assert content_after([vita, of_tokyo(), of_oxford()]) == together


def test_a_name_in_two_lists_with_no_co_author_in_common_is_one_person() -> None:
    import_readings(
        [
            page("mary.txt", "Mary Shelley", LOOMS),
            page("bob.txt", "Bob Reed", TIDES),
        ]
    )
    assert works_of(Person.objects.get(family_name="Wang")) == {LOOMS[0], TIDES[0]}


# ---------------------------------------------------------------- who is meant


def test_a_mention_goes_to_the_one_whose_company_it_keeps() -> None:
    import_readings([of_oxford(), of_tokyo(), of_ann()])

    assert "Steam for beginners" in works_of(of("wei.wang@ox.ac.uk"))
    assert "Rivers for beginners" in works_of(of("wang@u-tokyo.ac.jp"))
    assert len(namesakes()) == 2


def test_a_mention_that_fits_both_or_neither_stays_a_printed_name() -> None:
    import_readings([of_oxford(), of_tokyo(), of_ann()])

    waiting = Authorship.objects.without_person()
    assert {(author.printed_name, author.publication.title) for author in waiting} == {
        ("Wei Wang", "Sails for beginners"),
        ("Wei Wang", "Wind for beginners"),
    }


def test_whom_an_editor_chose_for_a_name_that_fits_both_stays() -> None:
    import_readings([of_oxford(), of_tokyo(), of_ann()])
    sails = Authorship.objects.get(person=None, publication__title="Sails for beginners")
    Authorship.objects.filter(pk=sails.pk).update(person=of("wang@u-tokyo.ac.jp"))

    import_readings([of_oxford(), of_tokyo(), of_ann()])

    sails.refresh_from_db()
    assert sails.person == of("wang@u-tokyo.ac.jp")


def test_works_that_were_read_before_the_second_page_move_to_its_owner() -> None:
    import_readings([of_ann(), of_oxford()])
    assert "Rivers for beginners" in works_of(of("wei.wang@ox.ac.uk"))

    import_readings([of_tokyo()])

    assert works_of(of("wei.wang@ox.ac.uk")) == {LOOMS[0], VALVES[0], "Steam for beginners"}
    assert works_of(of("wang@u-tokyo.ac.jp")) == {TIDES[0], MOONS[0], "Rivers for beginners"}


def test_a_student_has_the_advisor_who_is_where_they_studied() -> None:
    student = read_text(
        "Ann Lee\n\nPostdoc, Stanford University\n\nEducation\n\n"
        "Ph.D. in Physics, University of Tokyo, 2019. Advisor: Wei Wang\n",
        "ann-home.txt",
    )
    for pages in ([of_oxford(), of_tokyo(), student], [student, of_oxford(), of_tokyo()]):
        with transaction.atomic():
            import_readings(pages)
            degree = Person.objects.get(family_name="Lee").education.get()
            assert degree.advisor == of("wang@u-tokyo.ac.jp")
            transaction.set_rollback(True)


def test_a_member_is_the_one_whose_address_is_given() -> None:
    group = read_text(
        "The Reed Group\n\nMembers\n\nFaculty\n\nWei Wang, Professor, wang@u-tokyo.ac.jp\n",
        "group.txt",
    )
    assert group.records
    import_readings([of_oxford(), of_tokyo(), group])
    assert [m.role for m in of("wang@u-tokyo.ac.jp").memberships.all()] == ["faculty"]


# ---------------------------------------------------------------- a list that prints a name twice


def test_a_list_that_prints_a_name_twice_has_two_people_of_it() -> None:
    import_readings([page("ann.txt", "Ann Lee", TWICE)])

    authors = list(Publication.objects.get().authorships.all())
    assert [author.name for author in authors] == ["Wei Wang", "Wei Wang", "Ann Lee"]
    assert len({author.person_id for author in authors}) == 3
    assert len(namesakes()) == 2


def test_lists_that_print_a_name_twice_have_the_same_two_people() -> None:
    again = ("Of names and yet more names", "Wei Wang, Ann Lee, Wei Wang", "ICLR, 2020")
    import_readings([page("ann.txt", "Ann Lee", TWICE), page("a.txt", "Ann Lee", again, LOOMS)])

    first, second = sorted(namesakes(), key=lambda person: person.authorships.count())[::-1]
    assert works_of(first) == {TWICE[0], again[0], LOOMS[0]}
    assert works_of(second) == {TWICE[0], again[0]}


def test_both_of_two_owners_of_pages_stand_in_a_list_that_prints_their_name_twice() -> None:
    both = ("Of mud and looms", "Wei Wang, Wei Wang, Mary Shelley, Bob Reed", "ICLR, 2019")
    import_readings([of_oxford(), of_tokyo(), page("bob.txt", "Bob Reed", both)])

    assert len(namesakes()) == 2
    assert both[0] in works_of(of("wei.wang@ox.ac.uk"))
    assert both[0] in works_of(of("wang@u-tokyo.ac.jp"))


def test_the_second_of_a_list_goes_when_the_list_does() -> None:
    import_readings([page("ann.txt", "Ann Lee", TWICE, LOOMS)])
    assert len(namesakes()) == 2

    import_readings([page("ann.txt", "Ann Lee", LOOMS)])

    assert [works_of(person) for person in namesakes()] == [{LOOMS[0]}]


# ---------------------------------------------------------------- the inbox of duplicates


def test_namesakes_whom_pages_tell_apart_are_offered_to_a_person() -> None:
    import_readings([of_oxford(), of_tokyo()])
    one, other = sorted(namesakes(), key=lambda person: person.pk)
    assert [pair.keys for pair in pairs_of_people()] == [(one.pk, other.pk)]


def test_namesakes_of_whom_a_person_said_that_they_are_different_are_not_offered_again() -> None:
    import_readings([of_oxford(), of_tokyo()])
    say_different(of("wei.wang@ox.ac.uk"), of("wang@u-tokyo.ac.jp"), None)

    import_readings([page("vita.txt", "Wei Wang", LOOMS, TIDES, MOONS)])

    assert pairs_of_people() == []
    assert works_of(of("wei.wang@ox.ac.uk")) >= {LOOMS[0], VALVES[0]}
    assert works_of(of("wang@u-tokyo.ac.jp")) >= {TIDES[0], MOONS[0]}
    page_of_nobody = ImportedPage.objects.get(name="vita.txt")
    assert page_of_nobody.owner is None
    assert {r.reason for r in page_of_nobody.records.filter(type="person")} == {
        "Whose page is this? Name the owner with --owner."
    }


def test_namesakes_who_are_said_to_be_one_stay_one_and_can_be_two_again() -> None:
    import_readings([of_oxford(), of_tokyo(), of_ann()])
    one, other = of("wei.wang@ox.ac.uk"), of("wang@u-tokyo.ac.jp")
    apart = visible_content()
    told = merge(one, other, defaults(one, other))

    person = Person.objects.get(given_name="Wei", family_name="Wang")
    assert works_of(person) == {
        LOOMS[0], VALVES[0], TIDES[0], MOONS[0],
        *(f"{what} for beginners" for what in ("Steam", "Rivers", "Sails", "Wind")),
    }  # fmt: skip
    merged = visible_content()
    for reading in (of_ann(), of_tokyo(), of_oxford()):
        import_readings([reading])
    assert visible_content() == merged

    for run in ImportRun.objects.order_by("-pk")[:3]:
        assert run.journal
        undo(run.journal)
    unmerge(told)
    assert visible_content() == apart


# ---------------------------------------------------------------- rows of editors


def test_a_person_whom_an_editor_deleted_does_not_come_back_when_a_namesake_comes() -> None:
    import_readings([of_oxford()])
    of("wei.wang@ox.ac.uk").delete()

    import_readings([of_tokyo()])
    import_readings([of_oxford()])

    assert namesakes() == [of("wang@u-tokyo.ac.jp")]
    assert works_of(of("wang@u-tokyo.ac.jp")) == {TIDES[0], MOONS[0]}


def test_a_name_that_fits_both_waits_on_the_list_of_authors_without_a_person(
    admin_client: Client,
) -> None:
    import_readings([of_oxford(), of_tokyo(), of_ann()])
    text = admin_client.get("/admin/todo/no-person/").content.decode()
    for said in ("Sails for beginners", "Wind for beginners", "Wei Wang (wei-wang-2)"):
        assert said in text


def test_news_name_the_one_who_wrote_the_work(client: Client) -> None:
    news = read_text(
        "Mary Shelley\n\nAssistant Professor, University of Oxford\n\nNews\n\n"
        f"May 2021: Our paper {LOOMS[0]} with Wei Wang is accepted at NeurIPS 2021.\n\n"
        f"Publications\n\n{LOOMS[0]} [pdf]\nWei Wang, Mary Shelley\nNeurIPS, 2021\n",
        "mary.txt",
    )
    import_readings([of_oxford(), of_tokyo(), news])
    item = NewsItem.objects.get()
    assert [person.pk for person in item.people.all()] == [of("wei.wang@ox.ac.uk").pk]
