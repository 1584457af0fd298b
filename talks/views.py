"""Talks, by year."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from talks.models import Talk


def talks(request: HttpRequest) -> HttpResponse:
    return render(request, "talks/talks.html", {"talks": Talk.objects.published().listed()})
