"""Teaching: institution, code, title, terms, role and people of a course in one line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from importer import knowledge
from importer.parse import names, spans
from importer.parse.claims import Claims, is_chrome
from importer.records import CourseRecord, Term
from importer.sources import Line

CODE = re.compile(
    r"(?<!\w)([A-Z][A-Za-z&/]{0,7}[ -]?\d{2,5}[A-Z]{0,2}|\d{1,2}\.[0-9A-Z]{2,5})"
    r"(?![\w.])"
)
FORMER = re.compile(r"^\s*\((?:formerly|previously|also|cross-listed)[^()]{0,60}\)", re.I)
WITH = re.compile(r"\bwith\s+(?:prof(?:essor|\.)?\s+|dr\.?\s+)?", re.I)


@cache
def _term() -> re.Pattern[str]:
    """A term in one of the orders in which season and year are printed."""
    names_ = "|".join(sorted(map(re.escape, knowledge.seasons()), key=len, reverse=True))
    year = r"(?:(?:19|20)\d\d(?:[-/–]\d{2,4})?|['’]?\d\d(?:[-/–]\d\d)?)"
    return re.compile(
        rf"(?<![\w])(?:(?P<y1>{year})\s*['’-]?\s*(?P<s1>{names_})|(?P<s2>{names_})\.?\s*(?:of\s+|semester\s+|term\s+|quarter\s+)?"
        rf"['’]?(?P<y2>{year})|(?P<y3>(?:19|20)\d\d)(?:[-/–]\d{{2,4}})?)(?!\w)",
        re.I,
    )


def read(lines: Sequence[Line], claims: Claims) -> list[CourseRecord]:
    """One course a line; a line of a role alone ("Teaching assistant") holds for those below."""
    records = []
    role = ""
    for line in lines:
        if is_chrome(line.text):
            continue
        if line.text.strip(" :").casefold() in knowledge.words("teaching_roles"):
            role = line.text.strip(" :")
            claims.claim(line)
            continue
        course = _course(line, role)
        if course:
            records.append(course)
            claims.claim(line)
    return records


def _course(line: Line, default_role: str) -> CourseRecord | None:
    text, links = spans.take_labels(line.text.strip())
    text, role, people = _role(text)
    terms, text = _terms(text)
    text, named_role, place = _by_sentences(text)
    role = role or named_role
    code = CODE.search(text)
    institution = ""
    if code:
        institution = text[: code.start()].strip(" ,:;–—-(")
        title = FORMER.sub("", text[code.end() :]).strip(" ,:;.–—-)(")
        if not title or _is_title(institution, title):
            title, institution = institution, title
    else:
        parts = [p.strip(" .") for p in spans.split_outside(text) if p.strip(" .")]
        named = knowledge.phrase_pattern("institution_words")
        at = [k for k, p in enumerate(parts) if named.search(p)]
        institution = parts.pop(at[0]) if at and len(parts) > 1 else ""
        title = ", ".join(parts)
    if not title or not (code or terms or role):
        return None
    return CourseRecord(
        lines=(line.number, line.number),
        title=title,
        code=code[1] if code else "",
        institution=institution or place,
        terms=terms,
        role=role or default_role,
        people=people,
        links=spans.with_urls(links, line.links),
        confidence=1.0 if code and terms else 0.7,
    )


def _by_sentences(text: str) -> tuple[str, str, str]:
    """(course, role, institution) of "Course. Role. Institution."; the text alone for any other."""
    first, *others = [p.strip(" .") for p in re.split(r"\.\s+|\.$", text) if p.strip(" .")] or [""]
    roles = [p for p in others if knowledge.phrase_pattern("teaching_roles").search(p)]
    places = [p for p in others if p not in roles and len(p.split()) <= 6]
    named = knowledge.phrase_pattern("institution_words")
    if not roles or len(roles) + len(places) != len(others) or len(places) > 1:
        return text, "", ""
    if places and not named.search(places[0]) and not places[0].isupper():
        return text, "", ""
    return first, roles[0], places[0] if places else ""


def _is_title(before: str, after: str) -> bool:
    """Whether the title stands before the code: what follows it then names an institution."""
    known = knowledge.phrase_pattern("institution_words")
    return bool(before) and bool(known.search(after)) and not known.search(before)


def _role(text: str) -> tuple[str, str, tuple[str, ...]]:
    """(text without its last parenthesis, role, people) where that tells role or people."""
    taken = spans.take_parenthesis(text)
    if not taken:
        return text, "", ()
    body, inner = taken
    match = knowledge.phrase_pattern("teaching_roles").search(inner)
    people = WITH.search(inner)
    if not match and not people:
        return text, "", ()
    role = spans.split_outside(inner)[0] if match else ""
    if people and role and people.start() < len(role):
        role = role[: people.start()].strip(" ,")
    return body, role, tuple(names.in_prose(inner[people.end() :])) if people else ()


def _terms(text: str) -> tuple[tuple[Term, ...], str]:
    """The terms of a line and the line without them."""
    found: list[Term] = []
    first, last = len(text), 0
    codes = {m.end(1) for m in CODE.finditer(text)}
    for match in _term().finditer(text):
        season = knowledge.seasons().get((match["s1"] or match["s2"] or "").casefold(), "")
        year = re.sub(r"\D.*", "", (match["y1"] or match["y2"] or match["y3"]).lstrip("'’"))
        value = int(year) + (2000 if len(year) == 2 else 0)
        if not season and match.end() in codes:
            continue
        found.append(Term(season, value, match[0]))
        first, last = min(first, match.start()), max(last, match.end())
    if not found:
        return (), text
    rest = text[:first].rstrip(" ,;:(–—-") + " " + text[last:].lstrip(" ,.;:)")
    return tuple(found), rest.strip()
