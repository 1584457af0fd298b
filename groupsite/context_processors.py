"""What every page shows: the name of the site, its menu and its own address.

All lazy: a page that shows none of it (an error page) asks the database for none of it.
"""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from core import preview
from core.models import SiteSettings
from groupsite.addresses import origin
from groupsite.menu import menu
from groupsite.robots import canonical
from groupsite.theme import accent_url, scheme
from people.models import Person


def site_name(site: SiteSettings, head: Person | None) -> str:
    """The name an editor gave, else what is known of whose site it is."""
    if site.name:
        return site.name
    if head:
        return f"Research group of {head.name}" if head.leads else head.name
    return "Research group"


def site(request: HttpRequest) -> dict[str, Any]:
    settings = SimpleLazyObject(SiteSettings.around_pages)
    head = SimpleLazyObject(Person.objects.head)
    return {
        "site": settings,
        "head": head,
        "site_name": SimpleLazyObject(lambda: site_name(settings, head)),
        "menu": SimpleLazyObject(lambda: menu(settings)),
        "accent": SimpleLazyObject(lambda: accent_url(settings)),
        "scheme": SimpleLazyObject(lambda: scheme(request, settings)),
        "canonical": canonical(request),
        "origin": origin(),
        "preview": preview.current(),
    }
