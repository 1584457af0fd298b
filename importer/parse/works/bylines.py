"""Lists of authors with family names first: "Lee, A. B., & Ray, C.", "Lee AB, Ray C", "Lee, Ann".

Such lists are told by their form alone, and their names put in the order of speech.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from importer import knowledge
from importer.parse.names import MARKS, list_likeness
from importer.sources import Line

# Words that stand before a family name and belong to it, and those that begin no name.
BEFORE = r"(?:[a-zà-ÿ]{1,4}|Van|Von|De|Del|Della|Di|Da|Le|La|El|Al|Ben)"
AMID = r"(?:d[aeiou]s?|de la|del|van|von|der|den|y|e)"
NOT = r"(?!(?:In|The|An?|By|With|And|On|For|From|Dans|En|Im)\s)"
# A hyphen joins parts of one word: were it a space as well, long names would take their cube.
FAMILY = (
    rf"{NOT}(?:{BEFORE}[ ’'-]){{0,3}}[^\W\d_a-z][^\W\d_.]*(?:[’'-][^\W\d_]+)*"
    rf"(?:(?: |-(?={AMID}\s))(?:{AMID}\s)?[^\W\d_a-z][^\W\d_.]+(?:[’'-][^\W\d_]+)*){{0,2}}"
)
MARKED = rf"(?:\s?[{re.escape(MARKS)}¹²³⁴⁵]|(?<=[.\w])\d(?!\d))*"
FRONT = rf"[{re.escape(MARKS)}]{{0,3}}\s?"
DOTTED = re.compile(
    rf"{FRONT}(?P<family>{FAMILY}),\s"
    rf"(?P<given>[^\W\d_a-z](?:h|u|o)?\.(?:[ ‑-]?[^\W\d_a-z][a-z]?\.){{0,4}})"
    rf"(?:,?\s(?P<suffix>[JS]r\.?|I{{2,3}}))?(?P<marks>{MARKED})(?!\w)"
)
DOTTED_BARE = re.compile(
    rf"{FRONT}(?P<family>{FAMILY})\s"
    rf"(?P<given>[^\W\d_a-z]\.(?:[ ‑-]?[^\W\d_a-z]\.){{0,3}})(?P<suffix>)"
    rf"(?P<marks>{MARKED})(?=[,;:(]|\s(?:and|&|et)\b|\s&|\s\(|\s*$)"
)
BARE = re.compile(
    rf"{FRONT}(?P<family>{FAMILY}),?\s(?P<given>(?!I{{2,3}}\b|IV\b)[A-ZÀ-Þ](?:-?[A-ZÀ-Þ]){{0,3}})"
    rf"(?P<suffix>\s(?:[JS]r|2nd))?"
    rf"(?P<marks>{MARKED})(?=[,.;:)]|\s\(|\s(?:and|&|et)\b|\s&|\s*$)"
)
COMMA_BARE = re.compile(
    rf"{FRONT}(?P<family>{FAMILY}),\s(?P<given>[A-ZÀ-Þ](?:[ -]?[A-ZÀ-Þ]){{0,2}})(?P<suffix>)"
    rf"(?P<marks>{MARKED})(?=[,.;:(]|\s(?:and|&|et)\b|\s&|\s\(|\s*$)"
)
WHOLE = r"[^\W\d_a-z][^\W\d_]+(?:[’'-][^\W\d_]+)*"
SPELT = re.compile(
    rf"(?P<family>(?:{FAMILY})(?=,\s{WHOLE}(?:\s[^\W\d_a-z]\.)*[,.;])|(?:[a-z]{{1,4}}\s){{0,2}}{WHOLE}),"
    rf"\s(?P<given>{WHOLE}(?:[ -][^\W\d_a-z][^\W\d_]*\.?){{0,2}})"
    rf"(?P<suffix>)(?P<marks>{MARKED})(?="
    r",?\s(?:and|&|et)\s[^\W\d_a-z][^,.]{2,40}\.\s"
    r"|(?:,\s[^\W\d_a-z][^,.;&]{2,40}){1,15},?\s(?:and|&|et|und|y)\s[^,.;]{2,40}\.\s\(?(?:19|20)\d\d"
    r"|,\set\sal|\.\s[“\"‘«]|\.\s\(?(?:19|20)\d\d|"
    r"[,.]?\s\(?(?:eds?|trans|hrsg)\b|;\s[^\W\d_a-z][^\W\d_]+,\s)"
)
# The one author of a line, the given name spelt out, before the title.
SIGNED = re.compile(
    rf"(?P<family>{WHOLE}(?=,\s{WHOLE}(?:\s(?:{WHOLE}|[^\W\d_a-z]\.))?[.,]\s)|{WHOLE}\s{WHOLE}(?=,\s{WHOLE}\.\s)),\s"
    rf"(?P<given>{WHOLE}(?:\s[^\W\d_a-z]\.)?(?:\s{WHOLE})?)(?P<suffix>)(?P<marks>)"
    r"(?=\.\s[\"“‘«]?[^\W\d_a-z]|,\s[^\W\d_a-z][^,.]{2,40},\s(?:and|&)\s)"
)
INITIALED = re.compile(
    r"(?<![\w.])(?:[^\W\d_a-z]\.[ ‑-]?){1,3}"
    r"(?:(?:van|von|de|der|den|di|da|la|le|du|dos|el|al)\s){0,2}"
    r"[^\W\d_a-z][\w’']+(?:[-‑][^\W\d_a-z][\w’']+)*"
)
# What shows the name before it to be the only one turned round: "Lee, A. B., C. Ray, D. Fox".
THEN_STRAIGHT = re.compile(rf",?\s(?:(?:and|&)\s)?{INITIALED.pattern}")
GOES_ON = re.compile(r"\s([^\W\d_a-z][^\W\d_]+)")  # a further word of the name, if always the same
FEWEST = 3  # times that a name stands in a section whose names tell where they end
LEADING_NAME = re.compile(r"(?:[^\W\d_a-z]\.[ -]?){1,3}\s?[^\W\d_a-z][\w’'-]+(?=[ ,])")
# "Lee, Ann/Ray, Bo (2020)", "Lee, Ann; Ray, Bo:": given names spelt out all through.
SLASHED = re.compile(
    rf"{FRONT}(?P<family>(?:[a-z]{{1,4}}\s){{0,2}}{WHOLE}(?:\s{WHOLE})?),\s"
    rf"(?P<given>{WHOLE}(?: (?:{WHOLE}|[^\W\d_a-z]\.)|-[^\W\d_a-z]\.){{0,2}})"
    rf"(?P<suffix>)(?P<marks>{MARKED})"
    r"(?=\s?[/;]\s?[^\W\d_a-z]|\s\(|:\s|\s(?:19|20)\d\d\b)"
)
CLOSED = re.compile(r"\s*(?:\(|:|(?:19|20)\d\d\b)")
BETWEEN = re.compile(r"\s*(?:[,;/]\s*)?(?:(?:&|and|und|et|y|e)\s+)?(?:(?:\.\.\.|…)\s*[,&]?\s*)?")
ET_AL = re.compile(
    r"[,;]?\s*(?:and\s+|&\s+)?et\s+al\.?,?"
    r"|[,;]?\s*(?:&|and)\s+(?:\d+\s+)?(?:others|colleagues)",
    re.I,
)
DATED = re.compile(
    rf"[.,;:]?\s*[(\[]?\s*(?:(?:19|20)\d\d|{knowledge.alternatives('behind_names')})", re.I
)
STARTS = re.compile(r"(?:[.?!:]|^)[\s\"“”’']+|^")
CITED = re.compile(r"\b(?:citation|cite\s+as|reference)s?:\s*$", re.I)
MOST_STARTS = 6
STOPPED = re.compile(r"(?<=\w\w)\.(?=\s|$)|\(")
LONGEST = 300  # characters of a list looked at
LIKELY = 0.9


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the order of speech, its marks, and its place."""

    name: str
    marks: str
    start: int
    end: int
    family: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Names that follow one another, where the list ends, and whether "et al." follows."""

    names: tuple[Name, ...]
    end: int
    truncated: bool = False


def is_family_first(lines: Sequence[Line]) -> bool:
    """Whether some line of the section begins with at least two names set so."""
    if any(len(run.names) > 1 for line in lines[:200] for run in _at(line.text[:2_000], 0, False)):
        return True
    alone = Counter(m["family"] for line in lines[:200] if (m := SIGNED.match(line.text)))
    return max(alone.values(), default=0) > 1


def known_initialed(lines: Sequence[Line]) -> frozenset[str]:
    """Names with initials that stand at least three times in the section."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for text in (line.text[:1_000] for line in lines[:400]):
        for match in INITIALED.finditer(text):
            after = GOES_ON.match(text, match.end())
            found[match[0]][after[1] if after else ""] += 1
    return frozenset(
        name
        for name, follow in found.items()
        if sum(follow.values()) >= FEWEST and (len(follow) > 1 or "" in follow)
    )


