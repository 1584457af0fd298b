"""The words that a visitor looked for, marked where they are shown."""

from __future__ import annotations

import html
import re

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.fold import IS_CJK, TAG, Term, is_prefix, phrases, printed_words, shortened, terms

PIECE = re.compile(rf"<math\b.*?</math>|{TAG.pattern}", re.S)
AROUND = 160  # characters of an excerpt


def marked(shown: str, query: str) -> SafeString:
    """Text, or HTML that is safe, with <mark> around each word that the query finds.

    Whatever case, accents and LaTeX the query has; never within a tag or a formula. Text that is
    no SafeString is escaped.
    """
    markup = str(shown) if isinstance(shown, SafeString) else escape(shown)
    wanted = terms(query)
    if not wanted:
        return mark_safe(markup)
    parts, end = [], 0
    for piece in PIECE.finditer(markup):
        parts += [_marked_text(markup[end : piece.start()], wanted), piece[0]]
        end = piece.end()
    return mark_safe("".join([*parts, _marked_text(markup[end:], wanted)]))


def excerpt(text: str, query: str) -> SafeString:
    """The part of a plain text around the first word that the query finds, marked; empty where it
    finds none."""
    wanted = terms(query)
    spans = (span for span in _spans(text, wanted))
    if not (first := next(spans, None)):
        return mark_safe("")
    start = max(0, first[0] - AROUND // 3)
    end = min(len(text), start + AROUND)
    if start:
        start = text.find(" ", start, first[0]) + 1 or start
    if end < len(text):
        end = max(text.rfind(" ", first[1], end), first[1])
    cut = marked(" ".join(text[start:end].split()), query)
    return mark_safe(f"{'… ' if start else ''}{cut}{' …' if end < len(text) else ''}")


def _marked_text(markup: str, wanted: list[Term]) -> str:
    text = html.unescape(markup)
    parts, end = [], 0
    for start, stop in _spans(text, wanted):
        parts += [escape(text[end:start]), f"<mark>{escape(text[start:stop])}</mark>"]
        end = stop
    return "".join([*parts, escape(text[end:])]) if parts else markup


def _spans(text: str, wanted: list[Term]):  # type: ignore[no-untyped-def]
    """Where the words stand that one of the terms finds."""
    asked = {phrase for term in wanted for phrase in term.phrases}
    single = {word for phrase in asked for word in phrase}
    starts = tuple(word for word in single if is_prefix(word))
    for word in printed_words(text):
        if IS_CJK.match(word[0]):
            yield from _runs(word, asked)
            continue
        forms = {form for phrase in phrases(word[0]) for form in phrase}
        forms |= set(shortened(tuple(forms)))
        if forms & single or any(form.startswith(starts) for form in forms):
            yield word.span()


def _runs(word: re.Match[str], asked: set[tuple[str, ...]]):  # type: ignore[no-untyped-def]
    """Where a run of Chinese, Japanese or Korean has one that is asked for."""
    runs = sorted(("".join(p) for p in asked if IS_CJK.match(p[0])), key=len, reverse=True)
    if runs:
        for found in re.finditer("|".join(map(re.escape, runs)), word[0]):
            yield word.start() + found.start(), word.start() + found.end()
