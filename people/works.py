"""Which of a person's works their page shows, and which of these a summary on paper."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

ALL_UP_TO = 80  # works; of more, a page shows SHOWN and leads to the list of all
SHOWN = 25
SUMMARY = 6


class Entry(NamedTuple):
    work: Any
    is_cut: bool  # not in the summary


class Group(NamedTuple):
    label: str
    anchor: str
    entries: list[Entry]

    @property
    def is_cut(self) -> bool:
        return all(entry.is_cut for entry in self.entries)


def grouped(works: Iterable[Any], selected_apart: bool) -> list[Group]:
    """`works`, newest first, under their years; the selected ones before them, or within.

    The summary has the selected works, or where nobody selected any the newest.
    """
    works = list(works)
    chosen = [work for work in works if work.is_selected] or works
    summary = {work.pk for work in chosen[:SUMMARY]}
    groups: dict[tuple[str, str], list[Entry]] = {}
    for work in works:
        if selected_apart and work.is_selected:
            key = ("Selected", "selected")
        else:
            key = (str(work.year or "Undated"), f"year-{work.year}")
        groups.setdefault(key, []).append(Entry(work, work.pk not in summary))
    return [Group(label, anchor, entries) for (label, anchor), entries in groups.items()]
