"""Sites with much on them, each served by the real server and searched for its pages."""

from __future__ import annotations

import fcntl
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page as BrowserPage

from tools.crawl import Found, Page, crawl
from tools.site import serving

MEASURE = Path(__file__).with_name("measure.js").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Site:
    """A site that answers at `base`, and what was found there."""

    base: str
    found: Found

    def open(self, page: BrowserPage, one: Page) -> None:
        """Show a page, ready to be measured."""
        answer = page.goto(self.base + one.path)
        assert answer is not None
        assert answer.status == one.status, one.path
        page.evaluate(MEASURE)


@contextmanager
def started(folder: Path, content: str) -> Iterator[Site]:
    """A site in a folder that the processes of this test run share: the first fills it and looks
    for pages, each serves it."""
    folder.mkdir(exist_ok=True)
    kept = folder / "found.json"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        serves = serving(folder, content)
        base = serves.__enter__()
        try:
            if not kept.exists():
                kept.write_text(json.dumps(asdict(crawl(base))))
        finally:
            fcntl.flock(lock, fcntl.LOCK_UN)
    try:
        yield Site(base, _found(json.loads(kept.read_text())))
    finally:
        serves.__exit__(None, None, None)


def _found(told: dict[str, Any]) -> Found:
    pages = {kind: [Page(**page) for page in some] for kind, some in told["pages"].items()}
    return Found(pages, told["broken"])
