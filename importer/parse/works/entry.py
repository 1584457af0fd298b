"""The atoms of one record, each with its label, and their text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from importer.parse.venue_evidence import evidence
from importer.parse.works.atoms import Atom
from importer.parse.works.model import Reading
from importer.sources import Line

CLOSES = re.compile(r"[)\]}\"”’.!?…]*")
LIKELY = 1.0  # evidence of a venue
ALONE = re.compile(r"(?:19|20)\d\d")
YEAR = re.compile(r"\b(?:19|20)\d\d\b|['’]\d\d\b")


@dataclass(slots=True)
class Entry:
    """The atoms of one record, each with its label, and how sure the reading is."""

    atoms: list[Atom]
    labels: list[str]
    margins: list[float]

    def of(self, role: str) -> list[Atom]:
        return [a for a, n in zip(self.atoms, self.labels, strict=True) if n.startswith(role)]

    def texts(self, role: str) -> list[str]:
        """What the atoms of a role say, for each line."""
        return [as_printed(group) for group in by_line(self.of(role))]

    def prose(self) -> list[str]:
        """The lines of running text, each with its closing mark."""
        return [
            group[0]
            .line.text[max(0, group[0].start - bool(group[0].shape)) : _closed(group[-1])]
            .strip()
            for group in by_line(self.of("prose"))
        ]

    @property
    def lines(self) -> list[Line]:
        return list(dict.fromkeys(atom.line for atom in self.atoms))


def collect(atoms: Sequence[Atom], found: Reading) -> Iterator[Entry]:
    """The entries of a section, in order."""
    entry = Entry([], [], [])
    for atom, step, margin in zip(atoms, found.steps, found.margins, strict=True):
        if step.starts and entry.atoms:
            yield _with_venue(entry)
            entry = Entry([], [], [])
        label = _label(atom, step.label, entry)
        entry.atoms.append(atom)
        entry.labels.append(label)
        entry.margins.append(margin)
    if entry.atoms:
        yield _with_venue(entry)


def _with_venue(entry: Entry) -> Entry:
    """An entry without a venue takes for one the note behind its title that looks like one."""
    if entry.of("venue"):
        return entry
    pairs = enumerate(pairwise(zip(entry.atoms, entry.labels, strict=True)), 1)
    for k, ((above, titled), (atom, label)) in pairs:
        behind = titled.startswith("title") and label == "note" and atom.line is above.line
        if behind and not atom.shape and evidence(atom.text) >= LIKELY:
            entry.labels[k] = "venue begins"
    return entry


def _label(atom: Atom, label: str, above: Entry) -> str:
    """The label of an atom below others; a year alone that ends no note is a date."""
    if _is_year_of_title(atom, above):
        return "title goes on"
    alone = label == "note" and ALONE.fullmatch(atom.text)
    return "date" if alone and above.labels[-1:] != ["note"] else label


def _is_year_of_title(atom: Atom, above: Entry) -> bool:
    """Whether a year in brackets behind a title is part of it, since the record has been dated
    before its title: "Ann Lee (2016). Costly signals: a reply to Fox (2015)"."""
    if atom.shape != "round" or not YEAR.fullmatch(atom.text) or not above.atoms:
        return False
    if atom.line is not above.atoms[-1].line or not above.labels[-1].startswith("title"):
        return False
    return any(YEAR.search(each.text) for each in above.of("date"))


def as_printed(atoms: Sequence[Atom]) -> str:
    """The text from the first of some atoms of one line to the last, brackets included."""
    first, last = atoms[0], atoms[-1]
    if first is last:
        return first.text
    text = first.line.text
    start = first.start - (1 if first.shape else 0)
    end = last.end + (1 if last.shape else 0)
    return text[max(0, start) : end].strip()


def by_line(atoms: Sequence[Atom]) -> list[list[Atom]]:
    """Atoms in order, those of one line together."""
    found: list[list[Atom]] = []
    for atom in atoms:
        if found and found[-1][-1].line is atom.line:
            found[-1].append(atom)
        else:
            found.append([atom])
    return found


def _closed(atom: Atom) -> int:
    """The end of an atom with the marks that close it."""
    match = CLOSES.match(atom.line.text, atom.end)
    return match.end() if match else atom.end
