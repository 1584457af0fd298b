"""What an import would do, record by record: it is done, looked at, and taken back.

The preview is the import itself in a transaction that is rolled back, so the two cannot differ.
While it runs SQLite lets nobody else write: for the pages of a group some seconds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction

from core.batches import batched
from importer.journal.columns import Columns, with_columns
from importer.journal.net import Key, Model, Net, is_memory
from importer.models import (
    GivenPage,
    ImportedPage,
    ImportedRecord,
    ImportedRow,
    ImportRun,
    Offer,
    Proposal,
)
from importer.pipeline import save_one
from importer.review.given import reading_of
from importer.save.rows import read
from people.models import Person

DULL = ("slug", "position")  # columns that say nothing to a reader
Effect = dict[str, Any]


def compare(run: ImportRun) -> None:
    """Write into each proposal its decision, reason, effects and candidates."""
    found: list[Proposal] = []
    with transaction.atomic():
        pages = list(run.given.filter(error="").order_by("pk"))
        rows = {page.pk: _saved(page, run) for page in pages}
        assert run.journal is not None
        net = Net.of(run.journal)
        run.report = {"gone": [_gone(*item) for item in net.deleted.items() if _tells(*item[0])]}
        effects = _effects(net)
        for page in pages:
            for proposal in page.proposals.all():
                row = rows[page.pk].get(proposal.position)
                if row:
                    proposal.effects = effects.get(row.pk, [])
                    proposal.decision, proposal.reason = _decision(row, proposal.effects)
                    proposal.candidates = list(_candidates(row))
                    found.append(proposal)
        transaction.set_rollback(True)
    run.save(update_fields=["report"])
    Proposal.objects.bulk_update(
        found, ["decision", "reason", "effects", "candidates"], batch_size=200
    )


def _saved(page: GivenPage, run: ImportRun) -> dict[int, ImportedRecord]:
    """{place: row} of the page's records as they are saved."""
    reading, choices = reading_of(page, all_of_it=True)
    save_one(reading, run, choices)
    kept = ImportedPage.objects.filter(name=page.name, last_run=run).latest("pk")
    return {row.position: row for row in kept.records.all()}


def _tells(model: Model, _: int) -> bool:
    """Whether rows of the model are something by themselves, which a link or a topic is not."""
    return not is_memory(model) and not model._meta.auto_created


def _gone(key: Key, columns: Columns) -> str:
    """A row that no page tells of any more."""
    model, pk = key
    return f"{model._meta.verbose_name}: {with_columns(model(pk=pk), columns)}"


def _decision(row: ImportedRecord, effects: Sequence[Effect]) -> tuple[str, str]:
    """What the import decided, as it looks from before: a work that another of these pages told
    of first is new all the same."""
    if row.decision == "changed" and any(
        (e["row"], e["what"]) == (row.type, "new") for e in effects
    ):
        return "new", "Several of these pages tell of it."
    return row.decision, row.reason


def _effects(net: Net) -> dict[int, list[Effect]]:
    """{key of a record: what would become of the rows that it tells of}."""
    found: dict[int, list[Effect]] = {}
    for key, link in _links(net).items():
        effect = _effect(key, link, net)
        for record in _records(key, link) if effect else ():
            found.setdefault(record, []).append(effect)
    return found


def _links(net: Net) -> dict[Key, ImportedRow]:
    """The importer's memory of each content row that would be made or changed."""
    keys: dict[Model, list[int]] = {}
    for model, pk in [*net.made, *net.changed]:
        if not is_memory(model):
            keys.setdefault(model, []).append(pk)
    found: dict[Key, ImportedRow] = {}
    for model, pks in keys.items():
        kind = ContentType.objects.get_for_model(model)
        for batch in batched(pks):
            rows = ImportedRow.objects.filter(content_type=kind, object_id__in=batch)
            found.update({(model, r.object_id): r for r in rows.select_related("parent__parent")})
    waiting = ImportedRow.objects.exclude(proposals={}).select_related("parent__parent")
    touched = {pk for model, pk in net.changed if model is ImportedRow}
    for row in waiting.filter(pk__in=touched):
        kept = row.content_type.model_class()
        if kept is not None:
            found.setdefault((kept, row.object_id), row)
    return found


def _records(key: Key, link: ImportedRow | None) -> list[int]:
    """The records that say so of a row, or of the row above it; of a person, whose row all that
    their pages say is below, those that name them."""
    while link is not None:
        if records := link.sources.get("records"):
            if key[0] is Person:
                named = ImportedRecord.objects.filter(type__in=("person", "member"))
                return list(named.filter(pk__in=records).values_list("pk", flat=True))
            return list(records)
        link = link.parent
    return []


def _effect(key: Key, link: ImportedRow, net: Net) -> Effect:
    model, pk = key
    row = model._base_manager.filter(pk=pk).first()
    effect: Effect = {"row": str(model._meta.verbose_name), "title": str(row), "fields": []}
    if key in net.made:
        return {} if _is_part_of_new(link, net) else {**effect, "what": "new"}
    before, after = net.changed.get(key, ({}, {}))
    fields = list(_differences(model, before, after))
    waits = [
        [_name(model, n), _shown(model, n, read(row, n)) if row else "", _shown(model, n, v)]
        for n, v in link.proposals.items()
    ]
    if waits:
        return {**effect, "what": "kept", "fields": waits}
    return {**effect, "what": "changed", "fields": fields} if fields else {}


def _is_part_of_new(link: ImportedRow, net: Net) -> bool:
    """Whether the row above it is new as well, and tells of it."""
    above = link.parent
    if above is None or link.sources.get("records"):
        return False
    model = above.content_type.model_class()
    return model is not None and (model, above.object_id) in net.made


def _differences(model: Model, before: Columns, after: Columns) -> Iterator[list[str]]:
    for column in before:
        if column not in DULL and not column.endswith("_html"):
            yield [
                _name(model, column),
                _shown(model, column, before[column]),
                _shown(model, column, after[column]),
            ]


def _name(model: Model, column: str) -> str:
    fields: Any = model._meta.get_fields()
    found = next(f for f in fields if column in (f.name, getattr(f, "attname", "")))
    return str(found.verbose_name)


def _shown(model: Model, column: str, value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value in (None, "", []):
        return ""
    fields: Any = model._meta.get_fields()
    field = next(f for f in fields if column in (f.name, getattr(f, "attname", "")))
    if field.is_relation:
        keys = value if isinstance(value, list) else [value]
        others: models.QuerySet[Any] = field.related_model._base_manager.filter(pk__in=keys)
        return ", ".join(map(str, others)) or "a row that is gone"
    return str(value)


def _candidates(row: ImportedRecord) -> Iterator[dict[str, Any]]:
    """The records that may be about the same work."""
    offers = Offer.objects.filter(models.Q(first=row) | models.Q(second=row))
    for offer in offers.select_related("first__page", "second__page"):
        other = offer.second if offer.first_id == row.pk else offer.first
        yield {
            "reason": offer.reason,
            "page": other.page.name,
            "page_key": other.page.key,
            "owner": other.page.owner_name,
            "type": other.type,
            "line": other.first_line,
            "says": other.payload,
        }
