"""Takes the pictures of docs/images/ from a site made for it: ``make screenshots``."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from io import BytesIO
from pathlib import Path

from PIL import Image

from tools import chromium, postgres

BASE = Path(__file__).resolve().parent.parent
IMAGES = BASE / "docs" / "images"
# Lists, not texts: the sentences of the imported pages are not ours to spread.
PICTURES = {"publications.png": "/publications/", "people.png": "/people/"}
SIZE = (1280, 960)
COLOURS = 128  # enough for text; keeps a picture well below 300 KB
PATIENCE = 120  # seconds until the first start is done


def main() -> int:
    program = chromium.executable()
    if not program:
        print("Screenshots need Chromium.", file=sys.stderr)
        return 1
    port = postgres.free_port()
    with tempfile.TemporaryDirectory(prefix="groupsite-") as folder:
        address = f"http://127.0.0.1:{port}"
        environment = {**os.environ, "DATA_DIR": folder, "PORT": str(port), "SITE_URL": address}
        environment = {k: v for k, v in environment.items() if k not in ("DATABASE_URL", "PAGES")}
        with subprocess.Popen(
            [sys.executable, "-m", "tools.run"], cwd=BASE, env=environment
        ) as site:
            try:
                wait_for(address)
                take(program, address)
            finally:
                site.terminate()
    return 0


def wait_for(address: str) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310 - our own http address
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
        else:
            return
    raise SystemExit("The site did not start.")


def take(program: str, address: str) -> None:
    from playwright.sync_api import sync_playwright

    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=program, args=chromium.ARGUMENTS)
        page = browser.new_page(viewport={"width": SIZE[0], "height": SIZE[1]})
        for name, path in PICTURES.items():
            page.goto(address + path)
            picture = Image.open(BytesIO(page.screenshot())).convert("RGB")
            picture.quantize(COLOURS).save(IMAGES / name, optimize=True)
            print(f"{name}: {(IMAGES / name).stat().st_size // 1024} KB")
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
