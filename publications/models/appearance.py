"""The forms in which a work came out."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

from django.core.validators import RegexValidator
from django.db import models

from core.fields import PartialDateField
from core.models import Ordered
from publications.models.publication import Publication
from publications.models.venue import Venue

# https://info.arxiv.org/help/arxiv_identifier.html, without a version
ARXIV_ID = r"^(\d{4}\.\d{4,5}|[a-z-]+(\.[A-Z]{2})?/\d{7})$"
# https://www.doi.org/doi-handbook/HTML/doi-name-syntax.html
DOI = r"^10\.\d{4,9}/\S+$"
WRAPPINGS = {
    "arxiv_id": re.compile(r"^(https?://arxiv\.org/(abs|pdf)/|arxiv:)|(v\d+)?(\.pdf)?$", re.I),
    "doi": re.compile(r"^(https?://(dx\.)?doi\.org/|doi:)", re.I),
}


class Kind(models.TextChoices):
    JOURNAL = "journal", "Journal article"
    CONFERENCE = "conference", "Conference paper"
    WORKSHOP = "workshop", "Workshop paper"
    PREPRINT = "preprint", "Preprint"
    BOOK = "book", "Book"
    CHAPTER = "chapter", "Book chapter"
    THESIS = "thesis", "Thesis"
    REPORT = "report", "Report"
    PATENT = "patent", "Patent"
    SOFTWARE = "software", "Software"
    DATASET = "dataset", "Dataset"
    OTHER = "other", "Other"


class Status(models.TextChoices):
    PUBLISHED = "", "Published"
    SUBMITTED = "submitted", "In submission"
    FORTHCOMING = "forthcoming", "Forthcoming"


class Identifier(models.CharField):  # type: ignore[type-arg]
    """An identifier that no two rows share; none is None, so that any number may lack it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "null": True, "blank": True, "unique": True})

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return (
            name,
            path,
            args,
            {k: v for k, v in kwargs.items() if k not in ("null", "blank", "unique")},
        )

    def to_python(self, value: Any) -> Any:
        """As people paste it: as an address, with `arXiv:` or `doi:` before it, or bare."""
        value = super().to_python(value)
        bare = WRAPPINGS[self.name].sub("", value.strip()) if value else None
        return bare or None

    def get_prep_value(self, value: Any) -> Any:
        return super().get_prep_value(value) or None


class Appearance(Ordered):
    publication = models.ForeignKey(Publication, models.CASCADE, related_name="appearances")
    kind = models.CharField(max_length=12, choices=Kind)
    title = models.CharField(
        "title as printed", max_length=500, blank=True, help_text="Only where it differs."
    )
    venue = models.ForeignKey(
        Venue, models.PROTECT, null=True, blank=True, related_name="appearances"
    )
    venue_printed = models.CharField(
        "venue as printed",
        max_length=500,
        blank=True,
        help_text="Shown instead of the venue's name, such as “NeurIPS Workshop on Causality”.",
    )
    date = PartialDateField()
    date_printed = models.CharField("date as printed", max_length=60, blank=True)
    status = models.CharField(max_length=12, choices=Status, blank=True, default="")
    volume = models.CharField(max_length=40, blank=True)
    issue = models.CharField(max_length=40, blank=True)
    pages = models.CharField(max_length=40, blank=True)
    publisher = models.CharField(max_length=160, blank=True)
    doi = Identifier(
        "DOI", max_length=200, validators=[RegexValidator(DOI, "A DOI looks like 10.1000/182.")]
    )
    arxiv_id = Identifier(
        "arXiv number",
        max_length=40,
        validators=[RegexValidator(ARXIV_ID, "An arXiv number looks like 2306.02601.")],
    )
    distinction = models.CharField(
        max_length=200, blank=True, help_text="Such as oral, spotlight, best paper award."
    )
    detail = models.CharField(
        "about the distinction", max_length=200, blank=True, help_text="Such as 5% of submissions."
    )
    note = models.CharField(max_length=500, blank=True)

    class Meta(Ordered.Meta):
        indexes = [models.Index(fields=["venue", "publication"], name="appearance_by_venue")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(doi__isnull=True) | models.Q(doi__regex=DOI),
                name="appearance_doi_well_formed",
            ),
            models.CheckConstraint(
                condition=models.Q(arxiv_id__isnull=True) | models.Q(arxiv_id__regex=ARXIV_ID),
                name="appearance_arxiv_id_well_formed",
            ),
        ]

    def __str__(self) -> str:
        parts = (self.get_kind_display(), self.venue_text, str(self.date or ""))
        return ", ".join(part for part in parts if part)

    @property
    def venue_text(self) -> str:
        """The venue as an entry shows it."""
        return self.venue_printed or (str(self.venue) if self.venue else "")

    @property
    def where(self) -> str:
        """The venue, or else what kind of form it is, as an entry shows it."""
        return self.venue_text or self.get_kind_display()

    @property
    def venue_name(self) -> str:
        """The venue's full name where `venue_text` is short for it."""
        return self.venue.name if self.venue and self.venue.name != self.venue_text else ""

    @property
    def distinction_text(self) -> str:
        """``Spotlight (5% of all submissions)``."""
        detail = f" ({self.detail})" if self.detail else ""
        words = self.distinction[:1].upper() + self.distinction[1:]
        return f"{words}{detail}"

    @property
    def shown_note(self) -> str:
        """The note, unless it only repeats the status."""
        repeats = self.note.rstrip(".").casefold() == self.get_status_display().casefold()
        return "" if repeats else self.note

    @property
    def identifiers(self) -> list[tuple[str, str, str]]:
        """(kind, identifier, address) of the arXiv number and the DOI."""
        found = []
        if self.arxiv_id:
            found.append(("arXiv", self.arxiv_id, f"https://arxiv.org/abs/{self.arxiv_id}"))
        if self.doi:
            found.append(("DOI", self.doi, f"https://doi.org/{quote(self.doi, safe='/:;()._-')}"))
        return found

    @property
    def issue_text(self) -> str:
        """``vol. 3, no. 2, pp. 1–9``, as far as known."""
        parts = (("vol.", self.volume), ("no.", self.issue), ("pp.", self.pages))
        return ", ".join(f"{word} {value}" for word, value in parts if value)
