"""What a reference to a work states, the same for every format and style."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

from core.partial_dates import PartialDate
from exports.names import Name, author_name
from groupsite.addresses import absolute
from publications.models import Appearance, Kind, Publication, Status

RANGE = re.compile(r"(\S+?)\s*[-–—]+\s*(\S+)\Z")
# Whose venue is a publisher, a school or an archive, and no title of what holds the work.
NOT_WITHIN = {
    Kind.THESIS, Kind.REPORT, Kind.BOOK, Kind.PREPRINT, Kind.SOFTWARE, Kind.DATASET,
}  # fmt: skip
# What some write before the school of a thesis; the styles have words of their own for it.
DEGREE = re.compile(
    r"((ph\.?\s?d\.?|doctoral|(m\.?\s?sc?\.?|master[’']?s?))\s+)?(dissertation|thesis)(,\s*|\Z)",
    re.I,
)
UNPUBLISHED = "unpublished"  # a manuscript that is under review somewhere, which is not told


@dataclass(frozen=True)
class Reference:
    """A work in the form it came out in first, the version of record.

    `row` is the number of its row, `kind` one of publications.models.Kind, or UNPUBLISHED; texts
    that are not known are empty.
    A work in submission is cited as the preprint or manuscript that it is: the place it was sent
    to has not taken it.
    """

    row: int
    kind: str
    title: str
    authors: tuple[Name, ...] = ()
    has_more_authors: bool = False
    date: PartialDate | None = None
    is_forthcoming: bool = False
    is_masters: bool = False
    venue: str = ""
    volume: str = ""
    issue: str = ""
    first_page: str = ""
    last_page: str = ""
    publisher: str = ""
    doi: str = ""
    arxiv: str = ""
    status: str = ""
    page: str = ""
    abstract: str = ""
    keywords: tuple[str, ...] = ()

    @property
    def year(self) -> str:
        return str(self.date.year) if self.date and self.date.year else ""

    @property
    def month(self) -> int | None:
        """Of a date whose year is known."""
        return self.date.month if self.date and self.date.year else None

    @property
    def repository(self) -> str:
        """Where a preprint is kept."""
        return self.venue or ("arXiv" if self.arxiv else "")

    @property
    def container(self) -> str:
        """The journal, the proceedings or the book that the work is a part of."""
        return "" if self.kind in NOT_WITHIN else self.venue

    @property
    def published_by(self) -> str:
        """The school of a thesis, the archive of a preprint; of others the publisher."""
        return (self.repository if self.kind in NOT_WITHIN else "") or self.publisher

    @property
    def doi_address(self) -> str:
        return f"https://doi.org/{quote(self.doi, safe='/:;()._-')}" if self.doi else ""

    @property
    def arxiv_address(self) -> str:
        return f"https://arxiv.org/abs/{self.arxiv}" if self.arxiv else ""

    @property
    def address(self) -> str:
        """Where this form is: by its DOI, or of a preprint on arXiv; empty elsewhere."""
        is_there = self.kind in (Kind.PREPRINT, UNPUBLISHED)
        return self.doi_address or (self.arxiv_address if is_there else "")

    @property
    def is_article_number(self) -> bool:
        """Whether the page is none, but the number by which a journal calls an article."""
        long = len(self.first_page) > 4 or not self.first_page.isdigit()
        return bool(self.kind == Kind.JOURNAL and self.first_page and not self.last_page and long)


def reference(work: Publication) -> Reference:
    """What is known of `work`, which was fetched by `cited()` or `detailed()`."""
    forms = list(work.appearances.all())
    form = forms[0] if forms else Appearance(kind=Kind.OTHER)
    submitted = form.status == Status.SUBMITTED
    arxiv = next((f.arxiv_id for f in forms if f.arxiv_id), "")
    first, last = _pages(form.pages)
    authors = work.printed_authors or work.implied_authors
    return Reference(
        row=work.pk,
        kind=_kind(form, bool(arxiv)),
        title=" ".join((form.title or work.title).split()),
        authors=tuple(author_name(author) for author in authors if author.name.strip()),
        has_more_authors=work.authors_truncated,
        date=work.date,
        is_forthcoming=form.status == Status.FORTHCOMING,
        is_masters="master" in f"{form.venue_text} {form.note} {work.note}".casefold(),
        venue="" if submitted else _venue(form),
        volume=form.volume,
        issue=form.issue,
        first_page=first,
        last_page=last,
        publisher=form.publisher,
        doi=form.doi or "",
        arxiv=arxiv,
        status=form.get_status_display() if form.status else "",
        page=absolute(work.get_absolute_url()),
        abstract=" ".join(work.abstract.split()),
        keywords=tuple(topic.name for topic in work.topics.all()),
    )


def _kind(form: Appearance, on_arxiv: bool) -> str:
    if form.status == Status.SUBMITTED:
        return Kind.PREPRINT if on_arxiv else UNPUBLISHED
    return form.kind


def _venue(form: Appearance) -> str:
    venue = form.venue_name or form.venue_text
    return DEGREE.sub("", venue, count=1) if form.kind == Kind.THESIS else venue


def _pages(text: str) -> tuple[str, str]:
    """First and last page; all in the first where it is no plain range."""
    found = RANGE.match(text.strip())
    return (found[1], found[2]) if found else (text.strip(), "")
