"""A row that is shown before it is published: to whoever may see it, during one request.

While a preview is on, `published()` accepts that one row besides those that visitors see. So every
page is the real one, with the row where it will stand. A context variable holds it: other requests,
in other threads or tasks, know nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.urls import get_script_prefix, reverse


@dataclass(frozen=True)
class Preview:
    row: Any  # of a model that mixes in Published
    base: str  # the path below which the site is shown, with a slash at its end
    until: datetime | None = None  # of a secret link: when it ends
    form_url: str = ""  # where the row is edited, for who may

    @property
    def is_public(self) -> bool:
        """Whether visitors see the row anyway."""
        with showing(None):
            return bool(self.row.is_published)


_current: ContextVar[Preview | None] = ContextVar("preview", default=None)


@contextmanager
def showing(preview: Preview | None) -> Iterator[None]:
    """In this block the row of `preview` counts as published; with None, no such row does."""
    token = _current.set(preview)
    try:
        yield
    finally:
        _current.reset(token)


def current() -> Preview | None:
    return _current.get()


def shown_key(model: type[models.Model]) -> int | None:
    """The key of the row of `model` that is shown beforehand, if one is."""
    preview = _current.get()
    is_of_model = preview and preview.row._meta.concrete_model is model._meta.concrete_model
    return preview.row.pk if preview and is_of_model else None


def page_of(row: Any) -> str:
    """The path of the page that shows `row`: its own, or that of its section."""
    if hasattr(row, "get_absolute_url"):
        return str(row.get_absolute_url())
    return reverse(f"{row._meta.app_label}:{row._meta.app_label}")


def page_below(base: str, row: Any) -> str:
    """The same page where the site is shown below `base`."""
    return base + page_of(row).removeprefix(get_script_prefix())


def editors_address(row: Any) -> str:
    """Where editors see `row` as it will look."""
    return page_below(reverse("admin:preview", args=[row._meta.label_lower, row.pk, ""]), row)
