"""A page for editors: what Google Scholar would miss of each work, and where to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.admin import site
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.rights import allowed
from groupsite.todo.about import About, about
from groupsite.todo.rights import may
from publications.models import Publication
from publications.scholar_check import GAPS, Gap, counts, gaps_of, lacking, with_gaps

PAGE = 50


@dataclass(frozen=True, slots=True)
class Row:
    about: About
    page: str  # as visitors see it
    gaps: list[Gap]


@require_safe
def scholar(request: HttpRequest) -> HttpResponse:
    """All that lack something, or what `?gap=` names; Http404 where there is no such gap."""
    if not may(request, "view", Publication):
        raise PermissionDenied
    wanted = request.GET.get("gap", "")
    gap = next((gap for gap in GAPS if gap.slug == wanted), None)
    if wanted and gap is None:
        raise Http404("Scholar does not ask for this.")
    works = allowed(request.user, "view", with_gaps())
    numbers = counts(works)
    shown = lacking(works, wanted).newest_first().listed()
    page = Paginator(shown, PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        **site.each_context(request),
        "title": "What Google Scholar would miss",
        "gaps": [(each, numbers[each.slug]) for each in GAPS if numbers[each.slug]],
        "gap": gap,
        "page": page,
        "parameter": f"gap={gap.slug}&page" if gap else "page",
        "rows": [Row(about(work), work.get_absolute_url(), gaps_of(work)) for work in page],
        "has_works": works.exists(),
    }
    return render(request, "admin/scholar.html", context)
