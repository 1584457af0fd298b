"""How long letters are kept, and that they go then.

Each letter has a day, `delete_by`, from the settings when it came. Nobody can make it later: who
should stay in touch is written to, and becomes a person of the group. An administrator can make it
earlier for all letters that the settings, as they are now, would not keep as long.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection, models, transaction
from django.db.models import QuerySet
from django.utils import timezone

from core.batches import batched
from health.models import Mail
from inquiries.models import Erasure, Inquiry, InquirySettings
from inquiries.models.settings import months_later
from inquiries.privacy.about import mails_of_gone
from inquiries.privacy.erase import erase
from inquiries.privacy.tombstones import erased_keys, write_down
from inquiries.storage import PrivateStorage

AT_ONCE = 200  # letters in a transaction: others wait no longer than for these
# A file lies on the disk before its row is saved: what is younger may be one of those.
YOUNG = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Due:
    """What `erase_due` would do at a moment."""

    days: dict[date, int]  # letters whose time is over, by the day it was
    back: int  # letters that were erased before: an old copy of the database brought them back
    mails: int  # about letters that are gone
    files: list[Path]  # that no row holds

    @property
    def letters(self) -> int:
        return sum(self.days.values()) + self.back


def due(now: datetime) -> Due:
    back = _back()
    rows = Inquiry.objects.due(timezone.localdate(now)).exclude(pk__in=back)
    days = Counter(rows.order_by("delete_by").values_list("delete_by", flat=True))
    return Due(dict(days), len(back), _settled_mails().count(), list(_left_files(now)))


def erase_due(now: datetime) -> str:
    """Erase letters whose time is over or that came back, and what crashes left of others.

    May break off anywhere: what is not done yet is done the next time.
    """
    back = sum(
        erase(Inquiry.objects.filter(pk__in=batch), Erasure.Reason.BACK).letters
        for batch in batched(_back(), AT_ONCE)
    )
    over = 0
    for batch in batched(_keys(Inquiry.objects.due(timezone.localdate(now))), AT_ONCE):
        over += erase(Inquiry.objects.filter(pk__in=batch), Erasure.Reason.DUE).letters
    _settled_mails().delete()
    for file in _left_files(now):
        file.unlink(missing_ok=True)
    write_down()
    _wipe()
    came_back = f", {back} that a copy of the database brought back" if back else ""
    return f"{over} letters erased{came_back}"


def kept_longer() -> dict[int, date]:
    """{letter: its last day by the settings as they are now}, where it would stay longer."""
    months = InquirySettings.load().keep_months
    rows = Inquiry.objects.order_by().values_list("pk", "received", "delete_by")
    days = ((pk, months_later(timezone.localdate(at), months), by) for pk, at, by in rows)
    return {pk: day for pk, day, by in days if day < by}


@transaction.atomic
def shorten() -> int:
    """Make letters go when the settings say; the number of letters that go earlier now."""
    by_day: dict[date, list[int]] = {}
    for key, day in kept_longer().items():
        by_day.setdefault(day, []).append(key)
    return sum(
        Inquiry.objects.filter(pk__in=batch).update(delete_by=day)
        for day, keys in by_day.items()
        for batch in batched(keys)
    )


def _keys(rows: QuerySet[Inquiry]) -> list[int]:
    return list(rows.order_by("pk").values_list("pk", flat=True))


def _back() -> list[int]:
    """Letters of which it is written down that they were erased."""
    return [
        key
        for batch in batched(erased_keys())
        for key in _keys(Inquiry.objects.filter(key__in=batch))
    ]


def _settled_mails() -> QuerySet[Mail]:
    """An answer that was under way when its letter went has arrived, or never will."""
    return mails_of_gone().exclude(state=Mail.State.WAITING)


def _left_files(now: datetime) -> Iterator[Path]:
    """Private files that no row holds: a process ended between the row and its file."""
    root = Path(settings.PRIVATE_ROOT)
    held = set(_held())
    for file in sorted(root.rglob("*")):
        name = file.relative_to(root).as_posix()
        if file.is_file() and name not in held:
            changed = datetime.fromtimestamp(file.stat().st_mtime, tz=now.tzinfo)
            if changed < now - YOUNG:
                yield file


def _held() -> Iterator[str]:
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if isinstance(field, models.FileField) and isinstance(field.storage, PrivateStorage):
                rows = model._base_manager.exclude(**{field.attname: ""})
                yield from rows.values_list(field.attname, flat=True)


def _wipe() -> None:
    """Of SQLite, empty the log of writes, which holds what was in pages before. What was deleted
    from the pages themselves is overwritten there: see the settings."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
