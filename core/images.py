"""Uploaded pictures: kept upright and without metadata, with small renditions beside them.

A camera writes into a picture where it was taken; none of that reaches the disk. The size of a
picture stands in its file's name, so that a page can state it: see core.renditions. What pages
name is made when a picture is saved; whatever is missing later is made when it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import PurePosixPath
from threading import Lock
from typing import TYPE_CHECKING, Any, Self, overload

from django.core.files.base import File
from django.core.files.storage import Storage
from django.core.validators import MaxValueValidator
from django.db import models, transaction
from django.db.models.fields.files import ImageFieldFile
from PIL import Image, ImageOps

from core.renditions import (
    AVIF,
    WEBP,
    Focus,
    Rendition,
    encoded,
    original_stem,
    renditions,
    size_of,
    whole,
)

SHOWN = 340  # at most, of the rendition for whoever knows no srcset: 320, or a square of 336
KEPT_MODES = {"L", "RGB", "RGBA"}
_ONE_AT_A_TIME = Lock()  # a page asks for many renditions at once, and each opens its original


@dataclass(frozen=True, slots=True)
class Picture:
    """What a <picture> needs; width and height are those of `url`, None where not known."""

    url: str
    srcset: str = ""
    avif: str = ""
    width: int | None = None
    height: int | None = None


def renditions_on_disk(storage: Storage, name: str) -> list[str]:
    """All renditions of the upload of that name, whatever they are cropped to."""
    path = PurePosixPath(name)
    try:
        _, files = storage.listdir(str(path.parent))
    except FileNotFoundError:
        return []
    names = (str(path.with_name(file)) for file in files if file.startswith(f"{path.stem}."))
    return [each for each in names if original_stem(each) == str(path.with_suffix(""))]


def _upright(file: File[bytes]) -> Image.Image:
    """The picture, turned as its camera says, in a mode that every format here can hold."""
    file.seek(0)
    picture = ImageOps.exif_transpose(Image.open(file, formats=("JPEG", "PNG", "WEBP")))
    profile = picture.info.get("icc_profile") if picture.mode in KEPT_MODES else None
    if picture.mode not in KEPT_MODES:
        picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    picture.info = {"icc_profile": profile} if profile else {}
    return picture


class PhotoFieldFile(ImageFieldFile):
    field: PhotoField

    @property
    def focus(self) -> Focus | None:
        """The focal point of the row; None where the field is not cropped."""
        names = self.field.focal
        return Focus(*(getattr(self.instance, name) for name in names)) if names else None

    @property
    def picture(self) -> Picture | None:
        """What a page shows; None where nothing was uploaded."""
        if not self:
            return None
        name, focus = str(self.name), self.focus
        if not (size := size_of(name)):
            return Picture(self.url)
        small = [r for r in renditions(name, focus) if r.focus == focus]
        webp = {r.width: self.storage.url(r.name) for r in small if r.suffix == WEBP}
        avif = {r.width: self.storage.url(r.name) for r in small if r.suffix == AVIF}
        shown = max((w for w in webp if w <= SHOWN), default=min(webp))
        height = shown if focus else max(1, round(size[1] * shown / size[0]))
        return Picture(webp[shown], _srcset(webp), _srcset(avif), shown, height)

    @property
    def largest_crop(self) -> str:
        """The name of the widest rendition around the focal point, or else of the upload."""
        name, focus = str(self.name), self.focus
        cropped = [r for r in renditions(name, focus) if r.focus == focus and r.suffix == WEBP]
        return max(cropped, key=lambda each: each.width).name if cropped else name

    @property
    def whole_url(self) -> str:
        """The address of the picture uncropped, in a size for a screen."""
        name = str(self.name)
        size = size_of(name)
        return self.storage.url(whole(name, size).name) if size else self.url

    def save(self, name: str, content: File[bytes], save: bool = True) -> None:
        """Stores the cleaned picture and its renditions."""
        picture = _upright(content)
        path = PurePosixPath(self.field.generate_filename(self.instance, name))
        sized = path.with_stem(f"{path.stem}-{picture.width}x{picture.height}")
        cleaned = encoded(picture, path.suffix)
        self.name = self.storage.save(str(sized), cleaned, max_length=self.field.max_length)
        setattr(self.instance, self.field.attname, self.name)
        self._committed = True
        self._draw(picture, renditions(self.name, self.focus))
        if save:
            self.instance.save()

    def names(self, name: str) -> bool:
        """Whether that is the name of a rendition that the row should have."""
        return any(each.name == name for each in renditions(str(self.name), self.focus))

    def missing(self) -> list[Rendition]:
        """The renditions that pages name and that are not on the disk."""
        wanted = renditions(str(self.name), self.focus) if self else []
        return [each for each in wanted if not self.storage.exists(each.name)]

    def make_missing(self) -> int:
        """Makes what is missing; how many that were.

        Raises FileNotFoundError if the upload is lost, OSError if it can no longer be read.
        """
        with _ONE_AT_A_TIME:
            if missing := self.missing():
                with self.storage.open(str(self.name)) as file:
                    self._draw(_upright(file), missing)
        return len(missing)

    def discard_stale(self) -> None:
        """Deletes renditions around another focal point than the row's."""
        kept = {each.name for each in renditions(str(self.name), self.focus)}
        for name in renditions_on_disk(self.storage, str(self.name)):
            if name not in kept:
                self.storage.delete(name)

    def _draw(self, picture: Image.Image, wanted: Iterable[Rendition]) -> None:
        for each in wanted:
            self.storage.save(each.name, each.draw(picture))


def _srcset(urls: dict[int, str]) -> str:
    return ", ".join(f"{url} {width}w" for width, url in urls.items())


class PhotoField(models.ImageField):
    """An ImageField whose files are cleaned and have renditions.

    `focal` names the two Percent fields of a focal point: then the renditions are squares.
    """

    attr_class = PhotoFieldFile

    if TYPE_CHECKING:

        @overload  # type: ignore[no-overload-impl, override]
        def __get__(self, instance: models.Model, owner: Any) -> PhotoFieldFile: ...
        @overload
        def __get__(self, instance: Any, owner: Any) -> Self: ...

    def __init__(self, *args: Any, focal: tuple[str, ...] = (), **kwargs: Any) -> None:
        self.focal = focal
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.ImageField", args, kwargs  # the column is the same

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """The file; with new renditions where the focal point has moved."""
        file = super().pre_save(model_instance, add)
        with suppress(OSError):  # a lost picture is no reason to refuse the rest
            if file.make_missing():
                transaction.on_commit(file.discard_stale, robust=True)
        return file


class Percent(models.PositiveSmallIntegerField):  # type: ignore[type-arg]
    """A whole number from 0 to 100."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("validators", [MaxValueValidator(100)])
        super().__init__(*args, **kwargs)
