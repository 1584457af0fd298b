"""Degrees told of in sentences or list items."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from importer import knowledge
from importer.parse import dates, institutions, names
from importer.records import EducationRecord, Record

# What ends the name of an institution in running text.
STOP = re.compile(
    r"[.;](?:\s|$)|,\s+(?:where|and|with|under|advis|supervis|in\s+(?:19|20)|"
    r"(?:19|20)\d\d|I\b|working|after|before)|"
    r",?\s+(?:in|since|from|nel|en|im|em)\s+(?:\w+\s+)?(?:19|20)\d\d|\s+(?:under|where|with|while|"
    r"and\s+(?:I|he|she|they|was|is|has|then|later|worked|held|did|joined|spent)|advised|supervised|working|during|before|after)\b|"
    r"[,\s]*\(?(?:19|20)\d\d|\s*[,(]?\s*(?:[Aa]dvis|[Ss]upervis)|$"
)
AFTER_ADVISOR = re.compile(
    r"\s*[:,(]?\s*(?:(?:by|of|was|is|were|von|durch|de|di|da|do|por|par|door)\s)?\s*(?:the\s+)?",
    re.I,
)
# Who advised, as a label tells: "(chair: Ann Lee)", "dir. Ann Lee".
LABELLED_ADVISOR = re.compile(
    rf"\b{knowledge.alternatives('advisor_labels')}\s*(?-i:(?=[^\W\d_a-z]))", re.I
)
ADVISOR_WAS = re.compile(
    r"(?:(?:My|His|Her|Their)\s+(?:(?:Ph\.?D\.?|doctoral|thesis|dissertation)\s+)?"
    r"(?:advis[oe]r|supervisor)\s+(?:was|is)|(?:I|He|She|They)\s+(?:was|were)\s+"
    r"(?:advised|supervised)\s+by|(?:Advised|Supervised)\s+by|(?:Advisor|Supervisor)\s*:)\s+"
    r"(?:Prof(?:essor|\.)?\s+|Dr\.?\s+)*"
)
BESIDE = re.compile(r"(?:^|[\s)(,])(?:with|under|bei|avec|con)\s+(?=[^\W\d_a-z])")
FIELD = re.compile(
    r"\s*(?:,|degrees?)?\s*"
    r"(?:\([^)]*\)\s*)?(?:degrees?\s*)?(?:(?:is|was)\s+)?(?:(?:in|of|en|em|ès|für|der|de|di)\s+|d['’])"
    r"(?=\S)",
    re.I,
)
PLACE = re.compile(
    r"(?:,|\s)\s*(?:(?:from|at|in|presso|alla|an\s+der|à\s+la|à|en\s+la|por(?:\s+(?:la|el))?|"
    r"na|pela|pelo|no|de\s+la|della|dalla|par|aan\s+de|vid|ved)\s+|"
    r"(?:presso\s+l|all|dell|dall|à\s+l|de\s+l|par\s+l)['’])"
    r"(?:the\s+(?=[^\W\d_a-z]|\w+ University))?(?=[^\W\d_a-z])"
)
IN = re.compile(r"[\s,]*(?:in|en)\s")
STUDENT = re.compile(
    r"\s*(?:student|candidate|program|"
    r"programme|thesis|dissertation|advisor)s?\b",
    re.I,
)
HONOURS = re.compile(r"\b(?:distinction|honou?rs|laude|merit|credit)\b", re.I)
AFTER_SHORT = re.compile(r"\s*(?:degree|(?:in|from|at|and)\b|,|\()")
SHORT = frozenset("ma ms ba bs be meng ab am sb sm jd md mb msn bsn dnp dpt dba vmd od dsw".split())
# What else was studied, and honours: no part of the field or the institution.
ASIDE = re.compile(
    r",?\s+(?:and|with)\s+(?:an?\s+)?(?:minors?|concentration|speciali[sz]ation|second\s+major)\s+"
    r"in\s+[^,.;()]+|,?\s+with\s+(?:highest\s+|high\s+)?(?:honou?rs|distinction)\b",
    re.I,
)
BEFORE = re.compile(
    r"\b(?:from|at)\s+(?:the\s+)?([A-Z][^,.;]{1,60}?)(?:\s+with\s+(?:an?|my)|,?\s+where\s+"
    r"(?:I|he|she|they)\s+(?:also\s+)?(?:got|received|earned|obtained|completed|did|defended)\s+"
    r"(?:an?|my|his|her|their))\s+$"
)
AFTER_COMMA = re.compile(r"\s*(?:degree)?\s*[,:]\s+(?=[^\W\d_a-z])")
# The institution and the year in brackets: "PhD in Mud (Mudford University, 2014)".
BRACKETED = re.compile(
    r"\s*\((?:(?:19|20)\d\d\s*[,;]\s*)?(?P<place>[^\W\d_a-z][^();\d]{2,80}?)\s*"
    r"(?:[,;]?\s*(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)?\d\d)?)?\)"
)
OWN = re.compile(r"(?<=\d)\.\s|\b(?:thesis|dissertation)\b", re.I)
LEADS = 30  # characters (a period) before the degree of a list item
RESPECTIVELY = re.compile(r"\brespectively\b|\bbeziehungsweise\b|\bbzw\.", re.I)
# What was done at a place besides getting the degree ("during my PhD I interned at …").
ELSEWHERE = re.compile(
    r"\b(?:intern(?:ed|ing|ships?)?|visit(?:ed|ing)?|work(?:ed|ing)?|spent|collaborat\w+|join\w*|"
    r"consult\w*|stay\w*)\b",
    re.I,
)
# Where a sentence goes on with something else that may have dates.
CLAUSE = re.compile(
    r",?\s+(?:and|before|then|where|after\s+which|whereupon)\s+(?:then\s+|later\s+)?"
    r"(?:(?:I|he|she|they|we)\b|(?:was|is|am|has|have|had|worked|held|did|joined|spent|became|moved|"
    r"served|stayed|continued|interned|visited)\b)",
    re.I,
)
UNTIL = re.compile(r"\s*(?:[-–—/]{1,3}|to|until|till|and|bis|à|a|al|até|tot)\s*", re.I)
LETTER = re.compile(r"[^\W_]")
NEAR = 200  # characters before a degree that may tell its institution and dates


class _Degree(NamedTuple):
    text: str
    start: int
    end: int


@cache
def _degree() -> re.Pattern[str]:
    longest = sorted(knowledge.words("degrees"), key=lambda w: (-len(w), w))
    any_of = "|".join(map(re.escape, longest))
    levels = "|".join(map(re.escape, sorted(knowledge.words("study_levels"))))
    holders = "|".join(sorted(map(re.escape, knowledge.words("degree_holders")), key=len)[::-1])
    return re.compile(
        rf"(?<![\w.-])(?:(?:{any_of})(?!\w)|(?:{levels})(?=\s*(?:[,;:(|–—-]|$))"
        rf"|(?:{holders})(?=\s+(?:em|en|ès|de|di|(?<!doctor )in|por|pela|pelo)\s)"
        r"|promotion(?=\s+(?:an\s+der|am|im\s+fach|bei|der)\s|\s[^,;.]{3,60}\s\(dr\b))",
        re.I,
    )


def _degrees(sentence: str, listed: bool) -> list[_Degree]:
    """The degrees in a sentence that are no words of another thing ("master thesis")."""
    found = []
    for match in _degree().finditer(sentence):
        student = STUDENT.match(sentence, match.end())
        if not _is_sound(match[0]) or student and not (listed and match.start() < LEADS):
            continue
        short = match[0].rstrip(".").casefold() in SHORT
        if short and "." not in match[0] and not AFTER_SHORT.match(sentence, match.end()):
            continue
        found.append(_Degree(match[0], match.start(), match.end()))
    return found


def read(sentence: str, line: int, listed: bool = False, last: int = 0) -> list[EducationRecord]:
    """The degrees that a sentence says the owner has, each with field, institution and year.

    `listed`: it is an item of a list of degrees, from `line` to `last`, where "PhD student in …"
    is an entry too and the first degree alone counts.
    """
    sentence = ASIDE.sub("", sentence)
    degrees = _degrees(sentence, listed)
    if listed:
        degrees = degrees[:1]
    if not degrees:
        return []
    groups: list[list[_Degree]] = [[degrees[0]]]
    for degree in degrees[1:]:
        between = sentence[groups[-1][-1].end : degree.start]
        if re.fullmatch(r"\s*(?:,|and|&|/|degrees?|\s)*\s*(?:an?\s+)?", between):
            groups[-1].append(degree)
        else:
            groups.append([degree])
    found: list[EducationRecord] = []
    for k, group in enumerate(groups):
        end = groups[k + 1][0].start if k + 1 < len(groups) else len(sentence)
        start = groups[k - 1][-1].end if k else 0
        found += _group(sentence[:end], group, line, start)
    return [replace(r, lines=(line, max(line, last))) for r in found]


def _is_sound(printed: str) -> bool:
    """Whether a match may be a degree: a short form is no word of another language ("ma", "Ab")."""
    short = printed.rstrip(".").casefold() in SHORT
    return not short or printed[:2].isupper() or "." in printed and printed[:1].isupper()


def leads(text: str) -> bool:
    """Whether a text begins with a degree, as an entry of a list does."""
    return bool((match := _degree().match(text.lstrip(" •-–*"))) and _is_sound(match[0]))


def has_degree(text: str) -> bool:
    """Whether a degree is named in the text of an entry."""
    return any(_is_sound(match[0]) for match in _degree().finditer(text[:300]))


def leading(text: str) -> tuple[str, str]:
    """(degree, text after it) of a text that begins with one."""
    match = _degree().match(text := text.lstrip(" •-–*"))
    if not match or not _is_sound(match[0]):
        return "", text
    return match[0], STUDENT.sub("", text[match.end() :], count=1)


def own(text: str) -> str:
    """The text of a degree up to its thesis."""
    return text[: m.start()] if (m := OWN.search(text)) else text


def is_student(text: str) -> bool:
    """Whether an item of a list of degrees is about being a student for one."""
    return any(STUDENT.match(text, match.end()) for match in _degree().finditer(text[:200]))


@cache
def advised() -> re.Pattern[str]:
    """A word that tells of an advisor ("advised", "supervisor", "Betreuer")."""
    longest = sorted(knowledge.words("advisor_words"), key=lambda w: (-len(w), w))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)", re.I)


def advisor_in(text: str) -> str:
    """The advisor whom the text after a degree names, by a word or as "with Ann Lee"."""
    if told := advised().search(text):
        after = AFTER_ADVISOR.match(text, told.end())
        return names.leading_name(text[after.end() if after else told.end() :][:120])
    beside = LABELLED_ADVISOR.search(text) or BESIDE.search(text)
    name = names.leading_name(text[beside.end() :][:120]) if beside else ""
    honoured = HONOURS.search(name)
    return name if " " in name and not (honoured or institutions.rank(name)) else ""


def advise(records: list[Record], sentence: str, line: int) -> None:
    """Give the degree told last in the same paragraph the advisor whom a sentence after it names:
    "My advisor was Ann Lee."."""
    told = ADVISOR_WAS.match(sentence)
    name = names.leading_name(sentence[told.end() :][:120]) if told else ""
    for k in range(len(records) - 1, -1, -1):
        record = records[k]
        if not name or record.lines[0] != line:
            return
        if isinstance(record, EducationRecord):
            records[k] = record if record.advisor else replace(record, advisor=name)
            return


def _group(sentence: str, group: list[_Degree], line: int, start: int) -> list[EducationRecord]:
    """Records of degrees named together: they share what follows them in the sentence. What
    stands before them is theirs where no other degree ends before `start`."""
    rest = sentence[group[-1].end :]
    field, after = _field(STUDENT.sub("", rest, count=1) if STUDENT.match(rest) else rest)
    above = sentence[max(0, group[0].start - NEAR) : group[0].start]
    before = BEFORE.search(above)
    institution = before[1].strip() if before else _institution(after)
    within = BRACKETED.search(rest[:NEAR])
    if within and institutions.rank(within["place"]) and (not institution or "(" in institution):
        institution, field = within["place"].strip(), _open_field(rest[: within.start()])
    if before and not field:
        field = _open_field(rest)
    if not institution:
        return []
    dated = _dates(rest, "" if start else above)
    each = len(dated) == len(group) > 1 and bool(RESPECTIVELY.search(rest))
    return [
        EducationRecord(
            lines=(line, line),
            degree=degree.text,
            field=field,
            institution=institution,
            year=dated[k if each else -1].iso[:4] if dated else "",
            start=dated[0].iso if len(dated) > 1 and not each else "",
            advisor=advisor_in(rest),
            confidence=0.9,
        )
        for k, degree in enumerate(group)
    ]


def _field(rest: str) -> tuple[str, str]:
    """(field of study, text after it)."""
    match = FIELD.match(rest)
    if not match:
        return "", rest
    body = rest[match.end() :]
    named = knowledge.phrase_pattern("institution_words").search(body.split(",")[0][:60])
    if named and not PLACE.search(body[:80]):
        return "", rest
    place = PLACE.search(body)
    comma = re.search(r",\s+(?=[^\W\d_a-z])", body)
    cuts = [m for m in (place, comma) if m]
    if not cuts:
        return "", rest
    cut = min(cuts, key=lambda m: m.start())
    field = body[: cut.start()].strip(" ,")
    return (field, body[cut.start() :]) if len(field.split()) <= 8 else ("", rest)


def _open_field(rest: str) -> str:
    """The field of "with a PhD in F in 2020": all up to the next stop."""
    match = FIELD.match(rest)
    if not match:
        return ""
    body = rest[match.end() :]
    stop = STOP.search(body)
    return body[: stop.start() if stop else len(body)].strip(" ,.")


def _dates(after: str, before: str) -> list[dates.Dated]:
    """The dates of a degree: those of its own sentence, else those that stand before it."""
    if clause := CLAUSE.search(after):
        after = after[: clause.start()]
    for text in (own(after), after, before):
        found = [d for d in dates.find_all(text) if not d.iso.startswith("-")]
        if found and text is not before and not RESPECTIVELY.search(text):
            return _first_span(text, found)
        if found:
            return found
    return []


def _first_span(text: str, found: list[dates.Dated]) -> list[dates.Dated]:
    """The first date, with the one that ends its period: what a sentence dates further on is
    something else ("… in 2013, and was a fellow until 2015")."""
    if len(found) > 1 and UNTIL.fullmatch(text, found[0].end, found[1].start):
        return found[:2]
    return found[:1]


def _institution(text: str) -> str:
    """The institution that follows "from", "at" or a comma, or "in" if its words tell of one."""
    match = AFTER_COMMA.match(text) or PLACE.search(text)
    if not match or ELSEWHERE.search(text, 0, match.start()):
        return ""
    body = text[match.end() :]
    stop = STOP.search(body)
    found = body[: stop.start() if stop else len(body)].strip(" ,.")
    if found.count("(") > found.count(")"):
        found = found[: found.rindex("(")].rstrip(" ,")
    if (IN.match(match[0]) or ":" in match[0]) and not institutions.rank(found):
        return ""
    return found if LETTER.search(found) and len(found.split()) <= 12 else ""
