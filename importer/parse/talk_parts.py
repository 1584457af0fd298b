"""The parts of an item in a list of talks: what is set apart by marks, dates, lines or emphasis."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from importer import knowledge
from importer.parse import dates, names, spans
from importer.parse.dates import Dated
from importer.parse.works import bylines
from importer.records import Link
from importer.sources import Line

QUOTED = re.compile(
    r"(?<![\w’'])[“„\"«]([^“„\"«”»]{2,300}(?:«[^«»]{1,80}»[^“„\"«”»]{0,200})?)[”“\"»](?!\w)"
)
BRACKET = re.compile(r"\([^()]{0,200}\)|\[[^\[\]]{0,200}\]")
HARD = re.compile(r"\s+(?:[–—|:]|-{1,3})\s+|\s*—\s*|\s*[|]\s*|\s+@\s+|\s{3,}")
STOP = re.compile(
    r"(?:(?<=[^\W\d_]{2})|(?<=\d{4})|(?<=[^\W\d_]\)))[.]\s+(?=[\"“„«]?[^\W_a-z])|(?<=[?!])\s+(?=[\"“„«]?[^\W_a-z])"
)
BEFORE_QUOTE = re.compile(r"(?:^|[^\w\s])\s*$")
SOFT = re.compile(r"(?<!\d),\s+|,\s+(?=\D)|;\s+")
OPENED = re.compile(r"[,.;:–—(]\s*$")
EDGES = " \t,.;:–—-|"
SHORTEST = 12  # characters: a shorter line is no item
LIKELY = 0.8


# What parts the speakers from the title: a date in brackets, a quote, a stop.
AFTER_SPEAKERS = re.compile(
    r"\s*(?:(?:[.:,]|(?<=\.))\s+(?=[\"“„«‘'(]|[^\W\d_a-z]|\d)|(?=[(\"“„«]))"
)
SPEAKERS = re.compile(r"[^.?!:;()\"“„«]{5,300}?(?=\.\s+[^\W\d_a-z])")
MOSTLY = 0.5  # of the items must begin with names, for these to be the speakers


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of an item. `hard` where more than a comma parts it from the one before; `marks`
    are the ways in which it is set off: quoted, italic, bold, link."""

    text: str
    hard: bool
    marks: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Item:
    """The parts of one talk in order, with its date, links and lines."""

    parts: tuple[Part, ...]
    dated: Dated | None
    links: tuple[Link, ...]
    lines: tuple[int, int]


@dataclass(slots=True)
class _Text:
    """A line with the places where it is cut: (start, end, whether hard)."""

    text: str
    set_off: list[tuple[int, int, str]] = field(default_factory=list)
    cuts: list[tuple[int, int, bool]] = field(default_factory=list)


def without_speakers(lines: Sequence[Line]) -> list[Line]:
    """The lines without the names by which they begin, where lists are set as citations are: "Lee,
    A., & Ray, C. (2020, May). On mud. Mud Days."; a title may begin as names do, and so most of the
    lines must."""
    ends = [_speakers(line.text) for line in lines]
    told = [end for line, end in zip(lines, ends, strict=True) if end or len(line.text) > SHORTEST]
    if sum(map(bool, told)) < MOSTLY * len(told):
        return list(lines)
    return [_cut(line, end) if end else line for line, end in zip(lines, ends, strict=True)]


def _speakers(text: str) -> int:
    """Where the title begins behind the names by which a text begins; 0 where none do."""
    end = bylines.lead(text)
    if not end and (full := SPEAKERS.match(text)):
        told = names.split(full[0]).names
        known = all(len(n.split()) > 1 and names.likeness(n) > LIKELY for n in told)
        end = full.end() if told and known else 0
    after = AFTER_SPEAKERS.match(text, end) if end else None
    return after.end() if after else 0


def items_of(group: Sequence[Line], year: str, day_first: bool = False) -> list[Item]:
    """The talks of an item: several where a line has several quoted titles, each with its date, or
    where one title is followed by several occasions. Dates that lack a year are of `year`;
    `day_first` is how numbers of days and months stand."""
    return [
        _item(part, year, day_first)
        for lines in _occasions(group)
        for part in _split_at_titles(lines)
    ]


def _occasions(group: Sequence[Line]) -> list[list[Line]]:
    """The lines of each occasion of a talk, the title's first; mostly there is one."""
    first, *rest = group
    if len(rest) < 2 or dates.last(first.text) or not all(map(_is_occasion, rest)):
        return [list(group)]
    return [[first, line] for line in rest]


def _is_occasion(line: Line) -> bool:
    """Whether a line has a date and says what there was."""
    dated = dates.last(line.text)
    return bool(dated) and dated is not None and len(line.text) > len(dated.printed) + 4


def _split_at_titles(lines: list[Line]) -> list[list[Line]]:
    """Lines cut before each quoted title that has a date between itself and the one before."""
    if len(lines) > 1:
        return [lines]
    line = lines[0]
    starts = [0]
    quotes = list(QUOTED.finditer(line.text))
    for before, match in zip(quotes, quotes[1:], strict=False):
        if _has_date(line.text[before.end() : match.start()]):
            starts.append(match.start())
    if len(starts) == 1:
        return [lines]
    return [[_cut(line, a, b)] for a, b in zip(starts, [*starts[1:], len(line.text)], strict=True)]


def _has_date(text: str) -> bool:
    return bool(dates.find_all(text) or dates.within("2000", text))


