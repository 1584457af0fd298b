"""Codes of courses: "CS 101", "15-213", and what a mark parts from the title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from importer import knowledge
from importer.parse import terms

CODE = re.compile(
    r"(?<![\w.])("
    r"[A-Z][A-Za-z&/]{1,7}(?:-[A-Z]{2,4})?[ -]?\d{2,5}[A-Z]{0,2}"  # ECE 57000, BIOL 301L
    r"|[A-Z]\d{3,5}|[A-Z]{2,4}\d[A-Z]\d|\d{1,2}\.[0-9A-Z]{2,5}"  # MA4H3, 6.110
    r"|\d{2}-\d{3}|\d{2}:\d{3}:\d{3}|\d{5,6}[A-Z]"  # 15-213, 01:640:250, 521348S
    r"|^\d{5}(?=\s+[^\W\d_a-z])"  # 02506
    r")(?![\w.]|-\d)"
)
# A code that a mark parts from the title: "35191 - Mud", "GE-3-MUD : Mud", "MUD 254/454: Mud".
LED_BY_CODE = re.compile(
    r"^(?P<code>(?!(?:19|20)\d\d\b)\d{4,6}|(?=[^\s:]*\d)[A-Z][A-Z0-9]{0,5}(?:-[A-Z0-9]{1,6}){1,3}"
    r"|[A-Z]{2,8} ?\d{1,5}[A-Za-z]?|[A-Z][a-z]{2,7} \d{2,5}[a-z]|0\d{3}-\d{4}"
    r"|[A-Z][A-Za-z&]{1,7}[ -]?\d{1,5}[A-Z]?(?:/\d{1,5}[A-Z]?){1,3})"
    r"(?:\s*:\s+|\s+[–—|-]{1,2}\s+)(?=[^\W\d_])"
)
SHORT_TERM = re.compile(r"[FSW](?:19|20)\d\d")  # "F2021"
ALSO = re.compile(r"\s*(?:[/&,]|and\b)\s*")


def find(text: str) -> list[re.Match[str]]:
    """What looks like the code of a course and no year or room."""
    return [m for m in CODE.finditer(text) if _is_code(m[1])]


def whole(text: str) -> str:
    """The code that is all of a text; empty for any other text."""
    match = CODE.fullmatch(text)
    return match[1] if match and _is_code(match[1]) else ""


def has(text: str) -> bool:
    """Whether a text has a code, or begins with what a mark shows to be one."""
    return bool(find(text) or leading(text.strip()))


def leading(text: str) -> re.Match[str] | None:
    """The code that a mark parts from the title, and the mark; no term ("WS 20: Mud")."""
    match = LED_BY_CODE.match(text)
    word = re.match(r"[^\W\d_]*", text)
    known = {*knowledge.words("no_codes"), *knowledge.words("course_levels"), *knowledge.seasons()}
    if not match or terms.alone(match["code"]) or word and word[0].casefold() in known:
        return None
    return match


def _is_code(code: str) -> bool:
    if SHORT_TERM.fullmatch(code):
        return False
    prefix = re.match(r"[A-Za-z&/]*", code)
    word = prefix[0] if prefix else ""
    number = code[len(word) :].strip(" -")
    if word.casefold() in knowledge.words("no_codes") or code.casefold() in knowledge.seasons():
        return False
    if not word:
        return "." in code or "-" in code or len(number) > 4
    if re.fullmatch(r"(?:19|20)\d\d", number) and not word.isupper():
        return False
    return word.casefold() not in knowledge.seasons() and (len(word) <= 5 or word.isupper())


def end(text: str, found: Sequence[re.Match[str]]) -> int:
    """Where the first code ends, or the last of those that stand side by side ("CS 101/201")."""
    at = found[0].end()
    for other in found[1:]:
        if not ALSO.fullmatch(text, at, other.start()):
            break
        at = other.end()
    return at
