"""Teaching: a list of courses, under headings that hold for those below or not."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from importer import knowledge
from importer.parse import (
    contact,
    course_codes,
    course_ends,
    courses,
    items,
    legends,
    roles,
    sections,
    spans,
    terms,
)
from importer.parse.claims import Claims, is_chrome
from importer.parse.courses import Told
from importer.records import CourseRecord, Link
from importer.sources import Line

LONGEST = 1_500
TITLE_WORDS = 14  # of a course that has neither code nor terms
PROSE = re.compile(
    r"^(?:I|I['’]m|We|In|My|Our|For|At|If|As|This|These|The|You|Please|Students?)\s+[a-z]"
)
# What somebody did as a teacher: "Ran tutorials, marked work".
DUTY = re.compile(
    r"(?:Ran|Led|Held|Gave|Taught|Marked|Graded|Developed|Designed|Prepared|Conducted|Supervised|"
    r"Assisted|Helped|Delivered|Created|Organi[sz]ed|Mentored|Provided|Responsible|Duties)\s+[a-z]"
)
# A sentence of another language: "Les feuilles sont sur le serveur."
SAYS = re.compile(
    r"^[^\d:;]{10,200}\b(?:are|is|sont|est|sind|ist|wird|werden|son|está|están|sono|são|estão|zijn)\s"
    r"[^\d:;]{3,200}\.$"
)
NAMED_PLACE = re.compile(
    r"(?:\b(?:at|an der|am|à|en|in)\s+(?:the\s+)?|\()([^\s()][^()]{1,60})\)?$", re.I
)


PLACE_NAME = re.compile(r"[^\W\d_a-z][^=:;\d]*")
CELLS = re.compile(r",\s*|\s*\|\s*|\t|\s{2,}")


@dataclass(frozen=True, slots=True)
class _Heading:
    """What a heading says of the courses below: a field of `Told`, its value, and the line."""

    kind: str
    told: Told
    line: Line


def read(lines: Sequence[Line], claims: Claims, title: str = "") -> list[CourseRecord]:
    """The courses of a section of that title.

    A line that has only a role, an institution or a term is a heading for the courses below it
    where the section begins with such a line; elsewhere it adds to the course above.
    """
    kept = [x for x in lines if not (is_chrome(x.text) or _is_head(x.text) or legends.of_line(x))]
    kept = [_with_term(x) for x in kept if x.bullet or x.heading or not _is_address(x.text)]
    kept = _nested([x for x in kept if sections.row_kind(x) in ("", "teaching")])
    headed = bool(kept) and _heading(kept[0]) is not None
    bulleted = any(line.bullet for line in kept)
    begun: list[_Heading] = []
    records: list[CourseRecord] = []
    for group in _groups(kept, headed):
        heading = _heading(group[0]) if headed and len(group) == 1 else None
        if heading:
            kinds = [each.kind for each in begun]
            begun = [*begun[: (*kinds, heading.kind).index(heading.kind)], heading]
        elif not bulleted or group[0].bullet or course_codes.has(group[0].text):
            found = _courses(group, [_of_title(title), *(each.told for each in begun)])
            records += found
            if found:
                claims.claim(*group)
                claims.order(*(each.line for each in begun))
    joined = _joined(records)
    held = {record.lines for record in joined}
    claims.told_again(*(record for record in records if record.lines not in held))
    return joined


def _joined(records: Sequence[CourseRecord]) -> list[CourseRecord]:
    """The courses, those with one code, title, place and role as one with the terms of all."""
    found: dict[tuple[object, ...], CourseRecord] = {}
    for n, record in enumerate(records):
        one = record.code and record.terms
        key = (record.code, record.title.casefold(), record.institution, record.role)
        same = found.get(full := (*key, record.people) if one else (n,))
        if same:
            new = tuple(term for term in record.terms if term not in same.terms)
            links = tuple(link for link in record.links if link not in same.links)
            record = replace(same, terms=same.terms + new, links=same.links + links)
        found[full] = record
    return list(found.values())


def _nested(lines: Sequence[Line]) -> list[Line]:
    """The lines, with deeper bullets made one with the bullet above them where they only add its
    terms, role or institution; a bullet that tells such of those below it as a heading."""
    found: list[Line] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        end = at + 1
        while end < len(lines) and lines[end].bullet and lines[end].indent > line.indent:
            end += 1
        below = lines[at + 1 : end]
        plain = replace(line, bullet="")
        if not line.bullet or not below:
            found.append(line)
            at += 1
        elif _heading(plain):
            found.append(plain)
            at += 1
        elif all(_heading(replace(each, bullet="")) for each in below):
            text = ", ".join(each.text.strip(" ,") for each in (line, *below))
            found.append(replace(line, text=text, last=below[-1].last))
            at = end
        else:
            found.append(line)
            at += 1
    return found


def _groups(lines: Sequence[Line], headed: bool) -> list[list[Line]]:
    """The lines of each item; in a section with headings, those are apart from the items."""
    runs = [
        (is_heading, list(run))
        for is_heading, run in itertools.groupby(
            lines, lambda x: headed and _heading(x) is not None
        )
    ]
    return [
        group
        for is_heading, run in runs
        for group in ([[line] for line in run] if is_heading else items.laid_out(run, _is_dated))
    ]


def _with_term(line: Line) -> Line:
    """The line, with the short term that it begins with as text, where that seems its bullet."""
    term = line.bullet.rstrip(".:")
    return replace(line, text=f"{term}: {line.text}") if terms.SHORT.fullmatch(term) else line


def _is_head(text: str) -> bool:
    """Whether a line has the headings of the columns of a table, and nothing else."""
    columns = knowledge.words("course_columns")
    return all(cell.casefold() in columns for cell in CELLS.split(text.strip()))


def _is_link(line: Line) -> bool:
    """Whether a line below the title of a course is a link and nothing else."""
    short = len(line.text.split()) <= 4 and not _is_dated(line)
    return short and any(s.kind == "link" and s.end - s.start >= len(line.text) for s in line.spans)


def _is_dated(line: Line) -> bool:
    return course_codes.has(line.text) or bool(terms.find(line.text))


def told(line: Line, title: str = "") -> list[CourseRecord]:
    """The courses of a line that begins with a role in teaching, under a heading of that title."""
    text = line.text.strip()
    label = sections.labelled(text)
    body = label[2] if label and label[0] == "teaching" else text
    if len(body) > LONGEST or not knowledge.phrase_pattern("teaching_roles").match(body):
        return []
    found = [course for course in courses.read(body) if course.code or course.terms]
    named = _of_title(title)
    return [_under(course, [named]).record(line, line) for course in found if course.title]


def _heading(line: Line) -> _Heading | None:
    """What a line alone says of all below it: a role, a term or an institution."""
    text = line.text.strip(" :.–—-")
    if line.bullet and not line.text.endswith(":") or len(text) > 90:
        return None
    if found := terms.alone(text):
        return _Heading("terms", Told(terms=found), line)
    if role := courses.role_of(text):
        return _Heading("role", Told(role=role), line)
    body, inner = spans.take_parenthesis(text) or (text, "")
    named = courses.is_institution(body) and courses.is_institution(body.split(",")[0])
    if named and not course_codes.find(body):
        period = terms.find(body)
        name = terms.taken(body, period).strip(" ,")
        role = courses.role_of(inner)
        told_ = Told(institution=name, role=role)
        return _Heading("institution", told_, line) if name else None
    return None


def _of_title(title: str) -> Told:
    """What the heading of the section tells: "Teaching at Mudford", "Courses 2021–2022"."""
    text = title.strip(" :.")
    found = terms.find(text)
    rest = terms.taken(text, found).strip(" ,")
    inner = spans.take_parenthesis(rest)
    if inner and (role := courses.role_of(inner[1])):
        return replace(
            _of_title(f"{inner[0]} {' '.join(f.terms[0].printed for f in found)}"), role=role
        )
    place = NAMED_PLACE.search(rest)
    if place and place[0].startswith("(") and not PLACE_NAME.fullmatch(place[1]):
        place = None
    named = place[1] if place else rest if courses.is_institution(rest) else ""
    if named.isupper() and len(named) > 5:
        named = named.title()
    return Told(
        terms=tuple(term for each in found for term in each.terms),
        institution=named if courses.is_institution(named) or place else "",
        role=courses.role_of(rest),
    )


def _courses(group: Sequence[Line], above: Sequence[Told]) -> list[CourseRecord]:
    """The courses of an item, under headings that tell `above`; none where it is something else."""
    linked = [line for line in group[1:] if line.links and _is_link(line)]
    text = ", ".join(line.text.strip(" ,") for line in group if line not in linked)
    if len(text) > LONGEST or _is_other(text):
        return []
    found = courses.read(text)
    if (DUTY.match(text) or text.endswith(":")) and not any(c.code or c.terms for c in found):
        return []
    listed = bool(group[0].bullet) or any(t.terms or t.institution or t.role for t in above)
    listed = listed or all(map(course_ends.has_level, spans.split_outside(text)))
    if not all(c.title and (c.code or c.terms or c.role or listed) for c in found):
        return []
    if any(not (c.code or c.terms) and len(c.title.split()) > TITLE_WORDS for c in found):
        return []
    marked = tuple(link for line in group for link in line.links)
    extra = tuple(Link(line.text.strip("[] "), line.links[0].url) for line in linked)
    return [
        replace(_under(c, above), links=(*spans.with_urls(c.links, marked), *extra)).record(
            group[0], group[-1]
        )
        for c in found
    ]


def _under(course: Told, above: Sequence[Told]) -> Told:
    """The course, with what the headings above it tell where it is silent; the nearest first."""
    for told_ in reversed(above):
        course = replace(
            course,
            institution=course.institution or told_.institution,
            role=course.role or told_.role,
            terms=course.terms or told_.terms,
        )
    return course


def _is_address(text: str) -> bool:
    """Whether a line is an e-mail address or an office, as stands below the last section."""
    mail = bool(contact.emails(text)) and contact.is_address_line(text)
    return mail or bool(contact.office(text)) and not course_codes.has(text)


def _is_other(text: str) -> bool:
    """Whether an item is an address, a sentence or under a label of its own."""
    label = sections.labelled(text)
    lead = text.partition(":")[0] if ":" in text else ""
    served = lead and roles.whole(lead) and not courses.role_of(lead)
    return bool(
        served
        or SAYS.search(text)
        or contact.emails(text)
        or contact.office(text)
        or PROSE.match(text)
        or label
        and label[0] not in ("teaching", "")
    )
