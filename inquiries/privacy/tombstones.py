"""The keys that erased letters had, in a file beside the database.

A copy of the database that is put back brings letters back that were erased since. The file is
younger than the copy, if it was left where it is, and says which. Keys are random: they tell
nothing of anybody once the letters are gone.
"""

from __future__ import annotations

import os
import uuid
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from inquiries.models import Erasure

# Longer than a letter may be kept: one that comes back after that is erased for its date.
REMEMBERED = timedelta(days=366 * 6)
FIRST = "# Keys of erased letters. Nothing of anybody; not to be restored from a backup.\n"


def path() -> Path:
    """Of the file; asked each time, as tests have a folder of their own."""
    return Path(settings.ERASED_LETTERS)


def erased_keys() -> dict[uuid.UUID, date]:
    """{key: the day on which the letter was erased}, as the file and the database know it."""
    found = _in_file()
    for erasure in Erasure.objects.exclude(keys=[]):
        day = timezone.localdate(erasure.when)
        found |= {uuid.UUID(key): day for key in erasure.keys}
    return found


def write_down() -> None:
    """Make the file say what it and the database know; what is older than six years goes."""
    since = timezone.localdate() - REMEMBERED
    known = {key: day for key, day in erased_keys().items() if day > since}
    if known == _in_file() or not known:
        return
    lines = [f"{day.isoformat()} {key}\n" for key, day in sorted(known.items(), key=_by_day)]
    new = path().with_suffix(f".{os.getpid()}.new")
    with open(new, "w", opener=_private) as file:
        file.writelines([FIRST, *lines])
        file.flush()
        os.fsync(file.fileno())
    new.replace(path())  # at once: whoever reads sees the old file or the new one


def _in_file() -> dict[uuid.UUID, date]:
    """What lines say that can be read; a line that was cut off says nothing."""
    found = {}
    try:
        lines = path().read_text().splitlines()
    except FileNotFoundError:
        return {}
    for line in lines:
        day, _, key = line.partition(" ")
        try:
            found[uuid.UUID(key)] = date.fromisoformat(day)
        except ValueError:
            continue
    return found


def _by_day(item: tuple[uuid.UUID, date]) -> tuple[date, str]:
    return item[1], str(item[0])


def _private(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)
