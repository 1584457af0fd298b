"""A section of publications: the layout is a hypothesis, scored over the whole section.

Every line gets a score for each role (title, authors, venue, extra). A layout is the order in
which the three core roles follow each other in a record. For each order, dynamic programming
finds the best reading of all lines; the order with the best total is taken, and the lines are
read once more with what the first reading showed of how records begin (bullet, blank line).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from importer import knowledge
from importer.parse import addresses, badges, citations, groups, names, spans, venues
from importer.parse.claims import Claims, full_text, is_chrome
from importer.records import Appearance, Link, PublicationRecord
from importer.sources import Line

ORDERS = (
    ("title", "authors", "venue"),
    ("authors", "title", "venue"),
    ("title", "venue", "authors"),
    ("venue", "title", "authors"),
    ("venue", "authors", "title"),
    ("authors", "venue", "title"),
)
SAMPLE = 300  # lines by which orders are compared
MISSING = {"title": 4.0, "authors": 2.0, "venue": 0.8}
SECOND_VENUE = 0.6
LEGEND = re.compile(rf"^\W{{0,3}}?([{re.escape(names.MARKS)}])\W{{0,4}}(.{{0,80}})$")
NOTE_START = re.compile(r"[^\W\d_]+")
FUNCTION_WORDS = frozenset(
    "of the for in on with and to from via by at as is are an a towards toward using under between "
    "over into without through its their how why when what does".split()
)


@dataclass(frozen=True, slots=True)
class Scores:
    """How well a line fills each role."""

    title: float
    authors: float
    venue: float
    extra: float
    extra_role: str


@dataclass(slots=True)
class Entry:
    """The lines of one record by role."""

    lines: list[Line]
    roles: list[str]
    fit: float = 0.0

    def of(self, role: str) -> list[Line]:
        return [line for line, r in zip(self.lines, self.roles, strict=True) if r == role]


def read(
    lines: Sequence[Line], section: str, owner: str, claims: Claims
) -> list[PublicationRecord]:
    """The records of a section; its lines that belong to none stay unclaimed."""
    legends = {line.number: _legend(line) for line in lines}
    marks = _equal_marks([m for m in legends.values() if m])
    body = [line for line in lines if not legends[line.number] and not is_chrome(full_text(line))]
    grouped = groups.find(body)
    body = list(grouped.lines)
    if not body:
        return []
    claims.claim(*grouped.headings)
    inline = citations.read(body, section)
    if inline:
        claims.claim(*citations.lines_of(inline, body))
        return [grouped.dated(record) for record in inline]
    badged = badges.find(body)
    body = list(badged.lines)
    claims.claim(*badged.taken)
    seen = _recurring(body, owner)
    records = []
    for entry in _entries(body, [score(line, seen) for line in body]):
        record = _record(entry, section, marks)
        if record:
            records.append(grouped.dated(badged.named(record)))
            claims.claim(*entry.lines)
    if any(author.equal for record in records for author in record.authors):
        claims.claim(*(line for line in lines if (legends[line.number] or ("",))[0] in marks))
    return records


def _legend(line: Line) -> tuple[str, str] | None:
    """(mark, meaning) of a line such as "† denotes equal contribution"."""
    match = LEGEND.match(full_text(line))
    if not match or len(line.text) > 90:
        return None
    if not knowledge.phrase_pattern("equal").search(match[2]) and not re.match(
        r"\s*(?::|=|denotes|indicates|means)", match[2]
    ):
        return None
    return match[1], match[2]


def _equal_marks(legends: list[tuple[str, str]]) -> frozenset[str]:
    """The marks of equal contribution: those a legend explains so; without legends any mark."""
    if not legends:
        return frozenset(names.MARKS)
    return frozenset(
        mark for mark, meaning in legends if knowledge.phrase_pattern("equal").search(meaning)
    )


def _recurring(lines: Sequence[Line], owner: str) -> frozenset[tuple[str, ...]]:
    """Names that stand in more than one list of the section, and the owner's."""
    counts: Counter[tuple[str, ...]] = Counter()
    for line in lines:
        if "," in line.text or " and " in line.text or len(line.text.split()) <= 5:
            counts.update(
                {
                    names.key(n)
                    for n in names.split(line.text[:2_000]).names
                    if names.likeness(n) >= 0.8
                }
            )
    found = {name for name, count in counts.items() if count > 1}
    return frozenset(found | ({names.key(owner)} if owner else set()))


