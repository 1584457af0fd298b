"""Where a visitor writes a letter: `{% load letters %}`.

Templates of the apps ask here, so that none of them knows the app that keeps the letters.
"""

from __future__ import annotations

from urllib.parse import urlencode

from django import template
from django.urls import NoReverseMatch, reverse

from inquiries.models import InquirySettings
from openings.models import Opening
from people.models import Person

register = template.Library()


@register.simple_tag
def letter_about(opening: Opening) -> str:
    """The address of the form for a letter to an opening; empty where there is none."""
    return _form(opening=opening.pk)


@register.simple_tag
def letter_to(person: Person | None = None) -> str:
    """That of a letter without an opening, to a lead of the group or to any; empty where the
    group takes none."""
    if not InquirySettings.load().takes_general:
        return ""
    return _form(to=person.pk) if person else _form()


def form_address() -> str:
    """Where letters are written; empty on a site without letters."""
    try:
        return reverse("inquiries:new")
    except NoReverseMatch:
        return ""


def _form(**asked: int) -> str:
    address = form_address()
    return f"{address}?{urlencode(asked)}" if address and asked else address
