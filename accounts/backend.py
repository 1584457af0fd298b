"""Answers who may do what, from the role of the account and the declared rights.

A permission that somebody gave to an account by hand holds for all rows of its model, as Django
means it.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import BaseBackend, ModelBackend
from django.contrib.auth.models import Permission
from django.db.models import Model, QuerySet

from accounts.models import Proposal
from accounts.ownership import within
from accounts.rights import OWNERS, PARTS, PROPOSABLE, RULES, Scope, rule
from accounts.roles import Role, person_of, role_of
from core.rights import CHOOSE, Limits, permission

ACTIONS = ("view", "add", "change", "delete")
GIVEN = ModelBackend()


class RoleBackend(BaseBackend):
    """has_perm() with a row means that row, without one: some row."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        if not user_obj.is_active or user_obj.is_anonymous:
            return False
        if obj is None:
            app, _, codename = perm.partition(".")
            action, _, name = codename.partition("_")
            return _declared(user_obj, action, f"{app}.{name}") is not Scope.NONE
        model = type(obj)
        action = perm.partition(".")[2].removesuffix(f"_{model._meta.model_name}")
        if perm != permission(action, model):
            return False  # a permission on another model says nothing of this row
        scope = self.scope(user_obj, action, model)
        if scope in (Scope.NONE, Scope.ALL):
            return scope is Scope.ALL
        if action == "add" and model._meta.label_lower not in PARTS:
            return True  # it will be theirs, or a proposal
        return self._may(user_obj, action, obj)

    def may_all(self, user: Any, action: str, model: type[Model]) -> bool:
        return self.scope(user, action, model) is Scope.ALL

    def allowed(self, user: Any, action: str, rows: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
        """Those of `rows` that the user may `action`; parts of a row go with it."""
        scope = self.scope(user, action, rows.model)
        if scope is Scope.ALL:
            return rows
        if scope is Scope.NONE:
            return rows.none()
        if part := PARTS.get(rows.model._meta.label_lower):
            whole: Any = rows.model._meta.get_field(part.way).related_model
            theirs = self.allowed(user, _on_whole(action), whole._default_manager.all())
            return rows.filter(**{f"{part.way}__in": theirs.order_by().values("pk")})
        return rows.filter(within(scope, action, user, rows.model))

    def limits(self, user: Any, model: type[Model]) -> Limits:
        if self.scope(user, "change", model) is Scope.ALL or not user.is_active:
            return Limits()
        found = rule(role_of(user), model._meta.label_lower)
        return Limits(found.shown, found.hidden)

    def before_adding(self, user: Any, row: Any) -> None:
        scope = self.scope(user, "add", type(row))
        if scope is Scope.OWN and (field := OWNERS.get(row._meta.label_lower)):
            setattr(row, field, person_of(user))
        if scope is Scope.PROPOSED:
            row.is_draft, row.publish_at = True, None

    def after_adding(self, user: Any, row: Any) -> None:
        if self.scope(user, "add", type(row)) is Scope.PROPOSED:
            Proposal.objects.propose(user, row)

    def after_changing(self, user: Any, row: Any) -> None:
        if row._meta.label_lower in PROPOSABLE:
            Proposal.objects.changed_by(user, row)

    def scope(self, user: Any, action: str, model: type[Model]) -> Scope:
        """Of which rows of the model the user may do this."""
        if not user.is_active or user.is_anonymous:
            return Scope.NONE
        if user.is_superuser or any(
            GIVEN.has_perm(user, permission(each, model)) for each in _given_by(action)
        ):
            return Scope.ALL
        return _declared(user, action, model._meta.label_lower)

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        if not user_obj.is_active or user_obj.is_anonymous or obj is not None:
            return set()
        role = role_of(user_obj)
        if role == Role.ADMINISTRATOR:
            every = Permission.objects.values_list("content_type__app_label", "codename")
            return {f"{app}.{name}" for app, name in every}
        labels = [*RULES[role], *PARTS] if role else []
        return {
            f"{label.partition('.')[0]}.{action}_{label.partition('.')[2]}"
            for label in labels
            for action in ACTIONS
            if _declared(user_obj, action, label) is not Scope.NONE
        }

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        if not user_obj.is_active or user_obj.is_anonymous:
            return False
        role = role_of(user_obj)
        return role == Role.ADMINISTRATOR or any(
            _declared(user_obj, action, label) is not Scope.NONE
            for label in (RULES[role] if role else ())
            if label.startswith(f"{app_label}.")
            for action in ACTIONS
        )

    def _may(self, user: Any, action: str, row: Model) -> bool:
        """Asked once for each row and `user` object, which lives as long as a request."""
        known = user.__dict__.setdefault("_rights", {})
        key = (action, row._meta.label_lower, row.pk)
        if key not in known:
            rows = type(row)._default_manager.filter(pk=row.pk)
            known[key] = bool(row.pk) and self.allowed(user, action, rows).exists()
        return bool(known[key])


def _declared(user: Any, action: str, label: str) -> Scope:
    """As the role says; a part has the scope of its whole, unless it is withheld."""
    role = role_of(user)
    part = PARTS.get(label)
    if role is None or role == Role.ADMINISTRATOR or part is None:
        found = rule(role, label).scope(action)
        nobody = found is Scope.OWN and action == "add" and person_of(user) is None
        return Scope.NONE if nobody else found
    whole = rule(role, part.whole)
    if label in whole.hidden or (label in whole.shown and action != "view"):
        return Scope.NONE
    return whole.scope(_on_whole(action))


def _on_whole(action: str) -> str:
    """What one must be allowed with a row in order to do this to a part of it."""
    return action if action in ("view", CHOOSE) else "change"


def _given_by(action: str) -> tuple[str, ...]:
    """Permissions given by hand that allow the action, for all rows."""
    if action in ("view", CHOOSE):
        return ("view", "change")
    return (action,)
