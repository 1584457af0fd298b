"""Merging two people: all of both is kept, once, and pages go on finding them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from importer.duplicates.choices import defaults
from importer.duplicates.merge import merge, unmerge
from importer.pipeline import import_readings
from news.models import NewsItem
from people.models import Membership, Person
from publications.models import Authorship
from talks.models import Talk
from tests.factories import (
    CourseFactory,
    OfferingFactory,
    OpeningFactory,
    PersonFactory,
    PublicationFactory,
    TeachingRoleFactory,
)
from tests.importer.content import visible_content
from tests.importer.small_pages import EARLY, ENGINES, page

pytestmark = pytest.mark.django_db


def test_all_of_two_people_is_kept_once() -> None:
    one = PersonFactory(given_name="Mary", family_name="Shelley", bio="Wrote.", office="1")
    other = PersonFactory(given_name="M.", family_name="Shelley", has_profile=False, bio="W.")
    for person in (one, other):
        person.emails.create(address="mary@example.org")
        person.links.create(label="home", url="https://example.org/mary")
        Membership.objects.create(person=person, role="phd", start="2020")
        Talk.objects.create(title=f"Of {person}", speaker=person)
        NewsItem.objects.create(text="Hers", author=person).people.add(person)
    offering = OfferingFactory(course=CourseFactory())
    for person in (one, other):
        TeachingRoleFactory(offering=offering, person=person, role="TA")
    PublicationFactory(authors=[one]), PublicationFactory(authors=[other])

    merge(one, other, defaults(one, other))

    person = Person.objects.get()
    assert (person.name, person.bio, person.office) == ("Mary Shelley", "Wrote.", "1")
    assert person.has_profile
    counted = {
        name: getattr(person, name).count()
        for name in ("emails", "links", "memberships", "teaching_roles", "talks", "news")
    }
    assert counted == {
        "emails": 1, "links": 1, "memberships": 1, "teaching_roles": 1, "talks": 2, "news": 2,
    }  # fmt: skip
    assert set(person.variants.values_list("name", flat=True)) == {"Mary Shelley", "M. Shelley"}
    assert person.authorships.count() == 2


def test_what_was_said_last_of_taking_students_holds_and_openings_go_along() -> None:
    one = PersonFactory(taking="yes", taking_confirmed=date(2026, 1, 1))
    other = PersonFactory(taking="no", taking_confirmed=date(2026, 5, 1))
    opening = OpeningFactory(contact=other)

    told = merge(one, other, {**defaults(one, other), "address": 0})

    person = Person.objects.get()
    assert (person.taking, person.taking_confirmed) == ("no", date(2026, 5, 1))
    opening.refresh_from_db()
    assert opening.contact == person

    unmerge(told)

    assert Person.objects.get(pk=one.pk).taking_confirmed == date(2026, 1, 1)
    opening.refresh_from_db()
    assert opening.contact == other


def test_names_that_one_work_prints_both_stay_printed() -> None:
    one, other = PersonFactory(family_name="Shelley"), PersonFactory(family_name="Godwin")
    work = PublicationFactory(authors=[one, other])
    Authorship.objects.filter(person=other).update(printed_name="M. Godwin")

    merge(one, other, defaults(one, other))

    assert [author.name for author in work.authorships.all()] == [one.name, "M. Godwin"]
    assert {author.person for author in work.authorships.all()} == {one}


def test_a_photo_that_was_not_taken_is_there_again_when_they_are_two(
    settings: Any, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    one, other = PersonFactory(), PersonFactory()
    for person in (one, other):
        name = person.photo.storage.save(f"{person.pk}.png", ContentFile(b"a picture"))
        Person.objects.filter(pk=person.pk).update(photo=name)
        person.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        told = merge(one, other, {**defaults(one, other), "photo": 0, "address": 0})
    assert Person.objects.get().photo == one.photo
    assert (tmp_path / str(other.photo)).exists()

    with django_capture_on_commit_callbacks(execute=True):
        unmerge(told)

    assert Person.objects.get(pk=other.pk).photo == other.photo
    assert (tmp_path / str(other.photo)).exists()


def test_a_page_of_the_person_who_goes_is_a_page_of_the_one_who_stays() -> None:
    import_readings([page("a.txt", "Ada Byron", ENGINES), page("m.txt", "Mary Shelley", EARLY)])
    ada, mary = Person.objects.order_by("given_name")
    merge(ada, mary, defaults(ada, mary))
    merged = visible_content()

    import_readings([page("m.txt", "Mary Shelley", EARLY), page("a.txt", "Ada Byron", ENGINES)])

    assert visible_content() == merged
    assert Person.objects.count() == 1


def test_the_old_address_leads_to_the_person_until_they_are_two_again(client: Client) -> None:
    one = PersonFactory(given_name="Mary", family_name="Shelley")
    other = PersonFactory(given_name="Mary", family_name="Godwin")
    told = merge(one, other, {**defaults(one, other), "address": 1})

    answer = client.get("/people/mary-shelley/")
    assert (answer.status_code, answer.url) == (301, "/people/mary-godwin/")
    unmerge(told)
    assert client.get("/people/mary-shelley/").status_code == 200
