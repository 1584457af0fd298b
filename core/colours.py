"""Colours that can be read: contrast, and the tones of an accent for light and dark ground.

Contrast is that of WCAG 2.2 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio); tones are made in
OKLCH (https://www.w3.org/TR/css-color-4/#ok-lab), where a change of lightness keeps the hue.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from django.core.exceptions import ValidationError

HEX = re.compile(r"#[0-9a-f]{6}", re.I)
ENOUGH = 4.5  # of small text, WCAG 2.2 AA
# Paper and tint of static/css/tokens.css, on which links stand.
LIGHT_GROUNDS = ("#ffffff", "#f3f5f7")
DARK_GROUNDS = ("#15181b", "#1e2327")
QUIET = 0.42  # how far the underline of a link goes from the ground to the accent
STEP = 0.01  # of lightness, 0 to 1

RGB = tuple[float, float, float]  # 0 to 1 each, gamma-encoded


def contrast(one: str, other: str) -> float:
    """1 to 21, of two colours such as ``#14508c``."""
    light, dark = sorted((_luminance(_rgb(one)), _luminance(_rgb(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def on_light(colour: str) -> str:
    """`colour`, or as dark a tone of it as can be read on every light ground."""
    return _readable(colour, LIGHT_GROUNDS, -STEP)


def on_dark(colour: str) -> str:
    """As light a tone of `colour` as can be read on every dark ground, with some reserve."""
    return _readable(colour, DARK_GROUNDS, STEP, enough=7)


def quiet(colour: str, ground: str) -> str:
    """A tone between ground and `colour`, for lines that need not be read."""
    pairs = zip(_rgb(ground), _rgb(colour), strict=True)
    return _hex(*(a + (b - a) * QUIET for a, b in pairs))


def readable_accent(colour: str) -> None:
    """Raises ValidationError for what is no colour, or for one too pale for links on white."""
    if not HEX.fullmatch(colour):
        raise ValidationError("Write the colour as # and six digits, such as #14508c.")
    if min(contrast(colour, ground) for ground in LIGHT_GROUNDS) < ENOUGH:
        raise ValidationError(
            "Links in %(colour)s are too pale to read (contrast %(ratio).1f, needed are 4.5)."
            " The nearest tone that does is %(better)s.",
            params={
                "colour": colour,
                "ratio": min(contrast(colour, ground) for ground in LIGHT_GROUNDS),
                "better": on_light(colour),
            },
        )


def _readable(colour: str, grounds: Sequence[str], step: float, enough: float = ENOUGH) -> str:
    lightness, chroma, hue = _oklch(_rgb(colour))
    tone = colour.lower()
    while min(contrast(tone, ground) for ground in grounds) < enough and 0 <= lightness <= 1:
        lightness += step
        tone = _in_gamut(lightness, chroma, hue)
    return tone


def _in_gamut(lightness: float, chroma: float, hue: float) -> str:
    """The most colourful tone of that lightness and hue, up to `chroma`, that a screen can show."""
    while True:
        rgb = _from_oklch(lightness, chroma, hue)
        if chroma <= 0 or all(-1e-4 <= part <= 1 + 1e-4 for part in rgb):
            return _hex(*rgb)
        chroma = max(0.0, chroma - 0.004)


def _rgb(colour: str) -> RGB:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def _hex(*parts: float) -> str:
    return "#" + "".join(f"{round(min(max(part, 0), 1) * 255):02x}" for part in parts)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _encoded(part: float) -> float:
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055


def _luminance(rgb: RGB) -> float:
    red, green, blue = (_linear(part) for part in rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _oklch(rgb: RGB) -> tuple[float, float, float]:
    """(lightness, chroma, hue in radians)."""
    r, g, b = (_linear(part) for part in rgb)
    long = math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    middle = math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    short = math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    green_red = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    blue_yellow = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return lightness, math.hypot(green_red, blue_yellow), math.atan2(blue_yellow, green_red)


def _from_oklch(lightness: float, chroma: float, hue: float) -> RGB:
    green_red, blue_yellow = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * green_red + 0.2158037573 * blue_yellow) ** 3
    middle = (lightness - 0.1055613458 * green_red - 0.0638541728 * blue_yellow) ** 3
    short = (lightness - 0.0894841775 * green_red - 1.2914855480 * blue_yellow) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
    red, green, blue = (_encoded(part) if part > 0 else part for part in linear)
    return red, green, blue
