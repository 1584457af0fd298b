"""Text as it is searched: plain small letters, whatever case, accents or LaTeX it is printed in.

What is indexed and what is asked for go through the same functions, so the database need not know
any language.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from core.slugs import BASES
from core.text import line_html

LONGEST_QUERY = 300  # characters of what a visitor asks that are read
MOST_TERMS = 16
LONGEST_WORD = 60
SHORTEST_PREFIX = 2  # letters from which on a word also finds those that begin with it

TAG = re.compile(r"""<(?:[^"'>]|"[^"]*"|'[^']*')*>""")
MATH_TAG = re.compile(r"</?m[a-z]+\b[^>]*>")
TEX = re.compile(r"[\\${}]|(?<=\S)~(?=\S)")
# Chinese, Japanese and Korean set no spaces: each character is a word of its own.
CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003134f"
LETTER = rf"(?:[^\W_{CJK}][\u0300-\u036f]*)"
JOINED_BY = "'’ʼ‘`´^_-‐‑"
WORD = re.compile(rf"[{CJK}]+|{LETTER}+(?:[{re.escape(JOINED_BY)}]{LETTER}+)*")
JOINT = re.compile(rf"[{re.escape(JOINED_BY)}]")
IS_CJK = re.compile(rf"[{CJK}]")
# How those without these keys spell them.
SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
SPELLING = re.compile(r"(?<=[aou])e")
GREEK = {
    chr(code): unicodedata.name(chr(code)).rsplit(" ", 1)[-1].lower().replace("lamda", "lambda")
    for code in (*range(0x3B1, 0x3C2), *range(0x3C3, 0x3CA))
}

Phrase = tuple[str, ...]  # words that follow each other


class Term(NamedTuple):
    """What one word of a query finds: any of these; the last word of each may go on."""

    phrases: tuple[Phrase, ...]


def plain(text: str) -> str:
    """The text without TeX, its formulas as they are read."""
    return text_of(line_html(text)) if TEX.search(text) else text


def text_of(markup: str) -> str:
    """The text of HTML that core.text made; formulas in one run, as they are typed."""
    return html.unescape(TAG.sub(" ", MATH_TAG.sub("", markup)))


def printed_words(text: str) -> Iterator[re.Match[str]]:
    """Where its words stand; those joined by an apostrophe or a hyphen are one."""
    return WORD.finditer(text)


@lru_cache(maxsize=65536)
def folded(word: str) -> str:
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", word).casefold())
    kept = "".join(c for c in apart if unicodedata.combining(c) < 200)
    kept = unicodedata.normalize("NFC", kept).translate(BASES)
    if not kept.isascii():
        kept = "".join(GREEK.get(letter, letter) for letter in kept)
    return kept[:LONGEST_WORD]


@lru_cache(maxsize=65536)
def phrases(word: str) -> tuple[Phrase, ...]:
    """A printed word as the words it is made of, then its other spellings, each once.

    ``O’Brien``: (o, brien), (obrien); ``Müller``: (muller), (mueller).
    """
    if IS_CJK.match(word):
        return (tuple(word),)
    parts = tuple(JOINT.split(unicodedata.normalize("NFC", word)))
    spelt = tuple(part.lower().translate(SPELT_OUT) for part in parts)
    found = dict.fromkeys(tuple(map(folded, some)) for some in (parts, spelt))
    found |= dict.fromkeys(("".join(some)[:LONGEST_WORD],) for some in list(found))
    return tuple(found)


def terms(query: str) -> list[Term]:
    """What a visitor asks for, word by word; nothing where there is no word in it."""
    text = plain(query[:LONGEST_QUERY])
    found = dict.fromkeys(Term(phrases(match[0])) for match in printed_words(text))
    return list(found)[:MOST_TERMS]


def is_prefix(word: str) -> bool:
    """Whether a word of a query also finds the words that begin with it."""
    return len(word) >= SHORTEST_PREFIX


def indexed(texts: Iterable[str], longest: int, names: bool = False) -> str:
    """The words of texts as they are kept: in order, and after them their other spellings.

    In names ``ue`` also counts as ``u``: elsewhere that would make a blur of ``blue``.
    """
    words: list[str] = []
    others: dict[str, None] = {}
    for text in texts:
        for match in printed_words(plain(text)):
            spellings = phrases(match[0])
            words += spellings[0]
            further = (*spellings[1:], shortened(spellings[0])) if names else spellings[1:]
            for phrase in further:
                others |= dict.fromkeys(phrase)
    for word in words:
        others.pop(word, None)
    cut = " ".join([*words, *others])[: longest + 1]
    return cut if len(cut) <= longest else cut.rpartition(" ")[0]


def shortened(words: Phrase) -> Phrase:
    """Spelt-out umlauts as single letters: ``mueller``, ``muller``."""
    return tuple(SPELLING.sub("", word) for word in words)
