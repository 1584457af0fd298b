"""Where somebody has their office: "Office: Room 12", "Mud House, room 3", "3443 North Quad"."""

from __future__ import annotations

import re
from functools import cache

from importer import knowledge
from importer.parse import institutions, spans

DIGIT = re.compile(r"\d")
CODE = re.compile(r"[A-Z]{0,3}[ .-]?\d[\w.-]{0,6}", re.I)
YEAR = re.compile(r"(?:19|20)\d\d")
SHORT_CODE = re.compile(
    r"(?P<house>[A-Z]{2,4})[ -]?(?!(?:19|20)\d\d$)(?:\d{3,4}|\d{1,2}[.-]\d{2,4}|[A-Z]\d{2,4}|"
    r"[A-Z][.-]?\d{1,2}[.-]\d{1,4})[A-Za-z]?"
)
ADDRESS = re.compile(r"(?:address|adresse|anschrift|dirección|indirizzo|endereço)\s*[:：]\s*", re.I)
NAMED_HOUSE = re.compile(
    r"[A-Z]?\d{2,4}[A-Z]?\s+(?:[A-Z]\w+\s+(?:(?:and|&)\s+)?){0,3}"
    r"(?:Sciences?|Engineering|Physics|Chemistry|Mathematics|Biology|Psychology|Medicine|"
    r"Humanities|Arts|Labs?|Laborator(?:y|ies)|Commons|Plaza|Complex)"
)
LONGEST = 160
FEW_WORDS = 8


@cache
def _any_of(name: str) -> str:
    return "|".join(sorted(map(re.escape, knowledge.words(name)), key=len, reverse=True))


@cache
def _labelled() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{_any_of('office_labels')})(?:\s+(?:address|location|no\.?|number))?"
        r"\s*[:：]\s*(?P<told>\S.*)|office\s+(?P<number>(?:[a-z]{1,3}\s)?\S{0,8}\d.*)",
        re.I,
    )


@cache
def _phone() -> re.Pattern[str]:
    """A telephone number, labelled or international, and all after it."""
    return re.compile(
        rf"[\s,;|·(]{{0,9}}(?:(?<!\w)(?:{_any_of('phone_words')})\b\.?\s{{0,3}}[:：+(\d]|\+\d).*",
        re.I,
    )


@cache
def _room() -> re.Pattern[str]:
    number = r"(?:(?:no|nr|n°|nº|#)\.?\s*)?(?:(?-i:[A-Z]{1,4})[ .-])?\w{0,3}[\w.]{0,3}\d"
    return re.compile(rf"(?<!\w)(?:{_any_of('room_words')})\.?\s+{number}", re.I)


@cache
def _other() -> re.Pattern[str]:
    """The label of another field, and all after it: "Hill 411  Email: …"."""
    labels = _any_of("contact_labels")
    return re.compile(
        rf"[\s,;|·(]{{1,9}}(?:{labels})\s*(?:[:：].*|$)|\s*\((?:{labels}|by)\s[^()]*\)$", re.I
    )


def _is_code(part: str) -> bool:
    """Whether a part is a house's short form and a number: "WEL 5.228G"."""
    code = SHORT_CODE.fullmatch(part)
    return code is not None and code["house"].casefold() not in knowledge.words("no_houses")


@cache
def _house() -> re.Pattern[str]:
    """A house with a number before or after its name, or a house alone."""
    word = rf"(?:{_any_of('building_words')})"
    return re.compile(
        rf"(?P<numbered>\S{{0,6}}\d\S{{0,6}}\s+(?:[\w.'’&-]+\s+){{0,4}}{word}"
        rf"|(?:[\w.'’&-]+\s+){{0,4}}{word}\s+\S{{0,4}}\d\S{{0,5}})"
        rf"|(?:[\w.'’&-]+\s+){{1,4}}{word}|{word}\s+[\w.'’&-]+",
        re.I,
    )


def without_phone(text: str) -> str:
    """The text up to a telephone number."""
    return _phone().sub("", text) if len(text) <= LONGEST else text


def read(text: str, coded: bool = True) -> str:
    """The office of a short line; empty for another line. A word that labels the line ("Office")
    is left out, one that belongs to the number ("Room 3") stays unless a colon follows it.

    `coded`: a short form and a number ("WEL 5.228") may be one; among courses it is none."""
    if len(text) > LONGEST:
        return ""
    text = _other().sub("", without_phone(text)).strip(" .;|")
    match = _labelled().fullmatch(text)
    if match and match["told"]:
        return match["told"].strip()
    if match and match["number"] and len(text.split()) <= FEW_WORDS:
        return match["number"].strip()
    return _place(ADDRESS.sub("", text), coded)


def numbered(text: str) -> str:
    """A number and a house called after what is done there, beside an e-mail address: "2243 Life
    Sciences"; empty for another text."""
    street = knowledge.phrase_pattern("street_words").search(text)
    return text if NAMED_HOUSE.fullmatch(text) and not YEAR.match(text) and not street else ""


def _place(text: str, coded: bool) -> str:
    """The parts of an address, apart by commas, up to the number of a room or a house."""
    parts = [part for part in spans.split_outside(text) if part]
    if coded and parts and _is_code(parts[0]):
        house = _house().fullmatch(parts[1]) if len(parts) > 1 else None
        address = len(parts) < 2 or house or DIGIT.search(parts[1])
        return ", ".join(parts[: 2 if house else 1]) if address else ""
    if len(parts) > 1 and parts[0].casefold() in knowledge.words("office_labels"):
        parts = parts[1:]  # the cell of a table that labels the next one
    known = [k for k in range(len(parts)) if _is_office(parts, k)]
    if not known or any(len(part.split()) > FEW_WORDS for part in parts):
        return ""
    first = 0
    while (
        first < known[0] and institutions.rank(parts[first]) and not _house().search(parts[first])
    ):
        first += 1
    last = known[-1] + 1
    if last < len(parts) and _house().fullmatch(parts[last]):
        last += 1  # "Room 3, Mud Building"
    return ", ".join(parts[first:last])


def _is_office(parts: list[str], k: int) -> bool:
    part = parts[k]
    if _room().search(part):
        return True
    house = _house().fullmatch(part)
    if house and house["numbered"]:
        return not knowledge.phrase_pattern("street_words").search(part)
    above = _house().fullmatch(parts[k - 1]) if k else None
    return bool(above and CODE.fullmatch(part) and not YEAR.fullmatch(part))
