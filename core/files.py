"""Uploaded files: checked by their content, stored under names that say nothing private."""

from __future__ import annotations

import secrets
import warnings
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import models
from django.utils.deconstruct import deconstructible
from django.utils.text import slugify
from PIL import Image, UnidentifiedImageError

MEGABYTE = 1024 * 1024
PHOTO_FORMATS = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp"}
MOST_PIXELS = 50_000_000
PDF_MAGIC = b"%PDF-"


def upload_path(instance: models.Model, filename: str) -> str:
    """``<model>/<name>-<random>.<suffix>``: readable, and never the same address twice."""
    path = Path(filename)
    stem = slugify(path.stem)[:60] or "file"
    return f"{instance._meta.model_name}/{stem}-{secrets.token_hex(4)}{path.suffix.lower()}"


@deconstructible
class MaxSize:
    def __init__(self, megabytes: int) -> None:
        self.megabytes = megabytes

    def __call__(self, file: File[bytes]) -> None:
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
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(file)
            if image.width * image.height > MOST_PIXELS:
                raise ValidationError("This picture has too many pixels; scale it down first.")
            image.verify()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Warning) as error:
        raise ValidationError("This is not a picture that can be read.") from error
    finally:
        file.seek(0)
    suffix = Path(file.name or "").suffix.lower().replace(".jpeg", ".jpg")
    if PHOTO_FORMATS.get(image.format or "") != suffix:
        raise ValidationError("Upload a JPEG, PNG or WebP picture whose name ends accordingly.")


def is_pdf(file: File[bytes]) -> None:
    """Raises ValidationError unless content and name are of a PDF."""
    file.seek(0)
    start = file.read(len(PDF_MAGIC))
    file.seek(0)
    if start != PDF_MAGIC or Path(file.name or "").suffix.lower() != ".pdf":
        raise ValidationError("This is not a PDF file. Save it as PDF and upload that.")


photo_validators = [MaxSize(10), is_photo]
document_validators = [MaxSize(50), is_pdf]
