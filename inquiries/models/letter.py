"""A letter of somebody who would like to join. Never shown to visitors."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from core.files import MaxSize, is_pdf
from inquiries.models.settings import keep_until
from inquiries.storage import private, private_path
from openings.models import Opening
from people.models import Person

CV_MEGABYTES = 10


class State(models.TextChoices):
    NEW = "new", "New"
    READ = "read", "Read"
    TALK = "talk", "Talk to them"
    DECLINED = "declined", "Declined"
    ACCEPTED = "accepted", "Accepted"


def _is_to(person: Person) -> Q:
    return Q(opening__contact=person) | Q(opening__isnull=True, recipient=person)


class InquiryQuerySet(models.QuerySet["Inquiry"]):
    def owned_by(self, person: Person | None) -> Self:
        """Those to openings of the person, and to the person."""
        if person is None:
            return self.none()
        return self.filter(_is_to(person))

    def handled_by(self, person: Person | None) -> Self:
        """Those, and what is assigned to the person."""
        if person is None:
            return self.none()
        return self.filter(_is_to(person) | Q(assigned_to=person))

    def unattended(self) -> Self:
        """Those of whom nobody that they are for, or are assigned to, has an account."""
        to_nobody = Q(opening__isnull=False) | Q(recipient__user__isnull=True)
        return self.filter(
            to_nobody, assigned_to__user__isnull=True, opening__contact__user__isnull=True
        )

    def new(self) -> Self:
        return self.filter(state=State.NEW)

    def listed(self) -> Self:
        """With what a row of the inbox shows: whether it was answered, and when."""
        last = Reply.objects.filter(inquiry=OuterRef("pk")).order_by("-sent", "-pk")
        return self.select_related("opening", "assigned_to").annotate(
            answered=Subquery(last.values("sent")[:1])
        )

    def heads(self) -> Self:
        """Without those that are joined to another of these: that one stands for them."""
        return self.exclude(joined_to__in=self.order_by().values("pk"))

    def of_group(self, letter: Inquiry) -> Self:
        """The letter, and all that are joined with it, the newest first."""
        head = letter.joined_to_id or letter.pk
        return self.filter(Q(pk=head) | Q(joined_to=head))

    def due(self, on: date) -> Self:
        """Those that are to be erased on that day or were to be before."""
        return self.filter(delete_by__lte=on)

    def of_sender(self, email: str) -> Self:
        return self.filter(email__iexact=email.strip())


class Inquiry(models.Model):
    """What was sent stays as it was sent, until its sender corrects it."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    opening = models.ForeignKey(
        Opening, models.SET_NULL, null=True, blank=True, related_name="inquiries"
    )
    recipient = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="letters"
    )
    name = models.CharField(max_length=160)
    email = models.EmailField("e-mail address")
    programme = models.CharField("programme and start", max_length=200, blank=True)
    background = models.TextField(blank=True)
    papers = models.TextField("papers of the group they read", blank=True)
    message = models.TextField("why this group")
    links = models.TextField(blank=True)
    cv = models.FileField(
        "CV",
        storage=private,
        upload_to=private_path,
        blank=True,
        validators=[MaxSize(CV_MEGABYTES), is_pdf],
    )
    received = models.DateTimeField(default=timezone.now)
    corrected = models.DateTimeField(null=True, blank=True, editable=False)
    confirmed = models.DateTimeField("address confirmed", null=True, blank=True, editable=False)
    delete_by = models.DateField(db_index=True, default=keep_until)
    state = models.CharField(max_length=8, choices=State, default=State.NEW)
    is_starred = models.BooleanField("starred", default=False)
    assigned_to = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="assigned_letters"
    )
    joined_to = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="joined"
    )

    objects = InquiryQuerySet.as_manager()

    class Meta:
        app_label = "inquiries"
        ordering = ["-received", "-pk"]
        verbose_name = "letter"
        verbose_name_plural = "letters"

    def __str__(self) -> str:
        """Nothing of the sender: logs and messages keep it."""
        return f"Letter {self.pk}"

    @property
    def about(self) -> str:
        """The opening that it is for, in words."""
        return self.opening.heading if self.opening else "in general"

    def save(self, **kwargs: Any) -> None:
        """Raises DatabaseError for a letter that was erased meanwhile: saved, it would be back."""
        if not (self._state.adding or kwargs.get("update_fields") or kwargs.get("force_insert")):
            kwargs["force_update"] = True
        super().save(**kwargs)


class Note(models.Model):
    """What somebody of the group noted about a letter."""

    inquiry = models.ForeignKey(Inquiry, models.CASCADE, related_name="notes")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    text = models.TextField()
    written = models.DateTimeField(default=timezone.now)

    class Meta:
        app_label = "inquiries"
        ordering = ["written", "pk"]

    def __str__(self) -> str:
        return f"Note {self.pk}"


class Reply(models.Model):
    """An answer that was sent."""

    inquiry = models.ForeignKey(Inquiry, models.CASCADE, related_name="replies")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    subject = models.CharField(max_length=200)
    body = models.TextField()
    sent = models.DateTimeField(default=timezone.now)

    class Meta:
        app_label = "inquiries"
        ordering = ["sent", "pk"]
        verbose_name_plural = "replies"

    def __str__(self) -> str:
        return f"Reply {self.pk}"
