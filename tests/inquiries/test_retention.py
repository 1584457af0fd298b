"""Letters go when their time is over, whatever happened meanwhile."""

from __future__ import annotations

import os
import sqlite3
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.utils import timezone

from health.jobs.registry import jobs
from health.jobs.run import run
from health.models import Mail
from inquiries.models import Erasure, Inquiry, InquirySettings, Note, WaitingFile
from inquiries.models.settings import months_later
from inquiries.privacy import retention
from inquiries.privacy.about import about
from inquiries.privacy.erase import erase
from inquiries.privacy.retention import erase_due, kept_longer, shorten
from inquiries.privacy.tombstones import path
from tests.inquiries.test_erasure import letter, only, private_files

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = datetime(2030, 6, 1, 12, tzinfo=UTC)


def told(*arguments: str) -> str:
    out = StringIO()
    call_command("erase_letters", *arguments, stdout=out)
    return out.getvalue()


def due_on(day: date, **fields: Any) -> Inquiry:
    return letter(delete_by=day, **fields)


class TestMonths:
    @pytest.mark.parametrize(
        ("day", "months", "later"),
        [
            (date(2026, 1, 31), 1, date(2026, 2, 28)),
            (date(2028, 1, 31), 1, date(2028, 2, 29)),
            (date(2026, 11, 29), 1, date(2026, 12, 29)),
            (date(2026, 12, 31), 12, date(2027, 12, 31)),
            (date(2028, 2, 29), 12, date(2029, 2, 28)),
            (date(2026, 12, 1), 60, date(2031, 12, 1)),
        ],
    )
    def test_a_month_has_the_same_day_or_its_last(
        self, day: date, months: int, later: date
    ) -> None:
        assert months_later(day, months) == later

    def test_a_letter_is_kept_as_long_as_the_settings_said_when_it_came(self) -> None:
        first = letter()
        InquirySettings(keep_months=3).save()
        second = letter()
        today = timezone.localdate()
        assert first.delete_by == months_later(today, 12)
        assert second.delete_by == months_later(today, 3)


