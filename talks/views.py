"""Talks, those to come before those given, and the page of each."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from core.rights import visible_to
from groupsite.media import stable
from talks.models import Talk

PAGE = 100


def talks(request: HttpRequest) -> HttpResponse:
    found = Talk.objects.published().listed()
    past = Paginator(found.past(), PAGE).get_page(request.GET.get("page"))
    upcoming = found.upcoming() if past.number == 1 else found.none()
    return render(request, "talks/talks.html", {"upcoming": upcoming, "past": past})


def talk(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Talk.objects.published().detailed(), pk=pk)
    return render(request, "talks/talk.html", {"talk": found})


@require_safe
def slides(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Those uploaded last; a draft's for who may see it."""
    found = get_object_or_404(visible_to(request.user, Talk.objects.exclude(slides="")), pk=pk)
    return stable(request, str(found.slides.name))
