"""The marks by which a work or a name can be known again, whatever page it comes from."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from hashlib import blake2s

from importer.match.judged import Marks
from importer.match.keys import WorkEntry, id_keys, title_keys
from importer.match.names import folded, split_name


@lru_cache(maxsize=65536)
def marks_of_work(entry: WorkEntry) -> Marks:
    """Its identifiers; each title with first author, kind and year; its words on its page.

    The last tell two works apart that agree in all else, as long as the page says the same.
    """
    record = entry.record
    first = folded(record.authors[0].name).core if record.authors else ""
    forms = {(form.kind, form.date[:4]) for form in record.appearances} or {("", "")}
    found = {
        f"{title}|{first}|{kind}|{year}" for title in title_keys(entry) for kind, year in forms
    }
    if entry.page:
        words = repr(replace(record, lines=(0, 0), confidence=1.0))
        found.add(f"said:{entry.page}|{blake2s(words.encode(), digest_size=16).hexdigest()}")
    return frozenset(found | id_keys(entry))


@lru_cache(maxsize=65536)
def marks_of_name(printed: str) -> Marks:
    """The name as printed, and its letters, each with the number that tells homonyms apart."""
    name, parts = split_name(printed), folded(printed)
    plain = " ".join(part for part in (name.given, name.family) if part)
    found = {f"name:{plain}|{name.number}", f"printed:{plain}|{name.number}"}
    if parts.letters:
        found.add(f"letters:{parts.letters}|{name.number}")
    return frozenset(found)


@lru_cache(maxsize=65536)
def letters_of(printed: str) -> str:
    """The letters of a name, with the number that tells homonyms apart: alike for two prints of
    one name."""
    parts = folded(printed)
    return f"{parts.letters or parts.spelt}|{parts.number}".rstrip("|")


def mark_of_page(key: str) -> str:
    """The page as one of somebody's own."""
    return f"page:{key}"


def marks_of_mention(printed: str, nth: int, work: Marks) -> Marks:
    """A name among the authors of a work that bears these marks: who it is may be judged."""
    place = f"by:{letters_of(printed)}{f'#{nth}' if nth else ''}"
    return frozenset(f"{place}|{mark}" for mark in work)


def mark_of_bearer(printed: str, person: str) -> str:
    """That a person, given by their mark, is one of those who bear the name."""
    return f"by:{letters_of(printed)}|{person}"


def name_in(mark: str) -> str:
    """The name that a mark of a name holds, as an index prints it; empty for any other mark."""
    kind, _, rest = mark.partition(":")
    return rest.replace("|", " ").strip() if kind == "name" else ""
