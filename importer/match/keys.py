"""Blocking keys: records that may be one work share one, so that not every pair is compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, product

from importer.match.names import name_keys
from importer.match.titles import title_key
from importer.records import PublicationRecord

_ARXIV_IN_URL = re.compile(r"arxiv\.org/(?:abs|pdf|html)/([^?#\s]+)", re.I)
_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(.+)", re.I)
_DOI_IN_URL = re.compile(r"doi\.org/(10\.\d{4,9}/[^?#\s]+)", re.I)
# Labels of links that lead to the work itself, not to something about it.
_OWN_LABELS = frozenset("arxiv preprint paper pdf doi eprint abs html link".split())


@dataclass(frozen=True, slots=True)
class WorkEntry:
    """One record of a work and where it stands.

    `ref` is unlike that of any other entry. `owner` is the person whose page it is. `page` is
    the listing it stands in: one listing does not give one work under two titles. Entries
    without a page are taken to be on different ones.
    """

    ref: str
    owner: str
    record: PublicationRecord
    page: str = ""


def work_keys(entry: WorkEntry) -> frozenset[str]:
    """The keys of an entry: its titles, its identifiers, and pairs of its first three authors.

    Any two entries that `compare` calls same or ambiguous share a key: it asks for an equal
    title, an equal identifier, or (for retitled works) a key of authors in common.
    """
    return title_keys(entry) | id_keys(entry) | author_keys(entry)


def titles_of(record: PublicationRecord) -> tuple[str, ...]:
    """All titles the record gives to its work, the current one first."""
    every = (record.title, record.native_title, *record.previous_titles)
    return tuple(title for title in every if title_key(title))


@lru_cache(maxsize=65536)
def title_keys(entry: WorkEntry) -> frozenset[str]:
    return frozenset("title:" + title_key(title) for title in titles_of(entry.record))


@lru_cache(maxsize=65536)
def id_keys(entry: WorkEntry) -> frozenset[str]:
    """``arxiv:…`` and ``doi:…`` of the work, from its forms and the links that lead to it."""
    found = set()
    for appearance in entry.record.appearances:
        found |= {arxiv_key(appearance.arxiv_id), doi_key(appearance.doi)}
    for link in entry.record.links:
        if link.label.strip(" []()").casefold() in _OWN_LABELS:
            arxiv, doi = _ARXIV_IN_URL.search(link.url), _DOI_IN_URL.search(link.url)
            found |= {arxiv_key(arxiv[1]) if arxiv else "", doi_key(doi[1]) if doi else ""}
    return frozenset(found - {""})


@lru_cache(maxsize=65536)
def author_keys(entry: WorkEntry) -> frozenset[str]:
    """Pairs of the first three authors, in any order; with them an owner left out of the list.

    Of three authors one may be a page's owner, whom that page does not print: any two do.
    """
    names = [author.name for author in entry.record.authors[:3]]
    if len(names) < 3 and entry.record.owner_implied and entry.owner:
        names.append(entry.owner)
    if len(names) == 1 and not entry.record.authors_truncated:
        return frozenset("alone:" + key for key in _family_keys(names[0]))
    return frozenset(
        "authors:" + " ".join(sorted(pair))
        for one, other in combinations(names, 2)
        for pair in product(_family_keys(one), _family_keys(other))
    )


def _family_keys(name: str) -> list[str]:
    """The keys that hold a family name and an initial: enough where two names must meet."""
    return [key for key in name_keys(name) if not key.startswith("=")]


def doi_key(doi: str) -> str:
    """``doi:…`` without a resolver's address; an arXiv DOI counts as its arXiv id."""
    plain = re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", doi.strip(), flags=re.I)
    arxiv = _ARXIV_DOI.match(plain)
    if arxiv:
        return arxiv_key(arxiv[1])
    return "doi:" + plain.casefold().rstrip(".,;/") if plain else ""


def arxiv_key(arxiv_id: str) -> str:
    """``arxiv:…`` without a version: 2205.11787v2 is 2205.11787."""
    plain = re.sub(r"^arxiv:\s*", "", arxiv_id.strip(), flags=re.I)
    plain = re.sub(r"(?:v\d+)?(?:\.pdf)?/?$", "", plain, flags=re.I)
    return "arxiv:" + plain.casefold() if plain else ""
