"""Takes the pictures of docs/pictures/: each kind of page of the made-up group's site.

``make screenshots`` does. Names in other scripts need fonts for them (Debian: fonts-noto-core,
fonts-noto-cjk); without these a picture shows boxes.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from PIL import Image

from tools import chromium
from tools.crawl import Found, Page
from tools.run import setup_django
from tools.site import BASE, MADE_UP, serving

PICTURES = BASE / "docs" / "pictures"
MOST = 150 * 1024  # bytes of a picture
COLOURS = (128, 64, 32)  # enough for text; the fewer the smaller
# Which page of a kind is taken; of other kinds the one of middling length.
TAKEN = {"people:person": "/people/marguerite-oyelaran/"}
# Kinds that are taken on a dark ground, too.
DARK = {"home", "publications:publications", "publications:publication", "people:person"}


@dataclass(frozen=True, slots=True)
class View:
    """A window: its size, how many dots a pixel has, and what the name of its pictures ends on."""

    ending: str
    width: int
    height: int
    dots: int


DESK, PHONE = View("", 1280, 960, 1), View("-phone", 320, 720, 2)


def main() -> int:
    program = chromium.executable()
    if not program:
        print("Screenshots need Chromium.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory(prefix="groupsite-") as folder:
        os.environ["DATA_DIR"] = folder
        setup_django(8000)
        with serving(Path(folder), MADE_UP) as address:
            from tools.crawl import crawl

            take(program, address, crawl(address))
    return 0


def take(program: str, address: str, found: Found) -> None:
    """All pictures anew; those of pages that are no more go."""
    from playwright.sync_api import sync_playwright

    PICTURES.mkdir(parents=True, exist_ok=True)
    for old in PICTURES.glob("*.png"):
        old.unlink()
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=program, args=chromium.ARGUMENTS)
        for page, view, scheme in wanted(found):
            name = f"{file_name(page.kind)}{view.ending}{'-dark' * (scheme == 'dark')}.png"
            size = store(picture(browser, urljoin(address, page.path), view, scheme), name)
            print(f"{name}: {size // 1024} KB")
        browser.close()


def wanted(found: Found) -> Iterator[tuple[Page, View, str]]:
    """(page, window, colour scheme) of each picture."""
    for kind in sorted(found.pages):
        pages = sorted((p for p in found.pages[kind] if p.is_html), key=lambda p: len(p.text))
        if not pages or "?" in kind:
            continue
        chosen = [page for page in pages if page.path == TAKEN.get(kind)]
        page = chosen[0] if chosen else pages[len(pages) // 2]
        for view in (DESK, PHONE):
            for scheme in ("light", "dark") if kind in DARK else ("light",):
                yield page, view, scheme


def file_name(kind: str) -> str:
    """``people-person`` of people:person, ``people`` of people:people."""
    return "-".join(dict.fromkeys(kind.split(":")))


def picture(browser: Any, address: str, view: View, scheme: str) -> bytes:
    page = browser.new_page(
        viewport={"width": view.width, "height": view.height},
        device_scale_factor=view.dots,
        color_scheme=scheme,
        reduced_motion="reduce",
    )
    page.goto(address)
    page.wait_for_load_state("networkidle")  # pictures further down come late
    taken: bytes = page.screenshot()
    page.close()
    return taken


def store(taken: bytes, name: str) -> int:
    """Writes the picture with as many colours as fit into MOST bytes; its size.

    Raises ValueError where it is too large with the fewest.
    """
    whole = Image.open(BytesIO(taken)).convert("RGB")
    for colours in COLOURS:
        out = BytesIO()
        whole.quantize(colours).save(out, "PNG", optimize=True)
        if len(out.getvalue()) <= MOST:
            (PICTURES / name).write_bytes(out.getvalue())
            return len(out.getvalue())
    raise ValueError(f"{name} has {len(out.getvalue())} bytes, more than {MOST}.")


if __name__ == "__main__":
    sys.exit(main())
