"""The Highwire tags by which Google Scholar reads a publication page.

https://scholar.google.com/intl/en/scholar/inclusion.html#indexing
"""

from __future__ import annotations

import re

from core.partial_dates import PartialDate
from groupsite.addresses import absolute
from publications.links import NOT_THE_PAPER
from publications.models import Appearance, Kind, Publication, PublicationFile

VENUE_TAGS = {
    Kind.JOURNAL: "citation_journal_title",
    Kind.CONFERENCE: "citation_conference_title",
    Kind.WORKSHOP: "citation_conference_title",
    Kind.CHAPTER: "citation_inbook_title",
    Kind.THESIS: "citation_dissertation_institution",
    Kind.REPORT: "citation_technical_report_institution",
}
# A report has a number of its own where an article has an issue.
ISSUE_TAGS = {Kind.REPORT: "citation_technical_report_number"}
EMAIL = re.compile(r"[<(\[]?\s*[^\s<>()\[\],;]+@[^\s<>()\[\],;]+\s*[>)\]]?")
SPAN = re.compile(r"\s*[-–—]+\s*")


def scholar_tags(work: Publication) -> list[tuple[str, str]]:
    """(name, content) of each tag, none empty; authors in order, and no e-mail of theirs."""
    form = work.record
    tags = [("citation_title", work.plain_title)]
    tags += [("citation_author", author_name(author.name)) for author in work.authorships.all()]
    tags += [("citation_publication_date", tag_date(work.date))]
    tags += form_tags(form) if form else []
    forms = work.appearances.all()
    tags += [
        ("citation_doi", next((each.doi for each in forms if each.doi), "")),
        ("citation_arxiv_id", next((each.arxiv_id for each in forms if each.arxiv_id), "")),
        ("citation_abstract_html_url", absolute(work.get_absolute_url())),
    ]
    if file := paper(work):
        tags.append(("citation_pdf_url", absolute(file.get_absolute_url())))
    return [(name, content) for name, content in tags if name and content]


def tag_date(date: PartialDate | None) -> str:
    """``2024/05/14``, or else the year alone: of a month without its day nothing is said."""
    if not date or not date.year:
        return ""
    return date.isoformat().replace("-", "/") if date.day else str(date.year)


def author_name(printed: str) -> str:
    return " ".join(EMAIL.sub(" ", printed).split())


def venue_of(form: Appearance) -> str:
    """The name in full; of a thesis or a report the publisher, where no institution is given."""
    own = form.kind in (Kind.THESIS, Kind.REPORT)
    return form.venue_name or form.venue_text or (form.publisher if own else "")


def paper(work: Publication) -> PublicationFile | None:
    """The upload that is the work itself."""
    files = work.files.all()
    return next((file for file in files if file.label.casefold() not in NOT_THE_PAPER), None)


def form_tags(form: Appearance) -> list[tuple[str, str]]:
    first, *rest = SPAN.split(form.pages.strip())
    return [
        (VENUE_TAGS.get(Kind(form.kind), ""), venue_of(form)),
        ("citation_volume", form.volume),
        (ISSUE_TAGS.get(Kind(form.kind), "citation_issue"), form.issue),
        ("citation_firstpage", first),
        ("citation_lastpage", rest[-1] if rest else ""),
        ("citation_publisher", form.publisher),
    ]
