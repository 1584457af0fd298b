"""Words in braces that an answer has filled in; all other braces are text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from django.core.exceptions import ValidationError

NAMES = ("name", "opening", "group", "sender")
# {{word}} stands for {word} as it is; a brace beside anything but one word is text.
IN_BRACES = re.compile(r"\{(?P<twice>\{)?(?P<word>[A-Za-z_]+)\}(?(twice)\})")


def fill(text: str, values: Mapping[str, str]) -> str:
    """`text` with its placeholders filled in; what is filled in is not looked at again."""

    def filled(found: re.Match[str]) -> str:
        if found["twice"]:
            return f"{{{found['word']}}}"
        return values.get(found["word"], found[0])

    return IN_BRACES.sub(filled, text)


def only_known(text: str) -> None:
    """Raises ValidationError for a placeholder that nothing is known to fill in."""
    unknown = [
        found["word"]
        for found in IN_BRACES.finditer(text)
        if not found["twice"] and found["word"] not in NAMES
    ]
    if unknown:
        known = ", ".join(f"{{{name}}}" for name in NAMES)
        word = unknown[0]
        raise ValidationError(
            f"Nothing is known of {{{word}}}. There are {known}; to write {{{word}}} as it is,"
            f" double its braces: {{{{{word}}}}}."
        )


def nothing_left(text: str) -> None:
    """Raises ValidationError where a text that is to be sent still has a placeholder."""
    for found in IN_BRACES.finditer(text):
        if not found["twice"] and found["word"] in NAMES:
            raise ValidationError(f"{found[0]} is not filled in: write what it stands for.")


def no_control_characters(text: str) -> None:
    """Raises ValidationError for what would end the line of a mail's header."""
    if any(unicodedata.category(sign) in ("Cc", "Zl", "Zp") for sign in text):
        raise ValidationError("The subject is one line, without line breaks.")
