"""Entries of a list of degrees or positions, however their lines are set."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from importer.parse import periods
from importer.sources import Line

LONGEST = 250  # characters of a line that goes on with an entry without a bullet

Starts = Callable[[Sequence[str], str], bool]


def grouped(lines: Sequence[Line], starts: Starts) -> list[list[Line]]:
    """The lines of each entry.

    Deeper bullets go on with the entry above them, and so do all where only lines without bullets
    have periods. Without bullets `starts` decides, given the
    lines of the entry so far and the next line; blank lines part entries too, unless they stand
    between all lines.
    """
    details = _are_details(lines)
    bullets = [] if details else [line.indent for line in lines if line.bullet]
    spaced = sum(line.blank_before > 0 for line in lines[1:]) >= len(lines) - 1
    found: list[list[Line]] = []
    for line in lines:
        above = found[-1] if found else None
        if above is None or line.heading:
            goes_on = False
        elif details and (line.bullet or above[-1].bullet):
            goes_on = bool(line.bullet)
        elif line.bullet:
            goes_on = bool(bullets) and line.indent > min(bullets) and bool(above[0].bullet)
        elif bullets:
            near = not line.blank_before or line.indent >= above[0].indent > 0
            goes_on = near and bool(above[0].bullet) and len(line.text) <= LONGEST
        else:
            texts = [each.text for each in above]
            near = spaced or not line.blank_before
            goes_on = near and len(line.text) <= LONGEST and not starts(texts, line.text)
        if goes_on and above is not None:
            above.append(line)
        else:
            found.append([line])
    return found


def _are_details(lines: Sequence[Line]) -> bool:
    """Whether entries have no bullets, and what stands below them has."""
    dated = {bool(line.bullet) for line in lines if periods.find(line.text)}
    return bool(lines) and not lines[0].bullet and dated == {False}
