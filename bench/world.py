"""A made-up world of any size: pages, each a bibliography of 100 works of one owner.

A page brings 33 people; some of its authors are those of earlier pages. Names and titles are drawn
from so many words that few are alike, however large the world: so what the import of one more page
has to look at does not grow with it.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

WORKS = 100  # of a page
PEOPLE = 33  # whom a page brings, its owner among them
OLD = 8  # authors of a page who are known from earlier ones
VENUES = 2000
CONSONANTS, VOWELS = "bcdfghjklmnprstvwz", "aeiou"
SYLLABLES = [c + v for c in CONSONANTS for v in VOWELS]


@dataclass(frozen=True)
class Page:
    name: str
    owner: str
    content: bytes


def page(number: int, known: int | None = None) -> Page:
    """The page of that number, always the same; `known` is how many pages there are before it,
    where it is not the next."""
    rng = random.Random(number)
    owner, *others = people_of(number)
    before = number if known is None else known
    earlier = [rng.choice(people_of(rng.randrange(before))) for _ in range(OLD if before else 0)]
    circle = [*others, *earlier]
    entries = [_entry(rng, number * WORKS + n, owner, circle) for n in range(WORKS)]
    return Page(f"page-{number}.bib", owner, "\n".join(entries).encode())


def people_of(number: int) -> list[str]:
    """The people whom the page of that number brings, its owner first."""
    rng = random.Random(f"people {number}")
    return [f"{_word(rng, 2).title()} {_word(rng, 4).title()}" for _ in range(PEOPLE)]


def _entry(rng: random.Random, number: int, owner: str, circle: list[str]) -> str:
    authors = rng.sample(circle, rng.randint(1, 4))
    authors.insert(rng.randint(0, len(authors)), owner)
    venue = VENUE_NAMES[min(int(rng.paretovariate(0.5)), VENUES) - 1]
    is_article = number % 3 == 0
    fields = {
        "title": " ".join(_word(rng, 3) for _ in range(rng.randint(4, 9))).capitalize(),
        "author": " and ".join(authors),
        "journal" if is_article else "booktitle": f"Journal of {venue}" if is_article else venue,
        "year": str(rng.randint(1990, 2026)),
    }
    if is_article:
        fields["doi"] = f"10.1000/{_word(rng, 6)}"
    elif number % 3 == 1:
        fields |= {"eprint": _arxiv_id(number), "archiveprefix": "arXiv"}
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@{'article' if is_article else 'inproceedings'}{{work{number},\n{lines},\n}}\n"


def _arxiv_id(number: int) -> str:
    """Unlike that of any other work: 100,000 to a month."""
    years, month = divmod(number // 100_000, 12)
    return f"{15 + years}{month + 1:02}.{number % 100_000:05}"


def _word(rng: random.Random, syllables: int) -> str:
    return "".join(rng.choices(SYLLABLES, k=syllables))


def _venues() -> list[str]:
    rng = random.Random("venues")
    return [f"{_word(rng, 3).title()} {_word(rng, 2).title()} Studies" for _ in range(VENUES)]


VENUE_NAMES = _venues()
