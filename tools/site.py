"""A site for pictures and checks: the real server, with the settings of a real site, over a data
folder of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools import postgres

BASE = Path(__file__).resolve().parent.parent
# Settings of the site at hand, which must not reach this one.
OF_THE_SITE = ("SITE_URL", "DATABASE_URL", "PORT", "PAGES", "DATA_DIR", "DEBUG", "ALLOWED_HOSTS")
IMPORTED, MADE_UP = "the five pages", "the made-up group"
PATIENCE = 300  # seconds until the first start is done, on a busy machine


@contextmanager
def serving(folder: Path, content: str) -> Iterator[str]:
    """The address of a site with that content (IMPORTED or MADE_UP), which is made in `folder`
    unless it is there; raises SystemExit where it does not start."""
    port = postgres.free_port()
    address = f"http://127.0.0.1:{port}"
    environment = {key: value for key, value in os.environ.items() if key not in OF_THE_SITE}
    environment |= {"DATA_DIR": str(folder), "PORT": str(port), "SITE_URL": address}
    python = [sys.executable, "-m"]
    with (folder / "site.log").open("ab") as log:
        if content == MADE_UP:
            environment["PAGES"] = ""
            filling = [*python, "tools.made_up_group", "--once"]
            subprocess.run(filling, cwd=BASE, env=environment, stdout=log, stderr=log, check=True)
        started = subprocess.Popen(
            [*python, "tools.run"], cwd=BASE, env=environment, stdout=log, stderr=log
        )
        try:
            _wait_for(address, started)
            yield address
        finally:
            started.terminate()
            started.wait()


def _wait_for(address: str, started: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and started.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310 - our own address
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
        else:
            return
    raise SystemExit("The site did not start.")