def score(line: Line, seen: frozenset[tuple[str, ...]]) -> Scores:
    """The scores of a line for each role."""
    text = line.text
    words = text.split()
    links = spans.label_row(text)
    if links:
        return Scores(-4.0, -4.0, -3.0, 3.0, "links")
    listed = names.split(text[:3_000])
    share = names.list_likeness(text)
    known = sum(names.key(n) in seen for n in listed.names) / max(1, len(listed.names))
    venue = venues.evidence(text)
    if len(words) > 45 or len(text) > 1_500:
        return Scores(-3.0, 3.0 * share + 2 * known - 2.0, -3.0, 2.5, "prose")
    authors = 4.0 * share - 2.2 + 1.5 * known + 0.8 * any(listed.marks) + 0.6 * listed.truncated
    authors += 0.4 * (len(listed.names) > 1 and share > 0.6)
    authors -= 0.8 * venue * (share < 0.8)
    content = any(w.casefold() in FUNCTION_WORDS for w in words)
    title = 1.0 + 0.7 * content + 0.4 * (3 <= len(words) <= 30) - 1.2 * (len(words) < 2)
    title -= max(0.0, share - 0.5) * 1.5 + 1.5 * known + 0.55 * venue + 0.8 * any(listed.marks)
    title += 0.6 * bool(spans.take_labels(text)[1]) + 0.5 * (text[0] in '"“«')
    first = NOTE_START.match(text)
    noted = bool(first and first[0].casefold() in knowledge.words("note_starts"))
    lower = bool(first and first[0].islower())
    aside = noted and lower  # "presented at …": no new record, nor a form of the work
    note = -0.6 + 1.6 * noted + 1.4 * aside + 0.6 * text.startswith("(")
    note += 0.6 * (bool(line.bullet) and len(words) > 25)
    venue -= 1.4 + 1.5 * (len(words) > 35) + 1.6 * aside
    return Scores(title - 1.6 * aside, authors, venue, note, "note")


# ---------------------------------------------------------------- the best reading


def _entries(lines: Sequence[Line], scores: list[Scores]) -> list[Entry]:
    sample = min(len(lines), SAMPLE)
    best = max(ORDERS, key=lambda order: _decode(scores[:sample], order, [0.0] * sample)[0])
    path = _decode(scores, best, [0.0] * len(lines))[1]
    path = _decode(scores, best, _start_bonus(lines, path))[1]
    entries: list[Entry] = []
    for line, points, (role, starts) in zip(lines, scores, path, strict=True):
        if starts or not entries:
            entries.append(Entry([], []))
        kind = points.extra_role if role == "extra" else role
        entries[-1].lines.append(line)
        entries[-1].roles.append(kind)
        entries[-1].fit += getattr(points, role)
    return entries


def _start_bonus(lines: Sequence[Line], path: list[tuple[str, bool]]) -> list[float]:
    """For each line the log odds, within bounds, that a line of its look begins a record."""
    looks = [(bool(line.bullet), line.blank_before > 0, line.heading > 0) for line in lines]
    begins, others = Counter[tuple[bool, ...]](), Counter[tuple[bool, ...]]()
    for look, (_, starts) in zip(looks, path, strict=True):
        (begins if starts else others)[look] += 1
    total, rest = sum(begins.values()) + 2, sum(others.values()) + 2

    def odds(look: tuple[bool, ...]) -> float:
        value = math.log((begins[look] + 0.5) / total) - math.log((others[look] + 0.5) / rest)
        return max(-1.5, min(1.5, 0.7 * value))

    return [odds(look) for look in looks]


