"""The drawing before a link, and what the link is called."""

from __future__ import annotations

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from publications.icons import icon_of
from publications.links import named

register = template.Library()
register.filter(named)


@register.simple_tag
def icon(label: str) -> SafeString:
    """That of the label; it says nothing that the label does not."""
    address = static("icons.svg")
    return format_html('<svg aria-hidden="true"><use href="{}#{}"/></svg>', address, icon_of(label))
