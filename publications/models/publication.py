"""A work: what is true of it in all its forms."""

from __future__ import annotations

from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    FilteredRelation,
    OuterRef,
    Prefetch,
    Q,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Lower, NullIf
from django.urls import reverse

from core.fields import PartialDateField
from core.files import document_validators, photo_validators, readable_name, upload_path
from core.images import PhotoField, Picture
from core.models import LinkBase, LinkQuerySet, MetricBase, Ordered
from core.published import Published, PublishedQuerySet
from core.rendered import HTMLField, Rendered
from core.slugs import Slugged
from core.text import line_html, line_text, tex_html
from people.models import Person
from publications.links import NOT_THE_PAPER, PDF_ADDRESS, PDF_LABELS, shown_links
from publications.models.venue import Topic

if TYPE_CHECKING:
    from publications.models.appearance import Appearance
    from publications.models.authorship import Authorship


NAMES_SHOWN = 3
NEWEST = [F("year").desc(nulls_last=True), "-date", "title", "pk"]
SELECTED = "Selected"


class PublicationQuerySet(PublishedQuerySet["Publication"]):
    def newest_first(self) -> Self:
        """By year, then by date, then by title; those without a year last."""
        return self.order_by(*NEWEST)

    # In groups: `heading` says which a row belongs to, and is None of those that come last.

    def by_year(self) -> Self:
        return self.annotate(heading=F("year")).newest_first()

    def selected_then_by_year(self) -> Self:
        """The selected ones under a heading of their own, and the others by year."""
        year = Cast("year", models.CharField())
        heading = Case(When(is_selected=True, then=Value(SELECTED)), default=year)
        return self.annotate(heading=heading).order_by("-is_selected", *NEWEST)

    def by_venue(self) -> Self:
        """By that of the version of record."""
        record = FilteredRelation("appearances", condition=Q(appearances__position=1))
        short = NullIf("record_form__venue__abbreviation", Value(""))
        heading = Coalesce(short, "record_form__venue__name")
        return self.annotate(record_form=record, heading=heading)._under_headings()

    def by_topic(self) -> Self:
        """A row of the result for each topic of a work."""
        return self.annotate(heading=F("topics__name"))._under_headings()

    def _under_headings(self) -> Self:
        return self.order_by(Lower("heading").asc(nulls_last=True), *NEWEST)

    def dated(self) -> Self:
        """Those of a known year."""
        return self.filter(year__isnull=False, date__gte="1000")

    def undated(self) -> Self:
        """Those without a year, which no list can place."""
        return self.filter(year=None)

    def truncated(self) -> Self:
        """Those whose list of authors ends with “et al.”."""
        return self.filter(authors_truncated=True)

    def without_pdf(self) -> Self:
        """Those of which no upload, link or arXiv number gives the text; a DOI need not."""
        forms = self.model.appearances.rel.related_model.objects.exclude(arxiv_id=None)
        papers = (forms, PublicationLink.objects.to_paper(), PublicationFile.objects.papers())
        return self.filter(*(~Exists(rows.filter(publication=OuterRef("pk"))) for rows in papers))

    def selected(self) -> Self:
        return self.filter(is_selected=True)

    def of_person(self, person: Person) -> Self:
        return self.filter(authorships__person=person).distinct()

    def owned_by(self, person: Person | None) -> Self:
        """Those that the person wrote, be it behind “et al.”."""
        if person is None:
            return self.none()
        theirs = self.model.authorships.rel.related_model.objects.filter(person=person)
        return self.filter(pk__in=theirs.order_by().values("publication"))

    def counted(self) -> models.QuerySet[Publication, dict[str, Any]]:
        """Their number, as ``number``, for each year, kind and whether they are selected."""
        groups = self.order_by().values("year", "kind", "is_selected")
        return groups.annotate(number=Count("pk", distinct=True))

    def listed(self) -> Self:
        """With all that an entry of a list shows, in a fixed number of queries."""
        forms = self.model.appearances.rel.related_model.objects.select_related("venue")
        return (
            self.with_authors()
            .prefetch_related(Prefetch("appearances", forms), "links", "files")
            .annotate(has_abstract=~Q(abstract=""))
            .defer("abstract", "abstract_html", "private_note")
        )

    def cited(self) -> Self:
        """With all that a reference to the work states, in a fixed number of queries."""
        forms = self.model.appearances.rel.related_model.objects.select_related("venue")
        return self.with_authors().prefetch_related(
            Prefetch("appearances", forms), "topics"
        ).defer("abstract_html", "private_note")  # fmt: skip

    def with_authors(self) -> Self:
        authorships = self.model.authorships.rel.related_model.objects.named()
        return self.prefetch_related(Prefetch("authorships", authorships))

    def detailed(self) -> Self:
        return self.listed().defer(None).prefetch_related("topics", "metrics")


