"""By what somebody is known beside the name: works, the company they keep, addresses, places."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import cache, lru_cache

from importer import knowledge
from importer.match.fold import fold, squash, words
from importer.match.keys import WorkEntry, id_keys, title_keys
from importer.match.names import folded, is_initial, person_key
from importer.match.titles import is_generic
from importer.records import (
    AppointmentRecord,
    CourseRecord,
    EducationRecord,
    Link,
    MemberRecord,
    PersonRecord,
    PublicationRecord,
    Record,
)

_ADDRESS = re.compile(r"^https?://(?:www\.)?", re.I)
_SMALL = frozenset(
    "a al and at da de del der des di do du e et for für in la le of the und y".split()
)
_ACRONYM = 3  # letters from which initials stand for an institution


@dataclass(frozen=True, slots=True)
class Signs:
    """What is told of one person. `company` are printed names; `at` is where they are now, as
    far as that is told, `was_at` where they were."""

    works: frozenset[str] = frozenset()
    company: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    at: frozenset[str] = frozenset()
    was_at: frozenset[str] = frozenset()

    def __or__(self, other: Signs) -> Signs:
        return Signs(*(getattr(self, f.name) | getattr(other, f.name) for f in fields(self)))


NOTHING = Signs()


def signs_of(record: Record, company: Iterable[str] = ()) -> Signs:
    """What a record tells of those whom it is about, or names."""
    found = Signs(company=frozenset(company))
    match record:
        case PublicationRecord():
            return found | Signs(works=_works(record))
        case PersonRecord() | MemberRecord():
            emails = frozenset(address.casefold() for address in record.emails)
            return found | Signs(emails=emails, links=_addresses(record.links))
        case EducationRecord():
            return found | Signs(was_at=_named(record.institution))
        case AppointmentRecord() if record.is_current:
            return found | Signs(at=_named(record.institution))
        case AppointmentRecord():
            return found | Signs(was_at=_named(record.institution))
        case CourseRecord():
            return found | Signs(was_at=_named(record.institution))
    return found


def certain(a: Signs, b: Signs) -> bool:
    """Whether the two have something in common that two people have not: a work, an address."""
    return bool(a.works & b.works or a.emails & b.emails or a.links & b.links)


def in_company(a: Signs, b: Signs) -> int:
    """How many people, and institutions, the two have in common.

    Where one was before does not count against where the other was before: many have studied
    at one place."""
    places = _common_places(a.at or a.was_at, b.at | b.was_at)
    places |= _common_places(a.at | a.was_at, b.at or b.was_at)
    return len(_common_names(a.company, b.company)) + bool(places)


def related(a: Signs, b: Signs) -> bool:
    """Whether the two have anything in common."""
    return certain(a, b) or in_company(a, b) > 0


def unlike(a: Signs, b: Signs) -> bool:
    """Whether the two are clearly two people: nothing is in common, and of institutions, e-mail
    addresses and works (or co-authors) at least two are known of both."""
    if related(a, b):
        return False
    told = _places_differ(a, b) + _emails_differ(a.emails, b.emails)
    return told > 1 or (told == 1 and _have_written(a) and _have_written(b))


def _have_written(signs: Signs) -> bool:
    return bool(signs.works or signs.company)


def may_be_unlike(a: Signs, b: Signs) -> bool:
    """Whether the two can be unlike as far as addresses and institutions say, whatever works and
    company are."""
    differ = _places_differ(a, b) or _emails_differ(a.emails, b.emails)
    return differ and not related(a, b)


# ---------------------------------------------------------------- works and addresses


def _works(record: PublicationRecord) -> frozenset[str]:
    entry = WorkEntry("", "", record)
    return id_keys(entry) | (frozenset() if is_generic(record.title) else title_keys(entry))


def _addresses(links: Iterable[Link]) -> frozenset[str]:
    found = (link.url.strip() for link in links if _ADDRESS.match(link.url.strip()))
    return frozenset(_ADDRESS.sub("", url).casefold().rstrip("/") for url in found)


def _emails_differ(one: frozenset[str], other: frozenset[str]) -> bool:
    """Two addresses at one institution may well be one person's."""
    return bool(one and other) and not _hosts(one) & _hosts(other)


def _hosts(emails: Iterable[str]) -> set[str]:
    """Whose the addresses are: “phys.u-tokyo.ac.jp” is of “u-tokyo.ac.jp”."""
    found = set()
    for email in emails:
        parts = email.rpartition("@")[2].split(".")
        of_country = len(parts) > 2 and len(parts[-1]) == 2 and len(parts[-2]) <= 3
        found.add(".".join(parts[-3 if of_country else -2 :]))
    return found


# ---------------------------------------------------------------- company


def _common_names(one: frozenset[str], other: frozenset[str]) -> set[str]:
    """Names of both; one with initials is the same as any that it may stand for."""
    full, short = _spelt(one)
    others, shorts = _spelt(other)
    by_initials = {_short(name) for name in full}, {_short(name) for name in others}
    return (
        {person_key(name) for name in full} & {person_key(name) for name in others}
        | short & (shorts | by_initials[1])
        | shorts & by_initials[0]
    )


def _spelt(names: Iterable[str]) -> tuple[set[str], set[str]]:
    """(names with a given name, short forms of those with initials alone)."""
    every = set(names)
    full = {name for name in every if not all(map(is_initial, folded(name).given))}
    return full, {_short(name) for name in every - full}


@lru_cache(maxsize=65536)
def _short(name: str) -> str:
    parts = folded(name)
    return f"{parts.core}.{parts.initials[:1]}"


# ---------------------------------------------------------------- institutions


def _named(institution: str) -> frozenset[str]:
    return frozenset([institution]) if institution else frozenset()


def _common_places(one: Iterable[str], other: Iterable[str]) -> set[str]:
    found, others = ({key for place in places for key in _keys(place)} for places in (one, other))
    return found & others


def _places_differ(a: Signs, b: Signs) -> bool:
    """Whether no word that names an institution of the one stands in any of the other."""
    one, other = (
        {word for place in signs.at | signs.was_at for word in _telling(place)} for signs in (a, b)
    )
    return bool(one and other) and not one & other


@lru_cache(maxsize=4096)
def _keys(institution: str) -> frozenset[str]:
    """The institution however it is called: “MIT”, “Oxford University”, “University of Oxford”."""
    telling = sorted(word for word in words(institution) if word not in _common_words())
    found = {squash(institution), " ".join(telling)} | _initials(institution)
    return frozenset(found - {""})


@lru_cache(maxsize=4096)
def _telling(institution: str) -> frozenset[str]:
    found = {word for word in words(institution) if word not in _common_words()}
    return frozenset((found or {squash(institution)}) | _initials(institution))


def _initials(institution: str) -> set[str]:
    letters = [word[0] for word in re.findall(r"\w+", institution) if word[0].isupper()]
    return {fold("".join(letters))} if len(letters) >= _ACRONYM else set()


@cache
def _common_words() -> frozenset[str]:
    """Words that many institutions have in their names."""
    lists = ("university_words", "unit_words", "institution_words")
    found = {word for name in lists for entry in knowledge.words(name) for word in words(entry)}
    own = {word for entry in knowledge.words("institution_names") for word in words(entry)}
    return frozenset((found - own) | _SMALL)
