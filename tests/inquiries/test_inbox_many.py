"""Many letters at once: declining, assigning, export; and letters of one applicant."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import Any

import openpyxl
import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.utils import timezone

from health.models import Mail
from inquiries.inbox.applicants import folded, mailbox
from inquiries.models import Inquiry, Reply, ReplyTemplate
from tests.factories import OpeningFactory, PersonFactory, account
from tests.inquiries.inbox_letters import LIST, at, for_opening_of, letter, logged_in, reader
from tests.pages_read import shown

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _outbox(settings: Any) -> None:
    settings.EMAIL_BACKEND = "health.outbox.backend.Outbox"


def act(client: Client, action: str, *letters: Inquiry) -> Any:
    """As ticking these and choosing that action does."""
    data = {"action": action, "_selected_action": [each.pk for each in letters]}
    return client.post(LIST, data)


class TestActions:
    def test_stars_and_reading(self) -> None:
        user, person = reader()
        one, two = for_opening_of(person), for_opening_of(person, state="talk")
        client = logged_in(user)
        act(client, "star_all", one, two)
        assert Inquiry.objects.filter(is_starred=True).count() == 2
        act(client, "unstar_all", two)
        act(client, "mark_read", one, two)
        states = list(Inquiry.objects.order_by("pk").values_list("state", "is_starred"))
        assert states == [("read", True), ("talk", False)]

    def test_letters_of_others_are_left_alone(self) -> None:
        user, person = reader()
        mine, other = for_opening_of(person), letter(opening=OpeningFactory())
        client = logged_in(user)
        for action in ("star_all", "mark_read"):
            act(client, action, mine, other)
        keys = f"{mine.pk},{other.pk}"
        client.post(f"{LIST}assign/", {"keys": keys, "to": str(person.pk)})
        other.refresh_from_db()
        mine.refresh_from_db()
        assert (other.is_starred, other.state, other.assigned_to) == (False, "new", None)
        assert (mine.is_starred, mine.state, mine.assigned_to) == (True, "read", person)

    def test_several_are_assigned_with_one_mail(self) -> None:
        user, person = reader()
        letters = [for_opening_of(person), for_opening_of(person, email="b@example.org")]
        other = account("editor", PersonFactory(given_name="Grace"))
        other.email = "grace@example.org"
        other.save()
        client = logged_in(user)
        page = act(client, "assign_all", *letters)
        assert "2 letters ticked." in shown(page)
        client.post(f"{LIST}assign/", {"keys": page.context["keys"], "to": str(other.person.pk)})
        assert Mail.objects.get().subject == "2 letters to Research group were assigned to you"
        assert Inquiry.objects.filter(assigned_to=other.person).count() == 2


class TestDeclining:
    def sent(self, client: Client, page: Any, ticked: list[Inquiry], **more: str) -> Any:
        context = page.context
        data = {
            "keys": context["keys"],
            "template": str(context["template"].pk),
            "mark": context["plan"].mark,
            "letter": [str(each.pk) for each in ticked],
            "send": "1",
            **more,
        }
        return client.post(f"{LIST}decline/", data, follow=True)

    def test_what_is_shown_is_what_is_sent(self) -> None:
        user, person = reader()
        one = for_opening_of(person, name="Bo Li", email="bo@example.org")
        shy = letter(recipient=person, name="Shy", email="shy@example.org", confirmed=None)
        done = letter(recipient=person, name="Done", email="done@example.org", state="declined")
        liked = letter(recipient=person, name="In", email="in@example.org", state="accepted")
        again = letter(recipient=person, name="Bo Li", email="BO@example.org",
                       received=timezone.now() - timedelta(days=9))  # fmt: skip
        client = logged_in(user)
        page = act(client, "decline_all", one, shy, done, liked, again)
        assert not Mail.objects.exists()
        assert page.context["template"].title == "Polite decline"
        text = page.content.decode()
        assert "Dear Bo Li," in text
        assert "declined already" in text
        assert "accepted already" in text
        assert "the same applicant gets one mail" in text
        assert "cannot be taken back" in shown(page)
        ticked = [mail.letter for mail in page.context["plan"].mails if mail.is_sure]
        assert ticked == [one]
        after = self.sent(client, page, ticked)
        assert "1 letter is declined, and as many mails are on their way." in shown(after)
        mail = Mail.objects.get()
        assert mail.to == ["bo@example.org"]
        draft = page.context["plan"].mails[0].draft
        assert [m for m in page.context["plan"].mails if m.draft.body == mail.body]
        assert draft
        states = dict(Inquiry.objects.values_list("name", "state"))
        assert states["Shy"] == "new"
        assert states["In"] == "accepted"
        one.refresh_from_db()
        assert one.state == "declined"
        assert Reply.objects.get().inquiry == one
        self.sent(client, page, ticked)  # sent twice by a double click
        assert Mail.objects.count() == 1

    def test_what_changed_since_is_shown_again(self) -> None:
        user, person = reader()
        one = for_opening_of(person)
        client = logged_in(user)
        page = act(client, "decline_all", one)
        ReplyTemplate.objects.update(body="Go away.")
        again = self.sent(client, page, [one])
        assert "look the mails through again" in shown(again)
        assert not Mail.objects.exists()

    def test_another_template_is_shown_first(self) -> None:
        user, person = reader()
        one = for_opening_of(person)
        client = logged_in(user)
        page = act(client, "decline_all", one)
        other = ReplyTemplate.objects.exclude(declines=True).first()
        assert other
        data = {"keys": page.context["keys"], "template": str(other.pk), "show": "1"}
        page = client.post(f"{LIST}decline/", data)
        assert page.context["template"] == other
        assert "not marked as one that declines" in shown(page)

    def test_nothing_ticked_no_template_too_many_no_address(self) -> None:
        user, person = reader()
        one = for_opening_of(person)
        client = logged_in(user)
        page = act(client, "decline_all", one)
        assert "Tick the letters" in shown(self.sent(client, page, []))
        user.email = ""
        user.save()
        assert "Nothing is sent" in shown(self.sent(client, page, [one]))
        data = {"keys": ",".join(str(n) for n in range(1, 202))}
        page = client.post(f"{LIST}decline/", data, follow=True)
        assert "at most 200" in shown(page)
        ReplyTemplate.objects.all().delete()
        assert "There is no template" in shown(act(client, "decline_all", one))
        assert not Mail.objects.exists()

    def test_another_s_letter_gets_no_mail(self) -> None:
        user, person = reader()
        for_opening_of(person)
        other = letter(opening=OpeningFactory(), email="other@example.org")
        page = logged_in(user).post(f"{LIST}decline/", {"keys": str(other.pk)})
        assert page.context["plan"].mails == []
        assert "other@example.org" not in page.content.decode()

    def test_joined_letters_are_declined_with_it_by_one_mail(self) -> None:
        user, person = reader()
        one, two = for_opening_of(person), letter(recipient=person, email="other@example.org")
        two.joined_to = one
        two.save()
        client = logged_in(user)
        page = act(client, "decline_all", one)
        self.sent(client, page, [one])
        assert set(Inquiry.objects.values_list("state", flat=True)) == {"declined"}
        assert Mail.objects.count() == 1


class TestApplicants:
    @pytest.mark.parametrize(
        ("values", "reason"),
        [
            ({"name": "E.", "email": "EVE@example.org"}, "same address"),
            ({"name": "E.", "email": "eve+phd@example.org"}, "same address but for"),
            ({"name": "example, Eve", "email": "eve@other.example"}, "same name, similar address"),
            ({"name": "Evé Example", "email": "eva.x@example.org"}, "same name, similar address"),
            ({"name": "Eve Example", "email": "zz@other.example"}, "same name"),
        ],
    )
    def test_other_letters_of_theirs_are_shown(
        self, admin_client: Client, values: dict[str, str], reason: str
    ) -> None:
        one, other = letter(), letter(**values)
        page = admin_client.get(at(one))
        (twin,) = page.context["twins"]
        assert twin.letter == other
        assert twin.reason.startswith(reason)

    def test_somebody_else_is_not(self, admin_client: Client) -> None:
        one = letter()
        letter(name="Mallory Example", email="mallory@example.org")
        letter(name="Eve Sample", email="eve@elsewhere.example")
        assert admin_client.get(at(one)).context["twins"] == []

    def test_letters_to_others_are_not_told(self) -> None:
        user, person = reader()
        one = for_opening_of(person)
        other = letter(opening=OpeningFactory())
        client = logged_in(user)
        assert client.get(at(one)).context["twins"] == []
        assert client.post(at(one, "join/"), {"other": str(other.pk)}).status_code == 403
        assert client.post(at(one, "join/"), {"other": "99"}).status_code == 404
        assert client.post(at(one, "join/"), {}).status_code == 404

    def test_joined_they_are_one_row_and_separated_two(self) -> None:
        user, person = reader()
        now = timezone.now()
        old = letter(recipient=person, received=now - timedelta(days=2), name="Old")
        new = letter(recipient=person, received=now, message="Once more.")
        third = letter(recipient=person, received=now - timedelta(days=1), name="Third")
        old.notes.create(text="From before", author=user)
        client = logged_in(user)
        client.post(at(old, "join/"), {"other": str(new.pk)})
        client.post(at(third, "join/"), {"other": str(old.pk)})
        rows = client.get(LIST).context["cl"].result_list
        assert [(row.pk, row.joined_number) for row in rows] == [(new.pk, 2)]
        assert "3 letters" in shown(client.get(LIST))
        page = shown(client.get(at(old)))
        assert "Once more." in page
        assert "From before" in page
        client.post(at(third), {"state": "talk"})
        assert set(Inquiry.objects.values_list("state", flat=True)) == {"talk"}
        client.post(at(new, "separate/"))
        rows = client.get(LIST).context["cl"].result_list
        assert [(row.pk, row.joined_number) for row in rows] == [(new.pk, None), (third.pk, 1)]

    def test_of_an_applicant_one_letter_goes_or_the_whole_row(self, admin_client: Client) -> None:
        newest = letter()
        older, oldest = letter(joined_to=newest), letter(joined_to=newest)
        assert f"Delete letter {newest.pk} alone…" in shown(admin_client.get(at(newest)))
        page = shown(admin_client.get(at(newest, "delete/")))
        assert f"Letter {oldest.pk}, Letter {older.pk} of the same applicant stay." in page
        admin_client.post(at(newest, "delete/"), {"post": "yes"})
        assert set(Inquiry.objects.all()) == {older, oldest}
        ticked = {"action": "delete_selected", "_selected_action": [oldest.pk]}
        asked = shown(admin_client.post(LIST, ticked))
        assert f"{at(older)}" in asked
        assert f"{at(oldest)}" in asked
        admin_client.post(LIST, ticked | {"post": "yes"})
        assert not Inquiry.objects.exists()

    def test_a_letter_that_is_joined_to_another_s_is_still_a_row(self) -> None:
        user, person = reader()
        head = letter(opening=OpeningFactory())
        mine = for_opening_of(person, joined_to=head)
        client = logged_in(user)
        assert [row.pk for row in client.get(LIST).context["cl"].result_list] == [mine.pk]
        assert client.get(at(mine)).status_code == 200
        twin = for_opening_of(person)
        client.post(at(mine, "join/"), {"other": str(twin.pk)})
        twin.refresh_from_db()
        assert twin.joined_to is None

    def test_a_filter_that_only_one_of_them_meets_shows_that_one(self) -> None:
        user, person = reader()
        head = letter(recipient=person)
        mine = letter(recipient=person, joined_to=head, message="About mud.")
        found = logged_in(user).get(f"{LIST}?q=mud").context["cl"].result_list
        assert [row.pk for row in found] == [mine.pk]

    def test_names_and_mailboxes_are_folded(self) -> None:
        assert folded("Öztürk, Şule") == folded("sule OZTURK")
        assert mailbox("Eve+x@Example.org") == ("eve", "example.org")
        assert mailbox("+x@example.org") == ("+x", "example.org")


class TestExport:
    def rows(self, answer: Any) -> list[list[str]]:
        return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))

    def test_csv_has_what_was_chosen_and_no_formulas(self) -> None:
        user, person = reader()
        one = for_opening_of(person, name="=cmd|' /C calc'!A0", email="a@example.org")
        letter(opening=OpeningFactory(), name="Other")
        client = logged_in(user)
        page = act(client, "export_all", one)
        assert "in confidence" in shown(page)
        answer = client.post(f"{LIST}export/", {"keys": page.context["keys"], "as": "csv"})
        assert answer["Content-Type"] == "text/csv; charset=utf-8"
        assert answer["Content-Disposition"].startswith('attachment; filename="letters-')
        assert "no-store" in answer["Cache-Control"]
        (_, row) = self.rows(answer)
        assert row[2:5] == ["Mud engines", "'=cmd|' /C calc'!A0", "a@example.org"]

    def test_xlsx_holds_text(self, admin_client: Client) -> None:
        one = letter(name="=1+1")
        answer = admin_client.post(f"{LIST}export/", {"keys": str(one.pk), "as": "xlsx"})
        sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
        cell = sheet.cell(2, 4)
        assert (cell.value, cell.data_type) == ("=1+1", "s")

    def test_a_filter_is_exported_as_it_is_shown(self, admin_client: Client) -> None:
        one = letter(state="talk")
        letter()
        page = admin_client.get(f"{LIST}export/?state=talk")
        assert page.context["keys"] == str(one.pk)
        assert "nothing to export" in shown(admin_client.get(f"{LIST}export/?state=declined"))

    def test_letters_of_others_are_not_in_it(self) -> None:
        user, person = reader()
        one, other = for_opening_of(person), letter(opening=OpeningFactory(), name="Other")
        keys = f"{one.pk},{other.pk}"
        answer = logged_in(user).post(f"{LIST}export/", {"keys": keys, "as": "csv"})
        assert [row[0] for row in self.rows(answer)[1:]] == [str(one.pk)]
        page = logged_in(user).post(
            f"{LIST}export/", {"keys": str(other.pk), "as": "csv"}, follow=True
        )
        assert "letters of which there is one left" in shown(page)

    def test_is_logged_without_saying_whose(self, admin_client: Client) -> None:
        one = letter()
        admin_client.post(f"{LIST}export/", {"keys": str(one.pk), "as": "csv"})
        entry = LogEntry.objects.get()
        assert (entry.object_repr, entry.object_id) == ("1 letter", None)
        assert "1 letter exported as CSV." in shown(admin_client.get(f"{LIST}export/"))
        user, person = reader()
        for_opening_of(person)
        assert "exported as" not in shown(logged_in(user).get(f"{LIST}export/"))

    @pytest.mark.parametrize("data", [{}, {"as": "csv"}, {"as": "exe", "keys": "1"}])
    def test_nonsense_is_told(self, admin_client: Client, data: dict[str, str]) -> None:
        page = admin_client.post(f"{LIST}export/", data, follow=True)
        assert "Choose CSV or XLSX" in shown(page)
