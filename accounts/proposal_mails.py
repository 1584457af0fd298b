"""Mails about proposals: to whoever proposed, and to the editors. None without a mail server."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q
from django.urls import reverse

from accounts import mail
from accounts.models import Proposal
from accounts.roles import Role
from core.site import SiteSettings
from core.text import unmarked
from groupsite.addresses import absolute

EVERY = timedelta(days=1)
MOST_NAMED = 10


def tell_proposer(proposal: Proposal) -> bool:
    """Mails what became of a proposal that was published or sent back; whether it did."""
    by: Any = proposal.by
    told = (Proposal.State.APPROVED, Proposal.State.SENT_BACK)
    if not (mail.is_set_up() and proposal.state in told and by and by.is_active and by.email):
        return False
    row: Any = proposal.row
    is_published = proposal.state == Proposal.State.APPROVED
    mail.send(
        "proposal",
        by.email,
        title=unmarked(str(row)),
        name=proposal.proposer,
        group=_group(),
        link=absolute(row.get_absolute_url() if is_published else proposal.form),
        is_published=is_published,
        editor=str(proposal.decided_by.get_full_name() or proposal.decided_by)
        if proposal.decided_by
        else "An editor",
        note=proposal.note,
    )
    return True


def tell_editors(now: datetime) -> str:
    """The job: mails the editors what was proposed or changed since yesterday and still waits."""
    if not mail.is_set_up():
        return "Not told, as there is no mail server (EMAIL_URL)."
    waiting = Proposal.objects.open().filter(state=Proposal.State.WAITING)
    if not waiting.filter(changed__gt=now - EVERY, changed__lte=now).exists():
        return "Nothing new waits."
    proposals = list(waiting.order_by("changed", "pk").shown())
    editors = _editors()
    for user in editors:
        mail.send(
            "proposals_wait",
            user.email,
            number=len(proposals),
            proposals=proposals[:MOST_NAMED],
            more=max(0, len(proposals) - MOST_NAMED),
            name=user.get_full_name() or user.get_username(),
            group=_group(),
            link=absolute(reverse("admin:proposals")),
        )
    return f"{len(editors)} told of {len(proposals)}"


def _editors() -> list[Any]:
    users: Any = get_user_model()._default_manager
    roles = [Role.ADMINISTRATOR, Role.EDITOR]
    decides = Q(is_superuser=True) | Q(groups__name__in=roles)
    found = users.filter(decides, is_active=True).exclude(email="").distinct().order_by("pk")
    return list(found)


def _group() -> str:
    return SiteSettings.load().name or "the group"
