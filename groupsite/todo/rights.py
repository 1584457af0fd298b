"""Who may do what: as the admin's own forms decide it."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import site
from django.contrib.auth import get_permission_codename
from django.db import models
from django.http import HttpRequest


def may(request: HttpRequest, action: str, model: type[models.Model], row: Any = None) -> bool:
    """Whether the user may `action` rows of that model, or that one row.

    The model's ModelAdmin decides; for models that are edited on the form of another, the
    permission does, as it does for the admin's inlines.
    """
    if site.is_registered(model):
        admin = site.get_model_admin(model)
        return bool(getattr(admin, f"has_{action}_permission")(request, *([row] if row else [])))
    codename = get_permission_codename(action, model._meta)
    return bool(request.user.has_perm(f"{model._meta.app_label}.{codename}"))  # type: ignore[union-attr]
