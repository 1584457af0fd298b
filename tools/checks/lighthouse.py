"""Lighthouse under Chromium, as a phone with a slow processor and network: 100 in each category."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Sequence
from typing import Any
from urllib.parse import urljoin

from tools import chromium
from tools.checks import programs
from tools.checks.result import Result
from tools.crawl import Found, Page

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
PROGRAM = programs.MODULES / "lighthouse" / "cli" / "index.js"
# What it measures on a machine with other work to do can only be too bad: the best of some counts.
TRIES = 4
NOINDEX = '<meta name="robots" content="noindex">'


def check(base: str, found: Found) -> Result:
    """The longest page of each kind that search engines may find."""
    why = programs.lacking("chromium") or programs.npm_packages()
    result = Result("Lighthouse", not_run=why)
    if why:
        return result
    result.told = [f"{' '.join(f'{name:>14}' for name in CATEGORIES)}"]
    for page in found.longest():
        if page.status != 200:
            continue
        scores, wrong = best(urljoin(base, page.path), categories(page))
        line = " ".join(f"{scores.get(name, '-'):>14}" for name in CATEGORIES)
        print(f"  {line}  {page.path}", flush=True)
        result.told.append(f"{line}  {page.path}")
        result.problems += [f"{page.path}: {each}" for each in wrong]
    return result


def categories(page: Page) -> list[str]:
    """Those that the page is measured by: what search engines are told to pass by, not by SEO."""
    is_hidden = "noindex" in page.headers.get("x-robots-tag", "") or NOINDEX in page.text
    return [name for name in CATEGORIES if name != "seo" or not is_hidden]


def best(address: str, categories: Sequence[str]) -> tuple[dict[str, int], list[str]]:
    """The best score of each category, and what was wrong the last time where one is below 100."""
    scores: dict[str, int] = {}
    wrong: list[str] = []
    for _ in range(TRIES):
        try:
            told = report(address)
        except subprocess.CalledProcessError as error:  # such as a browser that did not start
            wrong = ["Lighthouse failed: " + (error.stderr or "").strip().rpartition("\n")[2]]
            continue
        told["categories"] = {name: told["categories"][name] for name in categories}
        for name, category in told["categories"].items():
            scores[name] = max(scores.get(name, 0), round(100 * (category["score"] or 0)))
        wrong = [*faults(told, scores)]
        lasting = any(score < 100 for name, score in scores.items() if name != "performance")
        if lasting or not wrong:  # only performance depends on what else the machine does
            break
    return scores, wrong


def report(address: str) -> dict[str, Any]:
    """What Lighthouse says of a page."""
    flags = " ".join(["--headless=new", "--disable-dev-shm-usage", *chromium.ARGUMENTS])
    command = ["node", str(PROGRAM), address, "--output=json", "--quiet", f"--chrome-flags={flags}"]
    environment = {**os.environ, "CHROME_PATH": chromium.executable() or ""}
    told = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(told.stdout)
    return found


def faults(told: dict[str, Any], scores: dict[str, int]) -> list[str]:
    """The audits that keep a category below 100."""
    return [
        f"{name} {scores[name]}: {audit['title']} {audit.get('displayValue', '')}".strip()
        for name, category in told["categories"].items()
        if scores[name] < 100
        for reference in category["auditRefs"]
        if reference["weight"]
        and (audit := told["audits"][reference["id"]])["score"] is not None
        and audit["score"] < 0.9 + 0.1 * (name != "performance")
    ] or [f"{name} {score}" for name, score in scores.items() if score < 100]
