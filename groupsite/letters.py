"""Where a visitor writes a letter: `{% load letters %}`.

Templates of the apps ask here, so that none of them knows the app that keeps the letters.
"""

from __future__ import annotations

from django import template
from django.urls import reverse

from inquiries.models import InquirySettings
from openings.models import Opening
from people.models import Person

register = template.Library()


@register.simple_tag
def letter_about(opening: Opening) -> str:
    """The address of the form for a letter to an opening."""
    return _form(opening=opening.pk)


@register.simple_tag
def letter_to(person: Person | None = None) -> str:
    """That of a letter without an opening, to a lead of the group or to any; empty where the
    group takes none."""
    if not InquirySettings.load().takes_general:
        return ""
    return _form(to=person.pk) if person else _form()


def _form(**asked: int) -> str:
    return reverse("inquiries:new", query=asked)
