"""What the model has learned: `weights.json`, which `tools/train.py` writes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from importer.parse.works.steps import LABELS


@dataclass(frozen=True, eq=False)
class Weights:
    """`labels[label][feature]`, `links["label > label"]`, `start[feature]`, `missing[role]`,
    `look[label]`. Not to be changed once made: tables are worked out of them."""

    labels: Mapping[str, Mapping[str, float]]
    links: Mapping[str, float]
    start: Mapping[str, float]
    missing: Mapping[str, float]
    look: Mapping[str, float]

    @cached_property
    def rows(self) -> dict[str, tuple[float, ...]]:
        """By feature, its weight for each label, in the order of LABELS."""
        tables = [self.labels.get(label, {}) for label in LABELS]
        return {
            name: tuple(table.get(name, 0.0) for table in tables)
            for name in dict.fromkeys(name for table in tables for name in table)
        }

    @cached_property
    def looks(self) -> list[float]:
        """How much the look of an atom tells for each label."""
        return [self.look.get(label, 0.0) for label in LABELS]


@cache
def learned() -> Weights:
    """The weights that come with the program."""
    with (Path(__file__).parent / "weights.json").open() as file:
        return Weights(**json.load(file))