class TestErasing:
    def test_on_its_day_and_not_before(self, settings: Any) -> None:
        row = due_on(date(2030, 6, 1), cv=True)
        Note.objects.create(inquiry=row, text="Promising")
        assert erase_due(TODAY - timedelta(days=1)) == "0 letters erased"
        assert len(private_files(settings)) == 1
        assert erase_due(TODAY) == "1 letters erased"
        assert not (Inquiry.objects.exists() or Note.objects.exists())
        assert private_files(settings) == []
        log = Erasure.objects.get()
        assert (log.letters, log.files, log.reason) == (1, 1, "due")

    def test_the_day_is_that_of_the_site(self, settings: Any) -> None:
        due_on(date(2030, 6, 2))
        evening = datetime(2030, 6, 1, 23, 30, tzinfo=UTC)
        with timezone.override("Europe/Berlin"):  # half past one there, on the second
            assert erase_due(evening) == "1 letters erased"

    def test_twice_is_as_once(self) -> None:
        due_on(date(2030, 6, 1))
        stays = due_on(date(2030, 7, 1))
        assert erase_due(TODAY) == "1 letters erased"
        assert erase_due(TODAY) == "0 letters erased"
        assert list(Inquiry.objects.all()) == [stays]
        assert Erasure.objects.count() == 1

    def test_it_may_break_off_and_goes_on_the_next_time(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for _ in range(5):
            due_on(date(2030, 6, 1))
        monkeypatch.setattr(retention, "AT_ONCE", 2)
        real, calls = retention.erase, []

        def breaks(*args: Any) -> Erasure:
            calls.append(args)
            if len(calls) == 2:
                raise KeyboardInterrupt
            return real(*args)

        monkeypatch.setattr(retention, "erase", breaks)
        with pytest.raises(KeyboardInterrupt):
            erase_due(TODAY)
        assert Inquiry.objects.count() == 3
        assert erase_due(TODAY) == "3 letters erased"
        assert sum(Erasure.objects.values_list("letters", flat=True)) == 5

    def test_it_is_a_periodic_job(self) -> None:
        due_on(date(2030, 6, 1))
        job = next(job for job in jobs() if job.slug == "letters")
        (outcome,) = run([job], TODAY)
        assert (outcome.told, outcome.error) == ("1 letters erased", "")

    def test_mails_on_their_way_go_when_they_arrived(self, settings: Any) -> None:
        settings.EMAIL_BACKEND = "health.outbox.backend.Outbox"
        row = due_on(date(2030, 6, 1))
        EmailMessage("Answer", "Dear Eve", None, [row.email], headers=about(row)).send()
        erase_due(TODAY)
        mail = Mail.objects.get()
        mail.settle(Mail.State.SENT, TODAY)
        erase_due(TODAY)
        assert not Mail.objects.exists()

    def test_mails_about_no_letter_stay(self, settings: Any) -> None:
        settings.EMAIL_BACKEND = "health.outbox.backend.Outbox"
        EmailMessage("Welcome", "Hello", None, ["ada@example.org"]).send()
        Mail.objects.update(state="sent")
        erase_due(TODAY)
        assert Mail.objects.count() == 1


class TestFilesLeft:
    def test_a_file_that_no_row_holds_goes_after_a_day(self, settings: Any) -> None:
        held = letter(cv=True)
        waits = WaitingFile.objects.create(
            file=ContentFile(b"%PDF-", "cv.pdf"), name="cv.pdf", until=timezone.now()
        )
        left = Path(settings.PRIVATE_ROOT) / "inquiry" / "left.pdf"
        left.write_bytes(b"%PDF-1.7")
        erase_due(timezone.now())
        assert left.exists()
        for file in private_files(settings):
            os.utime(file, (0, 0))
        assert "left of erased letters: 0 mails, 1 files" in told("--dry-run")
        erase_due(timezone.now())
        assert {file.name for file in private_files(settings)} == {
            Path(held.cv.name).name,
            Path(waits.file.name).name,
        }


class TestRestored:
    def copy(self, rows: list[Inquiry]) -> list[Inquiry]:
        return list(Inquiry.objects.filter(pk__in=[row.pk for row in rows]))

    def put_back(self, rows: list[Inquiry]) -> None:
        """As an old copy of the database does: it knows nothing of later erasures."""
        Erasure.objects.all().delete()
        Inquiry.objects.bulk_create(rows)

    def test_letters_that_come_back_go_again(self) -> None:
        asked, stays = letter(), letter("mallory@example.org")
        rows = self.copy([asked])
        erase(only(asked), Erasure.Reason.ASKED)
        self.put_back(rows)
        assert "erased before, and back: 1 letters" in told("--dry-run")
        assert Inquiry.objects.count() == 2
        back = ", 1 that a copy of the database brought back"
        assert told() == f"0 letters erased{back}.\n"
        assert list(Inquiry.objects.all()) == [stays]
        assert Erasure.objects.get().reason == "back"

    def test_without_the_file_those_whose_time_is_over_go_still(self) -> None:
        row = due_on(date(2020, 1, 1))
        rows = self.copy([row])
        erase_due(TODAY)
        self.put_back(rows)
        path().unlink()
        assert told() == "1 letters erased.\n"

    def test_a_file_put_back_with_the_database_is_made_whole_from_it(self) -> None:
        first, second = letter(), letter()
        erase(only(first), Erasure.Reason.ASKED)
        old = path().read_text()
        erase(only(second), Erasure.Reason.ASKED)
        path().write_text(old)
        erase_due(TODAY - timedelta(days=1000))
        assert str(second.key) in path().read_text()


class TestCommand:
    def test_a_dry_run_says_how_many_of_which_day_and_erases_nothing(self) -> None:
        due_on(date(2020, 6, 1))
        due_on(date(2020, 6, 1))
        due_on(date(2020, 5, 30))
        due_on(date(2999, 1, 1))
        assert told("--dry-run") == (
            "30 May 2020: 1 letters\n01 Jun 2020: 2 letters\n3 letters would be erased.\n"
        )
        assert Inquiry.objects.count() == 4
        assert not Erasure.objects.exists()

    def test_an_empty_site(self) -> None:
        assert told("--dry-run") == "No letters would be erased.\n"
        assert told() == "0 letters erased.\n"


class TestShorter:
    def test_letters_go_when_the_settings_say_now_and_never_later(self) -> None:
        at = datetime(2026, 1, 31, 12, tzinfo=UTC)
        long = letter(received=at, delete_by=date(2027, 1, 31))
        short = letter(received=at, delete_by=date(2026, 2, 1))
        InquirySettings(keep_months=1).save()
        assert kept_longer() == {long.pk: date(2026, 2, 28)}
        assert shorten() == 1
        days = dict(Inquiry.objects.values_list("pk", "delete_by"))
        assert days == {long.pk: date(2026, 2, 28), short.pk: date(2026, 2, 1)}
        assert shorten() == 0

    def test_longer_settings_keep_no_letter_longer(self) -> None:
        row = letter()
        InquirySettings(keep_months=60).save()
        assert shorten() == 0
        row.refresh_from_db()
        assert row.delete_by == months_later(timezone.localdate(), 12)

    def test_by_the_command(self) -> None:
        letter(delete_by=date(2999, 1, 1))
        assert "1 letters would go earlier." in told("--shorten", "--dry-run")
        assert told("--shorten").startswith("1 letters go earlier.\n")


def test_nothing_of_a_letter_is_left_in_the_file_of_a_database(
    tmp_path: Path, settings: Any
) -> None:
    """As the site sets up SQLite, on a database of its own."""
    file = tmp_path / "site.sqlite3"
    base = sqlite3.connect(file, isolation_level=None)
    base.executescript(settings.SQLITE_PRAGMAS)
    base.execute("CREATE TABLE letter (text)")
    base.execute("INSERT INTO letter VALUES (?)", ["a secret of Eve " * 400])
    base.execute("DELETE FROM letter")
    base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    left = b"".join(each.read_bytes() for each in tmp_path.iterdir())
    base.close()
    assert b"secret of Eve" not in left
