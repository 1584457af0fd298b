"""The page of a mail's link: an opening as the site tells of it, and whether it still holds.

Opening it changes nothing: programs that look for harm in mails open every link.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from health.recruiting import answers
from health.recruiting.ask import facts
from health.recruiting.links import opening_of
from health.views.still_true import show
from openings.models import Opening, Status


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def still_open(request: HttpRequest, token: str) -> HttpResponse:
    opening = opening_of(token)
    if opening is None:
        return show(request, "health/link_over.html", {}, status=404)
    if request.method == "POST":
        return _answer(request, opening)
    contact = opening.contact
    context = {
        "opening": opening,
        "facts": facts(opening),
        "is_closed": opening.status == Status.CLOSED,
        "has_account": bool(contact and contact.user and contact.user.is_active),
    }
    return show(request, "health/still_open.html", context)


def _answer(request: HttpRequest, opening: Opening) -> HttpResponse:
    by: Any = request.user if request.user.is_authenticated else None
    today = timezone.localdate()
    match request.POST.get("do"):
        case "hold" if opening.status == Status.CLOSED:
            told = "It is closed already. Whoever edits the site can open it again."
            return _thank(request, opening, told)
        case "hold":
            answers.hold(opening, by, today)
            told = f"That is noted: last confirmed {date_format(today, 'j F Y')}."
            return _thank(request, opening, told)
        case "close":
            answers.close(opening, by, today)
            return _thank(request, opening, "It is closed. Readers are told so.")
    return HttpResponseBadRequest("There is nothing of that kind to answer.")


def _thank(request: HttpRequest, opening: Opening, told: str) -> HttpResponse:
    return show(request, "health/opening_thanks.html", {"opening": opening, "told": told})
