"""What a page sets off: in bold or italics, and as what templates name a part of a record.

Site builders and word processors write no <b>: a title is a <span> with a style of its own, or of
a class that the style sheet within the page describes. Style sheets elsewhere are not fetched.
Templates that make lists of works give their parts classes that say what they are: "pub-title".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

EMPHASIS = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "cite": "italic"}
CODE = frozenset(("code", "kbd", "samp", "tt"))
OF_CLASS = re.compile(r"[a-z]{0,10}\.([\w-]+)", re.I)
DECLARED = re.compile(r"(font(?:-weight|-style)?)\s*:\s*([^;]{1,200})", re.I)
HEAVY = re.compile(r"bold(?:er)?|[6-9]00")
LIGHT = re.compile(r"normal|lighter|[1-5]00")
SLANTED = re.compile(r"italic|oblique")
# Of Bootstrap and Tailwind, and the fonts of TeX as tex4ht names them.
BOLD_CLASS = re.compile(
    r"(?:(?:font-weight|font|fw|text)-)?(?:semi)?bold(?:er)?|\w{0,4}bx-[\w-]+", re.I
)
ITALIC_CLASS = re.compile(r"(?:(?:font|fst|text)-)?italic|\w{0,4}ti-[\w-]+", re.I)
LEAD = r"(?:[a-z0-9]{1,20}[-_]{1,2}){0,4}"
PARTS = {
    "title": re.compile(rf"{LEAD}(?:paper|pub|article|publication)?title", re.I),
    "authors": re.compile(rf"{LEAD}(?:authors?|author-?list)(?:-highlighted)?", re.I),
    "venue": re.compile(
        rf"{LEAD}(?:venue|journal|periodical|conference|booktitle|proceedings)|pub-publication",
        re.I,
    ),
}
# Elements whose bold or italics are the page's own.
PLAIN = frozenset("body main article section h1 h2 h3 h4 h5 h6".split())

Set = Mapping[str, bool]  # kind of emphasis to whether it is set or taken away


@dataclass(frozen=True, slots=True)
class Styles:
    """What the style sheets of a page say of classes."""

    classes: dict[str, Set] = field(default_factory=dict)

    def emphasis(self, tag: str, attributes: Mapping[str, str | None]) -> frozenset[str]:
        """What an element sets its text off as: "bold", "italic", "code", or a part of a record,
        "title", "authors" or "venue"."""
        classes = (attributes.get("class") or "").split()
        parts = frozenset(kind for name in classes if (kind := _part(name)))
        if tag in PLAIN:
            return parts
        found = {EMPHASIS[tag]: True} if tag in EMPHASIS else {}
        if tag in CODE:
            found["code"] = True
        for name in classes:
            found.update(self.classes.get(name) or _named(name))
        if style := attributes.get("style"):
            found.update(_declared(style))
        return parts | {kind for kind, is_set in found.items() if is_set}


def read(sheets: Iterable[str]) -> Styles:
    """The styles of classes, by rules that name nothing but one class: "span.c3 {…}"."""
    found: dict[str, Set] = {}
    for sheet in sheets:
        for selectors, body in _rules(sheet):
            said = _declared(body)
            for selector in selectors.split(",") if said else ():
                if match := OF_CLASS.fullmatch(selector.strip()[:100]):
                    found[match[1]] = {**found.get(match[1], {}), **said}
    return Styles(found)


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """(selectors, declarations) of each rule, those within others included."""
    head, *commented = sheet.split("/*")
    text = "".join((head, *(part.partition("*/")[2] for part in commented)))
    for part in text.split("}"):
        before, _, body = part.rpartition("{")
        yield before.rpartition("{")[2], body


def _declared(style: str) -> Set:
    """What declarations of CSS say of bold and italics."""
    found: dict[str, bool] = {}
    for name, value in DECLARED.findall(style):
        words = value.casefold().replace("!important", "").split()
        whole = name.casefold() == "font"
        if name.casefold() == "font-weight" or whole and any(map(HEAVY.fullmatch, words)):
            if any(map(HEAVY.fullmatch, words)):
                found["bold"] = True
            elif any(map(LIGHT.fullmatch, words)):
                found["bold"] = False
        if name.casefold() == "font-style" or whole and any(map(SLANTED.fullmatch, words)):
            found["italic"] = any(map(SLANTED.fullmatch, words))
    return found


def _named(name: str) -> Set:
    """What the name of a class says where no style sheet does."""
    if BOLD_CLASS.fullmatch(name):
        return {"bold": True}
    return {"italic": True} if ITALIC_CLASS.fullmatch(name) else {}


@lru_cache(maxsize=2_000)
def _part(name: str) -> str:
    """The part of a record that the name of a class names; empty for all others."""
    return next((kind for kind, pattern in PARTS.items() if pattern.fullmatch(name)), "")
