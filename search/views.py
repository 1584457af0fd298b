"""Everything that the site has on some words, from one box."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from search.fold import LONGEST_QUERY
from search.results import BY_PLURAL, groups
from search.suggest import suggestions


def search(request: HttpRequest) -> HttpResponse:
    """`q` is what is asked, `in` the only kind to show (people, news, …), `page` its page."""
    query = " ".join(request.GET.get("q", "").replace("\0", " ").split())[:LONGEST_QUERY]
    only = BY_PLURAL.get(request.GET.get("in", ""))
    found = groups(query, only, request.GET.get("page"))
    context = {
        "query": query,
        "only": only,
        "groups": found,
        "suggestions": suggestions(query) if query and not found else [],
    }
    return render(request, "search/search.html", context)
