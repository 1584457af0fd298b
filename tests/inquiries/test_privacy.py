"""What is held of somebody is given out and erased at their request, by an administrator alone."""

from __future__ import annotations

import io
import json
import zipfile
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.mail import EmailMessage, send_mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from health.models import Mail
from inquiries.models import Erasure, Inquiry, InquirySettings, Note, Reply
from inquiries.privacy.about import about
from inquiries.privacy.subject import elsewhere, held
from people.models import EmailAddress
from tests.factories import OpeningFactory, PersonFactory, account
from tests.inquiries.test_erasure import letter, private_files
from tests.pages_read import shown

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = "/admin/personal-data/"
EVE = "eve@example.org"


@pytest.fixture(autouse=True)
def _outbox(settings: Any) -> None:
    settings.EMAIL_BACKEND = "health.outbox.backend.Outbox"


@pytest.fixture
def eves() -> Inquiry:
    """A letter with all that there can be of it, and one of somebody else."""
    made = letter(EVE, cv=True, opening=OpeningFactory(), programme="Ph.D., autumn")
    Note.objects.create(inquiry=made, text="Strong in topology", author=account("administrator"))
    Reply.objects.create(inquiry=made, subject="Your letter", body="Let us talk")
    EmailMessage("Your letter", "Let us talk", None, [EVE], headers=about(made)).send()
    letter("mallory@example.org", cv=True)
    return made


def ask(client: Client, do: str = "find", address: str = EVE, **more: str) -> Any:
    return client.post(PAGE, {"address": address, "do": do, **more})


class TestFinding:
    def test_by_address_whatever_the_capitals(self, eves: Inquiry) -> None:
        found = held(" Eve@Example.ORG ")
        assert [row.pk for row in found.letters] == [eves.pk]
        assert (found.files, found.notes, found.replies, len(found.mails)) == (1, 1, 1, 1)

    def test_letters_that_were_joined_and_no_others(self) -> None:
        head = letter(EVE)
        other = letter("eve@elsewhere.example", joined_to=head)
        letter("mallory@example.org", joined_to=letter("trent@example.org"))
        for address in (EVE, "eve@elsewhere.example"):
            assert {row.pk for row in held(address).letters} == {head.pk, other.pk}
        assert held(EVE).other_addresses == ["eve@elsewhere.example"]
        assert [row.pk for row in held(EVE, joined=False).letters] == [head.pk]

    def test_mails_without_a_letter(self) -> None:
        send_mail("Confirm", "a link", None, [EVE])
        assert len(held(EVE).mails) == 1

    def test_where_else_the_address_stands(self) -> None:
        assert elsewhere(EVE) == []
        EmailAddress.objects.create(person=PersonFactory(), address=EVE)
        PersonFactory(private_note=f"wrote from {EVE.upper()}")
        assert sorted(each.name for each in elsewhere(EVE)) == [
            "People: e-mail address",
            "People: person",
        ]

    def test_as_many_queries_for_three_letters_as_for_one(
        self, django_assert_num_queries: Any
    ) -> None:
        def count() -> int:
            from django.db import connection
            from django.test.utils import CaptureQueriesContext

            with CaptureQueriesContext(connection) as queries:
                found = held(EVE)
                _ = (found.notes, found.replies, found.files)
            return len(queries)

        letter(EVE)
        one = count()
        letter(EVE)
        letter(EVE)
        assert count() == one


