"""Names of authors in the parts that reference managers and citation styles ask for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from people.models import Person
from publications.models import Authorship

SUFFIXES = {"Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"}
PARTICLES = set(
    "von van vom zu zur der den de del della di da dos das do du la le ten ter af av el".split()
)
# What is a group, or no name that could be taken apart.
GROUP = re.compile(
    r"\b(team|collaboration|consortium|group|project|initiative|network|society|institute"
    r"|university|committee|laboratory|lab|center|centre|foundation|association|inc|ltd|and)\b"
    r"|[&\d]",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Name:
    """Of a person: family and given name, with what stands between and after; or `literal`."""

    family: str = ""
    given: str = ""
    particle: str = ""
    suffix: str = ""
    literal: str = ""
    family_first: bool = False

    @property
    def whole_family(self) -> str:
        """``von Luxburg``."""
        return " ".join(part for part in (self.particle, self.family) if part)

    @property
    def initials(self) -> str:
        """``Y. C.``, ``J.-P.``; a given name in a script without capitals stays whole."""
        words = (word.split("-") for word in self.given.replace(".", ". ").split())
        return " ".join("-".join(_initial(part) for part in parts if part) for parts in words)


def author_name(author: Authorship) -> Name:
    """The name as printed, taken apart with what is known of the person."""
    printed, person = " ".join(author.name.split()), author.person
    if not person or not person.given_name:
        whole = person.family_name if person else ""
        return Name(literal=printed) if printed == whole else split(printed)
    if printed == person.name:
        return _of_person(person, person.given_name)
    given = printed.removesuffix(f" {person.family_name}")
    return _of_person(person, given) if given != printed else split(printed)


def split(printed: str) -> Name:
    """A name of which nothing but its print is known; what may be no person's stays whole."""
    words = printed.replace(",", " , ").split()
    if GROUP.search(printed) or len(words) < 2 or words.count(",") > 2 or words[0] == ",":
        return Name(literal=printed)
    suffix = words.pop() if words[-1] in SUFFIXES and len(words) > 2 else ""
    if words[-1] == ",":
        words.pop()
    if "," in words:
        comma = words.index(",")
        return _parts(words[:comma], words[comma + 1 :], suffix)
    start = next((i for i, w in enumerate(words[1:-1], 1) if w in PARTICLES), len(words) - 1)
    return _parts(words[start:], words[:start], suffix)


def _of_person(person: Person, given: str) -> Name:
    words = person.family_name.split()
    suffix = words.pop() if len(words) > 1 and words[-1] in SUFFIXES else ""
    return _parts(words, given.split(), suffix, person.family_first)


def _parts(family: list[str], given: list[str], suffix: str, family_first: bool = False) -> Name:
    """The particles are those that the family name begins with."""
    start = 0
    while start < len(family) - 1 and family[start] in PARTICLES:
        start += 1
    particle, rest = " ".join(family[:start]), " ".join(family[start:]).rstrip(" ,")
    given = [word for word in given if word != ","]
    return Name(rest, " ".join(given), particle, suffix, family_first=family_first)


def _initial(part: str) -> str:
    first = next((letter for letter in part if letter.isalpha()), "")
    if part in PARTICLES or first.lower() == first.upper():
        return part
    return f"{first.upper()}."
