"""Characters that typesetting leaves in text: joined letters, spaces and marks nobody sees."""

from __future__ import annotations

UNSEEN = str.maketrans(
    {
        **dict.fromkeys("\u00ad\u200b\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e", None),
        **dict.fromkeys("\u2066\u2067\u2068\u2069", None),
        **dict.fromkeys("\u00a0\u2002\u2003\u2004\u2005\u2007\u2008\u2009\u200a\u202f\u3000", " "),
        **dict.fromkeys("\u2028\u2029\x0b\x0c\x85", " "),
        "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
    }
)  # fmt: skip


def plain(text: str) -> str:
    """The text with its ligatures taken apart, all spaces plain, unseen characters dropped."""
    return text if text.isascii() and text.isprintable() else text.translate(UNSEEN)
