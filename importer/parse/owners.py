"""Whose page it is: the name on top, or the author whom all records share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from importer import knowledge
from importer.parse import appointments, names
from importer.records import PublicationRecord


class Named(NamedTuple):
    """A name as a line prints it: the name, its form in another script, further names."""

    name: str
    native: str = ""
    others: tuple[str, ...] = ()


ENOUGH = 0.85  # of the records must print the name of the author whose page it is
LEAD = 0.25  # of the records by which that author must be ahead of every other
PRONOUNS = re.compile(
    r"\s*[\[(]\s*(?:she|he|they|her|him|elle|il|sie|er|ella|él)\b[^()\[\]]{0,20}[)\]]", re.I
)
BRACKET = re.compile(r"\s*[\[(（]([^()\[\]（）]{1,60})[)\]）]\s*$")
NICKNAME = re.compile(r"\s[(\"“]([^\W\d_]{2,20})[)\"”](?=\s)")
COMMA = re.compile(r"\s*[,;]\s*")
LONGEST = 120
LIKELY = 0.8
SUFFIX = re.compile(r"[,\s]+(?:[JS]r\.?|I{2,3}|IV)$|\s\d{4}$")
CAPITALS = re.compile(r"[^\W\d_]+")


def common_author(records: Sequence[PublicationRecord]) -> str:
    """The one author of nearly all records, clearly ahead of every other; empty if there is none.

    Whom a record names as company ("with Ann Lee") does not count. Names are one author's where
    family name and first initial agree. The fullest form that the records print is the name.
    """
    printed = [
        {_short(author.name) for author in r.authors}
        for r in records
        if r.authors and not r.owner_implied
    ]
    counts = Counter(key for authors in printed for key in authors).most_common(2)
    if len(printed) < 2 or not counts:
        return ""
    key, first = counts[0]
    second = counts[1][1] if len(counts) > 1 else 0
    if first < ENOUGH * len(printed) or first - second < max(1, LEAD * len(printed)):
        return ""
    forms = Counter(a.name for r in records for a in r.authors if _short(a.name) == key)
    return max(forms, key=lambda name: (_fullness(name), forms[name], name))


def _short(name: str) -> tuple[str, str]:
    """(family name, first initial) by which names of one author agree."""
    words = re.findall(r"[^\W\d_]+", knowledge.folded(SUFFIX.sub("", name)))
    return (words[-1], words[0][:1]) if words else ("", "")


def _fullness(name: str) -> int:
    """The number of words of a name that are no initials."""
    return sum(len(word.rstrip(".")) > 1 for word in re.split(r"[\s-]+", name))


def is_group(title: str, top: Sequence[str]) -> bool:
    """Whether a page is a group's, by its title or one of its first short lines."""
    known = knowledge.phrase_pattern("group_words")
    parts = [*TITLE_PARTS.split(title[:200]), *top]
    return any(len(part.split()) <= 8 and known.search(part) for part in parts)


def named(text: str) -> Named | None:
    """The name that is all of a short text, without titles, degrees and pronouns; None for
    another text. A form in brackets or in another script is told apart."""
    if len(text) > LONGEST:
        return None
    body = PRONOUNS.sub("", POSSESSIVE.sub("", text)).strip(" .!,:")
    if knowledge.phrase_pattern("profile_labels").search(body):
        return None
    body = _without_degrees(_without_titles(body))
    native, others = "", []
    while match := BRACKET.search(body):
        body = body[: match.start()].strip(" ,")
        if any(map(names.is_script, match[1].split())):
            native = match[1].strip()
        elif names.is_script(body.replace(" ", "")):
            body, native = match[1].strip(), body
        elif names.likeness(match[1]) > LIKELY:
            others.append(match[1].strip())
    body, script = _script_apart(body)
    name = _capitalised(body)
    if names.likeness(NICKNAME.sub("", name)) <= LIKELY or len(name.split()) < 2:
        return None
    if appointments.is_title(name):
        return None
    native = native or script
    return Named(name, native, (*([native] if native else []), *others))


def _without_titles(text: str) -> str:
    words = text.split()
    while len(words) > 1 and words[0].casefold().rstrip(",") in knowledge.words("titles"):
        words.pop(0)
    return " ".join(words)


