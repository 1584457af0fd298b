"""Author lines as editors paste them, read with the importer's knowledge of names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from importer import knowledge
from importer.parse import legends
from importer.parse.names import MARKS, can_be, clean, split
from importer.parse.works.bylines import turned
from importer.sources import Line

LONGEST_LINE = 20_000
LONGEST_NAME = 200
# Numbers of affiliations after a name; a homonym number stands apart.
SUPERSCRIPTS = re.compile(r"(?<=[^\W\d_])\d+(?:\s?,\s?\d+)*|[¹²³⁰-⁹]+(?:[,⸴˒][¹²³⁰-⁹]+)*")
# One name that an author list of BibTeX or of a library gives family name first.
FAMILY_FIRST = re.compile(r"((?:[a-z]+ )*[^\s,;]+),\s*([^,;]+)")
ET_AL = re.compile(r"(?:(?<![\s,;])[\s,;]+)?\b(?:and\s+)?(?:et\s+al\b\.?|others)\s*$", re.I)
LABEL = re.compile(r"^\s*(?:authors?\s*:|by\s)\s*", re.I)
BRACKETS = re.compile(r"\s*\(([^()]*)\)")
EQUAL = "⋆"  # stands for “(equal contribution)” behind a name


@dataclass(frozen=True, slots=True)
class Printed:
    """A name in the order of speech, and whether the line marks an equal contribution."""

    name: str
    equal: bool = False


@dataclass(frozen=True, slots=True)
class AuthorLine:
    """The authors in order; `is_cut` where “et al.” hides others."""

    authors: tuple[Printed, ...]
    is_cut: bool = False

    @property
    def has_marks(self) -> bool:
        return any(author.equal for author in self.authors)


def author_line(text: str) -> AuthorLine:
    """A pasted author line: names apart by commas, semicolons, "and" or line ends, either name
    first, with marks, affiliations in brackets, and lines that say what the marks mean.

    Raises ValueError with a sentence for an editor where a part is no name.
    """
    told: list[tuple[str, str]] = []
    lines = []
    for number, spaced in enumerate(text.strip().splitlines(), 1):
        line = " ".join(spaced.split())  # patterns try long runs of spaces again and again
        meaning = legends.of_line(Line(number=number, text=line.strip())) if number > 1 else ()
        told += meaning
        lines += [] if meaning else [line.strip(" ,")]
    body = BRACKETS.sub(lambda found: _bracketed(found[1], told), ", ".join(filter(None, lines)))
    body, cut = ET_AL.subn("", SUPERSCRIPTS.sub("", LABEL.sub("", body)))
    equal = legends.equal_marks(told) | {EQUAL}
    found = [(name, bool(equal.intersection(marks))) for name, marks in _names(body)]
    for name, _ in found:
        if not can_be(name) or len(name) > LONGEST_NAME:
            raise ValueError(f"“{name[:80]}” does not look like a name. Paste names only.")
    if not found:
        raise ValueError("There is no name in this line.")
    return AuthorLine(tuple(Printed(*each) for each in found), bool(cut))


def _bracketed(text: str, told: list[tuple[str, str]]) -> str:
    """What brackets in a line stand for: a mark, where they speak of equal work; else nothing."""
    if not knowledge.phrase_pattern("equal").search(text) and text.strip().casefold() != "equal":
        return text.strip() if text.strip(MARKS + " ,") == "" else ""
    if marks := [character for character in text if character in MARKS]:
        told += [(mark, text) for mark in marks]
        return ""
    return EQUAL


def _names(text: str) -> Iterator[tuple[str, str]]:
    """(name in the order of speech, marks) of each part."""
    for separator in (r"\s*;\s*(?:and\s+)?", r"\s+and\s+"):
        parts = [FAMILY_FIRST.fullmatch(part) for part in re.split(separator, text.strip(" .;,"))]
        if len(parts) > 1 and all(parts):
            yield from (clean(f"{part[2].strip()} {part[1]}") for part in parts if part)
            return
    if found := turned(text):
        yield from ((name.name, name.marks) for name in found[0])
        return
    listed = split(text)
    yield from zip(listed.names, listed.marks, strict=True)
