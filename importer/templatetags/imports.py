"""What waits under Imports, for the front page of the admin."""

from __future__ import annotations

from typing import Any

from django import template
from django.db.models import Model

from importer.duplicates.kept import refresh
from importer.duplicates.kinds import open_to
from importer.models import ImportRun
from importer.save.merging import link_of
from importer.waiting import number_waiting

register = template.Library()


@register.simple_tag
def imports_for(user: Any) -> dict[str, Any]:
    """Whether the user may import, the imports that are not at their end, the number of fields on
    which an editor and a page differ, and of pairs that may be one, kind by kind."""
    refresh()
    allowed = user.has_perm("importer.add_importrun")
    states = (*ImportRun.AT_WORK, ImportRun.State.REVIEW, ImportRun.State.FAILED)
    return {
        "allowed": allowed,
        "open": ImportRun.objects.filter(state__in=states) if allowed else (),
        "differing": number_waiting(user),
        "pairs": [(kind, number) for kind in open_to(user) if (number := kind.pairs().count())],
    }


@register.filter
def was_imported(row: Model) -> bool:
    """Whether an import wrote the row, so that it can be told where that came from."""
    return link_of(row) is not None
