"""What imports, merges and splits did to a record: read off their journals, where all is kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.urls import reverse

from core.batches import batched
from history.state import State
from importer.duplicates.kinds import kind_on
from importer.models import Change, Journal


@dataclass
class Told:
    """One import, merge or split: what it changed of a record, and how it is taken back."""

    journal: Journal
    old: State = field(default_factory=dict)
    new: State = field(default_factory=dict)

    @property
    def at(self) -> datetime:
        return self.journal.made

    @property
    def title(self) -> str:
        return self.journal.title

    @property
    def kind(self) -> str:
        return kind_of(self.journal)


def kind_of(journal: Journal) -> str:
    if hasattr(journal, "run"):
        return "import"
    return "split" if hasattr(journal, "judgement") else "merge"


def of_record(states: Iterable[State]) -> list[Told]:
    """What stands of all rows that a record ever had, as `states` name them; the newest first."""
    rows: dict[str, set[int]] = defaultdict(set)
    for state in states:
        for label, some in state.items():
            rows[label] |= {int(key) for key in some}
    found: dict[int, Told] = {}
    for label, keys in sorted(rows.items()):
        for batch in batched(sorted(keys)):
            changes = Change.objects.filter(model=label, object_id__in=batch)
            for change in _with_journals(changes):
                told = found.setdefault(change.journal_id, Told(change.journal))
                key = str(change.object_id)
                for side, columns in ((told.old, change.before), (told.new, change.after)):
                    if columns is not None:
                        side.setdefault(label, {}).setdefault(key, {}).update(columns)
    return sorted(found.values(), key=lambda told: -told.journal.pk)


def _with_journals(changes: Any) -> Any:
    told = changes.filter(journal__undone=None).order_by("pk")
    return told.select_related(
        "journal__by", "journal__run", "journal__merge", "journal__judgement"
    )


def undo_address(journal: Journal, user: Any) -> str:
    """The page on which this user may take the journal back; empty where they may not."""
    if journal.undone:
        return ""
    if run := getattr(journal, "run", None):
        allowed = user.has_perm("importer.delete_importrun")
        return reverse("admin:importer_importrun_undo", args=[run.pk]) if allowed else ""
    if said := getattr(journal, "judgement", None):
        allowed = kind_on(said.subject).may_merge(user)
        return reverse("admin:duplicates_unsplit", args=[said.pk]) if allowed else ""
    if merge := getattr(journal, "merge", None):
        allowed = kind_on(merge.subject).may_merge(user)
        return reverse("admin:duplicates_unmerge", args=[merge.pk]) if allowed else ""
    return ""
