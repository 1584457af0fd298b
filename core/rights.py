"""Who may do what with which row: asked here, answered by the backends of the settings."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth import get_backends, get_permission_codename
from django.db import models

from core.published import visible

CHOOSE = "choose"  # beside view, add, change and delete: to be offered where a form asks for a row


@dataclass(frozen=True, slots=True)
class Limits:
    """The fields of a form that are not the user's: some are shown, some are not even that."""

    shown: frozenset[str] = field(default_factory=frozenset)
    hidden: frozenset[str] = field(default_factory=frozenset)

    def __contains__(self, name: str) -> bool:
        return name in self.shown or name in self.hidden


def permission(action: str, model: type[models.Model]) -> str:
    """The name of a permission, such as “people.change_person”."""
    return f"{model._meta.app_label}.{get_permission_codename(action, model._meta)}"


def may(user: Any, action: str, row: models.Model) -> bool:
    """Whether `user` may view, add, change or delete (`action`) this very row."""
    return bool(user.has_perm(permission(action, type(row)), row))


def may_some(user: Any, action: str, model: type[models.Model]) -> bool:
    """Whether there can be a row of `model` that `user` may `action`."""
    return bool(user.has_perm(permission(action, model)))


def may_all(user: Any, action: str, model: type[models.Model]) -> bool:
    """Whether `user` may `action` every row of `model`, now and later."""
    return any(backend.may_all(user, action, model) for backend in _backends())


def allowed(user: Any, action: str, rows: models.QuerySet[Any, Any]) -> models.QuerySet[Any, Any]:
    """Those of `rows` that `user` may `action`: a condition of the same query."""
    for backend in _backends():
        return backend.allowed(user, action, rows)  # type: ignore[no-any-return]
    return rows.none()


def visible_to(user: Any, rows: models.QuerySet[Any, Any]) -> models.QuerySet[Any, Any]:
    """Those of `rows` that visitors see, and those that `user` may view."""
    if may_all(user, "view", rows.model):
        return rows
    theirs = allowed(user, "view", rows.model._default_manager.all())
    return rows.filter(visible(rows.model) | models.Q(pk__in=theirs.order_by().values("pk")))


def limits(user: Any, model: type[models.Model]) -> Limits:
    """What of the forms of `model` is not the user's to write."""
    for backend in _backends():
        return backend.limits(user, model)  # type: ignore[no-any-return]
    return Limits()


def before_adding(user: Any, row: models.Model) -> None:
    """To be called before a new row is saved: makes it the user's, or a draft that waits."""
    for backend in _backends():
        backend.before_adding(user, row)


def after_adding(user: Any, row: models.Model) -> None:
    """To be called when a new row is saved: who may only propose it has proposed it."""
    for backend in _backends():
        backend.after_adding(user, row)


def after_changing(user: Any, row: models.Model) -> None:
    """To be called when a row was changed: a proposal that was sent back waits again."""
    for backend in _backends():
        backend.after_changing(user, row)


def _backends() -> list[Any]:
    """Those that tell rows apart: one, unless somebody adds another."""
    return [backend for backend in get_backends() if hasattr(backend, "allowed")]
