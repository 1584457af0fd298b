"""Text that is rendered when a row is saved, not for each visitor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django.db import models
from django.utils.safestring import SafeString, mark_safe


class Rendered(models.Model):
    """For each name in RENDERED, a field of that name has its HTML in ``<name>_html``."""

    RENDERED: ClassVar[dict[str, Callable[[str], SafeString]]] = {}

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        for name, render in self.RENDERED.items():
            setattr(self, f"{name}_html", render(getattr(self, name)))
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {
                *fields,
                *(f"{n}_html" for n in self.RENDERED if n in fields),
            }
        super().save(*args, **kwargs)


class HTMLField(models.TextField):  # type: ignore[type-arg]
    """HTML that core.text made; templates may print it as it is."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "editable": False, "blank": True, "default": ""})

    def deconstruct(self) -> Any:
        name, path, args, _ = super().deconstruct()
        return name, path, args, {}

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Any:
        return mark_safe(value) if value is not None else None
