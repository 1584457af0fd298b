"""References as readers write them out, as HTML, in the styles that are asked for most.

A style is a function from a Reference to text; adding one touches this list. Patents have none:
their number and country, which every style asks for, are not among what the site knows.
"""

from __future__ import annotations

from collections.abc import Callable

from django.utils.safestring import SafeString

from exports.references import Reference
from exports.styles.acm import acm
from exports.styles.apa import apa
from exports.styles.chicago import chicago
from exports.styles.ieee import ieee
from exports.styles.mla import mla

STYLES: dict[str, Callable[[Reference], SafeString]] = {
    "APA": apa,
    "MLA": mla,
    "Chicago": chicago,
    "IEEE": ieee,
    "ACM": acm,
}


def citations(ref: Reference) -> list[tuple[str, SafeString]]:
    """(name of the style, the reference in it), of all that suit the kind of work."""
    return [] if ref.kind == "patent" else [(name, write(ref)) for name, write in STYLES.items()]
