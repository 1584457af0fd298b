"""Uploaded files: checked by content, stored under names that say nothing private, and gone
from the disk once no row holds them."""

from __future__ import annotations

import re
import secrets
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.db.models.signals import class_prepared, post_delete, post_init, post_save
from django.dispatch import receiver
from django.utils.deconstruct import deconstructible
from django.utils.text import slugify
from PIL import Image, UnidentifiedImageError

from core.former_files import FormerFile
from core.images import renditions_on_disk

MEGABYTE = 1024 * 1024
PHOTO_FORMATS = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp"}
MOST_PIXELS = 50_000_000
MOST_ON_A_SIDE = 16_000  # WebP holds no more than 16383
ICON_SIZES = (180, 512)  # of the smallest and the largest that browsers ask for
PDF_MAGIC = b"%PDF-"
UNREADABLE = (
    UnidentifiedImageError,
    Image.DecompressionBombError,
    OSError,
    SyntaxError,
    ValueError,
    Warning,
)


# A photo's name ends in a random part and its size, other files' in a random part.
RANDOM_PART = re.compile(r"-[0-9a-f]{8}(-\d+x\d+)?(?=\.)")

# Asked before a file goes: whether somebody still counts on it, by model, field and name.
KEEPERS: list[Callable[[type[models.Model], str, str], bool]] = []


def upload_path(instance: models.Model, filename: str) -> str:
    """``<model>/<name>-<random>.<suffix>``: readable, and never the same address twice."""
    path = Path(filename)
    stem = slugify(path.stem)[:60] or "file"
    return f"{instance._meta.model_name}/{stem}-{secrets.token_hex(4)}{path.suffix.lower()}"


def readable_name(name: str) -> str:
    """The name of a file without what `upload_path`, or a photo's size, added to it."""
    return RANDOM_PART.sub("", name)


def is_stored(file: File[bytes]) -> bool:
    """Whether `file` was checked when it came: a form hands in the old file with the new text.

    It is not opened again; it may even be lost, which is no reason to refuse the text.
    """
    return bool(getattr(file, "_committed", False))


@deconstructible
class MaxSize:
    def __init__(self, megabytes: int) -> None:
        self.megabytes = megabytes

    def __call__(self, file: File[bytes]) -> None:
        if is_stored(file):
            return
        if file.size > self.megabytes * MEGABYTE:
            raise ValidationError(
                f"This file has {file.size / MEGABYTE:.1f} MB; the most is {self.megabytes} MB."
            )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, MaxSize) and other.megabytes == self.megabytes

    def __hash__(self) -> int:
        return hash(self.megabytes)


def is_photo(file: File[bytes]) -> None:
    """Raises ValidationError unless the content, and the name, are of a JPEG, PNG or WebP."""
    if is_stored(file):
        return
    file.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            # The size stands in the header: a bomb is refused before a pixel of it is unpacked.
            image = Image.open(file, formats=tuple(PHOTO_FORMATS))
            if image.width * image.height > MOST_PIXELS:
                raise ValidationError("This picture has too many pixels; scale it down first.")
            if max(image.size) > MOST_ON_A_SIDE:
                raise ValidationError(
                    f"This picture is longer than {MOST_ON_A_SIDE} pixels; scale it down first."
                )
            image.load()  # reads it to its end: a truncated picture fails here
    except UNREADABLE as error:
        raise ValidationError(
            "This is not a JPEG, PNG or WebP picture that can be read."
        ) from error
    finally:
        file.seek(0)
    suffix = Path(file.name or "").suffix.lower().replace(".jpeg", ".jpg")
    if PHOTO_FORMATS.get(image.format or "") != suffix:
        raise ValidationError("Upload a JPEG, PNG or WebP picture whose name ends accordingly.")


def is_pdf(file: File[bytes]) -> None:
    """Raises ValidationError unless content and name are of a PDF."""
    if is_stored(file):
        return
    file.seek(0)
    start = file.read(len(PDF_MAGIC))
    file.seek(0)
    if start != PDF_MAGIC or Path(file.name or "").suffix.lower() != ".pdf":
        raise ValidationError("This is not a PDF file. Save it as PDF and upload that.")


def is_icon(file: File[bytes]) -> None:
    """Raises ValidationError unless the picture is a square PNG of a size that devices ask for."""
    if is_stored(file):
        return
    is_photo(file)
    picture = Image.open(file)
    file.seek(0)
    sides = {picture.width, picture.height}
    if (
        picture.format != "PNG"
        or len(sides) > 1
        or not ICON_SIZES[0] <= max(sides) <= ICON_SIZES[1]
    ):
        raise ValidationError("The icon must be a square PNG of 180 to 512 pixels.")


photo_validators = [MaxSize(10), is_photo]
favicon_validators = [MaxSize(1), is_icon]
document_validators = [MaxSize(50), is_pdf]


# ---- files that no row holds any longer
#
# For every model with a file field, whoever saves or deletes its rows. The old file goes when
# the transaction has ended well: one that is rolled back keeps it.


def _held(row: models.Model) -> dict[str, str]:
    """{field: name of the file} of the file fields that `row` has loaded."""
    fields = (f.attname for f in row._meta.concrete_fields if isinstance(f, models.FileField))
    return {name: str(row.__dict__[name] or "") for name in fields if name in row.__dict__}


def _remember(instance: Any, **_: Any) -> None:
    instance._stored_files = _held(instance) if instance.pk else {}


def _discard_replaced(instance: Any, update_fields: Any = None, **_: Any) -> None:
    written = {f: n for f, n in _held(instance).items() if not update_fields or f in update_fields}
    for field, name in written.items():
        if (stored := instance._stored_files.get(field)) and stored != name:
            if name and instance._meta.get_field(field).storage is default_storage:
                FormerFile.objects.note(instance, field, stored)
            discard(type(instance), field, stored)
    instance._stored_files |= written


def _discard_deleted(instance: Any, **_: Any) -> None:
    for field, name in _held(instance).items():
        if name:
            discard(type(instance), field, name)


def discard(model: type[models.Model], field: str, name: str) -> None:
    """Deletes a file that no row holds any longer, and renditions of it, once the transaction is
    through."""
    storage = getattr(model(), field).storage

    def delete() -> None:
        held = model._base_manager.filter(**{field: name}).exists()
        if not (held or any(keeps(model, field, name) for keeps in KEEPERS)):
            for each in (name, *renditions_on_disk(storage, name)):
                storage.delete(each)

    transaction.on_commit(delete, robust=True)


@receiver(class_prepared)
def _follow(sender: type[models.Model], **_: Any) -> None:
    """Connected to the models with files alone: other rows are loaded without a signal."""
    if any(isinstance(field, models.FileField) for field in sender._meta.local_fields):
        post_init.connect(_remember, sender=sender)
        post_save.connect(_discard_replaced, sender=sender)
        post_delete.connect(_discard_deleted, sender=sender)
