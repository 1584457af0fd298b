"""Addresses at the foot of a text, as lynx, w3m and pandoc print them: "[3]pdf" and "3. https://…".

A mark before the text of a link goes; what follows it gets the address. Labels that are known
are set in brackets, as elsewhere ("[pdf]").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from importer import knowledge
from importer.records import Link
from importer.sources.lines import Line

MARK = re.compile(r"\[(\d{1,3})\](?=[^\s\[\]])")
ENTRY = re.compile(r"(?:\[?(\d{1,3})[.\]:]\s*)(\S+:\S+)$")
FEWEST = 4  # marks that count up
WORDS = 4  # of a label at most
EDGE = re.compile(r"[\s,;.|()]*$")


def resolved(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """(lines without marks, with the addresses of their links; the lines that list addresses)."""
    marks = [int(m[1]) for line in lines for m in MARK.finditer(line.text)]
    if len(marks) < FEWEST or marks != sorted(set(marks)):
        return list(lines), []
    urls: dict[int, str] = {}
    foot: list[Line] = []
    for line in reversed(lines):
        whole = f"{line.bullet} {line.text}".strip()
        match = ENTRY.fullmatch(whole)
        if not match:
            break
        urls[int(match[1])] = match[2]
        foot.append(line)
    if foot:
        at = len(lines) - len(foot)
        while (
            at
            and len(lines[at - 1].text.split()) <= 2
            and lines[at - 1].text.rstrip(":").casefold() in TITLES
        ):
            at -= 1
            foot.append(lines[at])
    numbers = {line.number for line in foot}
    kept = [_without_marks(line, urls) for line in lines if line.number not in numbers]
    return kept, foot[::-1]


TITLES = ("references", "links", "visible links", "hidden links", "urls")


def _without_marks(line: Line, urls: dict[int, str]) -> Line:
    parts = MARK.split(line.text)
    if len(parts) == 1:
        return line
    text, links = parts[0], list(line.links)
    for number, part in zip(parts[1::2], parts[2::2], strict=True):
        label, rest = _label(part)
        url = urls.get(int(number), "")
        bare = label or " ".join(part.split()[:WORDS])
        if url.startswith(("http://", "https://")):
            links.append(Link(bare, url))
        text += f"[{label}]{rest}" if label else part
    return replace(line, text=text, links=tuple(links))


def _label(part: str) -> tuple[str, str]:
    """(the known label that a text begins with, the rest); the label is "" if it has none."""
    words = part.split()[:WORDS]
    for count in range(len(words), 0, -1):
        label = " ".join(words[:count]).rstrip(".,;)")
        if knowledge.is_link_label(label) and part.startswith(label):
            return label, part[len(label) :]
    return "", part
