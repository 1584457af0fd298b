"""Pages beside the form: the letter was sent; what becomes of the data."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from health.outbox.send import is_set_up
from inquiries.models import InquirySettings
from inquiries.views.shown import answer, key_of


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """The same for everybody: it knows no letter."""
    context = {
        "is_set_up": is_set_up(),
        "draft": f"{reverse('inquiries:new')}?opening={key_of(request)}",
    }
    return answer(request, "inquiries/sent.html", context)


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return answer(request, "inquiries/privacy.html", {"settings": InquirySettings.load()})
