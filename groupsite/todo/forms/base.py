"""What the fields of all lists have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from groupsite.todo.about import About, about


def prefix_of(key: int) -> str:
    """What the names of a row's fields begin with: its key, as rows come and go meanwhile."""
    return f"row-{key}"


class RowForm(forms.Form):
    """The field of one row. Nothing is required: a row left alone is not touched."""

    owner_field = ""  # the foreign key to what the row belongs to; empty: the row itself
    wide = False  # whether the field wants the whole width

    def __init__(self, *args: Any, row: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, prefix=prefix_of(row.pk), label_suffix="", **kwargs)
        self.row, self.request = row, request
        self.arrange()

    def arrange(self) -> None:
        """Fits labels and fields to the row and to what the user may do."""

    @classmethod
    def prepare(cls, forms: Sequence[RowForm]) -> None:
        """Fetches for all rows of a page at once what their fields need."""

    @classmethod
    def owner_of(cls, row: Any) -> Any:
        return getattr(row, cls.owner_field) if cls.owner_field else row

    @property
    def owner(self) -> Any:
        """What the row belongs to, whose form in the admin and whose history it is part of."""
        return self.owner_of(self.row)

    @property
    def about(self) -> About:
        return about(self.owner)

    def note(self) -> str:
        """What else helps to fill it in."""
        return ""

    def links(self) -> list[tuple[str, str]]:
        """(label, address) of places where the answer may be found."""
        return []

    def fill(self) -> list[dict[str, Any]]:
        """Saves what was filled in; the parts of the change, for the history of the owner."""
        raise NotImplementedError

    def only_one_of(self, first: str, second: str, message: str) -> None:
        """Refuses two answers that exclude each other."""
        if self.cleaned_data.get(first) and self.cleaned_data.get(second):
            self.add_error(first, ValidationError(message))
