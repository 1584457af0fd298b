"""How a person is named on a page: linked where they have a profile that visitors may see."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from core.names import unbroken
from people.models import Person

register = template.Library()


@register.simple_tag
def person_link(person: Person, name: str = "") -> SafeString:
    """The name (or another one that is printed for them), escaped, and linked where possible."""
    shown = unbroken(name or person.name)
    if url := person.public_url:
        return format_html('<a href="{}">{}</a>', url, shown)
    return format_html("{}", shown)


@register.simple_tag
def person_links(people: Iterable[Person]) -> SafeString:
    """``A, B, C``, each as `person_link`."""
    return format_html_join(", ", "{}", ((person_link(person),) for person in people))
