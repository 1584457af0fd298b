"""Fields of the form of a letter, which clean what the database or a header would refuse."""

from __future__ import annotations

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

MOST_LINKS = 10
LONGEST_LINK = 500
DIRECTIONS = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")  # turn lines about
_is_web_address = URLValidator(schemes=["http", "https"])


def tidy(value: str) -> str:
    """Without control characters, which a database or a mail refuses; one kind of line break."""
    lines = value.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        "\ufffd" if unicodedata.category(c) == "Cs" else c
        for c in lines
        if c in "\n\t" or unicodedata.category(c) != "Cc"
    )


def one_line(value: str) -> str:
    """As `tidy`, with every run of blanks and line breaks as one space."""
    return " ".join("".join(c for c in tidy(value) if c not in DIRECTIONS).split())


class Line(forms.CharField):
    def to_python(self, value: Any) -> str:
        return one_line(super().to_python(value) or "")


class Text(forms.CharField):
    """Without `maxlength`, at which browsers cut off what is pasted, and say nothing."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return tidy(super().to_python(value) or "").strip()

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        attrs: dict[str, Any] = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs | {"data-most": self.max_length}


class Mail(forms.EmailField):
    def to_python(self, value: Any) -> str:
        return tidy(super().to_python(value) or "")


class Links(Text):
    """Addresses of the web, a line each."""

    def clean(self, value: Any) -> str:
        lines = [line.strip() for line in super().clean(value).split("\n")]
        found = [_address(line, number) for number, line in enumerate(lines, 1) if line]
        if len(found) > MOST_LINKS:
            raise ValidationError(f"These are {len(found)} links; the most is {MOST_LINKS}.")
        return "\n".join(found)


def _address(line: str, number: int) -> str:
    address = line if "://" in line else f"https://{line}"
    try:
        _is_web_address(address)
    except ValidationError as error:
        raise ValidationError(
            f"Line {number} is no web address: “{line[:80]}”. Write each on a line of its own,"
            " such as https://example.org/me."
        ) from error
    if len(address) > LONGEST_LINK:
        raise ValidationError(f"Line {number} is longer than {LONGEST_LINK} characters.")
    return address
