"""E-mail addresses and profile links in the header of a homepage."""

from __future__ import annotations

import re
from collections.abc import Iterable

from importer import knowledge
from importer.parse import offices, spans
from importer.records import Link
from importer.sources import Line

AT_WORDS = r"(?:at|a|ät|arobase|arobas|arroba|chiocciola|klammeraffe|snabel-a|aapje|at\s+sign)"
AT = (
    rf"\s*(?:@|＠|\(\s*{AT_WORDS}\s*\)|\[\s*{AT_WORDS}\s*\]|\{{\s*{AT_WORDS}\s*\}}|"
    rf"<\s*{AT_WORDS}\s*>|\(@\)|\[@\]|"
    r"(?-i:\sAT\s)|(?-i:\s-at-\s)|(?-i:_at_))\s*"
)
DOT_WORDS = r"(?:dot|point|punkt|punto|ponto|punt)"
DOT = (
    rf"(?:\.|\s*(?:\(\s*{DOT_WORDS}\s*\)|\[\s*{DOT_WORDS}\s*\]|\{{\s*{DOT_WORDS}\s*\}}|"
    r"(?-i:\sDOT\s))\s*)"
)
# Bounded repetitions: an address is short, a hostile line is not.
EMAIL = re.compile(
    rf"(?<![\w.+-])([\w+-]{{1,64}}(?:{DOT}[\w+-]{{1,64}}){{0,5}}){AT}"
    rf"([\w-]{{1,64}}(?:{DOT}[\w-]{{1,64}}){{1,5}})",
    re.I,
)
WORDED = re.compile(
    r"(?<![\w.+-])([\w+-]{1,64}(?:(?:\.|\s+dot\s+)[\w+-]{1,64}){0,3})\s+at\s+"
    r"((?:[\w-]{1,64}(?:\.|\s+dot\s+)){1,5}[a-z]{2,12})(?!\w)",
    re.I,
)
# Such an address with its dots in words, at the end of a line that has more than it.
SPELT = re.compile(
    r"(?<![\w.+-])([\w+-]{1,64}(?:(?:\.|\s+dot\s+)[\w+-]{1,64}){0,3})\s+at\s+"
    r"((?:[\w-]{1,64}\s+dot\s+){1,5}[a-z]{2,12})\W*$",
    re.I,
)
UNDO_DOT = re.compile(
    rf"\s*(?:\(\s*{DOT_WORDS}\s*\)|\[\s*{DOT_WORDS}\s*\]|\{{\s*{DOT_WORDS}\s*\}}|\sdot\s)\s*",
    re.I,
)
LABEL = re.compile(
    r"^\W{0,3}(?:e-?mails?|contact|mail|courriel|mél|correo(?:\s+electrónico)?|e-post|邮箱|メール)"
    r"(?:\s+address(?:es)?|\s+me(?:\s+at)?)?\s*(?:[:：]\s*|\s(?=\S{1,64}@))",
    re.I,
)
LONGEST = 200
BETWEEN = re.compile(r"[\W_]|\band\b|\bor\b", re.I)
FIRST_LAST = re.compile(
    r"(?:first|given)_?-?(?:name)?([._-]?)(?:last|sur|family)_?-?(?:name)?", re.I
)


def emails(text: str) -> tuple[str, ...]:
    """The addresses in a text, with "(at)" and "(dot)" undone; the words "at" and "dot" only
    where the line is labelled as an address or is one."""
    found = EMAIL.findall(text)
    if not found and LABEL.match(text):
        found = WORDED.findall(LABEL.sub("", text))
    if not found and " dot " in text and (match := WORDED.fullmatch(text.strip())):
        found = [match.groups()]
    if not found and len(text) <= LONGEST and (match := SPELT.search(text)):
        found = [match.groups()]
    return tuple(f"{UNDO_DOT.sub('.', user)}@{UNDO_DOT.sub('.', host)}" for user, host in found)


def own(addresses: Iterable[str], name: str) -> tuple[str, ...]:
    """The addresses, "firstname.lastname@" filled in with a name of two words, dropped for
    another name."""
    words = re.findall(r"[a-z]+", knowledge.folded(name))
    found = []
    for address in addresses:
        user, _, host = address.partition("@")
        form = FIRST_LAST.fullmatch(user)
        if not form:
            found.append(address)
        elif len(words) == len(name.split()) == 2:
            found.append(f"{words[0]}{form[1]}{words[1]}@{host}")
    return tuple(dict.fromkeys(found))


def is_address_line(text: str) -> bool:
    """Whether a line has nothing but addresses and their label."""
    rest = EMAIL.sub(" ", LABEL.sub("", text))
    if LABEL.match(text) or " dot " in text:
        rest = WORDED.sub(" ", rest)
    return not BETWEEN.sub("", rest)


def office(text: str) -> str:
    """The office of a short line such as "Office: Room 12"; empty for another line."""
    return offices.read(text, coded=False)


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
