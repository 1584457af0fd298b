"""A printed personal name, taken apart: given names, family name, homonym number."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from importer.match.fold import fold

# Words that open a family name of several words ("Ludwig van Beethoven").
PARTICLES = frozenset(
    "af al ap auf av bar ben bin da das de degli dei del della den der des di do dos du e el"
    " ibn la las le les lo los mac mc ni nic o of op st ten ter ui van vande vander vom von y zu"
    " zum zur".split()
)
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
_TITLES = frozenset(("dr", "prof", "professor", "doctor", "mr", "mrs", "ms", "mx"))
# What an index tells homonyms apart by ("0005"), and what this importer does ("~2", "~k3xq7ab").
_NUMBER = re.compile(r"\s+(\d{4}|~\d|~[a-z2-7]{7})$")
_AROUND = " .,;:"
# German spells an umlaut with an e where a keyboard has none.
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name as a Person row holds it; `number` tells homonyms apart and is never shown."""

    given: str
    family: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class FoldedName:
    """A name in folded parts: what comparing looks at.

    `given` are the given names and initials in order, a hyphened one as one word; `family` is
    the family name in one run, `core` the same without particles. `parts` holds all words in
    order, `spelt` the whole name with umlauts spelt out; `comma` says that the print told the
    family name. `initials` are those of all given names, of both halves of a hyphened one too.
    """

    given: tuple[str, ...]
    initials: str
    family: str
    core: str
    number: str
    parts: tuple[str, ...]
    spelt: str
    comma: bool

    @property
    def letters(self) -> str:
        return "".join(self.given) + self.family


def split_name(printed: str, family_first_hint: bool = False) -> PersonName:
    """Given and family name of a printed name.

    "Family, Given" is read as such. Otherwise the last word is the family name, with the
    particles before it and a suffix behind it. `family_first_hint` says that there is evidence
    (the other order occurs for this person) that the first word is the family name; a name
    alone tells nothing, so without the hint nothing is turned.
    """
    text, number = _without_number(printed)
    if "," in text:
        family, _, given = (part.strip() for part in text.partition(","))
        if _word(given) in _SUFFIXES:  # "Martin Luther King, Jr."
            plain = split_name(family, family_first_hint)
            return PersonName(plain.given, f"{plain.family}, {given}", number)
        return PersonName(given, family, number)
    tokens = _without_titles(text.split())
    if len(tokens) < 2:
        return PersonName("", " ".join(tokens), number)
    if family_first_hint:
        return PersonName(" ".join(tokens[1:]), tokens[0], number)
    cut = _family_start(tokens)
    return PersonName(" ".join(tokens[:cut]), " ".join(tokens[cut:]), number)


@lru_cache(maxsize=65536)
def folded(printed: str) -> FoldedName:
    """The parts of a printed name as they are compared."""
    name = split_name(printed)
    shouted = printed.isupper()
    given = tuple(w for token in name.given.split() for w in _given_words(token, shouted))
    family_words = [_word(token) for token in name.family.split()]
    family = "".join(family_words)
    core = "".join(word for word in family_words if word not in PARTICLES) or family
    parts = tuple(filter(None, (_word(token) for token in f"{name.given} {name.family}".split())))
    spelt = "".join(
        _word(token.casefold().translate(_SPELT_OUT))
        for token in f"{name.given} {name.family}".split()
    )
    halves = (_word(half) for half in re.split(r"[\s.\-‐‑]+", name.given))
    initials = "".join(given) if all(map(is_initial, given)) else "".join(h[:1] for h in halves)
    return FoldedName(given, initials, family, core, name.number, parts, spelt, "," in printed)


@lru_cache(maxsize=65536)
def name_keys(printed: str) -> frozenset[str]:
    """Blocking keys: any two strings that `alike` can take for one person share one.

    A key is a word that may be the family name with the initial of a given name (or of a short
    form of it); one more key is the whole name in one run of letters.
    """
    name = folded(printed)
    keys = {"=" + "".join(sorted(name.parts)), "=" + name.spelt, "=" + name.letters}
    for family, given in _readings(name):
        for word in given:
            initials = {word[0]} | {short[0] for short in forms_of(word)}
            keys.update(f"{family}.{initial}" for initial in initials)
    return frozenset(keys)


def is_own_number(number: str) -> bool:
    """Whether the number is one that no page prints: found by importer.match.namesakes."""
    return number.startswith("~")


