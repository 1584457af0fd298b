"""Addresses that stay: a slug is made once; when an editor changes it the old one redirects."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import Any, Self

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.text import slugify

from core.batches import batched

LENGTH = 100
# Letters that Unicode does not take apart into a base letter and an accent.
BASES = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ß": "ss",
                       "æ": "ae", "Æ": "AE", "œ": "oe", "ı": "i", "þ": "th", "ð": "d"})  # fmt: skip

TEX = re.compile(r"[$_^{}\\]")


def make_slug(text: str) -> str:
    """`text` as letters a-z, digits and hyphens, cut between words at LENGTH; may be empty."""
    folded = unicodedata.normalize("NFKD", text.translate(BASES))
    slug = slugify(TEX.sub("", folded))
    return slug if len(slug) <= LENGTH else slug[: LENGTH + 1].rpartition("-")[0] or slug[:LENGTH]


class FormerSlug(models.Model):
    """A slug that a row once had."""

    content_type = models.ForeignKey(ContentType, models.CASCADE)
    slug = models.SlugField(max_length=LENGTH + 10)
    object_id = models.PositiveBigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["content_type", "slug"], name="former_slug_once")
        ]

    def __str__(self) -> str:
        return f"{self.slug} (former address)"


class Slugged(models.Model):
    slug = models.SlugField(
        max_length=LENGTH + 10,
        unique=True,
        blank=True,
        help_text="The last part of the address. Made from the title; when you change it, the"
        " old address leads to the new one.",
    )

    class Meta:
        abstract = True

    def slug_source(self) -> str:
        """The text that a new row's slug is made of."""
        raise NotImplementedError

    @classmethod
    def from_db(cls, db: Any, field_names: Any, values: Any, **kwargs: Any) -> Self:
        instance = super().from_db(db, field_names, values, **kwargs)
        instance._stored_slug = instance.__dict__.get("slug", "")
        return instance

    def save(self, *args: Any, **kwargs: Any) -> None:
        stored: str = getattr(self, "_stored_slug", "")
        made = not self.slug
        if made and stored:
            self.slug = stored
        elif made:
            self.give_slugs([self])
        super().save(*args, **kwargs)
        if stored != self.slug and (stored or not made):
            self._remember(stored)
        self._stored_slug = self.slug

    @classmethod
    def give_slugs(cls, instances: Sequence[Self]) -> None:
        """Slugs that no row has or had, for new rows; a few queries for all of them."""
        fallback = cls._meta.model_name or "item"
        wanted = {i: make_slug(new.slug_source()) or fallback for i, new in enumerate(instances)}
        taken: set[str] = set()
        number = 1
        while wanted:
            tried = {slug if number == 1 else f"{slug}-{number}" for slug in wanted.values()}
            taken |= _taken(cls, tried)
            for i, slug in list(wanted.items()):
                candidate = slug if number == 1 else f"{slug}-{number}"
                if candidate not in taken:
                    instances[i].slug = candidate
                    taken.add(candidate)
                    del wanted[i]
            number += 1

    def _remember(self, stored: str) -> None:
        former = _former(type(self))
        former.filter(slug=self.slug).delete()
        if stored:
            kind = ContentType.objects.get_for_model(type(self))
            FormerSlug.objects.update_or_create(
                content_type=kind, slug=stored, defaults={"object_id": self.pk}
            )


def _taken(model: type[Slugged], slugs: set[str]) -> set[str]:
    """Those of the slugs that a row has or had."""
    found: set[str] = set()
    for batch in batched(slugs):
        for rows in (model._default_manager, _former(model)):
            found.update(rows.filter(slug__in=batch).values_list("slug", flat=True))
    return found


def _former(model: type[Slugged]) -> models.QuerySet[FormerSlug]:
    return FormerSlug.objects.filter(content_type=ContentType.objects.get_for_model(model))


def get_or_redirect(
    rows: models.QuerySet[Any], slug: str, address: Callable[[Any], str] = resolve_url
) -> Any:
    """The row of `rows` with that slug, or a redirect to the row that once had it.

    The redirect leads to the `address` of the row: its page, unless something else was asked for.
    Raises Http404 where no row that is among `rows` has or had it.
    """
    if row := rows.filter(slug=slug).first():
        return row
    former = _former(rows.model).filter(slug=slug).first()
    if former and (row := rows.filter(pk=former.object_id).first()):
        # Browsers keep such an answer for good, and an address may be of somebody again.
        return HttpResponseRedirect(address(row), status=301, headers={"Cache-Control": "no-cache"})
    raise Http404(f"There is no {rows.model._meta.verbose_name} at this address.")
