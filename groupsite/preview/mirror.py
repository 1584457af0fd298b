"""The site below another address, with one row that is not published yet.

The pages are the real ones: the same views and templates, for which `core.preview` makes the row
count as published and the script prefix makes all addresses begin with that of the preview.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from typing import Any

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import (
    Resolver404,
    ResolverMatch,
    get_script_prefix,
    resolve,
    reverse,
    set_script_prefix,
)
from django.views.decorators.http import require_safe

from core import preview
from core.models import SecretLink
from core.preview import Preview, page_below
from core.published import Published
from core.rights import may
from groupsite.references import with_references

# What is shown below the address of a preview; all else leads to where it is.
SECTIONS = {
    "people", "publications", "news", "talks", "teaching", "services", "openings", "pages",
    "exports",
}  # fmt: skip
SINGLE = {"home", "media", "accent"}
HEADERS = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "no-referrer",
}


def form_of(row: Any) -> str:
    """Where `row` is edited."""
    options = row._meta
    return reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[row.pk])


def secret_address(row: Any, link: SecretLink) -> str:
    """Where whoever has the link sees it."""
    return page_below(reverse("preview", args=[link.token, ""]), row)


def find(label: str, pk: int) -> Any:
    """The row of that model (``people.person``). Raises Http404 if there is none."""
    edited = (model for model in admin.site._registry if issubclass(model, Published))
    model = next((model for model in edited if model._meta.label_lower == label), None)
    row = model._default_manager.filter(pk=pk).first() if model else None
    if row is None:
        raise Http404("There is no such record.")
    return row


@require_safe
def for_editors(request: HttpRequest, label: str, pk: int, path: str) -> HttpResponseBase:
    """The site with that row, for who may view the row."""
    row = find(label, pk)
    may_change = may(request.user, "change", row)
    if not (may_change or may(request.user, "view", row)):
        raise Http404("There is no such record.")
    base = reverse("admin:preview", args=[label, pk, ""])
    form_url = form_of(row) if may_change else ""
    return _mirror(request, Preview(row, base, form_url=form_url), path)


@require_safe
def by_link(request: HttpRequest, token: str, path: str) -> HttpResponseBase:
    """The site with the row of a secret link; once that is published, the site itself."""
    link = SecretLink.objects.of_token(token)
    row = link.row if link else None
    if not link or row is None:
        response: HttpResponseBase = render(request, "groupsite/link_ended.html", status=404)
    elif row.is_published:
        response = _elsewhere(request, path)
    else:
        base = reverse("preview", args=[token, ""])
        return _mirror(request, Preview(row, base, until=link.until), path)
    return _private(response)


def _mirror(request: HttpRequest, shown: Preview, path: str) -> HttpResponseBase:
    try:
        match = resolve(f"/{path}")
    except Resolver404 as error:
        raise Http404("There is no such page.") from error
    if _is_shown(match):
        inner = copy(request)  # what comes after the view, the log too, sees the address as asked
        inner.path_info, inner.path, inner.resolver_match = f"/{path}", shown.base + path, match
        with preview.showing(shown), _script_prefix(shown.base):
            response = with_references(match.func(inner, *match.args, **match.kwargs))
    else:
        response = _elsewhere(request, path)
    return _private(response)


def _private(response: HttpResponseBase) -> HttpResponseBase:
    for name, value in HEADERS.items():
        response[name] = value
    return response


def _is_shown(match: ResolverMatch) -> bool:
    return match.url_name in SINGLE if not match.namespace else match.namespace in SECTIONS


def _elsewhere(request: HttpRequest, path: str) -> HttpResponseBase:
    """To the same page of the site itself, query and all."""
    inner = copy(request)
    inner.path = get_script_prefix() + path
    return HttpResponseRedirect(inner.get_full_path())


@contextmanager
def _script_prefix(prefix: str) -> Iterator[None]:
    before = get_script_prefix()
    set_script_prefix(prefix)
    try:
        yield
    finally:
        set_script_prefix(before)
