"""Answers to letters: filled in from a template, edited, sent as plain text, kept."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.mail import EmailMessage
from django.db import transaction

from inquiries.inbox.applicants import in_hand
from inquiries.inbox.placeholders import fill
from inquiries.inbox.senders import address_of, group_name, name_of
from inquiries.models import Inquiry, Reply, ReplyTemplate
from inquiries.privacy.about import about

NO_OPENING = "joining us"  # where a letter names no opening: “your letter about joining us”
LONGEST_SUBJECT = 200


@dataclass(frozen=True, slots=True)
class Draft:
    """A mail as it would be sent."""

    subject: str = ""
    body: str = ""


class Writer:
    """Somebody who answers. What is the same in all answers is asked for once."""

    def __init__(self, user: Any) -> None:
        self.user = user

    @cached_property
    def name(self) -> str:
        return name_of(self.user)

    @cached_property
    def address(self) -> str:
        """Where answers go; empty where no address is known."""
        return address_of(self.user)

    @cached_property
    def group(self) -> str:
        return group_name()

    def draft(self, template: ReplyTemplate, letter: Inquiry) -> Draft:
        """The template, filled in for that letter."""
        values = {
            "name": _line(letter.name),
            "opening": _line(letter.opening.heading) if letter.opening else NO_OPENING,
            "group": self.group,
            "sender": self.name,
        }
        subject = fill(template.subject, values)[:LONGEST_SUBJECT]
        return Draft(subject, fill(template.body, values))

    @transaction.atomic
    def send(self, letter: Inquiry, draft: Draft, state: str = "") -> Reply:
        """Queue the mail, keep it as a Reply and, if a state is given, change that of all letters
        joined with this one that are the user's. The letter must be theirs to change.

        Raises BadHeaderError for a line break in the subject or in an address.
        """
        body = draft.body.replace("\r\n", "\n")  # as browsers send the ends of lines
        EmailMessage(
            draft.subject,
            body,
            to=[letter.email],
            reply_to=[self.address],
            headers=about(letter),
        ).send()
        reply = Reply.objects.create(
            inquiry=letter, author=self.user, subject=draft.subject, body=body
        )
        if state:
            in_hand(self.user, letter).update(state=state)
        return reply


def _line(text: str) -> str:
    """On one line, as a subject has to be."""
    return " ".join(text.split())
