"""Running text cut into sentences; abbreviations do not end one."""

from __future__ import annotations

import re

END = re.compile(r"[.!?][\"”’)]?\s+(?=[\"“(]?[^\W\d_a-z])")
BEFORE = re.compile(r"([^\s(]+)$")
DOTTED = re.compile(r"[^\W\d_]{1,2}(?:\.[^\W\d_]{1,2})+")
ABBREVIATIONS = frozenset(
    "dr prof mr mrs ms st sr jr ph.d b.s m.s b.a m.a m.sc b.sc a.k.a e.g i.e u.s u.k dept univ "
    "inst no vol assoc asst intro cf vs approx ph d.phil m.phil m.eng b.eng b.tech s.m s.b "
    "sc".split()
)


def split(text: str) -> list[str]:
    """The sentences of a text, in order, each with its closing mark."""
    found, start = [], 0
    for match in END.finditer(text):
        word = BEFORE.search(text[max(start, match.start() - 30) : match.start()])
        last = word[1].casefold() if word else ""
        initial = len(last) == 1 and last.isalpha()
        short = initial or last in ABBREVIATIONS or bool(DOTTED.fullmatch(last))
        if text[match.start()] == "." and short:
            continue
        found.append(text[start : match.end()].strip())
        start = match.end()
    return [*found, text[start:].strip()] if text[start:].strip() else found


def is_prose(text: str) -> bool:
    """Whether a line is running text: several words and the marks of a sentence."""
    words = text.split()
    return (
        len(words) >= 8
        and (text.rstrip()[-1] in '.!?:)”"' or len(words) > 20)
        or len(words) >= 4
        and text.rstrip()[-1] in ".!?"
        and text[0].isupper()
        and not text.isupper()
    )
