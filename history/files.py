"""Files that versions name: on the disk as long as the version is there."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models

from history.models import HeldFile, Version
from history.records import Model, by_label, label_of
from history.state import files_in


def is_kept(model: type[models.Model], field: str, name: str) -> bool:
    """Whether a version holds the file of that name."""
    return HeldFile.objects.filter(name=name, model=label_of(model), field=field).exists()


def hold(versions: Iterable[Version]) -> None:
    """Remember which files these versions name."""
    known: dict[str, Model] = by_label()
    HeldFile.objects.bulk_create(
        HeldFile(version=version, model=label, field=field, name=name)
        for version in versions
        for label, field, name in files_in(version.state, known)
    )
