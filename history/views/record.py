"""The history of one record: what differs from version to version, and what imports did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from core.rights import may
from history import joined
from history.lens import Lens, lens_for
from history.models import Version
from history.records import RECORDS, label_of, records_of
from history.restore import NotRestorable
from history.state import State, state_of
from history.views.allowed import may_restore, may_see
from history.words import Difference, Names, called, differences, keys_in, row_of

PAGE = 25
How = Version.How


@dataclass
class Entry:
    """One act: who, when, how, and what differs since."""

    at: datetime | None
    title: str
    who: str = ""
    note: str = ""
    differences: list[Difference] = field(default_factory=list)
    version: Version | None = None
    is_now: bool = False
    undo: str = ""


def record_history(admin: Any, request: HttpRequest, object_id: str) -> HttpResponse:
    """At the address of Django's own history of a row, and for a row that is gone, too."""
    row = admin.get_object(request, unquote(object_id))
    if row is not None and type(row) not in RECORDS:
        model, pk = records_of([row])[0]
        options = model._meta
        return redirect(f"admin:{options.app_label}_{options.model_name}_history", pk)
    gone = None if row else _deletion(admin.model, unquote(object_id))
    row = row_of_version(gone) if gone else row
    if row is None:
        answer: HttpResponse = admin._get_obj_does_not_exist_redirect(
            request, admin.opts, object_id
        )
        return answer
    changes = not gone and may(request.user, "change", row)
    sees = may_see(request.user, gone, {}) if gone else changes or may(request.user, "view", row)
    if not sees:
        raise PermissionDenied
    versions = Version.objects.of(label_of(admin.model), row.pk)
    page = Paginator(versions, PAGE).get_page(request.GET.get("p"))
    entries = _entries(admin, request, row, page)
    context = {
        **admin.admin_site.each_context(request),
        "title": f"History: {called(row)}",
        "opts": admin.opts,
        "object": row if not row._state.adding else None,
        "name": called(row),
        "entries": entries,
        "page": page,
        "may_go_back": may_restore(request.user, gone) if gone else changes,
        "is_popup": IS_POPUP_VAR in request.GET,
    }
    return TemplateResponse(request, "admin/history/record.html", context)


def _deletion(model: Any, object_id: str) -> Version | None:
    """The last version of a record that is gone; None where there is none."""
    if not (object_id.isdecimal() and len(object_id) <= 18):
        return None
    last = Version.objects.of(label_of(model), int(object_id)).first()
    return last if last and last.how == How.DELETE else None


def row_of_version(version: Version) -> Any:
    """The record's own row as the version tells it. Raises NotRestorable for a kind of records
    that the site does not have any more."""
    from history.bin import model_of

    try:
        model = model_of(version)
    except KeyError as error:
        raise NotRestorable("The site has no records of this kind any more.") from error
    return row_of(model, version.object_id, version.state[version.model][str(version.object_id)])


def _entries(admin: Any, request: HttpRequest, row: Any, page: Any) -> list[Entry]:
    versions = list(page.object_list)
    older = _before(versions)
    now = state_of(row)
    states: list[State] = [now, *(v.state for v in versions), *(v.state for v in older)]
    journals = _within(joined.of_record(states), page, versions, older)
    states += [side for told in journals for side in (told.old, told.new)]
    lens = lens_for(admin, request, row)
    names = Names(keys_in(states, lens))
    found = [_of_journal(told, request, lens, names) for told in journals]
    if page.number == 1:
        found += _since(versions, now, journals, lens, names)
    pairs = zip(versions, [*versions[1:], *older, None], strict=False)
    found += [_of_version(one, other, now, journals, lens, names) for one, other in pairs]
    far = datetime.max
    return sorted(found, key=lambda e: e.at.replace(tzinfo=None) if e.at else far, reverse=True)


def _before(versions: Sequence[Version]) -> list[Version]:
    """The version before the last of the page, if there is one."""
    if not versions:
        return []
    last = versions[-1]
    return list(Version.objects.of(last.model, last.object_id).filter(pk__lt=last.pk)[:1])


def _within(
    journals: list[joined.Told], page: Any, versions: Sequence[Version], older: Sequence[Version]
) -> list[joined.Told]:
    """Those that fall into the time of this page."""
    if older:
        journals = [told for told in journals if told.at > older[0].at]
    if page.number > 1 and versions:
        journals = [told for told in journals if told.at <= versions[0].at]
    return journals


def _of_journal(told: joined.Told, request: HttpRequest, lens: Lens, names: Names) -> Entry:
    by = told.journal.by
    return Entry(
        at=told.at,
        title=told.title,
        who=str(by) if by else "",
        differences=differences(told.old, told.new, lens, names),
        undo=joined.undo_address(told.journal, request.user),
    )


def _since(
    versions: list[Version], now: State, journals: list[joined.Told], lens: Lens, names: Names
) -> list[Entry]:
    """What changed after the last version, where nothing else tells it."""
    if not versions or not now or versions[0].how == How.DELETE:
        return []
    if any(told.at > versions[0].at for told in journals):
        return []
    found = differences(versions[0].state, now, lens, names)
    title = "Changed since without a form, by a program or by what was deleted elsewhere"
    return [Entry(None, title, differences=found)] if found else []


def _of_version(
    version: Version,
    older: Version | None,
    now: State,
    journals: list[joined.Told],
    lens: Lens,
    names: Names,
) -> Entry:
    entry = Entry(
        at=version.at,
        title=version.get_how_display().capitalize(),
        who=version.who,
        note=version.note,
        version=version,
        is_now=version.state == now,
    )
    if version.how == How.DELETE:
        return entry
    if version.how == How.FOUND:
        by_journal = any((not older or told.at > older.at) and told.at <= version.at
                         for told in journals)  # fmt: skip
        if older is None:
            entry.title = "As it was when its history began"
        elif by_journal:
            entry.title = "As the import or merge left it"
        else:
            entry.title = "Changed without a form, by a program or by what was deleted elsewhere"
        if older is None or by_journal:
            return entry
    entry.differences = differences(older.state if older else {}, version.state, lens, names)
    return entry
