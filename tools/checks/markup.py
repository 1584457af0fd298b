"""HTML as the Nu Html Checker, that of the W3C and the WHATWG, takes it: https://validator.github.io"""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tools.checks import programs
from tools.checks.result import Result
from tools.crawl import Found, Page

JAR = programs.MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"


def check(base: str, found: Found) -> Result:
    result = Result("HTML (Nu)", not_run=programs.lacking("java") or programs.npm_packages())
    if not result.not_run:
        pages = found.examples()
        result.problems = errors(pages)
        result.told = [f"{len(pages)} pages of {len({page.kind for page in pages})} kinds"]
    return result


def errors(pages: Sequence[Page]) -> list[str]:
    """What the checker calls an error, with its page and its line."""
    with tempfile.TemporaryDirectory(prefix="groupsite-") as folder:
        names = {}
        for number, page in enumerate(pages):
            file = Path(folder) / f"{number}.html"
            file.write_text(page.text, encoding="utf-8")
            names[file.as_uri().removeprefix("file://")] = page.path
        command = ["java", "-Xss2m", "-jar", str(JAR), "--format", "json", "--stdout"]
        told = subprocess.run(
            [*command, "--exit-zero-always", *names], capture_output=True, text=True, check=True
        )
        messages = json.loads(told.stdout)["messages"]
    return [
        f"{names[message['url'].removeprefix('file:')]}, line {message.get('lastLine', '?')}:"
        f" {message['message']}"
        for message in messages
        if message["type"] != "info"
    ]
