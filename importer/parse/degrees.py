"""An entry of a list of degrees, taken apart by its commas and lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from importer import knowledge
from importer.parse import dates, education, institutions, periods, spans
from importer.records import EducationRecord

DASHES = re.compile(r"\s+[–—|·]\s+|\s+-\s+|;\s+|(?<=[^\W\d_]{3})\.\s+(?=[A-Z])|(?<=\d)\.\s+|:\s+")
BRACKET = re.compile(r"\s*\(([^()]{0,120})\)")
TOWN = re.compile(rf"\s*{institutions.TOWN}")
LABEL = re.compile(r"\s+(?=[^\W\d_a-z][^\W\d_]{3,14}:\s)")
BEFORE_FIELD = re.compile(
    r"^\s*(?:\([^()]{0,60}\)\s*)?(?:[,:]\s*)?(?:degree\s*)?(?:(?:in|of|en|em|in\s+der|der|für|di|de|ès)\b|d['’])?\s*"
    r"(?:the\s+)?",
    re.I,
)
# What was studied, beside a degree that stands behind it ("Studium der Physik in Mudheim, M.A.").
STUDIED = re.compile(
    r"(?:studium|studies|studied|études|estudios?|estudos|studi|studie)\s+"
    r"(?:der|des|von|in|of|de|di|em|en)?\s*"
    r"(.{3,80}?)(?=\s+(?:in|an\s+der|at|à|en\s+la|presso|na|aan)\s|$)",
    re.I,
)
# What tells who advised, to the end of the part: "dir. Ann Lee", "(chair: Ann Lee)".
ADVISED = re.compile(
    rf"[,;]?\s*\(?\b(?i:{knowledge.alternatives('advisor_labels')})\s+[^\W\d_a-z][^,;()]{{2,60}}\)?"
)
# The institution right after the degree: "Doctorat de l'Université de Boue (mécanique)".
AWARDED = re.compile(
    r"\s*(?:de\s+l['’]|de\s+la\s+|de\s+|del?l['’a]\s*|der\s+|from\s+(?:the\s+)?)"
    r"(?P<place>[^\W\d_a-z][^()]{2,80}?)\s*(?:\((?P<field>[^()\d]{3,80})\)?)?\s*$"
)
NO_FIELD = re.compile(
    r"\d|\b(?:thesis|dissertation|advis|supervis|honou?rs|laude|minor|gpa|committee|ongoing|expected)",
    re.I,
)
AFTER_YEAR = re.compile(r"(?<=[\s,(](?:19|20)\d\d)[.,]?\s+(?=[^\W\d_a-z])")
INNER = re.compile(r"\(([^()]*)\)\W*")
MOST_WORDS = 9
MOST_FIELDS = 3  # before the last of a list
LAST = re.compile(r"(?:and|&|und|et|y|e)\s+(?=\S)")


def read(texts: Sequence[str], lines: tuple[int, int]) -> list[EducationRecord]:
    """The degrees of an entry of these lines, mostly one: as sentences tell it, or part by part
    where the parts tell more."""
    texts = [periods.spelt_out(text) for text in texts]
    text = " ".join(texts)
    clauses = [c for part in spans.split_outside(text, ";") for c in AFTER_YEAR.split(part)]
    if len(clauses) > 1 and all(map(leads, clauses)):  # "PhD, Mudford, 2007; BA, Wetham, 2002"
        return [found for clause in clauses for found in read([clause], lines)]
    told = education.read(ADVISED.sub("", text), lines[0], listed=True, last=lines[1])
    apart = _parted(texts, lines)
    if not told or apart is None:
        return told or ([apart] if apart else [])
    (first,) = told
    better = institutions.rank(apart.institution) > institutions.rank(first.institution)
    within = apart.institution in first.institution
    within &= bool(apart.institution or not institutions.rank(first.institution))
    if better or within and (apart.field or not first.field):
        return [replace(apart, advisor=first.advisor or apart.advisor, start=first.start)]
    return told


def starts(above: str, text: str) -> bool:
    """Whether a line begins another entry: it leads with a degree, and the one above has one."""
    return leads(text) and education.has_degree(above)


def leads(text: str) -> bool:
    """Whether a line begins with a degree, or with a period and a degree."""
    return education.leads(text) or education.leads(periods.without(text))


def _parted(texts: Sequence[str], lines: tuple[int, int]) -> EducationRecord | None:
    """The degree by its parts; None where no part names a degree, or it lacks an institution and
    either of field and year."""
    parts = [part for text in texts for part in _parts(text) if part.strip(" .")]
    at = next((k for k, part in enumerate(parts) if education.leads(part)), None)
    if at is None:
        return None
    degree, inner = education.leading(parts[at])
    inner, *later = _listed([inner, *parts[at + 1 :]])
    field = _field(inner)
    others = [*later, *parts[:at]]
    if not field and later and not institutions.rank(later[0]):
        field = _field(later[0])
    if (place := inner.strip(" .,"))[:1].isupper() and institutions.rank(place):
        others.insert(0, place)  # "Ph.D. Mudford University"
    if not field and (studied := next(filter(None, map(STUDIED.match, others)), None)):
        field = _field(studied[1])
    places = institutions.with_campus([p for p in others if p != field])
    institution = institutions.placed([p for p in places if institutions.rank(p)]).institution
    text = " ".join(texts)
    found = [d for d in dates.find_all(education.own(text)) if not d.iso.startswith("-")]
    found = found if found == sorted(found, key=lambda d: d.iso) else found[:1]
    awarded = AWARDED.match(inner)
    if awarded and not institution and institutions.rank(awarded["place"]):
        institution = awarded["place"]
        field = _field(awarded["field"] or "") or field
    if not institution and not (field and found):
        return None
    return EducationRecord(
        lines=lines,
        degree=degree,
        field=field,
        institution=institution.strip(" ."),
        year=found[-1].iso[:4] if found else "",
        start=found[0].iso if len(found) > 1 else "",
        advisor=education.advisor_in(text),
        confidence=0.8,
    )


def _parts(text: str) -> list[str]:
    """The parts of a line: apart by its commas and dashes, by its period and by labels
    ("Thesis: …"); the point of a degree parts nothing."""
    text = TOWN.sub("", text)
    text = BRACKET.sub(lambda m: "" if education.advised().match(m[1]) else m[0], text)
    text = ADVISED.sub("", text)
    period = periods.find(text)
    halves = [text[: period.start()], text[period.end() :]] if period else [text]
    found: list[str] = []
    for half in (each for whole in halves for each in LABEL.split(whole)):
        half = _whole(half.strip(" ,:;–—-|"))
        degree, rest = education.leading(half)
        pieces = DASHES.split(rest)
        pieces[0] = half[: len(half) - len(rest)] + pieces[0]
        found += [part for piece in pieces for part in spans.split_outside(piece)]
    return found


def _whole(text: str) -> str:
    """The text without half a pair of brackets, or one around all of it: "Mudford University
    (expected", "(Mud)."."""
    if text.count("(") > text.count(")"):
        return text[: text.rindex("(")].rstrip()
    if text.count(")") > text.count("("):
        return text.replace(")", "").lstrip(" ,:;–—-|")
    inner = INNER.fullmatch(text)
    return inner[1] if inner else text


def _may_list(part: str) -> bool:
    return bool(part.strip(" .,")) and not institutions.rank(part)


def _listed(parts: list[str]) -> list[str]:
    """The parts, with a field that is a list as one: "Mud", "Rain", "and Hail"."""
    for k, part in enumerate(parts):
        first = k
        while first and k - first < MOST_FIELDS and _may_list(parts[first - 1]):
            first -= 1
        if LAST.match(part) and first < k:
            return [*parts[:first], ", ".join(parts[first : k + 1]), *parts[k + 1 :]]
    return parts


def _field(text: str) -> str:
    """The field of study that a part is; empty for a part that is something else."""
    field = BEFORE_FIELD.sub("", spans.PAREN_TAIL.sub("", text), count=1).strip(" .")
    inner = spans.PAREN_TAIL.fullmatch(text)
    if not field and inner and inner[1][:1].isupper() and not education.leads(inner[1]):
        field = inner[1]
    plain = field and len(field.split()) <= MOST_WORDS and not NO_FIELD.search(field)
    return field if plain and not institutions.rank(field) else ""
