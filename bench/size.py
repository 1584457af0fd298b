"""Whether importing a page of 100 works takes longer, the more works there are already.

    .venv/bin/python -m bench.size                 1,000 to 100,000 works, some minutes
    .venv/bin/python -m bench.size 1000 5000       other numbers

Works in databases of its own, which it throws away: in SQLite, or, where DATABASE_URL names a
PostgreSQL server, in new databases there. The sizes are measured in turn; what counts are the
ratios to the smallest database. Of several pages the one that took least is told.
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
    with copies(sizes) as filled:
        runs: dict[int, list[list[float]]] = {size: [] for size in sizes}
        for number in range(PAGES):
            for size, (copy, pages) in filled.items():
                use(copy)
                runs[size].append(measure(NEW + size + number, pages))
                print(f"page {number + 1} of {PAGES} at {size:,} works", file=sys.stderr)
        times = {
            size: [min(each) for each in zip(*of_size, strict=True)]
            for size, of_size in runs.items()
        }
        print("works".rjust(9), *(step.rjust(18) for step in STEPS), "memory".rjust(11))
        for size, (copy, pages) in filled.items():
            use(copy)
            pairs = zip(times[size], times[sizes[0]], strict=True)
            told = (f"{time:7.2f} s {time / base:5.2f} x" for time, base in pairs)
            more = memory(NEW + size + PAGES, pages)
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
def copies(sizes: list[int]) -> Iterator[dict[int, tuple[str, int]]]:
    """{works: (name of a database that has so many, its pages)}; they are gone afterwards.

    One database grows, and is copied at each size: so all can be measured in turn, and whatever
    else the machine does meanwhile slows the small and the large alike.
    """
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "groupsite.settings"}
        import django

        django.setup()
        from django.db import connection

        if connection.vendor == "sqlite":
            connection.settings_dict["TEST"]["NAME"] = f"{folder}/bench.sqlite3"
        before = str(connection.settings_dict["NAME"])
        connection.creation.create_test_db(verbosity=0, serialize=False)
        growing = str(connection.settings_dict["NAME"])
        made: dict[int, tuple[str, int]] = {}
        try:
            fill(sizes, growing, made)
            yield made
        finally:
            use(growing)
            for copy, _ in made.values():
                drop(copy)
            connection.creation.destroy_test_db(before, verbosity=0)


def fill(sizes: list[int], growing: str, made: dict[int, tuple[str, int]]) -> None:
    """Adds to `made` a copy of the database `growing` at each size."""
    from bench.filled import Filled

    filled = Filled()
    for size in sizes:
        filled.grow(size // 100)
        made[size] = (copied(growing, size), filled.pages)
        print(f"a database of {size:,} works is filled", file=sys.stderr)


def copied(name: str, size: int) -> str:
    """The name of a new copy of that database."""
    from django.db import connection

    if connection.vendor == "sqlite":
        copy = f"{name}.{size}"
        connection.cursor().execute("VACUUM INTO %s", [copy])
        return copy
    copy = f"{name}_{size}"
    connection.cursor().execute("ANALYZE")  # which its autovacuum does by and by
    use(name)
    with connection._nodb_cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute(f'CREATE DATABASE "{copy}" TEMPLATE "{name}"')
    return copy


def drop(name: str) -> None:
    from django.db import connection

    if connection.vendor == "postgresql":  # files of SQLite go with their folder
        with connection._nodb_cursor() as cursor:  # type: ignore[attr-defined]
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')


def use(name: str) -> None:
    """Turns to the database of that name; nothing holds the one before any longer."""
    from django.db import connection

    connection.close()
    if connection.vendor == "postgresql":
        connection.close_pool()
    connection.settings_dict["NAME"] = name


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or list(SIZES))
