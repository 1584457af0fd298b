"""Records that fill one line each: "A. Lee and B. Ray, Title, Venue 3 (2020), 1–9".

A line is cut into authors, title and venue in the ways that citations are set; the cut in which
the parts look most like what they should be is taken. Rows of links and paragraphs between the
citations belong to the record above them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from importer import knowledge
from importer.parse import addresses, names, spans, venues
from importer.records import Appearance, Author, Link, PublicationRecord
from importer.sources import Line

QUOTED = re.compile(r"[\"“«](?P<title>.{3,300}?)[,.]?[\"”»](?=[\s,.;:(]|$)[,.]?\s*")
WITH = re.compile(r"\s*\((?:joint\s+)?with\s+(?P<people>[^()]{3,300})\)[.,]?\s*", re.I)
PREVIOUS = re.compile(
    r"\s*[\[(](?:previously|formerly)\s+(?:titled|entitled|circulated as)[:\s]+"
    r"[\"“]?(?P<title>[^\"”\]]{3,300})[\"”]?[\])]",
    re.I,
)
DATED = re.compile(
    r"(?P<title>[^\W\d_a-z].{12,300}?[^\W_]{2}[\])\"”]?[.?!])\s+"
    r"(?P<rest>(?:(?:19|20)\d\d|Forthcoming|In press|Revise)\b.*)$"
)
STOPS = re.compile(r"(?<=[^\W\d_][^\W\d_])(?<!\b[JS]r)\.\s+|(?<=[)\]?!])\.?\s+")
FIGURES = re.compile(r"(?:pp?\.\s*)?\d[\d\s:.–—-]*")
UNKNOWN = Appearance(kind="preprint")
LEADING_NAME = re.compile(r"(?:[^\W\d_a-z]\.[ -]?){1,3}\s?[^\W\d_a-z][\w’'-]+")
ASIDE_VENUE = re.compile(
    r"(?:my|our|an?|the|in|originally|also|published|first|reprinted|appeared)\s.{0,60}"
    r"(?:column|piece|article|essay|published|appeared|series|magazine|newspaper|blog)",
    re.I,
)
APA = re.compile(
    r"(?P<authors>[^\W\d_][^()\d]{3,600}?)\s\((?P<date>(?:(?:19|20)\d\d[a-z]?|in press|forthcoming|"
    r"to appear|under review|submitted)(?:,\s[^()]{2,30})?)\)[.,:]?\s+",
    re.I,
)
INVERTED = re.compile(
    r"([^\W\d_][\w’'-]*(?:\s[^\W\d_][\w’'-]+){0,2}),\s((?:[^\W\d_a-z]\.[\s-]?){1,4})"
)
REST = ("", "and", "et al", "& others")
SENTENCE = re.compile(r"[.?!]\s+(?=[^\W\d_a-z]|\d|arXiv)")
INITIALS = re.compile(r"(?<!\w)[^\W\d_a-z]\.")
ASIDE = re.compile(r",\s+(?P<note>with\s+an?\s+(?:appendix|foreword|introduction)\s+by\s.*)$", re.I)
LONGEST = 1_200
SAMPLE = 300  # lines by which it is told how a section is set
ENOUGH = 0.5  # of the lines must be citations for the section to be set so


@dataclass(frozen=True, slots=True)
class Cut:
    """One way to cut a line, with how well its parts fit (from 0 to 1)."""

    title: str
    authors: str = ""
    venue: str = ""
    fit: float = 0.0
    with_owner: bool = False


def clean_title(text: str) -> str:
    """A title without the quotes around it and the full stop after it."""
    title = text.strip().strip(",;").strip()
    if len(title) > 2 and title[0] in '"“«„' and title[-1] in '"”»“':
        title = title[1:-1].strip().rstrip(",")
    if title.endswith(".") and not title.endswith("..."):
        title = title[:-1].rstrip()
    return title


def cut(text: str) -> Cut | None:
    """The best cut of a line into authors, title and venue; None where it is no citation."""
    if not 20 <= len(text) <= LONGEST:
        return None
    options = [
        c for c in (_with(text), _quoted(text), _apa(text), _names_first(text), _dated(text)) if c
    ]
    best = max(options, key=lambda c: c.fit, default=None)
    return best if best and best.fit >= 0.5 and len(best.title.split()) >= 2 else None


def _with(text: str) -> Cut | None:
    """ "Title (with A and B). 2020. Venue", as economists write."""
    match = WITH.search(text)
    if not match or match.start() < 8 or names.list_likeness(match["people"]) < 0.5:
        return None
    return Cut(text[: match.start()], match["people"], text[match.end() :], 0.9, with_owner=True)


def _quoted(text: str) -> Cut | None:
    """ "Authors, “Title,” venue" and "“Title,” venue"."""
    match = QUOTED.search(text)
    if not match or match.start() > 300:
        return None
    before = text[: match.start()].strip(" ,.:")
    if before and names.list_likeness(before) < 0.6 and not _is_body(before):
        return None
    rest = text[match.end() :]
    if not before and rest.startswith("with ") and (people := names.in_prose(rest[5:])):
        last = rest.find(people[-1]) + len(people[-1])
        return Cut(match["title"], " and ".join(people), rest[last:].lstrip(" ,."), 0.9, True)
    return Cut(
        match["title"],
        before,
        rest,
        0.6 + 0.3 * (venues.evidence(rest) >= 1),
        with_owner=not before,
    )


def _apa(text: str) -> Cut | None:
    """ "Lee, A., & Ray, B. (2019). Title. Venue", as psychologists and many others write."""
    match = APA.match(text)
    if not match:
        return None
    listed = INVERTED.findall(match["authors"])
    if not listed or INVERTED.sub("", match["authors"]).strip(" ,;.&…") not in REST:
        return None
    authors = ", ".join(f"{given.strip()} {family.strip()}" for family, given in listed)
    if re.search(r"\bet\s+al\b", match["authors"]):
        authors += " et al."
    rest = text[match.end() :]
    stop = SENTENCE.search(rest)
    title = rest[: stop.start() + 1] if stop else rest
    venue = rest[stop.end() :] if stop else ""
    return Cut(title.rstrip("."), authors, f"{venue.strip()} ({match['date']})", 0.9)


def _is_body(text: str) -> bool:
    """Whether a text names a body that signs as author ("Mud Working Group")."""
    return len(text.split()) <= 8 and bool(knowledge.phrase_pattern("bodies").search(text))


def _dated(text: str) -> Cut | None:
    """ "Title. 2020. Venue": the owner alone wrote it."""
    match = DATED.match(text)
    if not match:
        return None
    sign = venues.evidence(match["title"])
    title = match["title"].rstrip(".")
    return Cut(title, "", match["rest"], 0.5, with_owner=True) if sign < 1 else None


def _names_first(text: str) -> Cut | None:
    """ "A. Lee and B. Ray, Title, venue" or the same apart by full stops: the reading in which
    more of what stands for authors are names."""
    options = [c for c in (_by_parts(text, ". "), _by_parts(text, ",")) if c]
    return max(options, key=lambda c: names.list_likeness(c.authors), default=None)


def _by_parts(text: str, separator: str) -> Cut | None:
    if separator == ",":
        parts = [p for p in spans.split_outside(text) if p]
    else:
        parts = [p.strip() for p in STOPS.split(text) if p]
    count = 0
    while count < len(parts) - 1 and _is_authors(parts[count], parts[0] if count else ""):
        count += 1
        if re.search(r"\band\b|&", parts[count - 1]):
            break
    if not count or count >= len(parts):
        return None
    glue = ", " if separator == "," else ". "
    end = count + 1
    while end < len(parts) and end - count < 6 and not _is_venue(parts[end]):
        end += 1
    rest = glue.join(parts[end:])
    if end >= len(parts) or venues.evidence(rest) < 1.0:
        return None
    if end - count > 2 and not venues.evidence(rest) >= 2.5 and separator != ",":
        return None
    # A venue nobody knows stands between the title and the first sign of a venue.
    if end - count > 1 and parts[end - 1][:1].isupper() and _starts_with_figures(parts[end]):
        end -= 1
    title = glue.join(parts[count:end])
    authors = glue.join(parts[:count])
    return Cut(title, authors, glue.join(parts[end:]), 0.7)


def _is_authors(part: str, first: str) -> bool:
    """Whether a part is of the list of authors that `first` begins: names, all but a few, and set
    as that one is (a title in capitals among names with initials is no name)."""
    bare = _bare(part)
    likeness = names.list_likeness(bare)
    if likeness < (0.7 if len(names.split(bare).names) < 4 else 0.85):
        return False
    initials = bool(first) and bool(INITIALS.match(first))
    return not (initials and len(bare.split()) > 2 and not INITIALS.search(bare))


def _is_venue(part: str) -> bool:
    """Whether a part looks like a venue, or like the pages in one."""
    return venues.evidence(part) >= 1.0 or bool(FIGURES.fullmatch(part))


def _bare(part: str) -> str:
    return re.sub(r"^(?:(?:Jr|Sr|II|III|IV)\.?(?:\s+|$))?(?:(?:and|&)\s+)?", "", part)


def _starts_with_figures(part: str) -> bool:
    return bool(re.match(r"[\d(]", part))


def read(lines: Sequence[Line], section: str) -> list[PublicationRecord]:
    """The records of a section in which most lines are citations; empty for another section."""
    lead = _common_lead(lines[:SAMPLE])
    if not lead and not _is_set_so(lines[:SAMPLE]):
        return []
    bodies = [(line, spans.take_labels(line.text)[0]) for line in lines]
    found = [(line, cut(body)) for line, body in bodies]
    known = {new.authors for _, new in found if new and new.authors} | ({lead} if lead else set())
    found = [
        (line, new or _after_known(body, known))
        for (line, new), (_, body) in zip(found, bodies, strict=True)
    ]
    records: list[PublicationRecord] = []
    group: list[Line] = []
    current: Cut | None = None
    for line, new in found:
        if new:
            if current:
                records.append(_record(group, current, section))
            group, current = [line], new
        elif current and (spans.label_row(line.text) or len(line.text.split()) > 25):
            group.append(line)
        elif current:
            records.append(_record(group, current, section))
            group, current = [], None
    if current:
        records.append(_record(group, current, section))
    return records


def _common_lead(lines: Sequence[Line]) -> str:
    """The name by which at least three lines, and most of them, begin, whatever follows it."""
    counts = Counter(name for line in lines if (name := _leading_initialed(line.text)))
    name, count = max(counts.items(), key=lambda item: item[1], default=("", 0))
    return name if count >= 3 and 2 * count > len(lines) else ""


def _leading_initialed(text: str) -> str:
    """The name with initials that a text begins with: "A. Lee"."""
    match = LEADING_NAME.match(text)
    return match[0] if match and names.likeness(match[0]) > 0.8 else ""


def _after_known(text: str, known: Collection[str]) -> Cut | None:
    """A citation without a known sign of its venue, after authors that other lines list too."""
    if not 20 <= len(text) <= LONGEST:
        return None
    lead = max((a for a in known if text.startswith(a)), key=len, default="")
    if not lead:
        lead = _leading_initialed(text)
        lead = lead if any(lead in names.split(a).names for a in known) else ""
    rest = text[len(lead) :].lstrip(" ,.:")
    if not lead or not rest[:1].isupper() or len(rest.split()) < 3:
        return None
    for match in re.finditer(r"(?<=[?!])\s*,?\s+|,\s+", rest):
        after = rest[match.end() :]
        if venues.evidence(after.split(",")[0]) >= 1 or ASIDE_VENUE.match(after):
            return Cut(rest[: match.start()], lead, after, 0.5)
    return Cut(rest, lead, "", 0.5)


def _is_set_so(lines: Sequence[Line]) -> bool:
    """Whether enough of the lines that may be citations are."""
    heads = sum(cut(spans.take_labels(line.text)[0]) is not None for line in lines)
    candidates = sum(
        4 < len(line.text.split()) <= 60 and not spans.label_row(line.text) for line in lines
    )
    return heads > 0 and heads >= ENOUGH * candidates


def _record(group: Sequence[Line], found: Cut, section: str) -> PublicationRecord:
    links: list[Link] = list(spans.take_labels(group[0].text)[1])
    abstract: list[str] = []
    for line in group[1:]:
        row = spans.label_row(line.text)
        links += row
        abstract += [] if row else [line.text]
    found_links = addresses.of_record(links, group)
    appearance = venues.parse(found.venue.strip(" ,.")) if found.venue.strip(" ,.") else UNKNOWN
    aside = ASIDE.search(found.title)
    found = replace(found, title=ASIDE.sub("", found.title))
    previous = PREVIOUS.search(found.title)
    title = PREVIOUS.sub("", found.title) if previous else found.title
    listed = names.split(found.authors)
    return PublicationRecord(
        lines=(group[0].number, group[-1].number),
        confidence=round(0.8 * found.fit, 2),
        title=clean_title(title),
        previous_titles=(previous["title"],) if previous else (),
        authors=tuple(Author(name) for name in listed.names),
        authors_truncated=listed.truncated,
        owner_implied=found.with_owner,
        links=found_links,
        abstract=" ".join(abstract),
        note=aside["note"] if aside else "",
        has_code=spans.has_code(found_links),
        section=section,
        appearances=tuple(addresses.identified([appearance], found_links)),
    )


def lines_of(records: Sequence[PublicationRecord], lines: Sequence[Line]) -> list[Line]:
    """The lines that the records fill."""
    held = {n for r in records for n in range(r.lines[0], r.lines[1] + 1)}
    return [line for line in lines if line.number in held]
