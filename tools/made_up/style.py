"""The style of a section: what its owner decided once and keeps to."""

from __future__ import annotations

import random
from dataclasses import dataclass

from tools.made_up.words import WORDS, Tongue

NAMES = (
    *("full",) * 5,
    "slashed",
    *("initials",) * 2,
    *("family, i.",) * 2,
    "family ii",
    "capitals",
    "first turned",
)
COMPANY = ("with ", "With ", "(with ", "joint with ", "(joint with ", "Joint work with ")


@dataclass(frozen=True, slots=True)
class Style:
    """How a section is written. `names` says how names are set, `between` and `last` what stands
    between them, `company` what comes before them where the owner is left out; `quotes` are none
    or two; `title`, `venue` and `owner` are emphasis; `wrap` is the width of lines or 0;
    `named` tells that a template names the parts."""

    wrap: int
    names: str
    last: str
    between: str
    title_case: bool
    quotes: str
    title: str
    venue: str
    owner: str
    owner_left_out: bool
    alone: bool
    company: str
    labels: list[str]
    bars: str
    bullet: str
    blank: bool
    abstracts: bool
    stop: str
    many: bool
    foreign: bool
    named: bool


def some_style(chance: random.Random, tongue: Tongue | None, wrap: int) -> Style:
    """A style for a section in a language (None is English)."""
    names = chance.choice(NAMES)
    between, last = _joints(chance, tongue, names)
    return Style(
        wrap=wrap,
        names=names,
        last=last,
        between=between,
        title_case=chance.random() < 0.5,
        quotes=_quotes(chance, tongue),
        title=chance.choice(("", "", "bold", "italic", "link", "bold")),
        venue=chance.choice(("", "", "italic", "italic", "bold")),
        owner=chance.choice(("", "bold", "bold", "italic")),
        owner_left_out=chance.random() < 0.3,
        alone=chance.random() < 0.25,
        company=_company(chance, tongue),
        labels=chance.choice(WORDS.labels),
        bars=chance.choice(("[] ", "| ", "/ ", "plain", "()")),
        bullet=chance.choice(("", "", "•", "number", "[number]")),
        blank=chance.random() < 0.5,
        abstracts=chance.random() < 0.2,
        stop=chance.choice((".", ".", "")),
        many=chance.random() < 0.12,
        foreign=tongue is not None,
        named=chance.random() < 0.08,
    )


def _quotes(chance: random.Random, tongue: Tongue | None) -> str:
    """The marks around titles; none in half of the sections."""
    if chance.random() < 0.5:
        return ""
    return chance.choice(tongue.quotes if tongue else ("“”", '""', "‘’"))


def _joints(chance: random.Random, tongue: Tongue | None, names: str) -> tuple[str, str]:
    """What stands between names, and before the last of them."""
    last = chance.choice((", and ", " and ", ", ", " & ", ", & ", "; "))
    between = "; " if last == "; " else ", "
    if names == "capitals":
        between = last = "; "
    elif names == "slashed":
        between = last = chance.choice(("/", "; ", "/"))
    elif tongue and "and" in last:
        last = tongue.conjunction
    return between, last


def _company(chance: random.Random, tongue: Tongue | None) -> str:
    """What comes before coauthors."""
    company = chance.choice(COMPANY)
    if tongue:
        company = chance.choice((tongue.company, f"({tongue.company}", tongue.company))
    return company
