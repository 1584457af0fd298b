"""What the importer told last: where nothing has changed since, no row needs to be looked at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType

from core.batches import batched
from importer.models import ImportedRow
from importer.save.wanted import Wanted, numbered


class Told:
    """What the importer last told of some rows and of all rows below them, read in few queries."""

    def __init__(self, links: Iterable[ImportedRow]) -> None:
        self.below: dict[int, list[ImportedRow]] = {}
        level = {link.pk for link in links}
        while level:
            found: list[ImportedRow] = []
            for batch in batched(sorted(level)):
                found += ImportedRow.objects.filter(parent__in=batch).order_by("pk")
            for link in found:
                self.below.setdefault(link.parent_id or 0, []).append(link)
            level = {link.pk for link in found}

    def already(self, wanted: Wanted, link: ImportedRow) -> bool:
        """Whether nothing has changed since: then no field needs to be looked at."""
        if link.proposals or link.sources != {"records": sorted(wanted.records)}:
            return False
        base = link.base
        if any(name not in base or base[name] != value for name, value in wanted.fields.items()):
            return False
        return all(
            self._rows_already(wanted.model._meta.get_field(name), link, rows)
            for name, rows in wanted.children.items()
        )

    def _rows_already(self, relation: Any, link: ImportedRow, rows: Sequence[Wanted]) -> bool:
        kind = ContentType.objects.get_for_model(relation.related_model)
        links = [k for k in self.below.get(link.pk, ()) if k.content_type_id == kind.pk]
        known = dict(zip(numbered(k.identity for k in links), links, strict=True))
        keys = numbered(row.key for row in rows)
        return known.keys() == set(keys) and all(
            self.already(row, known[key]) for key, row in zip(keys, rows, strict=True)
        )
