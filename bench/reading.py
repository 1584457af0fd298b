"""Whether the time of reading grows with the length of a page and not with its square.

    .venv/bin/python -m bench.reading                from 10 KB to 5 MB, half a minute a kind
    .venv/bin/python -m bench.reading 1000           up to 1000 KB
    .venv/bin/python -m bench.reading 5000 BibTeX    only kinds named so

A row is a kind of page, some of them hostile. For each size: seconds of the processor, and how
many times as long the page takes as the one before, for each doubling in between. Linear is 2.
A page that is refused in a sentence is marked so.
"""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

from bench.pages import bibliography, homepage, listing, web_page

SIZES = (10_000, 100_000, 1_000_000, 5_000_000)
LONGEST = 300.0  # seconds; larger pages of a kind that takes as long are left out
RECORD = 640  # characters of a paper in a listing

# What a page of that name is filled with.
PARTS = {
    "p.html": ["<a href=x>pdf</a>", "<li>On Mud", "<b><p>", "<font>", "<tr><td>1<td>2", "<"],
    "p.bib": ["@misc{a, title={b}}\n", "@a{", "{", '"', "@misc{a, t = b # "],
    "p.md": ["- [a](b) ", "> ", "| a ", "*a", "[", "`"],
    "p.txt": ["a, ", "(((", "- x\n", "\n", "A. Lee and ", '"“', "1", "with Ada "],
}
SECTIONS = ("Publications", "News", "Talks", "Teaching", "Services", "Awards", "Education")


def kinds() -> Iterator[tuple[str, str, Callable[[int], str]]]:
    """(what it is, the name of the file, what makes a page of a size) of all kinds."""
    yield "a listing of papers", "p.txt", lambda size: listing(size // RECORD)
    yield "a homepage", "p.txt", homepage
    yield "a page of HTML", "p.html", web_page
    yield "a BibTeX file", "p.bib", bibliography
    for name, parts in PARTS.items():
        for part in parts:
            yield f"{name} {part!r}", name, lambda size, part=part: filled(part, size)
    for section in SECTIONS:
        yield (
            f"one line of {section}",
            "p.txt",
            lambda size, section=section: (
                f"Ada Byron\n\n{section}\n\n{filled('Ada and 2020, ', size)}"
            ),
        )


def filled(part: str, size: int) -> str:
    return part * (size // len(part)) + "end"


def main(largest: int, word: str = "") -> None:
    sizes = [size for size in SIZES if size <= largest]
    print("".ljust(34), *(f"{size // 1000:,} KB".rjust(18) for size in sizes))
    for kind, name, page in (found for found in kinds() if word in found[0]):
        print(kind.ljust(34), *curve(name, page, sizes), flush=True)


def curve(name: str, page: Callable[[int], str], sizes: list[int]) -> Iterator[str]:
    """For each size the seconds, and from the second on the ratio for each doubling."""
    before: tuple[int, float] | None = None
    for size in sizes:
        if before and before[1] * (size / before[0]) ** 2 > LONGEST**2:
            return
        text = page(size)
        seconds, refused = timed(name, text)
        doublings = math.log2(len(text) / before[0]) if before else 0
        ratio = (seconds / before[1]) ** (1 / doublings) if before and doublings else 0.0
        told = f"{seconds:7.2f} s" + (f" {ratio:4.1f} x" if ratio else " " * 7)
        yield f"{told}{'R' if refused else ' '}".rjust(18)
        before = (len(text), seconds)


def timed(name: str, text: str) -> tuple[float, bool]:
    """(seconds, whether the page was refused)."""
    from importer.parse import parse
    from importer.sources import SourceError, load

    data = text.encode()
    start = time.process_time()
    refused = True
    with suppress(SourceError):  # a refusal is an answer too
        parse(load(name, data))
        refused = False
    return max(time.process_time() - start, 1e-3), refused


if __name__ == "__main__":
    main(int(sys.argv[1]) * 1000 if len(sys.argv) > 1 else SIZES[-1], "".join(sys.argv[2:3]))
