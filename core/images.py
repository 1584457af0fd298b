"""Photos: kept upright and without metadata, with small renditions beside them.

A camera writes into a picture where it was taken; none of that reaches the disk. The size of a
photo stands in its file's name (``ada-1a2b3c4d-1200x1600.jpg``), so that a page can state it and
list the renditions (``ada-1a2b3c4d-1200x1600.w320.webp``) without opening a file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any

from django.core.files.base import ContentFile, File
from django.db import models
from django.db.models.fields.files import ImageFieldFile
from PIL import Image, ImageOps

WIDTHS = (160, 320, 640)
SHOWN = 320  # of the rendition that a browser takes which knows no srcset
SIZED = re.compile(r"-(\d+)x(\d+)\.\w+\Z")
RENDITION = re.compile(r"\.w\d+\.webp\Z")
FORMATS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP"}
KEPT_MODES = {"L", "RGB", "RGBA"}


@dataclass(frozen=True, slots=True)
class Portrait:
    """What an <img> needs; width and height are those of `url`, None where not known."""

    url: str
    srcset: str = ""
    width: int | None = None
    height: int | None = None


def portrait(photo: ImageFieldFile) -> Portrait | None:
    """The addresses of a photo's renditions; None where there is no photo."""
    if not photo:
        return None
    name = str(photo.name)
    if not (size := SIZED.search(name)):
        return Portrait(photo.url)
    width, height = int(size[1]), int(size[2])
    urls = {w: photo.storage.url(_rendition(name, w)) for w in _widths(width)}
    shown = max((w for w in urls if w <= SHOWN), default=min(urls))
    srcset = ", ".join(f"{url} {w}w" for w, url in urls.items())
    return Portrait(urls[shown], srcset, shown, max(1, round(height * shown / width)))


def rendition_names(name: str) -> list[str]:
    """The names of the renditions that stand beside the photo of that name."""
    size = SIZED.search(name)
    return [_rendition(name, width) for width in _widths(int(size[1]))] if size else []


def original_stem(name: str) -> str | None:
    """The name, without its suffix, of the photo that `name` is a rendition of, or None."""
    return RENDITION.sub("", name) if RENDITION.search(name) else None


def _widths(width: int) -> list[int]:
    """Those of WIDTHS that make the photo smaller; the widest is at most the photo's own."""
    return sorted({min(wanted, max(width, 1)) for wanted in WIDTHS})


def _rendition(name: str, width: int) -> str:
    return str(PurePosixPath(name).with_suffix(f".w{width}.webp"))


def _upright(file: File[bytes]) -> Image.Image:
    """The picture, turned as its camera says, in a mode that every format here can hold."""
    file.seek(0)
    picture = ImageOps.exif_transpose(Image.open(file, formats=("JPEG", "PNG", "WEBP")))
    profile = picture.info.get("icc_profile") if picture.mode in KEPT_MODES else None
    if picture.mode not in KEPT_MODES:
        picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    picture.info = {"icc_profile": profile} if profile else {}
    return picture


def _encoded(picture: Image.Image, format: str, quality: int) -> ContentFile[bytes]:
    """`picture` as a file of that format, with its colour profile and nothing else about it."""
    out, profile = BytesIO(), picture.info.get("icc_profile")
    if format == "JPEG" and picture.mode == "RGBA":
        picture = picture.convert("RGB")
    picture.save(out, format, quality=quality, icc_profile=profile)
    return ContentFile(out.getvalue())


class PhotoFieldFile(ImageFieldFile):
    def save(self, name: str, content: File[bytes], save: bool = True) -> None:
        """Stores the cleaned picture and its renditions."""
        picture = _upright(content)
        path = PurePosixPath(self.field.generate_filename(self.instance, name))
        sized = path.with_stem(f"{path.stem}-{picture.width}x{picture.height}")
        cleaned = _encoded(picture, FORMATS[path.suffix], quality=92)
        self.name = self.storage.save(str(sized), cleaned, max_length=self.field.max_length)
        setattr(self.instance, self.field.attname, self.name)
        self._committed = True
        for width in _widths(picture.width):
            height = max(1, round(picture.height * width / picture.width))
            smaller = picture.resize((width, height), Image.Resampling.LANCZOS)
            small_file = _encoded(smaller, "WEBP", quality=80)
            self.storage.save(_rendition(self.name, width), small_file)
        if save:
            self.instance.save()


class PhotoField(models.ImageField):
    """An ImageField whose files are cleaned and have renditions."""

    attr_class = PhotoFieldFile

    def deconstruct(self) -> Any:
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.ImageField", args, kwargs  # the column is the same
