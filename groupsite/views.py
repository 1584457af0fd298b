"""The home page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from groupsite.context_processors import site as around_pages
from groupsite.home import Home
from pages.models import HomeBlock, Kind


def home(request: HttpRequest) -> HttpResponse:
    """Who, what, whether they recruit, what is new, what they wrote; as an editor arranged it."""
    around = around_pages(request)  # looked up once, for the blocks and for the frame
    page = Home(HomeBlock.objects.arrangement(), around["site"], around["head"])
    blocks = list(page.shown())
    groups = next((content for block, content in blocks if block.kind == Kind.PEOPLE), [])
    context = {**around, "home": page, "blocks": blocks, "groups": groups}
    return render(request, "groupsite/home.html", context)
