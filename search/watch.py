"""Which columns tell the words of what is searched, and so whose change is noted."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import NamedTuple

from django.db import models

from news.models import NewsItem
from openings.models import Opening
from pages.models import Page
from people.models import Appointment, Award, Education, Grant, Membership, NameVariant, Person
from publications.models import Appearance, Authorship, Publication, Topic, Venue, VenueAlias
from search.database import dialect
from search.models import Cause, Kind
from services.models import ServiceRole
from talks.models import Talk
from teaching.models import Course, Offering, TeachingRole


class Watch(NamedTuple):
    model: type[models.Model]
    subject: int  # what changes with it: a Kind or a Cause
    key: str  # the column that says which one
    columns: str  # those whose change matters


WATCHED = (
    Watch(Publication, Kind.PUBLICATION, "id", "title native_title other_titles abstract"
          " affiliation_tags note year"),
    Watch(Publication.topics.through, Kind.PUBLICATION, "publication_id", "publication_id"
          " topic_id"),
    Watch(Appearance, Kind.PUBLICATION, "publication_id", "publication_id title venue_id"
          " venue_printed publisher doi arxiv_id distinction note"),
    Watch(Authorship, Kind.PUBLICATION, "publication_id", "publication_id person_id printed_name"),
    Watch(Venue, Cause.VENUE, "id", "abbreviation name"),
    Watch(VenueAlias, Cause.VENUE, "venue_id", "venue_id name"),
    Watch(Topic, Cause.TOPIC, "id", "name arxiv_category"),
    Watch(Person, Cause.NAME, "id", "given_name family_name family_first native_name is_draft"
          " publish_at"),
    Watch(Person, Kind.PERSON, "id", "has_profile bio interests main_field office"),
    Watch(NameVariant, Cause.NAME, "person_id", "person_id name"),
    Watch(Membership, Kind.PERSON, "person_id", "person_id role topic advisors note next_position"),
    Watch(Appointment, Kind.PERSON, "person_id", "person_id title department institution"),
    Watch(Education, Kind.PERSON, "person_id", "person_id degree field institution advisor_name"),
    Watch(Award, Kind.PERSON, "person_id", "person_id title body note"),
    Watch(Grant, Cause.GRANT, "id", "title funder number"),
    Watch(Grant.people.through, Kind.PERSON, "person_id", "person_id grant_id"),
    Watch(NewsItem, Kind.NEWS, "id", "text date author_id"),
    Watch(NewsItem.people.through, Kind.NEWS, "newsitem_id", "newsitem_id person_id"),
    Watch(Talk, Kind.TALK, "id", "title speaker_id event place date note abstract"),
    Watch(Course, Kind.COURSE, "id", "code title institution description"),
    Watch(Offering, Kind.COURSE, "course_id", "course_id season year printed"),
    Watch(TeachingRole, Cause.OFFERING, "offering_id", "offering_id person_id role"),
    Watch(ServiceRole, Kind.SERVICE, "id", "person_id role venue_id body year note"),
    Watch(Opening, Kind.OPENING, "id", "title contact_id institution audience text"),
    Watch(Page, Kind.PAGE, "id", "title text"),
)  # fmt: skip
# The models whose rows are found.
MODELS: dict[int, type[models.Model]] = {
    Kind.PERSON: Person,
    Kind.PUBLICATION: Publication,
    Kind.NEWS: NewsItem,
    Kind.TALK: Talk,
    Kind.COURSE: Course,
    Kind.SERVICE: ServiceRole,
    Kind.OPENING: Opening,
    Kind.PAGE: Page,
}


class Trigger(NamedTuple):
    name: str  # it has a digest of the rest, so that another text is another trigger
    table: str
    sql: str


def triggers(tables: set[str]) -> list[Trigger]:
    """All that there have to be, on those of the tables that exist."""
    spoken = dialect()
    own = [_named("search_document", text) for text in spoken.own_triggers().values()]
    notes = (
        _named(watch.model._meta.db_table, text) for watch in WATCHED for text in _notes(watch)
    )
    return [*own, *(trigger for trigger in notes if trigger.table in tables)]


def _notes(watch: Watch) -> Iterator[str]:
    """A row that is made, one that goes, one that changes, and one that changes hands."""
    spoken = dialect()
    changed = " OR ".join(spoken.DIFFERS.format(column) for column in watch.columns.split())
    moved = spoken.DIFFERS.format(watch.key)
    sides = [("INSERT", "NEW", ""), ("DELETE", "OLD", ""), ("UPDATE", "NEW", f"WHEN ({changed})")]
    if watch.key != "id":
        sides.append(("UPDATE", "OLD", f"WHEN ({moved})"))
    for event, side, when in sides:
        yield spoken.NOTE.format(
            event=event,
            table=watch.model._meta.db_table,
            when=when,
            subject=int(watch.subject),
            side=side,
            key=watch.key,
        )


def _named(table: str, text: str) -> Trigger:
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    name = f"search_{table[:40]}_{digest}"
    return Trigger(name, table, f"CREATE TRIGGER {name} {text}")
