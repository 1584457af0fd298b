"""A course as one item tells it: institution, code, title, terms, role and people in any order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from importer import knowledge
from importer.parse import course_codes, course_ends, institutions, names, spans, terms
from importer.records import CourseRecord, Link, Term
from importer.sources import Line

# The year of study that a course is for ("3e année", "second year").
STUDY_YEAR = re.compile(
    r"(?:(?:\d\s?(?:e|re|ère|er|ème|st|nd|rd|th|[.°ºª])?|first|second|third|fourth|final)[\s-]*"
    r"(?:years?|année|anno|año|ano|jahr|studienjahr|jaar))(?:\s+students?)?",
    re.I,
)
# The degree that a course is part of, after its title ("Laurea in Ingegneria civile").
PROGRAMME = re.compile(
    rf"(?:corso\s+di\s+)?{knowledge.alternatives('programmes')}"
    rf"(?:\s+{knowledge.alternatives('programme_levels')})?\s+"
    r"(?:in|en|em|di|de|of|für)\s+\S",
    re.I,
)
FORMER = re.compile(r"^\s*\((?:formerly|previously|also|cross-listed)[^()]{0,60}\)", re.I)
WITH = re.compile(r"\b(?:with|mit|avec|con)\s+(?:prof(?:essor|\.)?\s+|dr\.?\s+)?", re.I)
BRACKET = re.compile(r"\(([^()]{1,160})\)")
CUT = re.compile(r"\s+(?:[–—|]|-{1,2})\s+|,\s+|\s{2,}|(?<=\w{3})\.\s+|(?<=[)])\.\s+|\s*[|]\s*")
AT = re.compile(r"\s+(?:at|@)\s+(?:the\s+)?(?=[^\W\d_a-z])")
COLON = re.compile(r"^([^:]{2,70}):\s+(?=\S)")
FOR = re.compile(r"^\s*(?:for|of|in|:|,|[–—-]|à|für|de|per|para)\s+", re.I)
SECTION = re.compile(r"[A-Z]{1,3}\d{1,3}")  # before the code: "L44 Mud 148"
MARKED = re.compile(r"(?<=[\w)])\s?[*†‡§]+(?=\s*(?:[,;(]|$))")
AT_END = re.compile(r"\s*(?:[:,;.–—-]|$)")
EDGES = " ,:;.–—-/|"
CALLED = re.compile(r",?\s+an?\s+[\w-]+(?:\s[\w-]+)?\s+course(?:\s+(?:at|for|in))?[\s,.]*$", re.I)
PRIZE = re.compile(r"\b(?:award|prize)\b", re.I)
MOST_WORDS = 9  # of the name of an institution or a role


@dataclass(slots=True)
class Told:
    """What an item tells of a course, as far as it is read."""

    title: str = ""
    code: str = ""
    institution: str = ""
    role: str = ""
    terms: tuple[Term, ...] = ()
    people: tuple[str, ...] = ()
    links: tuple[Link, ...] = field(default=())

    def record(self, first: Line, last: Line) -> CourseRecord:
        return CourseRecord(
            lines=(first.number, last.last),
            title=self.title,
            code=self.code,
            institution=self.institution,
            terms=self.terms,
            role=self.role,
            people=self.people,
            links=self.links,
            confidence=1.0 if self.code and self.terms else 0.7,
        )


def is_institution(text: str) -> bool:
    """Whether a text of few words names an institution."""
    if text.casefold() in knowledge.words("institution_names"):
        return True
    known = knowledge.phrase_pattern("institution_words")
    return len(text.split()) <= MOST_WORDS and bool(known.search(text))


def role_of(text: str) -> str:
    """The role that is all of a text but for words such as "as" ("as teaching assistant")."""
    match = knowledge.phrase_pattern("teaching_roles").search(text)
    if not match or len(text.split()) > MOST_WORDS:
        return ""
    rest = (text[: match.start()] + " " + text[match.end() :]).strip(EDGES)
    plain = rest.casefold().removeprefix("as").strip(" .")
    if plain in ("", "a", "an", "graduate", "undergraduate", "senior", "head", "course", "lab"):
        return re.sub(r"^(?:as\s+)?(?:an?\s+)?", "", text.strip(EDGES), flags=re.I)
    return ""


def read(text: str) -> list[Told]:
    """The courses of an item: mostly one; several where each has a code or terms of its own."""
    text, links = spans.take_labels(MARKED.sub("", text.strip()))
    shared = Told()
    body = _led(text, shared)
    found = [_course(part, shared) for part in _several(body)]
    if len(found) == 1:
        found[0].links = links
    return found


def _led(text: str, shared: Told) -> str:
    """The text without the institution, role or terms that lead it as a label; these go to
    `shared`."""
    match = COLON.match(text)
    if match and not course_codes.find(match[1]) and not terms.alone(text[match.end() :]):
        label, rest = match[1], text[match.end() :]
        body, inner = spans.take_parenthesis(label) or (label, "")
        if led := terms.alone(label):
            shared.terms = led
            return rest
        if role := role_of(label):
            shared.role = role
            return rest
        if is_institution(body) and not terms.find(body):
            shared.institution, shared.role = body.strip(), role_of(inner)
            return rest
    role_match = knowledge.phrase_pattern("teaching_roles").match(text)
    if role_match and (after := FOR.match(text[role_match.end() :])):
        shared.role = role_match[0]
        return text[role_match.end() + after.end() :]
    return text


def _several(text: str) -> list[str]:
    """The parts of a text that are a course each."""
    listed = spans.split_outside(text)
    if len(listed) > 1 and all(map(course_ends.has_level, listed)):
        return listed
    parts = _with_terms([p for p in spans.split_outside(text, ";") if p])
    if len(parts) > 1 and all(course_codes.find(p) or terms.find(p) for p in parts):
        return parts
    starts = [0]
    for match in course_codes.find(text)[1:]:
        between = text[starts[-1] : match.start()]
        cut = re.search(r"(?:\s+and|,|;)\s+$", between)
        if (
            cut
            and len(between[: cut.start()].split()) > 3
            and between.count("(") == between.count(")")
        ):
            starts.append(match.start())
    ends = [*starts[1:], len(text)]
    return [
        re.sub(r"(?:\s+and|[,;])\s*$", "", text[a:b]) for a, b in zip(starts, ends, strict=True)
    ]


def _with_terms(parts: Sequence[str]) -> list[str]:
    """The parts, one that has nothing but terms with the one before it."""
    found: list[str] = []
    for part in parts:
        if found and terms.alone(part):
            found[-1] = f"{found[-1]}; {part}"
        else:
            found.append(part)
    return found


def _course(text: str, shared: Told) -> Told:
    told = replace(shared)
    text = _brackets(text, told)
    if led := course_codes.leading(text):
        told.code = led["code"]
        told.title = _sorted(text[led.end() :], told, title_first=True)
        return told
    found = course_codes.find(text)
    if not found:
        told.title = _sorted(text, told) or _sorted(text, replace(shared), title_first=True)
        if told.institution == told.title:
            told.institution = shared.institution
        return told
    told.code = found[0][1]
    after = FORMER.sub("", text[course_codes.end(text, found) :])
    lead = _sorted(text[: found[0].start()], told)
    if SECTION.fullmatch(lead):
        told.code, lead = f"{lead} {told.code}", ""
    if not lead or is_institution(lead):
        told.institution = told.institution or lead
        told.title = _sorted(after, told, title_first=True)
        return told
    title = _sorted(after, told)
    if not title or is_institution(title):
        told.title, told.institution = lead, told.institution or title
    else:
        told.title, told.institution = title, told.institution or lead
    return told


def _brackets(text: str, told: Told) -> str:
    """The text without the brackets that tell roles, people, terms or what kind of course it is."""

    def read_one(match: re.Match[str]) -> str:
        inner = match[1]
        if code := course_codes.whole(inner):
            told.code = code
            return ","
        people, own = WITH.search(inner), terms.alone(inner)
        if own:
            told.terms += own
            return ","
        role = _role_in(inner[: people.start()] if people else inner)
        if role or people:
            told.role = told.role or role
            told.people += tuple(names.in_prose(inner[people.end() :])) if people else ()
            found = terms.find(inner)
            told.terms += tuple(t for each in found for t in each.terms)
            return ","
        ends = AT_END.match(match.string, match.end())
        if ends and not told.institution and institutions.rank(inner) >= institutions.INSTITUTION:
            told.institution = inner.strip()
            return ","
        if STUDY_YEAR.fullmatch(inner.strip()):
            return ""
        return "" if knowledge.phrase_pattern("course_levels").search(inner) else match[0]

    return BRACKET.sub(read_one, text)


def _role_in(text: str) -> str:
    """The first part of a text that names a role."""
    known = knowledge.phrase_pattern("teaching_roles")
    parts = (p.strip(" ,") for p in re.split(r",|;", text))
    return next(
        (
            p
            for p in parts
            if known.search(p) and len(p.split()) <= MOST_WORDS and not PRIZE.search(p)
        ),
        "",
    )


def _sorted(text: str, told: Told, title_first: bool = False) -> str:
    """What is left for the title of a text whose other parts go to the fields of `told`; with
    `title_first` the first part is no institution, whatever its words."""
    found = [f for f in terms.find(text) if _outside(text, f.start)]
    told.terms += tuple(term for each in found for term in each.terms)
    text = terms.taken(text, found)
    kept: list[str] = []
    ended = False  # the title, by a part that is something else
    for part, mark in _parts(text):
        plain = part.strip(EDGES)
        role = role_of(plain)
        if kept and not role and (plain.isdigit() or course_ends.is_level(plain)):
            continue
        if kept and told.code and PROGRAMME.match(plain):
            ended = True
            continue
        place = not role and not told.institution and _is_place(plain, bool(kept), mark)
        if role:
            told.role = told.role or role
        elif place and (kept or not title_first):
            told.institution = plain
        elif plain and not ended:
            kept += [part, mark]
            continue
        ended = ended or bool(plain and kept)
    title = CALLED.sub("", "".join(kept)).strip(EDGES)
    if (told.code or told.terms) and not told.role:
        title, told.role = course_ends.without_role(title)
    return title


def _outside(text: str, at: int) -> bool:
    """Whether a place in a text is in no bracket."""
    return text.count("(", 0, at) == text.count(")", 0, at)


def _parts(text: str) -> list[tuple[str, str]]:
    """The parts of a text, each with the mark that follows it."""
    found, at = [], 0
    cuts = sorted([*CUT.finditer(text), *AT.finditer(text)], key=lambda m: m.start())
    for cut in cuts:
        part = text[at : cut.start()]
        if cut.start() < at or not _outside(text, cut.start()):
            continue
        if cut.re is AT and is_institution(part.strip(EDGES)):
            continue  # "University of Mud at Wetham"
        found.append((part, cut[0]))
        at = cut.end()
    return [*found, (text[at:], "")]


def _is_place(part: str, later: bool, mark: str) -> bool:
    """Whether a part names the institution; a short form only after the title."""
    if is_institution(part):
        return later or bool(mark)
    return later and bool(re.fullmatch(r"[A-Z]{2,6}", part))
