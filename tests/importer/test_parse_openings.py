"""Notes that somebody is looked for, by what sentences say."""

import pytest

from importer.parse import openings, parse
from importer.records import OpeningRecord
from importer.sources import load


@pytest.mark.parametrize(
    "text",
    [
        "We have an opening for an MSc student in September.",
        "We always welcome enquiries from prospective PhD students and postdocs.",
        "I am looking for a PhD student interested in mud; please email me.",
        "If you are a master's student who likes rain, write to me.",
        "Wir suchen Doktorandinnen für ein Projekt über Schlamm.",
        "Nous recrutons des stagiaires en science de la boue.",
        "Busco estudiantes interesados en el barro.",
        "Please do not hesitate to contact me: we are hiring postdocs.",
    ],
)
def test_a_sentence_says_that_somebody_is_looked_for(text: str) -> None:
    assert [note.text for note in openings.read([text], 1)] == [text]


@pytest.mark.parametrize(
    "text",
    [
        "I am not taking new PhD students this year.",
        "I am on the job market and looking for postdoc positions.",
        "I am looking for a research internship for an undergraduate.",
        "My students like rain.",
    ],
)
def test_who_looks_for_nobody_has_no_note(text: str) -> None:
    assert openings.read([text], 1) == []


def test_a_call_takes_the_sentence_that_says_for_whom() -> None:
    parts = ["We are hiring!", "A technician position is open until October.", "It rains."]
    assert [note.text for note in openings.read(parts, 1)] == [" ".join(parts[:2])]


def test_a_note_stands_in_any_section() -> None:
    text = "Ann Lee\n\n## Service\n\n- Reviewer: CHI\n\nI am looking for a PhD student; email me."
    found = parse(load("page.md", text.encode()))
    assert [note.text for note in found.of_type(OpeningRecord)] == [
        "I am looking for a PhD student; email me."
    ]
