"""What a CV says of a person: degrees, positions, awards, grants, figures."""

from __future__ import annotations

from django.db import models

from core.fields import PartialDateField, period_constraint
from core.models import MetricBase, Ordered
from people.models.person import Person
from people.models.role import period


class Education(Ordered):
    person = models.ForeignKey(Person, models.CASCADE, related_name="education")
    degree = models.CharField(max_length=80, help_text="Such as Ph.D.")
    field = models.CharField(max_length=160, blank=True)
    institution = models.CharField(max_length=200, blank=True)
    start = PartialDateField()
    year = PartialDateField("degree awarded")
    advisor = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="advised"
    )
    advisor_name = models.CharField(
        "advisor as printed", max_length=160, blank=True, help_text="Such as Dr. Misha Belkin."
    )

    class Meta(Ordered.Meta):
        verbose_name = verbose_name_plural = "education"
        constraints = [period_constraint("education_ends_after_start", end="year")]

    def __str__(self) -> str:
        parts = (self.degree, self.field, self.institution, str(self.year or ""))
        return ", ".join(part for part in parts if part)

    @property
    def what(self) -> str:
        return ", ".join(part for part in (self.degree, self.field) if part)

    @property
    def period(self) -> str:
        return period(self.start, self.year) if self.start else str(self.year or "")


class Appointment(Ordered):
    person = models.ForeignKey(Person, models.CASCADE, related_name="appointments")
    title = models.CharField("position", max_length=160, help_text="Such as Assistant Professor.")
    department = models.CharField(max_length=160, blank=True)
    institution = models.CharField(max_length=200, blank=True)
    is_current = models.BooleanField("current", default=False)
    start = PartialDateField()
    end = PartialDateField()
    duration = models.CharField(
        max_length=80, blank=True, help_text="As printed where dates are not known: “two years”."
    )
    hosts = models.ManyToManyField(
        Person, blank=True, related_name="hosted", help_text="With whom they worked there."
    )

    class Meta(Ordered.Meta):
        constraints = [period_constraint("appointment_ends_after_start")]

    @property
    def where(self) -> str:
        return ", ".join(part for part in (self.department, self.institution) if part)

    def __str__(self) -> str:
        parts = (self.title, self.department, self.institution)
        return ", ".join(part for part in parts if part)

    @property
    def period(self) -> str:
        return period(self.start, self.end) or self.duration


class Award(Ordered):
    person = models.ForeignKey(Person, models.CASCADE, related_name="awards")
    title = models.CharField(max_length=200)
    body = models.CharField("awarded by", max_length=200, blank=True)
    date = PartialDateField()
    note = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.title} ({self.date})" if self.date else self.title


class Grant(models.Model):
    title = models.CharField(max_length=300)
    funder = models.CharField(max_length=200, blank=True)
    number = models.CharField(max_length=80, blank=True)
    amount = models.CharField(max_length=80, blank=True, help_text="With its currency.")
    people = models.ManyToManyField(Person, blank=True, related_name="grants")
    start = PartialDateField()
    end = PartialDateField()

    class Meta:
        ordering = ["-start", "title", "pk"]
        constraints = [period_constraint("grant_ends_after_start")]

    def __str__(self) -> str:
        return ", ".join(part for part in (self.title, self.funder) if part)

    @property
    def details(self) -> str:
        return ", ".join(part for part in (self.funder, self.number, self.amount) if part)

    @property
    def period(self) -> str:
        return period(self.start, self.end)


class Metric(MetricBase):
    person = models.ForeignKey(Person, models.CASCADE, related_name="metrics")
