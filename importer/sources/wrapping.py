"""Lines that belong together: text broken at a width, headings underlined, running heads.

Text from lynx, pandoc or a PDF is broken where the next word would not have fitted, which tells
such breaks from those that mean something.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from importer import knowledge
from importer.sources.lines import Line

OPEN_END = re.compile(
    r"(?:[,–-]|\b(?:of|the|and|in|for|on|with|to|a|an|by|und|der|die|et|de|la|y|e|di))$"
)
NARROWEST, WIDEST = 40, 110  # columns at which text is broken
FEWEST = 6  # broken lines in a text that is broken at a width
ENOUGH = 0.7  # of the lines near the width must be too full for the next word
AMID = 0.25  # of the full lines must break within a sentence
NEAR = 14  # columns below the width
LONG = 0.6  # of the width that a line must fill to go on in the next
TOO_LONG = 0.06  # of the lines may pass it: addresses, tables
SAMPLE = 2_000  # lines by which the width is found
RULE = re.compile(r"([=\-~_*#+.·—–])\1{2,}$|(?:[*_-]\s){3,}[*_-]?$")
UNDERLINE = frozenset("=-~")
NUMBER = re.compile(r"\d{1,4}")
LAST_WORD = re.compile(r"([^\W\d_][^\W\d_A-Z]*)\.?\s*$")
FIRST_WORD = re.compile(r"\.?\s*([^\W\d_]+)")
WORD_END = re.compile(r"([^\W\d_]+)-$")
LONGEST_WORD = 60
LOWER_START = re.compile(r"([a-zà-ÿ]+)")
LONGEST_HEAD = 120
MOST_PAGES = 400
PAGE = 20  # lines of a page at least


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
            gone = apart[-1].number > kept[-1].last if apart and kept else False
            if gone and apart[-1].number in heads and _is_cut(kept[-1], line):
                text = f"{kept[-1].text} {line.text}"
                kept[-1] = replace(kept[-1], text=text, last=line.last)
            else:
                kept.append(line)
    return kept, apart


def _is_cut(above: Line, below: Line) -> bool:
    """Whether a page ends within a record: no end of a sentence before, no beginning after."""
    return (
        not above.text.endswith((".", ":", ")", "]")) and not below.bullet and len(above.text) > 30
    )


def _short(line: Line) -> bool:
    return len(line.text.split()) <= 10 and not line.bullet


def _running_heads(lines: Sequence[Line]) -> set[int]:
    """Lines that recur once a page with a number that counts up from 1 or 2."""
    seen: dict[str, list[tuple[int, int]]] = {}
    for line in lines:
        if len(line.text) > LONGEST_HEAD or line.bullet:
            continue
        for match in NUMBER.finditer(line.text):
            value = int(match[0])
            if line.text == match[0] and value > MOST_PAGES:
                continue  # years are headings
            if _is_day(line.text, match):
                continue
            rest = f"{line.text[: match.start()]}#{line.text[match.end() :]}"
            seen.setdefault(rest, []).append((line.number, value))
    heads: set[int] = set()
    for places in seen.values():
        values = [value for _, value in places]
        apart = [b[0] - a[0] for a, b in pairwise(places)]
        if (
            len(places) > 1
            and min(apart) >= PAGE
            and values == list(range(min(values[0], 2), min(values[0], 2) + len(values)))
        ):
            heads.update(number for number, _ in places)
    return heads


def _is_day(text: str, number: re.Match[str]) -> bool:
    """Whether a month stands beside the number, if glued to what is before: "LGOct 2, 2012"."""
    before = LAST_WORD.search(text[: number.start()])
    after = FIRST_WORD.match(text[number.end() :])
    return any(word[1].casefold() in knowledge.months() for word in (before, after) if word)


def joined(lines: Sequence[Line]) -> list[Line]:
    """The lines with those joined that a fixed width broke; all lines if no width did."""
    width = _width(lines)
    if not width:
        return list(lines)
    words = {w.casefold() for line in lines for w in re.findall(r"[^\W\d_]+", line.text)}
    found: list[list[Line]] = []  # the lines that make one
    line_end = 0
    hanging = -1
    for line in lines:
        above = found[-1] if found else None
        full = above is not None and (
            line_end + 1 + len(_first_word(line)) > width or _runs_on(above, line, line_end, width)
        )
        new_item = above is not None and hanging >= 0 and line.indent != hanging
        if (
            above
            and full
            and not new_item
            and not line.blank_before
            and not line.bullet
            and not above[0].heading
        ):
            if hanging < 0:
                hanging = line.indent
            above.append(line)
        else:
            found.append([line])
            hanging = -1
        line_end = _end(line)
    return [_whole(group, words) for group in found]


def is_meant(texts: Sequence[str]) -> bool:
    """Whether a paragraph of these lines was broken where something ends, and not at a width: none
    goes on in small letters or within a phrase, and not all were too full for the next word."""
    pairs = list(pairwise(text.strip() for text in texts))
    if not pairs or any(b[:1].islower() or OPEN_END.search(a) for a, b in pairs):
        return False
    widest = max(len(text.strip()) for text in texts)
    full = all(len(a) + 1 + len(b.split(" ", 1)[0]) > widest for a, b in pairs)
    return not (full and widest >= NARROWEST and len(pairs) > 1)


def _whole(group: Sequence[Line], words: set[str]) -> Line:
    """One line of those that a fixed width broke."""
    if len(group) == 1:
        return group[0]
    parts = [group[0].text]
    for line in group[1:]:
        parts[-1], between = _end_before(parts[-1], line.text, words)
        parts += [between, line.text] if between else [line.text]
    return replace(group[0], text="".join(parts), last=group[-1].last)


def _runs_on(above: Sequence[Line], below: Line, end: int, width: int) -> bool:
    """Whether a long line goes on in the next, though a word more would have fitted: no stop
    ends it, and the next begins in small letters or the first ends within a phrase."""
    last = above[-1].text
    if end < LONG * width or last.endswith((".", ":", ";", ")", "]", "?", "!")):
        return False
    return below.text[:1].islower() or bool(OPEN_END.search(last))


def _end(line: Line) -> int:
    """The column in which a line ends."""
    return line.indent + (len(line.bullet) + 1 if line.bullet else 0) + len(line.text)


def _first_word(line: Line) -> str:
    return line.text.split(" ", 1)[0]


def _is_amid(above: str, below: str) -> bool:
    """Whether a line seems to break within a sentence."""
    return below[:1].islower() or above[-1:].isalpha() or above.endswith(",")


def _width(lines: Sequence[Line]) -> int:
    """The column at which the text is broken; 0 where it is not.

    It is the one for which most lines near it are too full for the first word of the next.
    """
    sample = lines[:SAMPLE]
    pairs = [
        (_end(line), len(_first_word(below)), _is_amid(line.text, below.text))
        for line, below in zip(sample, sample[1:], strict=False)
        if not below.blank_before and not below.bullet
    ]
    ends = [_end(line) for line in sample]
    best = (0, 0)
    for width in {e for e in ends if NARROWEST <= e <= WIDEST}:
        near = [pair for pair in pairs if width - NEAR < pair[0] <= width]
        broken = [amid for end, word, amid in near if end + 1 + word > width]
        longer = sum(end > width for end in ends)
        full = len(broken) if sum(broken) >= AMID * len(broken) else 0
        if full >= max(FEWEST, ENOUGH * len(near)) and longer <= TOO_LONG * len(ends):
            best = max(best, (full, width))
    return best[1]


def _end_before(above: str, below: str, words: set[str]) -> tuple[str, str]:
    """(a part of a text, what goes between it and the next). A hyphen at the break goes where the
    whole word stands elsewhere."""
    before, after = WORD_END.search(above[-LONGEST_WORD:]), LOWER_START.match(below)
    if before and after:
        return (above[:-1] if (before[1] + after[1]).casefold() in words else above), ""
    return above, " "
