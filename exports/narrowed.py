"""The works that an address asks for: all, or those to which its query narrows the list."""

from __future__ import annotations

from django.http import HttpRequest

from publications.browse import Listing, Query
from publications.models import Publication
from search.find import works_matching


def listing(request: HttpRequest) -> Listing:
    """As the page of the list has it for the same query; `found` are the works, in no order."""
    query = Query.read(request.GET)
    works = works_matching(Publication.objects.published(), query.text)
    return Listing(works, query, selected_first=False)
