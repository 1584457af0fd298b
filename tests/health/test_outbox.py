"""Mails are queued, sent, tried again, given up, and shown to those who may see them."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO
from smtplib import SMTPAuthenticationError, SMTPRecipientsRefused
from typing import Any

import pytest
from django.core import mail as django_mail
from django.core.mail import BadHeaderError, EmailMessage, EmailMultiAlternatives, send_mail
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone

from health.models import Mail
from health.outbox.send import send_due, tidy
from tests.factories import account
from tests.health.test_pages import clerk, queries_of

pytestmark = pytest.mark.django_db
NOW = timezone.now() + timedelta(days=1)  # after all that a test writes
LOCMEM = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture(autouse=True)
def _mail_server(settings: Any) -> None:
    settings.EMAIL_BACKEND = "health.outbox.backend.Outbox"
    settings.MAIL_TRANSPORT = LOCMEM


def write(subject: str = "Welcome", to: str = "ada@example.org") -> Mail:
    assert send_mail(subject, "Follow https://example.org/secret", None, [to]) == 1
    return Mail.objects.latest("pk")


class Refusing:
    """A mail server that answers with that error."""

    error: Exception = OSError("no route")

    def __init__(self, *args: Any, **kwargs: Any) -> None: ...

    def send_messages(self, messages: Any) -> int:
        raise self.error


@pytest.fixture
def refusing(settings: Any, monkeypatch: pytest.MonkeyPatch) -> type[Refusing]:
    settings.MAIL_TRANSPORT = f"{__name__}.Refusing"
    monkeypatch.setattr(Refusing, "error", OSError("no route"))
    return Refusing


class TestQueue:
    def test_a_mail_waits_until_it_is_sent(self) -> None:
        mail = write()
        assert django_mail.outbox == []
        assert send_due(NOW) == "1 sent"
        [sent] = django_mail.outbox
        assert (sent.subject, sent.to) == ("Welcome", ["ada@example.org"])
        assert "https://example.org/secret" in sent.body
        mail.refresh_from_db()
        assert (mail.state, mail.tries, mail.settled) == ("sent", 1, NOW)

    def test_it_is_sent_once(self) -> None:
        write()
        send_due(NOW)
        assert send_due(NOW) == "0 sent"
        assert len(django_mail.outbox) == 1

    def test_its_text_is_forgotten_once_it_is_sent(self) -> None:
        write()
        send_due(NOW)
        assert Mail.objects.get().body == ""
        assert Mail.objects.get().more == {}

    def test_all_that_a_message_has_goes_with_it(self) -> None:
        message = EmailMultiAlternatives(
            "S", "text", "site@example.org", ["a@example.org"], ["b@example.org"],
            cc=["c@example.org"], reply_to=["d@example.org"], headers={"X-Kind": "invitation"},
        )  # fmt: skip
        message.attach_alternative("<p>text</p>", "text/html")
        message.send()
        send_due(NOW)
        [sent] = django_mail.outbox
        assert sent.from_email == "site@example.org"
        assert sent.recipients() == ["a@example.org", "c@example.org", "b@example.org"]
        assert sent.reply_to == ["d@example.org"]
        assert sent.extra_headers == {"X-Kind": "invitation"}
        assert [tuple(each) for each in sent.alternatives] == [("<p>text</p>", "text/html")]

    def test_a_mail_of_a_change_that_was_not_kept_is_not_sent(self) -> None:
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            write()
            1 / 0  # noqa: B018
        assert not Mail.objects.exists()

    def test_a_line_break_in_a_subject_is_refused_at_once(self) -> None:
        with pytest.raises(BadHeaderError):
            write(subject="Hi\nBcc: everybody@example.org")
        assert not Mail.objects.exists()

    def test_attachments_are_refused(self) -> None:
        message = EmailMessage("S", "b", None, ["a@example.org"])
        message.attach("a.txt", "x", "text/plain")
        with pytest.raises(ValueError, match="no attachments"):
            message.send()

    def test_a_mail_to_nobody_is_none(self) -> None:
        assert send_mail("S", "b", None, []) == 0


class TestFailure:
    def test_it_is_tried_again_ever_later(self, refusing: Any) -> None:
        mail, moment = write(), NOW
        pauses = []
        for _ in range(5):
            assert send_due(moment) == "0 sent, 1 failed"
            mail.refresh_from_db()
            pauses.append((mail.due - moment).total_seconds() / 60)
            assert send_due(mail.due - timedelta(seconds=1)) == "0 sent"
            moment = mail.due
        assert pauses == [1, 5, 30, 120, 720]
        assert mail.error == "OSError: no route"
        send_due(moment)
        mail.refresh_from_db()
        assert mail.state == "failed"
        assert mail.has_text
        assert send_due(moment + timedelta(days=1)) == "0 sent"

    def test_then_it_goes_out_when_the_server_is_back(self, refusing: Any, settings: Any) -> None:
        write()
        send_due(NOW)
        settings.MAIL_TRANSPORT = LOCMEM
        assert send_due(NOW + timedelta(minutes=2)) == "1 sent"
        assert Mail.objects.get().error == ""

    def test_an_address_that_there_is_not_is_given_up_at_once(self, refusing: Any) -> None:
        refusing.error = SMTPRecipientsRefused({"ada@example.org": (550, b"no such user")})
        write()
        send_due(NOW)
        assert Mail.objects.get().state == "failed"

    def test_a_wrong_password_of_the_site_is_not_the_fault_of_the_mail(self, refusing: Any) -> None:
        refusing.error = SMTPAuthenticationError(535, b"no")
        write()
        send_due(NOW)
        assert Mail.objects.get().state == "waiting"

    def test_one_that_fails_holds_up_no_other(self, monkeypatch: pytest.MonkeyPatch) -> None:
        write(subject="Bad")
        write(subject="Good")
        from health.outbox import send

        real = send.message_of

        def only_good(mail: Mail, connection: Any) -> Any:
            if mail.subject == "Bad":
                raise ValueError("broken")
            return real(mail, connection)

        monkeypatch.setattr(send, "message_of", only_good)
        assert send_due(NOW) == "1 sent, 1 failed"
        assert [m.subject for m in django_mail.outbox] == ["Good"]

    def test_a_sender_that_broke_off_leaves_it_to_the_next(self) -> None:
        mail = write()
        Mail.objects.filter(pk=mail.pk).update(due=NOW + timedelta(minutes=10), tries=1)  # claimed
        assert send_due(NOW) == "0 sent"
        assert send_due(NOW + timedelta(minutes=11)) == "1 sent"


class TestTidy:
    def test_what_is_too_old_is_given_up_and_what_is_settled_forgotten(self) -> None:
        stale, fresh, old = write(), write(), write()
        Mail.objects.filter(pk=stale.pk).update(written=NOW - timedelta(days=15))
        Mail.objects.filter(pk=old.pk).update(state="sent", settled=NOW - timedelta(days=31))
        assert tidy(NOW) == "1 given up, 1 forgotten"
        stale.refresh_from_db()
        fresh.refresh_from_db()
        assert (stale.state, stale.body) == ("expired", "")
        assert fresh.state == "waiting"


class TestCommand:
    def test_sends_what_is_due(self) -> None:
        write()
        out = StringIO()
        call_command("send_mails", stdout=out)
        assert out.getvalue() == "1 sent\n"

    def test_without_a_mail_server_nothing_is_lost(self, settings: Any) -> None:
        settings.MAIL_TRANSPORT = ""
        write()
        with pytest.raises(CommandError, match="set EMAIL_URL"):
            call_command("send_mails")
        assert send_due(NOW) == "There is no mail server: mails stay in the outbox."
        assert Mail.objects.get().tries == 0


class TestPage:
    def test_without_a_mail_server_the_text_is_there_to_be_copied(
        self, admin_client: Client, settings: Any
    ) -> None:
        settings.MAIL_TRANSPORT = ""
        mail = write(subject="<b>Welcome</b>")
        page = admin_client.get("/admin/outbox/").content.decode()
        assert "The site has no mail server" in page
        assert "&lt;b&gt;Welcome&lt;/b&gt;" in page
        assert "Follow https://example.org/secret" in page
        admin_client.post(f"/admin/outbox/{mail.pk}/", {"do": "done"})
        page = admin_client.get("/admin/outbox/").content.decode()
        assert "secret" not in page
        mail.refresh_from_db()
        assert mail.state == "sent"

    def test_one_that_was_given_up_is_tried_again(self, admin_client: Client) -> None:
        mail = write()
        Mail.objects.update(state="failed", error="OSError: no route", settled=NOW)
        assert b"OSError: no route" in admin_client.get("/admin/outbox/").content
        answer = admin_client.post(f"/admin/outbox/{mail.pk}/", {"do": "again"}, follow=True)
        assert b"sent within a minute" in answer.content
        assert send_due(NOW) == "1 sent"

    def test_one_is_deleted(self, admin_client: Client) -> None:
        mail = write()
        admin_client.post(f"/admin/outbox/{mail.pk}/", {"do": "drop"})
        assert not Mail.objects.exists()

    def test_an_empty_one_says_so(self, admin_client: Client) -> None:
        assert b"No mail waits" in admin_client.get("/admin/outbox/").content

    def test_a_right_given_by_hand_shows_nobody_s_link(self) -> None:
        """The text may be the link that sets the password of an administrator."""
        mail = write()
        staff = clerk("view_mail", "change_mail")
        assert staff.get("/admin/outbox/").status_code == 403
        assert staff.post(f"/admin/outbox/{mail.pk}/", {"do": "drop"}).status_code == 403
        assert b"/admin/outbox/" not in staff.get("/admin/").content

    def test_only_those_with_the_right_see_it(self, client: Client) -> None:
        mail = write()
        assert client.get("/admin/outbox/").status_code == 302
        client.force_login(account("editor"))
        assert client.get("/admin/outbox/").status_code == 403
        staff = clerk("change_person")
        assert staff.get("/admin/outbox/").status_code == 403
        assert staff.post(f"/admin/outbox/{mail.pk}/", {"do": "drop"}).status_code == 403
        assert b"/admin/outbox/" not in staff.get("/admin/").content
        assert Mail.objects.exists()

    def test_nonsense_is_refused(self, admin_client: Client) -> None:
        mail = write()
        assert admin_client.post(f"/admin/outbox/{mail.pk}/", {"do": "x"}).status_code == 400
        assert admin_client.post(f"/admin/outbox/{mail.pk}/").status_code == 400
        assert admin_client.post("/admin/outbox/99/", {"do": "drop"}).status_code == 404
        assert admin_client.post(f"/admin/outbox/{'9' * 30}/", {"do": "x"}).status_code == 404
        assert admin_client.get(f"/admin/outbox/{mail.pk}/").status_code == 405

    def test_costs_the_same_with_more_mails(self, admin_client: Client) -> None:
        write()
        few = queries_of(admin_client, "/admin/outbox/")
        for _ in range(2):
            write()
        assert queries_of(admin_client, "/admin/outbox/") == few
