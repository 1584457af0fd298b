"""How long the list of publications takes a visitor, with many works.

    .venv/bin/python -m bench.browsing             100,000 works, some minutes
    .venv/bin/python -m bench.browsing 2000        another number

Works in a database of its own, which it throws away (see bench.size). Milliseconds of the clock,
the least of five.
"""

from __future__ import annotations

import random
import sys
import time

from bench.size import scratch

SIZE = 100_000
AT_ONCE = 5_000
MEMBERS, COAUTHORS, VENUES, TOPICS = 60, 3_000, 400, 40
WORDS = "deep kernel tensor flow graph neural causal sparse bound robust planning swarm".split()
ADDRESSES = {
    "everything": "",
    "the last page": "?page=100000",
    "a year": "?year=2015",
    "a venue and a kind": "?venue=7&kind=journal",
    "a person": "?person=m-0",
    "a topic, two years": "?topic=3&year=2014&year=2015",
    "grouped by venue": "?group=venue",
    "grouped by topic": "?group=topic",
    "text": "?q=kernel+bound",
}


def main(size: int) -> None:
    with scratch():
        from django.core.management import call_command
        from django.test import Client

        call_command("collectstatic", interactive=False, verbosity=0)
        fill(size)
        client = Client(SERVER_NAME="127.0.0.1")
        for name, query in ADDRESSES.items():
            took = min(_milliseconds(client, f"/publications/{query}") for _ in range(5))
            print(f"{name:>20} {took:8.0f} ms", flush=True)
        work = f"/publications/work-{size // 2}/"
        print(f"{'a work':>20} {min(_milliseconds(client, work) for _ in range(5)):8.0f} ms")


def fill(size: int) -> None:
    """That many works; three in four are by a member, one in two has a topic."""
    from people.models import Person
    from publications.models import Appearance, Authorship, Publication, Topic, Venue

    rng = random.Random(size)
    people = Person.objects.bulk_create(
        Person(given_name=f"G{n}", family_name=f"F{n}", slug=f"m-{n}", has_profile=n < MEMBERS)
        for n in range(MEMBERS + COAUTHORS)
    )
    venues = Venue.objects.bulk_create(Venue(abbreviation=f"V{n}") for n in range(VENUES))
    topics = Topic.objects.bulk_create(Topic(name=f"Topic {n}") for n in range(TOPICS))
    tagged = Publication.topics.through
    for start in range(0, size, AT_ONCE):
        works = Publication.objects.bulk_create(
            _work(rng, number) for number in range(start, min(start + AT_ONCE, size))
        )
        Appearance.objects.bulk_create(
            Appearance(
                publication=work,
                kind=work.kind,
                venue=venues[min(int(rng.paretovariate(0.5)), VENUES) - 1],
                date=work.date,
                position=1,
            )
            for work in works
        )
        Authorship.objects.bulk_create(
            Authorship(publication=work, person=person, position=place)
            for work in works
            for place, person in enumerate(_authors(rng, people), 1)
        )
        tagged.objects.bulk_create(
            tagged(publication=work, topic=rng.choice(topics))
            for work in works
            if rng.random() > 0.5
        )


def _work(rng, number):  # type: ignore[no-untyped-def]
    from publications.models import Publication

    title = f"{' '.join(rng.choices(WORDS, k=6)).capitalize()} {number}"
    year = rng.randint(1990, 2026)
    return Publication(
        title=title,
        title_html=title,
        slug=f"work-{number}",
        abstract="We study it. " * 80,
        abstract_html="<p>We study it.</p>" * 80,
        kind=rng.choice(["journal", "conference", "preprint"]),
        year=year,
        date=str(year),
    )


def _authors(rng, people):  # type: ignore[no-untyped-def]
    chosen = rng.sample(people[MEMBERS:], rng.randint(1, 5))
    return [*chosen, rng.choice(people[:MEMBERS])] if rng.random() < 0.75 else chosen


def _milliseconds(client, address):  # type: ignore[no-untyped-def]
    start = time.perf_counter()
    answer = client.get(address)
    assert answer.status_code == 200, answer
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else SIZE)
