"""What is known before any page is read: words, venues, headings, the arXiv taxonomy.

The data stands in the TOML files beside this module; each is read once, when first asked for.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
SHORT = 16  # letters that a short form of a venue has at most
ORDINAL = re.compile(r"^\d+(?:st|nd|rd|th)$")
SKIPPED = {"the", "annual", "proceedings", "proc", "of", "in", "on"}


@dataclass(frozen=True, slots=True)
class Venue:
    """A venue by abbreviation (may be empty), full name and kind (conference or journal)."""

    abbrev: str
    name: str
    kind: str


@cache
def table(name: str) -> dict[str, Any]:
    """The TOML file of that name, as it stands."""
    with (FOLDER / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def words(name: str) -> frozenset[str]:
    """The entries of a list of words.toml, case folded."""
    entries: list[str] = table("words")[name]
    return frozenset(w.casefold() for w in entries)


@cache
def phrase_pattern(name: str) -> re.Pattern[str]:
    """Any entry of the list of that name as whole words, the longest first."""
    return phrases(tuple(words(name)))


@cache
def phrases(entries: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the entries as whole words, the longest first."""
    return re.compile(rf"(?<!\w)(?:{_any_of(entries)})(?!\w)", re.I)


def _any_of(entries: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(entries, key=lambda w: (-len(w), w))))


@cache
def alternatives(name: str) -> str:
    """Any entry of a list of words.toml as part of a pattern, the longest first; with any spaces
    between words and before a colon, and either apostrophe."""
    any_of = _any_of(words(name))
    for mark, pattern in ((r"\ ", r"\s+"), (":", r"\s*:"), ("'", "['’]")):
        any_of = any_of.replace(mark, pattern)
    return f"(?:{any_of})"


def folded(text: str) -> str:
    """Case folded, accents kept apart from their letters dropped, single spaces."""
    if text.isascii():
        return " ".join(text.lower().split())
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


@cache
def months() -> dict[str, int]:
    """Month names and abbreviations in several languages -> 1 to 12."""
    return {name: k for k, names in enumerate(table("words")["months"], 1) for name in names}


@cache
def seasons() -> dict[str, str]:
    """Printed season -> spring, summer, fall, autumn or winter."""
    return {w: season for season, ws in table("words")["seasons"].items() for w in ws}


def venue_words(text: str) -> list[str]:
    """The words by which venues are compared."""
    found = re.findall(r"[^\W_]+", folded(text).replace("&", " and "))
    return [w for w in found if w not in SKIPPED and w != "and" and not ORDINAL.match(w)]


@cache
def venues() -> tuple[Venue, ...]:
    return tuple(
        Venue(entry[0], entry[1], kind)
        for kind, entries in table("venues").items()
        for entry in entries
    )


@cache
def venue_abbreviations() -> dict[str, Venue]:
    """Short forms (and aliases of one word), case folded -> venue."""
    found: dict[str, Venue] = {}
    for kind, entries in table("venues").items():
        for entry in entries:
            venue = Venue(entry[0], entry[1], kind)
            for form in short_forms(entry):
                found.setdefault(form.casefold(), venue)
    return found


def short_forms(entry: Sequence[str]) -> list[str]:
    """The abbreviation of a venue's entry in the table, and those aliases that are as short."""
    aliases = [alias for alias in entry[2:] if len(alias) <= SHORT and "." not in alias]
    return [form for form in (entry[0], *aliases) if form]


@cache
def venue_names() -> dict[tuple[str, ...], Venue]:
    """Words of full names and of longer aliases -> venue."""
    found: dict[tuple[str, ...], Venue] = {}
    for kind, entries in table("venues").items():
        for entry in entries:
            venue = Venue(entry[0], entry[1], kind)
            for form in entry[1:]:
                found.setdefault(tuple(venue_words(form)), venue)
    return found


@cache
def _name_starts() -> dict[str, tuple[int, ...]]:
    lengths: dict[str, set[int]] = {}
    for name in venue_names():
        lengths.setdefault(name[0], set()).add(len(name))
    return {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}


def find_venue_name(text: str) -> Venue | None:
    """The venue whose full name stands in the text; one-word names must be all of it."""
    found = venue_words(text)[:60]
    wordy = [w for w in found if not w.isdigit()]
    best: tuple[int, Venue] | None = None
    for start, first in enumerate(found):
        for length in _name_starts().get(first, ()):
            if best and length <= best[0]:
                break
            if start + length > len(found):
                continue
            venue = venue_names().get(tuple(found[start : start + length]))
            if venue and (length > 1 or len(wordy) == 1):
                best = (length, venue)
                break
    return best[1] if best else None


@cache
def arxiv_categories() -> dict[str, str]:
    """Suffix in capitals ("LG", "STAT-MECH", "QUANT-PH") -> category ("cs.LG")."""
    data = table("arxiv")
    found: dict[str, str] = {}
    for archive, classes in data["archives"].items():
        for name in classes:
            suffix = name.upper()
            if data["primary"].get(suffix, archive) == archive:
                found[suffix] = f"{archive}.{name}"
        if not classes:
            found[archive.upper()] = archive
    return found


@cache
def heading_words() -> tuple[dict[str, str], frozenset[str]]:
    """(keyword or key phrase -> kind of section, words that may stand beside them)."""
    data = table("headings")
    keywords: dict[str, str] = {}
    for kind, entries in data["kinds"].items():
        for entry in entries:
            keywords.setdefault(entry.casefold(), kind)
    return keywords, frozenset(data["modifiers"])


@cache
def heading_order() -> tuple[str, ...]:
    """The kinds of sections, the one that wins in a mixed heading first."""
    return tuple(table("headings")["kinds"])


@cache
def _label_words() -> frozenset[str]:
    return frozenset(w for label in words("link_labels") for w in label.split())


def is_link_label(text: str, near: bool = False) -> bool:
    """Whether the text is known as the label of a link; `near`: one word known of few will do."""
    plain = text.strip(" .:").casefold()
    if plain in words("link_labels"):
        return True
    found = plain.split()
    return near and 0 < len(found) <= 4 and any(w in _label_words() for w in found)
