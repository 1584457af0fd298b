"""What lines are about, told by what stands in them and not by their heading."""

from __future__ import annotations

import re
from collections.abc import Sequence

from importer import knowledge
from importer.parse import (
    appointments,
    contact,
    dates,
    groups,
    names,
    roles,
    sentences,
    spans,
    terms,
)
from importer.parse.venue_evidence import evidence
from importer.parse.works import bylines
from importer.records import AppointmentRecord
from importer.sources import Line

# A title in quotes that is all of a line, or begins it.
QUOTED = re.compile(r"[\"“‘«„](?:\S+\s+){2,30}?\S*?[\"”’»“](?:$|[.,;\s(])")
SAMPLE = 40  # lines by which a section is judged
PERSONAL = re.compile(r"\b(?:I|my|me|we|our)\b")  # words of a biography
TOP = 30  # number of the line after which nobody introduces themselves
FEWEST_SIGNS = 3  # of works below other text
SAMPLE_FAR = 400  # lines among which works are looked for below other text
LONGEST = 700
ENOUGH = 0.35  # of the lines must speak for works
ENOUGH_BELOW_WORKS = 0.2  # … where the section above holds works
# How an entry of programs begins, with a name: "mudr: an R package".
NAMED = re.compile(r"[^\w\s]?\w[\w.+/-]{1,30}(?:\s\(?v?\d[\d.]*\)?)?\s?[:–—]\s\S")
FEW_LINES = 9  # below a heading that is the title of a record


def kind(lines: Sequence[Line], above: str) -> str:
    """The kind of section that lines under a heading of unknown words make, below a section of
    the kind `above`; empty if they make none that is known."""
    body = [
        line
        for line in lines[:SAMPLE]
        if not spans.label_row(line.text) and not groups.is_year(line) and line.text[0] != "("
    ]
    if not body:
        return ""
    if _is_biography(body):
        return "biography"
    if 2 * sum(_is_service(line.text) for line in body) >= len(body):
        return "services"
    if above == "teaching" and any(terms.alone(line.text) for line in body):
        return "teaching"
    if 2 * sum(_is_news(line.text) for line in body) > len(body) > 1:
        return "news"
    forms = sum(_venue(line) for line in body)
    people = sum(_is_byline(line.text) or bool(QUOTED.match(line.text)) for line in body)
    least = ENOUGH_BELOW_WORKS if above == "publications" else ENOUGH
    if forms and forms + people >= least * len(body) and (forms > 1 or above == "publications"):
        return "publications"
    return ""


def _is_biography(body: Sequence[Line]) -> bool:
    """Whether lines at the top of a page are paragraphs in the first person that begin with what
    their writer is ("I am a lecturer at …" under a greeting)."""
    first = body[0]
    if first.number > TOP or not all(map(_is_text, body)) or not PERSONAL.search(first.text):
        return False
    return any(a.is_current for each in sentences.split(first.text) for a in _held(each))


def _held(sentence: str) -> list[AppointmentRecord]:
    return appointments.read(sentence[:LONGEST], 0)


def first_work(lines: Sequence[Line], above: str) -> int:
    """The place of the line with which works begin; the number of lines where none do."""
    signs = [
        (_venue(line) or _is_byline(line.text)) and not _is_about_owner(line.text)
        for line in lines[:SAMPLE_FAR]
    ]
    if sum(signs) < FEWEST_SIGNS:
        return len(lines)
    start = next((k for k, sign in enumerate(signs) if sign), len(lines))
    if start == len(lines):
        return start
    while start and groups.is_year(lines[start - 1]):
        start -= 1
    for back in (1, 2):  # a title and authors may stand above the first sign
        at = start - back
        if at < 0 or _is_text(lines[at]) or lines[at + 1].bullet:
            break
        if lines[at].blank_before or lines[at].bullet or lines[at].heading:
            start = at
            break
    works = lines[start:]
    return start if len(works) > 1 and kind(works, above) == "publications" else len(lines)


def lists_service(lines: Sequence[Line]) -> bool:
    """Whether all lines under a heading such as "Reviews" begin with a role ("Reviewer for …")."""
    return bool(lines) and all(roles.begins(x.text) and _is_service(x.text) for x in lines)


def lists_products(lines: Sequence[Line]) -> bool:
    """Whether lines under a heading such as "Software" list programs or data, not what their
    writer is good at: most entries begin as a record does and say where to get it."""
    entries: list[list[Line]] = []
    for line in lines[:SAMPLE_FAR]:
        opens = line.bullet or line.blank_before or not entries or not line.indent
        if opens and not spans.label_row(line.text):
            entries.append([line])
        elif entries:
            entries[-1].append(line)
    return bool(entries) and 2 * sum(map(_is_product, entries)) >= len(entries)


def _is_product(entry: Sequence[Line]) -> bool:
    """Whether an entry names a program or data, and where they are, what they are or whose."""
    first, text = entry[0], " ".join(line.text[:LONGEST] for line in entry)[:LONGEST]
    led = any(span.start == 0 and span.end < len(first.text) for span in first.spans)
    signed = any(bylines.runs(first.text[:500], False).values())
    if not (led or signed or NAMED.match(text)):
        return False
    placed = any(line.links for line in entry) or spans.URL.search(text) or spans.DOI.search(text)
    told = ("software_words", "dataset_words")
    return bool(placed) or any(knowledge.phrase_pattern(words).search(text) for words in told)


def _is_about_owner(text: str) -> bool:
    """Whether a line is of a biography, or stands under a label of its own ("News: …")."""
    if PERSONAL.search(text) or _is_service(text):
        return True
    keywords, _ = knowledge.heading_words()
    if keywords.get(text.partition(":")[0].casefold(), "publications") != "publications":
        return True
    return any(map(_held, sentences.split(text[:LONGEST])))


def _is_text(line: Line) -> bool:
    return sentences.is_prose(line.text) or bool(contact.emails(line.text))


def is_record(line: Line, below: Sequence[Line], length: int) -> bool:
    """Whether a heading is the title of a record, by the `length` lines below it."""
    if length > FEW_LINES or len(line.text.split()) < 2:
        return False
    return any(_venue(each) or _is_byline(each.text) for each in below) or any(
        spans.label_row(each.text) for each in below
    )


def _venue(line: Line) -> bool:
    """Whether a line names a venue with its date."""
    if len(line.text) > LONGEST:
        return False
    found = evidence(line.text[:500])
    return found >= 2.0 or found >= 1.5 and any(map(str.isdigit, line.text))


def _is_byline(text: str) -> bool:
    """Whether a line is a list of authors, or begins with one that has family names first."""
    listed = names.split(text[:1_000])
    if len(listed.names) > 1 and names.list_likeness(text) >= 0.8:
        return True
    return any(len(run.names) > 1 for run in bylines.runs(text[:500], False).values())


def _is_service(text: str) -> bool:
    match = knowledge.phrase_pattern("service_roles").search(text[:60])
    return bool(match) and match is not None and match.start() < 25


def _is_news(text: str) -> bool:
    led = dates.leading(text)
    return bool(led and len(led[0].iso) > 4 and len(led[1].split()) > 4)
