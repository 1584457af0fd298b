"""Pages under Imports in the admin: pairs that may be one, two rows side by side, what was
decided. The admin's own log-in stands before each."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from importer.duplicates import facts
from importer.duplicates.choices import Choice, choices, chosen
from importer.duplicates.judge import Row, say_different
from importer.duplicates.kept import refresh
from importer.duplicates.kinds import Kind, kind_of, kind_on, open_to
from importer.duplicates.merge import NotMergeable, merge, preview
from importer.duplicates.merge import unmerge as take_back
from importer.duplicates.split_views import may_split
from importer.journal.undo import NotUndoable
from importer.models import Judgement, Merge, PossiblePair

A_PAGE = 20


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """The first list that this person may decide on."""
    kinds = open_to(request.user)
    if not kinds:
        raise PermissionDenied
    return HttpResponseRedirect(reverse("admin:duplicates_inbox", args=[kinds[0].slug]))


@require_safe
def inbox(request: HttpRequest, kind: str) -> HttpResponse:
    found = _allowed(request, kind)
    refresh()
    page = _page(request, found.pairs())
    rows = found.to_show().in_bulk({key for pair in page for key in (pair.one, pair.other)})
    read = facts.read_from(rows.values())
    pairs = [
        _beside(pair, (rows[pair.one], rows[pair.other]), read)
        for pair in page
        if pair.one in rows and pair.other in rows
    ]
    context = {"kind": found, "page": page, "pairs": pairs, "here": found.slug}
    return _answer(request, "inbox", f"{found.label} that may be one", context)


def compare(request: HttpRequest, kind: str, one: int, other: int) -> HttpResponse:
    """Two rows side by side; posted, what a person decides of them."""
    found = _allowed(request, kind)
    rows = found.to_show().in_bulk([one, other])
    if len(rows) < 2:
        raise Http404(f"One of the two {found.label.lower()} is not there (any more).")
    pair = (rows[one], rows[other])
    if request.method != "POST":
        return _side_by_side(request, found, pair)
    done = request.POST.get("do")
    if done == "different":
        return _different(request, found, pair)
    if not found.may_merge(request.user):
        raise PermissionDenied
    try:
        picks = chosen(*pair, request.POST)
        if done == "merge":
            return _merged(request, found, merge(*pair, picks, request.user))
        if done != "preview":
            raise ValueError("Choose one of the buttons below.")
        seen = preview(*pair, picks, lambda row: _seen(found, row))
    except (ValueError, NotMergeable) as error:
        messages.error(request, str(error))
        return _side_by_side(request, found, pair, status=400)
    return _side_by_side(request, found, pair, picks=picks, preview=seen)


@require_safe
def decided(request: HttpRequest) -> HttpResponse:
    """Merges, which can be taken back, and pairs that are not one, which can be forgotten."""
    kinds = open_to(request.user)
    if not kinds:
        raise PermissionDenied
    subjects = [kind.subject for kind in kinds]
    merges = Merge.objects.filter(subject__in=subjects).select_related("journal__by")
    apart = Judgement.objects.filter(subject__in=subjects, is_same=False).select_related("by")
    context = {
        "here": "decided",
        "merges": _page(request, merges.select_related("journal__undone_by"), "m"),
        "page": _page(request, apart),
        "may_split": may_split(request),
        "removable": [kind.subject for kind in kinds if kind.may_merge(request.user)],
    }
    return _answer(request, "decided", "Decided", context)


@require_POST
def forget(request: HttpRequest, key: int) -> HttpResponse:
    """A pair that was said not to be one may be one again."""
    said = get_object_or_404(Judgement, pk=key, is_same=False, journal=None)
    if not kind_on(said.subject).may_decide(request.user):
        raise PermissionDenied
    said.delete()
    messages.success(request, f"Forgotten: {said}. Where they look alike, they are listed again.")
    return HttpResponseRedirect(reverse("admin:duplicates_decided"))


def unmerge(request: HttpRequest, key: int) -> HttpResponse:
    """What taking a merge back would do; posted, it is done."""
    told = get_object_or_404(Merge.objects.select_related("journal"), pk=key)
    kind = kind_on(told.subject)
    if not kind.may_merge(request.user):
        raise PermissionDenied
    asks = request.method != "POST"
    try:
        done = take_back(told, request.user, dry_run=asks)
    except NotUndoable as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(reverse("admin:duplicates_decided"))
    if asks:
        lead = f"{told}: both will be as they were before."
        context = {"lead": lead, "verb": "Un-merge", "done": done, "here": "decided"}
        return _answer(request, "take_back", "Take a merge back", context)
    messages.success(request, f"Two again: “{told.kept_title}” and “{told.gone_title}”.")
    for what, why in done.kept:
        messages.warning(request, f"Left as it is: {what} ({why}).")
    return HttpResponseRedirect(reverse("admin:duplicates_decided"))


def _allowed(request: HttpRequest, slug: str) -> Kind:
    kind = kind_of(slug)
    if not kind.may_decide(request.user):
        raise PermissionDenied
    return kind


def _page(request: HttpRequest, rows: Any, parameter: str = "p") -> Page[Any]:
    """The page that the address names; the first or last for one that there is not."""
    return Paginator(rows, A_PAGE).get_page(request.GET.get(parameter))


def _beside(pair: PossiblePair, rows: tuple[Row, Row], read: facts.Read) -> dict[str, Any]:
    sides = [facts.side_of(row) for row in rows]
    lines = [line for line in facts.lines_of(rows, read) if line.label not in facts.AT_LENGTH]
    return {"pair": pair, "sides": sides, "lines": lines}


def _side_by_side(
    request: HttpRequest, kind: Kind, pair: tuple[Row, Row], status: int = 200, **more: Any
) -> HttpResponse:
    picks = more.get("picks", {})
    context = {
        "kind": kind,
        "here": kind.slug,
        "sides": [facts.side_of(row) for row in pair],
        "lines": facts.lines_of(pair, facts.read_from(pair)),
        "choices": [_with_pick(choice, picks) for choice in choices(*pair)],
        "may_merge": kind.may_merge(request.user),
        **more,
    }
    return _answer(request, "compare", "Are they one?", context, status)


def _with_pick(choice: Choice, picks: dict[str, int]) -> dict[str, Any]:
    taken = picks.get(choice.name, choice.default)
    options = [(str(n), value, n == taken) for n, value in enumerate(choice.values)]
    return {"name": choice.name, "label": choice.label, "options": options}


def _seen(kind: Kind, row: Row) -> dict[str, Any]:
    shown = kind.to_show().get(pk=row.pk)
    return {"title": str(shown), "lines": facts.lines_of([shown], facts.read_from([shown]))}


def _different(request: HttpRequest, kind: Kind, pair: tuple[Row, Row]) -> HttpResponse:
    said = say_different(*pair, request.user)
    messages.success(request, f"Remembered: {said}. No import will make them one.")
    return HttpResponseRedirect(reverse("admin:duplicates_inbox", args=[kind.slug]))


def _merged(request: HttpRequest, kind: Kind, told: Merge) -> HttpResponse:
    messages.success(
        request, f"Merged: {told}. The old address leads to it; under Decided it can be taken back."
    )
    return HttpResponseRedirect(reverse("admin:duplicates_inbox", args=[kind.slug]))


def _answer(
    request: HttpRequest, template: str, title: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    everything = {
        **admin.site.each_context(request),
        "title": title,
        "tabs": [(kind.slug, kind.label) for kind in open_to(request.user)],
        **context,
    }
    name = f"admin/duplicates/{template}.html"
    return TemplateResponse(request, name, everything, status=status)
