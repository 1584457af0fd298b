"""What an atom looks like, as numbers: how much of a name, a title, a venue, a date it has.

No feature decides. The weights of `model.py` say how much each tells for each label.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from importer import knowledge
from importer.parse import dates, names, spans, status
from importer.parse.venue_evidence import evidence, is_known
from importer.parse.works.atoms import Atom

FUNCTION_WORDS = frozenset(
    "of the for in on with and to from via by at as is are an a towards toward using under between "
    "over into without through its their how why when what does der die das und von zur im für des "
    "le la les et du aux pour sur dans el los las y en del il e gli nel per con".split()
)
SPEECH = frozenset(
    "we our this that these which is are was were can has have be it show propose present study i "
    "my you they".split()
)
WITH = re.compile(
    r"^(?:(?:hg|hrsg|eds?|dir|coord)\.?,?\s+)?(?:joint(?:ly)?\s+)?(?:work\s+)?"
    r"(?:with|by|mit|avec|con|com|met|gem(?:\.|einsam)\s+mit|zus(?:\.|ammen)\s+mit|en\s+collaboration\s+avec)\s+",
    re.I,
)
AND = re.compile(r"^(?:and|&|und|et(?!\s+al)|y)\s+", re.I)
IN = re.compile(
    r"(?:to appear |accepted |published |appeared )?(?:in|dans|en|at)\b\s*:?\s|proc\b|proceedings",
    re.I,
)
FIGURES = re.compile(
    r"(?:(?:vol|no|nr|pp?|issue|volume|number|pages?|art|article|bd|s|ch|chap|chapter|paper)\b\.?\s*)?"
    r"[\W_]*[A-Za-z]{0,2}\d[\d\s:.,;()/–—\-A-Za-z]{0,25}$|\d{1,4}\s?(?:pages|pp|p|seiten|s)\.?$",
    re.I,
)
ENDS_NUMBER = re.compile(r"[^\W\d_]\W+[\d:–—-]+(?:\s*[(:]\s*[\d–-]+\)?)?$")
OTHERS = re.compile(r"\W*(?:(?:and\s+|&\s*)?et\s+al|and\s+(?:\d+\s+)?others|(?:\.\.\.|…))\W*", re.I)
PERIOD = re.compile(r"(1[0-9]\d\d|20[0-3]\d)\s?[-–—]{1,2}\s?(1[0-9]\d\d|20[0-3]\d|present|\d\d)")
YEAR_ONLY = re.compile(r"\W*(?:19|20)\d\d[a-z]?\W*")
WORD = re.compile(r"[^\W\d_][\w’'-]*")
INNER_CAPITAL = re.compile(r"[a-z][A-Z]|^[A-Z]{2,}$")
NOTE_START = re.compile(r"[^\W\d_]+")
SIZES = ((1, "w1"), (2, "w2"), (5, "w3-5"), (12, "w6-12"), (25, "w13-25"), (10**9, "w26+"))

Features = dict[str, float]


def of(atoms: Sequence[Atom], known: frozenset[tuple[str, ...]]) -> list[Features]:
    """The features of each atom; `known` are names that recur in the section."""
    counts = Counter(atom.line.number for atom in atoms)
    found = []
    above: Atom | None = None
    for atom in atoms:
        seen = _features(atom, known)
        seen["whole line"] = float(counts[atom.line.number] == 1)
        seen["line of many"] = float(counts[atom.line.number] > 3)
        if above and above.line is atom.line:
            seen["behind quoted"] = float(above.shape == "quoted")
            seen["into quoted"] = float(atom.shape == "quoted" != above.shape)
            for kind in above.emphasis - atom.emphasis:
                seen[f"behind {kind}"] = 1.0
            for kind in atom.emphasis - above.emphasis:
                seen[f"into {kind}"] = 1.0
        found.append({name: value for name, value in seen.items() if value})
        above = atom
    return found


def _features(atom: Atom, known: frozenset[tuple[str, ...]]) -> Features:
    found = dict(of_text(atom.text))
    found[f"before {atom.before}"] = 1.0
    found[f"after {atom.after}"] = 1.0
    if atom.shape:
        found[atom.shape] = 1.0
        if atom.shape != "quoted" and spans.labels_in(atom.text, atom.shape == "square"):
            found["label"] = 1.0
    for kind in atom.emphasis:
        found[kind] = 1.0
    if atom.people:
        found["family first"] = 1.0
        found["share"] = found["names"] = 1.0
        listed: Iterable[str] = [name for name, _ in atom.people]
    else:
        listed = names.split(WITH.sub("", atom.text)[:400]).names if "share" in found else ()
    keys = [names.key(name) for name in listed]
    if keys and known:
        found["known"] = sum(key in known for key in keys) / len(keys)
    found["line of prose"] = is_prose(atom.line.text)
    if atom.first:
        found["line bullet"] = float(bool(atom.line.bullet))
        found["line heading"] = float(bool(atom.line.heading))
    return found


@lru_cache(maxsize=5_000)
def is_prose(text: str) -> float:
    """1.0 where a line is running text: long, and full of the small words of speech; where it does
    not begin with one of them, longer than a title with its authors."""
    words = [w.strip('.,;:()[]"“”').casefold() for w in text[:3_000].split()]
    if len(words) < 18 or len(words) < 30 and words[0] not in SPEECH:
        return 0.0
    small = sum(w in FUNCTION_WORDS or w in SPEECH for w in words)
    told = sum(w in SPEECH for w in words)
    return float(small / len(words) > 0.25 and told >= 2)


@lru_cache(maxsize=50_000)
def of_text(text: str) -> tuple[tuple[str, float], ...]:
    """The features of an atom that follow from its text alone."""
    words = text.split()
    found: Features = {"bias": 1.0}
    found[next(name for most, name in SIZES if len(words) <= most)] = 1.0
    _names(text, found)
    _venue(text, found)
    folded = [w.strip('.,;:()[]"“”').casefold() for w in words]
    content = sum(w in FUNCTION_WORDS for w in folded)
    found["function words"] = min(1.0, content / 2)
    found["speech"] = min(1.0, sum(w in SPEECH for w in folded) / 3) if len(words) > 7 else 0.0
    letters = WORD.findall(text)
    if letters:
        found["lower"] = float(letters[0][0].islower())
        if len(letters) > 2:
            found["capitals"] = sum(w[0].isupper() for w in letters if len(w) > 3) / max(
                1, sum(len(w) > 3 for w in letters)
            )
        found["opens speech"] = float(letters[0].casefold() in SPEECH)
        found["inner capital"] = float(any(INNER_CAPITAL.search(w) for w in letters[:6]))
        if letters[0].casefold() in knowledge.words("note_starts"):
            found["note start"] = 1.0
    else:
        found["no letters"] = 1.0
    return tuple(found.items())


def _names(text: str, found: Features) -> None:
    bare = AND.sub("", WITH.sub("", text))
    with_others = bool(WITH.match(text))
    listed = names.split(bare[:3_000])
    share = names.list_likeness(bare)
    if OTHERS.fullmatch(bare):
        found["share"] = found["names"] = found["et al"] = 1.0
    if not listed.names:
        return
    found["share"] = share
    found["no name"] = float(share < 0.3)
    found["names"] = float(share >= 0.8)
    found["several"] = float(len(listed.names) > 1 and share > 0.6)
    found["et al"] = float(listed.truncated)
    found["marks"] = float(any(listed.marks))
    if with_others and share > 0.5:
        found["with names"] = 1.0
    if AND.match(text):
        found["and"] = 1.0
    if re.search(r"(?<!\w)[^\W\d_a-z]\.", text):
        found["initials"] = 1.0


def _venue(text: str, found: Features) -> None:
    sign = evidence(text)
    found["known venue"] = float(is_known(text)) if len(text) < 120 else 0.0
    found["venue"] = min(sign, 4.0) / 2
    found["no venue"] = float(sign == 0)
    for name, words in (
        ("venue word", "venue_words"),
        ("publisher", "publisher_words"),
        ("editor", "editor_words"),
        ("institution", "institution_words"),
        ("thesis", "thesis_words"),
        ("distinction", "distinctions"),
        ("body", "bodies"),
    ):
        if knowledge.phrase_pattern(words).search(text[:500]):
            found[name] = 1.0
    if status.of(text):
        found["status"] = 1.0
    if spans.ARXIV.search(text) or spans.DOI.search(text):
        found["identifier"] = 1.0
    if spans.URL.search(text):
        found["url"] = 1.0
    if IN.match(text):
        found["in"] = 1.0
    if PERIOD.fullmatch(text):
        found["period"] = 1.0
    elif FIGURES.match(text):
        found["figures"] = 1.0
    if ENDS_NUMBER.search(text[-60:]):
        found["ends in figures"] = 1.0
    if YEAR_ONLY.fullmatch(text):
        found["year alone"] = 1.0
    else:
        dated = dates.last(text) if len(text) < 300 else None
        if dated:
            rest = (text[: dated.start] + text[dated.end :]).strip(" ,.()")
            found["year"] = 1.0
            found["date alone"] = float(not rest)
    if spans.label_row(text):
        found["label row"] = 1.0
