"""The queue of proposals in the admin: what waits, what each says, and what becomes of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.admin import site
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from accounts.deciding import NotDecidable, decide
from accounts.models import Proposal
from accounts.models.proposals import PROPOSED
from accounts.proposal_mails import tell_proposer
from accounts.told import compared, told
from core.rights import may, may_all, may_some
from history.write import recorded
from importer.duplicates.kept import refresh
from importer.models import PossiblePair, Subject
from publications.models import Publication

PAGE = 50
DECIDED = 20  # of these, as many as were decided last
DONE = {
    "approved": "Published: “{}”.",
    "sent back": "Sent back: “{}”. Whoever proposed it reads your note on their front page.",
    "declined": "Declined: “{}”. It stays a draft that visitors do not see.",
}


def proposals(request: HttpRequest) -> HttpResponse:
    """What waits for an editor, for a proposer, and what was decided; to members, their own."""
    decides = may_all(request.user, "change", Proposal)
    if not decides and not any(may_some(request.user, "add", model) for model in PROPOSED):
        raise PermissionDenied
    found = Proposal.objects.all() if decides else Proposal.objects.filter(by=request.user.pk)
    waiting = found.open().filter(state=Proposal.State.WAITING).order_by("changed", "pk")
    is_open = Proposal.objects.open().values("pk")
    context = {
        **site.each_context(request),
        "title": "Proposals" if decides else "Your proposals",
        "decides": decides,
        "page": Paginator(waiting.shown(), PAGE).get_page(request.GET.get("page")),
        "sent_back": found.open().filter(state=Proposal.State.SENT_BACK).shown(),
        "decided": found.there().exclude(pk__in=is_open).shown()[:DECIDED],
    }
    return render(request, "admin/proposals/index.html", context)


def proposal(request: HttpRequest, key: int) -> HttpResponse:
    """All that one says, against what it said when it was sent back; posted, what to do with it."""
    if not may_all(request.user, "change", Proposal):
        raise PermissionDenied
    found = get_object_or_404(Proposal.objects.there().shown(), pk=key)
    if not may(request.user, "change", found.row):
        raise PermissionDenied
    if request.method != "POST":
        return _show(request, found)
    state, note = request.POST.get("do", ""), request.POST.get("note", "").strip()
    try:
        with recorded([found.row], request.user, note="A proposal was decided."):
            done = decide(found, state, note, request.POST.get("version", ""), request.user)
    except NotDecidable as error:
        messages.error(request, str(error))
        found = Proposal.objects.shown().get(pk=key)
        return _show(request, found, note=note, status=400)
    tell_proposer(done)
    messages.success(request, DONE[done.state].format(done.row))
    return HttpResponseRedirect(reverse("admin:proposals"))


def _show(request: HttpRequest, found: Proposal, note: str = "", status: int = 200) -> HttpResponse:
    before = found.seen if found.is_open else {}
    context = {
        **site.each_context(request),
        "title": f"Proposed: {found.kind}",
        "proposal": found,
        "is_compared": bool(before),
        "told": list(compared(before, told(found.row))),
        "twins": _twins(found.row) if isinstance(found.row, Publication) else [],
        "note": note,
    }
    return render(request, "admin/proposals/proposal.html", context, status=status)


def _twins(work: Publication) -> list[tuple[Publication, Any, str]]:
    """(work that may be the same, its pair, address where the two are compared)."""
    refresh()
    pairs = PossiblePair.objects.on(Subject.WORK).filter(Q(one=work.pk) | Q(other=work.pk))
    others = {pair.other if pair.one == work.pk else pair.one: pair for pair in pairs}
    rows = Publication.objects.in_bulk(others)
    return [
        (rows[key], pair, reverse("admin:duplicates_compare", args=["works", pair.one, pair.other]))
        for key, pair in others.items()
        if key in rows
    ]
