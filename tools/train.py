"""Learn the weights by which lists of publications are read, from labelled sample pages.

`make train` reads pages and labels as tests/importer/samples/README.md describes them, and
sections that nobody wrote, learns with an averaged structured perceptron (Collins, EMNLP 2002)
and writes importer/parse/works/weights.json. What it learns depends a little on the order of the
lessons, so it learns in several orders and takes the mean.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from importer.parse.works import looks, model
from importer.parse.works.steps import LABELS, ROLES, Step
from importer.parse.works.weights import Weights
from tools.lessons import Example, examples, made_up_examples
from tools.samples import SAMPLES, labelled

SEEDS = (1, 2, 3, 4)  # orders of the lessons
ROUNDS = 6
MADE_UP = 1_000
SHARE = 2  # times that a sample counts as much as a made-up section

Key = tuple[str, str, str]  # table, label, feature


class _Average:
    """Weights with their running sums."""

    def __init__(self) -> None:
        self.now: dict[Key, float] = defaultdict(float)
        self.sums: dict[Key, float] = defaultdict(float)
        self.time = 1

    def add(self, counts: Mapping[Key, float], scale: float) -> None:
        """Move the weights. Those of looks stay above zero: what is set like the titles of a
        section may be one, but what is not set like its abstracts is no abstract for that."""
        for key, value in counts.items():
            change = value * scale
            if key[0] == "look":
                change = max(change, -self.now[key])
            self.now[key] += change
            self.sums[key] += change * self.time

    def current(self) -> Weights:
        """The weights as they are now."""
        return _as_weights(self.now)

    def averaged(self) -> Weights:
        """The weights as they were on average."""
        return _as_weights({k: v - self.sums[k] / self.time for k, v in self.now.items()})


def _as_weights(values: Mapping[Key, float]) -> Weights:
    labels: dict[str, dict[str, float]] = defaultdict(dict)
    links: dict[str, float] = {}
    start: dict[str, float] = {}
    missing: dict[str, float] = {}
    look: dict[str, float] = {}
    tables = {"links": links, "start": start, "missing": missing, "look": look}
    for (table, label, feature), value in values.items():
        if abs(value) >= 1e-6:
            held = labels[label] if table == "labels" else tables[table]
            held[feature] = round(value, 3)
    return Weights(labels, links, start, missing, look)


def _count(example: Example, steps: Sequence[Step]) -> dict[Key, float]:
    """How often each weight is used by a path."""
    counts: dict[Key, float] = defaultdict(float)
    seen_as, begins = looks.odds(example.atoms, steps)
    present = set(ROLES)
    for k, step in enumerate(steps):
        for name, value in example.features[k].items():
            counts["labels", step.label, name] += value
        counts["look", "", step.label] += seen_as[k][LABELS.index(step.label)]
        if step.starts or k == 0:
            _count_missing(counts, present)
            _count_start(counts, example, k, begins[k])
            counts["links", "", f"start > {step.label}"] += 1
            present = set()
        else:
            again = step.label == "venue begins" and "venue" in present
            now = "venue again" if again else step.label
            counts["links", "", f"{steps[k - 1].label} > {now}"] += 1
        present.add(step.label.split()[0])
    _count_missing(counts, present)
    return counts


def _count_start(counts: dict[Key, float], example: Example, k: int, begins: float) -> None:
    """Count what shows that a record begins with an atom, which only the first of a line can."""
    if example.atoms[k].first:
        for name, value in model.start_features(example.atoms, k).items():
            counts["start", "", name] += value
        counts["look", "", "start"] += begins


def _count_missing(counts: dict[Key, float], present: set[str]) -> None:
    """Count the core fields that a record lacks; "record" for lines that are none."""
    absent = [role for role in ROLES if role not in present]
    for role in ["record"] if len(absent) == len(ROLES) else absent:
        counts["missing", "", role] += 1


def learn(
    found: Sequence[Example],
    rounds: int = ROUNDS,
    seed: int = 1,
    say: Callable[[str], None] | None = None,
) -> Weights:
    """The weights under which the labels of the examples are their best reading."""
    order = list(found)
    chance = random.Random(seed)
    average = _Average()
    for _ in range(rounds):
        chance.shuffle(order)
        wrong = sum(_correct(average, example) for example in order)
        if say:
            say(f"{wrong} of {sum(len(e.atoms) for e in order)} atoms wrong")
    return average.averaged()


def _correct(average: _Average, example: Example) -> int:
    """Move the weights towards the labels of an example; how many of its atoms were wrong."""
    read = model.read(example.atoms, example.features, average.current())
    average.time += 1
    if read.steps == example.steps:
        return 0
    scale = 1.0 / max(1, len(example.atoms)) ** 0.5
    average.add(_count(example, example.steps), scale)
    average.add(_count(example, read.steps), -scale)
    return sum(a != b for a, b in zip(read.steps, example.steps, strict=True))


def mean(found: Sequence[Weights]) -> Weights:
    """The mean of several sets of weights, a weight that one lacks counting as 0."""
    labels = {
        label: _mean([w.labels.get(label, {}) for w in found])
        for label in sorted({label for w in found for label in w.labels})
    }
    links, start = _mean([w.links for w in found]), _mean([w.start for w in found])
    return Weights(
        labels, links, start, _mean([w.missing for w in found]), _mean([w.look for w in found])
    )


def _mean(tables: Sequence[Mapping[str, float]]) -> dict[str, float]:
    names = sorted({name for table in tables for name in table})
    return {n: round(sum(t.get(n, 0.0) for t in tables) / len(tables), 3) for n in names}


def lessons_from(pages: Sequence[tuple[Path, Path]], made_up: int) -> list[Example]:
    """All that labelled pages and so many sections that nobody wrote teach."""
    return [*list(examples(pages)) * SHARE, *made_up_examples(made_up)]


def learn_from(
    pages: Sequence[tuple[Path, Path]], made_up: int = MADE_UP, rounds: int = ROUNDS, seed: int = 1
) -> Weights:
    """The weights learned in one order of shuffling."""
    return learn(lessons_from(pages, made_up), rounds, seed)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, default=[SAMPLES])
    parser.add_argument("--made-up", type=int, default=MADE_UP, help="sections that nobody wrote")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--out", type=Path, default=Path(model.__file__).parent / "weights.json")
    args = parser.parse_args()
    pages = labelled(args.folders)
    with ProcessPoolExecutor(args.workers) as pool:
        waiting = [
            pool.submit(learn_from, pages, args.made_up, args.rounds, seed) for seed in SEEDS
        ]
        weights = mean([each.result() for each in waiting])
    text = json.dumps(vars(weights), indent=0, sort_keys=True, ensure_ascii=False)
    args.out.write_text(f"{text}\n", encoding="utf-8")
    print(f"{len(pages)} pages and {args.made_up} made-up sections: {args.out} is written.")


if __name__ == "__main__":
    main()
