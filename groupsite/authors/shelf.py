"""Names by their blocking keys, so that not each need be compared with each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from importer.match.names import name_keys


class Shelf:
    def __init__(self, names: Sequence[str]) -> None:
        self._at: dict[str, list[int]] = defaultdict(list)
        for at, name in enumerate(names):
            for key in name_keys(name):
                self._at[key].append(at)

    def near(self, names: Iterable[str]) -> list[int]:
        """The places, in order, of those that may be one with some of `names`: no other is."""
        keys = {key for name in names for key in name_keys(name)}
        return sorted({at for key in keys for at in self._at.get(key, ())})