class TestPage:
    def test_it_shows_what_there_is_and_erases_nothing(
        self, admin_client: Client, eves: Inquiry
    ) -> None:
        text = shown(ask(admin_client))
        assert "1 letter, 1 file, 1 note, 1 reply, 1 mail in the outbox." in text
        assert Inquiry.objects.count() == 2

    def test_nobody_wrote_from_there(self, admin_client: Client) -> None:
        assert "No letter, and no mail about one." in shown(ask(admin_client))

    @pytest.mark.parametrize("address", ["", "eve", "eve@", "@example.org", "e v e@example.org"])
    def test_what_is_no_address_gets_a_sentence(self, admin_client: Client, address: str) -> None:
        response = ask(admin_client, address=address)
        assert response.status_code == 400
        assert "Enter the whole e-mail address, such as name@example.org." in shown(response)

    def test_a_zip_holds_all_of_it(self, admin_client: Client, eves: Inquiry) -> None:
        response = ask(admin_client, "export", joined="on")
        assert "no-store" in response["Cache-Control"]
        assert response["Content-Disposition"] == 'attachment; filename="personal-data.zip"'
        with zipfile.ZipFile(io.BytesIO(response.getvalue())) as archive:
            assert archive.namelist() == ["data.json", f"cv/letter-{eves.pk}.pdf"]
            assert archive.read(f"cv/letter-{eves.pk}.pdf") == b"%PDF-1.7 Eve"
            data = json.loads(archive.read("data.json"))
        (told,) = data["letters"]
        assert (told["email"], told["programme"], told["state"]) == (EVE, "Ph.D., autumn", "New")
        assert [note["text"] for note in told["notes"]] == ["Strong in topology"]
        assert [reply["body"] for reply in told["replies"]] == ["Let us talk"]
        assert [mail["to"] for mail in data["mails"]] == [[EVE]]
        assert "mallory" not in json.dumps(data)

    def test_every_field_of_a_letter_is_in_it(self, eves: Inquiry) -> None:
        from inquiries.privacy.subject import as_data

        (told,) = as_data(held(EVE))["letters"]
        assert {field.name for field in Inquiry._meta.concrete_fields} <= set(told)

    def test_a_lost_file_spoils_nothing(
        self, admin_client: Client, eves: Inquiry, settings: Any
    ) -> None:
        for file in private_files(settings):
            file.unlink()
        response = ask(admin_client, "export", joined="on")
        with zipfile.ZipFile(io.BytesIO(response.getvalue())) as archive:
            assert archive.namelist() == ["data.json"]

    def test_erasing_asks_whether_one_is_sure(self, admin_client: Client, eves: Inquiry) -> None:
        response = ask(admin_client, "erase", joined="on")
        assert response.status_code == 400
        assert "Tick that you are sure, then erase." in shown(response)
        assert Inquiry.objects.count() == 2

    def test_erased_it_is_gone_and_the_others_stay(
        self, admin_client: Client, eves: Inquiry, settings: Any
    ) -> None:
        response = admin_client.post(
            PAGE, {"address": EVE, "do": "erase", "sure": "on", "joined": "on"}, follow=True
        )
        text = shown(response)
        assert "Erased for good: 1 letter, 1 file, 1 mail." in text
        assert "eve@" not in text.casefold()
        assert [row.email for row in Inquiry.objects.all()] == ["mallory@example.org"]
        assert len(private_files(settings)) == 1
        assert not (Mail.objects.exists() or Note.objects.exists() or Reply.objects.exists())
        assert Erasure.objects.get().reason == "asked"
        assert held(EVE).is_empty

    def test_letters_of_another_address_can_be_left(self, admin_client: Client) -> None:
        head = letter(EVE)
        letter("trent@example.org", joined_to=head)
        assert "With letters from trent@example.org" in shown(ask(admin_client))
        ask(admin_client, "erase", sure="on")
        assert [row.email for row in Inquiry.objects.all()] == ["trent@example.org"]

    def test_letters_of_before_follow_shorter_settings(self, admin_client: Client) -> None:
        letter()
        InquirySettings(keep_months=6).save()
        assert "1 letter came when the settings said longer." in shown(admin_client.get(PAGE))
        response = admin_client.post(PAGE, {"do": "shorten"}, follow=True)
        assert "1 letter will go earlier." in shown(response)
        assert "came when" not in shown(response)

    @pytest.mark.parametrize("role", ["editor", "member", "guest author"])
    def test_it_is_for_administrators_alone(self, client: Client, role: str, eves: Inquiry) -> None:
        client.force_login(account(role, PersonFactory()))
        for do in ("find", "export", "erase", "shorten"):
            assert ask(client, do, sure="on").status_code == 403
        assert client.get(PAGE).status_code == 403
        assert PAGE not in client.get("/admin/").content.decode()
        assert Inquiry.objects.count() == 2

    def test_it_is_in_the_menu_of_administrators(self, admin_client: Client) -> None:
        assert f'href="{PAGE}"' in admin_client.get("/admin/").content.decode()

    def test_a_visitor_is_led_to_the_log_in(self, client: Client, eves: Inquiry) -> None:
        response = ask(client, "export")
        assert response.status_code == 302
        assert response["Location"].startswith("/account/login/") or "login" in response["Location"]


class TestCommand:
    def run(self, *arguments: str) -> str:
        out = StringIO()
        call_command("personal_data", *arguments, stdout=out)
        return out.getvalue()

    def test_it_says_what_there_is(self, eves: Inquiry) -> None:
        assert self.run(EVE) == "1 letters, 1 files, 1 notes, 1 replies, 1 mails.\n"
        assert Inquiry.objects.count() == 2

    def test_export_writes_a_new_file_for_the_user_alone(
        self, eves: Inquiry, tmp_path: Path
    ) -> None:
        target = tmp_path / "eve.zip"
        self.run(EVE, "--export", str(target))
        assert target.stat().st_mode & 0o777 == 0o600
        with zipfile.ZipFile(target) as archive:
            assert "data.json" in archive.namelist()
        with pytest.raises(CommandError, match="File exists"):
            self.run(EVE, "--export", str(target))

    def test_a_dry_run_erases_nothing(self, eves: Inquiry) -> None:
        self.run(EVE, "--erase", "--dry-run")
        assert Inquiry.objects.count() == 2

    def test_erasing(self, eves: Inquiry) -> None:
        assert "Erased: 1 letters, 1 files." in self.run(EVE, "--erase")
        assert held(EVE).is_empty
        assert timezone.localdate() == timezone.localdate(Erasure.objects.get().when)
