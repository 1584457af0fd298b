"""Courses and when they were offered, by whom."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Case, F, Prefetch, Value, When
from django.urls import reverse

from core.fields import AddressField
from core.published import Published, PublishedQuerySet, visible
from core.rendered import HTMLField, Rendered
from core.text import markdown_html
from people.models import Person


class Season(models.TextChoices):
    """In the order of a calendar year; the printed word is kept (fall and autumn)."""

    WINTER = "winter", "Winter"
    SPRING = "spring", "Spring"
    SUMMER = "summer", "Summer"
    FALL = "fall", "Fall"
    AUTUMN = "autumn", "Autumn"


# First and last month in which a term of that name lies on most calendars.
MONTHS = {
    Season.WINTER: (1, 3),
    Season.SPRING: (1, 6),
    Season.SUMMER: (6, 8),
    Season.FALL: (8, 12),
    Season.AUTUMN: (8, 12),
    "": (1, 12),
}
SEASON_RANK = Case(
    *(When(season=season, then=Value(rank)) for rank, season in enumerate(Season)),
    default=Value(-1),
)


class CourseQuerySet(PublishedQuerySet["Course"]):
    def listed(self) -> Self:
        """With terms and who taught them (only people whom a visitor may see)."""
        return self.prefetch_related(Prefetch("offerings", Offering.objects.staffed()))

    def of_person(self, person: Person) -> Self:
        return self.filter(offerings__roles__person=person).distinct()

    def owned_by(self, person: Person | None) -> Self:
        """Those that the person taught in some term."""
        if person is None:
            return self.none()
        roles = TeachingRole.objects.filter(person=person).order_by()
        return self.filter(pk__in=roles.values("offering__course"))


class Course(Rendered, Published):
    RENDERED = {"description": markdown_html}

    code = models.CharField(max_length=40, blank=True, help_text="Such as ECE 57000.")
    title = models.CharField(max_length=200)
    institution = models.CharField(max_length=200, blank=True)
    description = models.TextField(blank=True, help_text="Markdown.")
    description_html = HTMLField()
    url = AddressField("website", blank=True, max_length=500)

    objects = CourseQuerySet.as_manager()

    class Meta:
        ordering = ["institution", "code", "title", "pk"]

    def __str__(self) -> str:
        return f"{self.code}: {self.title}" if self.code else self.title

    def get_absolute_url(self) -> str:
        """By number alone: titles and codes change, and an import makes many courses at once."""
        return reverse("teaching:course", args=[self.pk])

    @property
    def runs(self) -> list[tuple[list[Offering], list[TeachingRole]]]:
        """Terms taught by the same people in the same roles, together; newest first."""
        found: dict[tuple[tuple[int, str], ...], tuple[list[Offering], list[TeachingRole]]] = {}
        for offering in self.offerings.all():
            key = tuple((role.person_id, role.role) for role in offering.staff)
            found.setdefault(key, ([], offering.staff))[0].append(offering)
        return list(found.values())

    @property
    def last_year(self) -> int:
        return max((offering.year or 0 for offering in self.offerings.all()), default=0)


class OfferingQuerySet(models.QuerySet["Offering"]):
    def published(self) -> Self:
        """Those of courses that a visitor may see, with the course."""
        long_texts = ("course__description", "course__description_html")
        return self.filter(visible(Course, "course__")).select_related("course").defer(*long_texts)

    def owned_by(self, person: Person | None) -> Self:
        """The terms in which the person taught."""
        if person is None:
            return self.none()
        roles = TeachingRole.objects.filter(person=person).order_by()
        return self.filter(pk__in=roles.values("offering"))

    def staffed(self) -> Self:
        """With those who taught, as `staff`: only people whom a visitor may see."""
        roles = TeachingRole.objects.filter(visible(Person, "person__")).select_related("person")
        return self.prefetch_related(Prefetch("roles", roles, to_attr="staff"))


class Standing(models.IntegerChoices):
    """Where a term stands to a day; in the order in which a reader wants them."""

    NOW = 0, "now"
    AHEAD = 1, "to come"
    PAST = 2, ""


class Offering(models.Model):
    """A course in one term."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="offerings")
    season = models.CharField(max_length=8, choices=Season, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    printed = models.CharField(
        "as printed", max_length=40, blank=True, help_text="Such as 24 Fall."
    )
    url = AddressField("website", blank=True, max_length=500)

    objects = OfferingQuerySet.as_manager()

    class Meta:
        ordering = [F("year").desc(nulls_last=True), SEASON_RANK.desc(), "pk"]

    def __str__(self) -> str:
        return self.term

    @property
    def term(self) -> str:
        words = (self.get_season_display(), str(self.year or ""))
        return " ".join(word for word in words if word) or self.printed

    def standing(self, on: date) -> Standing:
        """As far as the name of a term tells; one of no known year is past."""
        first, last = MONTHS[self.season]
        day, year = (on.year, on.month), self.year or 0
        if day < (year, first):
            return Standing.AHEAD
        return Standing.NOW if day <= (year, last) else Standing.PAST


class TeachingRole(models.Model):
    """What a person did in an offering of a course."""

    offering = models.ForeignKey(Offering, models.CASCADE, related_name="roles")
    person = models.ForeignKey(Person, models.CASCADE, related_name="teaching_roles")
    role = models.CharField(max_length=80, blank=True, help_text="Such as Instructor.")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["offering", "person", "role"], name="teaching_role_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.role}" if self.role else str(self.person)
