"""A record as the form of a work: all that it says, each author with the person whom it means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

from core.admin.filled import Filled
from groupsite.authors.likely import Match, matches
from groupsite.authors.views import seen_by
from groupsite.paste.identified import label_of
from importer import knowledge
from importer.match.forms import MergedAppearance
from importer.match.keys import WorkEntry, id_keys
from importer.match.merge import MergedWork, merge_work
from importer.records import Link, PublicationRecord
from importer.save.venues import REPOSITORIES
from importer.save.work_rows import form_fields
from publications.models import Appearance, Authorship, PublicationLink, Topic, Venue

# Labels that say no more than that it is a link: its address says more.
BARE_LABELS = ("url", "link", "howpublished")
# Volume and pages behind the name of a journal, which have fields of their own.
NUMBERS_BEHIND = re.compile(r",\s*\d.*$")


@dataclass(frozen=True)
class FilledWork(Filled):
    """With what was found for the names of its authors."""

    matches: Sequence[Match] = field(default_factory=list)


def filled(request: HttpRequest, record: PublicationRecord) -> FilledWork:
    work = merge_work([WorkEntry("pasted", "", record)])
    names = [author.name for author in record.authors]
    found = seen_by(request, matches(names))
    authors = [
        {
            "person": match.person,
            "printed_name": author.name,
            "equal_contribution": author.equal,
        }
        for author, match in zip(record.authors, found, strict=True)
    ]
    rows = {
        Authorship: authors,
        Appearance: [_form(merged) for merged in work.appearances],
        PublicationLink: _links(record),
    }
    return FilledWork(_fields(work), rows, found)


def _fields(work: MergedWork) -> dict[str, Any]:
    said = {
        "title": work.title,
        "native_title": work.native_title,
        "abstract": work.abstract,
        "authors_truncated": work.authors_truncated,
        "has_code": work.has_code,
        "affiliation_tags": ", ".join(work.affiliation_tags),
        "note": work.note,
        "topics": list(Topic.objects.filter(arxiv_category__in=work.categories)),
    }
    return {name: value for name, value in said.items() if value}


def _form(merged: MergedAppearance) -> dict[str, Any]:
    form = merged.appearance
    venue = None if form.kind == "thesis" else venue_of(form.venue_abbrev, form.venue_name)
    values = form_fields(merged, venue)
    values["venue"] = venue
    del values["venue_id"]
    if values["volume"] or values["pages"]:
        values["venue_printed"] = NUMBERS_BEHIND.sub("", values["venue_printed"])
    if values["date_printed"] == values["date"]:
        values["date_printed"] = ""
    return {name: value for name, value in values.items() if value}


def venue_of(abbreviation: str, name: str) -> Venue | None:
    """The venue of the site that is called so, or as the importer knows it to be called, too."""
    if abbreviation.casefold() in REPOSITORIES:
        return None
    name = NUMBERS_BEHIND.sub("", name)
    known = knowledge.venue_abbreviations().get(abbreviation.casefold())
    known = known or knowledge.venue_names().get(tuple(knowledge.venue_words(name)))
    abbreviations = [abbreviation, known.abbrev if known else "", name]
    names = [name, known.name if known else ""]
    for short in filter(None, abbreviations):
        if found := Venue.objects.abbreviated(short).first():
            return found
    for long in filter(None, names):
        if found := Venue.objects.named(long).first():
            return found
    return None


def _links(record: PublicationRecord) -> list[dict[str, Any]]:
    """Those that do not follow from an identifier anyway."""
    return [
        {"label": _label(link), "url": link.url}
        for link in record.links
        if link.url and not _is_identifier(link)
    ]


def _label(link: Link) -> str:
    label = link.label.strip(" []()")
    return label_of(link.url) if label.casefold() in BARE_LABELS or not label else label[:80]


def _is_identifier(link: Link) -> bool:
    alone = PublicationRecord(lines=(1, 1), title="", links=(Link("link", link.url),))
    return bool(id_keys(WorkEntry("", "", alone)))
