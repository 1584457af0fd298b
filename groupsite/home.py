"""What the blocks of the home page show. A block that has nothing to show is left out, and one
that is not shown asks the database nothing.

A further kind of block is a member of Kind, a function in CONTENTS, and a template of its name in
templates/groupsite/blocks/.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

from core.models import SiteSettings
from news.models import NewsItem
from openings.models import Opening
from pages.models import HomeBlock, Kind
from people.grouping import Group, by_role
from people.models import Person
from publications.models import Publication
from talks.models import Talk


class Home:
    """The home page of one request."""

    def __init__(self, blocks: list[HomeBlock], site: SiteSettings, head: Person | None) -> None:
        self.blocks, self.site, self.head = blocks, site, head

    def shown(self) -> Iterator[tuple[HomeBlock, Any]]:
        """(block, what it shows), in order."""
        for block in self.blocks:
            if content := CONTENTS[Kind(block.kind)](self, block):
                yield block, content

    @cached_property
    def lead(self) -> Person | None:
        """Whose group this is, with roles, positions and texts."""
        found = Person.objects.published().with_roles()
        return found.filter(pk=self.head.pk).first() if self.head else None

    @cached_property
    def selected(self) -> list[Publication]:
        """The works that a block sets apart, so that no other block repeats them."""
        block = next((block for block in self.blocks if block.kind == Kind.SELECTED), None)
        works = Publication.objects.published().selected().newest_first().listed()
        return list(works[: block.limit]) if block else []


def introduction(home: Home, block: HomeBlock) -> str:
    """What the settings say; else what the lead works on."""
    return home.site.introduction_html or (home.lead.interests_html if home.lead else "")


def recruiting(home: Home, block: HomeBlock) -> list[Opening]:
    return list(Opening.objects.published().open().of_leads().for_board().listed()[: block.limit])


def news(home: Home, block: HomeBlock) -> list[NewsItem]:
    return list(NewsItem.objects.published().listed()[: block.limit])


def talks(home: Home, block: HomeBlock) -> list[Talk]:
    return list(Talk.objects.published().upcoming().listed()[: block.limit])


def selected(home: Home, block: HomeBlock) -> list[Publication]:
    return home.selected


def recent(home: Home, block: HomeBlock) -> list[Publication]:
    works = Publication.objects.published().newest_first().listed()
    others = works.exclude(pk__in=[work.pk for work in home.selected])
    return list(others[: block.limit])


def people(home: Home, block: HomeBlock) -> list[Group]:
    """Those present, by role; the first of them if there is a limit."""
    everybody = Person.objects.published().profiles().named().with_roles()
    groups, _ = by_role(list(everybody))
    left, shown = block.limit, []
    for role, members in groups:
        if left is None or left > 0:
            shown.append(Group(role, members[:left]))
            left = None if left is None else left - len(members)
    return shown


def own(home: Home, block: HomeBlock) -> HomeBlock:
    """The block itself holds what it shows."""
    return block


CONTENTS: dict[Kind, Callable[[Home, HomeBlock], Any]] = {
    Kind.INTRODUCTION: introduction,
    Kind.RECRUITING: recruiting,
    Kind.NEWS: news,
    Kind.TALKS: talks,
    Kind.SELECTED: selected,
    Kind.RECENT: recent,
    Kind.PEOPLE: people,
    Kind.PICTURE: own,
    Kind.TEXT: own,
}
