"""The fields in which two rows differ, and which of the two values is taken.

Every field stands for one or more columns that belong together, such as given and family name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from importer.match.forms import rank_of
from people.models import Person
from publications.models import Publication

Row = Publication | Person
Picks = Mapping[str, int]  # name of a field: 0 takes the first row's value, 1 the second's
LIST_OF_AUTHORS = "authors"
ADDRESS = "address"


@dataclass(frozen=True)
class Field:
    """`fuller` is what the value taken by default has more of."""

    name: str
    label: str
    columns: tuple[str, ...]
    fuller: Callable[[Any], Any]
    shown: Callable[[Any], str]


@dataclass(frozen=True)
class Choice:
    """A field in which two rows differ: both values as text, and the one taken by default."""

    name: str
    label: str
    values: tuple[str, str]
    default: int


def _text(name: str, label: str, *with_it: str) -> Field:
    """Of a text or a file, and of columns that mean nothing without it."""
    return Field(
        name,
        label,
        (name, *with_it),
        lambda r: len(str(getattr(r, name))),
        lambda r: str(getattr(r, name)),
    )


def _state(row: Any) -> str:
    if row.is_draft:
        return "draft"
    return f"published at {row.publish_at:%d %b %Y, %H:%M}" if row.publish_at else "published"


def _version_of_record(work: Any) -> tuple[int, int]:
    """The title of the version of record goes first; of two equal ones the longer."""
    ranks = [rank_of(form.kind, form.status) for form in work.appearances.all()]
    return -min(ranks, default=99), len(work.title)


def _authors(work: Any) -> str:
    names = [author.name for author in work.authorships.all() if not author.is_implied]
    return ", ".join([*names, *(["et al."] if work.authors_truncated else [])])


VISIBILITY = Field(
    "visibility", "Visible", ("is_draft", "publish_at"), lambda r: r.is_published, _state
)
OF_WORKS = (
    Field("title", "Title", ("title",), _version_of_record, lambda r: r.title),
    Field(
        LIST_OF_AUTHORS,
        "Authors",
        ("authors_truncated",),
        lambda r: (not r.authors_truncated, len(r.printed_authors)),
        _authors,
    ),
    _text("native_title", "Native title"),
    _text("abstract", "Abstract"),
    _text("picture", "Picture", "picture_alt"),
    _text("affiliation_tags", "Affiliations"),
    _text("note", "Note"),
    VISIBILITY,
)
OF_PEOPLE = (
    Field(
        "name",
        "Name",
        ("given_name", "family_name", "family_first"),
        lambda r: len(r.name),
        lambda r: f"{r.name} (family name first)" if r.family_first else r.name,
    ),
    _text("native_name", "Native name"),
    _text("bio", "Biography"),
    _text("interests", "Research interests"),
    _text("main_field", "Main field"),
    _text("office", "Office"),
    _text("photo", "Photo", "photo_x", "photo_y"),
    Field(  # what was said last
        "taking",
        "Takes students",
        ("taking", "taking_for", "taking_confirmed"),
        lambda r: (bool(r.taking), str(r.taking_confirmed or "")),
        lambda r: r.taking_said,
    ),
    VISIBILITY,
)


def fields_of(row: Row) -> tuple[Field, ...]:
    return OF_WORKS if isinstance(row, Publication) else OF_PEOPLE


def choices(one: Row, other: Row) -> list[Choice]:
    """What a person has to choose, the address last: the row that has it is the one that stays."""
    found = [
        Choice(
            field.name,
            field.label,
            (field.shown(one), field.shown(other)),
            _fuller(field, one, other),
        )
        for field in fields_of(one)
        if field.shown(one) != field.shown(other)
    ]
    slugs = (one.slug, other.slug)
    return [*found, Choice(ADDRESS, "Address", slugs, _stays(one, other))]


def defaults(one: Row, other: Row) -> dict[str, int]:
    return {choice.name: choice.default for choice in choices(one, other)}


def chosen(one: Row, other: Row, data: Mapping[str, Any]) -> dict[str, int]:
    """The picks of a form. Raises ValueError for a value that no choice has."""
    picks = defaults(one, other)
    for name in picks:
        if (value := data.get(f"take-{name}")) is not None:
            if value not in ("0", "1"):
                raise ValueError(f"“{value}” is no choice for {name}.")
            picks[name] = int(value)
    return picks


def values_of(rows: tuple[Row, Row], picks: Picks) -> dict[str, Any]:
    """{column: value} of the fields in which the two differ, as picked."""
    return {
        column: getattr(rows[picks[field.name]], column)
        for field in fields_of(rows[0])
        if field.name in picks
        for column in field.columns
    }


def _fuller(field: Field, one: Row, other: Row) -> int:
    return int(field.fuller(other) > field.fuller(one))


def _stays(one: Row, other: Row) -> int:
    """The address that has been known longest."""
    return int(other.pk < one.pk)


def lines_of(texts: Iterable[str]) -> str:
    """Texts below one another, each once."""
    return "\n".join(dict.fromkeys(line for text in texts for line in text.splitlines() if line))
