"""Author lists that end with "et al.": the whole line, pasted."""

from __future__ import annotations

from typing import Any

from django import forms

from groupsite.todo.forms.base import RowForm
from groupsite.todo.history import change, own_change
from groupsite.todo.names import author_line, bearers
from importer.match.alike import Likeness, alike
from publications.models import Authorship, Publication
from publications.models.publication import NAMES_SHOWN

LONGEST_LINE = 20_000
Placed = list[tuple[str, Authorship | None]]


def placed(names: list[str], present: list[Authorship]) -> Placed:
    """Each name with the author of the work whom it prints, the likest first; each author once."""
    found: dict[int, Authorship] = {}
    for least in (Likeness.SAME, Likeness.INITIALS):
        for author in present:
            if author in found.values():
                continue
            free = [n for n in range(len(names)) if n not in found]
            best = max(free, key=lambda n: alike(names[n], author.name), default=None)  # noqa: B023
            if best is not None and alike(names[best], author.name) >= least:
                found[best] = author
    return [(name, found.get(n)) for n, name in enumerate(names)]


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
            names, self.still_cut = author_line(text)
        except ValueError as error:
            self.add_error("authors", str(error))
            return
        self.placed = placed(names, list(self.row.authorships.all()))
        kept = {author.pk for _, author in self.placed if author}
        lost = [
            author.name
            for author in self.row.authorships.all()
            if author.pk not in kept and not (author.is_implied and self.still_cut)
        ]
        if lost:
            self.add_error(
                "authors",
                f"{', '.join(lost)} would be lost: paste the whole line, or take them out on the"
                " form of the work first.",
            )

    def fill(self) -> list[dict[str, Any]]:
        parts = [] if self.cleaned_data.get("complete") else self._place()
        still_cut = not self.cleaned_data.get("complete") and self.still_cut
        # Another copy: this one has kept the authors as they were.
        work = Publication.objects.get(pk=self.row.pk)
        if not still_cut:
            work.authors_truncated = False
            parts.append(own_change("more authors"))
        work.save()  # even as it was: whoever watches works learns that its authors changed
        work.settle()
        return parts

    def _place(self) -> list[dict[str, Any]]:
        """Puts each author in their place; new ones get the person who alone bears the name."""
        known = bearers(name for name, author in self.placed if author is None)
        new, parts = [], []
        for position, (name, author) in enumerate(self.placed, 1):
            if author is None:
                people = known[name]
                person = people[0] if len(people) == 1 else None
                author = Authorship(publication=self.row, person=person)
                new.append(author)
            if author.pk is None or author.is_implied:
                author.printed_name = author.printed_name or name
            author.position, author.is_implied = position, False
        old = [author for _, author in self.placed if author]
        Authorship.objects.bulk_update(old, ["position", "is_implied", "printed_name"])
        Authorship.objects.bulk_create(new)
        parts += [change("added", author) for author in new]
        return parts
