"""Whether a search takes longer, the more works there are.

    .venv/bin/python -m bench.search               2,000 and 100,000 works, some minutes
    .venv/bin/python -m bench.search 1000 5000     other numbers

Works in a database of its own, which it throws away: in SQLite, or, where DATABASE_URL names a
PostgreSQL server, in a new database there. Of several times the least is told, in milliseconds,
with the ratio to that in the smallest database.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from typing import Any

from bench.world import SYLLABLES

SIZES = (2_000, 100_000)
TIMES = 5
AT_ONCE = 1_000  # works that are made in one go
VOCABULARY = 20_000


def main(sizes: list[int]) -> None:
    with scratch():
        made, base = 0, {}
        for size in sizes:
            start = time.perf_counter()
            for number in range(made, size, AT_ONCE):
                fill(number, min(AT_ONCE, size - number))
            made, told = size, index()
            print(f"{size:,} works, made in {time.perf_counter() - start:.0f} s; {told}")
            for name, task in tasks().items():
                best = min(timed(task) for _ in range(TIMES))
                base.setdefault(name, best)
                print(f"{best:9.1f} ms {best / base[name]:6.2f} x  {name}", flush=True)


def word(rng: random.Random) -> str:
    """Common ones often, as in a language."""
    return words()[min(int(rng.paretovariate(0.7)) - 1, VOCABULARY - 1)]


@cache
def words() -> list[str]:
    rng = random.Random(0)
    return ["".join(rng.choices(SYLLABLES, k=rng.randint(2, 4))) for _ in range(VOCABULARY)]


def fill(first: int, number: int) -> None:
    """That many works, a third as many people, and their authorships."""
    from people.models import Person
    from publications.models import Appearance, Authorship, Publication, Venue

    rng = random.Random(first)
    people = Person.objects.bulk_create(
        Person(
            given_name=rng.choice(words()).title(), family_name=rng.choice(words()).title(),
            has_profile=False, slug=f"p-{first}-{n}",
        )
        for n in range(number // 3)
    )  # fmt: skip
    venue = Venue.objects.create(name=f"Conference {first}", abbreviation=f"C{first}")
    works = Publication.objects.bulk_create(
        Publication(
            title=" ".join(word(rng) for _ in range(9)), year=1990 + n % 30,
            abstract=" ".join(word(rng) for _ in range(150)), slug=f"w-{first + n}",
        )
        for n in range(number)
    )  # fmt: skip
    Appearance.objects.bulk_create(
        Appearance(publication=work, kind="conference", venue=venue, position=1) for work in works
    )
    Authorship.objects.bulk_create(
        Authorship(publication=work, person=person, printed_name=person.name, position=place)
        for work in works
        for place, person in enumerate(rng.sample(people, 4), 1)
    )


def index() -> str:
    from search.index import refresh

    start = time.process_time()
    rows = refresh()
    seconds = time.process_time() - start
    return f"{rows:,} rows indexed in {seconds:.0f} s, {1000 * seconds / max(rows, 1):.1f} ms a row"


def tasks() -> dict[str, Callable[[], Any]]:
    from people.models import Person
    from publications.models import Publication
    from search.results import groups
    from search.suggest import suggestions

    name = Person.objects.order_by("pk")[7].family_name
    title = " ".join(Publication.objects.order_by("pk")[7].title.split()[:6])
    asked = {
        "a name": name,
        "six words of a title": title,
        "a rare word": words()[3_000],
        "a word of one work in a hundred": words()[150],
        "a word of many works": words()[10],
        "two letters": words()[10][:2],
    }
    found = {f"works, {what}": partial(works, query) for what, query in asked.items()}
    pages = {f"page of results, {what}": partial(groups, asked[what]) for what in list(asked)[:3]}
    misspelt = name[:2] + "x" + name[2:]
    return {
        **found,
        **pages,
        "did you mean": partial(suggestions, misspelt),
        "a work is edited and found": partial(edit, name),
    }


def works(query: str) -> None:
    """What a page of the list asks: how many there are, and the best hundred."""
    from publications.models import Publication
    from search.find import works_matching

    found = works_matching(Publication.objects.published(), query)
    found.count()
    list(found.order_by("-rank", "pk").values_list("pk")[:100])


def edit(query: str) -> None:
    from publications.models import Publication

    work = Publication.objects.order_by("pk")[7]
    work.abstract += " again"
    work.save()
    works(query)


def timed(task: Callable[[], Any]) -> float:
    """Of the processor with SQLite, which works in this process; else of the clock."""
    from django.db import connection

    clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter
    start = clock()
    task()
    return 1000 * (clock() - start)


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
