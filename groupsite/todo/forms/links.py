"""Links of which a page told the label alone."""

from __future__ import annotations

from typing import Any

from django import forms

from groupsite.todo.forms.base import RowForm
from groupsite.todo.history import change
from groupsite.todo.rights import may


class LinkForm(RowForm):
    url = forms.URLField(
        required=False,
        max_length=500,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"class": "vURLField"}),
    )
    remove = forms.BooleanField(label="Remove this link", required=False)

    def arrange(self) -> None:
        self.fields["url"].label = f"Address of “{self.row.label}”"
        if not may(self.request, "delete", type(self.row)):
            del self.fields["remove"]

    def links(self) -> list[tuple[str, str]]:
        """Those that the record shows already."""
        return [
            found if isinstance(found, tuple) else (found.label, found.url)
            for found in getattr(self.owner, "shown_links", [])
        ]

    def clean(self) -> dict[str, Any]:
        self.only_one_of("url", "remove", "Give an address, or remove the link: not both.")
        return self.cleaned_data

    def fill(self) -> list[dict[str, Any]]:
        if self.cleaned_data.get("remove"):
            removed = change("deleted", self.row)
            self.row.delete()
            return [removed]
        self.row.url = self.cleaned_data["url"]
        self.row.save()
        return [change("changed", self.row, "address")]


def link_form(owner_field: str) -> type[LinkForm]:
    """The form of links that belong to what that foreign key leads to."""
    return type("LinkForm", (LinkForm,), {"owner_field": owner_field})
