"""Items of a section, however they are set: which lines belong together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from statistics import median_low

from importer.sources import Line

MOSTLY = 0.6  # of the lines must have what an item has once, for a line to be an item


def laid_out(lines: Sequence[Line], has: Callable[[Line], bool]) -> list[list[Line]]:
    """The lines of each item, by the layout of the whole section.

    `has` says whether a line has what each item has once (a date, a code). Items begin at marked
    headings or bullets, or with the lines that are not set in, if there are such; else each line is
    an item where most lines `has` it; else blank lines part the items, or `has` tells where they
    begin or end.
    """
    if any(line.heading for line in lines):
        return _begun(lines, lambda line: bool(line.heading))
    if any(line.bullet for line in lines):
        return _bulleted(lines)
    least = min((line.indent for line in lines), default=0)
    if any(line.indent > least for line in lines) and lines[0].indent == least:
        return _begun(lines, lambda line: line.indent == least or bool(line.blank_before))
    told = [has(line) for line in lines]
    if sum(told) >= MOSTLY * len(lines) or sum(told) < 2:
        return [[line] for line in lines]
    parts = _begun(lines, lambda line: line is lines[0] or bool(line.blank_before))
    if 1 < len(parts) < len(lines) and all(sum(map(has, part)) <= 1 for part in parts):
        return parts
    if told[0]:
        return _begun(lines, has)
    return _ended(lines, has)


def rejoined(lines: Sequence[Line], begins: Callable[[str], bool]) -> list[Line]:
    """The lines, one that ends in a comma with the one close below it, unless that `begins`
    something by its text or its bullet."""
    found: list[Line] = []
    for line in lines:
        above = found[-1] if found else None
        is_open = above is not None and above.text.rstrip().endswith(",") and not line.blank_before
        if above and is_open and not (line.bullet or line.heading or begins(line.text)):
            text = f"{above.text} {line.text}"
            links = (*above.links, *line.links)
            found[-1] = replace(above, text=text, last=line.last, links=links)
        else:
            found.append(line)
    return found


def _begun(lines: Sequence[Line], begins: Callable[[Line], bool]) -> list[list[Line]]:
    """Items that begin with a line of that kind; lines before the first are each their own."""
    found: list[list[Line]] = []
    begun = False
    for line in lines:
        begun = begun or begins(line)
        if found and begun and not begins(line):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _ended(lines: Sequence[Line], ends: Callable[[Line], bool]) -> list[list[Line]]:
    """Items that end with a line of that kind; lines after the last are each their own."""
    found: list[list[Line]] = []
    run: list[Line] = []
    for line in lines:
        run.append(line)
        if ends(line):
            found.append(run)
            run = []
    return found + [[line] for line in run]


def _bulleted(lines: Sequence[Line]) -> list[list[Line]]:
    """Items that begin with a bullet. A line without one belongs to the item above where it is set
    in as that is, or where items mostly have such lines; elsewhere it is an item of its own."""
    parts = _begun(lines, lambda line: bool(line.bullet))
    usual = median_low([len(part) - 1 for part in parts if part[0].bullet][:-1] or [0])
    found: list[list[Line]] = []
    for part in parts:
        size = 1
        while size < len(part) and (size <= usual or _set_in(part[size], part[0])):
            size += 1
        found.append(part[:size])
        found += [[line] for line in part[size:]]
    return found


def _set_in(line: Line, item: Line) -> bool:
    """Whether a line is set in as the text of the item above it, no blank line between."""
    within = line.indent > item.indent or line.indent == item.indent > 0
    return within and not line.blank_before
