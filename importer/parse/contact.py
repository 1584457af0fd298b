"""E-mail addresses, office and profile links in the header of a homepage."""

from __future__ import annotations

import re

from importer import knowledge
from importer.parse import spans
from importer.records import Link
from importer.sources import Line

AT = r"\s*(?:@|\(\s*at\s*\)|\[\s*at\s*\]|\{\s*at\s*\}|<\s*at\s*>|\(@\)|\[@\])\s*"
DOT = r"(?:\.|\s*(?:\(\s*dot\s*\)|\[\s*dot\s*\])\s*)"
# Bounded repetitions: an address is short, a hostile line is not.
EMAIL = re.compile(
    rf"(?<![\w.+-])([\w+-]{{1,64}}(?:{DOT}[\w+-]{{1,64}}){{0,5}}){AT}"
    rf"([\w-]{{1,64}}(?:{DOT}[\w-]{{1,64}}){{1,5}})",
    re.I,
)
WORDED = re.compile(
    r"(?<![\w.+-])([\w.+-]{1,64})\s+at\s+"
    r"((?:[\w-]{1,64}(?:\.|\s+dot\s+)){1,5}[a-z]{2,12})(?!\w)",
    re.I,
)
LABEL = re.compile(
    r"^(?:e-?mails?|contact|mail|courriel|correo)(?:\s+address(?:es)?)?\s*[:：]\s*", re.I
)
OFFICE = re.compile(r"^(?:office|room|büro|bureau|oficina|ufficio)\s*[:：]\s*(\S.*)$", re.I)


def emails(text: str) -> tuple[str, ...]:
    """The addresses in a text, with "(at)" and "(dot)" undone; the words "at" and "dot" only
    where the line is labelled as an address."""
    found = EMAIL.findall(text)
    if not found and LABEL.match(text):
        found = WORDED.findall(LABEL.sub("", text))
    undo = re.compile(r"\s*(?:\(\s*dot\s*\)|\[\s*dot\s*\]|\sdot\s)\s*", re.I)
    return tuple(f"{undo.sub('.', user)}@{undo.sub('.', host)}" for user, host in found)


def is_address_line(text: str) -> bool:
    """Whether a line has nothing but addresses and their label."""
    rest = EMAIL.sub(" ", LABEL.sub("", text))
    if LABEL.match(text):
        rest = WORDED.sub(" ", rest)
    return not re.sub(r"[\s/|,;·]|and|or", "", rest)


def office(text: str) -> str:
    """The office of a line such as "Office: Room 12"; empty for another line."""
    match = OFFICE.match(text)
    return match[1].strip() if match else ""


def profile_links(text: str) -> tuple[Link, ...]:
    """The links of a line of profile labels alone ("CV", "CV | Google Scholar")."""
    parts = [p.strip("[]() ") for p in spans.SEPARATORS.split(text.strip()) if p.strip("[]() ")]
    known = knowledge.words("profile_labels")
    if parts and len(text) < 200 and all(p.casefold() in known for p in parts):
        return tuple(Link(p) for p in parts)
    return ()


def labelled_link(line: Line) -> Link | None:
    """The link of a line that is a profile's label and the account there ("GitHub: ann-lee")."""
    label, colon, rest = line.text.partition(":")
    if not colon or label.strip().casefold() not in knowledge.words("profile_labels"):
        return None
    if len(rest.split()) > 4:
        return None
    return Link(label.strip(), line.links[0].url if line.links else "")
