"""What citation styles share: punctuation that does not double, quotes, names, pages, dates.

The pieces are HTML: titles through core.text, everything else escaped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from core.text import line_html
from exports.names import Name
from exports.references import Reference

MONTHS = (
    "January February March April May June July August September October November December".split()
)
ENDS = re.compile(r"[.?!][’”]*(</i>)?[’”]*\Z")
INNER_QUOTES = re.compile(r"“([^“”]*)”|\"([^\"]*)\"")


def title(ref: Reference) -> SafeString:
    """As the work has it: capitals are left alone, as no program knows which of them are names."""
    return line_html(ref.title)


def italic(text: str) -> SafeString:
    return format_html("<i>{}</i>", text) if text else SafeString("")


def quoted(ref: Reference, mark: str) -> SafeString:
    """The title in quotes, the `mark` within them, unless the title ends with one of its own.

    Quotes of the title become single ones; a mark goes within these too.
    """
    inner = INNER_QUOTES.sub(lambda match: f"‘{match[1] or match[2] or ''}’", ref.title)
    if not ENDS.search(inner):
        ends_with_quote = inner != ref.title and inner.endswith("’")
        inner = f"{inner[:-1]}{mark}’" if ends_with_quote else f"{inner}{mark}"
    return format_html("“{}”", line_html(inner))


def joined(mark: str, pieces: Sequence[str]) -> SafeString:
    """Those of the pieces that are not empty, with `mark` between them."""
    return format_html_join(mark, "{}", ((piece,) for piece in pieces if piece))


def sentences(*pieces: str) -> SafeString:
    """The pieces that are not empty, each ending with a full stop or a mark of its own."""
    return joined(" ", [stopped(piece) for piece in pieces if piece])


def stopped(piece: str) -> SafeString:
    return format_html("{}{}", piece, "" if ENDS.search(piece) else ".")


def series(names: Sequence[str], last: str, two: str = " and ") -> SafeString:
    """``A, B, and C``: `last` stands before the last of three or more, `two` between two."""
    if len(names) == 2:
        return joined(two, names)
    return joined(last, [part for part in (joined(", ", names[:-1]), *names[-1:]) if part])


def after_first(first: str) -> str:
    """What joins a second author to the first: a comma ends a name that was turned round."""
    return ", and " if "," in first else " and "


def direct(name: Name, given: str) -> str:
    """``Ulrike von Luxburg Jr.``, with `given` as the style has it."""
    parts = [given, name.whole_family]
    if name.family_first and given == name.given:
        parts.reverse()
    return name.literal or " ".join(part for part in (*parts, name.suffix) if part)


def inverted(name: Name, given: str) -> str:
    """``von Luxburg, Ulrike, Jr.``; who writes the family name first needs no comma for that."""
    if name.family_first and given == name.given:
        return direct(name, given)
    return name.literal or ", ".join(
        part for part in (name.whole_family, given, name.suffix) if part
    )


def month_name(ref: Reference, short: Callable[[str], str] = str) -> str:
    return short(MONTHS[ref.month - 1]) if ref.month else ""


def pages(ref: Reference, shorten: Callable[[str, str], str] = lambda _, last: last) -> str:
    """``123–135``; `shorten` says what a style leaves of the second number."""
    first, last = ref.first_page, ref.last_page
    if first.isdigit() and last.isdigit() and int(first) < int(last):
        last = shorten(first, last)
    return "–".join(page for page in (first, last) if page)
