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
# Who is looked for, after a call such as "We are hiring!".
OPEN = re.compile(
    r"\b(?:positions?|openings?|stellen?|postes?|plazas?|vagas?|posizion[ei])\b", re.I
)
NOT = re.compile(
    r"\b(?:do\s+not(?!\s+hesitate)|don['’]t(?!\s+hesitate)|cannot|can['’]?t|unable|no\s+longer|not\s+(?:\w+\s+){0,2}?"
    r"(?:taking|accepting|looking|hiring|recruiting|seeking)|no\s+(?:\w+\s+)?(?:positions?|openings?|"
    r"vacanc\w+)|keine|leider|ne\s+\w+\s+(?:plus|pas)|no\s+(?:tengo|acepto|busco)|não|non\s+cerco)\b",
    re.I,
)
# Somebody who looks for a place of their own.
SEEKS = re.compile(
    r"\bjob\s+market\b|\b(?:looking\s+for|seeking)\s+(?:an?\s+)?(?:[\w-]+\s+){0,4}?"
    r"(?:positions?|internships?|opportunit\w+|jobs?)\b",
    re.I,
)
CALL_WORDS = 6  # at most, of a call that says no more
OTHERS = re.compile(
    r"^(?:also,?\s+|moreover,?\s+)?(?:the\s+)?"
    r"(?P<who>[^\W\d_a-z][\w&.'’ -]{1,80}?)\s+"
    r"(?:is|are|might|may|will|has|have)\b"
)
INVITED = re.compile(
    r"\bif\s+you(?:['’]re|\s+are)\b|\bprospective\b|\b(?:wenn|falls)\s+sie\b|\bsi\s+vous\b|"
    r"\bsi\s+(?:eres|est[aá]s|te)\b|\bse\s+(?:você|sei|siete)\b|\bals\s+je\b|\binteressierte\b",
    re.I,
)
LEAD = re.compile(r"^(?:also|moreover|in addition|by the way|finally),\s+", re.I)


def read(sentences: Sequence[str], line: int) -> list[OpeningRecord]:
    """The notes among the sentences of a paragraph, each with the sentences on how to apply."""
    found = []
    k = 0
    while k < len(sentences):
        sentence = sentences[k]
        audience = _audience(sentence)
        texts = [LEAD.sub("", sentence)]
        if not audience and _is_call(sentence):
            if k + 1 < len(sentences) and _names_some(sentences[k + 1]):
                k += 1
                texts.append(sentences[k])
            audience = _audience(texts[-1]) or " "
        if not audience:
            k += 1
            continue
        while k + 1 < len(sentences) and FOLLOWS.match(sentences[k + 1]):
            k += 1
            texts.append(sentences[k])
        found.append(_opening(" ".join(texts), sentence, audience.strip(), line))
        k += 1
    return found


def _audience(sentence: str) -> str:
    """Whom a sentence says to be looked for, or asks to write or to apply; empty for another
    sentence, one that says no, and one whose writer looks for a place."""
    if NOT.search(sentence) or SEEKS.search(sentence):
        return ""
    named = knowledge.phrase_pattern("audiences").search(sentence)
    told = knowledge.phrase_pattern("recruiting").search(sentence)
    invited = INVITED.search(sentence) and knowledge.phrase_pattern("apply_calls").search(sentence)
    return named[0] if named and (told or invited) else ""


def _is_call(sentence: str) -> bool:
    """Whether a sentence is a call such as "We are hiring!" and no more."""
    known = knowledge.phrase_pattern("hiring_calls")
    plain = sentence.replace("’", "'")
    return len(plain.split()) <= CALL_WORDS and bool(known.search(plain)) and not NOT.search(plain)


def _names_some(sentence: str) -> bool:
    """Whether a sentence after such a call says who is looked for."""
    named = knowledge.phrase_pattern("audiences").search(sentence) or OPEN.search(sentence)
    return bool(named) and not NOT.search(sentence)


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
