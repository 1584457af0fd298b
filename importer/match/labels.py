"""Which of several people of one name a person meant, as far as they said so.

What is said to be two people holds the mark of either (“person:7”), and of places where the name
stands (importer.match.marks): the mark of the person is the label of these places. What was said
last goes before what was said first.
"""

from __future__ import annotations

from collections import defaultdict

from importer.match.judged import Judged, Marks

PERSON = "person:"
PLACES = ("by:", "page:")


class Labels:
    """What a person said of places and pages, looked up by their marks."""

    def __init__(self, judged: Judged) -> None:
        self.judged = judged
        self._of: dict[str, str] = {}
        self._bearing: dict[str, set[str]] = defaultdict(set)
        for sides in judged.different:
            for side in sides:
                self._read(side)

    def of(self, marks: Marks) -> str:
        """The label of what bears these marks; empty where nothing was said, or two things."""
        found = {self._of[mark] for mark in marks if mark in self._of}
        return found.pop() if len(found) == 1 else ""

    def bearing(self, letters: str) -> set[str]:
        """The labels of those who were said to bear a name, each known under it."""
        return set(self._bearing.get(letters, ()))

    def _read(self, side: Marks) -> None:
        people = [mark for mark in side if mark.startswith(PERSON)]
        if len(people) != 1:
            return
        label = self._canonical(people[0])
        for mark in side:
            if mark.startswith(PLACES):
                self._of[mark] = label
            if mark.startswith("by:") and mark.endswith(f"|{people[0]}"):
                letters = mark.removeprefix("by:").removesuffix(f"|{people[0]}")
                self._bearing[letters].add(label)

    def _canonical(self, person: str) -> str:
        """Of people who were said to be one, always the same."""
        beside = self.judged.beside([person]) if self.judged.same else frozenset()
        return min({person, *(mark for mark in beside if mark.startswith(PERSON))})


NOTHING_SAID = Labels(Judged())