def _cut(line: Line, start: int, end: int | None = None) -> Line:
    """A part of a line, with the links of the line and what is set off in the part."""
    text = line.text[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    spans = tuple(
        replace(span, start=span.start - start, end=span.end - start)
        for span in line.spans
        if start <= span.start and span.end <= start + len(text)
    )
    return replace(line, text=text, spans=spans)


def _item(lines: Sequence[Line], year: str, day_first: bool) -> Item:
    links: list[Link] = []
    texts: list[_Text] = []
    for line in lines:
        body, labels = spans.take_labels(line.text)
        links += spans.with_urls(labels, line.links)
        texts.append(_marked(line, body))
    dated = _dated(texts, year, day_first)
    parts = [part for text in texts for part in _parts(text)]
    at = (lines[0].number, max(line.last for line in lines))
    return Item(tuple(parts), dated, tuple(links), at)


def _marked(line: Line, body: str) -> _Text:
    """The text with what is set off in it, and cut where the marks of the text cut it."""
    found = _Text(body)
    for match in QUOTED.finditer(body):
        if BEFORE_QUOTE.search(body[max(0, match.start() - 5) : match.start()]):
            found.set_off.append((match.start(), match.end(), "quoted"))
    for span in line.spans:
        if span.end <= len(body) and body[span.start : span.end].strip(EDGES).count(" "):
            found.set_off.append((span.start, span.end, span.kind))
    for start, end, _ in found.set_off:
        found.cuts += [(start, start, True), (end, end, True)]
    brackets = list(BRACKET.finditer(body))
    if brackets and _is_occasion_told(brackets[-1], body):
        start, end = brackets.pop().span()
        found.cuts += [(start, start + 1, True), (end - 1, end, True)]
    kept = [*((a, b) for a, b, _ in found.set_off), *(m.span() for m in brackets)]
    for pattern, hard in ((HARD, True), (STOP, True), (SOFT, False)):
        found.cuts += [
            (m.start(), m.end(), hard)
            for m in pattern.finditer(body)
            if not any(a < m.start() < b for a, b in kept)
            and not (pattern is STOP and _is_abbreviation(body[: m.start()]))
        ]
    return found


def _is_occasion_told(bracket: re.Match[str], body: str) -> bool:
    """Whether the bracket that ends an item tells when and where: "On mud (May 2020, Mud Days)"."""
    inner = bracket[0][1:-1].strip()
    found = [d for d in dates.find_all(inner) if not d.iso.startswith("-")]
    if body[bracket.end() :].strip(EDGES) or not found or not body[: bracket.start()].strip():
        return False
    first, last = found[0], found[-1]
    rest = inner[first.end :] if not first.start else inner[: last.start]
    outer = not first.start or last.end == len(inner)
    return outer and "," in rest and bool(re.search(r"\w", rest))


def _is_abbreviation(before: str) -> bool:
    word = before[-20:].rsplit(None, 1)[-1:]
    return bool(word) and word[0].casefold().strip("(.") in knowledge.words("abbreviations")


def _dated(texts: Sequence[_Text], year: str, day_first: bool) -> Dated | None:
    """The date of an item, which is cut out of its text: the most precise, of these the last, and
    none within a title that is quoted."""
    best: tuple[tuple[bool, int, int], _Text, Dated] | None = None
    for place, text in enumerate(texts):
        for each in dates.find_all(text.text, day_first):
            inside = any(a < each.start < b for a, b, kind in text.set_off if kind == "quoted")
            if each.iso.startswith("-"):
                if not year:
                    continue
                each = each._replace(iso=year + each.iso[1:])
            rank = (not inside, len(each.iso), place)
            if best is None or rank >= best[0]:
                best = (rank, text, each)
    if best is None or not best[0][0]:
        tail = [
            (t, d)
            for t in texts
            if (d := dates.within(year, t.text)) and t.text[d.end :].strip(EDGES) == ""
        ]
        if not tail:
            return Dated(year, year, 0, 0) if year else None
        best = ((True, 0, 0), *tail[-1])
    _, text, dated = best
    start, end = _bracketed(text.text, dated.start, dated.end)
    text.cuts.append((start, end, True))
    if len(dated.iso) == 4 and (ending := _ending(texts, dated.iso)):
        text, dated = ending
        text.cuts.append((dated.start, dated.end, True))
    return dated


def _ending(texts: Sequence[_Text], year: str) -> tuple[_Text, Dated] | None:
    """The day or month that ends a text and lacks its year: "2024 Mud. Wetham, 8 March"."""
    for text in reversed(texts):
        dated = dates.within(year, text.text)
        if (
            dated
            and not text.text[dated.end :].strip(EDGES)
            and OPENED.search(text.text[: dated.start])
            and not any(a <= dated.start < b for a, b, _ in text.set_off)
        ):
            return text, dated
    return None


def _bracketed(text: str, start: int, end: int) -> tuple[int, int]:
    """The place of a date with the bracket that holds nothing else."""
    if text[start - 1 : start] in ("(", "[") and text[end : end + 1] in (")", "]"):
        return start - 1, end + 1
    return start, end


def _parts(text: _Text) -> list[Part]:
    """The stretches between the cuts."""
    found: list[Part] = []
    at, hard = 0, True
    for start, end, cut_hard in [*sorted(text.cuts), (len(text.text), len(text.text), True)]:
        if start < at:
            at, hard = max(at, end), hard or cut_hard
            continue
        body = text.text[at:start]
        plain = body.strip(EDGES) if not body.strip().endswith("...") else body.strip()
        if re.search(r"\w", plain):
            marks = frozenset(k for a, b, k in text.set_off if a <= at + 1 and start - 1 <= b)
            found.append(Part(plain, hard, marks))
            hard = cut_hard
        else:
            hard = hard or cut_hard
        at = end
    return found
