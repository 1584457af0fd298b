"""Which sections the menu shows: those that have something to show."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists
from django.urls import reverse

from news.models import NewsItem
from openings.models import Opening
from pages.models import Page
from people.models import Person
from publications.models import Publication
from services.models import ServiceRole
from talks.models import Talk
from teaching.models import Course


@dataclass(frozen=True)
class Entry:
    label: str
    url: str


# Label and address, in the order of the menu, and what there must be of it.
SECTIONS = {
    "people": ("People", "people:people"),
    "publications": ("Publications", "publications:publications"),
    "news": ("News", "news:news"),
    "talks": ("Talks", "talks:talks"),
    "teaching": ("Teaching", "teaching:teaching"),
    "services": ("Services", "services:services"),
    "openings": ("Join us", "openings:openings"),
}


def filled_sections() -> set[str]:
    """The keys of SECTIONS of which a visitor would see at least one row; in one query."""
    rows = {
        "people": Person.objects.published().profiles(),
        "publications": Publication.objects.published(),
        "news": NewsItem.objects.published(),
        "talks": Talk.objects.published(),
        "teaching": Course.objects.published(),
        "services": ServiceRole.objects.listed().published(),
        "openings": Opening.objects.published().open(),
    }
    # A query needs a table; content types always have rows.
    asked = ContentType.objects.annotate(**{f"has_{key}": Exists(q) for key, q in rows.items()})
    answer = asked.values(*(f"has_{key}" for key in rows)).first() or {}
    return {key for key in rows if answer.get(f"has_{key}")}


def menu() -> list[Entry]:
    """The entries of the menu; in two queries."""
    filled = filled_sections()
    sections = [Entry(label, reverse(u)) for key, (label, u) in SECTIONS.items() if key in filled]
    pages = Page.objects.published().in_menu().defer("text", "text_html")
    return sections + [Entry(page.title, page.get_absolute_url()) for page in pages]
