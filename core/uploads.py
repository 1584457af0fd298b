"""All uploads: those that rows hold, those on the disk, and where the two differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.core.files.storage import default_storage
from django.db import models
from django.utils import timezone

from core.files import KEEPERS
from core.renditions import original_stem

# A file lies on the disk before its row is saved: what is as young as this may be one of those.
YOUNG = timedelta(hours=1)


@dataclass(frozen=True)
class Upload:
    name: str
    size: int | None = None  # with its renditions; None where it is missing
    row: Any = None  # that holds it
    renditions: int = 0


@dataclass
class Inventory:
    used: list[Upload] = field(default_factory=list)
    missing: list[Upload] = field(default_factory=list)  # held by a row, not on the disk
    unused: list[Upload] = field(default_factory=list)
    kept: list[Upload] = field(default_factory=list)  # held by none, needed to take something back
    unasked: int = 0  # held by none, of which nobody was asked whether they are needed

    @property
    def size(self) -> int:
        """Of all that is on the disk, but for what nobody was asked of."""
        return sum(each.size or 0 for each in (*self.used, *self.unused, *self.kept))


def inventory(at_most: int | None = None) -> Inventory:
    """What there is, by name.

    A query for each model with files, and one or two for each file that no row holds: of these, no
    more than `at_most` are looked at.
    """
    found, held, disk = Inventory(), dict(_held()), _on_disk("")
    small = _renditions(disk, held)
    for name, row in sorted(held.items()):
        if name in disk:
            own = small.get(_stem(name), [])
            size = disk.pop(name) + sum(disk.pop(each) for each in own)
            found.used.append(Upload(name, size, row, len(own)))
        else:
            found.missing.append(Upload(name, None, row))
            for each in small.get(_stem(name), []):
                del disk[each]
    free = sorted(name for name in disk if not _is_young(name))
    for name in free[:at_most]:
        (found.kept if _is_kept(name) else found.unused).append(Upload(name, disk[name]))
    found.unasked = len(free) - len(free[:at_most])
    return found


def discard(names: set[str]) -> list[Upload]:
    """Deletes those of the files that are unused still; says which."""
    gone = [each for each in inventory().unused if each.name in names]
    for each in gone:
        default_storage.delete(each.name)
    return gone


def _held() -> Iterator[tuple[str, Any]]:
    """(name, row) of each file that a row holds, without the long texts of the rows."""
    for model, column in _file_fields():
        parents = [f.name for f in model._meta.fields if isinstance(f, models.ForeignKey)]
        long = [f.name for f in model._meta.fields if isinstance(f, models.TextField)]
        rows = model._base_manager.exclude(**{column: ""}).select_related(*parents).defer(*long)
        for row in rows.order_by("pk"):
            yield str(getattr(row, column)), row


def _file_fields() -> Iterator[tuple[type[models.Model], str]]:
    """Those of uploads; files of another storage are the business of whoever has one."""
    for model in apps.get_models():
        for each in model._meta.local_fields:
            if isinstance(each, models.FileField) and each.storage is default_storage:
                yield model, each.attname


def _on_disk(folder: str) -> dict[str, int]:
    """{name: size} of all files below the folder."""
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return {}
    path = f"{folder}/" if folder else ""
    found = {f"{path}{name}": default_storage.size(f"{path}{name}") for name in files}
    for name in folders:
        found |= _on_disk(f"{path}{name}")
    return found


def _stem(name: str) -> str:
    return name.rpartition(".")[0]


def _renditions(disk: dict[str, int], held: dict[str, Any]) -> dict[str, list[str]]:
    """{stem of a held upload: the renditions of it that are on the disk}."""
    stems, found = {_stem(name) for name in held}, dict[str, list[str]]()
    for name in disk:
        if (stem := original_stem(name)) in stems and stem and name not in held:
            found.setdefault(stem, []).append(name)
    return found


def _is_young(name: str) -> bool:
    return default_storage.get_modified_time(name) > timezone.now() - YOUNG


def _is_kept(name: str) -> bool:
    """Whether somebody counts on the file, or on that of which it is a rendition.

    An upload lies in a folder that has the name of its model.
    """
    stem, folder = original_stem(name), name.partition("/")[0]
    names = [name] if stem is None else [f"{stem}{suffix}" for suffix in (".jpg", ".png", ".webp")]
    return any(
        keeps(model, column, each)
        for model, column in _file_fields()
        if model._meta.model_name == folder
        for each in names
        for keeps in KEEPERS
    )
