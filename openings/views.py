"""Whether, by whom, for when and for what the group recruits."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from openings.around import last_said, placements, takers
from openings.browse import Listing, Query
from openings.models import Board, Opening
from people.models import Person, Taking


def openings(request: HttpRequest) -> HttpResponse:
    """The board, narrowed as the address says, and what stands around it."""
    found = list(Opening.objects.published().open().for_board().listed())
    takes = takers(found)
    placed, number = placements()
    context: dict[str, Any] = {
        "listing": Listing(found, Query.read(request.GET)),
        "takers": takes,
        "board": Board.load(),
        "placements": placed,
        "more_alumni": number - len(placed),
    }
    if not found:
        context["is_taken"] = any(each.person.taking != Taking.NO for each in takes)
        context["last_said"] = last_said(takes)
        context["leads"] = Person.objects.published().leads().named().with_public_emails()
    return render(request, "openings/openings.html", context)


def opening(request: HttpRequest, pk: int) -> HttpResponse:
    """One opening; of one that is over, that it is, for whoever kept its address."""
    rows = Opening.objects.published()
    found = get_object_or_404(rows.listed(), pk=pk)
    others = rows.open().exclude(pk=pk).for_board().listed()[:3] if not found.is_open else []
    response = render(request, "openings/opening.html", {"opening": found, "others": others})
    if not found.is_open:
        response["X-Robots-Tag"] = "noindex"
    return response
