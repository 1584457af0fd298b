"""Whether a record of a review and another one are one work: a person says so, for good."""

from __future__ import annotations

from typing import Any

from importer.duplicates.judge import say
from importer.match.judged import Marks
from importer.match.keys import WorkEntry
from importer.match.marks import marks_of_work
from importer.models import Judgement, Proposal, Subject
from importer.records import from_json


def judge(proposal: Proposal, number: int, same: bool, by: Any) -> Judgement:
    """Keep what a person says of a record and its candidate of that number.

    Raises IndexError where the record has no such candidate.
    """
    candidate = proposal.candidates[number]
    owner = _owner_of(proposal)
    page = proposal.page
    own = _marks(proposal.type, proposal.says, owner, f"{page.name}|{page.kind}|{owner}")
    other = _marks(candidate["type"], candidate["says"], candidate["owner"], candidate["page_key"])
    titles = proposal.says["title"], candidate["says"]["title"]
    return say(Subject.WORK, same, (own, titles[0]), (other, titles[1]), by)


def _marks(record_type: str, payload: dict[str, Any], owner: str, page_key: str) -> Marks:
    record: Any = from_json(record_type, payload)
    return marks_of_work(WorkEntry("", owner, record, page_key))


def _owner_of(proposal: Proposal) -> str:
    first = proposal.page.proposals.filter(type="person", position=0).first()
    return str(first.says["name"]) if first else ""
