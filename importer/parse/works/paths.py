"""The best path through a section in which the fields of all records stand in one order."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from functools import lru_cache
from operator import add, itemgetter
from typing import NamedTuple

from importer.parse.works.steps import EXTRAS, LABELS, Step
from importer.parse.works.weights import Weights

KEPT = 24  # graphs that are kept: a few for each order
LOW = float("-inf")


class _Ways(NamedTuple):
    """The ways into a state: from which states, what takes the scores of these, at what prices."""

    sources: tuple[int, ...]
    pick: Callable[[Sequence[float]], tuple[float, ...]]
    prices: tuple[float, ...]


class _Graph:
    """The states of an order, and how they follow one another.

    A state is (the number of the field that was last begun, label); -1 before any field.
    """

    def __init__(self, order: tuple[str, ...], weights: Weights) -> None:
        self.states = [(-1, label) for label in EXTRAS]
        for stage, role in enumerate(order):
            own = (f"{role} begins", f"{role} goes on")
            self.states += [(stage, label) for label in (*own, *EXTRAS)]
        self.labels: Callable[[Sequence[float]], tuple[float, ...]] = itemgetter(
            *(LABELS.index(label) for _, label in self.states)
        )
        missing = [  # a badge before the title and a venue after it are one field
            0.0 if role in order[k + 1 :] else weights.missing.get(role, 0.0)
            for k, role in enumerate(order)
        ]
        # Lines in which no field begins are no record.
        self.ending = [
            weights.missing.get("record", 0.0) if stage < 0 else sum(missing[stage + 1 :])
            for stage, _ in self.states
        ]
        self.beginning: dict[int, float] = {}
        self.ways: list[_Ways] = []
        for state in self.states:
            stage, label = state
            if stage < 0 or label == f"{order[stage]} begins":
                price = weights.links.get(f"start > {label}", 0.0) + sum(missing[: max(0, stage)])
                self.beginning[len(self.ways)] = price
            prices = [_price(source, state, order, missing, weights) for source in self.states]
            sources = tuple(n for n, price in enumerate(prices) if price is not None)
            kept = tuple(price for price in prices if price is not None)
            self.ways.append(_Ways(sources, itemgetter(*sources), kept))

    def into(self, state: int, scores: Sequence[float]) -> tuple[float, int]:
        """(score, source) of the best way into a state within a record, by the scores before."""
        sources, pick, prices = self.ways[state]
        values = list(map(add, pick(scores), prices))
        best = max(values)
        return best, sources[values.index(best)]

    def ended(self, scores: Sequence[float]) -> tuple[float, int]:
        """(score, state) of the best record that ends with these scores; of two, the later."""
        return max((score, n) for n, score in enumerate(map(add, scores, self.ending)))


@lru_cache(maxsize=KEPT)
def _graph(order: tuple[str, ...], weights: Weights) -> _Graph:
    return _Graph(order, weights)


def _price(
    source: tuple[int, str],
    state: tuple[int, str],
    order: tuple[str, ...],
    missing: Sequence[float],
    weights: Weights,
) -> float | None:
    """What it adds to go from one state to another within a record; None where that cannot be."""
    (before, last), (stage, label) = source, state
    link = weights.links.get(f"{last} > {label}", 0.0)
    if label in EXTRAS:
        return link if stage == before else None
    if label.endswith("begins"):
        if stage > before:
            return link + sum(missing[before + 1 : stage])
        again = stage == before and order[stage] == "venue"
        return weights.links.get(f"{last} > venue again", 0.0) if again else None
    own = last.split()[0] == order[stage]
    amid = order[stage] == "venue" and last in ("date", "note")
    return link if stage == before and (own or amid) else None


def decode(
    emissions: Sequence[Sequence[float]],
    starts: Sequence[float],
    order: tuple[str, ...],
    weights: Weights,
) -> tuple[float, list[Step]]:
    """(score, steps) of the best path in which fields stand in this order: Viterbi.

    The way forward keeps scores alone; where they came from is worked out on the way back, for
    the states of the best path only.
    """
    graph = _graph(order, weights)
    rows: list[array[float]] = []
    begun: list[float] = []  # the score with which a record may begin at an atom
    current = [LOW] * len(graph.states)
    for k, emitted in enumerate(emissions):
        following = [max(map(add, pick(current), prices)) for _, pick, prices in graph.ways]
        ended = LOW
        if k == 0 or starts[k] > LOW:
            ended = max(map(add, current, graph.ending)) if k else 0.0
            ended += max(starts[k], -100.0)
            for state, price in graph.beginning.items():
                following[state] = max(following[state], ended + price)
        current = list(map(add, following, graph.labels(emitted)))
        rows.append(array("d", current))
        begun.append(ended)
    score, state = graph.ended(current)
    return score, _path(graph, rows, begun, state)


def _path(
    graph: _Graph, rows: Sequence[Sequence[float]], begun: Sequence[float], state: int
) -> list[Step]:
    """The steps of the best path, from the state in which it ends."""
    path: list[Step] = []
    for k in range(len(rows) - 1, -1, -1):
        label = graph.states[state][1]
        best, source = graph.into(state, rows[k - 1]) if k else (LOW, -1)
        starts = begun[k] + graph.beginning.get(state, LOW) > best
        path.append(Step(label, starts))
        if k:
            state = graph.ended(rows[k - 1])[1] if starts else source
    return path[::-1]
