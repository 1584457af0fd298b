"""The values of BibTeX fields: strings, `#`, braces, accents and names.

After "Tame the BeaST" (N. Markey, 2009) for how names and abbreviations are read; the blocks of
a file are bibtexparser's. LaTeX becomes Unicode text, formulas stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from pylatexenc.latex2text import LatexNodes2Text

from importer.parse import names
from importer.records import Author

LONGEST = 20_000  # characters of a value that are taken for LaTeX
DEEPEST = 40  # levels of braces; deeper ones are no text
AND = re.compile(r"\s+and\s+", re.I)
COMMENT_SIGN = re.compile(r"(?<!\\)%")
COMMAND = re.compile(r"\\[a-zA-Z]+\s*|[{}\\]")
MONTHS = {
    name[:3]: name.capitalize()
    for name in "january february march april may june july august september october november "
    "december".split()
}


def depths(text: str) -> Iterator[tuple[int, str, int]]:
    """(place, character, depth of braces before it); an escaped brace counts as a character."""
    depth = 0
    escaped = False
    for k, char in enumerate(text):
        yield k, char, depth
        if escaped:
            escaped = False
        elif char == "\\":
            escaped = True
        else:
            depth = max(0, depth + (char == "{") - (char == "}"))


def resolve(value: str, strings: Mapping[str, str]) -> str:
    """The text of a value: its parts joined at `#`, abbreviations put in their place.

    An abbreviation that nobody defined stays as it is printed.
    """
    return "".join(_part(part.strip(), strings) for part in _concatenated(value))


def _concatenated(value: str) -> list[str]:
    if "#" not in value:
        return [value]
    parts, start, quoted = [], 0, False
    for k, char, depth in depths(value):
        if char == '"' and not depth:
            quoted = not quoted
        elif char == "#" and not depth and not quoted:
            parts.append(value[start:k])
            start = k + 1
    return [*parts, value[start:]]


def _part(part: str, strings: Mapping[str, str]) -> str:
    if len(part) > 1 and part[0] + part[-1] in ('""', "{}"):
        return part[1:-1]
    name = part.casefold()
    return strings.get(name, MONTHS.get(name, part))


@lru_cache(maxsize=1)
def _converter() -> LatexNodes2Text:
    return LatexNodes2Text(math_mode="verbatim", keep_comments=True)


@lru_cache(maxsize=2_000)
def plain(value: str) -> str:
    """The text that LaTeX would set, in single spaces; a value that is none loses its braces."""
    if "\\" not in value and "{" not in value and "~" not in value and "--" not in value:
        return " ".join(value.split())
    text = value[:LONGEST]
    return " ".join((_converted(text) or COMMAND.sub("", text)).split())


def _converted(text: str) -> str:
    """The text that LaTeX would set; "" where it cannot be told."""
    if max((depth for _, _, depth in depths(text)), default=0) >= DEEPEST:
        return ""
    try:
        return str(_converter().latex_to_text(COMMENT_SIGN.sub(r"\\%", text)))
    except Exception:  # a command without its argument: pylatexenc raises whatever comes
        return ""


def address(value: str) -> str:
    r"""A URL or identifier: as it stands, without ``\url{…}`` and the escapes of LaTeX."""
    bare = re.sub(r"^\\(?:url|href|path)\s*\{([^{}]*)\}.*$", r"\1", " ".join(value.split()))
    return re.sub(r"\\(?=[_%&#~{}$])", "", bare).strip("{}<> ")


def people(value: str) -> tuple[tuple[Author, ...], bool]:
    """(the people of an author field, whether "and others" hides more)."""
    chunks = [c.strip() for c in _split(value, AND) if c.strip()]
    truncated = bool(chunks) and chunks[-1].casefold() in ("others", "et al.", "et al")
    chunks = chunks[:-1] if truncated else chunks
    if len(chunks) == 1 and _is_comma_list(chunks[0]):  # as people misuse the field
        listed = names.split(plain(chunks[0]))
        return tuple(map(Author, listed.names)), truncated or listed.truncated
    found = (name(chunk) for chunk in chunks)
    return tuple(Author(n) for n in found if n), truncated


def _is_comma_list(chunk: str) -> bool:
    """Whether one "name" is a list apart by commas: at least two, and two words before each."""
    parts = [p.strip() for p in plain(chunk).split(",")]
    return len(parts) > 2 and all(len(p.split()) > 1 and names.likeness(p) > 0.7 for p in parts)


def _split(text: str, separator: re.Pattern[str]) -> list[str]:
    """The parts of a text apart by the separator outside braces."""
    if "{" not in text:
        return separator.split(text)
    level = [depth for _, _, depth in depths(text)]
    parts, start = [], 0
    for match in separator.finditer(text):
        if not level[match.start()]:
            parts.append(text[start : match.start()])
            start = match.end()
    return [*parts, text[start:]]


COMMA = re.compile(r"\s*,\s*")


def name(chunk: str) -> str:
    """A name in the order of reading: "Lee, Jr, Ann" -> "Ann Lee Jr"; a body's name as it is."""
    chunk = chunk.strip()
    if chunk.startswith("{") and chunk.endswith("}") and len(_split(chunk[1:-1], AND)) == 1:
        return plain(chunk)
    parts = [p for p in (plain(p) for p in _split(chunk, COMMA)) if p]
    if len(parts) == 2:
        parts = [parts[1], parts[0]]
    elif len(parts) > 2:
        parts = [parts[2], parts[0], parts[1]]
    return " ".join(parts)
