"""Text in the wrong field: an address in a title, a sentence in a name, tags in plain text.

The patterns are of the kind that SQLite (through Python) and PostgreSQL read alike.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Model, Prefetch, Q, QuerySet

from health.checks.base import Check, Source
from news.models import NewsItem
from people.models import Membership, Person
from publications.models import Appearance, Authorship, Publication, Venue
from services.models import ServiceRole
from talks.models import Talk
from teaching.models import Course

ADDRESS = r"https?://|(^|[ (])www\."
MAIL = r"[a-z0-9._%+-]+@[a-z0-9-]+\.[a-z]"
TAG = (
    r"</?(a|b|i|em|strong|span|div|p|br|sup|sub|font|img|ul|ol|li|h[1-6]|table|tr|td)"
    r"( [^<>]*)?/?>"
)
# More than seven words, what ends or parts sentences, or figures.
NO_NAME = r"([^ ]+ ){7}[^ ]|[!?;:]|[0-9]"
YEAR = r"(^|[^0-9])(19|20)[0-9][0-9]($|[^0-9])"
SHOWN = 120  # letters of a value: enough to see what is wrong


@dataclass(frozen=True, slots=True)
class Fields:
    """Fields of a model, and where they are mended if not on a form of the model itself."""

    model: type[Model]
    names: tuple[str, ...]
    owner: str = ""
    group: str = ""  # the anchor of the rows on the owner's form

    @property
    def changed(self) -> type[Model]:
        related = self.model._meta.get_field(self.owner).related_model if self.owner else None
        return related if isinstance(related, type) else self.model

    def source(self, pattern: str) -> Source:
        held = [Q(**{f"{name}__iregex": pattern}) for name in self.names]
        rows = _shown(self).filter(reduce(or_, held)).order_by("pk")
        find = re.compile(pattern, re.I)

        def first(row: Any) -> str:
            return next(name for name in self.names if find.search(str(getattr(row, name))))

        def problem(row: Any) -> str:
            field, value = self.model._meta.get_field(first(row)), str(getattr(row, first(row)))
            label = str(getattr(field, "verbose_name", field.name))
            return f"{label[:1].upper()}{label[1:]}: {excerpt(value, find)}"

        anchor = self.group or (lambda row: f"id_{first(row)}")
        return Source(rows, anchor, problem, self.owner)


def _shown(fields: Fields) -> QuerySet[Any]:
    """All rows, with what a list says of them or of their owners."""
    rows = fields.model._default_manager.all()
    if fields.owner == "publication":
        return rows.prefetch_related(Prefetch("publication", Publication.objects.listed()))
    if fields.model is Publication:
        return Publication.objects.listed().defer(None)
    joined = {Talk: "speaker", ServiceRole: "venue", Membership: "person"}.get(fields.model)
    return rows.select_related(joined) if joined else rows


def excerpt(value: str, pattern: re.Pattern[str]) -> str:
    """The value on one line, cut down to what is around the match."""
    found = pattern.search(value)
    start = max(0, found.start() - SHOWN // 2) if found and len(value) > SHOWN else 0
    text = " ".join(value[start : start + SHOWN].split())
    return f"{'… ' if start else ''}{text}{' …' if start + SHOWN < len(value) else ''}"


class _Misplaced(Check):
    pattern: str
    fields: Sequence[Fields]

    @property
    def owners(self) -> Sequence[type[Model]]:  # type: ignore[override]
        return [each.changed for each in self.fields]

    def sources(self) -> Sequence[Source]:
        return [each.source(self.pattern) for each in self.fields]


NAMES = Fields(Person, ("given_name", "family_name", "native_name"))
PRINTED = Fields(Authorship, ("printed_name",), "publication", "authorships-group")
_SHORT: Mapping[type[Model], tuple[str, ...]] = {
    Publication: ("title", "native_title", "affiliation_tags"),
    Talk: ("title", "event", "place"),
    Course: ("code", "title", "institution"),
    ServiceRole: ("role", "body"),
    Venue: ("abbreviation", "name"),
}
SHORT = (
    Fields(Person, (*NAMES.names, "office")),
    *(Fields(model, names) for model, names in _SHORT.items()),
    Fields(Appearance, ("title", "venue_printed"), "publication", "appearances-group"),
    PRINTED,
)
LONG = (
    Fields(Person, ("bio", "interests")),
    Fields(Publication, ("abstract", "note")),
    Fields(NewsItem, ("text",)),
    Fields(Membership, ("topic", "note", "next_position"), "person", "memberships-group"),
)


class AddressInText(_Misplaced):
    slug = "address-in-text"
    title = "Web addresses in names and titles"
    why = "There it is no link, and fills the line. Links have rows of their own."
    pattern = ADDRESS
    fields = SHORT


class MailInText(_Misplaced):
    slug = "mail-in-text"
    title = "E-mail addresses in other fields"
    why = "Who collects addresses reads it there. E-mail addresses have rows of their own."
    pattern = MAIL
    fields = SHORT


class TagsInText(_Misplaced):
    slug = "tags-in-text"
    title = "HTML tags in text"
    why = "Visitors see the tags. Write *…* for italics, **…** for bold, $x^2$ for mathematics."
    pattern = TAG
    fields = (*SHORT, *LONG)


class NoName(_Misplaced):
    slug = "no-name"
    title = "Names that are no names"
    why = "A sentence or figures in a name end up in lists, citations and search engines."
    pattern = NO_NAME
    fields = (NAMES, PRINTED)


class YearInVenue(_Misplaced):
    slug = "year-in-venue"
    title = "Years in the name of a venue"
    why = "Each year then is a venue of its own, and entries say the year twice."
    pattern = YEAR
    fields = (
        Fields(Venue, ("abbreviation", "name")),
        Fields(Appearance, ("venue_printed",), "publication", "appearances-group"),
    )