class Publication(Slugged, Rendered, Published):
    RENDERED = {"title": line_html, "abstract": tex_html}

    title = models.CharField(max_length=500, help_text="$…$ for mathematics.")
    title_html = HTMLField()
    native_title = models.CharField(
        max_length=500, blank=True, help_text="The title in its own script or language."
    )
    other_titles = models.TextField(
        blank=True, help_text="Titles it once had and no form below carries, one a line."
    )
    abstract = models.TextField(blank=True, help_text="$…$ for mathematics.")
    abstract_html = HTMLField()
    authors_truncated = models.BooleanField(
        "more authors", default=False, help_text="The list of authors ends with “et al.”."
    )
    has_code = models.BooleanField("code available", default=False)
    is_selected = models.BooleanField(
        "selected", default=False, help_text="Shown among the selected works on the home page."
    )
    topics = models.ManyToManyField(Topic, blank=True, related_name="publications")
    picture = PhotoField(
        upload_to=upload_path,
        blank=True,
        validators=photo_validators,
        help_text="A figure that says what the work is about; JPEG, PNG or WebP, up to 10 MB. It"
        " is shown small with entries and larger on the work's page.",
    )
    picture_alt = models.CharField(
        "what the picture shows",
        max_length=300,
        blank=True,
        help_text="For those who cannot see it, such as “Test error falls, rises, and falls again"
        " as the model grows”.",
    )
    affiliation_tags = models.CharField(
        max_length=200, blank=True, help_text="Institutions of the authors, apart by commas."
    )
    note = models.CharField(max_length=500, blank=True, help_text="Shown with the entry.")
    private_note = models.TextField(blank=True, help_text="Only editors see this.")

    # Those of the version of record, kept by settle() so that lists can sort and filter by them.
    kind = models.CharField(max_length=12, editable=False, default="", db_index=True)
    year = models.PositiveSmallIntegerField(editable=False, null=True, db_index=True)
    date = PartialDateField(editable=False, db_index=True)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = NEWEST
        indexes = [
            # All that lists sort and count by: for most of it no row need be read.
            models.Index(
                fields=["is_draft", "-year", "-date", "title", "publish_at", "kind"],
                name="publication_listed",
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.year})" if self.year else self.title

    def slug_source(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("publications:publication", args=[self.slug])

    def clean(self) -> None:
        super().clean()
        if self.picture and not self.picture_alt:
            message = "Say what the picture shows, for those who cannot see it."
            raise ValidationError({"picture_alt": message})

    @property
    def teaser(self) -> Picture | None:
        """The picture, uncropped, as a <picture> needs it."""
        return self.picture.picture

    @cached_property
    def record(self):  # type: ignore[no-untyped-def]
        """The version of record: the first appearance, or None."""
        return next(iter(self.appearances.all()), None)

    @cached_property
    def further_forms(self) -> list[Appearance]:
        """The appearances after the version of record."""
        return list(self.appearances.all())[1:]

    @cached_property
    def printed_authors(self) -> list[Authorship]:
        return [author for author in self.authorships.all() if not author.is_implied]

    @cached_property
    def implied_authors(self) -> list[Authorship]:
        """Those of whom it is known that “et al.” stands for them."""
        return [author for author in self.authorships.all() if author.is_implied]

    @property
    def short_byline(self) -> str:
        """The first names as text, for lists in the admin."""
        names = [author.name for author in self.printed_authors]
        more = len(names) > NAMES_SHOWN or self.authors_truncated
        return ", ".join([*names[:NAMES_SHOWN], *(["et al."] if more else [])])

    @property
    def plain_title(self) -> str:
        """The title in letters alone, for where no mathematics can be set."""
        return line_text(self.title)

    @property
    def has_equal_contribution(self) -> bool:
        return any(author.equal_contribution for author in self.authorships.all())

    @cached_property
    def shown_links(self) -> list[tuple[str, str]]:
        return shown_links(self)

    @property
    def lacks_code_link(self) -> bool:
        """Whether code is said to be available, and no link leads to it."""
        return self.has_code and not any(
            "code" in label.casefold() for label, _ in shown_links(self)
        )

    @property
    def shown_metrics(self) -> list[PublicationMetric]:
        return [metric for metric in self.metrics.all() if metric.is_public]

    @property
    def further_titles(self) -> list[str]:
        """Titles that the work once had, apart from those of its forms."""
        return [title.strip() for title in self.other_titles.splitlines() if title.strip()]

    @property
    def affiliations(self) -> list[str]:
        return [tag.strip() for tag in self.affiliation_tags.split(",") if tag.strip()]

    def settle(self) -> None:
        """Renumber authors and appearances, and take over kind and date of the first of these.

        To be called after a change to them: the admin does, and so does the importer.
        """
        appearances = list(self.appearances.all())
        for rows in (appearances, self.authorships.filter(is_implied=False)):
            for number, row in enumerate(rows, 1):
                if row.position != number:
                    type(row).objects.filter(pk=row.pk).update(position=number)
        self.__dict__.pop("record", None)
        first = appearances[0] if appearances else None
        self.kind = first.kind if first else ""
        self.date = first.date if first else None
        self.year = self.date.year if self.date else None
        values = {"kind": self.kind, "date": self.date, "year": self.year}
        type(self).objects.filter(pk=self.pk).update(**values)


class PublicationLinkQuerySet(LinkQuerySet):
    def missing(self) -> Self:
        """Without those that borrow the address that follows from an identifier."""
        forms = self.model.publication.field.related_model.appearances.rel.related_model.objects
        here = forms.filter(publication=OuterRef("publication"))
        labelled = super().missing().alias(plain=Lower("label"))
        arxiv = Q(plain__in=[*PDF_LABELS, "arxiv"]) & Exists(here.exclude(arxiv_id=None))
        return labelled.exclude(arxiv | (Q(plain="doi") & Exists(here.exclude(doi=None))))

    def to_paper(self) -> Self:
        """Those that lead to the text of the work, by what they say or where they lead."""
        labelled = self.exclude(url="").alias(plain=Lower("label"))
        by_label = Q(plain__in=PDF_LABELS) | Q(plain__contains="pdf")
        return labelled.filter(
            by_label | (Q(url__iregex=PDF_ADDRESS) & ~Q(plain__in=NOT_THE_PAPER))
        )


class PublicationLink(LinkBase):
    """A link of the work's; see publications.links for addresses that follow from identifiers."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="links")

    objects = PublicationLinkQuerySet.as_manager()


class PublicationFileQuerySet(models.QuerySet["PublicationFile"]):
    def papers(self) -> Self:
        """Those that are the work itself, and no slides or poster."""
        return self.alias(plain=Lower("label")).exclude(plain__in=NOT_THE_PAPER)


class PublicationFile(Ordered):
    """An uploaded PDF: the paper, slides, a poster."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="files")
    label = models.CharField(max_length=80, default="PDF")
    file = models.FileField(
        upload_to=upload_path, validators=document_validators, help_text="PDF, up to 50 MB."
    )

    objects = PublicationFileQuerySet.as_manager()

    def __str__(self) -> str:
        return self.label

    @property
    def stored_name(self) -> str:
        return PurePosixPath(self.file.name).name

    @property
    def public_name(self) -> str:
        """The name it was uploaded with; if an earlier file of the work has that, as stored."""
        name = readable_name(self.stored_name)
        first = next(
            (f for f in self.publication.files.all() if readable_name(f.stored_name) == name), self
        )
        return name if first.pk == self.pk else self.stored_name

    def get_absolute_url(self) -> str:
        """Below the work's own address, where Google Scholar wants the text to be:
        https://scholar.google.com/intl/en/scholar/inclusion.html#indexing
        """
        path = PurePosixPath(self.public_name)
        if path.suffix != ".pdf":
            return str(self.file.url)
        return reverse("publications:file", args=[self.publication.slug, path.stem])


class PublicationMetric(MetricBase):
    publication = models.ForeignKey(Publication, models.CASCADE, related_name="metrics")
