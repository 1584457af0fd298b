"""What changed lately on the whole site: edits, imports and merges, in one list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.admin import site
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateparse import parse_datetime

from core.rights import may, may_all
from history import joined
from history.models import Version
from history.records import by_label
from history.views.allowed import may_restore, may_see, rows_in_view
from history.views.paging import PAGE, allowed_models
from importer.duplicates.kinds import kind_on
from importer.models import Journal
from people.models import Person

How = Version.How
DELETIONS, IMPORTS, MERGES = "deletions", "imports", "merges"
KINDS = {"": "All", "edits": "Edits", DELETIONS: "Deletions", IMPORTS: "Imports", MERGES: "Merges"}
MOST_PORTIONS = 10
LONGEST_KEY = 18


@dataclass
class Item:
    """One line of the list."""

    at: datetime
    who: str
    what: str
    title: str
    kind: str = ""
    address: str = ""
    undo: str = ""
    state: str = ""


def changes(request: HttpRequest) -> HttpResponse:
    """What this user may see of it, the newest first.

    ?kind= and ?by= narrow it, ?before= tells where the page begins.
    """
    labels = allowed_models(request)
    if not labels:
        raise PermissionDenied
    kind = request.GET.get("kind", "")
    by = request.GET.get("by", "")
    sent = request.GET.get("before", "")
    items, older = _page(request, labels, kind, by, _moment(sent))
    context = {
        **site.each_context(request),
        "title": "Recent changes",
        "items": items,
        "older": older.isoformat() if older else "",
        "is_first": not sent,
        "kinds": KINDS.items(),
        "kind": kind if kind in KINDS else "",
        "by": by,
        "people": _people(request.user),
    }
    return render(request, "admin/history/changes.html", context)


def lately(request: HttpRequest, number: int) -> list[Item]:
    """The newest changes that this user may see: at most so many, and no more than PAGE."""
    labels = allowed_models(request)
    return _page(request, labels, "", "", None)[0][:number] if labels else []


def _moment(sent: str) -> datetime | None:
    try:
        moment = parse_datetime(sent)
    except ValueError:
        return None
    return moment if moment and moment.tzinfo else None


def _people(user: Any) -> Any:
    """Those who may have changed something; nobody for who sees records of their own alone: the
    names of all accounts are not for them."""
    users: Any = get_user_model()._default_manager
    if not may_all(user, "view", Person):
        return users.none()
    return users.filter(is_staff=True).order_by("username")


def _page(
    request: HttpRequest, labels: list[str], kind: str, by: str, before: datetime | None
) -> tuple[list[Item], datetime | None]:
    """A page of items, and the moment before which the next begins."""
    found: list[Item] = []
    for _ in range(MOST_PORTIONS):
        versions = list(_narrowed(_versions(labels, kind), "at", by, before)[:PAGE])
        journals = list(_narrowed(_journals(kind), "made", by, before)[:PAGE])
        moments = sorted([*(v.at for v in versions), *(j.made for j in journals)], reverse=True)
        is_last = len(versions) < PAGE and len(journals) < PAGE
        if not moments:
            return found, None
        # Beyond its end, a list that was cut may hold what lies between rows of the other.
        end = moments[-1] if is_last else moments[min(len(moments), PAGE) - 1]
        found += _items(request, [v for v in versions if v.at >= end], journals, end)
        if is_last:
            return found, None
        before = end
        if len(found) >= PAGE:
            break
    return found, before


def _narrowed(rows: Any, at: str, by: str, before: datetime | None) -> Any:
    if by.isdecimal() and len(by) <= LONGEST_KEY:
        rows = rows.filter(by=int(by))
    if before:
        rows = rows.filter(**{f"{at}__lt": before})
    return rows.order_by(f"-{at}", "-pk")


def _versions(labels: list[str], kind: str) -> Any:
    rows = Version.objects.filter(model__in=labels).exclude(how=How.FOUND)
    if kind == DELETIONS:
        return rows.filter(how=How.DELETE)
    if kind in (IMPORTS, MERGES):
        return rows.none()
    return rows.exclude(how=How.DELETE) if kind == "edits" else rows


def _journals(kind: str) -> Any:
    rows = Journal.objects.select_related("by", "undone_by", "run", "merge", "judgement")
    if kind == IMPORTS:
        return rows.filter(run__isnull=False)
    if kind == MERGES:
        return rows.filter(run=None)
    return rows.none() if kind in ("edits", DELETIONS) else rows


def _items(
    request: HttpRequest, versions: list[Version], journals: list[Journal], end: datetime
) -> list[Item]:
    rows = rows_in_view(request.user, versions)
    found = [
        _of_version(version, (version.model, version.object_id) in rows, request.user)
        for version in versions
        if may_see(request.user, version, rows)
    ]
    for journal in journals:
        if journal.made >= end and _may_see(request.user, journal):
            found.append(_of_journal(journal, request.user))
    return sorted(found, key=lambda item: item.at, reverse=True)


def _of_version(version: Version, is_there: bool, user: Any) -> Item:
    app, name = version.model.split(".")
    item = Item(version.at, version.who, version.get_how_display(), version.title, version.model)
    item.kind = str(by_label()[version.model]._meta.verbose_name)
    if is_there or version.how == How.DELETE:
        item.address = reverse(f"admin:{app}_{name}_history", args=[version.object_id])
    if version.is_in_bin and may_restore(user, version):
        item.undo = reverse("admin:history_version", args=[version.pk])
    return item


def _of_journal(journal: Journal, user: Any) -> Item:
    undone = ""
    if journal.undone:
        by = f" by {journal.undone_by}" if journal.undone_by else ""
        undone = f"undone on {journal.undone:%d %b %Y}{by}"
    what = {"import": "imported", "split": "split", "merge": "merged"}[joined.kind_of(journal)]
    address = ""
    if run := getattr(journal, "run", None):
        address = reverse("admin:importer_importrun_change", args=[run.pk])
    undo = joined.undo_address(journal, user)
    who = str(journal.by) if journal.by else "the command line"
    return Item(journal.made, who, what, journal.title, "", address, undo, undone)


def _may_see(user: Any, journal: Journal) -> bool:
    """Imports are for who may look at imports, merges for who decides on pairs of that kind."""
    if run := getattr(journal, "run", None):
        return may(user, "view", run) or user.has_perm("importer.add_importrun")
    said = getattr(journal, "judgement", None) or getattr(journal, "merge", None)
    return said is not None and kind_on(said.subject).may_decide(user)
