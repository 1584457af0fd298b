"""A page cut into its header and its sections, by heading words, by structure and by content."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from importer import knowledge
from importer.parse import (
    appointments,
    contents,
    course_codes,
    groups,
    institutions,
    spans,
    status,
)
from importer.sources import Line

COUNT = re.compile(
    r"^(?:\d{1,3}(?:\.\d{1,2}){0,3}|[IVX]{1,5}|[A-H])(?:[.)]|\s[-–—])\s+"
    r"|^\d{1,3}(?:\.\d{1,2}){0,3}\s+(?=\D)|\s*\(\d{1,4}\)$"
)
NUMBERED = re.compile(r"(?:\d{1,2}|[IVX]{1,5}|[A-H])[.)]")
BESIDE = re.compile(r"\s*\[[^\[\]]{1,40}\]$")  # "Selected papers [full list]"
ORNAMENT = re.compile(r"^[^\w(\"'“«]+|[^\w)\"'”»?!]+$")
PERIOD = re.compile(
    r"[\s,]*(?:19|20)\d\d\s*[-–—/]{1,3}\s*(?:(?:19|20)?\d\d|present|now)?|\([^()]*\)", re.I
)
LABELLED = re.compile(r"^(?:[^\w\s(\[\"'“«„]{1,8}\s+)?([^\W\d][^:.!?]{2,40}?)\s?:\s+(\S.*)$")
AT_PLACE = re.compile(
    r"\s+(?:at|an\s+der|am|à\s+l['’]|à\s+la|à|en\s+la|en|all['’]|presso|na)\s*(?=[A-Z])|\s*\("
)
LONGEST = 8
LONGEST_TEXT = 300  # characters: patterns for ends of lines take time in the square of longer ones
LONGEST_HEADING = 90
FEW_ROWS = 2  # rows of several links, from which on a label alone is one too
BELOW_FIRST = ("publications", "news", "talks", "teaching", "services")
RECORD_LINES = 9  # below a heading that is the title of a record
FEW_WORDS = 4  # of a heading in small letters
FEW_LINES = 5  # below the first heading, among which courses begin
TOP = 12  # lines among which a run of headings is the site's menu
PROSE = ("", "interests", "biography", "software", "media")  # kinds below which works may stand
MENU = 3  # headings with nothing below them that make a menu


@dataclass(frozen=True, slots=True)
class Section:
    """A heading (None before the first), the kind it names ("" if unknown), the lines below."""

    heading: Line | None
    kind: str
    lines: tuple[Line, ...]

    @property
    def title(self) -> str:
        return self.heading.text.strip() if self.heading else ""


def heading_kind(text: str, partly: bool = False) -> str:
    """The kind of section that a heading of these words opens; empty if it is no heading.

    `partly`: one word that names a kind is enough, whatever words stand beside it.
    """
    if len(text) > LONGEST_TEXT:
        return ""
    body = ORNAMENT.sub("", COUNT.sub("", ORNAMENT.sub("", BESIDE.sub("", text))))
    body = body.casefold().replace("’", "'").rstrip("!")
    keywords, modifiers = knowledge.heading_words()
    if body in keywords:
        return keywords[body]
    body = PERIOD.sub("", body).strip() or body
    words = re.findall(r"[^\s,/&+|:()-]+", body)
    if not words or len(words) > LONGEST:
        return ""
    if body in keywords:
        return keywords[body]
    found = set()
    at = 0
    while at < len(words):
        for size in (4, 3, 2, 1):
            phrase = " ".join(words[at : at + size])
            if phrase in keywords:
                found.add(keywords[phrase])
                at += size
                break
        else:
            if words[at] not in modifiers and not partly:
                return ""
            at += 1
    return next((kind for kind in knowledge.heading_order() if kind in found), "")


def _at_institution(text: str) -> str:
    """The kind of a heading that names a place of work too ("Teaching at Mudford College")."""
    place = AT_PLACE.search(text)
    if not place or len(text) > LONGEST_HEADING or not institutions.rank(text[place.end() :]):
        return ""
    return heading_kind(text[: place.start()])


def is_heading(line: Line) -> str:
    """The kind of section a line opens: "" for no heading, "unknown" for one of unknown words."""
    if len(line.text) > LONGEST_HEADING or line.bullet and not (line.heading or _numbered(line)):
        return ""
    if line.text[0] in "[(" or spans.ARXIV.search(line.text) or spans.DOI.search(line.text):
        return ""
    kind = heading_kind(line.text) if not line.text.endswith((".", ",", ";")) else ""
    if not kind and line.blank_before:
        kind = _at_institution(line.text)
    if line.heading:
        few = len(line.text.split()) <= 5 and not appointments.is_position(line.text)
        return kind or (heading_kind(line.text, partly=True) if few else "") or "unknown"
    if kind:
        return "" if line.text[0].islower() else kind
    if _in_capitals(line) and len(line.text.split()) <= LONGEST:
        return heading_kind(line.text, partly=True)
    return ""


def _numbered(line: Line) -> bool:
    """Whether a line is set as a chapter is: a number, and words in capitals alone."""
    return bool(NUMBERED.fullmatch(line.bullet)) and _in_capitals(line)


def _in_capitals(line: Line) -> bool:
    letters = [c for c in line.text if c.isalpha()]
    return len(letters) > 4 and all(c.isupper() for c in letters) and not line.text.endswith(".")


def split(lines: Sequence[Line]) -> list[Section]:
    """The header (heading None) and the sections of a page, in order."""
    opens = [is_heading(line) for line in lines]
    for k, kind in _in_small_letters(lines):
        opens[k] = kind
    for k in (*_menus(lines, opens), *_of_records(lines)):
        opens[k] = ""
    found: list[Section] = []
    heading: Line | None = None
    kind = ""
    body: list[Line] = []
    marked = [k for k, line in enumerate(lines) if line.heading] + [len(lines)]
    ends = dict(pairwise(marked))
    for k, line in enumerate(lines):
        if not opens[k] or k == 0 and not line.heading and not _may_be_first(lines, opens[k]):
            body.append(line)
            continue
        below = lines[k + 1 : ends.get(k, k + 1)]
        if opens[k] == "unknown" and _stays(line, below, heading, kind):
            body.append(line)
            continue
        found.append(Section(heading, kind, tuple(body)))
        heading, kind, body = line, "" if opens[k] == "unknown" else opens[k], []
    found.append(Section(heading, kind, tuple(body)))
    return _settled(found)


def _may_be_first(lines: Sequence[Line], kind: str) -> bool:
    """Whether a heading by its words alone, of that kind, may open the page: a list follows."""
    listed = len(lines) > 1 and bool(lines[1].bullet)
    if kind == "teaching":
        listed = listed or any(course_codes.find(line.text) for line in lines[1:FEW_LINES])
    return kind == "publications" or listed and kind in BELOW_FIRST


def _in_small_letters(lines: Sequence[Line]) -> list[tuple[int, str]]:
    """The places and kinds of headings that some templates set in small letters ("news"): known
    words alone below a blank line, and more than one on the page."""
    found = [
        (k, heading_kind(line.text))
        for k, line in enumerate(lines)
        if line.text[0].islower() and line.blank_before and not (line.bullet or line.heading)
        if len(line.text.split()) <= FEW_WORDS
        and not (spans.label_row(line.text) or status.of(line.text))
    ]
    found = [(k, kind) for k, kind in found if kind]
    return found if len(found) > 1 else []


def _of_records(lines: Sequence[Line]) -> set[int]:
    """Lines that belong to records though headings have such words: rows of links ("Paper /
    Code", or a label alone where other rows have several or one comes again and again) and what
    stands close above one ("Under review")."""
    rows = [0 if line.heading or line.bullet else len(spans.label_row(line.text)) for line in lines]
    repeated = Counter(
        line.text.casefold() for line, row in zip(lines, rows, strict=True) if row == 1
    )
    alone = sum(row > 1 for row in rows) >= FEW_ROWS or max(repeated.values(), default=0) > 2
    found = {
        k
        for k, row in enumerate(rows)
        if row > 1 or row and alone and k and not lines[k].blank_before
    }
    within = {k - 1 for k in found if k and not lines[k].blank_before}
    return found | {k for k in within if not (lines[k].heading or lines[k].blank_before)}


def _menus(lines: Sequence[Line], opens: Sequence[str]) -> set[int]:
    """Headings by words alone that follow one another, nothing below: entries of a menu. The last
    of them is a heading if no other of its kind follows."""
    found: set[int] = set()
    run: list[int] = []
    latest = {kind: k for k, kind in enumerate(opens)}
    for k in range(len(lines) + 1):
        if k < len(lines) and opens[k] and not lines[k].heading:
            run.append(k)
            continue
        if len(run) >= MENU:
            whole = latest[opens[run[-1]]] >= k or run[0] < TOP
            found.update(run if whole else run[:-1])
        run = []
    return found


def _stays(line: Line, below: Sequence[Line], above: Line | None, kind: str) -> bool:
    """Whether a heading of unknown words opens no section: a name or greeting on top of the page,
    what stands below a section's own heading in rank (years, topics, titles), and the title of a
    record among others."""
    if groups.is_year(line):
        return True
    if above is None:
        return line.heading == 1
    if 0 < above.heading < line.heading:
        return True
    return kind == "publications" and contents.is_record(line, below[:RECORD_LINES], len(below))


def _settled(found: Sequence[Section]) -> list[Section]:
    """The sections, with the kind of those of unknown words told by what stands in them, and
    works that stand below text under one heading in a section of their own."""
    settled: list[Section] = []
    above = ""
    for section in found:
        if section.kind == "publications" and contents.lists_service(section.lines):
            settled.append(replace(section, kind="services"))
        elif section.kind == "software" and contents.lists_products(section.lines):
            settled.append(replace(section, kind="publications"))
        elif section.kind in PROSE and section.lines:
            at = contents.first_work(section.lines, above)
            rest = section.lines[at:]
            if rest and (section.heading or at):
                settled.append(replace(section, lines=section.lines[:at]))
                settled.append(Section(None, "publications", rest))
            elif rest:
                settled += [Section(None, "", ()), Section(None, "publications", rest)]
            elif section.heading and not section.kind:
                settled.append(replace(section, kind=contents.kind(section.lines, above)))
            else:
                settled.append(section)
        else:
            settled.append(section)
        above = settled[-1].kind
    return settled


def row_kind(line: Line) -> str:
    """The kind of section that the first cell of a row names ("Interests, Mud, rain"); empty for
    a line that is no such row."""
    label, comma, rest = line.text.partition(", ")
    keywords, _ = knowledge.heading_words()
    row = comma and line.blank_before and label[:1].isupper() and rest[:1].isupper()
    return keywords.get(label.casefold(), "") if row and line.text[-1] != "." else ""


def labelled(text: str) -> tuple[str, str, str] | None:
    """(kind, label, rest) of a line such as "Research Interests: …"."""
    match = LABELLED.match(text)
    if not match:
        return None
    kind = heading_kind(match[1])
    return (kind, match[1], match[2]) if kind else None
