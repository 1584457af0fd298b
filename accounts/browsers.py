"""What a browser calls itself, in two words."""

from __future__ import annotations

import re

# The first that fits: most browsers also claim to be those further down.
BROWSERS = {
    "Edge": r"Edg(e|A|iOS)?/",
    "Opera": r"OPR/|Opera",
    "Samsung Internet": r"SamsungBrowser/",
    "Firefox": r"Firefox/|FxiOS/",
    "Chrome": r"Chrome/|CriOS/",
    "Safari": r"Safari/",
}
SYSTEMS = {
    "iPhone": r"iPhone",
    "iPad": r"iPad",
    "Android": r"Android",
    "Windows": r"Windows",
    "ChromeOS": r"CrOS",
    "macOS": r"Macintosh|Mac OS X",
    "Linux": r"Linux",
}


def described(user_agent: str) -> str:
    """“Firefox on Linux”; “An unknown browser” where nothing is recognised."""
    browser, system = (_first(table, user_agent) for table in (BROWSERS, SYSTEMS))
    return f"{browser or 'An unknown browser'}{' on ' if system else ''}{system}"


def _first(table: dict[str, str], text: str) -> str:
    return next((name for name, pattern in table.items() if re.search(pattern, text)), "")
