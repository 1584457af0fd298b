"""Names of people: how they are put together."""

from __future__ import annotations

LONGEST_UNBROKEN = 20  # characters: what the side column has in a line


def full_name(given: str, family: str, family_first: bool = False) -> str:
    """Given and family name in the order in which the person writes them."""
    parts = (family, given) if family_first else (given, family)
    return " ".join(part for part in parts if part)


def initials(given: str, family: str) -> str:
    """One or two capitals that stand for a name where there is no photo."""
    return "".join(part[0] for part in (given, family) if part).upper()


def unbroken(name: str) -> str:
    """The name as a page sets it: one that fits into a line anywhere is not broken over two."""
    return name.replace(" ", "\u00a0") if len(name) <= LONGEST_UNBROKEN else name
