"""A small chart of works per year, as numbers that an <svg> needs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

STEP, GAP, HEIGHT = 24, 6, 72  # pixels for a year, between two bars, of the highest bar
LONGEST = 60  # years; a slip of the pen such as 1024 must not make a thousand bars


class Bar(NamedTuple):
    year: int
    number: int
    left: int  # of the year's place, which the bar does not fill
    height: int

    @property
    def x(self) -> int:
        return self.left + GAP // 2

    @property
    def y(self) -> int:
        return HEIGHT - self.height


class Chart(NamedTuple):
    bars: list[Bar]
    total: int
    best: Bar  # the year with most works, the latest of several
    step: int = STEP
    thickness: int = STEP - GAP
    height: int = HEIGHT

    @property
    def width(self) -> int:
        return STEP * len(self.bars)


def chart(years: Mapping[int, int]) -> Chart | None:
    """Of {year: number of works}; None where there are no two years to compare."""
    if len(years) < 2:
        return None
    last = max(years)
    numbers = {year: years.get(year, 0) for year in range(min(years), last + 1)}
    numbers = {year: number for year, number in numbers.items() if year > last - LONGEST}
    most = max(numbers.values())
    bars = [
        Bar(year, number, STEP * place, max(round(HEIGHT * number / most), 2 if number else 0))
        for place, (year, number) in enumerate(numbers.items())
    ]
    best = max(bars, key=lambda bar: (bar.number, bar.year))
    return Chart(bars, sum(numbers.values()), best)
