"""Files that an import or a merge took out of their rows: on the disk as long as it can be
taken back."""

from __future__ import annotations

from django.db import models

from importer.models import Change


def is_kept(model: type[models.Model], field: str, name: str) -> bool:
    """Whether a journal that stands holds the file of that name."""
    held = {"model": model._meta.label_lower, f"before__{field}": name}
    return Change.objects.filter(journal__undone=None, **held).exists()
