"""How two titles are alike, from the two titles alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from rapidfuzz.distance import OSA

from importer.match.fold import fold, squash, words

_STOP = frozenset(
    "a an and are as at be by can do does for from how in into is it its of on or over the their"
    " there to towards toward under using via we what when where which while why with"
    " without".split()
)
# Words of pieces that accompany another work and repeat its title.
_COMPANION = re.compile(
    r"\b(erratum|errata|corrigend(?:um|a)|addendum|retraction|repl(?:y|ies) to|response to|"
    r"rejoinder|comments? (?:on|to)|discussion (?:of|on)|supplement(?:ary|al)?|appendix|"
    r"review of|summary of|author'?s? reply|poster|slides|lecture notes on)\b"
)
_PART = re.compile(
    r"\b(?:part|volume|vol|chapter|book|episode|no)\.?\s*([ivx]+|\d+|one|two|three)\b"
)
_LAST_NUMERAL = re.compile(r"(?:^|[\s(:,.])([ivx]{1,4}|\d{1,2})(?=\s*(?:[:.)–—]|-\s|$))")
_PARTS_MARK = {
    "one": "1",
    "two": "2",
    "three": "3",
    "i": "1",
    "ii": "2",
    "iii": "3",
    "iv": "4",
    "v": "5",
    "vi": "6",
    "vii": "7",
    "viii": "8",
    "ix": "9",
    "x": "10",
}
# Titles that many works have: they tell a work only together with its venue and year.
_GENERIC = frozenset(
    "introduction editorial preface foreword prologue epilogue erratum corrigendum abstract"
    " discussion comment reply rejoinder review overview conclusion conclusions summary"
    " bibliography afterword obituary response bookreview bookreviews guesteditorial"
    " lecturenotes inmemoriam letter lettertotheeditor panel tutorial keynote".split()
)
# What may stand between a title and what was put before or behind it.
_BEFORE = re.compile(r"(?:[:;?!.,–—-]|\band|\bor|\bvia|\bthrough)\s*(?:(?:the|a|an)\s+)?$")
_AFTER = re.compile(r"^\s*(?:[:;?!.,–—(]|-\s|and\b|or\b|via\b|through\b)")


class Overlap(IntEnum):
    """How much two titles share."""

    NONE = 0
    SOME = 1  # words in common
    MOST = 2  # one inside the other, or nearly all words
    EXTENDED = 3  # one is the other with a clause before or behind it, or misspelt in one word
    EQUAL = 4


@dataclass(frozen=True, slots=True)
class TitleLikeness:
    overlap: Overlap
    share: float  # shared content words, as a part of the shorter title's


@lru_cache(maxsize=65536)
def stems(title: str) -> tuple[str, ...]:
    """The content words of a title, folded, plurals cut."""
    return tuple(_stem(w) for w in words(title) if w not in _STOP)


@lru_cache(maxsize=65536)
def title_key(title: str) -> str:
    return squash(title)


def is_generic(title: str) -> bool:
    """Whether the title alone tells nothing: "Introduction", "Editorial", or a short word."""
    key = title_key(title)
    return key in _GENERIC or len(key) < 6


def companion_clash(a: str, b: str) -> bool:
    """Whether one title is of a piece about the other, or both are parts of a series.

    An erratum, a reply, a supplement and a part II repeat a title and are works of their own.
    """
    return _markers(a) != _markers(b)


@lru_cache(maxsize=65536)
def _markers(title: str) -> frozenset[str]:
    text = fold(title)
    found = {m[1].split()[0][:6] for m in _COMPANION.finditer(text)}
    parts = [m[1] for m in _PART.finditer(text)] or [m[1] for m in _LAST_NUMERAL.finditer(text)]
    return frozenset(found | {_PARTS_MARK.get(p, p) for p in parts})


@lru_cache(maxsize=262144)
def compare_titles(a: str, b: str) -> TitleLikeness:
    """The likeness of two titles; symmetric."""
    if title_key(a) == title_key(b) and title_key(a):
        return TitleLikeness(Overlap.EQUAL, 1.0)
    x, y = sorted((stems(a), stems(b)), key=lambda s: (len(s), s))
    common = set(x) & set(y)
    if not common:
        return TitleLikeness(Overlap.NONE, 0.0)
    share = len(common) / len(set(x))
    if len(x) >= 3 and (_is_extension(a, b) or _is_respelt(a, b)):
        return TitleLikeness(Overlap.EXTENDED, share)
    if len(common) >= 3 and share >= 0.8:
        return TitleLikeness(Overlap.MOST, share)
    return TitleLikeness(Overlap.SOME, share)


def _is_extension(a: str, b: str) -> bool:
    """Whether one title is the other and a clause before or behind it.

    A bare word before a title makes another subject ("multiscale X" is not X), so a colon, an
    "and" or the like must stand between.
    """
    short, long = sorted((_plain(a), _plain(b)), key=lambda s: (len(s), s))
    if long.startswith(short + " ") or long.startswith(short) and not long[len(short)].isalnum():
        return bool(_AFTER.match(long[len(short) :])) or short[-1:] in "?!:."
    if long.endswith(" " + short):
        return bool(_BEFORE.search(long[: -len(short)].rstrip()))
    return False


def _is_respelt(a: str, b: str) -> bool:
    """Whether two titles differ in articles and plurals only, or by a slip in one long word.

    A slip keeps the first letter: "unsupervised" is no slip of "supervised", and a word with a
    digit has none.
    """
    one, other = _without_articles(a), _without_articles(b)
    if len(one) != len(other):
        return False
    unlike = [(x, y) for x, y in zip(one, other, strict=True) if x != y]
    return len(unlike) <= 1 and all(
        min(len(x), len(y)) >= 6 and x[0] == y[0] and (x + y).isalpha() and OSA.distance(x, y) <= 1
        for x, y in unlike
    )


@lru_cache(maxsize=65536)
def _without_articles(title: str) -> tuple[str, ...]:
    """All words but articles: "with" and "without" make two titles."""
    return tuple(_stem(word) for word in words(title) if word not in ("a", "an", "the"))


@lru_cache(maxsize=65536)
def _plain(title: str) -> str:
    return " ".join(fold(title).split()).rstrip(" .,;:")


def _stem(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
