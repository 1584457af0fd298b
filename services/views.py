"""Service to the community, by role or by year."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from services.grouping import by_role, by_year
from services.models import ServiceRole


def services(request: HttpRequest) -> HttpResponse:
    """By role, or with `?by=year` by year; one person's by role and year."""
    rows = ServiceRole.objects.published().listed()
    people = {row.person for row in rows}
    only = next(iter(people)) if len(people) == 1 else None
    is_by_year = request.GET.get("by") == "year"
    context: dict[str, Any] = {"rows": rows, "only_person": only, "is_by_year": is_by_year}
    if is_by_year:
        context["years"] = by_year(rows)
    elif only:
        context["own_roles"] = rows.by_role_and_year()
    else:
        context["roles"] = by_role(rows)
    return render(request, "services/services.html", context)
