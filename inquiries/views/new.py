"""The form of a new letter.

It asks for no cookie, so that no session can end under it. A token against forgery would protect
rights that the browser holds; here are none: whoever sends this form could as well send it
themselves. What a forged form could do, send from the address of somebody else's machine, needs a
stamp that is a day old at most, and a browser that says the form came from another site gets it
back to look at.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from inquiries.models import WaitingFile
from inquiries.models.settings import keep_until
from inquiries.sending import body, limits, received, signed, waiting, work
from inquiries.sending.asking import Asking, NotTaken, asking
from inquiries.sending.forms import LetterForm
from inquiries.views.shown import answer, key_of, too_often, typed
from publications.models import Publication

SHOWN_WORKS = 6
NOTICES = {
    "lapsed": "This form had been open for more than a day. Nothing is lost: look it through, and"
    " press Send again.",
    "fast": "That went faster than a person fills in a form. Nothing is lost: press Send again.",
    "foreign": "This form came from another site. Look it through, and press Send again.",
    "work": "Your browser has not finished the computation that keeps out automatic letters."
    " Nothing is lost: wait until it says so, and press Send again.",
}


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@body.bounded
def new(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        try:
            limits.take_post(request)
        except limits.TooOften as error:
            return too_often(request, error)
        if not body.read(request):
            return body.refused(request, 400)
    try:
        asked = asking(key_of(request))
    except NotTaken as error:
        return _not_taken(request, error)
    if request.method == "POST":
        return _post(request, asked)
    initial: dict[str, Any] = {"stamp": signed.stamp(), "recipient": request.GET.get("to", "")}
    return _show(request, LetterForm(asking=asked, initial=initial))


def _post(request: HttpRequest, asked: Asking) -> HttpResponse:
    form = LetterForm(request.POST, request.FILES, asking=asked)
    if form.is_trapped:
        return _sent(asked)
    notice, at = _look_at(request, form)
    if not form.is_valid() or notice or at is None:
        return _again(request, form, notice)
    try:
        received.receive(request, form, at)
    except limits.TooOften as error:
        return too_often(request, error, _keep(request, form))
    except received.UnsolvedWork:
        return _again(request, form, "work")
    return _sent(asked)


def _look_at(request: HttpRequest, form: LetterForm) -> tuple[str, datetime | None]:
    """What is wrong with the form as a whole, and when it was given out."""
    try:
        at = signed.stamped_at(form.data.get("stamp", ""))
    except signed.Lapsed:
        return "lapsed", None
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        return "foreign", None
    try:
        signed.check_pace(at)
    except signed.TooFast:
        return "fast", at
    return "", at


def _again(request: HttpRequest, form: LetterForm, notice: str) -> HttpResponse:
    """The form with all that was typed, and with the file, if it could be taken."""
    sent_file = bool(request.FILES.get("cv"))
    kept = _keep(request, form)
    data = request.POST.copy()
    data["kept"] = signed.key_of_file(kept) if kept else ""
    if notice in ("lapsed", "foreign"):
        data["stamp"] = signed.stamp()
    data.pop("remove_cv", None)
    shown = LetterForm(data, request.FILES, asking=form.asking)
    lost = sent_file and not kept and "cv" not in form.errors
    return _show(request, shown, notice, errors=bool(form.errors), file_is_lost=lost)


def _keep(request: HttpRequest, form: LetterForm) -> WaitingFile | None:
    """The file that came, or that waits already unless it is to be removed or replaced."""
    if form.file:
        kept = waiting.keep(request, form.file, waiting.plain_name(form.file))
        if kept and form.waiting:
            form.waiting.delete()
        return kept
    if form.waiting and form.is_removed:
        form.waiting.delete()
        return None
    return form.waiting


def _show(
    request: HttpRequest, form: LetterForm, notice: str = "", errors: bool = False, **more: Any
) -> HttpResponse:
    needs_work = received.needs_work()
    works = Publication.objects.published().newest_first().only("title", "title_html", "slug")
    context = {
        "form": form,
        "asking": form.asking,
        "opening": form.asking.opening,
        "draft": draft_key(form.asking),
        "notice": NOTICES.get(notice, ""),
        "has_errors": errors,
        "works": works[:SHOWN_WORKS] if "papers" in form.fields else [],
        "delete_by": keep_until(),
        "work": work.challenge() if needs_work else None,
        "worker": needs_work,
        **more,
    }
    return answer(request, "inquiries/new.html", context)


def draft_key(asked: Asking) -> str:
    """Under which the browser keeps what was typed: sites may share a host."""
    return f"{reverse('inquiries:new')}?opening={asked.key}"


def _sent(asked: Asking) -> HttpResponse:
    """The same whether a mail went out: else anybody could ask who wrote to the group today."""
    return HttpResponseRedirect(f"{reverse('inquiries:sent')}?{urlencode({'opening': asked.key})}")


def _not_taken(request: HttpRequest, error: NotTaken) -> HttpResponse:
    """An honest page; with what was typed, if the opening closed while somebody wrote."""
    context = {
        "reason": error.reason,
        "opening": error.opening,
        "typed": typed(request) if request.method == "POST" else [],
        "today": timezone.localdate(),
    }
    status = 404 if error.reason == "elsewhere" else 410
    return answer(request, "inquiries/not_taken.html", context, status)
