"""The pages in the admin on which a person is made two: who may, and what is refused."""

from __future__ import annotations

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.test import Client

from importer.duplicates.split import split
from importer.models import Judgement
from importer.pipeline import import_readings
from people.models import Person
from tests.importer.database import differing, every_row
from tests.importer.namesake_pages import (
    LOOMS,
    MOONS,
    TIDES,
)
from tests.importer.splitting import authored, lists, wang, works_of

pytestmark = pytest.mark.django_db
HERE = "/admin/importer/duplicates/"
RIGHTS = ("change_person", "add_person", "change_publication")


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
