"""Text that is rendered when a row is saved, not for each visitor."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.safestring import SafeString, mark_safe

from core.text import LONGEST


def too_long(length: int) -> str:
    return (
        f"This has {length:,} characters; a text may have {LONGEST:,}. Divide it, or put the"
        " longer part into a file."
    )


class Rendered(models.Model):
    """For each name in RENDERED, a field of that name has its HTML in ``<name>_html``."""

    RENDERED: ClassVar[dict[str, Callable[[str], SafeString]]] = {}

    class Meta:
        abstract = True

    def render(self, names: Iterable[str] | None = None) -> None:
        """Bring the HTML in line with the text, of all fields or of those named."""
        for name in self.RENDERED if names is None else names:
            setattr(self, f"{name}_html", self.RENDERED[name](getattr(self, name)))

    def clean_fields(self, exclude: Any = None) -> None:
        """Raises ValidationError for a text that is too long to become HTML, too."""
        errors: dict[str, Any] = {}
        try:
            super().clean_fields(exclude=exclude)
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        for name in self.RENDERED:
            if name not in (exclude or ()) and len(getattr(self, name)) > LONGEST:
                errors[name] = [*errors.get(name, []), too_long(len(getattr(self, name)))]
        if errors:
            raise ValidationError(errors)

    def save(self, *args: Any, **kwargs: Any) -> None:
        fields = kwargs.get("update_fields")
        names = [name for name in self.RENDERED if fields is None or name in fields]
        self.render(names)
        if fields is not None:
            kwargs["update_fields"] = {*fields, *(f"{name}_html" for name in names)}
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
