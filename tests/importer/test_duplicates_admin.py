"""The pages on duplicates in the admin: who may do what, and what they show."""

from __future__ import annotations

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from importer.models import Judgement, Merge
from importer.pipeline import import_readings
from people.models import Person
from publications.models import Publication
from tests.factories import PersonFactory, PublicationFactory
from tests.importer.small_pages import EARLY, ENGINES, page

pytestmark = pytest.mark.django_db
AUTHORS = ["Ada Byron", "Mary Shelley"]
HERE = "/admin/importer/duplicates/"


def make_works(number: int = 1) -> list[Publication]:
    """`number` pairs that may be one."""
    titles = [f"On engines that {what} cloth" for what in ("weave", "cut", "dye", "sell")]
    return [
        PublicationFactory(title=titles[n], authors=AUTHORS, note=f"Note {n}{m}.")
        for n in range(number)
        for m in range(2)
    ]


def make_people(number: int = 1) -> list[Person]:
    families = ("Belkin", "Shelley", "Byron", "Reed")
    return [
        PersonFactory(given_name=given, family_name=families[n])
        for n in range(number)
        for given in ("Misha", "Mikhail")
    ]


def of(one: Publication | Person, other: Publication | Person) -> str:
    kind = "works" if isinstance(one, Publication) else "people"
    return f"{HERE}{kind}/{one.pk}/{other.pk}/"


def editor(client: Client, *rights: str) -> Client:
    user = User.objects.create_user("eve", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=rights))
    client.force_login(user)
    return client


# ---------------------------------------------------------------- lists


def test_the_front_leads_to_the_works(admin_client: Client) -> None:
    answer = admin_client.get(HERE)
    assert (answer.status_code, answer.url) == (302, f"{HERE}works/")


@pytest.mark.parametrize("kind", ["works", "people"])
def test_an_empty_list_says_so(admin_client: Client, kind: str) -> None:
    assert "No pairs wait." in admin_client.get(f"{HERE}{kind}/").content.decode()


def test_a_pair_stands_side_by_side_with_its_reason_and_its_lines(admin_client: Client) -> None:
    import_readings([page("a.txt", "Ada Byron", ENGINES), page("m.txt", "Mary Shelley", EARLY)])

    text = admin_client.get(f"{HERE}works/").content.decode()

    shown = ["1 pair", "the same authors in the same order", ENGINES[0], EARLY[0]]
    shown += ["Conference paper, NeurIPS, 2021", "a.txt, lines 5–7", "m.txt, lines 5–7"]
    assert [said for said in shown if said not in text] == []


def test_two_people_stand_side_by_side_with_their_works(admin_client: Client) -> None:
    one, other = make_people()
    PublicationFactory(title="Looms", authors=[one])
    other.emails.create(address="m@example.org")

    text = admin_client.get(f"{HERE}people/").content.decode()

    for said in ("A short form of the same given name", "Looms (2024)", "m@example.org"):
        assert said in text


def test_markup_in_a_title_is_text(admin_client: Client) -> None:
    for _ in range(2):
        PublicationFactory(title="<script>alert(1)</script> engines that weave", authors=AUTHORS)
    one, other = Publication.objects.order_by("pk")
    for address in (f"{HERE}works/", of(one, other)):
        text = admin_client.get(address).content.decode()
        assert "<script>alert(1)" not in text
        assert "&lt;script&gt;alert(1)" in text


