"""Whether importing a page of 100 works takes longer, the more works there are already.

    .venv/bin/python -m bench.size                 1,000 to 100,000 works, some minutes
    .venv/bin/python -m bench.size 1000 5000       other numbers

Works in a database of its own, which it throws away: in SQLite, or, where DATABASE_URL names a
PostgreSQL server, in a new database there. All times are of one run; what counts are the ratios
to those in the smallest database. Of several pages the one that took least is told.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

SIZES = (1_000, 10_000, 100_000)
PAGES = 4  # of which each step is measured
NEW = 20_000  # the number of the first of them: none of the pages that fill the database
STEPS = ("preview", "100 new works", "their pairs", "the same again", "undone")


def main(sizes: list[int]) -> None:
    with scratch():
        from bench.filled import Filled

        filled = Filled()
        base: list[float] = []
        print("works".rjust(9), *(step.rjust(18) for step in STEPS), "memory".rjust(11))
        for size in sizes:
            filled.grow(size // 100)
            pages = range(NEW + size, NEW + size + PAGES)
            runs = [measure(page, filled.pages) for page in pages]
            times = [min(each) for each in zip(*runs, strict=True)]
            base = base or times
            told = (f"{t:7.2f} s {t / b:5.2f} x" for t, b in zip(times, base, strict=True))
            more = memory(NEW + size + PAGES, filled.pages)
            print(f"{size:9,}", *(each.rjust(18) for each in told), f"{more:8.1f} MB", flush=True)


def measure(number: int, known: int) -> list[float]:
    """Seconds of each of the STEPS for the page of that number; the page is gone afterwards."""
    from bench.filled import reading_of
    from bench.world import page
    from importer.duplicates.kept import refresh
    from importer.journal.undo import undo
    from importer.models import ImportRun
    from importer.pipeline import import_readings
    from importer.review import given, plan

    text = page(number, known)
    run = given.begin([(text.name, text.content)], text.owner)
    given.read(run.given.get())
    reading = reading_of(number, known)
    journals = ImportRun.objects.order_by("-pk").values_list("journal", flat=True)
    times = [
        timed(lambda: plan.compare(run)),
        timed(lambda: import_readings([reading])),
        timed(refresh),
        timed(lambda: import_readings([reading])),
    ]
    run.given.all().delete()
    again, first = (journal_of(key) for key in list(journals[:2]))
    undo(again)
    times.append(timed(lambda: undo(first)))
    refresh()
    return times


def journal_of(key: Any) -> Any:
    from importer.models import Journal

    return Journal.objects.get(pk=key)


def memory(number: int, known: int) -> float:
    """Megabytes that importing a page takes at most."""
    from bench.filled import reading_of
    from importer.pipeline import import_readings

    reading = reading_of(number, known)
    tracemalloc.start()
    import_readings([reading])
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most / 1e6


def timed(task: Callable[[], Any]) -> float:
    """Seconds of the processor with SQLite, which works in this process; else of the clock."""
    from django.db import connection

    clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter
    start = clock()
    task()
    return clock() - start


@contextmanager
def scratch() -> Iterator[None]:
    """A database with its tables and nothing in them; it is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "groupsite.settings"}
        import django

        django.setup()
        from django.db import connection

        if connection.vendor == "sqlite":
            connection.settings_dict["TEST"]["NAME"] = f"{folder}/bench.sqlite3"
        name = str(connection.settings_dict["NAME"])
        connection.creation.create_test_db(verbosity=0, serialize=False)
        try:
            yield
        finally:
            connection.creation.destroy_test_db(name, verbosity=0)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or list(SIZES))
