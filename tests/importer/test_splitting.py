"""A person says that one is two: which works are whose, for good."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import permutations

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.db import transaction
from django.test import Client

from importer.duplicates.choices import defaults
from importer.duplicates.merge import merge
from importer.duplicates.people import pairs_of_people
from importer.duplicates.split import NotSplittable, parts_of, split, take_back
from importer.journal.undo import NotUndoable
from importer.models import ImportedPage, Judgement
from importer.pipeline import import_readings
from importer.records import Reading
from people.models import Person
from publications.models import Authorship, Publication
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

pytestmark = pytest.mark.django_db
HERE = "/admin/importer/duplicates/"
RIGHTS = ("change_person", "add_person", "change_publication")


def lists() -> list[Reading]:
    """Lists of two co-authors: one printed name, and nothing that tells of two people."""
    return [
        page("mary.txt", "Mary Shelley", LOOMS, VALVES),
        page("bob.txt", "Bob Reed", TIDES, MOONS),
    ]


def wang() -> Person:
    return Person.objects.get(family_name="Wang", given_name="Wei")


def authored(person: Person, *titles: str) -> set[int]:
    return {a.pk for a in person.authorships.filter(publication__title__in=titles)}


def works_of(person: Person) -> set[str]:
    return set(Publication.objects.of_person(person).values_list("title", flat=True))


def split_rivers_off() -> tuple[Person, Person]:
    """The one person of the lists made two: looms, and rivers."""
    person = wang()
    _, other = split(person, authored(person, TIDES[0], MOONS[0]), ())
    return person, other


def content_after(pages: Iterable[Reading]) -> dict[str, list[str]]:
    with transaction.atomic():
        for reading in pages:
            import_readings([reading])
        found = visible_content()
        transaction.set_rollback(True)
    return found


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


# ---------------------------------------------------------------- the pages in the admin


def editor(client: Client, *rights: str) -> Client:
    user = User.objects.create_user("eve", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=rights))
    client.force_login(user)
    return client


def test_the_form_of_a_person_leads_to_the_page_that_divides_them(admin_client: Client) -> None:
    import_readings(lists())
    person = wang()
    address = f"/admin/importer/duplicates/people/{person.pk}/split/"
    form = admin_client.get(f"/admin/people/person/{person.pk}/change/").content.decode()
    assert f'href="{address}"' in form

    text = admin_client.get(address).content.decode()

    for said in ("Is Wei Wang two people?", f"{LOOMS[0]} (2021)", "Make them two people"):
        assert said in text


def test_what_is_ticked_goes_to_the_other_and_stands_under_decided(admin_client: Client) -> None:
    import_readings(lists())
    person = wang()
    chosen = sorted(authored(person, TIDES[0], MOONS[0]))

    answer = admin_client.post(f"{HERE}people/{person.pk}/split/", {"work": chosen})

    other = Person.objects.exclude(pk=person.pk).get(family_name="Wang", given_name="Wei")
    assert (answer.status_code, answer.url) == (302, f"/admin/people/person/{other.pk}/change/")
    assert works_of(other) == {TIDES[0], MOONS[0]}
    assert LogEntry.objects.get(object_id=person.pk).change_message == (
        "Split: 2 works went to another."
    )
    said = Judgement.objects.get()
    text = admin_client.get(f"{HERE}decided/").content.decode()
    assert "“Wei Wang” is two people" in text
    assert f'href="/admin/importer/duplicates/splits/{said.pk}/"' in text
    assert admin_client.post(f"{HERE}decided/{said.pk}/forget/").status_code == 404


def test_a_split_is_taken_back_in_the_admin(admin_client: Client) -> None:
    import_readings(lists())
    before = every_row()
    person = wang()
    said, _ = split(person, authored(person, TIDES[0]), ())
    address = f"/admin/importer/duplicates/splits/{said.pk}/"
    assert "will be one person again" in admin_client.get(address).content.decode()
    assert Judgement.objects.count() == 1

    answer = admin_client.post(address, follow=True)

    assert "One person again: “Wei Wang”." in answer.content.decode()
    assert differing(before, every_row()) == []
    assert admin_client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({}, "Choose the works, or the pages, that belong to the other person."),
        ({"work": "nonsense"}, "Something you chose is not there. Choose again."),
        ({"work": "9" * 40}, "Something you chose is not there. Choose again."),
        ({"work": "٣"}, "Something you chose is not there. Choose again."),
        ({"page": "1234567"}, "Something you chose is not this person&#x27;s any more."),
    ],
)
def test_a_choice_that_cannot_be_is_explained(
    admin_client: Client, data: dict[str, str], said: str
) -> None:
    import_readings(lists())
    answer = admin_client.post(f"{HERE}people/{wang().pk}/split/", data)
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert Judgement.objects.count() == 0


def test_people_and_splits_that_are_not_there_are_not_found(admin_client: Client) -> None:
    for address in ("people/123456/split/", f"people/{'9' * 18}/split/", "splits/123456/"):
        assert admin_client.get(f"{HERE}{address}").status_code == 404


@pytest.mark.parametrize("missing", RIGHTS)
def test_splitting_takes_the_rights_to_add_people_and_to_change_both(
    client: Client, missing: str
) -> None:
    import_readings(lists())
    person = wang()
    said, _ = split(person, authored(person, TIDES[0]), ())
    logged_in = editor(client, *(right for right in RIGHTS if right != missing))
    before = every_row()

    for address in (f"{HERE}people/{person.pk}/split/", f"{HERE}splits/{said.pk}/"):
        assert logged_in.get(address).status_code == 403
        assert logged_in.post(address, {"work": "1"}).status_code == 403
    assert differing(before, every_row()) == []
    form = logged_in.get(f"/admin/people/person/{person.pk}/change/")
    assert f"{HERE}people/{person.pk}/split/" not in form.content.decode()


def test_who_has_the_rights_may_split(client: Client) -> None:
    import_readings(lists())
    person = wang()
    chosen = sorted(authored(person, TIDES[0]))
    answer = editor(client, *RIGHTS).post(f"{HERE}people/{person.pk}/split/", {"work": chosen})
    assert answer.status_code == 302
    assert Person.objects.filter(family_name="Wang", given_name="Wei").count() == 2


def test_a_visitor_is_asked_to_log_in(client: Client) -> None:
    answer = client.get(f"{HERE}people/1/split/")
    assert (answer.status_code, answer.url) == (
        302,
        "/admin/login/?next=/admin/importer/duplicates/people/1/split/",
    )


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
