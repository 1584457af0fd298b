"""What lists of publications teach: the atoms of sections, and what each of them is.

Sections come from labelled pages, whose labels are found again in the text, and from
`tools/made_up`, where every part of a line is known.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple, TypedDict

from importer import knowledge
from importer.parse import groups, sections, spans
from importer.parse.publications import body_of, recurring
from importer.parse.works import features
from importer.parse.works.atoms import Atom, cut
from importer.parse.works.features import Features
from importer.parse.works.steps import ROLES, Step
from importer.sources import load
from tools import made_up

JOINING = frozenset("and with joint work et al by und mit avec others".split())
OTHERS = re.compile(r"(?:and \d+ )?(?:more )?(?:et al|others|…|\.\.\.)")


@dataclass(frozen=True)
class Example:
    """A section: its atoms, their features, and the steps that its labels say."""

    atoms: list[Atom]
    features: list[Features]
    steps: list[Step]


class Labels(TypedDict, total=False):
    """The labels of a work that are held against atoms."""

    title: str
    authors: list[str]
    link_labels: list[str] | None
    venue_raw: str | None
    venue_abbrev: str | None
    abstract: str | None


class _Found(NamedTuple):
    """A work whose title stands in a section, and the atoms of the title."""

    held: list[int]
    work: Labels


def examples(pages: Iterable[tuple[Path, Path]]) -> Iterator[Example]:
    """The sections of labelled pages that hold publications, atom by atom."""
    for page, labels in pages:
        told = json.loads(labels.read_text(encoding="utf-8"))
        works: list[Labels] = told.get("publications", [])
        owner: str = (told.get("person") or {}).get("name") or ""
        if told.get("kind") != "bibtex" and works:
            yield from _of_page(page, works, owner)


def _of_page(page: Path, works: Sequence[Labels], owner: str) -> Iterator[Example]:
    document = load(page.name, page.read_bytes())
    for section in sections.split(document.lines):
        lines = groups.find(body_of(section.lines)[0]).lines
        if not lines or section.kind in ("news", "talks", "teaching", "services"):
            continue
        atoms = cut(lines, document.lines)
        steps = _steps(atoms, works)
        if steps:
            known = recurring(lines, owner)
            yield Example(atoms, features.of(atoms, known), steps)


def made_up_examples(count: int) -> Iterator[Example]:
    """Sections that nobody wrote."""
    for section in made_up.sections(count):
        atoms = cut(section.lines)
        labels = [_field(atom, section.fields[atom.line.number]) for atom in atoms]
        begins = {k for k, a in enumerate(atoms) if a.first and a.line.number in section.begins}
        known = recurring(section.lines, section.owner)
        yield Example(atoms, features.of(atoms, known), _as_steps(labels, begins))


def _field(atom: Atom, parts: Sequence[tuple[int, int, str]]) -> str:
    """The field that most of an atom belongs to."""
    shared = {part: min(atom.end, part[1]) - max(atom.start, part[0]) for part in parts}
    best = max(shared, key=lambda part: shared[part], default=None)
    return best[2] if best and shared[best] > 0 else "note"


def _as_steps(labels: Sequence[str], begins: Iterable[int]) -> list[Step]:
    """The steps of atoms with these fields, records beginning at the given ones."""
    first = {0, *begins}
    steps: list[Step] = []
    for n, label in enumerate(labels):
        fresh = n in first
        part = "goes on" if not fresh and labels[n - 1] == label else "begins"
        steps.append(Step(f"{label} {part}" if label in ROLES else label, fresh))
    return steps


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def _tokens(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", knowledge.folded(text)))


# ---------------------------------------------------------------- works in a section


def _steps(atoms: Sequence[Atom], works: Sequence[Labels]) -> list[Step]:
    """The steps that the labels of the works say; empty where none of them stands here."""
    found = _found(atoms, works)
    if not found:
        return []
    starts = _starts(atoms, found)
    labels = ["note"] * len(atoms)
    for each, (start, end) in zip(found, pairwise([*starts, len(atoms)]), strict=True):
        labels[start:end] = _labels(atoms[start:end], start, each)
    return _as_steps(labels, starts)


def _found(atoms: Sequence[Atom], works: Sequence[Labels]) -> list[_Found]:
    """The works whose titles stand here, in the order of the text."""
    text = _Text(atoms)
    found: list[_Found] = []
    taken: set[int] = set()
    for work in works:
        held = text.find(_plain(work["title"]), taken)
        taken.update(held)
        if held:
            found.append(_Found(held, work))
    return sorted(found, key=lambda each: each.held[0])


class _Text:
    """The letters and digits of atoms as one string."""

    def __init__(self, atoms: Sequence[Atom]) -> None:
        self.text = ""
        self.places: list[tuple[int, int]] = []
        for atom in atoms:
            begin = len(self.text)
            self.text += _plain(atom.text)
            self.places.append((begin, len(self.text)))

    def find(self, title: str, taken: set[int]) -> list[int]:
        """The atoms of a title where it first stands in atoms that are not taken."""
        at = self.text.find(title) if title else -1
        while at >= 0:
            held = self._covered(at, at + len(title))
            if not taken.intersection(held):
                return held
            at = self.text.find(title, at + 1)
        return []

    def _covered(self, start: int, end: int) -> list[int]:
        """The atoms of which more than half lies in a part of the text."""
        return [
            k
            for k, (low, high) in enumerate(self.places)
            if high > low and min(high, end) - max(low, start) > 0.5 * (high - low)
        ]


def _starts(atoms: Sequence[Atom], found: Sequence[_Found]) -> list[int]:
    """The atoms with which the works begin."""
    starts = [_boundary(atoms, 0, found[0].held[0], {}, found[0].work)]
    for one, two in pairwise(found):
        starts.append(_boundary(atoms, one.held[-1] + 1, two.held[0], one.work, two.work))
    return starts


def _boundary(atoms: Sequence[Atom], low: int, high: int, one: Labels, two: Labels) -> int:
    """The atom, at the beginning of a line, with which the second of two works begins."""
    places = [k for k in range(low, high + 1) if atoms[k].first]
    core = {"authors", "venue", "links", "prose"}

    def fit(place: int) -> tuple[float, bool]:
        score = sum(_role(atoms[k], one) in core for k in range(low, place))
        score += sum(_role(atoms[k], two) in core for k in range(place, high))
        line = atoms[place].line
        return score + 1.5 * bool(line.bullet) + 0.6 * bool(line.blank_before), place == high

    return max(places, key=fit, default=high)


def _labels(atoms: Sequence[Atom], start: int, found: _Found) -> list[str]:
    """The fields of the atoms of a work, the first of which has the given number."""
    labels: list[str] = []
    for n, atom in enumerate(atoms):
        label = "title" if start + n in found.held else _role(atom, found.work)
        above = labels[-1] if labels and not atom.first else ""
        if label in ("note", "date") and above == "venue" and _goes_on(atom):
            label = "venue"
        labels.append(label)
    return labels


def _goes_on(atom: Atom) -> bool:
    """Whether an atom behind a venue is likely to be part of it: a volume, pages, a place."""
    return len(atom.text.split()) <= 6 or bool(dict(features.of_text(atom.text)).get("identifier"))


# ---------------------------------------------------------------- atoms of a work


def _role(atom: Atom, work: Labels) -> str:
    """What an atom outside the title is, by the labels of its work."""
    if _is_authors(atom, work):
        return "authors"
    if _is_links(atom, work):
        return "links"
    seen = dict(features.of_text(atom.text))
    if seen.get("date alone") or seen.get("year alone"):
        return "date"
    plain = _plain(atom.text)
    venue = _plain(work.get("venue_raw") or "")
    if venue and plain and (plain in venue or len(plain) > 8 and venue in plain):
        return "venue"
    if len(plain) > 3 and plain in _plain(work.get("abstract") or ""):
        return "prose"
    abbrev = _plain(work.get("venue_abbrev") or "")
    if abbrev and abbrev in plain and len(plain) < len(abbrev) + 8:
        return "venue"
    return _unlabelled(atom)


def _unlabelled(atom: Atom) -> str:
    """What an atom is of which the labels say nothing."""
    if spans.label_row(atom.text):
        return "links"
    return "prose" if len(atom.text.split()) > 20 else "note"


def _is_authors(atom: Atom, work: Labels) -> bool:
    tokens = _tokens(" ".join(name for name, _ in atom.people) or atom.text)
    people = JOINING.union(*map(_tokens, work.get("authors", [])))
    if tokens and tokens <= people and not tokens <= JOINING:
        return True
    return bool(OTHERS.fullmatch(atom.text.casefold().strip(" .")))


def _is_links(atom: Atom, work: Labels) -> bool:
    labels = {_plain(label) for label in work.get("link_labels") or []}
    parts = filter(None, map(_plain, re.split(r"[,|/·;]", atom.text)))
    if labels and _plain(atom.text) and labels.issuperset(parts):
        return True
    bracketed = atom.shape in ("square", "round")
    return bracketed and bool(spans.labels_in(atom.text, atom.shape == "square"))
