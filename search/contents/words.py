"""The texts of a row, by how much it counts that a word is in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from core.names import full_name
from core.published import visible
from core.text import markdown_html
from people.models import NameVariant, Person
from search.fold import text_of


@dataclass
class Words:
    title: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    about: list[str] = field(default_factory=list)  # where, when, on what
    text: list[str] = field(default_factory=list)


def markdown(text: str) -> str:
    """Without marks and addresses of links."""
    return text_of(markdown_html(text)) if text else ""


def names_of(people: Iterable[int | None]) -> dict[int, list[str]]:
    """{person: all names of theirs} of those whom a visitor may see now; in two queries."""
    wanted = {key for key in people if key}
    seen = Person.objects.filter(pk__in=wanted).published().order_by()
    names = {
        key: [name for name in (full_name(given, family), native) if name]
        for key, given, family, native in seen.values_list(
            "pk", "given_name", "family_name", "native_name"
        )
    }
    shown = NameVariant.objects.filter(visible(Person, "person__"), person__in=wanted).order_by(
        "pk"
    )
    for key, name in shown.values_list("person", "name"):
        names.setdefault(key, []).append(name)
    return names
