"""Whether the time of reading grows with the length of a page and not with its square.

    .venv/bin/python -m bench.reading

For each kind of text, some of it hostile: seconds for a page, and how many times as long one of
four times the length takes. Linear is 4.
"""

from __future__ import annotations

import time
from contextlib import suppress

from bench.pages import listing

LENGTH = 100_000
PARTS = {
    "p.html": ["<a href=x>pdf</a>", "<li>On Mud", "<b><p>", "<font>", "<tr><td>1<td>2", "<"],
    "p.bib": ["@misc{a, title={b}}\n", "@a{", "{", '"', "@misc{a, t = b # "],
    "p.txt": ["a, ", "Ada Byron, Mary Shelley. On engines. ICML 2024.\n", "(((", "- x\n", "\n"],
}


def main() -> None:
    print("a listing of papers".ljust(52), *measured("p.txt", listing(150), listing(600)))
    for name, parts in PARTS.items():
        for part in parts:
            short = part * (LENGTH // len(part)) + "end"
            print(f"{name} {part!r}".ljust(52), *measured(name, short, short * 4))


def measured(name: str, short: str, long: str) -> tuple[str, str]:
    first, second = timed(name, short), timed(name, long)
    return f"{first:7.2f} s", f"{second / first:6.1f} x"


def timed(name: str, text: str) -> float:
    from importer.parse import parse
    from importer.sources import SourceError, load

    start = time.perf_counter()
    with suppress(SourceError):  # a refusal is an answer too
        parse(load(name, text.encode()))
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
