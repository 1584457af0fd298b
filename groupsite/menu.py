"""What the menu shows: the sections that have something to show, and free pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, QuerySet
from django.urls import reverse

from core.models import MenuEntry, Section, SiteSettings
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


SECTIONS = {section.value: f"{section.value}:{section.value}" for section in Section}


def section_rows() -> dict[str, QuerySet[Any]]:
    """{section: the rows of it that a visitor may see}."""
    return {
        "people": Person.objects.published().profiles(),
        "publications": Publication.objects.published(),
        "news": NewsItem.objects.published(),
        "talks": Talk.objects.published(),
        "teaching": Course.objects.published(),
        "services": ServiceRole.objects.listed().published(),
        "openings": Opening.objects.published(),
    }


def further_rows() -> dict[str, QuerySet[Any]]:
    """{section: other rows of which its page tells}."""
    return {"openings": Person.objects.published().telling()}


def filled_sections() -> set[str]:
    """The keys of SECTIONS of which a visitor would see at least one row; in one query."""
    asked = {f"has_{key}": Exists(rows) for key, rows in section_rows().items()}
    asked |= {f"more_{key}": Exists(rows) for key, rows in further_rows().items()}
    # A query needs a table; content types always have rows.
    answer = ContentType.objects.annotate(**asked).values(*asked).first() or {}
    return {name.partition("_")[2] for name, is_there in answer.items() if is_there}


def menu(site: SiteSettings) -> list[Entry]:
    """The entries of the menu as `site` arranges them, with the free pages that have a place."""
    return [entry for _, entry in sorted(_placed(site), key=lambda placed: placed[0])]


def _placed(site: SiteSettings) -> Iterator[tuple[tuple[int, int, str], Entry]]:
    """Each entry under what it sorts by: its place, sections before pages, its name."""
    filled = filled_sections()
    arranged = {entry.section: entry for entry in site.menu.all()} if site.pk else {}
    for section, address in SECTIONS.items():
        own = arranged.get(section) or MenuEntry(section=section)
        if section in filled and not own.is_hidden:
            place = own.usual_place if own.place is None else own.place
            yield (place, 0, ""), Entry(str(own), reverse(address))
    for page in Page.objects.published().in_menu().defer("text", "text_html"):
        yield (page.menu_position or 0, 1, page.title), Entry(page.title, page.get_absolute_url())
