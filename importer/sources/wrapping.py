"""Lines that belong together: text broken at a width, headings underlined, running heads.

Text from lynx, pandoc or a PDF is broken where the next word would not have fitted, which tells
such breaks from those that mean something.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from importer.sources.lines import Line

NARROWEST, WIDEST = 40, 110  # columns at which text is broken
FEWEST = 6  # broken lines in a text that is broken at a width
ENOUGH = 0.85  # of the lines near the width must be too full for the next word
NEAR = 14  # columns below the width
RULE = re.compile(r"([=\-~_*#+.·—–])\1{2,}$|(?:[*_-]\s){3,}[*_-]?$")
UNDERLINE = frozenset("=-~")
NUMBER = re.compile(r"\d{1,4}")
WORD_END = re.compile(r"([^\W\d_]+)-$")
LOWER_START = re.compile(r"([a-zà-ÿ]+)")
LONGEST_HEAD = 120


def rules_out(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """(lines without rules and running heads, those). A line under which a rule stands is a
    heading."""
    heads = _running_heads(lines)
    kept: list[Line] = []
    apart: list[Line] = []
    for line in lines:
        if RULE.fullmatch(line.text):
            if kept and not line.blank_before and line.text[0] in UNDERLINE and _short(kept[-1]):
                kept[-1] = replace(kept[-1], heading=1 if line.text[0] == "=" else 2)
            apart.append(line)
        elif line.number in heads:
            apart.append(line)
        else:
            gone = apart[-1].number > kept[-1].number if apart and kept else False
            inside = gone and apart[-1].number in heads and not kept[-1].text.endswith((".", ":"))
            kept.append(replace(line, blank_before=0) if inside else line)
    return kept, apart


def _short(line: Line) -> bool:
    return len(line.text.split()) <= 10 and not line.bullet


def _running_heads(lines: Sequence[Line]) -> set[int]:
    """Lines that recur with a number that counts up by one: page numbers with or without text."""
    seen: dict[str, list[tuple[int, int]]] = {}
    for line in lines:
        if len(line.text) > LONGEST_HEAD or line.bullet and line.text:
            continue
        found = list(NUMBER.finditer(line.text))
        for match in found[-1:]:
            value = int(match[0])
            if line.text == match[0] and value > 400:
                continue  # years are headings
            rest = line.text[: match.start()] + "#" + line.text[match.end() :]
            seen.setdefault(rest, []).append((line.number, value))
    heads: set[int] = set()
    for places in seen.values():
        values = [value for _, value in places]
        if len(places) > 1 and values == list(range(values[0], values[0] + len(values))):
            heads.update(number for number, _ in places)
    return heads


def joined(lines: Sequence[Line]) -> list[Line]:
    """The lines with those joined that a fixed width broke; all lines if no width did."""
    width = _width(lines)
    if not width:
        return list(lines)
    words = {w.casefold() for line in lines for w in re.findall(r"[^\W\d_]+", line.text)}
    found: list[Line] = []
    begin = line_end = last_full = 0
    hanging = -1
    for line in lines:
        above = found[-1] if found else None
        full = above is not None and line_end + 1 + len(_first_word(line)) > width
        new_item = above is not None and hanging >= 0 and line.indent != hanging
        if above and full and not new_item and not line.blank_before and not line.bullet and not above.heading:
            if hanging < 0:
                hanging = line.indent
            text = _together(above.text, line.text, words)
            found[-1] = replace(above, text=text, last=line.last)
        else:
            found.append(line)
            hanging = -1
        line_end = _end(line)
    return found


def _end(line: Line) -> int:
    """The column in which a line ends."""
    return line.indent + (len(line.bullet) + 1 if line.bullet else 0) + len(line.text)


def _first_word(line: Line) -> str:
    return line.text.split(" ", 1)[0]


def _width(lines: Sequence[Line]) -> int:
    """The column at which the text is broken; 0 where it is not."""
    ends = sorted(_end(line) for line in lines)
    if not ends:
        return 0
    width = ends[-1 - len(ends) // 50]
    if not NARROWEST <= width <= WIDEST or ends[-1] > width + 25:
        return 0
    width = max(e for e in ends if e <= width + 12)
    near = fitting = 0
    for line, below in zip(lines, lines[1:], strict=False):
        if _end(line) > width - NEAR and not below.blank_before and not below.bullet:
            near += 1
            fitting += _end(line) + 1 + len(_first_word(below)) > width
    return width if near >= FEWEST and fitting >= ENOUGH * near else 0


def _together(above: str, below: str, words: set[str]) -> str:
    """Two parts of a text; a hyphen at the break goes where the whole word stands elsewhere."""
    before, after = WORD_END.search(above), LOWER_START.match(below)
    if before and after:
        if (before[1] + after[1]).casefold() in words:
            return above[:-1] + below
        return above + below
    return f"{above} {below}"
