"""What an editor does with a proposal; all of it stands in the history of the row."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction

from accounts.models import Proposal
from accounts.told import told

State = Proposal.State


class NotDecidable(Exception):
    """A sentence for the editor."""


@transaction.atomic
def decide(proposal: Proposal, state: str, note: str, version: str, by: Any) -> Proposal:
    """Approve (which publishes the row), send back or decline what the editor saw, `version`.

    Raises NotDecidable where it was decided or changed meanwhile, or needs a note and has none.
    """
    found = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if not found.is_open:
        raise NotDecidable(f"It is decided already: {found.stands.lower()}.")
    if found.version != version:
        raise NotDecidable("It was changed while you looked at it. Look again, then decide.")
    if state == State.SENT_BACK and not note:
        raise NotDecidable("Say in the note what should be different.")
    if state not in (State.APPROVED, State.SENT_BACK, State.DECLINED):
        raise NotDecidable("Choose one of the buttons below.")
    row: Any = found.row
    if state == State.APPROVED:
        row.is_draft, row.publish_at = False, None
        row.save()
    found.state, found.note, found.decided_by = state, note, by
    found.seen = told(row)
    found.save()
    said = f"{found.get_state_display()}: proposal of {found.proposer}."
    LogEntry.objects.log_actions(by.pk, [row], CHANGE, f"{said} {note}".strip())
    return found
