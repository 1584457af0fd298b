"""The words of which sections are made, read from words.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Romanised:
    """Names that Faker writes in other scripts."""

    given: list[str]
    family: list[str]


@dataclass(frozen=True, slots=True)
class Forms:
    """The text of a venue, by its kind, with gaps to fill."""

    preprint: list[str]
    conference: list[str]
    journal: list[str]
    chapter: list[str]
    book: list[str]
    popular: list[str]
    law: list[str]
    software: list[str]


@dataclass(frozen=True, slots=True)
class Orders:
    """Where the parts of a work stand: on one line, on one line without the owner, on many."""

    signed: list[str]
    left_out: list[str]
    many_lines: list[str]


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language other than English: parts of titles, "and", "with", statuses, and venues; how
    editors are marked, quotes, and what a review is called."""

    heads: list[str]
    nouns: list[str]
    tails: list[str]
    conjunction: str
    company: str
    status: list[str]
    chapter: list[str]
    journal: list[str]
    book: list[str]
    thesis: list[str]
    names: list[str]
    places: list[str]
    publishers: list[str]
    editors: list[str]
    quotes: list[str]
    reviews: list[str]


@dataclass(frozen=True, slots=True)
class Words:
    """All of the words; `topics` and `languages` are by name."""

    locales: list[str]
    heads: list[str]
    tails: list[str]
    links: list[str]
    asides: list[str]
    small: list[str]
    short: list[str]
    names: list[str]
    introductions: list[str]
    endings: list[str]
    publishers: list[str]
    cities: list[str]
    journals: list[str]
    magazines: list[str]
    law_reviews: list[str]
    products: list[str]
    editors: list[str]
    status: list[str]
    notes: list[str]
    labels: list[list[str]]
    speech: list[str]
    romanised: Romanised
    topics: dict[str, list[str]]
    forms: Forms
    orders: Orders
    languages: dict[str, Tongue]


def _read(path: Path) -> Words:
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    romanised = Romanised(**told.pop("romanised"))
    endings: list[str] = told.pop("endings")["lines"]
    forms, orders = Forms(**told.pop("forms")), Orders(**told.pop("orders"))
    tongues = {name: Tongue(**entries) for name, entries in told.pop("languages").items()}
    return Words(
        endings=endings, romanised=romanised, forms=forms, orders=orders, languages=tongues, **told
    )


WORDS = _read(Path(__file__).with_name("words.toml"))
