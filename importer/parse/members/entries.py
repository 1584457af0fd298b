"""Which lines of a list of people belong together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from importer import knowledge
from importer.parse import contact, sentences
from importer.parse.members import details, heads, labels
from importer.parse.members.heads import Head
from importer.parse.members.labels import Standing
from importer.sources import Line

LONGEST = 300  # characters of a line of an entry
MOST_LINES = 8  # of a card


@dataclass(slots=True)
class Entry:
    """The lines of one person, the name on the first, and what the headings say; `several` where
    the line has others beside, `degree` where their role is that of a degree before the names,
    `card` where the lines below the name belong to it."""

    head: Head
    lines: list[Line]
    standing: Standing
    texts: list[str] = field(default_factory=list)
    several: bool = False
    degree: bool = False
    card: bool = False


@dataclass(slots=True)
class Layout:
    """The entries of a section, its headings, and how many lines might be entries."""

    entries: list[Entry] = field(default_factory=list)
    headings: list[Line] = field(default_factory=list)
    lines: int = 0


def begins(text: str) -> bool:
    """Whether a line begins with a name, or is a list of several."""
    return heads.read(text) is not None or bool(heads.several(text))


def split(lines: Sequence[Line], standing: Standing) -> Layout:
    """The entries of the lines below a heading of that standing."""
    layout = Layout()
    first, cards = _firsts(lines)
    above = _above(lines, standing)
    at = standing
    entry: Entry | None = None
    for k, line in enumerate(lines):
        if (below := _heading(line, entry)) is not None:
            at, entry = below.within(standing if line.heading else above), None
            layout.headings.append(line)
            continue
        layout.lines += 1
        below_name = bool(entry and entry.lines[0].heading) and not (line.heading or line.bullet)
        if found := _new(line, at) if first[k] and not below_name else []:
            layout.entries += found
            entry = found[-1] if len(found) == 1 else None
            found[-1].card = k in cards or bool(line.heading)
        elif entry and _goes_on(line, entry):
            entry.lines.append(line)
            entry.texts.append(line.text)
            layout.lines -= 1
        elif not (entry and entry.lines[0].heading):
            entry = None
    return layout


def _above(lines: Sequence[Line], standing: Standing) -> Standing:
    """What the heading of the section says of those below unmarked headings in it: all where
    one of these stands first and says nothing of its own; else such a heading is its equal."""
    first = labels.heading(lines[0].text) if lines else None
    if first and first.left is None:
        return standing
    return Standing(outside=standing.outside)


def _heading(line: Line, entry: Entry | None) -> Standing | None:
    """What a line says that is a heading; a title below a name alone is that person's."""
    found = labels.heading(line.text)
    if found is None or line.bullet and not line.heading:
        return None
    if entry and 0 < entry.lines[0].heading < line.heading:
        return None  # below a name that is a heading: that person's title
    title = not line.heading and not labels.is_plural(line.text)
    return None if title and entry and not entry.head.rest else found


def _firsts(lines: Sequence[Line]) -> tuple[list[bool], set[int]]:
    """Which lines may begin an entry (the first of a card; of others all but those set in below
    a bullet), and which begin a card."""
    blocks: list[list[int]] = []
    after_heading = True
    for k, line in enumerate(lines):
        if after_heading or line.blank_before or line.heading or line.bullet:
            blocks.append([k])
        else:
            blocks[-1].append(k)
        after_heading = labels.heading(line.text) is not None and labels.is_plural(line.text)
    cards = {block[0] for block in blocks if _is_card([lines[k] for k in block])}
    within = {k for block in blocks if block[0] in cards for k in block[1:]}
    least = min((line.indent for line in lines if line.bullet), default=0)
    deeper = {k for k, line in enumerate(lines) if line.bullet and line.indent > least}
    return [k not in within and k not in deeper for k in range(len(lines))], cards


def _is_card(block: Sequence[Line]) -> bool:
    """Whether lines that stand together are about the one person whose name they begin with."""
    head = heads.read(block[0].text)
    if head is None:
        return False
    named = [heads.read(line.text) is not None for line in block[1:]]
    if not head.rest and not named:
        return True
    telling = any(details.tells(line.text) for line in block[1:])
    if head.rest:
        return telling and not any(named)
    return telling and not named[0] and sum(named) <= len(named) // 2


def _new(line: Line, standing: Standing) -> list[Entry]:
    """The entries that a line is: one that begins with a name, or several of a list."""
    if len(line.text) > LONGEST or sentences.is_prose(line.text) and _is_told(line.text):
        return []
    if found := heads.several(line.text):
        own = labels.standing(found[0][1]) if found[0][1] else Standing()
        at, degree = own.within(standing), bool(labels.degree(found[0][1]))
        read = [(heads.read(text), text) for text, _ in found]
        return [Entry(head, [line], at, [head.rest], True, degree) for head, _ in read if head]
    head = heads.read(line.text)
    return [Entry(head, [line], standing, [head.rest] if head.rest else [])] if head else []


def _is_told(text: str) -> bool:
    """Whether a line that begins with a name goes on as a sentence does."""
    return bool(
        knowledge.phrases(("is", "was", "has", "will", "are", "were", "I", "we")).search(text)
    )


def _goes_on(line: Line, entry: Entry) -> bool:
    """Whether a line below a name tells more of that person."""
    if len(line.text) > LONGEST or len(entry.lines) >= MOST_LINES:
        return False
    if line.heading and not 0 < entry.lines[0].heading < line.heading:
        return False
    if contact.is_address_line(line.text):
        return True
    if labels.names_nobody(line.text):
        return False
    if sentences.is_prose(line.text) and not labels.starts_with("topic").match(line.text):
        return False
    if entry.head.rest and not details.tells(line.text):
        return False
    deeper = line.indent > entry.lines[0].indent
    if entry.lines[0].heading or not line.blank_before:
        return deeper or entry.card and not line.bullet
    return entry.card and not line.bullet and bool(labels.title_role(line.text))
