"""Roles in the group, their periods, and what came after."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef

from core.fields import PartialDateField, is_over, not_over, period_constraint


class Role(models.TextChoices):
    """The order is that of the people page."""

    LEAD = "lead", "Principal investigator"
    FACULTY = "faculty", "Faculty"
    STAFF = "staff", "Staff"
    POSTDOC = "postdoc", "Postdoctoral researcher"
    PHD = "phd", "PhD student"
    MASTER = "master", "Master's student"
    UNDERGRAD = "undergrad", "Undergraduate"
    VISITOR = "visitor", "Visitor"
    MEMBER = "member", "Member"


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self) -> Self:
        """Those whose period has not ended; a year or month that is not over is not the end."""
        return self.filter(not_over("end"), has_left=False)

    def leading(self) -> Self:
        return self.current().filter(role=Role.LEAD)

    def of_outer(self) -> Self:
        """Those of the person whom the query around this one is about."""
        return self.filter(person=OuterRef("pk"))

    def placements(self) -> Self:
        """The last roles of people who have left, of whom it is known where they went."""
        current = Membership.objects.current().filter(person=OuterRef("person"))
        left = self.exclude(next_position="").exclude(
            pk__in=Membership.objects.current().values("pk")
        )
        return left.exclude(Exists(current))


class Membership(models.Model):
    """A role in the group during a period; who has only periods that ended is an alumnus."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=12, choices=Role)
    start = PartialDateField()
    end = PartialDateField(help_text="Empty while it lasts. A past end makes an alumnus.")
    has_left = models.BooleanField(
        default=False, help_text="Tick for an alumnus of whom nobody knows when they left."
    )
    topic = models.CharField(
        max_length=300, blank=True, help_text="What they work or worked on, or their thesis."
    )
    advisors = models.CharField(
        "advised with",
        max_length=200,
        blank=True,
        help_text="Others who advise or advised them, such as “Ann Lee”.",
    )
    note = models.CharField(max_length=300, blank=True, help_text="Such as “on leave in 2024”.")
    next_position = models.CharField(
        max_length=200, blank=True, help_text="Where they went, such as “Assistant Professor, ETH”."
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = [F("end").desc(), "-start", "pk"]
        constraints = [period_constraint("membership_ends_after_start")]

    def __str__(self) -> str:
        return " · ".join(part for part in (self.get_role_display(), self.period) if part)

    @property
    def period(self) -> str:
        return period(self.start, self.end)

    @property
    def told(self) -> str:
        """What else is known of it: the topic, who advised besides, the note."""
        advised = f"advised with {self.advisors}" if self.advisors else ""
        return " · ".join(part for part in (self.topic, advised, self.note) if part)

    @property
    def is_over(self) -> bool:
        """Whether they have left, or the end, as precisely as known, lies wholly in the past."""
        return self.has_left or is_over(self.end)


def period(start: object, end: object) -> str:
    """``2019–2021``, ``since 2019``, ``until 2021``, or nothing."""
    if start and end:
        return str(start) if str(start) == str(end) else f"{start}–{end}"
    if start:
        return f"since {start}"
    return f"until {end}" if end else ""