def common_lead(lines: Sequence[Line]) -> str:
    """The name with initials by which at least three lines, and most of them, begin."""
    counts = Counter(m[0] for line in lines[:200] if (m := LEADING_NAME.match(line.text)))
    name, count = max(counts.items(), key=lambda item: item[1], default=("", 0))
    return name if count >= 3 and 2 * count > min(200, len(lines)) else ""


def lead(text: str) -> int:
    """Where the names with initials end by which a text begins, in any order of their parts; 0
    where it begins with none."""
    run = next(iter(_at(text[:LONGEST], 0, True)), None)
    first = None if run else INITIALED.match(text)
    end = run.end if run else first.end() if first else 0
    while end and (further := THEN_STRAIGHT.match(text, end)):
        end = further.end()
    others = ET_AL.match(text, end) if end else None
    return others.end() if others else end


def runs(text: str, family_first: bool) -> dict[int, Run]:
    """By their first character, the lists of such names in a line, at its start or after a stop.

    A single name counts where a date follows, or where other lines are set so (`family_first`).
    """
    found: dict[int, Run] = {}
    for k, start in enumerate(STARTS.finditer(text[:3_000])):
        if k > MOST_STARTS:
            break
        if any(at <= start.end() < run.end for at, run in found.items()):
            continue
        for run in _at(
            text, start.end(), family_first and k == 0, CITED.search(text, 0, start.end())
        ):
            found[run.names[0].start] = run
    return found


