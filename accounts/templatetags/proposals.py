"""What of proposals waits, for the front page of the admin: `{% load proposals %}`."""

from __future__ import annotations

from typing import Any

from django import template

from accounts.models import Proposal
from core.rights import may_all

register = template.Library()
MOST = 10


@register.simple_tag
def proposals_for(user: Any) -> dict[str, Any]:
    """`waiting`: how many the user, an editor, has to decide on; `own`: the user's own that are not
    published, the last changed first."""
    decides = may_all(user, "change", Proposal)
    waiting = Proposal.objects.open().filter(state=Proposal.State.WAITING).count() if decides else 0
    own = Proposal.objects.there(is_draft=True).filter(by=user.pk).shown()
    return {"waiting": waiting, "own": list(own[:MOST])}
