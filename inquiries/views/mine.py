"""Behind the link of the mail: its address is the key, so whoever has it may do these things.

Opening it changes nothing: programs that look for harm in mails open every link. No other site can
send these forms, as none knows the address; so they need no token against forgery.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from inquiries.models import Erasure, Inquiry, WaitingFile
from inquiries.privacy.erase import erase
from inquiries.sending import body, limits, received, signed, waiting
from inquiries.sending.asking import asking_of
from inquiries.sending.forms import WRITTEN, LetterForm
from inquiries.views.shown import answer, too_often
from publications.models import Publication

Page = Callable[[HttpRequest, Inquiry], HttpResponse]


def of_sender(page: Page) -> Callable[[HttpRequest, str], HttpResponse]:
    """A page about the letter of the link; 404 where the link is made up or the letter gone."""

    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @body.bounded
    @wraps(page)
    def view(request: HttpRequest, token: str) -> HttpResponse:
        if request.method == "POST":
            try:
                limits.take_post(request)
            except limits.TooOften as error:
                return too_often(request, error)
            if not body.read(request):
                return body.refused(request, 400)
        letter = signed.letter_of(token)
        if letter is None:
            return _gone(request)
        return page(request, letter)

    return view


@of_sender
def mine(request: HttpRequest, letter: Inquiry) -> HttpResponse:
    """What was sent; with POST, the address is confirmed."""
    if request.method == "POST":
        received.confirm(letter)
        return _back(letter, "confirmed")
    context = _links(letter) | {"letter": letter, "said": told(letter)}
    return _show(request, "inquiries/mine.html", context | {"done": request.GET.get("done")})


@of_sender
def correct(request: HttpRequest, letter: Inquiry) -> HttpResponse:
    asked = asking_of(letter)
    if request.method != "POST":
        initial = {name: getattr(letter, name) for name in WRITTEN}
        return _form(request, letter, LetterForm(asking=asked, letter=letter, initial=initial))
    form = LetterForm(request.POST, request.FILES, asking=asked, letter=letter)
    if form.is_valid():
        try:
            received.correct(letter, form)
        except DatabaseError:
            if Inquiry.objects.filter(pk=letter.pk).exists():
                raise
            return _gone(request)  # erased while its sender wrote: it stays so
        return _back(letter, "corrected")
    kept, data = _keep(request, form), request.POST.copy()
    data["kept"] = signed.key_of_file(kept) if kept else ""
    again = LetterForm(data, request.FILES, asking=asked, letter=letter)
    return _form(request, letter, again, has_errors=True)


@of_sender
def withdraw(request: HttpRequest, letter: Inquiry) -> HttpResponse:
    """Asks first; with POST, the letter and its file are erased."""
    if request.method != "POST":
        return _show(request, "inquiries/withdraw.html", _links(letter) | {"letter": letter})
    erase(Inquiry.objects.filter(pk=letter.pk), Erasure.Reason.WITHDRAWN)
    return _show(request, "inquiries/withdrawn.html", {"opening": letter.opening})


def told(letter: Inquiry) -> list[tuple[str, str]]:
    """(label, value) of what the letter says."""
    fields = LetterForm.base_fields
    values = ((name, getattr(letter, name)) for name in WRITTEN)
    return [(str(fields[name].label), str(value)) for name, value in values if value]


def _keep(request: HttpRequest, form: LetterForm) -> WaitingFile | None:
    if form.file:
        return waiting.keep(request, form.file, waiting.plain_name(form.file))
    return form.waiting


def _form(
    request: HttpRequest, letter: Inquiry, form: LetterForm, has_errors: bool = False
) -> HttpResponse:
    works = Publication.objects.published().newest_first().only("title", "title_html", "slug")
    context = _links(letter) | {
        "form": form,
        "letter": letter,
        "has_errors": has_errors,
        "works": works[:6] if "papers" in form.fields else [],
    }
    return _show(request, "inquiries/correct.html", context)


def _links(letter: Inquiry) -> dict[str, str]:
    token = signed.token_of(letter)
    names = ("mine", "correct", "withdraw")
    return {f"to_{name}": reverse(f"inquiries:{name}", args=[token]) for name in names}


def _back(letter: Inquiry, done: str) -> HttpResponse:
    address = reverse("inquiries:mine", args=[signed.token_of(letter)])
    return HttpResponseRedirect(f"{address}?done={done}")


def _gone(request: HttpRequest) -> HttpResponse:
    return _show(request, "inquiries/gone.html", {}, status=404)


def _show(
    request: HttpRequest, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    response = answer(request, template, context, status)
    response["Referrer-Policy"] = "no-referrer"
    return response
