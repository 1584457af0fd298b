"""Smaller pictures made from an upload, and their names, which say all that is in them.

Beside ``ada-1a2b3c4d-1200x1600.jpg`` stand ``ada-1a2b3c4d-1200x1600.w640.webp``, 640 pixels wide,
and ``ada-1a2b3c4d-1200x1600.f50-35.w64.avif``, the square around the point that lies 50 % from the
left and 35 % from the top, 64 pixels wide. So a page can list them without opening a file, another
focal point gives other names, and no name ever stands for two pictures.
"""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import PurePosixPath
from typing import NamedTuple

from django.core.files.base import ContentFile
from PIL import Image

AVIF, WEBP = ".avif", ".webp"
FORMATS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP", ".avif": "AVIF"}
# Of AVIF, speed 8 takes half the time of the usual 6 for one per cent more bytes.
SAVED: dict[str, dict[str, int]] = {
    "JPEG": {"quality": 92}, "PNG": {}, "WEBP": {"quality": 80},
    "AVIF": {"quality": 60, "speed": 8},
}  # fmt: skip
WIDTHS = (160, 320, 640)
# Tiles of 64 CSS pixels and profiles of 168, on screens of one, two and three times the density;
# what is 192 wide serves a profile on a plain screen.
SQUARES = (64, 128, 192, 336, 504)
WHOLE = 640  # of a photo that is cropped: for the admin, and for who wants it uncropped
SIZED = re.compile(r"-(\d+)x(\d+)\.\w+\Z")
RENDITION = re.compile(r"(\.f\d+-\d+)?\.w\d+\.(webp|avif)\Z")


class Focus(NamedTuple):
    """The point that a crop keeps, in per cent from the left and from the top."""

    x: int
    y: int


class Rendition(NamedTuple):
    name: str
    suffix: str
    width: int
    focus: Focus | None  # None: not cropped

    def draw(self, picture: Image.Image) -> ContentFile[bytes]:
        """The file: `picture`, cropped and scaled down."""
        box = square(picture.size, self.focus) if self.focus else (0, 0, *picture.size)
        height = max(1, round((box[3] - box[1]) * self.width / (box[2] - box[0])))
        smaller = picture.resize(
            (self.width, height), Image.Resampling.LANCZOS, box, reducing_gap=3.0
        )
        smaller.info = picture.info
        return encoded(smaller, self.suffix)


def renditions(name: str, focus: Focus | None) -> list[Rendition]:
    """Those of the upload of that name: squares around `focus`, or if None the whole picture.

    None for a name that does not tell the size, as nobody knows what would be a smaller one.
    """
    if not (size := size_of(name)):
        return []
    if not focus:
        return [
            _rendition(name, suffix, width)
            for suffix in (AVIF, WEBP)
            for width in _at_most(size[0], WIDTHS)
        ]
    squares = [
        _rendition(name, suffix, width, focus)
        for suffix in (AVIF, WEBP)
        for width in _at_most(min(size), SQUARES)
    ]
    return [*squares, whole(name, size)]


def whole(name: str, size: tuple[int, int]) -> Rendition:
    """The rendition that shows all of a photo which is otherwise cropped."""
    return _rendition(name, WEBP, min(WHOLE, size[0]))


def size_of(name: str) -> tuple[int, int] | None:
    """Width and height as the name tells them."""
    size = SIZED.search(name)
    return (int(size[1]), int(size[2])) if size else None


def original_stem(name: str) -> str | None:
    """The name, without its suffix, of the upload that `name` is a rendition of, or None."""
    return RENDITION.sub("", name) if RENDITION.search(name) else None


def square(size: tuple[int, int], focus: Focus) -> tuple[int, int, int, int]:
    """The largest square whose middle is as near to the focal point as the edges let it be.

    As left, top, right and bottom, in pixels.
    """
    side = min(size)
    left, top = (
        min(max(round(length * share / 100 - side / 2), 0), length - side)
        for length, share in zip(size, focus, strict=True)
    )
    return left, top, left + side, top + side


def encoded(picture: Image.Image, suffix: str) -> ContentFile[bytes]:
    """`picture` as a file of that format, with its colour profile and nothing else about it."""
    out, format = BytesIO(), FORMATS[suffix]
    if format == "JPEG" and picture.mode == "RGBA":
        picture = picture.convert("RGB")
    profile = picture.info.get("icc_profile")
    picture.save(out, format, icc_profile=profile, **SAVED[format])
    return ContentFile(out.getvalue())


def _at_most(width: int, wanted: tuple[int, ...]) -> list[int]:
    """Those of the wanted widths that make the picture smaller; the widest is at most its own."""
    return sorted({min(each, max(width, 1)) for each in wanted})


def _rendition(name: str, suffix: str, width: int, focus: Focus | None = None) -> Rendition:
    cut = f".f{focus.x}-{focus.y}" if focus else ""
    return Rendition(str(PurePosixPath(name).with_suffix(f"{cut}.w{width}{suffix}")), suffix,
                     width, focus)  # fmt: skip
