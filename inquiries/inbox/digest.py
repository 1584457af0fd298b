"""A mail a day to whom new letters wait for: how many, for which opening, and nothing of them."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.roles import role_of
from groupsite.addresses import absolute
from inquiries.inbox.assigning import READ_LETTERS
from inquiries.inbox.readers import for_reader
from inquiries.inbox.senders import group_name
from inquiries.models import Digest, InquirySettings

A_DAY = timedelta(hours=20)  # less than a day: a job that ran late yesterday is not late today


def send_digests(now: datetime) -> str:
    """Tell each reader of the new letters that came since they were last told; say how many."""
    if not InquirySettings.load().digest:
        return "The daily digest is turned off."
    told = sum(_tell(user, now) for user in _readers())
    return f"{told} told of new letters"


def _readers() -> list[Any]:
    """Accounts that may have an inbox and an address to be told at."""
    users = get_user_model().objects.filter(is_active=True, is_staff=True).exclude(email="")
    found = users.prefetch_related("groups").order_by("pk")
    return [user for user in found if role_of(user) in READ_LETTERS]


def _tell(user: Any, now: datetime) -> bool:
    last = Digest.objects.filter(user=user).first()
    if last and now - last.sent < A_DAY:
        return False
    letters = for_reader(user).new().filter(received__lte=now).select_related("opening")
    if last:
        letters = letters.filter(received__gt=last.sent)
    openings = Counter(letter.about for letter in letters)
    if not openings:
        return False
    context = {
        "number": openings.total(),
        "group": group_name(),
        "openings": sorted(openings.items()),
        "link": absolute(reverse("admin:inquiries_inquiry_changelist") + "?state=new"),
    }
    text = render_to_string("inquiries/mail/digest.txt", context)
    subject, _, body = text.partition("\n")
    with transaction.atomic():
        Digest.objects.update_or_create(user=user, defaults={"sent": now})
        send_mail(subject, body.lstrip(), None, [user.email])
    return True
