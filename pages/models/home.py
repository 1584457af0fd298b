"""The home page as an editor arranges it: which blocks, in which order."""

from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models, transaction
from django.db.models import F
from django.urls import reverse

from core.files import photo_validators, upload_path
from core.images import PhotoField, Picture
from core.published import Published, PublishedQuerySet
from core.rendered import HTMLField, Rendered
from core.text import markdown_html


class Kind(models.TextChoices):
    """What a block shows. The label is its heading, unless an editor gives it another."""

    INTRODUCTION = "introduction", "Introduction"
    RECRUITING = "recruiting", "Join us"
    NEWS = "news", "News"
    TALKS = "talks", "Upcoming talks"
    SELECTED = "selected", "Selected work"
    RECENT = "recent", "Recent work"
    PEOPLE = "people", "People"
    PICTURE = "picture", "Picture"
    TEXT = "text", "Text"


ARRANGEMENT = [
    Kind.INTRODUCTION,
    Kind.RECRUITING,
    Kind.NEWS,
    Kind.TALKS,
    Kind.SELECTED,
    Kind.RECENT,
    Kind.PEOPLE,
]
# How many entries a block has where no editor says; the others show all there are.
ENTRIES: dict[str, int] = {Kind.NEWS: 6, Kind.TALKS: 3, Kind.RECENT: 6}
# Blocks that hold what an editor made, rather than show what stands elsewhere.
OWN = [Kind.PICTURE, Kind.TEXT]


class HomeBlockQuerySet(PublishedQuerySet["HomeBlock"]):
    def arrangement(self) -> list[HomeBlock]:
        """What a visitor sees, in order: as arranged, or the default if nobody has arranged it."""
        shown = list(self.published())
        return shown if shown or self.exists() else default_blocks()

    @transaction.atomic
    def reset(self) -> None:
        """The default blocks; an editor's own pictures and texts stay, hidden, below them."""
        own = list(self.filter(kind__in=OWN))
        self.exclude(kind__in=OWN).delete()
        self.bulk_create(default_blocks())
        for place, block in enumerate(own, len(ARRANGEMENT) + 1):
            self.filter(pk=block.pk).update(position=place, is_draft=True)


class HomeBlock(Rendered, Published):
    RENDERED = {"text": markdown_html}

    kind = models.CharField("block", max_length=16, choices=Kind)
    heading = models.CharField(
        max_length=120, blank=True, help_text="Empty: the usual one, or none above your own text."
    )
    position = models.PositiveIntegerField(
        "place", null=True, blank=True, help_text="Leave empty to put it last."
    )
    entries = models.PositiveSmallIntegerField(
        "at most",
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text="How many entries it shows. Empty: 6 news or recent works, 3 talks, all others.",
    )
    picture = PhotoField(
        upload_to=upload_path,
        blank=True,
        validators=photo_validators,
        help_text="JPEG, PNG or WebP, up to 10 MB.",
    )
    alt = models.CharField(
        "what it shows",
        max_length=300,
        blank=True,
        help_text="In words, for those who cannot see the picture.",
    )
    caption = models.CharField(max_length=300, blank=True, help_text="Stands under the picture.")
    text = models.TextField(blank=True, help_text="Markdown; $…$ for mathematics.")
    text_html = HTMLField()
    is_draft = models.BooleanField(
        "hidden", default=False, help_text="A hidden block is seen by editors only."
    )

    objects = HomeBlockQuerySet.as_manager()

    class Meta:
        ordering = [F("position").asc(nulls_last=True), "pk"]
        verbose_name = "block of the home page"
        verbose_name_plural = "blocks of the home page"

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.heading}" if self.heading else self.usual_heading

    def get_absolute_url(self) -> str:
        return reverse("home")

    @property
    def usual_heading(self) -> str:
        return str(self.get_kind_display())

    @property
    def template(self) -> str:
        return f"groupsite/blocks/{self.kind}.html"

    @property
    def limit(self) -> int | None:
        """How many entries it shows; None for all."""
        return self.entries or ENTRIES.get(self.kind)

    @property
    def image(self) -> Picture | None:
        """The picture as a <picture> needs it."""
        return self.picture.picture


def default_blocks() -> list[HomeBlock]:
    """The usual arrangement, unsaved."""
    return [HomeBlock(kind=kind, position=place) for place, kind in enumerate(ARRANGEMENT, 1)]
