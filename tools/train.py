"""Learn the weights by which lists of publications are read, from labelled sample pages.

`python -m tools.train FOLDER…` reads pages and labels as tests/importer/samples/README.md
describes them, learns with an averaged structured perceptron (Collins, EMNLP 2002) and writes
importer/parse/works/weights.json.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from importer import knowledge
from importer.parse import names, sections, spans
from importer.parse.publications import body_of, recurring
from importer.parse.works import features, model
from importer.parse.works.atoms import Atom, cut
from importer.parse.works.features import Features
from importer.parse.works.model import ROLES, Step, Weights
from importer.sources import load
from tools import made_up

ROUNDS = 12
MADE_UP = 250
SHARE = 2  # times that a sample counts as much as a made-up section
JOINING = frozenset("and with joint work et al by und mit avec others".split())


@dataclass(frozen=True)
class Example:
    """A section: its atoms, their features, and the steps that its labels say."""

    layout: str
    page: str
    atoms: list[Atom]
    features: list[Features]
    steps: list[Step]


# ---------------------------------------------------------------- labels of atoms


def examples(pages: Iterable[tuple[Path, Path]]) -> Iterator[Example]:
    """The sections of labelled pages that hold publications, atom by atom."""
    for page, labels in pages:
        told = json.loads(labels.read_text(encoding="utf-8"))
        works = told.get("publications", [])
        owner = (told.get("person") or {}).get("name") or ""
        if told.get("kind") == "bibtex" or not works:
            continue
        document = load(page.name, page.read_bytes())
        for section in sections.split(document.lines):
            lines, _ = body_of(section.lines)
            if not lines or section.kind in ("news", "talks", "teaching", "services"):
                continue
            atoms = cut(lines)
            steps = _steps(atoms, works)
            if steps:
                known = recurring(lines, owner)
                yield Example(
                    labels.parent.name, page.name, atoms, features.of(atoms, known), steps
                )


def made_up_examples(count: int) -> Iterator[Example]:
    """Sections that nobody wrote."""
    for section in made_up.sections(count):
        atoms = cut(section.lines)
        labels = [_field(atom, section.fields[atom.line.number]) for atom in atoms]
        begins = {k for k, a in enumerate(atoms) if a.first and a.line.number in section.begins}
        steps = _as_steps(labels, begins)
        known = recurring(section.lines, section.owner)
        yield Example("made up", "", atoms, features.of(atoms, known), steps)


def _field(atom: Atom, parts: Sequence[tuple[int, int, str]]) -> str:
    """The field that most of an atom belongs to."""
    shared = {part: min(atom.end, part[1]) - max(atom.start, part[0]) for part in parts}
    best = max(shared, key=lambda part: shared[part], default=None)
    return best[2] if best and shared[best] > 0 else "note"


def _as_steps(labels: Sequence[str], begins: Iterable[int]) -> list[Step]:
    """The steps of atoms with these fields, records beginning at the given ones."""
    steps: list[Step] = []
    for n, label in enumerate(labels):
        fresh = n in begins or n == 0
        going_on = n > 0 and not fresh and labels[n - 1] == label
        part = "goes on" if going_on else "begins"
        steps.append(Step(f"{label} {part}" if label in ROLES else label, fresh))
    return steps


def _plain(text: object) -> str:
    return re.sub(r"[\W_]+", "", str(text).casefold())


def _tokens(text: object) -> set[str]:
    return set(re.findall(r"[^\W_]+", knowledge.folded(str(text))))


def _steps(atoms: Sequence[Atom], works: Sequence[dict[str, Any]]) -> list[Step]:
    """The steps that the labels of the works say; empty where none of them stands here."""
    stream = "".join(_plain(a.text) for a in atoms)
    ends: list[int] = []
    for atom in atoms:
        ends.append((ends[-1] if ends else 0) + len(_plain(atom.text)))
    begins = [0, *ends[:-1]]

    def covered(start: int, end: int) -> list[int]:
        return [
            k
            for k in range(len(atoms))
            if ends[k] > begins[k]
            and min(ends[k], end) - max(begins[k], start) > 0.5 * (ends[k] - begins[k])
        ]

    found: list[tuple[list[int], dict[str, Any]]] = []
    taken: set[int] = set()
    for work in works:
        title = _plain(work["title"])
        at = stream.find(title)
        while at >= 0 and taken.intersection(covered(at, at + len(title))):
            at = stream.find(title, at + 1)
        if at >= 0 and title:
            held = covered(at, at + len(title))
            taken.update(held)
            if held:
                found.append((held, work))
    if not found:
        return []
    found.sort(key=lambda item: item[0][0])
    starts = [_boundary(atoms, 0, found[0][0][0], {}, found[0][1])]
    for (before, one), (after, two) in pairwise(found):
        starts.append(_boundary(atoms, before[-1] + 1, after[0], one, two))
    labels = ["note"] * len(atoms)
    for k, (held, work) in enumerate(found):
        end = starts[k + 1] if k + 1 < len(found) else len(atoms)
        for n in range(starts[k], end):
            labels[n] = "title" if n in held else _role(atoms[n], work)
            above = labels[n - 1] if n > starts[k] and not atoms[n].first else ""
            seen = dict(features.of_text(atoms[n].text))
            short = len(atoms[n].text.split()) <= 6 or seen.get("identifier")
            if labels[n] in ("note", "date") and above == "venue" and short:
                labels[n] = "venue"
    return _as_steps(labels, starts)


def _boundary(
    atoms: Sequence[Atom], low: int, high: int, one: dict[str, Any], two: dict[str, Any]
) -> int:
    """The atom, at the beginning of a line, with which the second of two works begins."""
    places = [k for k in range(low, high + 1) if atoms[k].first]
    if not places:
        return high
    core = {"authors", "venue", "links", "prose"}

    def fit(place: int) -> tuple[float, bool]:
        score = sum(_role(atoms[k], one) in core for k in range(low, place))
        score += sum(_role(atoms[k], two) in core for k in range(place, high))
        line = atoms[place].line
        return score + 1.5 * bool(line.bullet) + 0.6 * bool(line.blank_before), place == high

    return max(places, key=fit)


def _role(atom: Atom, work: dict[str, Any]) -> str:
    """What an atom outside the title is, by the labels of its work."""
    tokens = _tokens(" ".join(n for n, _ in atom.people) or atom.text)
    people = set().union(*(_tokens(a) for a in work.get("authors", [])), JOINING)
    plain = _plain(atom.text)
    if tokens and tokens <= people and not tokens <= JOINING:
        return "authors"
    if re.fullmatch(r"(?:and \d+ )?(?:more )?(?:et al|others|…|\.\.\.)", atom.text.casefold().strip(" .")):
        return "authors"
    labels = {_plain(label) for label in work.get("link_labels") or []}
    parts = [_plain(p) for p in re.split(r"[,|/·;]", atom.text)]
    if labels and plain and all(p in labels for p in parts if p):
        return "links"
    if atom.shape in ("square", "round") and spans.labels_in(atom.text, atom.shape == "square"):
        return "links"
    seen = dict(features.of_text(atom.text))
    if seen.get("date alone") or seen.get("year alone"):
        return "date"
    venue = _plain(work.get("venue_raw") or "")
    if venue and plain and (plain in venue or len(plain) > 8 and venue in plain):
        return "venue"
    if work.get("abstract") and len(plain) > 3 and plain in _plain(work["abstract"]):
        return "prose"
    abbrev = _plain(work.get("venue_abbrev") or "")
    if abbrev and abbrev in plain and len(plain) < len(abbrev) + 8:
        return "venue"
    if spans.label_row(atom.text):
        return "links"
    if len(atom.text.split()) > 20:
        return "prose"
    return "note"


# ---------------------------------------------------------------- learning


class _Average:
    """Weights with their running sums, by (table, label, feature)."""

    def __init__(self) -> None:
        self.now: dict[tuple[str, str, str], float] = defaultdict(float)
        self.sums: dict[tuple[str, str, str], float] = defaultdict(float)
        self.time = 1

    def add(self, key: tuple[str, str, str], value: float) -> None:
        self.now[key] += value
        self.sums[key] += value * self.time

    def weights(self, averaged: bool) -> Weights:
        values = (
            {k: v - self.sums[k] / self.time for k, v in self.now.items()} if averaged else self.now
        )
        tables: dict[str, Any] = {"labels": defaultdict(dict)}
        for name in ("links", "start", "missing", "look"):
            tables[name] = {}
        for (table, label, feature), value in values.items():
            if abs(value) < 1e-6:
                continue
            if table == "labels":
                tables["labels"][label][feature] = round(value, 3)
            else:
                tables[table][feature] = round(value, 3)
        return Weights(**tables)


def _count(example: Example, steps: Sequence[Step]) -> dict[tuple[str, str, str], float]:
    """How often each weight is used by a path."""
    counts: dict[tuple[str, str, str], float] = defaultdict(float)
    looks, begins = model.odds(example.atoms, steps)
    present: set[str] = set(ROLES)
    for k, step in enumerate(steps):
        for name, value in example.features[k].items():
            counts["labels", step.label, name] += value
        counts["look", "", step.label] += looks[k][model.LABELS.index(step.label)]
        if step.starts or k == 0:
            for role in _absent(present):
                counts["missing", "", role] += 1
            present = set()
            counts["links", "", f"start > {step.label}"] += 1
            if example.atoms[k].first:
                for name, value in model.start_features(example.atoms, k).items():
                    counts["start", "", name] += value
                counts["look", "", "start"] += begins[k]
        else:
            before = steps[k - 1].label
            now = step.label
            if now == "venue begins" and "venue" in present:
                now = "venue again"
            counts["links", "", f"{before} > {now}"] += 1
        present.add(step.label.split()[0])
    for role in _absent(present):
        counts["missing", "", role] += 1
    return counts


def _absent(present: set[str]) -> Sequence[str]:
    """The core fields that a record lacks; "record" for lines that are none."""
    absent = [role for role in ROLES if role not in present]
    return ["record"] if len(absent) == len(ROLES) else absent


def learn(found: Sequence[Example], rounds: int = ROUNDS, seed: int = 1) -> Weights:
    """The weights under which the labels of the examples are their best reading."""
    order = list(found)
    random_ = random.Random(seed)
    average = _Average()
    for _ in range(rounds):
        random_.shuffle(order)
        wrong = 0
        for example in order:
            weights = average.weights(averaged=False)
            read = model.read(example.atoms, example.features, weights)
            average.time += 1
            if read.steps == example.steps:
                continue
            wrong += sum(a != b for a, b in zip(read.steps, example.steps, strict=True))
            scale = 1.0 / max(1, len(example.atoms)) ** 0.5
            for key, value in _count(example, example.steps).items():
                average.add(key, value * scale)
            for key, value in _count(example, read.steps).items():
                average.add(key, -value * scale)
        print(f"{wrong} of {sum(len(e.atoms) for e in order)} atoms wrong", flush=True)
    return average.weights(averaged=True)


def labelled(folders: Iterable[Path]) -> list[tuple[Path, Path]]:
    """(page, labels) of the pages in the folders."""
    return [
        (page, labels)
        for folder in folders
        for labels in sorted(folder.rglob("*.json"))
        for page in sorted(labels.parent.glob(f"{labels.stem}.*"))
        if page.suffix != ".json"
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--without", default="", help="a layout to leave out")
    parser.add_argument("--made-up", type=int, default=MADE_UP, help="sections that nobody wrote")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--out", type=Path, default=Path(model.__file__).parent / "weights.json")
    args = parser.parse_args()
    generated = list(made_up_examples(args.made_up))
    found = [e for e in examples(labelled(args.folders)) if e.layout != args.without]
    print(f"{len(found)} sections, {sum(s.starts for e in found for s in e.steps)} records")
    weights = learn([*found * SHARE, *generated], args.rounds)
    args.out.write_text(json.dumps(vars(weights), indent=0, sort_keys=True, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
