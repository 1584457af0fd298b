"""Pages on which a person is made two, and one again."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from core.rights import may_all
from importer.duplicates import split as splitting
from importer.duplicates.kinds import kind_on, open_to
from importer.journal.undo import NotUndoable
from importer.models import Judgement, Subject
from people.models import Person
from publications.models import Publication

LONGEST_KEY = 18  # digits; a longer number is no key of a row


def may_split(request: HttpRequest) -> bool:
    """Another person is made, and authors of works change."""
    user = request.user
    people = kind_on(Subject.PERSON).may_decide(user) and may_all(user, "add", Person)
    return people and may_all(user, "change", Publication)


def split(request: HttpRequest, key: int) -> HttpResponse:
    """All that can belong to either of two; posted, what was chosen goes to the other."""
    if not may_split(request):
        raise PermissionDenied
    person = get_object_or_404(Person, pk=key)
    if request.method != "POST":
        return _asked(request, person)
    try:
        works, pages = (_keys(request, name) for name in ("work", "page"))
        _, other = splitting.split(person, works, pages, request.user)
    except splitting.NotSplittable as error:
        messages.error(request, str(error))
        return _asked(request, person, status=400)
    messages.success(
        request,
        f"Two people of the name {person}: this is the other. No import will make them one;"
        " under Decided it can be taken back.",
    )
    return HttpResponseRedirect(reverse("admin:people_person_change", args=[other.pk]))


def take_back(request: HttpRequest, key: int) -> HttpResponse:
    """What making one of two again would do; posted, it is done."""
    if not may_split(request):
        raise PermissionDenied
    said = get_object_or_404(
        Judgement.objects.select_related("journal"), pk=key, journal__isnull=False
    )
    asks = request.method != "POST"
    try:
        done = splitting.take_back(said, request.user, dry_run=asks)
    except NotUndoable as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(reverse("admin:duplicates_decided"))
    if asks:
        lead = f"“{said.one_title}” will be one person again, with all works and pages as before."
        context = {"lead": lead, "verb": "Make them one again", "done": done, "here": "decided"}
        return _answer(request, "take_back", "Take a split back", context)
    messages.success(request, f"One person again: “{said.one_title}”.")
    for what, why in done.kept:
        messages.warning(request, f"Left as it is: {what} ({why}).")
    return HttpResponseRedirect(reverse("admin:duplicates_decided"))


def _keys(request: HttpRequest, name: str) -> set[int]:
    """Raises NotSplittable for what is no key of a row."""
    sent = request.POST.getlist(name)
    if not all(key.isdecimal() and key.isascii() and len(key) <= LONGEST_KEY for key in sent):
        raise splitting.NotSplittable("Something you chose is not there. Choose again.")
    return {int(key) for key in sent}


def _asked(request: HttpRequest, person: Person, status: int = 200) -> HttpResponse:
    chosen = {(name, key) for name in ("work", "page") for key in request.POST.getlist(name)}
    parts = splitting.parts_of(person)
    context = {
        "here": "people",
        "person": person,
        "works": [(work, ("work", str(work.pk)) in chosen) for work in parts.works],
        "pages": [(page, ("page", str(page.pk)) in chosen) for page in parts.pages],
    }
    return _answer(request, "split", f"Is {person} two people?", context, status)


def _answer(
    request: HttpRequest, template: str, title: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    everything = {
        **admin.site.each_context(request),
        "title": title,
        "tabs": [(kind.slug, kind.label) for kind in open_to(request.user)],
        **context,
    }
    return TemplateResponse(request, f"admin/duplicates/{template}.html", everything, status=status)
