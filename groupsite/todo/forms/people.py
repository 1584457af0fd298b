"""Authors of whom only the printed name is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib.admin import site
from django.contrib.admin.widgets import AutocompleteSelect

from core.rights import CHOOSE, allowed
from groupsite.authors.people import bearers, namesakes, new_person, save_person
from groupsite.todo.forms.base import RowForm
from groupsite.todo.history import change, log_addition
from groupsite.todo.rights import may
from people.models import Person
from publications.models import Authorship


class SuggestingSelect(AutocompleteSelect):
    """An autocomplete that holds likely answers, so that it is of use without JavaScript."""

    suggested: Sequence[Person] = ()

    def build_attrs(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With a placeholder: an empty choice would be nameless to a screen reader."""
        return {**super().build_attrs(*args, **kwargs), "data-placeholder": "Choose a person"}

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        groups = super().optgroups(name, value, attr)
        chosen = {str(part) for part in value}
        names = Counter(str(person) for person in self.suggested)
        groups[0][1].extend(
            self.create_option(name, person.pk, _told_apart(person, names), False, place)
            for place, person in enumerate(self.suggested, len(groups[0][1]))
            if str(person.pk) not in chosen
        )
        return groups


def _told_apart(person: Person, names: Counter[str]) -> str:
    """The name; with the address, where others bear it."""
    return f"{person} ({person.slug})" if names[str(person)] > 1 else str(person)


class PersonForm(RowForm):
    owner_field = "publication"

    person = forms.ModelChoiceField(Person.objects.named(), required=False)
    new = forms.BooleanField(required=False)

    def arrange(self) -> None:
        field: Any = self.fields["person"]
        field.queryset = allowed(self.request.user, CHOOSE, field.queryset)
        widget = SuggestingSelect(Authorship._meta.get_field("person"), site)
        self.fields["person"].widget = widget
        widget.choices = self.fields["person"].choices
        self.fields["person"].label = f"Who is “{self.row.printed_name}”?"
        self.fields["new"].label = f"A new person, {new_person(self.row.printed_name).name}"
        if not may(self.request, "add", Person):
            del self.fields["new"]

    @classmethod
    def prepare(cls, forms: Sequence[RowForm]) -> None:
        found = namesakes(
            (form.row.printed_name for form in forms),
            forms[0].fields["person"].queryset if forms else Person.objects.none(),
        )
        for form in forms:
            form.fields["person"].widget.suggested = found.get(form.row.printed_name, [])

    def clean(self) -> dict[str, Any]:
        self.only_one_of("person", "new", "Choose a person, or make a new one: not both.")
        if self.cleaned_data.get("new"):
            self._check_new()
        return self.cleaned_data

    def _check_new(self) -> None:
        """That the name fits, and that nobody bears it yet."""
        name = self.row.printed_name
        if bearers([name])[name]:
            self.add_error("new", f"There is a person named {name} already: choose them.")
        try:
            new_person(name).clean_fields(exclude=["slug"])
        except forms.ValidationError as error:
            self.add_error("new", f"This name makes no person: {' '.join(error.messages)}")

    def fill(self) -> list[dict[str, Any]]:
        self.row.person = self.cleaned_data.get("person") or self._made()
        self.row.save(update_fields=["person"])
        return [change("changed", self.row, "person")]

    def _made(self) -> Person:
        """A new person; the one just made, where another row of the page has the same name."""
        name = self.row.printed_name
        if made := bearers([name])[name]:
            return made[0]
        person = new_person(name)
        save_person(person, name)
        log_addition(self.request, person)
        return person
