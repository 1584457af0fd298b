"""Notes, answers and colleagues; reply templates and what they fill in."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from core.models import SiteSettings
from health.models import Mail
from inquiries.inbox.placeholders import fill, only_known
from inquiries.models import Inquiry, InquirySettings, Note, Reply, ReplyTemplate
from tests.factories import OpeningFactory, PersonFactory, account
from tests.forms import errors
from tests.inquiries.inbox_letters import at, for_opening_of, letter, logged_in, reader
from tests.pages_read import shown

pytestmark = pytest.mark.django_db
TEMPLATES = "/admin/inquiries/replytemplate/"


@pytest.fixture(autouse=True)
def _outbox(settings: Any) -> None:
    settings.EMAIL_BACKEND = "health.outbox.backend.Outbox"


class TestPlaceholders:
    VALUES = {"name": "Eve {sender}", "sender": "Ada"}

    @pytest.mark.parametrize(
        ("text", "filled"),
        [
            ("Dear {name},", "Dear Eve {sender},"),  # what is filled in is not looked at again
            ("{{name}}", "{name}"),
            ("f{x, y} {} { name } {1} }{", "f{x, y} {} { name } {1} }{"),
            ("{name", "{name"),
            ("{opening}", "{opening}"),
        ],
    )
    def test_are_filled_in_and_other_braces_are_text(self, text: str, filled: str) -> None:
        assert fill(text, self.VALUES) == filled

    def test_an_unknown_one_is_told_with_those_that_are_known(self) -> None:
        with pytest.raises(ValidationError, match="Nothing is known of {nmae}"):
            only_known("Dear {nmae},")
        only_known("Dear {name}, {{nmae}} {1} {a b} {}")


class TestTemplates:
    def data(self, **values: str) -> dict[str, str]:
        return {"title": "T", "subject": "Hello {name}", "body": "Dear {name}", **values}

    def test_the_site_comes_with_some_of_which_each_can_be_filled_in(self) -> None:
        found = list(ReplyTemplate.objects.all())
        assert [each.title for each in found] == [
            "Polite decline",
            "Ask for a talk",
            "Ask for more",
        ]
        assert [each.declines for each in found] == [True, False, False]
        for each in found:
            each.full_clean()

    def test_a_mistyped_placeholder_is_told_at_its_field(self, admin_client: Client) -> None:
        page = admin_client.post(f"{TEMPLATES}add/", self.data(body="Dear {nmae}"))
        assert [e for e in errors(page) if "{nmae}" in e]
        page = admin_client.post(f"{TEMPLATES}add/", self.data(subject="Hi {}"))
        assert page.status_code == 302

    def test_are_the_administrators(self) -> None:
        user, person = reader("editor")
        for_opening_of(person)
        assert logged_in(user).get(TEMPLATES).status_code == 403
        assert logged_in(user).get("/admin/inquiries/erasure/").status_code == 403
        assert logged_in(user).get("/admin/inquiries/inquirysettings/").status_code == 403


class TestSettings:
    def test_are_one_row(self, admin_client: Client) -> None:
        address = "/admin/inquiries/inquirysettings/1/change/"
        assert admin_client.get(address).status_code == 200
        usual = {"an_hour": "5", "asked_cv": "must", "asked_links": "may"}
        assert admin_client.post(address, {"keep_months": "6", **usual}).status_code == 302
        found = InquirySettings.load()
        assert (found.keep_months, found.digest) == (6, False)
        assert found.asked == {"cv": "must", "links": "may"}
        page = admin_client.post(address, {"keep_months": "0", **usual})
        assert "greater than or equal to 1" in errors(page)[0]


class TestNotes:
    def test_are_added_shown_and_deleted_by_who_wrote_them(self) -> None:
        user, person = reader()
        one = for_opening_of(person)
        client = logged_in(user)
        client.post(at(one, "note/"), {"text": "Likes <i>mud</i>."})
        note = Note.objects.get()
        assert note.author == user
        page = client.get(at(one)).content.decode()
        assert "Likes &lt;i&gt;mud&lt;/i&gt;." in page
        answer = client.post(at(one, f"note/{note.pk}/delete/"))
        assert answer["Location"] == at(one) + "#timeline"
        assert not Note.objects.exists()

    def test_a_colleague_s_note_stays(self, admin_client: Client) -> None:
        user, person = reader()
        one = for_opening_of(person)
        note = one.notes.create(text="Mine", author=user)
        assert admin_client.post(at(one, f"note/{note.pk}/delete/")).status_code == 403
        assert admin_client.post(at(letter(), f"note/{note.pk}/delete/")).status_code == 404
        assert Note.objects.exists()

    @pytest.mark.parametrize("text", ["", "   ", "x" * 10_001])
    def test_an_empty_or_endless_one_is_told(self, admin_client: Client, text: str) -> None:
        one = letter()
        page = admin_client.post(at(one, "note/"), {"text": text}, follow=True)
        assert page.context["messages"]
        assert not Note.objects.exists()


class TestAnswers:
    def send(self, client: Client, one: Inquiry, **values: str) -> object:
        data = {"subject": "Hello", "body": "Dear Eve,\n\nyes.", "state": "", **values}
        return client.post(at(one, "reply/"), data)

    def test_a_template_comes_filled_in(self) -> None:
        user, person = reader()
        SiteSettings.objects.create(name="Engines Group")
        one = for_opening_of(person)
        template = ReplyTemplate.objects.create(
            title="T", subject="On {opening}", body="Dear {name}, {group}, {sender}", declines=True
        )
        page = logged_in(user).get(f"{at(one)}?template={template.pk}")
        form = page.context["reply"]
        assert form["subject"].value() == "On Mud engines"
        assert form["body"].value() == f"Dear Eve Example, Engines Group, {person.name}"
        assert form["state"].value() == "declined"
        for nonsense in ("0", "x", "9" * 30):
            page = logged_in(user).get(f"{at(one)}?template={nonsense}")
            assert not page.context["reply"]["subject"].value()

    def test_is_sent_as_plain_text_kept_and_shown(self) -> None:
        user, person = reader()
        one = for_opening_of(person)
        client = logged_in(user)
        answer = self.send(client, one, body="Dear Eve <3,\r\n\r\n{{yes}} {1}", state="talk")
        assert answer.status_code == 302  # type: ignore[attr-defined]
        mail = Mail.objects.get()
        assert mail.to == ["eve@example.org"]
        assert mail.body == "Dear Eve <3,\n\n{{yes}} {1}"
        assert mail.more["reply_to"] == ["ada@example.org"]
        assert "alternatives" not in mail.more
        assert mail.about == f"letter:{one.key}"
        reply = Reply.objects.get()
        assert (reply.author, reply.subject) == (user, "Hello")
        one.refresh_from_db()
        assert one.state == "talk"
        assert f"Answered by {person.name}" in shown(client.get(at(one)))

    def test_leaves_the_state_unless_it_is_asked_to(self) -> None:
        user, person = reader()
        one = for_opening_of(person, state="talk")
        self.send(logged_in(user), one)
        one.refresh_from_db()
        assert one.state == "talk"

    @pytest.mark.parametrize(
        ("values", "told"),
        [
            ({"subject": ""}, "This field is required."),
            ({"body": " "}, "This field is required."),
            ({"subject": "Hello\nBcc: all@example.org"}, "The subject is one line"),
            ({"subject": "Hello\rX"}, "The subject is one line"),
            ({"subject": "x" * 201}, "at most 200 characters"),
            ({"body": "Dear {name},"}, "{name} is not filled in"),
            ({"state": "new"}, "Select a valid choice"),
        ],
    )
    def test_what_cannot_be_sent_is_told_and_nothing_typed_is_lost(
        self, values: dict[str, str], told: str
    ) -> None:
        user, person = reader()
        one = for_opening_of(person)
        page = self.send(logged_in(user), one, **values)
        assert page.status_code == 200  # type: ignore[attr-defined]
        assert told in shown(page)  # type: ignore[arg-type]
        if "body" not in values:
            assert "Dear Eve," in shown(page)  # type: ignore[arg-type]
        assert not Mail.objects.exists()
        assert not Reply.objects.exists()

    def test_goes_to_an_address_that_nobody_confirmed_only_with_a_warning(self) -> None:
        user, person = reader()
        one = for_opening_of(person, confirmed=None)
        client = logged_in(user)
        assert "Nobody confirmed this address" in shown(client.get(at(one)))
        self.send(client, one)
        assert Mail.objects.get().to == ["eve@example.org"]

    def test_without_an_address_to_answer_to_nothing_is_sent(self) -> None:
        user, person = reader()
        user.email = ""
        user.save()
        one = for_opening_of(person)
        page = self.send(logged_in(user), one)
        assert "no e-mail address to answer to" in shown(page)  # type: ignore[arg-type]
        assert not Mail.objects.exists()
        person.emails.create(address="page@example.org", is_public=True)
        self.send(logged_in(user), one)
        assert Mail.objects.get().more["reply_to"] == ["page@example.org"]

    def test_a_sender_cannot_smuggle_headers_or_placeholders_in_by_their_name(self) -> None:
        user, person = reader()
        one = for_opening_of(person, name="Eve\r\nBcc: all@example.org {sender}")
        template = ReplyTemplate.objects.create(title="T", subject="To {name}", body="{name}")
        page = logged_in(user).get(f"{at(one)}?template={template.pk}")
        subject = page.context["reply"]["subject"].value()
        assert subject == "To Eve Bcc: all@example.org {sender}"


class TestColleagues:
    def test_one_gets_the_letter_and_a_mail_that_says_nothing_of_it(self) -> None:
        user, person = reader()
        one = for_opening_of(person)
        other = account("member", PersonFactory(given_name="Grace"))
        other.email = "grace@example.org"
        other.save()
        client = logged_in(user)
        client.post(at(one, "assign/"), {"to": str(other.person.pk)})
        mail = Mail.objects.get()
        assert mail.to == ["grace@example.org"]
        assert at(one) in mail.body
        assert "Eve" not in mail.subject + mail.body
        assert "example.org" not in mail.body
        assert logged_in(other).get(at(one)).status_code == 200
        client.post(at(one, "assign/"), {"to": ""})
        assert Mail.objects.count() == 1
        assert logged_in(other).get(at(one)).status_code == 403

    def test_who_hands_on_what_was_only_assigned_to_them_is_led_to_what_is_left(self) -> None:
        user, person = reader()
        one = letter(opening=OpeningFactory(), assigned_to=person)
        other = account("member", PersonFactory(given_name="Grace"))
        answer = logged_in(user).post(at(one, "assign/"), {"to": str(other.person.pk)})
        assert answer["Location"] == "/admin/"
        one.refresh_from_db()
        assert one.assigned_to == other.person

    def test_those_who_could_not_read_it_are_not_offered(self) -> None:
        user, person = reader()
        one = for_opening_of(person)
        guest = account("guest author", PersonFactory(given_name="Guest"))
        closed = account("member", PersonFactory(given_name="Closed"))
        closed.is_active = False
        closed.save()
        nobody = PersonFactory(given_name="Nobody")
        client = logged_in(user)
        offered = list(client.get(at(one)).context["colleagues"])
        assert offered == [person]
        for each in (guest.person, closed.person, nobody):
            page = client.post(at(one, "assign/"), {"to": str(each.pk)}, follow=True)
            assert "Choose a colleague who can log in." in shown(page)
        one.refresh_from_db()
        assert one.assigned_to is None
