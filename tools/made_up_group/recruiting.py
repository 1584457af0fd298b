"""Whom the group looks for: openings in every state, texts around them, who takes students."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from openings.models import REVIEWED, Board, Opening, Question
from people.models import Person, Taking
from publications.models import Topic

INSTITUTE = "Institute of Slow Computation"
NOTE = """
We look for somebody who likes **hard questions and bad weather**. You will work on {topic} with
people from three fields.

- a degree in computer science, mathematics, physics, or what you can make a case for
- patience; boots are provided

Send a CV and two pages on a measurement that you do not trust."""
VALUES = """
We publish little and check much. Everybody has **a project of their own** from the first term, and
a second one with somebody else. Rivers are measured in every season, also in the wet one.

- A result that fails is told at the next meeting, and earns a cake.
- Nobody answers mail at night."""
LETTER = """
Half a page is enough. Say **which of our papers you read**, and what you would do differently;
what you can do, with one thing to look at; and when you could start. Marks and letters of others
can wait until we ask for them."""
QUESTIONS = [
    ("Do I need a master’s degree?", "No. You need a year of work of your own that you can show."),
    (
        "Who pays?",
        "Every place is *fully funded*: a stipend, travel to two meetings a year, and dry socks.",
    ),
    (
        "I cannot start in the fall. Is that bad?",
        "Say when you can. We wait up to a year for whom we want.",
    ),
    (
        "Nobody answered my letter. Why?",
        "Each letter is answered within a month. After that, write again: the tide took it.",
    ),
]


def recruiting(today: date, leads: Sequence[Person], faculty: Sequence[Person]) -> None:
    """Write it as it stands on that day."""
    _openings(today, leads, faculty)
    _board()
    _taking(today, leads, faculty)


def _openings(today: date, leads: Sequence[Person], faculty: Sequence[Person]) -> None:
    fall = f"Fall {today.year + 1}"
    topics = list(Topic.objects.order_by("name", "pk")[:3])

    def ago(days: int) -> date:
        return today - timedelta(days=days)

    def ahead(days: int) -> str:
        return (today + timedelta(days=days)).isoformat()

    told: list[tuple[date | None, dict[str, Any]]] = [
        (ago(12), {
            "audience": "phd", "topic": "measurements that come late", "contact": leads[0],
            "start": fall, "places": 2, "funding": "fully funded for four years",
            "deadline": ahead(47), "afterwards": "Interviews by video in the four weeks after;"
            " answers to all within ten weeks.",
        }),
        (ago(30), {
            "title": "Postdoctoral researcher in causal inference (two years)",
            "audience": "postdoc", "topic": "causality", "contact": leads[-1],
            "start": f"January {today.year + 1}", "places": 1,
            "funding": "two years, renewable once",
            "deadline": ahead(9), "way": "portal", "portal": "https://jobs.example/tidewater/217",
        }),
        (ago(3), {
            "audience": "intern", "topic": "instruments that lose power",
            "contact": faculty[0] if faculty else leads[0], "status": "rolling", "way": "mail",
            "start": "Three months, at any time",
        }),
        (ago(250), {
            "audience": "master", "topic": "a delta that moves", "contact": leads[-1],
            "status": "maybe", "start": fall, "funding": "If a grant comes through",
        }),
        (None, {"topic": "whatever brings you here", "contact": leads[0], "way": "mail"}),
        (ago(60), {"audience": "staff", "topic": "boats", "contact": leads[0], "status": "closed"}),
        (ago(90), {
            "title": f"PhD places for Fall {today.year}", "audience": "phd", "topic": "gauges",
            "contact": leads[0], "deadline": ahead(-31),
        }),
        (ago(1), {
            "audience": "visitor", "topic": "tides", "contact": leads[-1], "is_draft": True,
        }),
    ]  # fmt: skip
    for confirmed, values in told:
        text = NOTE.format(topic=values.pop("topic"))
        review = confirmed + REVIEWED if confirmed else None
        opening = Opening.objects.create(
            text=text, institution=INSTITUTE, confirmed_on=confirmed, review_on=review,
            posted_on=confirmed, **values,
        )  # fmt: skip
        if opening.audience in ("phd", "postdoc"):
            opening.topics.set(topics if opening.audience == "phd" else topics[:1])


def _board() -> None:
    board = Board(values=VALUES.strip(), letter=LETTER.strip())
    board.save()
    for place, (question, answer) in enumerate(QUESTIONS, 1):
        Question.objects.create(board=board, question=question, answer=answer, position=place)


def _taking(today: date, leads: Sequence[Person], faculty: Sequence[Person]) -> None:
    fall = f"Fall {today.year + 1}"
    said = [
        (leads[:1], Taking.YES, fall, 12),
        (leads[1:2], Taking.MAYBE, fall, 250),
        (faculty[:1], Taking.NO, "", 40),
        (faculty[1:2], Taking.YES, f"Spring {today.year + 2}", 5),
    ]
    for people, taking, when, days in said:
        for person in people:
            person.taking, person.taking_for = taking, when
            person.confirm_taking(today - timedelta(days=days))
            person.save(update_fields=["taking", "taking_for", "taking_confirmed"])
