"""Names of people: how name-like a span is, and author lists taken apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from importer import knowledge
from importer.records import Author

MARKS = "*†‡⋆✝★☆§¶#∗✉✦◇◊⁺∥ⓘ°+^"
# A run of commas is tried as a whole, not from each of them.
ET_AL = re.compile(r"(?:(?<![\s,])[\s,]+)?(?:\band\b\s*)?\bet\s+al\b\.?\s*$", re.I)
SEPARATOR = re.compile(r"\s*[,;，；、]\s*(?:and\s+|&\s*|und\s+)?|\s+(?:and|&|und|et)\s+|\s+·\s+")
HOMONYM = re.compile(r"\s\d{4}$")
INITIAL = re.compile(r"(?:[^\W\d_]\.?-?){1,3}\.?$")
LETTERS = re.compile(r"[^\W\d_][^\W\d_.'’‘`-]*(?:[.'’‘`-]+[^\W\d_]+)*\.?$")
SUPERSCRIPT = re.compile(r"(?<=[^\W\d_])\s?(?:\d(?:,\d)*)$")
SUFFIX = re.compile(r"(?:[JS]r\.?|I{2,3}|IV)")
JOINTS = re.compile(r"[-.'’‘`]")
# Endings of nouns and adjectives that end no family name.
ABSTRACT = re.compile(
    r"[^\W\d_]{3,}(?:[ts]ions?|ology|ities|ity|tics|tical|isms?|tive|ments|ness|ization)$", re.I
)
LONGEST_LIST = 1_000  # characters of names within a sentence
PREFIXES = ("Mc", "Mac", "De", "La", "Le", "Di", "Van")  # after which a capital may follow
# Words that stand in titles and sentences, and in no name.
PLAIN = frozenset(
    "of the for in on with and to from via by at as is are an a towards toward using under "
    "between over into without through its their how why when what does not or new learning "
    "analysis theory networks models model data neural systems approach methods".split()
)


@dataclass(frozen=True, slots=True)
class AuthorList:
    """Names with the marks printed after them, and whether "et al." hides others."""

    names: tuple[str, ...]
    marks: tuple[str, ...]
    truncated: bool

    def authors(self, equal_marks: frozenset[str]) -> tuple[Author, ...]:
        """As records; a name is an equal contribution where it carries one of the marks."""
        return tuple(
            Author(name, bool(equal_marks.intersection(marks)))
            for name, marks in zip(self.names, self.marks, strict=True)
        )


def is_script(token: str) -> bool:
    """Whether the token is of a script without capitals (Chinese, Japanese, Arabic …)."""
    return token.isalpha() and token.lower() == token.upper()


def _regular(token: str) -> bool:
    """A capitalised word, not an acronym; inner capitals only as in McAllister or D'Angelo."""
    if not token[0].isupper() or not LETTERS.match(token):
        return False
    return all(len(p) < 2 or p[1:].islower() or p.startswith(PREFIXES) for p in JOINTS.split(token))


def _is_initial(token: str) -> bool:
    """ "J.", "J.-P." or a capital alone."""
    dotted = "." in token or len(token) == 1
    return dotted and len(token) <= 5 and token[0].isupper() and bool(INITIAL.match(token))


@lru_cache(maxsize=20_000)
def likeness(text: str) -> float:
    """From 0 to 1, how much the span looks like one person's name."""
    tokens = HOMONYM.sub("", text).split()
    if not tokens or len(tokens) > 6 or len(text) > 60:
        return 0.0
    if "  " in text.strip():
        return 0.0
    if len(tokens) == 1:
        token = tokens[0]
        return 0.8 if is_script(token) and 2 <= len(token) <= 6 else 0.3 * _regular(token)
    particles = knowledge.words("particles")
    found = 0.0
    full = 0
    if any(token.casefold() in knowledge.words("no_names") for token in tokens):
        return 0.1
    if ABSTRACT.fullmatch(tokens[-1]) and len(tokens[-1]) > 6:
        return 0.1
    for token in tokens:
        if token.casefold() in PLAIN and token.islower():
            return 0.0
        if _is_initial(token):
            found += 1
        elif _regular(token) and PLAIN.isdisjoint(token.split("-")[1:]):
            found += 0.5 if token.casefold() in PLAIN else 1
            full += 1
        elif token.casefold() in particles or is_script(token):
            found += 1
        elif token.isupper() and LETTERS.match(token) and len(token) <= 3:
            found += 0.4
        else:
            return 0.0
    if not full and not any(is_script(t) for t in tokens):
        return 0.2
    return found / len(tokens)


