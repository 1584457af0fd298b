"""Notes that somebody is looking for students, postdocs or interns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from importer import knowledge
from importer.records import OpeningRecord

FIRST_PERSON = re.compile(
    r"\b(?:I['’]m|I\s+am|I\s+will|I\s+have|we\s+are|we['’]re|we\s+have|my|our)\b", re.I
)
OWN_GROUP = re.compile(
    r"\b(?:my|our)\s+(?:\w+\s+)?(?:group|lab|laboratory|team)\b|\bwork(?:ing)?\s+with\s+me\b|"
    r"\bI(?:['’]m|\s+am)\s+(?:always\s+|actively\s+|currently\s+)?"
    r"(?:looking|recruiting|hiring|seeking|taking)",
    re.I,
)
FOLLOWS = re.compile(
    r"(?:please|if\s+(?:you|interested)|interested|apply|send|feel free|contact|"
    r"email|e-mail)\b",
    re.I,
)
OTHERS = re.compile(
    r"^(?:also,?\s+|moreover,?\s+)?(?:the\s+)?"
    r"(?P<who>[^\W\d_a-z][\w&.'’ -]{1,80}?)\s+"
    r"(?:is|are|might|may|will|has|have)\b"
)
LEAD = re.compile(r"^(?:also|moreover|in addition|by the way|finally),\s+", re.I)


def read(sentences: Sequence[str], line: int) -> list[OpeningRecord]:
    """The notes among the sentences of a paragraph, each with the sentences on how to apply."""
    found = []
    k = 0
    while k < len(sentences):
        sentence = sentences[k]
        audience = knowledge.phrase_pattern("audiences").search(sentence)
        if not audience or not knowledge.phrase_pattern("recruiting").search(sentence):
            k += 1
            continue
        texts = [LEAD.sub("", sentence)]
        while k + 1 < len(sentences) and FOLLOWS.match(sentences[k + 1]):
            k += 1
            texts.append(sentences[k])
        found.append(_opening(" ".join(texts), sentence, audience[0], line))
        k += 1
    return found


def _opening(text: str, sentence: str, audience: str, line: int) -> OpeningRecord:
    other = OTHERS.match(LEAD.sub("", sentence))
    first = bool(FIRST_PERSON.search(sentence)) and bool(OWN_GROUP.search(text))
    who = other["who"].strip() if other and not first else ""
    return OpeningRecord(
        lines=(line, line),
        text=text,
        audience=audience,
        first_person=first,
        institution="" if who in ("I", "We") else who,
    )
