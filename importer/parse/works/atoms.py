"""Lines cut into atoms: the smallest spans that one field of a record holds whole.

An atom ends where a field may end: at a stop or comma, at a quote, bracket or dash, where bold,
italics or a link begin or end, before "with" and "by" where names follow. What stands in brackets
or quotes is one atom, and so is each name of a list in which family names come first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from importer import knowledge
from importer.parse import names, spans
from importer.parse.venue_evidence import is_known
from importer.parse.works import bylines, ends
from importer.sources import Line

DASH = re.compile(r"\s+(?:[–—|·•/]|-{1,3}|//)\s+|\s*\|\s*")
CO_AUTHORS = re.compile(r"\s(?:(?:joint\s+)?with|by|mit|avec|con|com)\s+", re.I)
# Before "with" and "by" where these belong to the title, or go on with what stands before.
NO_COMPANY = frozenset(
    "joint work jointly paper appendix foreword preface introduction afterword".split()
)
LEADS = re.compile(
    r"(?:^|\s)(?:in|at|dans|en|by|with|and|&|und|et|y|e|of|on|to|the|zu|zum|de|über|sur):?\s*$",
    re.I,
)  # belongs to what is set off after it
LEADING_YEAR = re.compile(
    r"((?:19|20)\d\d[a-z]?)(?:[.:,]\s+(?=[\"“‘]?[^\W\d_])|\s+(?=[\"“‘]?[^\W\d_a-z]))"
)
IN = re.compile(r"^(?:in|dans|en|su)$", re.I)
VENUE_AHEAD = re.compile(
    r"\s(?:Under\s[Rr]eview|In\s[Ss]ubmission|arXiv\s(?:preprint|e-print)|arXiv:|In\sProc|In\sProceedings|"
    r"Proceedings\sof|To\sappear\sin|Accepted\s(?:at|by|to|in)\s|Submitted\sto|Forthcoming\sin)\b"
)
AFTER_QUOTE = re.compile(r"\s+[^\W\d_a-z]")  # a title that ends in a question quoted has ended
# Words in brackets that say something of a work: "(Oral)", "(submitted)".
ASIDES = ("distinctions", "status_submitted", "status_forthcoming", "editor_words")
MARK_AHEAD = re.compile(rf"\s?[{re.escape(names.MARKS)}]")
MOST = 80  # atoms of a line; what follows is one
FAR = 1_000  # characters of an open atom that are looked at: all of it each time takes its square


@dataclass(frozen=True, slots=True)
class Atom:
    """A span of a line: its text without the marks around it.

    `before` and `after` name what stands at its ends (line, stop, comma, …), `shape` the marks
    around it ("quoted", "round", "square" or ""), `emphasis` what sets it off. `people` are the
    names of a list with family names first, in the order of speech, each with its marks.
    """

    line: Line
    start: int
    end: int
    text: str
    before: str
    after: str
    shape: str = ""
    emphasis: frozenset[str] = frozenset()
    people: tuple[tuple[str, str], ...] = ()

    @property
    def first(self) -> bool:
        return self.before == "line"


def cut(lines: Sequence[Line], page: Sequence[Line] = ()) -> list[Atom]:
    """The atoms of all lines, in order; the whole `page` tells how names are set on it."""
    habits = _Habits(
        bylines.is_family_first(page or lines),
        bylines.common_lead(lines),
        bylines.known_initialed(page or lines),
    )
    below = {line.number: _names_people(next_) for line, next_ in pairwise(lines)}
    return [atom for line in lines for atom in _atoms(line, habits, below.get(line.number, False))]


def _names_people(line: Line) -> bool:
    """Whether a line that begins no item is a list of people."""
    if line.bullet or "," not in line.text and " and " not in line.text:
        return False
    return len(names.split(line.text[:400]).names) > 1 and names.list_likeness(line.text) >= 0.9


@dataclass(frozen=True, slots=True)
class _Habits:
    """How names are set: family names first, a name that leads lines, names that recur."""

    family_first: bool
    lead: str
    initialed: frozenset[str]


@dataclass(slots=True)
class _Piece:
    start: int
    end: int
    before: str
    after: str
    shape: str = ""
    people: tuple[tuple[str, str], ...] = ()


def _atoms(line: Line, habits: _Habits, named_below: bool) -> Iterator[Atom]:
    """The atoms of a line; where people are named below it, its "with" is one of speech."""
    pieces = _Cutter(line, habits, named_below).pieces()
    if len(pieces) > MOST:
        tail = pieces[MOST - 1]
        tail.end, tail.after, tail.shape = pieces[-1].end, "line", ""
        pieces = pieces[:MOST]
    for piece in pieces:
        yield Atom(
            line,
            piece.start,
            piece.end,
            line.text[piece.start : piece.end].strip(),
            piece.before,
            piece.after,
            piece.shape,
            _emphasis(line, piece.start, piece.end),
            piece.people,
        )


def _emphasis(line: Line, start: int, end: int) -> frozenset[str]:
    """What sets off most of the span."""
    length = max(1, end - start)
    return frozenset(
        span.kind
        for span in line.spans
        if min(end, span.end) - max(start, span.start) > 0.6 * length
    )


class _Cutter:
    """Goes along a line once."""

    def __init__(self, line: Line, habits: _Habits, named_below: bool) -> None:
        self.text = line.text
        self.named_below = named_below
        self.spans = line.spans
        self.lead = habits.lead
        self.names_end = ends.names(line.text, habits.initialed)
        self.edges = ends.emphasis(line)
        self.runs = bylines.runs(self.text, habits.family_first)
        self.found: list[_Piece] = []
        self.start = 0
        self.before = "line"

    def pieces(self) -> list[_Piece]:
        at = 0
        if year := LEADING_YEAR.match(self.text):
            self._close(year.end(1), "date", year.end())
            at = year.end()
        elif self.lead and self.text.startswith(f"{self.lead} "):
            at = len(self.lead)
            self._close(at, "none", at + 1)
            self.found[-1].people = ((self.lead, ""),)
        while at < len(self.text):
            at = self._step(at)
        self._close(len(self.text), "line", len(self.text))
        if self.found:
            self.found[0].before = "line"
            self.found[-1].after = "line" if self.found[-1].after != "question" else "question"
        return self.found

    def _step(self, at: int) -> int:
        """Look at one place; the place to look at next."""
        text, char = self.text, self.text[at]
        if run := self.runs.get(at):
            self._close(at, "none", at)
            return self._run(run)
        if at in self.names_end or self._venue_follows(at):
            self._close(at, "none", at + 1)
            return at + 1
        if self._emphasis_turns(at):
            self._close(at, "emphasis", at)
        if char in ends.CLOSING:
            return self._bracket(at)
        if char in ends.QUOTES and (end := ends.quote(text, at)):
            return self._quote(at, end)
        dash = DASH.match(text, at) if char.isspace() or char == "|" else None
        if dash:
            self._close(at, "dash", dash.end())
            return dash.end()
        if char in ends.STOPS and (char in ends.FULL_WIDTH or ends.is_stop(text, at)):
            self._close(at + 1 if char in "?!" else at, ends.STOPS[char], at + 1)
        elif self._company_follows(at):
            self._close(at, "with", at + 1)
        return at + 1

    def _venue_follows(self, at: int) -> bool:
        """Whether a venue begins after a space, though no mark stands before it."""
        if self.text[at] != " ":
            return False
        led = LEADS.search(self.text, max(self.start, at - 12), at)
        ahead = VENUE_AHEAD.match(self.text, at) or (not led and ends.is_venue_ahead(self.text, at))
        return bool(ahead) and len(self._before(at).split()) > 2

    def _before(self, at: int) -> str:
        """What stands before a place in the open atom, as far back as a look at it goes."""
        return self.text[max(self.start, at - FAR) : at]

    def _emphasis_turns(self, at: int) -> bool:
        """Whether bold, italics or a link begin or end here, and a field may with them."""
        if at not in self.edges or self.text[at] in ',.;:?!)]”"’':
            return False
        if MARK_AHEAD.match(self.text, at):
            return False  # "**Ann Lee***": the mark belongs to the name
        before = self._before(at)
        return bool(before.strip()) and not LEADS.search(before)

    def _company_follows(self, at: int) -> bool:
        """Whether "with" and names follow."""
        match = CO_AUTHORS.match(self.text, at) if self.text[at].isspace() else None
        if not match or self.named_below or self._is_amid_span(at):
            return False
        before = self._before(at).split()
        joint = before[-1:] and before[-1].casefold() in NO_COMPANY
        return len(before) > 1 and not joint and ends.is_people(self.text, match.end())

    def _is_amid_span(self, at: int) -> bool:
        """Whether a place is within what is set off: part of one field."""
        return any(span.start < at < span.end - 1 for span in self.spans)

    def _quote(self, at: int, end: int) -> int:
        """A field in quotes; quotes within one are none: in «Mud Studies», Reply to “On Mud”."""
        before = self._before(at).strip(" .,;:")
        named = names.list_likeness(before) >= 0.8
        if before and (IN.search(before) or self.text[end - 1] not in ",." and not named):
            if self.text[end - 1] in "?!" and AFTER_QUOTE.match(self.text, end + 1):
                self._close(end + 1, "question", end + 1)
            return end + 1
        return self._enclosed(at, end, "quoted")

    def _close(self, end: int, kind: str, start: int) -> None:
        """End the open atom before `end`; the next begins at `start`, after a mark of the kind."""
        if self.text[self.start : end].strip(" .,;"):
            lead = len(self.text[self.start : end]) - len(
                self.text[self.start : end].lstrip(" .,;:")
            )
            self.found.append(_Piece(self.start + lead, end, self.before, kind))
            self.before = kind
        elif (
            self.found
            and kind != "line"
            and self.before in ("quoted", "bracket", "none", "emphasis")
        ):
            self.before = self.found[-1].after = kind
        self.start = start

    def _bracket(self, at: int) -> int:
        text = self.text
        end = ends.closing(text, at)
        if not end:
            return at + 1
        before, after = text[at - 1 : at], text[end + 1 : end + 2]
        joined = (
            before
            and not before.isspace()
            and before not in ')].,;:|/”"’'
            or (after.isalnum() or after in ("-", "_"))
        )
        if joined or end == at + 1 or self._is_aside(at, end):
            return end + 1
        shape = "square" if text[at] == "[" else "round"
        return self._enclosed(at, end, shape)

    def _is_aside(self, at: int, end: int) -> bool:
        """Whether a bracket holds a word of the phrase around it: "Mind the (Second) Gap"."""
        text, inner = self.text, self.text[at + 1 : end]
        if (
            text[at] != "("
            or not inner.rstrip("?!").isalpha()
            or not inner[1:].rstrip("?!").islower()
        ):
            return False
        known = is_known(inner) or spans.is_label(inner)
        named = any(inner.casefold() in knowledge.words(w) for w in ASIDES)
        amid = text[end + 1 : end + 2] == " " and text[end + 2 : end + 3].isalpha()
        before = text[self.start : at].rstrip()
        return amid and not known and not named and (not before or before[-1].isalpha())

    def _enclosed(self, at: int, end: int, shape: str) -> int:
        """An atom of what stands between two marks."""
        kind = "quoted" if shape == "quoted" else "bracket"
        self._close(at, kind, at)
        inner = self.text[at + 1 : end]
        bare = inner.rstrip(" ,.;") if shape == "quoted" else inner
        if bare.strip():
            lead = len(bare) - len(bare.lstrip())
            piece = _Piece(at + 1 + lead, at + 1 + len(bare.rstrip()), self.before, kind, shape)
            self.found.append(piece)
        self.start, self.before = end + 1, kind
        if shape == "quoted" and inner != bare and self.text[end + 1 : end + 2].isspace():
            self.before = self.found[-1].after = ends.STOPS.get(inner.strip()[-1:], "quoted")
        return end + 1

    def _run(self, run: bylines.Run) -> int:
        for name in run.names:
            self.found.append(
                _Piece(name.start, name.end, self.before, "comma", "", ((name.name, name.marks),))
            )
            self.before = "comma"
        last = self.found[-1]
        last.after = self.before = "stop" if self.text[run.end - 1 : run.end] == "." else "none"
        self.start = run.end
        return run.end
