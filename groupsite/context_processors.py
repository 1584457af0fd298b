"""What every page shows: the name of the site and its menu."""

from typing import Any

from django.http import HttpRequest

from core.models import SiteSettings


def site(request: HttpRequest) -> dict[str, Any]:
    return {"site": SiteSettings.load()}
