"""News, by year."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from news.models import NewsItem

PAGE = 100


def news(request: HttpRequest) -> HttpResponse:
    items = NewsItem.objects.published().listed()
    shown = Paginator(items, PAGE).get_page(request.GET.get("page"))
    return render(request, "news/news.html", {"items": shown})
