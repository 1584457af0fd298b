"""A homepage cut into its header and its sections, by heading words and by structure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from importer import knowledge
from importer.sources import Line

COUNT = re.compile(r"^\d{1,3}(?:\.|\s)\s*(?=\D)|\s*\(\d{1,4}\)$")
ORNAMENT = re.compile(r"^[^\w(\"'“«]+|[^\w)\"'”»?!]+$")
LABELLED = re.compile(r"^([^\W\d][^:.!?]{2,40}):\s+(\S.*)$")
LONGEST = 8


@dataclass(frozen=True, slots=True)
class Section:
    """A heading (None before the first), the kind it names ("" if unknown), the lines below."""

    heading: Line | None
    kind: str
    lines: tuple[Line, ...]

    @property
    def title(self) -> str:
        return self.heading.text.strip() if self.heading else ""


def heading_kind(text: str) -> str:
    """The kind of section that a heading of these words opens; empty if it is no heading."""
    body = ORNAMENT.sub("", COUNT.sub("", ORNAMENT.sub("", text))).casefold().replace("’", "'")
    words = re.findall(r"[^\s,/&+|:()-]+", body)
    if not words or len(words) > LONGEST:
        return ""
    keywords, modifiers = knowledge.heading_words()
    if body in keywords:
        return keywords[body]
    found = set()
    at = 0
    while at < len(words):
        for size in (3, 2, 1):
            phrase = " ".join(words[at : at + size])
            if phrase in keywords:
                found.add(keywords[phrase])
                at += size
                break
        else:
            if words[at] not in modifiers:
                return ""
            at += 1
    return next((kind for kind in knowledge.heading_order() if kind in found), "")


def is_heading(line: Line) -> str:
    """The kind of section a line opens: "" for no heading, "unknown" for one of unknown words."""
    if line.bullet or len(line.text) > 80 or line.text[0] in "[(":
        return ""
    kind = heading_kind(line.text) if not line.text.endswith((".", ",", ";")) else ""
    if line.heading:
        return kind or "unknown"
    return "" if line.text[0].islower() else kind


def split(lines: Sequence[Line]) -> list[Section]:
    """The header (heading None) and the sections of a page, in order."""
    found: list[Section] = []
    heading: Line | None = None
    kind = ""
    body: list[Line] = []
    for k, line in enumerate(lines):
        opens = is_heading(line)
        if not opens or (k == 0 and not line.heading and opens != "publications"):
            body.append(line)
            continue
        if opens == "unknown" and _stays(line, heading):
            body.append(line)
            continue
        found.append(Section(heading, kind, tuple(body)))
        heading, kind, body = line, "" if opens == "unknown" else opens, []
    found.append(Section(heading, kind, tuple(body)))
    return found


def _stays(line: Line, above: Line | None) -> bool:
    """Whether a heading of unknown words opens no section: a name or greeting on top of the page,
    and whatever stands below a section's own heading in rank (years, topics, titles)."""
    if above is None:
        return line.heading == 1
    return 0 < above.heading < line.heading


def labelled(text: str) -> tuple[str, str, str] | None:
    """(kind, label, rest) of a line such as "Research Interests: …"."""
    match = LABELLED.match(text)
    if not match:
        return None
    kind = heading_kind(match[1])
    return (kind, match[1], match[2]) if kind else None