def _decode(
    scores: Sequence[Scores], order: tuple[str, str, str], bonus: Sequence[float]
) -> tuple[float, list[tuple[str, bool]]]:
    """(total, (role, whether it begins a record) of each line): Viterbi over three stages.

    Stage k says that the last core role of the record so far is the k-th of the order.
    """
    missing = [MISSING[role] for role in order]
    venue_at = order.index("venue")
    skipped = [[sum(missing[i + 1 : j]) for j in range(3)] for i in range(-1, 3)]
    ending = [sum(missing[i + 1 :]) for i in range(3)]
    low = float("-inf")
    current: list[float] = [low] * 3
    back: list[list[tuple[int, str, bool]]] = []
    for k, points in enumerate(scores):
        core = [getattr(points, role) for role in order]
        against = 0.4 * max(0.0, bonus[k])  # what looks like a beginning should be one
        following = [low] * 3
        steps = [(0, "", False)] * 3
        fresh, origin = (0.0, -1) if k == 0 else max((current[i] - ending[i], i) for i in range(3))
        for j in range(3):
            options = [(fresh + bonus[k] + core[j] - skipped[0][j], origin, order[j], True)]
            if k:
                stay = current[j] - against
                options.append((stay + points.extra, j, "extra", False))
                if j == venue_at:
                    options.append((stay + points.venue - SECOND_VENUE, j, "venue", False))
                options += [
                    (current[i] - against + core[j] - skipped[i + 1][j], i, order[j], False)
                    for i in range(j)
                ]
            value, source, role, starts = max(options)
            following[j], steps[j] = value, (source, role, starts)
        current = following
        back.append(steps)
    stage = max(range(3), key=lambda i: current[i] - ending[i])
    best = current[stage] - ending[stage]
    path: list[tuple[str, bool]] = []
    for steps in reversed(back):
        source, role, starts = steps[stage]
        path.append((role, starts))
        stage = source if source >= 0 else 0
    return best, path[::-1]


# ---------------------------------------------------------------- one record


def _record(entry: Entry, section: str, marks: frozenset[str]) -> PublicationRecord | None:
    """The record of an entry, or None where it has no title."""
    if not entry.of("title"):
        return None
    titles = [spans.take_labels(line.text) for line in entry.of("title")]
    title = " ".join(t for t, _ in titles).strip()
    links = [link for _, found in titles for link in found]
    listed = names.split(", ".join(line.text for line in entry.of("authors")))
    shown = marks
    appearances, notes = _appearances(entry, links)
    for line in entry.of("links"):
        links += spans.label_row(line.text)
    if not any(entry.of(r) for r in ("authors", "venue", "links")) and not links:
        return None
    notes += [line.text for line in entry.of("note")]
    found = addresses.of_record(links, entry.lines)
    appearances = addresses.identified(appearances, found)
    return PublicationRecord(
        lines=(entry.lines[0].number, entry.lines[-1].number),
        confidence=round(max(0.1, min(1.0, entry.fit / 5.0)), 2),
        title=citations.clean_title(title),
        authors=listed.authors(shown),
        authors_truncated=listed.truncated,
        appearances=tuple(appearances),
        links=found,
        abstract=" ".join(line.text for line in entry.of("prose")),
        has_code=spans.has_code(found),
        note="; ".join(notes),
        section=section,
    )


def _appearances(entry: Entry, links: list[Link]) -> tuple[list[Appearance], list[str]]:
    """The forms of an entry and what else its venue lines say; their link labels go to `links`."""
    found: list[Appearance] = []
    notes: list[str] = []
    for line in entry.of("venue"):
        text, labels = spans.take_labels(line.text)
        links += labels
        if not text:
            continue
        appearance = venues.parse(text)
        if found and appearance.kind == "other":
            notes.append(text)
        elif found and found[-1].kind == "other" and not found[-1].venue_abbrev:
            found[-1] = replace(appearance, note=found[-1].venue_printed)
        else:
            found.append(appearance)
    return found or [Appearance(kind="other")], notes
