"""What search engines are told: where the sitemap is, which addresses are but views of others."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from groupsite.addresses import absolute

PAGE = "page"
LONGEST = 9  # digits of a number of a page


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """The pages of a list are read; what filters make of it, without end, is not."""
    lists = reverse("publications:publications")
    lines = [
        "User-agent: *",
        f"Disallow: {reverse('admin:index')}",
        f"Disallow: {reverse('account:home')}",
        f"Disallow: {reverse('search:search')}",
        f"Disallow: {reverse('inquiries:mine', args=['-']).removesuffix('-/')}",
        f"Disallow: {lists}?",
        f"Allow: {lists}?{PAGE}=",
        "",
        f"Sitemap: {absolute(reverse('sitemap'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def canonical(request: HttpRequest) -> str:
    """The one address of what the page shows: that of the whole list, whatever the filters; of
    its second page and those after, with the number."""
    number = request.GET.get(PAGE, "")[:LONGEST]
    is_further = number.isascii() and number.isdecimal() and int(number) > 1
    is_whole = request.GET.keys() <= {PAGE}
    further = f"?{PAGE}={int(number)}" if is_further and is_whole else ""
    return absolute(request.path) + further


def middleware(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Keeps views of a page that has its own address out of search engines; links are followed."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        is_html = response.get("Content-Type", "").startswith("text/html")
        is_page = is_html and response.status_code == 200
        if is_page and (set(request.GET) - {PAGE} or request.path == reverse("search:search")):
            response.setdefault("X-Robots-Tag", "noindex")
        return response

    return respond
