"""Readings held against labels: what was found, what was missed, what was made up, by field.

Labels are described in tests/importer/samples/README.md; a reading is in the same shape
(`importer/gold.py`). A record counts in each field where it says something: a wrong value is one
miss and one invention, a record that is missing misses all its fields.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Label = Mapping[str, Any]
Norm = Callable[[Any], object]


def letters(value: object) -> str:
    """Text by its letters and digits, without case."""
    folded = unicodedata.normalize("NFKC", str(value)).casefold()
    return "".join(c for c in folded if c.isalnum())


def _each(norm: Norm) -> Norm:
    return lambda values: tuple(norm(v) for v in values)


def _spaced(value: object) -> str:
    return " ".join(str(value).split())


def _any_order(values: Sequence[object]) -> tuple[str, ...]:
    return tuple(sorted(map(letters, values)))


def _ends(text: object) -> str:
    """The first and last eight words of a longer text."""
    words = str(text).split()
    return letters(" ".join(words[:8] + words[-8:]))


def _honour(value: object) -> str:
    return letters(re.split(r"[,;:(]", str(value))[0].replace("presentation", ""))


def _degree(value: object) -> str:
    letter = letters(value)[:1]
    return {"d": "p"}.get(letter, letter)


def _venue(value: object) -> str:
    return "" if letters(value) in ("arxiv", "corr") else letters(value)


def _term(value: object) -> tuple[str, str]:
    year = re.search(r"\d{4}", str(value))
    season = re.search(r"sp|su|fa|au|wi", str(value).casefold())
    found = season[0] if season else ""
    return year[0] if year else "", {"au": "fa"}.get(found, found)


def _first_words(value: object) -> str:
    return letters(" ".join(str(value).split()[:10]))


# The fields of each kind of record: those that say which it is, and those compared once found.
RECORDS: dict[str, tuple[dict[str, Norm], dict[str, Norm]]] = {
    "publications": (
        {"title": letters},
        {
            "authors": _each(_spaced),
            "authors_truncated": bool,
            "equal_contribution": _any_order,
            "venue_abbrev": _venue,
            "year": int,
            "kind": letters,
            "arxiv_id": str,
            "distinction": _honour,
            "link_labels": _each(letters),
            "has_code": bool,
            "abstract": _ends,
        },
    ),
    "news": ({"date": str, "text": lambda v: letters(re.sub(r"\[[^\]]*\]", "", str(v)))}, {}),
    "talks": ({"title": letters, "date": str}, {"event": letters, "place": letters}),
    "teaching": (
        {"code": letters},
        {
            "institution": letters,
            "title": letters,
            "terms": lambda v: tuple(sorted(map(_term, v))),
            "role": letters,
        },
    ),
    "services": ({"role": letters, "year": int}, {"venues": _any_order}),
    "education": (
        {"degree": _degree, "institution": letters},
        {"field": letters, "year": int, "advisor": letters},
    ),
    "past_positions": ({"position": letters, "institution": letters}, {}),
}
PERSON: dict[str, Norm] = {
    "name": letters,
    "position": letters,
    "affiliation": letters,
    "emails": lambda v: tuple(sorted(str(e).casefold() for e in v)),
    "office": letters,
    "recruiting": letters,
}


@dataclass
class Counts:
    """How often a field was read rightly, was made up, and was missed."""

    right: int = 0
    made_up: int = 0
    missed: int = 0

    def add(self, other: Counts) -> None:
        self.right += other.right
        self.made_up += other.made_up
        self.missed += other.missed

    @property
    def precision(self) -> float:
        found = self.right + self.made_up
        return self.right / found if found else 1.0

    @property
    def recall(self) -> float:
        there = self.right + self.missed
        return self.right / there if there else 1.0

    @property
    def f1(self) -> float:
        every = 2 * self.right + self.made_up + self.missed
        return 2 * self.right / every if every else 1.0


@dataclass
class Score:
    """Counts by field, and the differences in words."""

    fields: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    differences: list[str] = field(default_factory=list)

    @property
    def total(self) -> Counts:
        whole = Counts()
        for counts in self.fields.values():
            whole.add(counts)
        return whole

    def add(self, other: Score) -> None:
        for name, counts in other.fields.items():
            self.fields[name].add(counts)
        self.differences += other.differences


def compare(labels: Label, read: Label) -> Score:
    """The score of the reading of one page."""
    score = Score()
    person, found = labels.get("person") or {}, read.get("person") or {}
    for name, norm in PERSON.items():
        _field(score, f"person.{name}", norm, person, found, name, "person")
    _field(score, "interests", _first_words, labels, read, "research_interests", "page")
    for kind in RECORDS:
        where, also = (person, found) if kind in ("education", "past_positions") else (labels, read)
        _records(score, kind, where, also)
    return score


def _records(score: Score, kind: str, labels: Label, read: Label) -> None:
    keys, rest = RECORDS[kind]
    wanted = list(labels.get(kind) or [])
    optional = list(labels.get(f"optional_{kind}") or [])
    got = [r for r in read.get(kind) or [] if kind != "services" or r.get("venues")]
    for record, match in _pairs(wanted, optional, got, keys):
        there, given = bool(record), bool(match)
        score.fields[kind].add(Counts(there and given, given and not there, there and not given))
        if not (there and given):
            score.differences.append(
                f"{kind}: {'missed' if there else 'made up'} {dict(record or match)}"
            )
        where = str((record or match).get(next(iter(keys))))
        for name, norm in rest.items():
            _field(score, f"{kind}.{name}", norm, record, match, name, where)


def _pairs(
    wanted: Sequence[Label],
    optional: Sequence[Label],
    got: Sequence[Label],
    keys: Mapping[str, Norm],
) -> Iterator[tuple[Label, Label]]:
    """(label, record) of what belongs together, {} for a missing side; optional ones left out."""
    left = list(got)
    for number, label in enumerate([*wanted, *optional]):
        match = next(
            (r for r in left if all(_same(norm, label, r, key) for key, norm in keys.items())), None
        )
        if match is not None:
            left.remove(match)
        if number < len(wanted):
            yield label, match or {}
    for record in left:
        yield {}, record


def _value(norm: Norm, value: object) -> object:
    if value in (None, "", [], {}, False):
        return None
    try:
        return norm(value) or None
    except (TypeError, ValueError):
        return f"unreadable {value!r}"


def _same(norm: Norm, label: Label, read: Label, name: str) -> bool:
    allowed = [label.get(name), *(label.get("accept") or {}).get(name, [])]
    return _value(norm, read.get(name)) in [_value(norm, a) for a in allowed]


def _field(
    score: Score, counted_as: str, norm: Norm, label: Label, read: Label, name: str, where: str
) -> None:
    there = _value(norm, label.get(name)) is not None
    given = _value(norm, read.get(name)) is not None
    if not there and not given:
        return
    if label and read and _same(norm, label, read, name):
        score.fields[counted_as].right += there and given
        return
    score.fields[counted_as].add(Counts(0, given, there))
    if label and read:
        score.differences.append(
            f"{counted_as}: {where[:60]}\n"
            f"    on the page  {label.get(name)!r}\n    as read      {read.get(name)!r}"
        )
