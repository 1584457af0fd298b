"""The name with which an entry of a list of people begins, and lines of several names."""

from __future__ import annotations

import re
from typing import NamedTuple

from importer import knowledge
from importer.parse import owners, periods, spans
from importer.parse.members import labels

# What may follow a name: a bracket, a mark, a dash between spaces, an arrow.
ENDS = re.compile(r"\s*[(\[（]|\s*[,;:|]|\s+[-–—·→]+\s+|\s*[→⇒]\s*|\s+-+>\s*|\s{3,}|$")
NATIVE = re.compile(r"\s*[(（](?P<inner>[^()（）]{1,30})[)）]\s*")
# Small words in names that are no particles elsewhere: "Vidal i Roca", "dell'Acqua".
SMALL = re.compile(r"(?<=\s)(?:(?:dell|dall|d|l|degl)['’]|[iye]\s+)(?=[^\W\d_a-z])")
ONLY_BRACKET = re.compile(r"[(\[][^()\[\]]*[)\]]")
AND = re.compile(r"\s+(?:and|&|und|et|y)\s+")
FEWEST = 3  # names in a row without a label that make a list
LONGEST = 400
LONGEST_NAME = 70


class Head(NamedTuple):
    """A name and what stands after it, beginning with the mark between them."""

    name: str
    native: str
    rest: str


def read(text: str) -> Head | None:
    """The name that a text begins with, up to a mark; None where it begins with none."""
    body = text.strip()
    period = periods.find(body)
    if period and period.start() == 0 and period[0][0].isdigit():
        after = read(body[period.end() :].lstrip(" ,:|–—-"))
        return after and after._replace(rest=f"({period[0]}) {after.rest}".strip())
    end = ENDS.search(body[: 2 * LONGEST_NAME], 1) if body else None
    if not end or end.start() > LONGEST_NAME:
        return None
    named = _person(body[: end.start()])
    if not named:
        return None
    rest = body[end.start() :].strip()
    inner = NATIVE.match(rest)
    if inner and (whole := _person(f"{body[: end.start()]} ({inner['inner']})")):
        if whole.native and whole.name == named.name:
            return Head(named.name, whole.native, rest[inner.end() :].strip())
        if owners.PRONOUNS.match(f" {inner[0].strip()}"):
            return Head(named.name, named.native, rest[inner.end() :].strip())
    return Head(named.name, named.native, rest)


def _person(text: str) -> owners.Named | None:
    """The name that is all of a text, unless one of its words is nobody's."""
    if (
        labels.is_unnamed(text)
        or labels.degree(text.partition(" ")[0])
        or knowledge.phrase_pattern("institution_words").search(text)
    ):
        return None
    if labels.title_role(text):
        return None
    small = SMALL.search(text)
    named = owners.named(SMALL.sub("", text, count=1))
    follows = text[small.end() :].split()[0] if small else ""
    if not named or not small or follows not in named.name:
        return named
    before, word, after = named.name.rpartition(follows)
    return named._replace(name=f"{before}{small[0]}{word}{after}")


def several(text: str) -> list[tuple[str, str]]:
    """(text of an entry, degree or title that leads the line) of a line of several people; none
    where any part of it is something else.

    "PhD students: Ann Lee, Bo Ray", "Ph.D. Ann Lee (2020); Bo Ray (2021)".
    """
    if len(text) > LONGEST:
        return []
    label, body = _label(text)
    parts = spans.split_outside(body, ";")
    if len(parts) == 1:
        parts = [p for part in spans.split_outside(body) for p in AND.split(part)]
        parts = [re.sub(r"^(?:and|und|et|y|&)\s+", "", part) for part in parts]
    parts = [part.strip(" .") for part in parts if part.strip(" .")]
    if len(parts) < (1 if label else FEWEST):
        return []
    found = [read(part) for part in parts]
    if all(head and (not head.rest or ONLY_BRACKET.fullmatch(head.rest)) for head in found):
        return [(part, label) for part in parts]
    return []


def _label(text: str) -> tuple[str, str]:
    """(label, rest) of a line led by a role: "Postdocs: …", or a degree alone "Ph.D. Ann …"."""
    before, colon, rest = text.partition(":")
    if colon and rest.strip() and labels.heading(before):
        return before.strip(), rest.strip()
    first, _, rest = text.partition(" ")
    if rest and "." in first and labels.degree(first):
        return first, rest.strip()
    return "", text
