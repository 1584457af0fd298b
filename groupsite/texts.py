"""What the fields for texts in the admin ask the site while somebody writes."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_GET, require_POST

from core.admin.texts import DIALECTS
from core.clipboard import TooLong
from core.paste import markdown_of
from core.rendered import Rendered, too_long
from core.rights import may_some
from core.text import LONGEST, escape_prose
from groupsite.references import linked
from people.models import Person
from publications.models import Publication
from search.find import matching
from search.models import Kind
from search.results import known_people

LONGEST_PASTE = 1_000_000  # what word processors put into the clipboard; little of it is shown
LONGEST_QUERY = 100
OF_EACH = 5

View = Callable[..., JsonResponse]


def _for_writers(view: View) -> View:
    """Refuses who may write no text of any record: it takes time, and the form is not theirs."""

    @wraps(view)
    def respond(request: HttpRequest) -> JsonResponse:
        if not any(
            may_some(request.user, action, model)
            for model in apps.get_models()
            if issubclass(model, Rendered)
            for action in ("add", "change")
        ):
            raise PermissionDenied
        return view(request)

    return respond


@require_POST
@_for_writers
def preview(request: HttpRequest) -> JsonResponse:
    """The HTML of `text`, which is in `dialect`, as visitors would get it."""
    text, made = request.POST.get("text", ""), DIALECTS.get(request.POST.get("dialect", ""))
    if not made:
        return _refused("There is no such kind of text.")
    if len(text) > LONGEST:
        return _refused(too_long(len(text)))
    return JsonResponse({"html": linked(made(text))})


@require_POST
@_for_writers
def paste(request: HttpRequest) -> JsonResponse:
    """The Markdown of `html`."""
    html = request.POST.get("html", "")
    if len(html) > LONGEST_PASTE:
        return _refused(
            f"What you pasted has {len(html):,} characters with its formatting; up to"
            f" {LONGEST_PASTE:,} are looked at. Paste it in parts, or without formatting"
            " (Ctrl+Shift+V)."
        )
    try:
        return JsonResponse({"markdown": markdown_of(html)})
    except TooLong as error:
        return _refused(str(error))


def _refused(sentence: str) -> JsonResponse:
    return JsonResponse({"error": sentence}, status=400)


@require_GET
@_for_writers
def links(request: HttpRequest) -> JsonResponse:
    """People and works that visitors see and of which `q` has the beginnings of words."""
    query = request.GET.get("q", "")[:LONGEST_QUERY].strip()
    if len(query) < 2:
        return JsonResponse({"found": []})
    people = matching(Kind.PERSON, known_people(), query).order_by("-has_profile", "-rank", "pk")
    works = matching(Kind.PUBLICATION, Publication.objects.published(), query)
    works = works.listed().order_by("-rank", "-year", "pk")
    found = [_person(row) for row in people.with_roles()[:OF_EACH]]
    found += [_work(row) for row in works[:OF_EACH]]
    return JsonResponse({"found": found})


def _person(row: Person) -> dict[str, Any]:
    role = row.current_role or row.former_role
    detail = str(role) if role else ""
    return {
        "label": row.name,
        "detail": detail or ("" if row.has_profile else "co-author"),
        "markdown": f"[{escape_prose(row.name)}](person:{row.pk})",
    }


def _work(row: Publication) -> dict[str, Any]:
    return {
        "label": row.plain_title,
        "detail": " · ".join(part for part in (row.short_byline, str(row.year or "")) if part),
        "markdown": f"[{escape_prose(row.title)}](work:{row.pk})",
    }
