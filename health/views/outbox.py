"""The mails: what waits, what failed, what went out; without a mail server, to be copied."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.admin import site
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Case, IntegerField, Value, When
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.roles import Role, role_of
from health.models import Mail
from health.outbox.send import STALE, is_set_up

PAGE = 50
ORDER = [Mail.State.FAILED, Mail.State.WAITING, Mail.State.SENT, Mail.State.EXPIRED]


def may_read_mails(user: Any) -> bool:
    """Administrators alone, whatever right somebody was given by hand: a mail may hold the link
    that sets a password, of whomever."""
    return bool(user.is_active and role_of(user) == Role.ADMINISTRATOR)


@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """All mails, those that want a person first."""
    if not may_read_mails(request.user):
        raise PermissionDenied
    rank = Case(
        *(When(state=state, then=Value(place)) for place, state in enumerate(ORDER)),
        output_field=IntegerField(),
    )
    mails = Mail.objects.order_by(rank, "-written", "-pk")
    page = Paginator(mails, PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        **site.each_context(request),
        "title": "Outbox",
        "page": page,
        "mails": page,
        "is_set_up": is_set_up(),
        "days": STALE.days,
    }
    return render(request, "admin/outbox/outbox.html", context)


@require_POST
def settle(request: HttpRequest, key: int) -> HttpResponse:
    """What a person does with a mail that waits or was given up: `done`, `again`, `drop`."""
    mail = get_object_or_404(Mail, pk=key)
    if not may_read_mails(request.user):
        raise PermissionDenied
    now = timezone.now()
    match request.POST.get("do"):
        case "done":
            mail.settle(Mail.State.SENT, now)
            told = "Noted as sent; its text is forgotten."
        case "again" if mail.has_text:
            mail.state, mail.tries, mail.due, mail.settled = Mail.State.WAITING, 0, now, None
            mail.keep()
            told = "It will be sent within a minute or two."
        case "drop":
            mail.delete()
            told = "It is deleted, and will not be sent."
        case _:
            return HttpResponseBadRequest("There is nothing of that kind to do with it.")
    messages.success(request, f"“{mail.subject}”: {told}")
    return HttpResponseRedirect(reverse("admin:outbox"))
