"""Accent colours: what can be read is taken, and each gets a tone for dark ground."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from core.colours import (
    DARK_GROUNDS,
    LIGHT_GROUNDS,
    contrast,
    on_dark,
    on_light,
    quiet,
    readable_accent,
)

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#ffffff") == pytest.approx(1)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("colour", ["#14508c", "#8b0000", "#006633", "#000000", "#5a2ca0"])
def test_a_dark_colour_is_taken_as_it_is(colour):
    readable_accent(colour)
    assert on_light(colour) == colour


@pytest.mark.parametrize(
    ("colour", "better"), [("#ffcc00", "#886d09"), ("#ffffff", "#6f6f6f"), ("#777777", "#6e6e6e")]
)
def test_a_pale_colour_is_refused_with_the_nearest_that_does(colour, better):
    with pytest.raises(ValidationError) as caught:
        readable_accent(colour)
    assert colour in caught.value.messages[0]
    assert f"{on_light(colour)}." in caught.value.messages[0]
    assert on_light(colour) == better


@pytest.mark.parametrize("text", ["red", "#fff", "#12345g", "14508c", "#14508c;}", ""])
def test_what_is_no_colour_is_refused(text):
    with pytest.raises(ValidationError, match="# and six digits"):
        readable_accent(text)


@given(COLOURS)
def test_every_colour_has_tones_that_can_be_read(colour):
    assert min(contrast(on_light(colour), ground) for ground in LIGHT_GROUNDS) >= 4.5
    assert min(contrast(on_dark(colour), ground) for ground in DARK_GROUNDS) >= 7


def test_a_quiet_tone_lies_between():
    assert quiet("#000000", "#ffffff") == "#949494"
