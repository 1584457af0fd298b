"""Text without what two pages print differently: case, accents, LaTeX, punctuation."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters that Unicode does not take apart into a base and a mark.
_LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
        "ħ": "h",
        "ŋ": "n",
        "æ": "ae",
        "œ": "oe",
        "ŧ": "t",
    }
)
_GREEK = {
    chr(code): unicodedata.name(chr(code)).rsplit(" ", 1)[-1].lower().replace("lamda", "lambda")
    for code in (*range(0x3B1, 0x3C2), *range(0x3C3, 0x3CA))
}
_ACCENT = re.compile(r"\\(?:[\"'`^~=.]|[uvHtcdbrk](?![a-zA-Z]))\s*\{?\\?([a-zA-Z])\}?")
_LATEX_LETTER = re.compile(r"\\(ss|oe|OE|ae|AE|aa|AA|o|O|l|L|i|j)(?![a-zA-Z])\s?")
_STYLE = re.compile(
    r"\\(?:emph|text(?:it|bf|rm|sc|tt|sf|up)?|math(?:cal|bb|rm|bf|it|sf|scr|frak)|"
    r"operatorname|boldsymbol|bm|it|bf|rm|sc|em|left|right|ensuremath)(?![a-zA-Z])\*?"
)
_DROPPED = re.compile(r"[${}^_\\'’ʼ`´\u00ad]")
_WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """The text in plain lower-case letters, its LaTeX undone; punctuation stays.

    Greek letters become their names, so that ``α`` equals ``$\\alpha$``.
    """
    if "\\" in text:
        text = _ACCENT.sub(r"\1", text)
        text = _LATEX_LETTER.sub(r"\1", text)
        text = _STYLE.sub(" ", text)
    text = _without_marks(unicodedata.normalize("NFKC", text).casefold()).translate(_LETTERS)
    if not text.isascii():
        text = "".join(_GREEK.get(letter, letter) for letter in text)
    return _DROPPED.sub("", text.replace("&", " and "))


def _without_marks(text: str) -> str:
    """Accents go (combining classes from 200 up); marks that make another letter stay."""
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFKD", text)
    kept = "".join(c for c in apart if unicodedata.combining(c) < 200)
    return unicodedata.normalize("NFC", kept)


@lru_cache(maxsize=65536)
def words(text: str) -> tuple[str, ...]:
    """The folded words of a text, in order."""
    return tuple(_WORD.findall(fold(text)))


def squash(text: str) -> str:
    """All letters and digits of a text in one run: equal for two prints of one title."""
    return "".join(words(text))
