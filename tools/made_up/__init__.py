"""Lists of publications by nobody about nothing, in the styles in which such lists are set.

Every section has its own style (order of fields, names, quotes, emphasis, links, abstracts) and
keeps to it nearly always, as people do. `tools/train.py` learns from them beside the samples.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from importer.sources.lines import Line
from tools.made_up.people import People
from tools.made_up.pieces import Field, Piece, Row, as_line, filled, wrapped
from tools.made_up.setting import some_setting
from tools.made_up.style import some_style
from tools.made_up.words import WORDS
from tools.made_up.works import Work, Works


@dataclass(frozen=True, slots=True)
class MadeUp:
    """A section: its lines, the numbers of those with which works begin, its owner, and for each
    line the field of each part (start, end, field)."""

    lines: list[Line]
    begins: set[int]
    owner: str
    fields: dict[int, list[Field]]


def sections(count: int, seed: int = 7) -> Iterator[MadeUp]:
    """So many sections, each with a style of its own."""
    for k in range(count):
        yield _Section(random.Random(seed * 100_003 + k)).write()


class _Section:
    """A section while it is written."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        topic = chance.choice(sorted(WORDS.topics))
        foreign = chance.random() < 0.22
        tongue = WORDS.languages[chance.choice(sorted(WORDS.languages))] if foreign else None
        wrap = chance.randint(44, 80) if chance.random() < 0.04 else 0
        people = People(chance)
        self.style = some_style(chance, tongue, wrap)
        self.works = Works(chance, topic, tongue, people, self.style)
        self.setting = some_setting(chance, self.style, people.owner)
        owner = people.owner
        self.made = MadeUp([], set(), f"{owner.given} {owner.family}", {})

    def write(self) -> MadeUp:
        """The section, all of its works written."""
        count = self.chance.choice((1, 2, 3, *range(4, 15)))
        if self.chance.random() < 0.15:
            introduction = Piece(self.chance.choice(WORDS.introductions), role="note")
            self._add([introduction], Line(1, ""))
        for k in range(count):
            self._add_work(self.works.another(), self._bullet(k, count))
        if self.chance.random() < 0.12:
            ending = Piece(self.chance.choice(WORDS.endings), role="note")
            self._add([ending], Line(len(self.made.lines) + 1, "", blank_before=1))
        return self.made

    def _add(self, row: Row, line: Line) -> None:
        """Add a row as a line."""
        line, fields = as_line(row, line, self.style.named)
        self.made.lines.append(line)
        self.made.fields[line.number] = fields

    def _add_work(self, work: Work, bullet: str) -> None:
        """Add the lines of a work."""
        rows = self._rows(work)
        if self.style.wrap:
            rows = wrapped(rows, self.style.wrap, self.chance)
        for n, row in enumerate(rows):
            number = len(self.made.lines) + 1
            if n:
                self._add(row, Line(number, "", indent=5 if self.style.wrap else 0))
            else:
                self.made.begins.add(number)
                self._add(row, Line(number, "", bullet=bullet, blank_before=int(self.style.blank)))

    def _rows(self, work: Work) -> list[Row]:
        """The lines of a work with what is said of it."""
        rows = filled(self.setting.rows(work))
        if work.again and len(rows) > 1:
            rows.append([Piece(work.again, role="venue")])
        if work.note:
            note = Piece(f" {work.note}.", role="note")
            if self.chance.random() < 0.5:
                rows[-1].append(note)
            else:
                rows.append([note])
        if work.abstract:
            head = "Abstract: " if self.chance.random() < 0.3 else ""
            rows.append([Piece(head + work.abstract, role="prose")])
        return rows

    def _bullet(self, place: int, count: int) -> str:
        """What is printed before a work at a place of the list."""
        marks = {"": "", "•": "•", "number": f"{count - place}.", "[number]": f"[{place + 1}]"}
        return marks[self.style.bullet]