def _at(text: str, at: int, single: bool, cited: object = None) -> list[Run]:
    """The list that begins at a place, as a list of one; empty where none does.

    A name with the given name spelt out is one only where a citation begins.
    """
    for pattern in (DOTTED, DOTTED_BARE, BARE, COMMA_BARE):
        run = _run(text, at, pattern)
        if not run:
            continue
        alone = len(run.names) == 1 and not run.truncated
        if alone and pattern is DOTTED and THEN_STRAIGHT.match(text, run.end):
            return [run]
        if alone and is_straight(text, at, run.end):
            continue
        if (
            not alone
            or single
            and at == 0
            or DATED.match(text, run.end)
            and "," in text[at : run.end]
        ):
            return [run]
    slashed = _run(text, at, SLASHED)
    if (
        slashed
        and CLOSED.match(text, slashed.end)
        and (len(slashed.names) > 1 or _is_one(slashed, single) and DATED.match(text, slashed.end))
    ):
        return [slashed]
    spelt = SPELT.match(text, at) if at == 0 or cited else None
    if not spelt and single and at == 0:
        spelt = SIGNED.match(text)
    if spelt:
        return [Run((_name(spelt),), spelt.end())]
    return []


def is_straight(text: str, at: int, end: int) -> bool:
    """Whether what seems "Lee A." is the beginning of "Lee A. Ray and B. Fox"."""
    stop = STOPPED.search(text, end + 2)
    return list_likeness(text[at : stop.start() if stop else end + LONGEST]) >= LIKELY


def _is_one(run: Run, single: bool) -> bool:
    """Whether "A B, C D" is one name rather than two: where others are set so, or "B, C D"."""
    name = run.names[0]
    return single or len(name.family.split()) == 1


def _run(text: str, at: int, pattern: re.Pattern[str]) -> Run | None:
    found: list[Name] = []
    while match := pattern.match(text, at):
        found.append(_name(match))
        at = match.end()
        if ET_AL.match(text, at):
            return Run(tuple(found), at, True)
        between = BETWEEN.match(text, at)
        if not between or not between[0].strip():
            break
        if not pattern.match(text, between.end()):
            break
        at = between.end()
    if not found:
        return None
    end = found[-1].end
    return Run(tuple(found), end)


def _name(match: re.Match[str]) -> Name:
    given = match["given"].strip()
    suffix = (match["suffix"] or "").strip()
    whole = " ".join(p for p in (given, match["family"].strip(), suffix) if p)
    marks = (match["marks"] or "").strip()
    return Name(whole, marks, match.start(), match.end(), match["family"].strip())


@lru_cache(maxsize=2_000)
def turned(text: str) -> tuple[tuple[Name, ...], bool] | None:
    """(names, whether "et al." follows) of a text that is such a list; None for any other."""
    for run in _at(text, 0, True):
        if len(run.names) == 1 and "," not in text:
            continue
        rest = ET_AL.sub("", text[run.end :], count=1).strip(" .,;:()")
        if not rest:
            return run.names, run.truncated
    return None
