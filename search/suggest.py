"""“Did you mean”: names that are like what nothing was found for."""

from __future__ import annotations

from rapidfuzz import fuzz, process

from people.models import Person
from search.database import documents
from search.fold import Term, folded, phrases, plain, printed_words, terms
from search.models import Document, Kind
from search.results import finds, known_people

LIKE_WORD, LIKE_NAME = 75, 80  # of 100
SHORTEST = 3  # letters of a word that may be misspelt
MOST = 3
CANDIDATES = 10


def suggestions(query: str) -> list[str]:
    """What to ask instead, the likeliest first; each finds something.

    The names of people that are like the whole query, and the query with each misspelt word as a
    name has it. Reads the names of all people: for a page without results.
    """
    names = dict(
        Document.objects.filter(kind=Kind.PERSON).order_by("pk").values_list("object_id", "title")
    )
    found = _people_like(query, names)
    if corrected := _corrected(query, names):
        found.append(corrected)
    each = {frozenset(terms(name)): name for name in reversed(found)}
    return list(reversed(each.values()))[:MOST]


def _people_like(query: str, names: dict[int, str]) -> list[str]:
    asked = " ".join(term.phrases[0][0] for term in terms(query))
    like = process.extract(
        asked, names, scorer=fuzz.token_sort_ratio, score_cutoff=LIKE_NAME, limit=CANDIDATES
    )
    people = known_people().in_bulk([key for _, _, key in like])
    return [people[key].name for _, _, key in like if key in people]


def _corrected(query: str, names: dict[int, str]) -> str:
    """The query with each word that is in no document as a name has it; empty if none is."""
    text = plain(query)
    parts, end, changed = [], 0, False
    for match in printed_words(text):
        word = match[0]
        better = "" if _is_known(word) else _word_like(word, names)
        parts += [text[end : match.start()], better or word]
        changed, end = changed or bool(better), match.end()
    asked = "".join([*parts, text[end:]])
    return asked if changed and finds(asked) else ""


def _is_known(word: str) -> bool:
    term = Term(phrases(word))
    return Document.objects.filter(pk__in=documents([term])).exists()


def _word_like(word: str, names: dict[int, str]) -> str:
    """The likest word of a name, as it is printed for somebody whom a visitor may see."""
    asked = folded(word)
    if len(asked) < SHORTEST:
        return ""
    bearers: dict[str, list[int]] = {}
    for key, name in names.items():
        for part in name.split():
            bearers.setdefault(part, []).append(key)
    like = process.extract(
        asked, bearers.keys(), scorer=fuzz.ratio, score_cutoff=LIKE_WORD, limit=CANDIDATES
    )
    for part, _, _ in like:
        for person in known_people().filter(pk__in=bearers[part][:CANDIDATES]):
            if printed := _printed(person, part):
                return printed
    return ""


def _printed(person: Person, part: str) -> str:
    words = (match[0] for match in printed_words(f"{person.name} {person.native_name}"))
    return next((word for word in words if any(part in p for p in phrases(word))), "")
