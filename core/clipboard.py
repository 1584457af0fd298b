"""HTML from the clipboard without what it does not show, in time that grows with its length.

The parser of Python looks at the rest of the text again for each tag and comment that nothing
closes, and moving an element of a tree takes time in the number of its neighbours. So what is not
closed is closed or made text before, and too many elements are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST = 200_000  # characters, without what is not shown
MOST_ELEMENTS = 6_000
TAG = re.compile(r"<[a-z]", re.I)
# What a parser would look for the end of, up to the end of the text.
OPEN = re.compile(r"<(?=[^<>]*(?:<|\Z))")
UNSHOWN = re.compile(r"<(?:(!--)|(style|script|xml)\b)", re.I)
ENDS = {
    "!--": re.compile(r"--!?>"),
    **{name: re.compile(rf"</{name}\s*>", re.I) for name in ("style", "script", "xml")},
}


class TooLong(ValueError):
    """A sentence for the person who pasted."""


def trimmed(html: str) -> str:
    """`html` without comments, styles and scripts, and without tags that nothing closes.

    Raises TooLong where what is left would take long to be read.
    """
    shown = OPEN.sub("&lt;", "".join(_shown(html)))
    if len(shown) > LONGEST:
        raise TooLong(
            f"What you pasted has {len(shown):,} characters with its formatting; at most"
            f" {LONGEST:,} can be read. Paste it in parts, or without formatting"
            " (Ctrl+Shift+V)."
        )
    if (number := len(TAG.findall(shown))) > MOST_ELEMENTS:
        raise TooLong(
            f"What you pasted has {number:,} pieces of formatting; at most {MOST_ELEMENTS:,} can be"
            " read. Paste it in parts, or without formatting (Ctrl+Shift+V)."
        )
    return shown


def _shown(html: str) -> Iterator[str]:
    """What stands between comments, styles and scripts; one that is not closed hides the rest."""
    at = 0
    while found := UNSHOWN.search(html, at):
        yield html[at : found.start()]
        end = ENDS[(found[1] or found[2]).lower()].search(html, found.end() - 2 * bool(found[1]))
        if not end:
            return
        at = end.end()
    yield html[at:]
