"""News, by year, and each item under an address of its own."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from news.models import NewsItem

PAGE = 50


def news(request: HttpRequest) -> HttpResponse:
    """All, or of the year that `?year=` names if it has news."""
    items = NewsItem.objects.published()
    years = items.years()
    year = next((year for year in years if year == request.GET.get("year")), "")
    wanted = items.of_year(year) if year else items
    shown = Paginator(wanted.listed(), PAGE).get_page(request.GET.get("page"))
    return render(request, "news/news.html", {"items": shown, "years": years, "year": year})


def item(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(NewsItem.objects.published().listed(), pk=pk)
    return render(request, "news/item.html", {"item": found})
