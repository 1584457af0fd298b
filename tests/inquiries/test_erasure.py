"""Letters go for good, with all that is kept of them, and nothing else goes."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.mail import EmailMessage, send_mail
from django.db import DatabaseError
from django.utils import timezone

from core.models import FormerFile
from core.uploads import inventory
from health.models import Mail
from health.outbox.send import send_due
from history.models import KeptForm, Version
from inquiries.models import Erasure, Inquiry, Note, Reply
from inquiries.privacy.about import about
from inquiries.privacy.erase import erase
from inquiries.privacy.tombstones import erased_keys, path, write_down
from tests.factories import account

pytestmark = pytest.mark.django_db(transaction=True)
Reason = Erasure.Reason


@pytest.fixture(autouse=True)
def _outbox(settings: Any) -> None:
    settings.EMAIL_BACKEND = "health.outbox.backend.Outbox"
    settings.MAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"


def letter(email: str = "eve@example.org", cv: bool = False, **fields: Any) -> Inquiry:
    made = Inquiry(name="Eve", email=email, message="I would like to join.", **fields)
    if cv:
        made.cv = ContentFile(b"%PDF-1.7 Eve", "eve-cv.pdf")
    made.save()
    return made


def only(row: Inquiry) -> Any:
    return Inquiry.objects.filter(pk=row.pk)


def private_files(settings: Any) -> list[Path]:
    return [each for each in Path(settings.PRIVATE_ROOT).rglob("*") if each.is_file()]


class TestWhatGoes:
    def test_rows_and_files_go_and_others_stay(self, settings: Any) -> None:
        gone, stays = letter(cv=True), letter("mallory@example.org", cv=True)
        Note.objects.create(inquiry=gone, text="Promising")
        Reply.objects.create(inquiry=gone, subject="Re", body="Let us talk")
        Note.objects.create(inquiry=stays, text="Later")
        erased = erase(only(gone), Reason.BY_HAND)
        assert (erased.letters, erased.files, erased.reason) == (1, 1, "hand")
        assert list(Inquiry.objects.all()) == [stays]
        assert [note.text for note in Note.objects.all()] == ["Later"]
        assert not Reply.objects.exists()
        assert [file.name for file in private_files(settings)] == [Path(stays.cv.name).name]

    def test_a_cv_that_was_replaced_is_gone_and_its_name_kept_nowhere(self, settings: Any) -> None:
        row = letter(cv=True)
        row.cv = ContentFile(b"%PDF-1.7 better", "better.pdf")
        row.save()
        assert len(private_files(settings)) == 1
        assert not FormerFile.objects.exists()

    def test_nothing_is_logged_of_nothing(self) -> None:
        assert erase(Inquiry.objects.none(), Reason.DUE).pk is None
        assert not Erasure.objects.exists()

    def test_what_the_admin_logged_goes(self) -> None:
        row, user = letter(), account("administrator")
        other = letter("mallory@example.org")
        kind = ContentType.objects.get_for_model(Inquiry)
        for each in (row, other):
            LogEntry.objects.create(
                user=user, content_type=kind, object_id=str(each.pk), object_repr="",
                action_flag=CHANGE, change_message="Changed",
            )  # fmt: skip
        erase(only(row), Reason.DUE)
        assert [entry.object_id for entry in LogEntry.objects.all()] == [str(other.pk)]

    def test_text_of_a_form_of_it_goes_and_of_other_forms_stays(self) -> None:
        row, other, user = letter(), letter(), account("administrator")
        paths = [
            f"/admin/inquiries/inquiry/{row.pk}/change/",
            f"/~group/admin/inquiries/inquiry/{row.pk}/reply/",
            "/admin/inquiries/inquiry/decline/",
            f"/admin/inquiries/inquiry/{other.pk}/change/",
            f"/admin/people/person/{row.pk}/change/",
        ]
        for each in paths:
            KeptForm.objects.create(user=user, path=each, data="text=Dear+Eve")
        erase(only(row), Reason.DUE)
        assert set(KeptForm.objects.values_list("path", flat=True)) == set(paths[3:])

    def test_no_version_was_kept(self) -> None:
        row = letter()
        row.state = "read"
        row.save()
        erase(only(row), Reason.DUE)
        assert not Version.objects.filter(model__startswith="inquiries").exists()

    def test_all_or_nothing(self, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        row = letter(cv=True)

        def full(*args: Any, **kwargs: Any) -> None:
            raise DatabaseError("The disk is full.")

        monkeypatch.setattr(Erasure, "save", full)
        with pytest.raises(DatabaseError):
            erase(only(row), Reason.DUE)
        assert Inquiry.objects.filter(pk=row.pk).exists()
        assert len(private_files(settings)) == 1
        assert not path().exists()

    def test_a_letter_that_somebody_has_open_does_not_come_back(self) -> None:
        row = letter()
        opened = Inquiry.objects.get(pk=row.pk)
        erase(only(row), Reason.WITHDRAWN)
        opened.state = "read"
        with pytest.raises(DatabaseError):
            opened.save()
        assert not Inquiry.objects.exists()


class TestJoined:
    def test_the_rest_stays_together_with_the_newest(self) -> None:
        day = timezone.now()
        main = letter(received=day)
        rest = [letter(joined_to=main, received=day - timedelta(days=n)) for n in (1, 2, 3)]
        erase(only(main), Reason.BY_HAND)
        assert Inquiry.objects.get(pk=rest[0].pk).joined_to is None
        for each in rest[1:]:
            assert Inquiry.objects.get(pk=each.pk).joined_to == rest[0]

    def test_all_of_them_may_go(self) -> None:
        main = letter()
        letter(joined_to=main)
        assert erase(Inquiry.objects.all(), Reason.ASKED).letters == 2
        assert not Inquiry.objects.exists()


class TestMails:
    def write(self, row: Inquiry, state: str = "waiting") -> Mail:
        EmailMessage("About your letter", "Dear Eve", None, [row.email], headers=about(row)).send()
        mail = Mail.objects.latest("pk")
        Mail.objects.filter(pk=mail.pk).update(state=state)
        return mail

    def test_what_it_is_about_is_not_sent(self) -> None:
        from django.core import mail as django_mail

        row = letter()
        self.write(row)
        assert Mail.objects.get().about == f"letter:{row.key}"
        send_due(timezone.now())
        assert "X-About" not in django_mail.outbox[0].message()
        assert Mail.objects.get().about == f"letter:{row.key}"

    @pytest.mark.parametrize("reason", list(Reason))
    def test_mails_that_are_settled_go(self, reason: Erasure.Reason) -> None:
        row = letter()
        for state in ("sent", "failed", "expired"):
            self.write(row, state)
        erase(only(row), reason)
        assert not Mail.objects.exists()

    @pytest.mark.parametrize("reason", [Reason.WITHDRAWN, Reason.ASKED])
    def test_who_wants_it_gone_is_written_to_no_more(self, reason: Erasure.Reason) -> None:
        row = letter()
        self.write(row)
        erase(only(row), reason)
        assert not Mail.objects.exists()

    @pytest.mark.parametrize("reason", [Reason.DUE, Reason.BY_HAND])
    def test_an_answer_on_its_way_arrives(self, reason: Erasure.Reason) -> None:
        row = letter()
        self.write(row)
        erase(only(row), reason)
        assert send_due(timezone.now()) == "1 sent"

    def test_mails_of_others_stay(self) -> None:
        row, other = letter(), letter("mallory@example.org")
        mine, theirs = self.write(row, "sent"), self.write(other, "sent")
        erase(only(row), Reason.ASKED)
        assert list(Mail.objects.all()) == [theirs]
        assert mine != theirs

    def test_mails_that_name_no_letter_go_with_the_last_letter_of_the_address(self) -> None:
        first, second = letter("Eve@Example.org"), letter()
        send_mail("Confirm", "a link", None, ["eve@example.org"])
        erase(only(first), Reason.ASKED)
        assert Mail.objects.count() == 1
        erase(only(second), Reason.ASKED)
        assert not Mail.objects.exists()

    def test_a_mail_to_somebody_with_an_account_is_not_of_their_letter(self) -> None:
        User.objects.create_user("eve", "eve@example.org")
        row = letter()
        send_mail("Your new password", "a link", None, ["eve@example.org"])
        erase(only(row), Reason.ASKED)
        assert Mail.objects.count() == 1

    def test_a_mail_deleted_while_it_is_sent_does_not_come_back(self) -> None:
        row = letter()
        mail = self.write(row)
        erase(only(row), Reason.ASKED)
        mail.settle(Mail.State.SENT, timezone.now())
        assert not Mail.objects.exists()


class TestKeys:
    def test_the_keys_stay_in_the_log_and_in_a_file_of_their_own(self) -> None:
        row = letter()
        erased = erase(only(row), Reason.ASKED)
        assert Erasure.objects.get().keys == [str(row.key)]
        assert set(erased_keys()) == {row.key}
        text = path().read_text()
        assert f"{timezone.localdate(erased.when).isoformat()} {row.key}\n" in text
        assert "eve" not in text.casefold()
        assert path().stat().st_mode & 0o777 == 0o600

    def test_the_file_knows_what_an_older_database_does_not(self) -> None:
        first, second = letter(), letter()
        erase(only(first), Reason.ASKED)
        Erasure.objects.all().delete()  # a backup was put back
        erase(only(second), Reason.ASKED)
        assert set(erased_keys()) == {first.key, second.key}
        assert path().read_text().count("\n") == 3

    def test_a_lost_file_is_written_again_from_the_database(self) -> None:
        row = letter()
        erase(only(row), Reason.ASKED)
        path().unlink()
        write_down()
        assert str(row.key) in path().read_text()

    def test_lines_that_cannot_be_read_do_no_harm(self) -> None:
        path().write_text("2026-11-2\nsomething else\n2026-01-01 1234\n\n")
        row = letter()
        erase(only(row), Reason.ASKED)
        assert set(erased_keys()) == {row.key}

    def test_keys_are_forgotten_after_six_years(self) -> None:
        row, old = letter(), letter()
        erase(only(old), Reason.ASKED)
        Erasure.objects.update(when=timezone.now() - timedelta(days=366 * 6 + 1))
        path().unlink()
        erase(only(row), Reason.ASKED)
        assert str(old.key) not in path().read_text()


def test_files_of_letters_are_no_uploads(settings: Any) -> None:
    letter(cv=True)
    found = inventory()
    assert found.missing == []
    assert found.used == []


def test_private_files_are_for_the_site_alone(settings: Any) -> None:
    letter(cv=True)
    (file,) = private_files(settings)
    assert file.stat().st_mode & 0o777 == 0o600
    for folder in (file.parent, Path(settings.PRIVATE_ROOT)):
        assert folder.stat().st_mode & 0o777 == 0o700


def test_deleted_in_the_admin_it_is_in_no_bin_and_no_log(admin_client: Any) -> None:
    first, second = letter(cv=True), letter("mallory@example.org")
    address = f"/admin/inquiries/inquiry/{first.pk}/delete/"
    assert admin_client.post(address, {"post": "yes"}).status_code == 302
    ticked = {"action": "delete_selected", "_selected_action": [second.pk], "post": "yes"}
    assert admin_client.post("/admin/inquiries/inquiry/", ticked).status_code == 302
    assert not Inquiry.objects.exists()
    assert not Version.objects.exists()
    assert not LogEntry.objects.exists()
    assert [each.reason for each in Erasure.objects.all()] == ["hand", "hand"]
