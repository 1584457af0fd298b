"""Whether, by whom, for when and for what the group recruits."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from openings.models import Opening
from people.models import Person


def openings(request: HttpRequest) -> HttpResponse:
    context = {
        "openings": Opening.objects.published().open().listed(),
        "leads": Person.objects.published().leads().named().with_public_emails(),
    }
    return render(request, "openings/openings.html", context)
