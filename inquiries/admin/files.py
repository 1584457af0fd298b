"""The CV of a letter, to those who may read the letter and to nobody else."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from inquiries.admin.acts import letter_of
from inquiries.inbox import cv
from inquiries.models import Inquiry

STRICTEST = "default-src 'none'; sandbox"  # whatever it is, it acts on nothing of ours
View = Callable[[HttpRequest, int], HttpResponseBase]


def private(view: Callable[[Inquiry], HttpResponseBase]) -> View:
    """A view of the CV of a letter that the user may read, which nothing on the way keeps.

    Raises PermissionDenied for the letter of another, and Http404 where there is no CV.
    """

    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, key: int) -> HttpResponseBase:
        letter = letter_of(request, key, "view")
        if not letter.cv:
            raise Http404("There is no CV with this letter.")
        response = view(letter)
        response["Cache-Control"] = "private, no-store"
        response["X-Content-Type-Options"] = "nosniff"
        response["Content-Security-Policy"] = STRICTEST
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        return response

    return answer


@private
def download(letter: Inquiry) -> HttpResponseBase:
    """The file, under a name that says nothing of the sender."""
    try:
        file: Any = letter.cv.open("rb")
    except OSError as error:
        raise Http404("The file of this CV is not there any more.") from error
    name = f"letter-{letter.pk}-cv.pdf"
    return FileResponse(file, as_attachment=True, filename=name, content_type="application/pdf")


@private
def picture(letter: Inquiry) -> HttpResponseBase:
    """Its first pages; 422 with a sentence where it cannot be shown."""
    try:
        return HttpResponse(cv.picture(letter.cv), content_type="image/webp")
    except cv.NotShown as error:
        return _plain(str(error), 422)


@private
def words(letter: Inquiry) -> HttpResponseBase:
    """Its text, for who does not see it, and to search in; 422 where it cannot be read."""
    try:
        return _plain(cv.text(letter.cv) or "There is no text in this CV: it is a picture.")
    except cv.NotShown as error:
        return _plain(str(error), 422)


def _plain(text: str, status: int = 200) -> HttpResponse:
    return HttpResponse(text, content_type="text/plain; charset=utf-8", status=status)
