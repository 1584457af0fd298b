"""Saving a form of the admin, unless somebody else saved or deleted the record meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.admin.utils import unquote
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from history import joined
from history.conflict import Conflict, choose
from history.models import Version
from history.opened import NAME, Opened, look, read
from history.records import label_of, records_of
from history.sent import Sent
from history.state import states_of

Save = Callable[..., HttpResponse]
MEANWHILE = (
    "Not saved yet: somebody else saved this meanwhile. Look through what differs, then save."
)


def save_unless_met(
    admin: Any, request: HttpRequest, object_id: str, form_url: str, context: Any, save: Save
) -> HttpResponse:
    """To be called in a transaction, with what was sent to the form of a record."""
    opened = read(request.POST)
    if opened is None or "_saveasnew" in request.POST:
        return save(request, object_id, form_url, context)
    row = admin.get_object(request, unquote(object_id))
    if row is None:
        return show_as_new(admin, request, object_id, context, save)
    list(admin.model._base_manager.select_for_update().filter(pk=row.pk))
    row = admin.get_object(request, unquote(object_id)) or row
    if not admin.has_change_permission(request, row):
        return save(request, object_id, form_url, context)
    set_sent(request, choose(request.POST), request.FILES)
    form, formsets = fresh_forms(admin, request, row)
    now = look(request, form, formsets)
    if opened.says_same(now):
        return save(request, object_id, form_url, context)
    sent = Sent(request.POST, request.FILES, [formset.prefix for formset in formsets])
    conflict = Conflict(opened, now, sent, form, formsets)
    files = _names_of_files(request)
    set_sent(request, *sent.written())
    stop(request, MEANWHILE, now)
    told = {"conflict": conflict, "acts": acts_since(row, opened), "files": files}
    return save(request, object_id, form_url, {**(context or {}), **told})


def stop(request: HttpRequest, reason: str, opened: Opened | None) -> None:
    """The form says `reason` and is not saved; what it shows from now on is `opened`."""
    request._not_saved, request._opened_again = reason, opened  # type: ignore[attr-defined]


def fresh_forms(admin: Any, request: HttpRequest, row: Any) -> tuple[Any, list[Any]]:
    """The form of a record and those of its inlines, as they would be opened now."""
    form = admin.get_form(request, row, change=True)(instance=row)
    formsets = [
        each(instance=row, prefix=each.get_default_prefix(), queryset=inline.get_queryset(request))
        for each, inline in admin.get_formsets_with_inlines(request, row)
    ]
    return form, formsets


def set_sent(request: HttpRequest, data: Any, files: Any) -> None:
    """From now on, this is what the request sent."""
    request.POST = data
    request._files = files  # type: ignore[attr-defined]


def _names_of_files(request: HttpRequest) -> list[str]:
    return [file.name or "" for _, some in request.FILES.lists() for file in some]


def acts_since(row: Any, opened: Opened) -> list[str]:
    """Who did what to the record since the form was opened."""
    model, pk = records_of([row])[0]
    rows = Version.objects.of(label_of(model), pk).filter(at__gt=opened.at)
    found = [(v.at, f"{v.who or 'Somebody'} {v.get_how_display()} it") for v in rows
             if v.how != Version.How.FOUND]  # fmt: skip
    journals = joined.of_record(states_of([(model, pk)]).values())
    found += [(told.at, told.title) for told in journals if told.at > opened.at]
    return [f"{what}, {_moment(at)}" for at, what in sorted(found)]


def _moment(at: Any) -> str:
    return date_format(timezone.localtime(at), "j M Y, H:i")


def _as_text(admin: Any, request: HttpRequest, last: Version | None) -> HttpResponse:
    """What was typed, to be copied, for who may not add a record of this kind."""
    hidden = ("csrfmiddlewaretoken", NAME, "_FORMS", "_save", "_continue")
    typed = [
        value
        for name, values in request.POST.lists()
        for value in values
        if len(value) > 1 and not value.isdecimal() and not any(part in name for part in hidden)
    ]
    context = {
        **admin.admin_site.each_context(request),
        "title": "Not saved",
        "opts": admin.opts,
        "last": last,
        "typed": [value for value in typed if value != "on"],
    }
    return render(request, "admin/history/typed.html", context, status=410)


def show_as_new(
    admin: Any, request: HttpRequest, object_id: str, context: Any, save: Save
) -> HttpResponse:
    """What was typed for a record that is gone, in the form for a new one."""
    last = None
    if object_id.isdecimal() and len(object_id) <= 18:
        last = Version.objects.of(label_of(admin.model), int(object_id)).first()
    if not admin.has_add_permission(request):
        return _as_text(admin, request, last)
    prefixes = {
        each.get_default_prefix(): each.fk.name
        for each, _ in admin.get_formsets_with_inlines(request, None)
    }
    sent = Sent(request.POST, request.FILES, prefixes)
    sent.as_new(prefixes)
    files = _names_of_files(request)
    set_sent(request, *sent.written())
    who = (
        f"{last.who or 'Somebody'} deleted this on {_moment(last.at)}" if last else "It is deleted"
    )
    reason = f"Not saved: {who}, while you were editing. What you typed is here: save it as new."
    stop(request, reason, Opened(request.user.pk or 0, timezone.now(), label_of(admin.model)))
    options = admin.opts
    add = reverse(f"admin:{options.app_label}_{options.model_name}_add")
    told = {"files": files, "deleted": last if last and last.is_in_bin else None}
    return save(request, None, add, {**(context or {}), **told})