def of_bearer(number: str) -> bool:
    """Whether the number is that of somebody known by more than a place in an author list."""
    return is_own_number(number) and len(number) > len("~2")


def as_printed(name: str) -> str:
    """The name without a number that no page prints."""
    text, number = _without_number(name)
    return text if is_own_number(number) else name


def forms_of(given: str) -> frozenset[str]:
    """Given names that are used for the same person as this one (folded), itself left out."""
    return _nicknames().get(given, frozenset())


def is_initial(word: str) -> bool:
    return len(word) == 1


def family_first(names: Iterable[str]) -> frozenset[str]:
    """The names that are printed family name first, as far as the names themselves are evidence.

    A name counts only if its other order occurs too ("Wei Anming", "Anming Wei"). Then the family
    name is the word that more of the other names end with; where none tells, nothing is said.
    """
    by_words: dict[tuple[str, ...], set[str]] = {}
    for name in names:
        by_words.setdefault(folded(name).parts, set()).add(name)
    ends = Counter(words[-1] for words in by_words if len(words) > 1)
    return frozenset(
        name
        for words, printed in by_words.items()
        for name in printed
        if len(words) == 2
        and words[::-1] in by_words
        and ends[words[0]] > ends[words[1]]
        and "," not in name
    )


def person_key(printed: str) -> str:
    """One key for a name whatever its order, number, accents and initials."""
    words = [w for w in folded(printed).parts if not is_initial(w)]
    return " ".join(sorted(words)) or fold(printed).strip()


# ---------------------------------------------------------------- parts


def _readings(name: FoldedName) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(family, given) as printed and, for two words, in the other order."""
    if name.family:
        yield name.core, name.given
    if len(name.parts) == 2 and not name.comma:
        yield name.parts[0], (name.parts[1],)


def _without_number(printed: str) -> tuple[str, str]:
    text = " ".join(printed.split())
    found = _NUMBER.search(text)
    return (text[: found.start()], found[1]) if found else (text, "")


def _without_titles(tokens: list[str]) -> list[str]:
    while len(tokens) > 2 and _word(tokens[0]) in _TITLES and len(_word(tokens[0])) > 1:
        tokens = tokens[1:]
    return tokens


def _family_start(tokens: list[str]) -> int:
    """Index of the first word of the family name."""
    cut = len(tokens) - 1
    if cut > 1 and _word(tokens[cut]) in _SUFFIXES:
        cut -= 1
    # A capital particle is one too ("Yann Le Cun"), yet the first word is a given name.
    while cut > 1 and _is_particle(tokens[cut - 1]):
        cut -= 1
    return cut


def _is_particle(token: str) -> bool:
    """A lone capital is an initial ("Maria E Silva"), an accented one is not ("Ó Briain")."""
    if token.endswith(".") or (len(token) == 1 and token.isascii() and token.isupper()):
        return False
    return _word(token) in PARTICLES


def _given_words(token: str, shouted: bool) -> list[str]:
    """Words of a given-name token: "J.-F." and "JR" are two initials, "Yi-An" is one name.

    Where the whole name is `shouted` in capitals, "YI" is a name.
    """
    pieces = [_word(piece) for piece in re.split(r"[.\-‐‑]+", token)]
    pieces = [piece for piece in pieces if piece]
    if len(pieces) > 1 and all(is_initial(piece) for piece in pieces):
        return pieces
    in_capitals = token.isupper() and token.isascii() and not shouted
    if len(pieces) == 1 and len(pieces[0]) == 2 and in_capitals:
        return list(pieces[0])  # "JR Smith"
    return ["".join(pieces)] if pieces else []


def _word(token: str) -> str:
    return re.sub(r"[^\w]|_", "", fold(token.strip(_AROUND)))


@lru_cache(maxsize=1)
def _nicknames() -> dict[str, frozenset[str]]:
    """{form: other forms}. Two short forms of one name stand for one another too."""
    path = Path(__file__).with_name("nicknames.toml")
    groups = tomllib.loads(path.read_text(encoding="utf-8"))["names"]
    found: dict[str, set[str]] = {}
    for group in groups:
        forms = {_word(form) for form in group}
        for form in forms:
            found.setdefault(form, set()).update(forms - {form})
    return {form: frozenset(others) for form, others in found.items()}
