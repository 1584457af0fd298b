"""What is searched, and what changed since it was indexed. Both are derived of the other apps."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models

from core.batches import SIZE, batched


class Kind(models.IntegerChoices):
    """What can be found. The order is that of the page of results."""

    PERSON = 1, "People"
    PUBLICATION = 2, "Publications"
    NEWS = 3, "News"
    TALK = 4, "Talks"
    COURSE = 5, "Teaching"
    SERVICE = 6, "Services"
    OPENING = 7, "Join us"
    PAGE = 8, "Pages"

    @property
    def plural(self) -> str:
        """What several are called, in a sentence and in an address."""
        return PLURALS.get(self, str(self.label).lower())


PLURALS = {Kind.COURSE: "courses", Kind.OPENING: "openings"}


class Cause(models.IntegerChoices):
    """What is not found itself, and changes the text of what is."""

    NAME = 21  # of a person
    VENUE = 22
    TOPIC = 23
    GRANT = 24
    OFFERING = 25


# A document is numbered after its row, so that SQLite's index alone, which knows only that number,
# tells which row it found. `search.database` has this in SQL.
KINDS_APART = 16


class DocumentQuerySet(models.QuerySet["Document"]):
    def put(self, documents: Iterable[Document]) -> None:
        """Write them, in place of those of the same rows."""
        self.bulk_create(
            documents,
            batch_size=100,  # SQLite counts each of their columns
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=["title", "names", "about", "text"],
        )

    def drop(self, kind: int, rows: Iterable[int]) -> None:
        for some in batched(rows):
            self.filter(kind=kind, object_id__in=some).delete()


class Document(models.Model):
    """The words of one row, folded (search.fold). Whether a visitor may see it, the row says."""

    kind = models.PositiveSmallIntegerField(choices=Kind)
    object_id = models.PositiveBigIntegerField()
    title = models.TextField(blank=True)
    names = models.TextField(blank=True)
    about = models.TextField("where, when and on what", blank=True)
    text = models.TextField(blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["object_id", "kind"], name="document_once_a_row")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.object_id}"

    @staticmethod
    def number(kind: int, row: int) -> int:
        return row * KINDS_APART + kind


class ChangeQuerySet(models.QuerySet["Change"]):
    def note(self, subject: int, rows: Iterable[int]) -> None:
        made = (Change(subject=subject, object_id=row) for row in rows)
        for some in batched(made):
            self.bulk_create(some, batch_size=SIZE)

    def of(self, subject: int, rows: Iterable[int]) -> list[int]:
        """The keys of the notes on these rows."""
        return [
            key
            for some in batched(rows)
            for key in self.filter(subject=subject, object_id__in=some).values_list("pk", flat=True)
        ]

    def done(self, notes: Iterable[int]) -> None:
        for some in batched(notes):
            self.filter(pk__in=some).delete()


class Change(models.Model):
    """A note that a row changed, written by the database's own triggers (search.watch).

    No two notes are made one: whoever indexes a row deletes the notes that it saw, and a note of a
    transaction that it could not see stays.
    """

    subject = models.PositiveSmallIntegerField()
    object_id = models.PositiveBigIntegerField()

    objects = ChangeQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["object_id", "subject"], name="search_change_of")]

    def __str__(self) -> str:
        return f"{self.subject} {self.object_id}"