def test_a_list_has_pages(admin_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importer.duplicates.views.A_PAGE", 1)
    make_works(2)
    assert "Page 1 of 2" in admin_client.get(f"{HERE}works/").content.decode()
    assert "Page 2 of 2" in admin_client.get(f"{HERE}works/?p=2").content.decode()
    assert admin_client.get(f"{HERE}works/?p=nonsense").status_code == 200


@pytest.mark.parametrize(("kind", "fill"), [("works", make_works), ("people", make_people)])
def test_a_list_costs_the_same_with_one_pair_and_with_three(
    admin_client: Client, kind: str, fill
) -> None:
    admin_client.get(f"{HERE}{kind}/")
    fill(1)
    admin_client.get(f"{HERE}{kind}/")
    with CaptureQueriesContext(connection) as one:
        admin_client.get(f"{HERE}{kind}/")
    Publication.objects.all().delete()
    Person.objects.all().delete()
    fill(3)
    admin_client.get(f"{HERE}{kind}/")
    with CaptureQueriesContext(connection) as three:
        answer = admin_client.get(f"{HERE}{kind}/")
    assert answer.content.decode().count('<section class="pair"') == 3
    assert len(three) == len(one) <= 20


@pytest.mark.parametrize(("kind", "fill"), [("works", make_works), ("people", make_people)])
def test_looking_for_pairs_costs_the_same_with_one_new_pair_and_with_three(
    admin_client: Client, kind: str, fill
) -> None:
    costs = []
    for number in (1, 3):
        Publication.objects.all().delete()
        Person.objects.all().delete()
        admin_client.get(f"{HERE}{kind}/")
        fill(number)
        with CaptureQueriesContext(connection) as queries:
            answer = admin_client.get(f"{HERE}{kind}/")
        assert answer.content.decode().count('<section class="pair"') == number
        costs.append(len(queries))
    assert costs[0] == costs[1]


# ---------------------------------------------------------------- deciding


def test_different_is_remembered_and_the_pair_gone(admin_client: Client) -> None:
    one, other = make_works()

    answer = admin_client.post(of(one, other), {"do": "different"}, follow=True)

    assert answer.redirect_chain == [(f"{HERE}works/", 302)]
    assert "No pairs wait." in answer.content.decode()
    said = Judgement.objects.get()
    assert (said.is_same, said.by) == (False, User.objects.get())


def test_a_judgement_is_forgotten_and_the_pair_is_back(admin_client: Client) -> None:
    one, other = make_works()
    admin_client.post(of(one, other), {"do": "different"})
    said = Judgement.objects.get()
    assert f"“{one}” is not “{other}”" in admin_client.get(f"{HERE}decided/").content.decode()

    admin_client.post(f"{HERE}decided/{said.pk}/forget/")

    assert not Judgement.objects.exists()
    assert "1 pair" in admin_client.get(f"{HERE}works/").content.decode()


def test_a_merge_takes_what_was_picked_and_stands_in_the_history(admin_client: Client) -> None:
    one, other = make_works()

    data = {"do": "merge", "take-note": "1", "take-address": "1"}
    answer = admin_client.post(of(one, other), data, follow=True)

    work = Publication.objects.get()
    assert (work.pk, work.note) == (other.pk, "Note 01.")
    assert "Merged: " in answer.content.decode()
    entry = LogEntry.objects.get()
    assert entry.object_id == str(other.pk)
    assert entry.get_change_message() == f"“{one}” was merged into it."


def test_two_people_are_merged(admin_client: Client) -> None:
    one, other = make_people()
    admin_client.post(of(one, other), {"do": "merge", "take-name": "1"})
    assert Person.objects.get().name == "Mikhail Belkin"


def test_a_preview_shows_the_result_with_the_picks_and_changes_nothing(
    admin_client: Client,
) -> None:
    one, other = make_works()

    answer = admin_client.post(of(one, other), {"do": "preview", "take-note": "1"})

    text = answer.content.decode()
    assert "It would be: On engines that weave cloth" in text
    assert 'name="take-note" value="1" checked' in " ".join(text.split())
    assert Publication.objects.count() == 2
    assert not Merge.objects.exists()
    assert not LogEntry.objects.exists()


def test_a_merge_is_taken_back(admin_client: Client) -> None:
    one, other = make_works()
    admin_client.post(of(one, other), {"do": "merge"})
    told = Merge.objects.get()
    assert "Un-merge" in admin_client.get(f"{HERE}decided/").content.decode()
    assert (
        "both will be as they were" in admin_client.get(f"{HERE}merges/{told.pk}/").content.decode()
    )
    assert Publication.objects.count() == 1

    answer = admin_client.post(f"{HERE}merges/{told.pk}/", follow=True)

    assert "Two again" in answer.content.decode()
    assert "Taken back" in answer.content.decode()
    assert set(Publication.objects.all()) == {one, other}
    again = admin_client.post(f"{HERE}merges/{told.pk}/", follow=True)
    assert "This is undone already." in again.content.decode()


def test_merges_have_pages_of_their_own(
    admin_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importer.duplicates.views.A_PAGE", 1)
    works = make_works(2)
    for one, other in (works[:2], works[2:]):
        admin_client.post(of(one, other), {"do": "merge"})
    text = admin_client.get(f"{HERE}decided/?m=2").content.decode()
    assert "Page 2 of 2" in text
    assert "?m=1" in text
    assert str(works[0]) in text


def test_what_was_edited_since_is_told_before_and_after_a_merge_is_taken_back(
    admin_client: Client,
) -> None:
    one, other = make_works()
    admin_client.post(of(one, other), {"do": "merge", "take-note": "1", "take-address": "0"})
    Publication.objects.filter(pk=one.pk).update(note="Mine.")
    told = Merge.objects.get()

    for answer in (
        admin_client.get(f"{HERE}merges/{told.pk}/"),
        admin_client.post(f"{HERE}merges/{told.pk}/", follow=True),
    ):
        assert "edited since: note" in answer.content.decode()
    assert Publication.objects.get(pk=one.pk).note == "Mine."


# ---------------------------------------------------------------- bad input


def test_a_value_that_is_no_choice_gets_a_sentence(admin_client: Client) -> None:
    one, other = make_works()
    answer = admin_client.post(of(one, other), {"do": "merge", "take-note": "<9>"})
    assert answer.status_code == 400
    assert "“&lt;9&gt;” is no choice for note." in answer.content.decode()
    assert Publication.objects.count() == 2


@pytest.mark.parametrize("do", ["", "explode"])
def test_a_button_that_there_is_not_does_nothing(admin_client: Client, do: str) -> None:
    one, other = make_works()
    assert admin_client.post(of(one, other), {"do": do}).status_code == 400
    assert Publication.objects.count() == 2
    assert not Judgement.objects.exists()


@pytest.mark.parametrize(
    "address",
    ["works/1/99999/", "works/99998/99999/", "people/1/99999/", "mud/", "mud/1/2/",
     "merges/99999/", "works/99999999999999999999/1/", "merges/99999999999999999999/"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(admin_client: Client, address: str) -> None:
    assert admin_client.get(f"{HERE}{address}").status_code == 404


def test_a_row_is_no_pair_with_itself(admin_client: Client) -> None:
    one, _ = make_works()
    assert admin_client.get(of(one, one)).status_code == 404


def test_a_judgement_that_is_not_there_cannot_be_forgotten(admin_client: Client) -> None:
    assert admin_client.post(f"{HERE}decided/99999/forget/").status_code == 404
    assert admin_client.get(f"{HERE}decided/99999/forget/").status_code == 405
    assert admin_client.post(f"{HERE}works/").status_code == 405


# ---------------------------------------------------------------- permissions


def test_a_visitor_is_sent_to_the_log_in(client: Client) -> None:
    one, other = make_works()
    for address in (HERE, f"{HERE}works/", of(one, other), f"{HERE}decided/"):
        answer = client.get(address)
        assert answer.status_code == 302
        assert "/admin/login/" in answer.url


def test_without_rights_there_is_nothing(client: Client) -> None:
    one, other = make_works()
    editor(client, "view_publication", "change_venue")
    for address in (HERE, f"{HERE}works/", f"{HERE}people/", of(one, other), f"{HERE}decided/"):
        assert client.get(address).status_code == 403
    assert client.post(of(one, other), {"do": "different"}).status_code == 403
    assert HERE not in client.get("/admin/").content.decode()


def test_who_may_change_works_decides_on_works_and_not_on_people(client: Client) -> None:
    one, other = make_works()
    a, b = make_people()
    editor(client, "change_publication")
    assert f'href="{HERE}"' in client.get("/admin/").content.decode()
    assert client.get("/admin/importer/").status_code == 200
    assert client.get(f"{HERE}works/").status_code == 200
    assert client.get(f"{HERE}people/").status_code == 403
    assert client.post(of(a, b), {"do": "different"}).status_code == 403
    assert client.post(of(one, other), {"do": "different"}).status_code == 302


def test_who_may_change_people_is_led_to_the_people(client: Client) -> None:
    editor(client, "change_person")
    assert client.get(HERE).url == f"{HERE}people/"


def test_merging_needs_the_right_to_delete(client: Client) -> None:
    one, other = make_works()
    editor(client, "change_publication")
    assert 'value="merge"' not in client.get(of(one, other)).content.decode()
    for do in ("merge", "preview"):
        assert client.post(of(one, other), {"do": do}).status_code == 403
    assert Publication.objects.count() == 2


def test_taking_back_needs_the_right_to_delete(client: Client, admin_client: Client) -> None:
    one, other = make_works()
    admin_client.post(of(one, other), {"do": "merge"})
    told = Merge.objects.get()
    editor(client, "change_publication")
    for answer in (client.get(f"{HERE}merges/{told.pk}/"), client.post(f"{HERE}merges/{told.pk}/")):
        assert answer.status_code == 403
    assert f"{HERE}merges/" not in client.get(f"{HERE}decided/").content.decode()


def test_what_was_decided_on_people_is_shown_to_those_who_may_change_people(
    client: Client, admin_client: Client
) -> None:
    a, b = make_people()
    admin_client.post(of(a, b), {"do": "different"})
    said = Judgement.objects.get()
    editor(client, "change_publication")
    assert "Belkin" not in client.get(f"{HERE}decided/").content.decode()
    assert client.post(f"{HERE}decided/{said.pk}/forget/").status_code == 403


def test_the_entry_stands_under_imports_first(admin_client: Client) -> None:
    text = admin_client.get("/admin/").content.decode()
    listed = text.index("app-importer")
    assert text.index(f'href="{HERE}"', listed) < text.index("/admin/importer/importrun/", listed)
