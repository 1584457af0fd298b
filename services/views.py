"""Service to the community, by role and year."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from services.models import ServiceRole


def services(request: HttpRequest) -> HttpResponse:
    rows = ServiceRole.objects.published().listed()
    people = {row.person_id: row.person for row in rows}
    only = next(iter(people.values())) if len(people) == 1 else None
    context = {"services": rows.by_role_and_year(), "only_person": only}
    return render(request, "services/services.html", context)
