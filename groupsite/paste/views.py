"""Pasting a paper: a box, then what the site has already or which of several, then the form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from core.rights import allowed, may_some
from groupsite.paste import given
from groupsite.paste.filled import FilledWork, filled
from groupsite.paste.found import Found, found
from groupsite.paste.read import Pasted, read
from importer.models import ImportRun, Proposal
from importer.records import PublicationRecord
from importer.review import jobs
from importer.review.given import begin
from importer.review.given import read as propose
from importer.review.shown import said
from importer.save.aligning import payload_of
from publications.models import Publication

ADD = "admin:publications_publication_add"
PASTE = "admin:publications_publication_paste"
GONE = "What you pasted is not kept any more: paste it again."
State = ImportRun.State


class PasteForm(forms.Form):
    text = forms.CharField(
        label="BibTeX, a citation, a title, a DOI, an arXiv number or an address",
        required=False,
        widget=forms.Textarea(
            attrs={"rows": 12, "class": "vLargeTextField", "autofocus": "", "data-paste": ""}
        ),
    )

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"].strip()
        try:
            read(text)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error
        return text


@dataclass(frozen=True)
class Shown:
    """A work of the site as the page shows it: where to open it, and why it is shown."""

    work: Publication
    address: str
    is_same: bool
    reason: str


@dataclass(frozen=True)
class Entry:
    """One work of the text, with those of the site that it may be, and its own form."""

    at: int
    title: str
    details: Sequence[tuple[str, str]]
    address: str
    alike: Sequence[Shown]

    @property
    def is_there(self) -> bool:
        return any(shown.is_same for shown in self.alike)


def paste(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """The box; for a text that is kept (`pasted`), what is to be decided before the form."""
    if request.method == "POST" and "do" in request.POST:
        return _import(request)
    if request.method == "POST":
        form = PasteForm(request.POST)
        if form.is_valid():
            return _taken(request, form.cleaned_data["text"])
        return _box(request, context, form)
    key = request.GET.get("pasted", "")
    if not key:
        return _box(request, context, PasteForm(initial={"text": request.GET.get("text", "")}))
    text = given.kept(request, key)
    if not text:
        messages.warning(request, GONE)
        return redirect(PASTE)
    return _choice(request, context, key, text)


def _box(request: HttpRequest, context: dict[str, Any], form: PasteForm) -> HttpResponse:
    context |= {"form": form, "title": "Paste a paper"}
    return render(request, "admin/publications/paste/box.html", context)


def _taken(request: HttpRequest, text: str) -> HttpResponse:
    """On to the form where there is nothing to choose."""
    key = given.keep(request, text)
    pasted = read(text)
    if len(pasted.records) == 1 and not seen(request, found(pasted.records)[0]):
        return redirect(form_of(key, 0))
    return redirect(f"{reverse(PASTE)}?{urlencode({'pasted': key})}")


def form_of(key: str, at: int) -> str:
    """The add form, filled in with the work of that place in the text."""
    return f"{reverse(ADD)}?{urlencode({'pasted': key, 'entry': at})}"


def _choice(request: HttpRequest, context: dict[str, Any], key: str, text: str) -> HttpResponse:
    pasted = read(text)
    alike = found(pasted.records)
    context |= {
        "key": key,
        "unread": pasted.unread,
        "entries": [
            _entry(at, record, key, seen(request, alike[at]))
            for at, record in enumerate(pasted.records)
        ],
        "may_import": may_some(request.user, "add", ImportRun),
    }
    if len(pasted.records) == 1:
        context |= {"title": "The site may have this paper", "entry": context["entries"][0]}
        return render(request, "admin/publications/paste/alike.html", context)
    context |= {"title": f"{len(pasted.records)} works in what you pasted"}
    return render(request, "admin/publications/paste/several.html", context)


def _entry(at: int, record: PublicationRecord, key: str, alike: Sequence[Shown]) -> Entry:
    payload = payload_of(record)
    title, details = said(payload)
    links = ", ".join(link.url for link in record.links)
    ids = ", ".join(form.arxiv_id or form.doi for form in record.appearances)
    kept = [(label, text) for label, text in details if label not in ("abstract", "links")]
    return Entry(at, title or ids or links, kept, form_of(key, at), alike)


def seen(request: HttpRequest, alike: Sequence[Found]) -> list[Shown]:
    """Those that the user may see, each with the address where: its form, or its page."""
    if not alike:
        return []
    works = Publication.objects.filter(pk__in=[each.work.pk for each in alike])
    theirs = {w.pk for w in allowed(request.user, "change", works.only("pk"))}
    shown = []
    for each in alike:
        if each.work.pk in theirs:
            address = reverse("admin:publications_publication_change", args=[each.work.pk])
        elif each.work.is_published:
            address = each.work.get_absolute_url()
        else:
            continue
        shown.append(Shown(each.work, address, each.is_same, each.reason))
    return shown


def filled_for(request: HttpRequest) -> FilledWork | None:
    """What the add form comes filled in with, by the address that leads to it; None where the
    text is not kept any more."""
    text = given.kept(request, request.GET.get("pasted", ""))
    at = request.GET.get("entry", "0")
    records = read(text).records if text else ()
    if not at.isdecimal() or int(at[:4]) >= len(records):
        return None
    return filled(request, records[int(at[:4])])


def others_of(request: HttpRequest) -> str:
    """The address of the list that the form was filled in from; empty where that was all of it."""
    key = request.GET.get("pasted", "")
    text = given.kept(request, key)
    has_more = bool(text) and len(read(text).records) > 1
    return f"{reverse(PASTE)}?{urlencode({'pasted': key})}" if has_more else ""


# ---- several works: to the review of imports


def _import(request: HttpRequest) -> HttpResponse:
    """The ticked works of a text, as an import to look through; the others are left out of it."""
    key = request.POST.get("pasted", "")
    text = given.kept(request, key)
    if not may_some(request.user, "add", ImportRun):
        raise PermissionDenied
    if not text:
        messages.warning(request, GONE)
        return redirect(PASTE)
    ticked = {int(at) for at in request.POST.getlist("entry") if at.isdecimal() and len(at) < 5}
    if not ticked:
        messages.warning(request, "Tick at least one work.")
        return redirect(f"{reverse(PASTE)}?{urlencode({'pasted': key})}")
    run = _begun(request, text, ticked)
    return redirect("admin:importer_importrun_review", run.pk)


@transaction.atomic
def _begun(request: HttpRequest, text: str, ticked: set[int]) -> ImportRun:
    pasted: Pasted = read(text)
    run = begin([(pasted.name, pasted.page.encode())], by=request.user)
    page = run.given.get()
    propose(page)
    lines = {record.lines[0] for at, record in enumerate(pasted.records) if at in ticked}
    for proposal in page.proposals.all():
        if proposal.type != "publication" or proposal.first_line not in lines:
            proposal.verdict = Proposal.Verdict.REJECT
            proposal.save(update_fields=["verdict"])
    run.state = State.COMPARING
    run.total = 1
    run.save()
    jobs.start(run)
    return run
