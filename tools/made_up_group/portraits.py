"""Portraits of people who do not exist, drawn with a few shapes."""

from __future__ import annotations

import random
from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

GROUNDS = ["#d7e3ea", "#e9dfd1", "#dbe5d6", "#e6dbe6", "#ecd9d4", "#d9dde8"]
SKINS = ["#f0cfb4", "#dca57d", "#b87a52", "#8a5636", "#5f3a26"]
HAIRS = ["#20201f", "#4a2f20", "#8a5a2b", "#c79a56", "#8e8e8a", "#6e2d1f"]
COATS = ["#27496d", "#5a3d5c", "#2f5d50", "#7a3b2e", "#3b3b45", "#a07c2c"]
SHAPES = [(600, 800), (700, 700), (800, 600)]  # upright, square, across
LARGER = 2  # drawn so many times as large, then made smaller: smooth edges


def portrait(chance: random.Random, name: str) -> ContentFile[bytes]:
    """A JPEG of somebody, in one of the shapes in which people upload their photos."""
    width, height = chance.choice(SHAPES)
    ground, skin, hair, coat = (chance.choice(c) for c in (GROUNDS, SKINS, HAIRS, COATS))
    picture = Image.new("RGB", (width * LARGER, height * LARGER), ground)
    draw = ImageDraw.Draw(picture)
    unit = min(width, height) * LARGER / 100
    centre, top = width * LARGER / 2, height * LARGER - 96 * unit

    def oval(colour: str, x: float, y: float, across: float, down: float) -> None:
        """Around a point, in hundredths of the shorter side."""
        place = centre + x * unit, top + y * unit
        draw.ellipse(
            (place[0] - across * unit, place[1] - down * unit,
             place[0] + across * unit, place[1] + down * unit), fill=colour
        )  # fmt: skip

    long_hair = chance.random() < 0.5
    oval(hair, 0, 40 if long_hair else 32, 25, 32 if long_hair else 24)
    oval(coat, 0, 110, 42, 38)
    oval(skin, 0, 70, 9, 16)
    oval(skin, 0, 42, 20, 25)
    oval(hair, chance.choice((-4, 0, 4)), 22, 19, 10)
    for side in (-8, 8):
        oval("#20201f", side, 41, 1.8, 2.2)
        if chance.random() < 0.3:
            oval(hair, side, 36, 4, 1)
    draw.arc(
        (centre - 7 * unit, top + 46 * unit, centre + 7 * unit, top + 57 * unit),
        20, 160, fill="#7a3b2e", width=round(1.3 * unit),
    )  # fmt: skip
    out = BytesIO()
    picture.reduce(LARGER).save(out, "JPEG", quality=88)
    return ContentFile(out.getvalue(), name)
