"""What an authenticator app lists the account under; named in the settings, so free of models."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit


def issuer(device: Any) -> str:
    """The name of the group; its host where it has none."""
    from django.conf import settings

    from core.site import SiteSettings

    return SiteSettings.load().name or urlsplit(settings.SITE_URL).hostname or ""
