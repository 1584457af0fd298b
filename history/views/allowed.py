"""Who may see versions, and take them back: asked for the records of a page at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from core.rights import allowed, may, may_all, may_some
from history.models import Version
from history.records import by_label

Rows = dict[tuple[str, int], Any]


def rows_in_view(user: Any, versions: Iterable[Version]) -> Rows:
    """{(label, key): the record} of those that are there and that the user may look at."""
    keys: dict[str, set[int]] = defaultdict(set)
    for version in versions:
        keys[version.model].add(version.object_id)
    return {
        (label, row.pk): row
        for label, some in keys.items()
        for row in allowed(user, "view", by_label()[label]._default_manager.filter(pk__in=some))
    }


def may_see(user: Any, version: Version, rows: Rows) -> bool:
    """Whether the record is among those `rows`, or gone and the user's to look at."""
    if (version.model, version.object_id) in rows:
        return True
    return may_all(user, "view", by_label()[version.model]) or may_restore(user, version)


def may_restore(user: Any, version: Version) -> bool:
    """Who may delete all of its kind may, and whoever deleted it."""
    model = by_label().get(version.model)
    if model is None or version.how != Version.How.DELETE:
        return False
    mine = version.by_id == user.pk and may_some(user, "delete", model)
    return mine or may_all(user, "delete", model)


def may_take_back(user: Any, version: Version, row: Any) -> bool:
    """Who may change the record may; of one that is gone (`row` is None), who may restore it."""
    if row is not None:
        return may(user, "change", row)
    if may_restore(user, version):
        return True
    model = by_label().get(version.model)
    return model is not None and may_all(user, "delete", model)
