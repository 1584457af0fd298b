"""Author lists that end with "et al.": the whole line, pasted."""

from __future__ import annotations

from typing import Any

from django import forms

from core.rights import CHOOSE, allowed
from groupsite.authors.line import LONGEST_LINE, author_line
from groupsite.authors.placing import place, placed
from groupsite.todo.forms.base import RowForm
from groupsite.todo.history import change, own_change
from people.models import Person
from publications.models import Publication
from publications.models.publication import NAMES_SHOWN


class AuthorLineForm(RowForm):
    wide = True

    authors = forms.CharField(
        label="All authors, in order",
        required=False,
        max_length=LONGEST_LINE,
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
    )
    complete = forms.BooleanField(label="The list is complete as it is", required=False)

    def links(self) -> list[tuple[str, str]]:
        return list(self.row.shown_links)

    def note(self) -> str:
        """Who is there, as far as the row does not name them anyway."""
        printed, hidden = self.row.printed_authors, self.row.implied_authors
        told = [
            ("So far", printed if len(printed) > NAMES_SHOWN else []),
            ("Behind “et al.”", hidden),
        ]
        return ". ".join(
            f"{what}: {', '.join(author.name for author in authors)}"
            for what, authors in told
            if authors
        )

    def clean(self) -> dict[str, Any]:
        self.only_one_of("authors", "complete", "Paste the authors, or tick the box: not both.")
        text = self.cleaned_data.get("authors")
        if not self.errors and text:
            self._read(text)
        hidden = self.row.implied_authors
        if self.cleaned_data.get("complete") and hidden:
            names = ", ".join(author.name for author in hidden)
            self.add_error("complete", f"“et al.” hides {names}: paste the whole list instead.")
        return self.cleaned_data

    def _read(self, text: str) -> None:
        """Takes the line apart; refuses one that would drop an author."""
        try:
            self.line = author_line(text)
            self.placed = placed(self.line, list(self.row.authorships.all()))
        except ValueError as error:
            self.add_error("authors", str(error))

    def fill(self) -> list[dict[str, Any]]:
        is_complete = self.cleaned_data.get("complete")
        choosable = allowed(self.request.user, CHOOSE, Person.objects.named())
        new = [] if is_complete else place(self.row, self.placed, choosable)[0]
        parts = [change("added", author) for author in new]
        still_cut = not is_complete and self.line.is_cut
        # Another copy: this one has kept the authors as they were.
        work = Publication.objects.get(pk=self.row.pk)
        if not still_cut:
            work.authors_truncated = False
            parts.append(own_change("more authors"))
        work.save()  # even as it was: whoever watches works learns that its authors changed
        work.settle()
        return parts
