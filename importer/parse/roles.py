"""Roles in the service of the community, found in a line: "Area Chair", "I review for …"."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from importer import knowledge

MOST_WORDS = 4  # before the noun that belong to a role ("Social Events Co-Chair")
JOINT = re.compile(
    r"\s*[/&]\s*|\s+(?:and|und|et|y|e)\s+|\s*,\s*(?:and\s+)?|"
    r"\s+(?:(?:of|on|im|du|del|della|do|des|der)\s+)?(?:(?:the|le|la|el|il)\s+)?|\s+der\s+"
)
BEFORE = re.compile(r"[^\s,;:.()|–—/]+$")
EDGE = re.compile(r"(?:^|[,;:.(|–—/]|\s-)\s*$")
KIND = re.compile(r"\s*\([^()]{1,40}\)\s*$")


EVENTS = ("conferences", "workshops", "events", "meetings", "seminars")  # that are organized


class Role(NamedTuple):
    """A role as it is called, and the place in the text where it stands."""

    name: str
    start: int
    end: int


@cache
def _acts() -> dict[str, str]:
    """What one does ("review for") -> the role of who does it."""
    acts: dict[str, list[str]] = knowledge.table("words")["service_acts"]
    return {phrase.casefold(): role for role, phrases in acts.items() for phrase in phrases}


@cache
def _pattern() -> re.Pattern[str]:
    known = {*knowledge.words("service_roles"), *knowledge.words("service_nouns"), *_acts()}
    known -= knowledge.words("service_kinds")
    longest = sorted(known, key=lambda w: (-len(w), w))
    return re.compile(rf"(?<![\w'’-])(?:{'|'.join(map(re.escape, longest))})(?![\w'’-])", re.I)


def find(text: str) -> list[Role]:
    """The roles of a text in order; brackets tell none. All but the first must begin a phrase."""
    body = _blanked(text)
    found: list[Role] = []
    for match in _pattern().finditer(body):
        start = _widened(body, match.start())
        gaps = (start, match.start())
        if found and any(JOINT.fullmatch(body, found[-1].end, gap) for gap in gaps):
            found[-1] = _named(text, found[-1].start, match.end())
        elif not found or _begins_phrase(body, start):
            found.append(_named(text, start, match.end()))
    return found


def whole(text: str) -> str:
    """The role that is all of a text ("Reviewer:", "Journal Reviewing"); empty for any other."""
    body = KIND.sub("", text.strip(" :.–—-")).strip(" :.").replace("(co-)", "co-")
    body = body.capitalize() if body.isupper() and len(body) > 4 else body
    found = find(body)
    if len(found) != 1 or len(body.split()) > MOST_WORDS + 4:
        return ""
    rest = f"{body[: found[0].start]} {body[found[0].end :]}".casefold().split()
    plain = knowledge.words("service_fillers") | knowledge.words("service_kinds")
    return found[0].name if all(word in plain for word in rest) else ""


def _named(text: str, start: int, end: int) -> Role:
    printed = text[start:end]
    name = _acts().get(printed.casefold(), printed)
    if name == printed:
        words = printed.rsplit(" ", 1)
        acted = _acts().get(words[-1].casefold()) if len(words) > 1 else ""
        if acted and words[0].casefold() in EVENTS:
            return Role(acted, start, end)
        name = f"{words[0]} {acted}" if acted else _single(printed)
    return Role(name, start, end)


def _single(name: str) -> str:
    """ "Program committees" as "Program committee", where the single form is a role too."""
    if not name.endswith(("s", "S")) or JOINT.search(name) and " and " in name:
        return name
    return name[:-1] if _pattern().search(name[:-1], max(0, len(name) - 30)) else name


def _widened(body: str, start: int) -> int:
    """Where the words begin that belong to the noun at `start` ("Technical Papers Committee")."""
    known = knowledge.venue_abbreviations()
    at = start
    for _ in range(MOST_WORDS):
        before = body[:at].rstrip()
        word = BEFORE.search(before[-40:])
        if not word or at - len(before) != 1:
            break
        plain = word[0].casefold()
        if plain in knowledge.words("service_fillers"):
            return start if plain in ("of", "des", "for", "de") else at
        if plain in known or not word[0].replace("-", "").isalpha() or _acronym(word[0]):
            break
        at = len(before) - len(word[0])
    return at


def _acronym(word: str) -> bool:
    """Whether a word is a short form that is no word of roles ("TPC member" is a role)."""
    capitals = sum(c.isupper() for c in word) > 1
    return capitals and word.casefold() not in knowledge.words("service_nouns")


def _begins_phrase(body: str, start: int) -> bool:
    """Whether nothing but words such as "and I am a" stands between a mark and `start`."""
    before = body[max(0, start - 80) : start].rstrip()
    while word := BEFORE.search(before):
        if word[0].casefold() not in knowledge.words("service_fillers"):
            break
        if word[0].casefold() in ("and", "und", "et", "y", "e", "i"):
            return True
        before = before[: word.start()].rstrip()
    return bool(EDGE.search(before)) or not before


def _blanked(text: str) -> str:
    """The text with what brackets hold made blank, of the same length."""
    return re.sub(r"\([^()]{0,300}\)", lambda m: "(" + " " * (len(m[0]) - 2) + ")", text)


def begins(text: str) -> bool:
    """Whether a text begins with a role, but for words such as "I am an"."""
    found = find(text[:200])
    return (
        bool(found)
        and _begins_phrase(text, found[0].start)
        and not text[: found[0].start].strip(" ").count(" ") > MOST_WORDS
    )


def is_plain(role: str) -> bool:
    """Whether a role is one in the service of the community wherever it is told ("Reviewer",
    "Area Chair"), unlike "member" or "chair"."""
    plain = role.casefold()
    return plain in map(str.casefold, _acts().values()) or bool(
        knowledge.phrase_pattern("plain_service").search(plain)
    )