def can_be(text: str) -> bool:
    """Whether a part of an author list can be somebody at all."""
    letters = [c for c in text if c.isalpha()]
    named = any(c.isupper() or is_script(c) for c in letters)
    return len(letters) > 1 and named and not any(c in text for c in '!?:;"')


def clean(chunk: str) -> tuple[str, str]:
    """(name, marks) of one entry of an author list."""
    marks = "".join(c for c in chunk if c in MARKS)
    name = "".join(c for c in chunk if c not in MARKS).strip(" \t")
    name = SUPERSCRIPT.sub("", name) if not HOMONYM.search(name) else name
    return name.strip(), marks


@lru_cache(maxsize=2_000)
def split(text: str) -> AuthorList:
    """An author list taken apart; names stay as printed, but for marks and white space."""
    body = text.strip().rstrip(";,")
    cut = ET_AL.search(body)
    if cut:
        body = body[: cut.start()]
    if body.endswith(".") and not re.search(r"(?:\b\w|\bJr|\bSr)\.$", body):
        body = body[:-1]
    found = [clean(chunk) for chunk in SEPARATOR.split(body)]
    found = _with_suffixes([(name, marks) for name, marks in found if name])
    return AuthorList(tuple(n for n, _ in found), tuple(m for _, m in found), truncated=bool(cut))


def _with_suffixes(found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The entries, with "Jr." and the like put back to the name they follow."""
    whole: list[tuple[str, str]] = []
    for name, marks in found:
        if whole and SUFFIX.fullmatch(name):
            before, theirs = whole[-1]
            whole[-1] = (f"{before} {name}", theirs + marks)
        else:
            whole.append((name, marks))
    return whole


def list_likeness(text: str) -> float:
    """From 0 to 1, how much the span looks like a list of names."""
    if len(text) > 3_000:
        return 0.0
    names = split(text).names
    return sum(map(likeness, names)) / len(names) if names else 0.0


def key(name: str) -> tuple[str, ...]:
    """The words of a name in alphabetical order, for names printed in either order."""
    return tuple(sorted(re.findall(r"\w+", knowledge.folded(HOMONYM.sub("", name)))))


def in_prose(text: str, at: int = 0) -> list[str]:
    """Names that begin the text at a place, apart by commas and "and": as in "… with Ann Ray and
    Bob Lee."."""
    found: list[str] = []
    for chunk in SEPARATOR.split(text[at : at + LONGEST_LIST]):
        match = leading_name(chunk)
        if not match:
            break
        found.append(match)
        if match != chunk.strip().rstrip(".!)?;:"):
            break
    return found


def leading_name(text: str) -> str:
    """The name a text begins with, without "Dr." or "Prof."; empty if it begins with none."""
    particles = knowledge.words("particles")
    taken: list[str] = []
    for token in text.split(maxsplit=8)[:8]:
        if not taken and token.casefold() in knowledge.words("titles"):
            continue
        bare = token.rstrip(".,;:!?)")
        initial = len(bare) == 1 and bare.isupper() and token == bare + "."
        particle = bool(taken) and token == bare and bare.casefold() in particles
        if not (initial or particle or bare and (_regular(bare) or is_script(bare))):
            break
        taken.append(token if initial else bare)
        if token != bare and not initial:
            break
    while taken and taken[-1].islower() and taken[-1] in particles:
        taken.pop()
    return " ".join(taken)
