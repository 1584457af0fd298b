"""Giving a letter to a colleague."""

from __future__ import annotations

from typing import Any

from django.core.mail import send_mail
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.roles import Role
from groupsite.addresses import absolute
from inquiries.inbox.senders import group_name, name_of
from inquiries.models import Inquiry
from people.models import Person

READ_LETTERS = (Role.ADMINISTRATOR, Role.EDITOR, Role.MEMBER)


def colleagues() -> QuerySet[Person]:
    """Those to whom a letter can be given: they can log in, and their role has an inbox."""
    roles = Q(user__groups__name__in=READ_LETTERS) | Q(user__is_superuser=True)
    people = Person.objects.filter(roles, user__is_active=True, user__is_staff=True)
    return people.named().select_related("user").distinct()


def assign(letters: list[Inquiry], to: Person | None, by: Any) -> bool:
    """Assign the letters, and tell the colleague by one mail that says nothing of them; whether
    there was an address to tell it to. The letters must be the user’s to change."""
    given = [letter for letter in letters if letter.assigned_to_id != (to.pk if to else None)]
    Inquiry.objects.filter(pk__in=[letter.pk for letter in given]).update(assigned_to=to)
    for letter in given:
        letter.assigned_to = to
    if to is None or to.user is None or to.user == by or not given:
        return True
    if not to.user.email:
        return False
    if len(given) == 1:
        path = reverse("admin:inquiries_inquiry_change", args=[given[0].pk])
    else:
        path = reverse("admin:inquiries_inquiry_changelist") + "?mine=assigned"
    context = {
        "number": len(given),
        "group": group_name(),
        "by": name_of(by),
        "link": absolute(path),
    }
    text = render_to_string("inquiries/mail/assigned.txt", context)
    subject, _, body = text.partition("\n")
    send_mail(subject, body.lstrip(), None, [to.user.email])
    return True
