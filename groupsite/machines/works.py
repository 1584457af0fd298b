"""A work in its form of record; schema.org has no type for patents."""

from __future__ import annotations

from typing import Any

from core.text import plain_text
from groupsite.addresses import absolute
from groupsite.machines.data import Node, iso, named, node
from groupsite.machines.people import person_ref
from publications.models import Appearance, Authorship, Kind, Publication, Status
from publications.scholar import SPAN, author_name, paper, venue_of

TYPES = {
    Kind.JOURNAL: "ScholarlyArticle",
    Kind.CONFERENCE: "ScholarlyArticle",
    Kind.WORKSHOP: "ScholarlyArticle",
    Kind.PREPRINT: "ScholarlyArticle",
    Kind.BOOK: "Book",
    Kind.CHAPTER: "Chapter",
    Kind.THESIS: "Thesis",
    Kind.REPORT: "Report",
    Kind.SOFTWARE: "SoftwareSourceCode",
    Kind.DATASET: "Dataset",
}
PAGED = {"ScholarlyArticle", "Report", "Chapter"}


def work_ref(work: Publication) -> Node:
    address = absolute(work.get_absolute_url())
    return node(type_of(work), id=address, name=work.plain_title, url=address)


def type_of(work: Publication) -> str:
    return TYPES.get(Kind(work.kind), "CreativeWork") if work.kind else "CreativeWork"


def work(found: Publication) -> Node:
    """The work, of `detailed()`."""
    address = absolute(found.get_absolute_url())
    forms, kind = list(found.appearances.all()), type_of(found)
    title = found.plain_title
    return node(
        kind,
        id=address,
        url=address,
        mainEntityOfPage=address,
        name=title,
        headline=title if kind == "ScholarlyArticle" else "",
        alternateName=[name for name in (found.native_title, *found.further_titles) if name],
        author=[_author(each) for each in found.authorships.all() if author_name(each.name)],
        abstract=plain_text(found.abstract_html),
        keywords=[topic.name for topic in found.topics.all()],
        award=[form.distinction_text for form in forms if form.distinction],
        identifier=[
            node("PropertyValue", propertyID=label, value=value, url=where)
            for form in forms
            for label, value, where in form.identifiers
        ],
        sameAs=[where for form in forms for _, _, where in form.identifiers],
        encoding=_encoding(found),
        **(_of_record(found.record, kind) if found.record else {}),
    )


def _author(author: Authorship) -> Node:
    """By the name as printed."""
    ref = person_ref(author.person) if author.person else node("Person")
    return {**ref, "name": author_name(author.name)}


def _encoding(found: Publication) -> Node:
    file = paper(found)
    where = absolute(file.get_absolute_url()) if file else ""
    return node("MediaObject", contentUrl=where, encodingFormat="application/pdf") if where else {}


def _of_record(form: Appearance, kind: str) -> dict[str, Any]:
    first, *rest = SPAN.split(form.pages.strip())
    pages = {"pageStart": first, "pageEnd": rest[-1] if rest else ""}
    is_out = form.status == Status.PUBLISHED
    own = form.kind in (Kind.THESIS, Kind.REPORT)
    publisher = venue_of(form) if own else form.publisher
    return {
        "datePublished": iso(form.date) if is_out else "",
        "creativeWorkStatus": "" if is_out else form.get_status_display(),
        "publisher": named("Organization", publisher),
        "isPartOf": {} if own else _whole(form),
        **(pages if kind in PAGED else {}),
    }


def _whole(form: Appearance) -> Node:
    """The issue of the volume of the periodical, or what else it is part of, as far as known."""
    name = venue_of(form)
    if form.kind == Kind.CHAPTER:
        return named("Book", name)
    if form.kind != Kind.JOURNAL:
        is_event = form.kind in (Kind.CONFERENCE, Kind.WORKSHOP)
        return named("PublicationVolume", name, volumeNumber=form.volume) if is_event else {}
    whole = named("Periodical", name)
    if form.volume:
        whole = node("PublicationVolume", volumeNumber=form.volume, isPartOf=whole)
    if form.issue:
        whole = node("PublicationIssue", issueNumber=form.issue, isPartOf=whole)
    return whole
