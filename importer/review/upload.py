"""The form that begins an import: files, a folder, or pasted text."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from importer.sources import LIMIT

MOST_FILES = 200
PASTED = "pasted text"


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; gives a list of those that are not hidden."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = data if isinstance(data, list | tuple) else [data] if data else []
        found = [f for f in given if not PurePath(f.name or "").name.startswith(".")]
        for file in found:
            if file.size and file.size > LIMIT:
                size = LIMIT // 1_000_000
                raise ValidationError(f"{file.name} is larger than {size} MB: divide it in parts.")
        return found


class ImportForm(forms.Form):
    chosen = FilesField(
        label="files",
        required=False,
        help_text="Saved homepages and publication lists: text, HTML, Markdown, BibTeX. You may"
        " drop several here.",
    )
    folder = FilesField(
        required=False,
        widget=FilesInput(attrs={"webkitdirectory": True}),
        help_text="All files of a folder, where the browser can.",
    )
    text = forms.CharField(
        required=False,
        label="or paste a page",
        widget=forms.Textarea(attrs={"rows": 12, "class": "vLargeTextField"}),
    )
    owner = forms.CharField(
        required=False,
        max_length=200,
        label="whose pages",
        help_text="Only where the pages do not say it: the name of the person.",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        files = [*data.get("chosen", ()), *data.get("folder", ())]
        if not (files or data.get("text", "").strip() or self.errors):
            raise ValidationError("Choose a file, or paste the text of a page.")
        if len(files) > MOST_FILES:
            raise ValidationError(f"These are {len(files)} files: import {MOST_FILES} at a time.")
        return data

    def pages(self) -> list[tuple[str, bytes]]:
        """(name, content) of all that was given."""
        files = [*self.cleaned_data["chosen"], *self.cleaned_data["folder"]]
        found = [(file.name or PASTED, file.read()) for file in files]
        if text := self.cleaned_data["text"].strip():
            found.append((PASTED, text.encode()))
        return found
