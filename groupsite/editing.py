"""From a page of the site to the form that changes it, for those who may: `{% load editing %}`.

Who has no session is asked nothing of the database.
"""

from __future__ import annotations

from typing import Any

from django import template
from django.db.models import Model
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.rights import may

register = template.Library()
LINK = '<a href="{}" rel="nofollow">{}</a>'
NOTHING = SafeString("")


@register.simple_tag(takes_context=True)
def edit_this(context: Context, row: Model) -> SafeString:
    """A link to the form of the row."""
    user = editor(context)
    if not user or not may(user, "change", row):
        return NOTHING
    address = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
    return format_html(LINK, address, f"Edit this {row._meta.verbose_name}")


@register.simple_tag(takes_context=True)
def add_one(context: Context, label: str, text: str) -> SafeString:
    """A link of that text to an empty form for a row of the model ``app.model``."""
    return _to(context, label, "add", "add", text)


@register.simple_tag(takes_context=True)
def edit_list(context: Context, label: str, text: str) -> SafeString:
    """A link of that text to the rows of the model ``app.model``."""
    return _to(context, label, "change", "changelist", text)


def _to(context: Context, label: str, action: str, screen: str, text: str) -> SafeString:
    app, _, name = label.partition(".")
    user = editor(context)
    if not user or not user.has_perm(f"{app}.{action}_{name}"):
        return NOTHING
    return format_html(LINK, reverse(f"admin:{app}_{name}_{screen}"), text)


def editor(context: Context) -> Any:
    """Whoever is logged in and may use the admin; None for visitors."""
    user = getattr(context.get("request"), "user", None)
    return user if user is not None and user.is_active and user.is_staff else None
