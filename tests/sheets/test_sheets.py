"""A sheet is downloaded, edited, looked at and saved; as it was, it changes nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.serializers import serialize
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from people.models import Membership, Person
from publications.models import Appearance, Authorship, Publication, Topic
from services.models import ServiceRole
from sheets import files
from sheets.kinds import KINDS
from sheets.models import Upload
from teaching.models import Course
from tests.factories import (
    CourseFactory,
    MembershipFactory,
    PersonFactory,
    PublicationFactory,
    ServiceRoleFactory,
    VenueFactory,
    account,
)

pytestmark = pytest.mark.django_db
Table = list[list[str]]
MODELS = (Person, Membership, Publication, Appearance, Authorship, Course, ServiceRole)


def fill(number: int = 1) -> None:
    for _ in range(number):
        person = MembershipFactory(
            role="phd", start="2019-05", topic="Looms", person__bio="*Text*\n\n- a\r\n- b"
        ).person
        PersonFactory(family_name="=1+1", native_name="刘子寅", has_profile=False)
        venue = VenueFactory()
        PublicationFactory(
            title="On $k$ engines; +1", authors=[person, "Grace; Hopper", "Bo"], venue=venue
        )
        Publication.objects.latest("pk").topics.add(Topic.objects.get_or_create(name="Looms")[0])
        undated = PublicationFactory(title="-", year=None, kind="preprint")
        undated.appearances.update(arxiv_id=f"2306.{undated.pk:05d}")
        bare = PublicationFactory(title="Without a form")
        bare.appearances.all().delete()
        bare.settle()
        CourseFactory(description="@all", url="https://example.org/")
        ServiceRoleFactory(person=person, venue=venue, body="", year=None, note="top, 5%")


def everything() -> list[str]:
    return [serialize("json", model.objects.order_by("pk")) for model in MODELS]


def download(client: Client, slug: str, suffix: str = "csv") -> Table:
    answer = client.get(f"/admin/sheets/{slug}.{suffix}")
    assert answer.status_code == 200
    assert answer["Content-Disposition"] == f'attachment; filename="{slug}.{suffix}"'
    return files.read("x", answer.content)


def upload(client: Client, slug: str, table: Table, suffix: str = "csv") -> Any:
    """The preview of an upload."""
    data = files.as_csv(table) if suffix == "csv" else files.as_xlsx(table)
    sent = {"file": SimpleUploadedFile(f"my.{suffix}", data)}
    return client.post(f"/admin/sheets/{slug}/", sent, follow=True)


def confirm(client: Client, shown: Any) -> Any:
    address = shown.redirect_chain[-1][0]
    stamp = shown.context["plan"].stamp
    return client.post(address, {"do": "save", "stamp": stamp}, follow=True)


def mistakes(shown: Any) -> list[tuple[int, str, str]]:
    return [(m.line, m.column, m.text) for m in shown.context["plan"].mistakes]


def edited(table: Table, line: int, **cells: str) -> Table:
    head = table[0]
    for name, cell in cells.items():
        table[line][head.index(name)] = cell
    return table


class TestRoundTrip:
    @pytest.mark.parametrize("suffix", ["csv", "xlsx"])
    @pytest.mark.parametrize("slug", [kind.slug for kind in KINDS])
    def test_what_was_downloaded_changes_nothing(
        self, slug: str, suffix: str, admin_client: Client
    ) -> None:
        fill(2)
        before = everything()
        table = download(admin_client, slug, suffix)
        shown = upload(admin_client, slug, table, suffix)
        plan = shown.context["plan"]
        assert (plan.rows, plan.mistakes, plan.same) == ([], [], len(table) - 1)
        assert b"Nothing would change" in shown.content
        assert everything() == before

    @pytest.mark.parametrize("slug", [kind.slug for kind in KINDS])
    def test_costs_the_same_with_more_rows(self, slug: str, admin_client: Client) -> None:
        def queries() -> int:
            with CaptureQueriesContext(connection) as seen:
                upload(admin_client, slug, download(admin_client, slug))
            return len(seen)

        fill(1)
        queries()
        few = queries()
        fill(2)
        assert queries() == few


class TestPeople:
    def test_a_cell_is_changed(self, admin_client: Client) -> None:
        person = MembershipFactory(role="phd", start="2019", person__office="Room 1").person
        table = edited(download(admin_client, "people"), 1, office="=Room 2", end="2024-05")
        shown = upload(admin_client, "people", table)
        page = shown.content.decode()
        assert "<del>Room 1</del>" in page
        assert "<ins>=Room 2</ins>" in page
        person.refresh_from_db()
        assert person.office == "Room 1"
        saved = confirm(admin_client, shown)
        assert b"0 added, 1 changed." in saved.content
        person.refresh_from_db()
        assert person.office == "=Room 2"
        assert str(person.memberships.get().end) == "May 2024"
        assert LogEntry.objects.get().object_id == str(person.pk)
        history = admin_client.get(f"/admin/people/person/{person.pk}/history/").content.decode()
        assert "from a spreadsheet" in history
        assert "Room 1" in history

    def test_a_line_without_a_key_is_a_new_person(self, admin_client: Client) -> None:
        table = [
            ["given_name", "family_name", "role", "start"],
            ["Ada", "Lovelace", "PhD student", "May 2024"],
        ]
        saved = confirm(admin_client, upload(admin_client, "people", table))
        assert b"1 added, 0 changed." in saved.content
        person = Person.objects.get()
        assert (person.name, person.slug) == ("Ada Lovelace", "ada-lovelace")
        assert [str(role) for role in person.memberships.all()] == ["PhD student · since May 2024"]

    def test_rows_that_are_left_out_stay(self, admin_client: Client) -> None:
        kept = PersonFactory()
        person = PersonFactory()
        shown = upload(admin_client, "people", [["id", "office"], [str(person.pk), "Room 3"]])
        confirm(admin_client, shown)
        assert set(Person.objects.all()) == {kept, person}


class TestWorks:
    def test_topics_are_those_of_the_cell(self, admin_client: Client) -> None:
        work = PublicationFactory()
        for name in ("Looms", "Engines", "Numbers"):
            work.topics.create(name=name)
        table = download(admin_client, "works")
        assert table[1][table[0].index("topics")] == "Engines; Looms; Numbers"
        confirm(
            admin_client, upload(admin_client, "works", edited(table, 1, topics="Numbers; Engines"))
        )
        assert {topic.name for topic in work.topics.all()} == {"Engines", "Numbers"}

    def test_a_topic_that_is_not_there_is_a_mistake(self, admin_client: Client) -> None:
        PublicationFactory()
        table = edited(download(admin_client, "works"), 1, topics="Looms")
        shown = upload(admin_client, "works", table).content.decode()
        assert "There is no topic “Looms”: add it first, or mend its name." in shown

    def test_authors_stay_the_people_they_are(self, admin_client: Client) -> None:
        ada, bo = PersonFactory(given_name="Ada"), PersonFactory(given_name="Bo", family_name="Li")
        work = PublicationFactory(authors=[ada, "Grace Hopper"])
        table = edited(download(admin_client, "works"), 1, authors="Bo Li; Ada Lovelace; Cy Young")
        confirm(admin_client, upload(admin_client, "works", table))
        found = [(a.name, a.person) for a in work.authorships.all()]
        assert found == [("Bo Li", bo), ("Ada Lovelace", ada), ("Cy Young", None)]

    def test_a_name_is_printed_as_the_cell_says(self, admin_client: Client) -> None:
        ada = PersonFactory(given_name="Ada")
        work = PublicationFactory(authors=[ada])
        table = edited(download(admin_client, "works"), 1, authors="A. Lovelace")
        confirm(admin_client, upload(admin_client, "works", table))
        assert [(a.printed_name, a.person) for a in work.authorships.all()] == [
            ("A. Lovelace", ada)
        ]
        assert upload(admin_client, "works", table).context["plan"].rows == []

    def test_a_new_work_has_its_year_and_venue(self, admin_client: Client) -> None:
        venue = VenueFactory(abbreviation="NeurIPS")
        table = [
            ["title", "authors", "kind", "date", "venue", "doi"],
            ["Looms", "A. Lovelace; G. Hopper", "conference", "Dec 2024", "neurips", "10.1000/182"],
        ]
        confirm(admin_client, upload(admin_client, "works", table))
        work = Publication.objects.get()
        assert (work.year, work.kind, work.record.venue) == (2024, "conference", venue)
        assert [a.printed_name for a in work.authorships.all()] == ["A. Lovelace", "G. Hopper"]

    def test_two_works_with_one_doi_are_refused_whole(self, admin_client: Client) -> None:
        table = [["title", "kind", "doi"], *([f"W{n}", "journal", "10.1000/182"] for n in (1, 2))]
        saved = confirm(admin_client, upload(admin_client, "works", table))
        assert b"Line 3: another row has this value already" in saved.content
        assert not Publication.objects.exists()


class TestMistakes:
    def test_each_says_its_line_and_column_and_nothing_is_saved(self, admin_client: Client) -> None:
        person = PersonFactory(office="Room 1")
        table = [
            ["id", "given_name", "family_name", "role", "start", "has_profile"],
            [str(person.pk), "X", "", "boss", "never", "perhaps"],
            ["", "Y", "", "", "", ""],
            ["99999", "Z", "Z", "", "", ""],
            [str(person.pk), "W", "W", "", "", ""],
        ]
        shown = upload(admin_client, "people", table)
        found = {(line, column) for line, column, _ in mistakes(shown)}
        assert found == {
            (2, "role"), (2, "start"), (2, "has_profile"), (3, "family_name"), (4, "id"), (5, "id"),
        }  # fmt: skip
        assert "“boss” is none of: lead, faculty" in shown.content.decode()
        assert b"Save all of it" not in shown.content
        confirm(admin_client, shown)
        person.refresh_from_db()
        assert person.given_name != "X"
        assert Person.objects.count() == 1

    @pytest.mark.parametrize("year", ["10000", "0" * 5000, "0000000000000012345678901"])
    def test_an_endless_number_is_none(self, year: str, admin_client: Client) -> None:
        person = PersonFactory()
        table = [["person", "role", "year"], [person.slug, "Reviewer", year]]
        shown = mistakes(upload(admin_client, "services", table))
        assert [(line, column) for line, column, _ in shown] == [(2, "year")]

    @pytest.mark.parametrize(
        ("head", "said"),
        [
            (["id", "nmae"], "There is no such column"),
            (["office", "office"], "twice"),
            (["id", ""], "must name the columns"),
        ],
    )
    def test_a_head_that_is_wrong(self, head: list[str], said: str, admin_client: Client) -> None:
        [(line, _, text)] = mistakes(upload(admin_client, "people", [head, ["", "x"]]))[:1]
        assert line == 1
        assert said in text

    def test_a_file_that_is_no_table(self, admin_client: Client) -> None:
        sent = {"file": SimpleUploadedFile("a.xlsx", b"PK\x03\x04no")}
        page = admin_client.post("/admin/sheets/people/", sent)
        assert b"cannot be read as XLSX" in page.content
        assert b"This field is required" in admin_client.post("/admin/sheets/people/").content

    def test_a_person_or_venue_that_there_is_not(self, admin_client: Client) -> None:
        table = [["person", "role", "venue"], ["nobody", "Reviewer", "NeurIPS"]]
        found = {
            (line, column) for line, column, _ in mistakes(upload(admin_client, "services", table))
        }
        assert {(2, "person"), (2, "venue")} <= found

    def test_the_site_changed_between_looking_and_saving(self, admin_client: Client) -> None:
        person = PersonFactory(office="Room 1")
        shown = upload(admin_client, "people", [["id", "office"], [str(person.pk), "Room 3"]])
        Person.objects.update(office="Room 2")
        again = confirm(admin_client, shown)
        assert b"The site changed meanwhile" in again.content
        assert b"<del>Room 2</del>" in again.content
        person.refresh_from_db()
        assert person.office == "Room 2"

    def test_nothing_is_changed_on_second_thoughts(self, admin_client: Client) -> None:
        person = PersonFactory()
        shown = upload(admin_client, "people", [["id", "office"], [str(person.pk), "Room 3"]])
        address = shown.redirect_chain[-1][0]
        assert (
            b"Nothing was changed"
            in admin_client.post(address, {"do": "drop"}, follow=True).content
        )
        assert admin_client.get(address).status_code == 404
        assert not Upload.objects.exists()


class TestRights:
    def test_a_visitor_and_staff_without_rights(self, client: Client) -> None:
        for address in ("people/", "people.csv"):
            assert client.get(f"/admin/sheets/{address}").status_code == 302
        client.force_login(account("guest author"))
        for address in ("people/", "people.csv"):
            assert client.get(f"/admin/sheets/{address}").status_code == 403

    def test_a_member_gets_their_own_rows_without_hidden_columns(self, client: Client) -> None:
        me, other = PersonFactory(given_name="Me"), PersonFactory(given_name="Other")
        client.force_login(account("member", me))
        table = download(client, "people")
        assert [row[0] for row in table[1:]] == [str(me.pk)]
        shown = upload(client, "people", [["id", "office"], [str(other.pk), "x"]])
        assert "You may change no row" in mistakes(shown)[0][2]
        confirm(client, shown)
        other.refresh_from_db()
        assert other.office == ""

    def test_a_member_does_not_write_what_is_not_theirs(self, client: Client) -> None:
        role = MembershipFactory(role="phd")
        client.force_login(account("member", role.person))
        table = [["id", "role", "is_draft"], [str(role.person_id), "lead", "yes"]]
        found = mistakes(upload(client, "people", table))
        assert {column for _, column, text in found if "may not change this column" in text} == {
            "role", "is_draft",
        }  # fmt: skip

    def test_a_member_adds_service_of_their_own(self, client: Client) -> None:
        me = PersonFactory()
        client.force_login(account("member", me))
        assert "person" not in download(client, "services")[0]
        confirm(client, upload(client, "services", [["role", "body"], ["Reviewer", "ICML"]]))
        assert ServiceRole.objects.get().person == me

    def test_an_upload_is_seen_by_who_made_it(self, admin_client: Client, client: Client) -> None:
        person = PersonFactory()
        shown = upload(admin_client, "people", [["id", "office"], [str(person.pk), "x"]])
        client.force_login(account("editor"))
        assert client.get(shown.redirect_chain[-1][0]).status_code == 404


def test_lists_lead_to_their_sheet(admin_client: Client) -> None:
    for address, slug in (
        ("people/person", "people"),
        ("publications/publication", "works"),
        ("teaching/course", "courses"),
        ("services/servicerole", "services"),
    ):
        assert (
            f'href="/admin/sheets/{slug}/"'
            in admin_client.get(f"/admin/{address}/").content.decode()
        )
        assert admin_client.get(f"/admin/sheets/{slug}/").status_code == 200
    assert b"/admin/sheets/" not in admin_client.get("/admin/news/newsitem/").content


def test_what_there_is_not(admin_client: Client) -> None:
    assert admin_client.get("/admin/sheets/news/").status_code == 404
    assert admin_client.get("/admin/sheets/people.pdf").status_code == 404
    assert admin_client.get("/admin/sheets/people/99/").status_code == 404
