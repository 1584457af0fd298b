"""Pictures in lists and on forms."""

from __future__ import annotations

from django.utils.html import format_html

from core.images import Picture


def thumbnail(picture: Picture | None, name: str, width: int) -> str:
    """An <img> of that class, for beside the text that says what it shows; empty without one."""
    if not picture:
        return ""
    image = '<img class="{}" src="{}" srcset="{}" sizes="{}px" alt="" loading="lazy">'
    return format_html(image, name, picture.url, picture.srcset, width)
