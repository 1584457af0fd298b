"""Who wrote a work, in order, as printed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

from django.db import models
from django.db.models import F
from django.db.models.signals import pre_delete
from django.dispatch import receiver

from core.batches import batched
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

    def authors_of(self, works: Iterable[int]) -> dict[int, set[int]]:
        """{work: the people among its authors} of those that have any."""
        found: dict[int, set[int]] = {}
        for some in batched(sorted(works)):
            rows = self.filter(publication__in=some, person__isnull=False).order_by()
            for work, person in rows.values_list("publication", "person"):
                found.setdefault(work, set()).add(person)
        return found

    def of_people(self, people: Iterable[int]) -> dict[int, set[int]]:
        """{work: those of these people who are among its authors}."""
        found: dict[int, set[int]] = {}
        for some in batched(sorted(people)):
            rows = self.filter(person__in=some).order_by()
            for work, person in rows.values_list("publication", "person"):
                found.setdefault(work, set()).add(person)
        return found

    def named_by(self, people: Iterable[int]) -> list[int]:
        """Works that print no name of one of these people, and show the person's own."""
        return [
            work
            for some in batched(sorted(people))
            for work in self.filter(person__in=some, printed_name="")
            .order_by()
            .values_list("publication", flat=True)
        ]

    def of_theses(self) -> Self:
        """Those of theses that visitors may see, with these."""
        theses = Publication.objects.published().filter(kind="thesis")
        return self.filter(publication__in=theses).select_related("publication")

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
        indexes = [models.Index(fields=["person", "publication"], name="authorship_by_person")]
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
