"""Which rows are whose, as a condition of one query."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, Q

from accounts.models import Proposal
from accounts.rights import PROPOSABLE, Scope
from accounts.roles import person_of


def within(scope: Scope, action: str, user: Any, model: type[Model]) -> Q:
    """That a row of `model` lies within a scope that is neither ALL nor NONE.

    What somebody proposed stays in their sight, whatever came of it, and in their hands until an
    editor decided.
    """
    rows: Any = model._default_manager.all()
    if scope is Scope.PROPOSED:
        return _proposed(action, user, model)
    if scope is Scope.ASSIGNED:
        return Q(pk__in=rows.handled_by(person_of(user)).order_by().values("pk"))
    own = Q(pk__in=rows.owned_by(person_of(user)).order_by().values("pk"))
    if model._meta.label_lower in PROPOSABLE:
        own |= _proposed(action, user, model)
    if scope is Scope.PUBLIC:
        own |= Q(pk__in=rows.published().order_by().values("pk"))
    return own


def _proposed(action: str, user: Any, model: type[Model]) -> Q:
    if action == "view":
        return Q(pk__in=Proposal.objects.rows_of(user, model))
    held = Proposal.objects.undecided()
    if action == "delete":  # what came to nothing need not stay
        held |= Proposal.objects.filter(state=Proposal.State.DECLINED)
    return Q(is_draft=True, pk__in=held.rows_of(user, model))
