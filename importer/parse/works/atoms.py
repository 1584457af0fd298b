"""Lines cut into atoms: the smallest spans that one field of a record holds whole.

An atom ends where a field may end: at a stop or comma, at a quote, bracket or dash, where bold,
italics or a link begin or end, before "with" and "by" where names follow. What stands in brackets
or quotes is one atom, and so is each name of a list in which family names come first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from importer import knowledge
from importer.parse import names
from importer.parse.works import bylines
from importer.sources import Line

CLOSING = {"(": ")", "[": "]", "{": "}"}
QUOTES = {'"': '"', "“": "”", "«": "»", "„": "“", "‘": "’", "'": "'", "‟": "”"}
SINGLE = "‘'"
STOPS = {
    ".": "stop",
    "?": "question",
    "!": "question",
    ",": "comma",
    ";": "semicolon",
    ":": "colon",
    "，": "comma",
    "；": "semicolon",
    "。": "stop",
}
FULL_WIDTH = "，；。"
DASH = re.compile(r"\s+(?:[–—|·•/]|-{1,3}|//)\s+|\s*\|\s*")
WORD_BEFORE = re.compile(r"[^\s(\[“\"«‘]+$")
CO_AUTHORS = re.compile(r"\s(?:(?:joint\s+)?with|by|mit|avec|con|com)\s+", re.I)
LEADS = re.compile(
    r"(?:^|\s)(?:in|at|dans|en|by|with|and|&|und|et|y|e):?\s*$", re.I
)  # belongs to what is set off after it
# What may begin a field though it has no capital.
LOWER_STARTS = re.compile(
    r"(?-i:[a-z]{1,3}[A-Z])|arxiv|doi|https?:|e-|in\s|to\s+appear|forthcoming|submitted|accepted|preprint|under\s+review|"
    r"joint\s|with\s|and\s[^\W\d_a-z]|edited\s|pp?\.|vol|no\.|eds?\.",
    re.I,
)
# "J", "J.-P", "Zs": what comes before the last stop of initials.
INITIALS = re.compile(r"[^\W\d_a-z](?:h|s|z|u|a|y)?(?:\.?[-‑]?[^\W\d_]\.?){0,3}(?<![a-z]{2})")
# Before a colon, what names the number or address after it.
NUMBERED = frozenset("doi arxiv pmid pmcid url isbn issn eprint hal available vol no id in dans".split())
ENDED = re.compile(r"\s(?=[\"“‘«]|[^\W\d_a-z][^\W\d_]*[a-z]*\s)(?!(?:and|&|et)\s)")
SHORT_DATED = re.compile(r"([A-Z][A-Za-z+&-]{1,11})\s?['’]?(?:19|20)?\d\d\b")
LEADING_YEAR = re.compile(
    r"((?:19|20)\d\d[a-z]?)(?:[.:,]\s+(?=[\"“‘]?[^\W\d_])|\s+(?=[\"“‘]?[^\W\d_a-z]))"
)
IN = re.compile(r"^(?:in|dans|en|su)$", re.I)
# How a venue or a status begins where nothing stands between it and the title.
VENUE_AHEAD = re.compile(
    r"\s(?:Under\s[Rr]eview|In\s[Ss]ubmission|arXiv\s(?:preprint|e-print)|arXiv:|In\sProc|In\sProceedings|"
    r"Proceedings\sof|To\sappear\sin|Accepted\s(?:at|by|to|in)\s|Submitted\sto|Forthcoming\sin)\b"
)
LONGEST_BRACKET = 400
MOST = 80  # atoms of a line; what follows is one


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
        bylines.known_initialed(lines),
    )
    return [atom for line in lines for atom in _atoms(line, habits)]


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


def _atoms(line: Line, habits: _Habits) -> Iterator[Atom]:
    pieces = _Cutter(line, habits).pieces()
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

    def __init__(self, line: Line, habits: _Habits) -> None:
        self.text = line.text
        self.lead = habits.lead
        self.names_end = _names_end(line.text, habits.initialed)
        self.edges = _edges(line)
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
        while at < len(self.text):
            at = self._step(at)
        self._close(len(self.text), "line", len(self.text))
        if self.found:
            self.found[0].before = "line"
            self.found[-1].after = "line" if self.found[-1].after != "question" else "question"
        return self.found

    def _step(self, at: int) -> int:
        """Look at one place; the place to look at next."""
        text = self.text
        run = self.runs.get(at)
        if run:
            self._close(at, "none", at)
            return self._run(run)
        char = text[at]
        if (
            at in self.names_end
            or char == " "
            and len(text[self.start : at].split()) > 2
            and (VENUE_AHEAD.match(text, at) or _abbreviation_ahead(text, at))
        ):
            self._close(at, "none", at + 1)
            return at + 1
        if at in self.edges and text[self.start : at].strip():
            if char not in ',.;:?!)]”"’' and not LEADS.search(text[self.start : at]):
                self._close(at, "emphasis", at)
        if char in CLOSING:
            return self._bracket(at)
        if char in QUOTES and (end := _quote_end(text, at)):
            before = text[self.start : at].strip(" .,;:")
            named = names.list_likeness(before) >= 0.8
            if before and (IN.search(before) or text[end - 1] not in ",." and not named):
                return end + 1  # within a field: in «Mud Studies», Reply to “On Mud”
            return self._enclosed(at, end, "quoted")
        dash = DASH.match(text, at) if char.isspace() or char == "|" else None
        if dash:
            self._close(at, "dash", dash.end())
            return dash.end()
        if char in STOPS and (char in FULL_WIDTH or _ends_atom(text, at)):
            end = at + 1
            self._close(end if char in "?!" else at, STOPS[char], end)
            return end
        if char.isspace() and (follows := CO_AUTHORS.match(text, at)):
            before = text[self.start : at].split()
            joint = before[-1:] and before[-1].casefold() in ("joint", "work", "jointly", "paper")
            if len(before) > 1 and not joint and _is_people(text[follows.end() :]):
                self._close(at, "with", at + 1)
                return at + 1
        return at + 1

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
        end = _matching(text, at)
        if not end:
            return at + 1
        before, after = text[at - 1 : at], text[end + 1 : end + 2]
        joined = (
            before
            and not before.isspace()
            and before not in ')].,;:|/”"’'
            or (after.isalnum() or after in ("-", "_"))
        )
        if joined or end == at + 1:
            return end + 1
        shape = "square" if text[at] == "[" else "round"
        return self._enclosed(at, end, shape)

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
            self.before = self.found[-1].after = STOPS.get(inner.strip()[-1:], "quoted")
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


def _edges(line: Line) -> frozenset[int]:
    """Where spans of two words and more begin or end; links of two where they name a person."""
    found: set[int] = set()
    for span in line.spans:
        text = line.text[span.start : span.end].strip()
        words = len(text.split())
        if words > 2 or words == 2 and (span.kind != "link" or names.likeness(text) > 0.8):
            found.update((span.start, span.end))
    return frozenset(found)


def _matching(text: str, at: int) -> int:
    """The place of the bracket that closes the one at `at`; 0 where none does nearby."""
    depth = 0
    for k in range(at, min(len(text), at + LONGEST_BRACKET)):
        if text[k] == text[at]:
            depth += 1
        elif text[k] == CLOSING[text[at]]:
            depth -= 1
            if not depth:
                return k
    return 0


def _quote_end(text: str, at: int) -> int:
    """The place of the quote that closes the one at `at`, where they hold words; else 0."""
    if at and text[at - 1] not in " ([,;:—–-":
        return 0
    close = QUOTES[text[at]]
    end = at
    for _ in range(40):
        end = text.find(close, end + 1, at + LONGEST_BRACKET)
        if end < 0:
            return 0
        after = text[end + 1 : end + 2]
        if after and (after.isalnum() or after in "-’'"):
            continue
        words = len(text[at + 1 : end].split())
        if text[at] in SINGLE and words < 2:
            return 0
        stopped = not after or after in ",.;:)(]" or text[end - 1] in ",."
        following = text[end + 1 : end + 3].strip()[:1]
        ended = stopped or words > 3 or following in ("(", "[")
        return end if ended and (words > 1 or not at) else 0
    return 0


def _ends_atom(text: str, at: int) -> bool:
    """Whether the stop at this place may end a field: no abbreviation, no initial, no number."""
    after = text[at + 1 : at + 2]
    if after and not after.isspace() and after not in '[(“"':
        return False
    word = WORD_BEFORE.search(text, max(0, at - 40), at)
    last = word[0] if word else ""
    if text[at] == ":" and last.casefold() in NUMBERED:
        return False
    if text[at] != ".":
        return bool(after) and after.isspace()
    letters = re.sub(r"^[^\w]+", "", last)
    following = text[at + 1 : at + 40].lstrip()
    if INITIALS.fullmatch(letters) and not following[:1].isdigit():
        return False
    if letters.casefold() in knowledge.words("abbreviations"):
        return False
    if re.fullmatch(r"(?:19|20)\d\d[a-z]?\)?", last):
        return True
    return not following[:1].islower() or bool(LOWER_STARTS.match(following))


def _names_end(text: str, known: frozenset[str]) -> frozenset[int]:
    """Where a name that recurs in the section ends and something else begins without a mark."""
    return frozenset(
        match.end()
        for match in bylines.INITIALED.finditer(text[:1_000])
        if match[0] in known and ENDED.match(text, match.end())
    )


def _abbreviation_ahead(text: str, at: int) -> bool:
    """Whether the short name of a known venue follows with its year: "… NeurIPS 2024"."""
    match = SHORT_DATED.match(text, at + 1)
    return bool(match) and match[1].casefold() in knowledge.venue_abbreviations()


def _is_people(text: str) -> bool:
    """Whether a text begins with a full name."""
    found = names.in_prose(text[:120])
    return bool(found) and len(found[0].split()) > 1 and names.likeness(found[0]) > 0.8
