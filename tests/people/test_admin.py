"""A person in the admin: one form for all that their page says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.inviting import invite
from accounts.models import Invitation
from history.models import Version
from people.models import Person, Role
from tests.factories import MembershipFactory, PersonFactory, PublicationFactory, account
from tests.forms import add_rows, errors, posted
from tests.pictures import bomb, pdf, picture, picture_bytes

pytestmark = pytest.mark.django_db
LIST = "admin:people_person_changelist"


def change(person: Person) -> str:
    return reverse("admin:people_person_change", args=[person.pk])


@pytest.fixture
def person() -> Person:
    return PersonFactory(given_name="Ada", family_name="Lovelace")


def send(client: Client, person: Person, prefix: str = "", *rows: Any, **more: Any) -> HttpResponse:
    """Posts the form of `person` with further rows of an inline, and other values changed."""
    data = posted(client.get(change(person)))
    if prefix:
        add_rows(data, prefix, *rows)
    return client.post(change(person), data | more)


def rows_of(client: Client, **asked: str) -> list[Person]:
    return list(client.get(reverse(LIST), asked).context["cl"].result_list)


def test_a_new_person_has_room_for_a_role_and_needs_none(admin_client: Client) -> None:
    address = reverse("admin:people_person_add")
    data = posted(admin_client.get(address)) | {"family_name": "Lovelace"}
    assert data["memberships-TOTAL_FORMS"] == 1
    assert admin_client.post(address, data).status_code == 302
    assert not Person.objects.get().memberships.exists()
    assert posted(admin_client.get(change(Person.objects.get())))["memberships-TOTAL_FORMS"] == 0


def test_everything_at_once(admin_client: Client) -> None:
    address, advisor = reverse("admin:people_person_add"), PersonFactory(given_name="Misha")
    data = posted(admin_client.get(address))
    data |= {
        "given_name": "Ada",
        "family_name": "Lovelace",
        "has_profile": "on",
        "photo": picture(),
    }
    add_rows(data, "memberships", {"role": "phd", "start": "2020", "end": "2024-05"})
    add_rows(data, "emails", {"address": "ada@example.org", "is_public": "on"})
    add_rows(data, "links", {"label": "homepage", "url": "example.org"}, {"label": "code"})
    add_rows(data, "education", {"degree": "PhD", "year": "2024", "advisor": advisor.pk})
    add_rows(data, "appointments", {"title": "Postdoc", "hosts": [advisor.pk]})
    add_rows(data, "awards", {"title": "Best paper", "date": "2023"})
    add_rows(data, "files", {"label": "CV", "file": pdf("cv.pdf")})
    add_rows(data, "variants", {"name": "A. Lovelace", "homonym_number": "0005"})
    add_rows(data, "metrics", {"name": "h-index", "value": "12"})
    answer = admin_client.post(address, data)
    assert answer.status_code == 302, answer.context["errors"]
    ada = Person.objects.get(given_name="Ada")
    assert ada.portrait
    assert ada.memberships.get().role == Role.PHD
    assert [(link.url, link.position) for link in ada.links.all()] == [
        ("https://example.org", 1), ("", 2),
    ]  # fmt: skip
    assert ada.education.get().advisor == advisor
    assert list(ada.appointments.get().hosts.all()) == [advisor]
    assert ada.files.get().file.name.endswith(".pdf")
    for rows in (ada.emails, ada.awards, ada.variants, ada.metrics):
        assert rows.count() == 1


class TestMistakes:
    @pytest.mark.parametrize(
        ("prefix", "row"),
        [
            ("memberships", {"role": "phd", "start": "2020", "end": "2019"}),
            ("memberships", {"role": "phd", "start": "2020-05", "end": "2020-04"}),
            ("appointments", {"title": "Postdoc", "start": "2020-05", "end": "2019"}),
            ("education", {"degree": "PhD", "start": "2020", "year": "2019-12"}),
        ],
    )
    def test_a_period_that_ends_before_it_starts(
        self, admin_client: Client, person: Person, prefix: str, row: dict[str, str]
    ) -> None:
        answer = send(admin_client, person, prefix, row)
        assert errors(answer) == ["This period ends before it starts."]

    def test_a_year_may_end_what_began_in_it(self, admin_client: Client, person: Person) -> None:
        row = {"role": "phd", "start": "2020-05", "end": "2020"}
        assert send(admin_client, person, "memberships", row).status_code == 302

    @pytest.mark.parametrize("typed", ["soon", "2020-13", "20", "2020-2021"])
    def test_a_date_that_is_none(self, admin_client: Client, person: Person, typed: str) -> None:
        answer = send(admin_client, person, "memberships", {"role": "phd", "start": typed})
        (message,) = errors(answer)
        assert "is not a date" in message
        assert "Write 2024" in message

    @pytest.mark.parametrize(
        ("prefix", "row"),
        [
            ("emails", {"address": "ada@example.org"}),
            ("variants", {"name": "A. Lovelace", "homonym_number": "0005"}),
            ("variants", {"name": "A. Lovelace"}),
        ],
    )
    def test_the_same_twice(
        self, admin_client: Client, person: Person, prefix: str, row: dict[str, str]
    ) -> None:
        assert errors(send(admin_client, person, prefix, row, dict(row)))
        assert send(admin_client, person, prefix, row).status_code == 302
        assert errors(send(admin_client, person, prefix, row))

    @pytest.mark.parametrize("url", ["javascript:alert(1)", "not an address", "http://"])
    def test_a_link_that_leads_nowhere(
        self, admin_client: Client, person: Person, url: str
    ) -> None:
        assert errors(send(admin_client, person, "links", {"label": "code", "url": url}))

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("a.png", picture_bytes("JPEG")),
            ("a.jpg", picture_bytes("JPEG")[:3000]),
            ("a.png", bomb()),
            ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
            ("a.png", picture_bytes("PNG", (50, 50)) + b"\0" * 11 * 1024 * 1024),
        ],
        ids=["jpeg as png", "truncated", "bomb", "svg", "11 MB"],
    )
    @pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
    def test_a_photo_that_is_none(
        self, admin_client: Client, person: Person, name: str, content: bytes, settings: Any
    ) -> None:
        photo = picture(name)
        photo.file.seek(0)
        photo.file.truncate()
        photo.file.write(content)
        photo.file.seek(0)
        photo.size = len(content)
        assert errors(send(admin_client, person, photo=photo))
        assert not Path(settings.MEDIA_ROOT).exists()


@pytest.mark.django_db(transaction=True)
def test_a_photo_is_replaced_and_cleared_and_versions_keep_it(
    admin_client: Client, person: Person, settings: Any
) -> None:
    def files() -> int:
        return sum(path.is_file() for path in Path(settings.MEDIA_ROOT).rglob("*"))

    for more, number in [
        ({"photo": picture("a.png")}, 12),
        ({"photo": picture("b.jpg", "JPEG", size=(200, 200))}, 22),
        ({"office": "12"}, 22),
        ({"photo_x": "10"}, 22),
        ({"photo-clear": "on"}, 22),
    ]:
        assert send(admin_client, person, **more).status_code == 302
        assert files() == number


class TestFocalPoint:
    def test_it_is_kept_and_the_cut_is_shown(self, admin_client: Client, person: Person) -> None:
        answer = send(admin_client, person, photo=picture(), photo_x="20", photo_y="80")
        assert answer.status_code == 302
        person = Person.objects.get()
        assert (person.photo_x, person.photo_y) == (20, 80)
        page = admin_client.get(change(person)).content.decode()
        assert f'src="{person.photo.whole_url}"' in page
        assert f'src="{person.portrait.url}"' in page
        assert ".f20-80." in person.portrait.url

    @pytest.mark.parametrize("typed", ["101", "-1", "left", "", "50.5"])
    def test_a_point_outside_gets_a_sentence(
        self, admin_client: Client, person: Person, typed: str
    ) -> None:
        (message,) = errors(send(admin_client, person, photo_x=typed, photo=picture()))
        assert message.endswith(".")
        assert not Person.objects.get().photo

    def test_without_a_photo_there_is_nothing_to_click_on(
        self, admin_client: Client, person: Person
    ) -> None:
        page = admin_client.get(change(person)).content.decode()
        assert "Shown when a photo is chosen." in page
        assert "/media/" not in page


def test_faces_in_the_list(admin_client: Client, person: Person) -> None:
    address = PersonFactory(photo=picture()).portrait.url
    page = admin_client.get(reverse(LIST)).content.decode()
    assert page.count('<img class="face"') == 1
    assert f'src="{address}"' in page


def test_a_lost_photo_is_no_reason_to_refuse_the_rest(admin_client: Client, person: Person) -> None:
    Person.objects.update(photo="person/lost.png")
    assert send(admin_client, person, office="12").status_code == 302
    assert Person.objects.get().photo.name == "person/lost.png"


class TestList:
    def test_those_with_a_page_of_their_own_come_first(self, admin_client: Client) -> None:
        author = PersonFactory(family_name="Aa", has_profile=False)
        member = PersonFactory(family_name="Zz")
        assert rows_of(admin_client) == [member, author]

    def test_by_role(self, admin_client: Client, person: Person) -> None:
        lead = MembershipFactory(role=Role.LEAD).person
        former = MembershipFactory(role=Role.PHD, end="2019").person
        assert rows_of(admin_client, role="lead") == [lead]
        assert rows_of(admin_client, role="phd") == []
        assert rows_of(admin_client, role="alumni") == [former]
        assert rows_of(admin_client, role="none") == [person]

    @pytest.mark.parametrize("words", ["muller", "Müller", "jörg mül", "j. m", "jm@example.org"])
    def test_search(self, admin_client: Client, person: Person, words: str) -> None:
        other = PersonFactory(given_name="Jörg", family_name="Müller")
        other.variants.create(name="J. Müller")
        other.emails.create(address="jm@example.org")
        assert rows_of(admin_client, q=words) == [other]


def test_the_form_costs_the_same_with_more_rows(admin_client: Client, person: Person) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert admin_client.get(change(person)).status_code == 200
        return len(seen)

    def more(number: int) -> None:
        for n in range(number):
            person.education.create(degree=f"PhD {n}", advisor=PersonFactory())
            person.appointments.create(title="Postdoc").hosts.add(PersonFactory())
            person.links.create(label="a")

    more(1)
    queries()
    few = queries()
    more(5)
    # Each appointment has a choice of several hosts, whose names it asks for.
    assert queries() == few + 5


def test_view_on_site_only_where_there_is_a_page(admin_client: Client, person: Person) -> None:
    link = f'href="{person.get_absolute_url()}"'
    assert link in admin_client.get(change(person)).content.decode()
    Person.objects.update(has_profile=False)
    assert link not in admin_client.get(change(person)).content.decode()


def test_a_changed_address_redirects(admin_client: Client, client: Client, person: Person) -> None:
    old = person.get_absolute_url()
    assert send(admin_client, person, slug="ada").status_code == 302
    assert client.get(old).url == "/people/ada/"


def test_how_many_works(admin_client: Client, person: Person) -> None:
    for _ in range(2):
        PublicationFactory(authors=[person, "Bo"])
    assert [row.works for row in rows_of(admin_client)] == [2]


def test_an_editor_deletes_and_restores_who_was_invited_once(
    client: Client, person: Person, admin_user: Any
) -> None:
    invite(person, "ada@example.org", "member", admin_user)
    client.force_login(account("editor"))
    address = reverse("admin:people_person_delete", args=[person.pk])
    assert client.get(address).context["perms_lacking"] == set()
    assert client.post(address, {"post": "yes"}).status_code == 302
    assert not Person.objects.filter(pk=person.pk).exists()
    deleted = Version.objects.of("people.person", person.pk)[0]
    back = reverse("admin:history_version", args=[deleted.pk])
    assert client.post(back).status_code == 302
    assert Person.objects.get(pk=person.pk).name == "Ada Lovelace"
    invitation = Invitation.objects.get(person=person)
    address = reverse("admin:accounts_invitation_delete", args=[invitation.pk])
    assert client.post(address, {"post": "yes"}).status_code == 403


class TestTakingStudents:
    def test_what_is_said_anew_is_confirmed_by_that(self, admin_client: Client) -> None:
        person = MembershipFactory(person__taking_confirmed=None).person
        send(admin_client, person, taking="yes", taking_for="Fall 2999")
        person.refresh_from_db()
        assert person.taking_said == "Yes, for Fall 2999"
        assert person.taking_confirmed == timezone.localdate()

    def test_another_change_confirms_nothing_and_nothing_said_is_not_confirmed(
        self, admin_client: Client
    ) -> None:
        person = MembershipFactory(person__taking="no").person
        send(admin_client, person, office="12")
        person.refresh_from_db()
        assert person.taking_confirmed is None
        person.confirm_taking(timezone.localdate())
        person.save()
        send(admin_client, person, taking="")
        person.refresh_from_db()
        assert (person.taking, person.taking_confirmed) == ("", None)

    def test_a_member_says_it_of_themselves(self, client: Client, person: Person) -> None:
        client.force_login(account("member", person))
        send(client, person, taking="maybe")
        person.refresh_from_db()
        assert person.taking == "maybe"


def test_the_list_can_be_put_in_order_by_the_number_of_works(admin_client: Client) -> None:
    few, many = PersonFactory(family_name="Few"), PersonFactory(family_name="Many")
    PublicationFactory(authors=[many, few])
    PublicationFactory(authors=[many])
    columns = admin_client.get("/admin/people/person/").context["cl"].list_display
    number = columns.index("works")
    for order, expected in ((f"{number}", [few, many]), (f"-{number}", [many, few])):
        response = admin_client.get("/admin/people/person/", {"o": order})
        assert list(response.context["cl"].result_list) == expected
