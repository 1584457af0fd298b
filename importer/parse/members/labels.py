"""Words of headings and titles: the role they state, and whether somebody is still there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from importer import knowledge
from importer.parse import appointments

WORD = re.compile(r"[^\s,/&+|:;()\[\]–—]+")
COUNT = re.compile(r"\(?\d{1,4}\)?$")
LONGEST = 80
MOST_WORDS = 8
MOST_PHRASE = 4


class Standing(NamedTuple):
    """What a heading says of those below it; `left` is None where it says neither, `outside`
    that they are of no group of the owner's."""

    role: str = ""
    left: bool | None = None
    outside: bool = False

    def within(self, above: Standing) -> Standing:
        """The same below a heading of that standing: what it does not say, that one says."""
        left = above.left if self.left is None else self.left
        outside = self.outside or above.outside and not self.role
        return Standing(self.role or above.role, left, outside)


@cache
def entries(name: str) -> tuple[str, ...]:
    """A list of members.toml that is no table of roles."""
    return tuple(knowledge.table("members")[name]["words"])


@cache
def roles() -> dict[str, str]:
    """Phrase -> role."""
    table: dict[str, list[str]] = knowledge.table("members")["roles"]
    return {phrase: role for role, phrases in table.items() for phrase in phrases}


@cache
def _meanings() -> dict[str, str]:
    """Phrase -> a role, or the name of the list in which it stands."""
    lists = ("fillers", "outside", "present", "left")
    found = {word: name for name in lists for word in entries(name)}
    return {**found, **roles()}


def _read(text: str) -> tuple[list[str], bool]:
    """(meanings of the phrases of a text, whether nothing else stands in it)."""
    words = [w.rstrip(".") if w.count(".") == 1 else w for w in WORD.findall(text.casefold())]
    known = _meanings()
    found: list[str] = []
    whole = True
    at = 0
    while at < len(words):
        for size in range(min(MOST_PHRASE, len(words) - at), 0, -1):
            meaning = known.get(" ".join(words[at : at + size]))
            if meaning:
                found.append(meaning)
                at += size
                break
        else:
            whole = whole and bool(COUNT.match(words[at]))
            at += 1
    return found, whole


def standing(text: str) -> Standing:
    """What a heading of a list of people says of them, whatever other words stand in it."""
    found, _ = _read(text[:LONGEST])
    stated = {role for role in found if role in roles().values()}
    left, present = "left" in found, "present" in found
    return Standing(
        stated.pop() if len(stated) == 1 else "",
        None if left == present else left,
        "outside" in found,
    )


def heading(text: str) -> Standing | None:
    """The same of a line that is nothing but such a heading; None for any other line."""
    if len(text) > LONGEST or len(text.split()) > MOST_WORDS or text.endswith((".", ",", ";")):
        return None
    found, whole = _read(text)
    return standing(text) if whole and set(found) - {"fillers"} else None


def is_plural(text: str) -> bool:
    """Whether a line is the heading of a list and nobody's title ("PhD students", "Staff")."""
    plain = text.strip(" :").casefold()
    if plain in entries("plural") or plain in entries("left"):
        return True
    words = re.findall(r"[^\W\d_]+", plain)
    return any(w.endswith("s") and w not in ("s", "ms", "bs") for w in words) and "'" not in plain


def title_role(text: str) -> str:
    """The role of the title of a position; empty where it states none, or is none."""
    plain = text.strip(" .").casefold().replace("’", "'")
    if plain in roles():
        return roles()[plain]
    if not appointments.is_position(text):
        return ""
    for entry in knowledge.table("roles")["roles"]:
        if any(word in plain for word in entry["words"]):
            return str(entry["role"])
    return ""


def degree(text: str) -> str:
    """The role of one who works for the degree that is all of a text; empty for other texts."""
    plain = text.strip(" .,").casefold().replace("’", "'")
    known = roles().get(plain) or roles().get(f"{plain}.", "")
    return known if plain in entries("degrees") or f"{plain}." in entries("degrees") else ""


@cache
def starts_with(name: str) -> re.Pattern[str]:
    """A phrase of that list at the beginning of a text, with the colon after it; a noun that
    leads to a topic needs one ("Research: mud", but "working on mud")."""
    longest = sorted(entries(name), key=lambda w: (-len(w), w))
    if name != "topic":
        return re.compile(rf"(?:{_any_of(longest)})(?![\w'’-])\s*:?\s*", re.I)
    verbs = [word for word in longest if word.endswith(" on")]
    return re.compile(rf"(?:(?:{_any_of(verbs)})\s*:?|(?:{_any_of(longest)})\s*:)\s*", re.I)


def _any_of(phrases: Sequence[str]) -> str:
    return "|".join(map(re.escape, phrases))


@cache
def within(name: str) -> re.Pattern[str]:
    """A phrase of that list of several words or of a colon, anywhere in a text."""
    longest = sorted((w for w in entries(name) if " " in w or w.endswith(":")), key=len)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, reversed(longest)))})(?!\w)\s*", re.I)


def names_nobody(text: str) -> bool:
    """Whether a word of the text tells that it is about no member ("Lab photo", "lab dog")."""
    return bool(knowledge.phrases(entries("nobody")).search(text))


def is_unnamed(text: str) -> bool:
    """Whether a word of the text stands in nobody's name."""
    return names_nobody(text) or bool(knowledge.phrases(entries("unnamed")).search(text))


def is_profile(label: str) -> bool:
    """Whether a label is that of somebody's homepage or profile."""
    plain = label.strip("[]() ").casefold()
    return plain in knowledge.words("profile_labels") or plain in ("website", "homepage", "web")