def _without_degrees(text: str) -> str:
    """The text without the degrees at its end: "Ann Lee, MD, PhD", "Ann Lee Ph.D."."""
    known = {word.replace(".", "") for word in knowledge.words("name_degrees")}
    parts = COMMA.split(text)
    while len(parts) > 1 and all(w in known for w in _undotted(parts[-1])):
        parts.pop()
    words = ", ".join(parts).split()
    while len(words) > 2 and set(_undotted(words[-1])) <= known:
        words.pop()
    return " ".join(words).strip(" ,")


def _undotted(text: str) -> list[str]:
    return text.casefold().replace(".", "").replace("/", " ").split()


def _script_apart(text: str) -> tuple[str, str]:
    """(words with capitals, words of a script without them) where both stand side by side."""
    words = text.split()
    native = [word for word in words if names.is_script(word)]
    other = [word for word in words if word not in native]
    return (" ".join(other), " ".join(native)) if len(other) > 1 else (text, "")


def _capitalised(text: str) -> str:
    """ "ANN LEE" as "Ann Lee"."""
    words = text.split()
    shouted = [w for w in words if len(w) > 2 and w.isupper() and "." not in w]
    if len(shouted) < max(1, len(words) - 1):
        return text
    return " ".join(
        CAPITALS.sub(lambda m: m[0].capitalize(), w) if w in shouted else w for w in words
    )


TITLE_PARTS = re.compile(r"\s+[-–—|·:•]\s+|\s*\|\s*|:\s+|,\s+")
GREETING = re.compile(
    r"^(?:(?:hi|hello|hey|welcome)[,!.\s]+)?(?:to\s+)?(?:(?:the\s+)?(?:personal\s+|academic\s+)?"
    r"(?:home\s*page|web\s*page|web\s*site|page|site|publications|papers|"
    r"curriculum\s+vitae|cv)\s+of\s+|(?:i\s+am|i['’]m|my\s+name\s+is)\s+)?"
    r"(?:(?:prof(?:essor)?|dr)\.?\s+)*",
    re.I,
)
POSSESSIVE = re.compile(
    r"['’]s?\s+(?:(?:personal|academic)\s+)?(?:home\s*page|web\s*\w*|site|page)$", re.I
)
INTRODUCED = re.compile(
    r"\b(?:I\s+am|I['’]m|My\s+name\s+is|[Ii]ch\s+bin|[Jj]e\s+suis|[Ss]oy)\s+(?=[^\W\d_a-z])"
)
THIRD = re.compile(r"\s+(?:\([^()]{1,40}\)\s+)?(?:is|was|ist|est|es|è)\s+")


def in_title(text: str) -> Named | None:
    """The name in the title of a page or its top heading ("Ann Lee - Home"); None if none is."""
    for part in TITLE_PARTS.split(text[:200]):
        if found := named(GREETING.sub("", part.strip(" .!"))):
            return found
    return None


def greets(text: str) -> bool:
    """Whether a short line leads to a name by more than a title: "Homepage of Dr. Ann Lee"."""
    match = GREETING.match(text) if len(text) <= LONGEST else None
    return bool(match and " of " in match[0].casefold())


def introduced(text: str) -> str:
    """The name by which a text introduces its writer: "I am Ann Lee, and …"."""
    match = INTRODUCED.search(text[:400])
    if not match:
        return ""
    name = names.leading_name(text[match.end() : match.end() + LONGEST])
    after = text[match.end() :].partition(name)[2] if name else ""
    ends = after[:1] in ("", ",", ".", "!", "(") or after.startswith((" and ", " (", " –", " —"))
    return name if ends and _is_name(name) else ""


def subject(text: str) -> str:
    """The name of which a text tells in the third person: "Ann Lee is a lecturer …"."""
    name = names.leading_name(text[:LONGEST])
    after = text.partition(name)[2] if name else ""
    return name if _is_name(name) and THIRD.match(after) else ""


def _is_name(text: str) -> bool:
    return len(text.split()) > 1 and names.likeness(text) > LIKELY


def other_forms(owner: str, records: Sequence[PublicationRecord]) -> tuple[str, ...]:
    """The owner's name as author lists print it in another order of the same words."""
    wanted = names.key(owner)
    found = dict.fromkeys(
        author.name
        for record in records
        for author in record.authors
        if author.name != owner and names.key(author.name) == wanted
    )
    return tuple(
        names.HOMONYM.sub("", name) for name in found if names.HOMONYM.sub("", name) != owner
    )


def hides(owner: str, record: PublicationRecord) -> bool:
    """Whether "et al." hides the owner of the page in this record."""
    wanted = names.key(owner)
    return record.authors_truncated and all(names.key(a.name) != wanted for a in record.authors)
