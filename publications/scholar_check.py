"""What Google Scholar would miss of a work, by its guidelines for webmasters, and how to mend it.

Conditions are of the database, so that a list of thousands is counted and cut into pages there.
https://scholar.google.com/intl/en/scholar/inclusion.html
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.db.models.fields import BooleanField

from core.files import MEGABYTE
from publications.models import Appearance, Authorship, Kind, Publication, PublicationFile
from publications.scholar import VENUE_TAGS

MOST_MEGABYTES = 5
# Scholar reads articles, theses, reports and books.
NOT_A_NAME = r"[@\d]|(^|[\s,])(ph\.? ?d|m\.?sc|prof|dr)\.?([\s,]|$)"
INSTITUTIONS = [Kind.THESIS, Kind.REPORT]  # name a university where others name a venue
NOT_READ = [Kind.SOFTWARE, Kind.DATASET, Kind.PATENT]


@dataclass(frozen=True, slots=True)
class Gap:
    slug: str
    title: str
    mend: str
    anchor: str  # of the part of the work's form where it is mended
    condition: Callable[[], Any]
    leaves_out: bool = False  # whether Scholar takes no work without it

    @property
    def column(self) -> str:
        return f"gap_{self.slug.replace('-', '_')}"


def _authors(**wanted: Any) -> Exists:
    return Exists(Authorship.objects.filter(publication=OuterRef("pk"), **wanted))


def _files() -> QuerySet[PublicationFile]:
    return PublicationFile.objects.papers().filter(publication=OuterRef("pk"))


def _record(**wanted: Any) -> Exists:
    """Whether the version of record is such."""
    beside = Appearance.objects.filter(publication=OuterRef("publication"))
    first = beside.order_by(F("position").asc(nulls_last=True), "pk").values("pk")[:1]
    return Exists(Appearance.objects.filter(publication=OuterRef("pk"), pk=first, **wanted))


def _without_venue() -> Any:
    unnamed = {"venue": None, "venue_printed": ""}
    others = [kind for kind in VENUE_TAGS if kind not in INSTITUTIONS]
    in_others = _record(**unnamed, kind__in=others)
    return in_others | _record(**unnamed, kind__in=INSTITUTIONS, publisher="")


def too_big() -> list[int]:
    """Works whose paper here is larger than Scholar reads; one look at the disk for each upload."""
    found = []
    for file in PublicationFile.objects.papers():
        try:
            size = file.file.size
        except OSError:  # lost: the list of works without a PDF is not the place to tell
            continue
        if size > MOST_MEGABYTES * MEGABYTE:
            found.append(file.publication_id)
    return found


GAPS = (
    Gap(
        "no-author",
        "No author",
        "Scholar takes no work without one. Add the authors, in order.",
        "authorships-group",
        lambda: ~(_authors(person__isnull=False) | Exists(_printed())),
        leaves_out=True,
    ),
    Gap(
        "no-date",
        "No year",
        "Scholar takes no work without one. Give the first form a date: 2024, or 2024-05-14.",
        "appearances-group",
        lambda: Q(year=None),
        leaves_out=True,
    ),
    Gap(
        "cut-authors",
        "Authors cut short",
        "Those behind “et al.” do not find the work in their profiles. Add them all, then untick"
        " “more authors”.",
        "authorships-group",
        lambda: Q(authors_truncated=True),
    ),
    Gap(
        "not-a-name",
        "More than a name among the authors",
        "Names alone: no e-mail address, number of an affiliation, or degree.",
        "authorships-group",
        lambda: _authors(printed_name__iregex=NOT_A_NAME),
    ),
    Gap(
        "no-pdf",
        "No PDF here",
        "Scholar counts the text only if it lies beside the page. Upload the PDF, if its"
        " publisher lets you.",
        "files-group",
        lambda: ~Exists(_files()),
    ),
    Gap(
        "big-pdf",
        "PDF over 5 MB",
        "Scholar reads files of up to 5 MB. Upload one with smaller pictures.",
        "files-group",
        lambda: Q(pk__in=too_big()),
    ),
    Gap(
        "no-text",
        "Neither abstract nor PDF",
        "Whoever comes from Scholar must see at least the abstract. Paste it.",
        "id_abstract",
        lambda: Q(abstract="") & ~Exists(_files()),
    ),
    Gap(
        "no-venue",
        "No venue",
        "Say where the first form came out: journal, conference, university or institute.",
        "appearances-group",
        _without_venue,
    ),
    Gap(
        "no-pages",
        "Article without volume and pages",
        "Scholar tells articles of a journal apart by these. Give those that the journal gives.",
        "appearances-group",
        lambda: _record(kind=Kind.JOURNAL, status="", volume="", pages=""),
    ),
    Gap(
        "markup",
        "Markup in the title",
        "Scholar compares the title with the first page of the PDF. Where letters can say it,"
        " write them: β-VAE for $\\beta$-VAE.",
        "id_title",
        lambda: Q(title__regex=r"[$\\{}]|<[/a-z]"),
    ),
)


def _printed() -> QuerySet[Authorship]:
    return Authorship.objects.filter(publication=OuterRef("pk")).exclude(printed_name="")


def with_gaps() -> QuerySet[Publication]:
    """Works that visitors see and Scholar reads, each with a flag for each gap."""
    works = Publication.objects.published().exclude(kind__in=NOT_READ)
    flags = {
        gap.column: ExpressionWrapper(Q(gap.condition()), output_field=BooleanField())
        for gap in GAPS
    }
    return works.annotate(**flags)


def counts(works: QuerySet[Publication]) -> dict[str, int]:
    """{slug of a gap: works that have it}; `works` of with_gaps."""
    found = works.order_by().aggregate(
        **{f"number_{gap.column}": Count("pk", filter=Q(**{gap.column: True})) for gap in GAPS}
    )
    return {gap.slug: found[f"number_{gap.column}"] for gap in GAPS}


def lacking(works: QuerySet[Publication], slug: str = "") -> QuerySet[Publication]:
    """Those that have the gap or, where none is named, any."""
    wanted = Q()
    for gap in GAPS:
        if not slug or gap.slug == slug:
            wanted |= Q(**{gap.column: True})
    return works.filter(wanted)


def gaps_of(work: Any) -> list[Gap]:
    """What Scholar would miss of a work of with_gaps; the gravest first."""
    return [gap for gap in GAPS if getattr(work, gap.column)]
