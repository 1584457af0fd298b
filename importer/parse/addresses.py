"""What the addresses of a record's links tell: which label leads where, and identifiers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from importer.parse import spans
from importer.records import Appearance, Link
from importer.sources import Line

ARXIV = re.compile(r"//(?:[\w-]+\.)?arxiv\.org/(?:abs|pdf|html)/(?:arxiv:)?([^?#\s]+)", re.I)
DOI = re.compile(r"//(?:dx\.)?doi\.org/", re.I)


def of_record(labels: Sequence[Link], lines: Sequence[Line]) -> tuple[Link, ...]:
    """The labels that the text of a record shows, with their addresses, and the address of a
    link that sets off the beginning of its first lines (its title) without a label."""
    sources = [link for line in lines for link in line.links]
    found = spans.with_urls(labels, sources)
    shown = {link.label.casefold() for link in found}
    title = next(
        (
            link.url
            for line in lines[:2]
            for link in line.links
            if link.url and link.label.casefold() not in shown and len(link.label.split()) > 2
        ),
        "",
    )
    return (*found, Link("", title)) if title and title not in {k.url for k in found} else found


def identified(
    forms: Sequence[Appearance], links: Sequence[Link], notes: Sequence[str] = ()
) -> list[Appearance]:
    """The forms, the first with the arXiv number and the DOI that notes tell or to which links
    lead, if none has them from its own text."""
    found = list(forms)
    if not found:
        return found
    if not any(form.arxiv_id for form in found):
        ids = [m[1] for link in links if (m := ARXIV.search(link.url))]
        told = " ".join(note for note in notes if "arxiv" in note.casefold())
        numbers = spans.arxiv_ids(told)
        if ids and not numbers:
            numbers = spans.arxiv_ids("arXiv:" + ids[0].removesuffix(".pdf"))
        found[0] = replace(found[0], arxiv_id=numbers[0] if numbers else "")
    if not any(form.doi for form in found):
        dois = [m[0] for k in links if DOI.search(k.url) and (m := spans.DOI.search(k.url))]
        dois += [m[0] for note in notes if (m := spans.DOI.search(note))]
        found[0] = replace(found[0], doi=dois[0] if dois else "")
    return found
