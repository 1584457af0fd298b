"""Whether what editors write and paste is worked on in time that grows with its length.

    .venv/bin/python -m bench.writing             all of it, a minute
    .venv/bin/python -m bench.writing markdown    only kinds named so

A row is a kind of text, most of them hostile: seconds of the processor at half of the longest that
is allowed and at the longest, and how many times as long that took. Linear is 2. Asks no database.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

import django

PARTS = {
    "markdown": ("[", "[a](", "![", "**a", "$a", "$$a", "- ", "`", "|a|\n|-|\n", "*a_b", "a\n\n"),
    "tex": ("$a", "``", "~", "{", "\\$", "\\sqrt{"),
    "html": ("</", "<!--", "<a b", "<p style=\"", "x", "&", "a<br>", "<p>a</p>", "<b></b>", "<li>"),
    "work": (" ", "(", "{", "@", "[", "%\n", "a, "),
    "authors": ("A ,,,", "A B, ", "(", "A1,"),
}  # fmt: skip


def main(word: str = "") -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "groupsite.settings")
    django.setup()
    print(f"{'':24}{'longest':>9}{'half':>8}{'whole':>8}{'ratio':>7}")
    for kind, (work, longest) in subjects().items():
        if word in kind:
            for name, half, whole in measured(kind, work, longest):
                ratio = whole / max(half, 0.001)
                print(f"{name:24}{longest:>9,}{half:>8.2f}{whole:>8.2f}{ratio:>7.1f}", flush=True)


def subjects() -> dict[str, tuple[Callable[[str], object], int]]:
    """{kind: (what is done with such a text, the longest that is allowed)}."""
    from core import clipboard, text
    from core.paste import markdown_of
    from groupsite.authors.line import LONGEST_LINE, author_line
    from groupsite.paste import read

    return {
        "markdown": (text.markdown_html, text.LONGEST),
        "tex": (text.tex_html, text.LONGEST),
        "html": (markdown_of, clipboard.LONGEST),
        "work": (lambda pasted: read.read(f"On Mud {pasted}"), read.LONGEST),
        "authors": (author_line, LONGEST_LINE),
    }


def measured(
    kind: str, work: Callable[[str], object], longest: int
) -> Iterator[tuple[str, float, float]]:
    """(name, seconds at half of the length, at the length); of HTML, as many tags as may be."""
    from core.clipboard import MOST_ELEMENTS

    for part in PARTS[kind]:
        most = longest - 100
        if kind == "html" and (tags := sum(part.count(f"<{name}") for name in "apbl")):
            most = min(most, (MOST_ELEMENTS - 1) // tags * len(part))
        half, whole = (seconds(work, part * (size // len(part))) for size in (most // 2, most))
        yield f"{kind} {part!r}", half, whole


def seconds(work: Callable[[str], object], text: str) -> float:
    start = time.process_time()
    with suppress(ValueError):  # refused, with a sentence
        work(text)
    return time.process_time() - start


if __name__ == "__main__":
    main(*sys.argv[1:2])
