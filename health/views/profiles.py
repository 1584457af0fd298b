"""When each member's page was last confirmed, asking them, and what they answered."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.admin import site
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core.models import SiteSettings
from core.rights import allowed, may, may_some
from health.freshness import answers
from health.freshness.ask import ask, members
from health.freshness.links import address_of
from health.models import Answer
from health.outbox.send import is_set_up
from people.models import Person


def _refuse_others(request: HttpRequest) -> None:
    if not may_some(request.user, "change", Person):
        raise PermissionDenied


@require_safe
def profiles(request: HttpRequest) -> HttpResponse:
    """The current members whose page the user may change, those never confirmed first."""
    _refuse_others(request)
    people = allowed(request.user, "change", members().named().with_roles())
    rows = [
        (person, getattr(person, "freshness", None), bool(address_of(person)))
        for person in people.order_by("family_name", "given_name", "pk")
    ]
    rows.sort(key=lambda row: row[1].confirmed.timestamp() if row[1] and row[1].confirmed else 0)
    context: dict[str, Any] = {
        **site.each_context(request),
        "title": "When pages were confirmed",
        "rows": rows,
        "months": SiteSettings.load().ask_months,
        "is_set_up": is_set_up(),
    }
    return render(request, "admin/health/profiles.html", context)


@require_POST
def do(request: HttpRequest, key: int) -> HttpResponse:
    """`ask` a person now, `confirm` their page for them, ask them no more (`stop`) or again
    (`resume`)."""
    person = get_object_or_404(Person.objects.select_related("user"), pk=key)
    if not may(request.user, "change", person):
        raise PermissionDenied
    match request.POST.get("do"):
        case "ask":
            told = _ask(person)
        case "confirm":
            answers.confirm(person, timezone.now())
            told = "Noted as true today."
        case "stop":
            answers.set_off(person, True)
            told = "Gets no more questions."
        case "resume":
            answers.set_off(person, False)
            told = "Will be asked again."
        case _:
            return HttpResponseBadRequest("There is nothing of that kind to do.")
    messages.success(request, f"{person}: {told}")
    return HttpResponseRedirect(reverse("admin:health_profiles"))


def _ask(person: Person) -> str:
    if not ask(person, timezone.now()):
        return "No e-mail address is known, so nobody was asked."
    return "The question is in the outbox."


@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """What people answered and nobody decided on, of those whose page the user may change."""
    _refuse_others(request)
    theirs = allowed(request.user, "change", Person.objects.all()).order_by().values("pk")
    rows = Answer.objects.waiting().filter(person__in=theirs)
    context = {
        **site.each_context(request),
        "title": "What people answered",
        "answers": [
            (row, may(request.user, "change", row.membership or row.person))
            for row in rows.select_related("person", "membership")
        ],
    }
    return render(request, "admin/health/answers.html", context)


@require_POST
def decide(request: HttpRequest, key: int) -> HttpResponse:
    """`take` an answer over or `decline` it. What somebody else has decided stays so."""
    answer = get_object_or_404(Answer.objects.select_related("person", "membership"), pk=key)
    changed = answer.membership or answer.person
    if not may(request.user, "change", changed):
        raise PermissionDenied
    choice = request.POST.get("do")
    if choice not in ("take", "decline"):
        return HttpResponseBadRequest("There is nothing of that kind to decide.")
    if answer.state != Answer.State.WAITING:
        messages.warning(request, "Somebody has decided on this answer meanwhile.")
    elif choice == "take":
        answers.take(request, answer, timezone.now())
        messages.success(request, f"Taken over from {answer.person}.")
    else:
        answers.decide(request, answer, Answer.State.DECLINED, timezone.now())
        messages.success(request, "Declined; nothing was changed.")
    return HttpResponseRedirect(reverse("admin:health_answers"))
