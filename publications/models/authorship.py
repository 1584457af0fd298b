"""Who wrote a work, in order, as printed."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import F
from django.db.models.signals import pre_delete
from django.dispatch import receiver

from people.models import Person
from publications.models.publication import Publication


class AuthorshipQuerySet(models.QuerySet["Authorship"]):
    def named(self) -> Self:
        """With the people, less their long texts.

        Joined, not prefetched: Django 5.2 asks SQLite for prefetched people one by one in a
        single condition, which fails beyond a thousand of them.
        """
        long = ("bio", "bio_html", "interests", "interests_html", "private_note")
        return self.select_related("person").defer(*(f"person__{name}" for name in long))

    def without_person(self) -> Self:
        """Names of whom nobody said yet who they are."""
        return self.filter(person=None)


class Authorship(models.Model):
    """One author of a work.

    Deleting the person never deletes the printed name. An *implied* author has neither a place
    nor a printed name: the page says that the work is theirs, but "et al." hides them.
    """

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="authorships")
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="authorships"
    )
    printed_name = models.CharField(
        "name as printed", max_length=200, blank=True, help_text="Empty: the person's name."
    )
    position = models.PositiveIntegerField(
        "place", null=True, blank=True, help_text="Leave empty to put it last."
    )
    equal_contribution = models.BooleanField(default=False)
    is_implied = models.BooleanField(
        "hidden behind “et al.”", default=False, help_text="An author whose place is not known."
    )

    objects = AuthorshipQuerySet.as_manager()

    class Meta:
        ordering = ["is_implied", F("position").asc(nulls_last=True), "pk"]
        verbose_name = "author"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_implied=False) | models.Q(position__isnull=True),
                name="implied_author_has_no_place",
                violation_error_message="A hidden author has no place: leave it empty.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.printed_name or (self.person.name if self.person else "")


@receiver(pre_delete, sender=Person)
def _print_the_name(instance: Person, **_: Any) -> None:
    """Before a person goes, their name is written where only the person told it."""
    instance.authorships.filter(printed_name="").update(printed_name=instance.name)
