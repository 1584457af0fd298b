"""How two printed names can be one person, looking at the names alone."""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache

from importer.match.names import FoldedName, folded, forms_of, is_initial


class Likeness(IntEnum):
    """From nothing in common to the same name; the higher, the less else must be known."""

    DIFFERENT = 0
    INITIALS = 1  # M. Belkin, Mikhail Belkin
    MIDDLE_NAME = 2  # Paul Liang, Paul Pu Liang
    NICKNAME = 3  # Misha Belkin, Mikhail Belkin
    MIDDLE_INITIAL = 4  # Zhikang Wang, Zhikang T. Wang
    SWAPPED = 5  # Wei Anming, Anming Wei
    NUMBER = 6  # Zhiyuan Li, Zhiyuan Li 0005
    SAME = 7  # but for accents, hyphens, "Family, Given"


@lru_cache(maxsize=262144)
def alike(a: str, b: str) -> Likeness:
    """The likeness of two printed names; symmetric."""
    x, y = folded(a), folded(b)
    if x.number and y.number and x.number != y.number:
        return Likeness.DIFFERENT
    found = _base(x, y)
    if x.number != y.number and found > Likeness.NUMBER:
        return Likeness.NUMBER
    return found


def _base(x: FoldedName, y: FoldedName) -> Likeness:
    """Likeness with the homonym numbers left out."""
    if _same_letters(x, y):
        return Likeness.SAME
    if x.family == y.family and x.given and y.given:
        found = _given(x.given, y.given)
        if found is Likeness.INITIALS and not _second_initials_fit(x, y):
            return Likeness.DIFFERENT
        if found:
            return found
    elif x.core == y.core and x.given and y.given:  # "van Dijk" and "Dijk"
        return min(_given(x.given, y.given), Likeness.MIDDLE_INITIAL)
    if len(x.parts) > 1 and sorted(x.parts) == sorted(y.parts):
        return Likeness.SWAPPED
    return Likeness.DIFFERENT


def _second_initials_fit(x: FoldedName, y: FoldedName) -> bool:
    """“J.-F.” fits “Jean-François”, “J.-B.” does not; where one has no second, any fits."""
    one, other = x.initials[1:], y.initials[1:]
    return one.startswith(other) or other.startswith(one)


def _same_letters(x: FoldedName, y: FoldedName) -> bool:
    """Whether both print the same letters, an umlaut spelt out or not."""
    if not x.letters or not y.letters:
        return x.letters == y.letters and x.parts == y.parts
    return bool({x.letters, x.spelt} & {y.letters, y.spelt})


def _given(x: tuple[str, ...], y: tuple[str, ...]) -> Likeness:
    """Likeness of two rows of given names before one family name."""
    if len(x) > len(y):
        x, y = y, x
    first = _word(x[0], y[0])
    if not first:
        return _behind_initial(x, y)
    rest = _middle(x[1:], y[1:])
    return min(first, rest) if rest else Likeness.DIFFERENT


def _behind_initial(x: tuple[str, ...], y: tuple[str, ...]) -> Likeness:
    """ "“Charlie Hu” is “Y. Charlie Hu” where the first initial is left out."""
    longer = x if is_initial(x[0]) else y
    shorter = y if longer is x else x
    if (
        len(longer) > 1
        and is_initial(longer[0])
        and not is_initial(shorter[0])
        and longer[1] == shorter[0]
    ):
        return Likeness.MIDDLE_INITIAL
    return Likeness.DIFFERENT


def _word(a: str, b: str) -> Likeness:
    """Likeness of two given names."""
    if a == b:
        return Likeness.SAME if not is_initial(a) else Likeness.INITIALS
    if is_initial(a) or is_initial(b):
        starts = {a[0]} | {form[0] for form in forms_of(a)} if is_initial(b) else {a[0]}
        ends = {b[0]} | {form[0] for form in forms_of(b)} if is_initial(a) else {b[0]}
        return Likeness.INITIALS if starts & ends else Likeness.DIFFERENT
    return Likeness.NICKNAME if b in forms_of(a) else Likeness.DIFFERENT


def _middle(x: tuple[str, ...], y: tuple[str, ...]) -> Likeness:
    """Likeness of what follows the first given name: one may leave names out, none may clash."""
    if not x and not y:
        return Likeness.SAME
    if not x:
        return Likeness.MIDDLE_INITIAL if all(map(is_initial, y)) else Likeness.MIDDLE_NAME
    if not y:
        return _middle(y, x)
    first = x[0] == y[0] or (x[0][0] == y[0][0] and (is_initial(x[0]) or is_initial(y[0])))
    if not first:
        return Likeness.DIFFERENT
    rest = _middle(x[1:], y[1:])
    return min(rest, Likeness.SAME if x[0] == y[0] else Likeness.MIDDLE_INITIAL)
