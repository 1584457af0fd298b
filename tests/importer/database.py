"""Every row of the database as it is stored, keys and all."""

from __future__ import annotations

from typing import Any

from django.apps import apps

APPS = (
    "core",
    "people",
    "publications",
    "news",
    "talks",
    "teaching",
    "services",
    "openings",
    "pages",
    "importer",
)
RECORDS = {
    "importer.Journal",
    "importer.Change",
    "importer.ImportRun",
    "importer.Merge",
}  # of what was done
DERIVED = {
    "core.Touched",
    "importer.PossiblePair",
    "importer.RowKey",
    "importer.ChangedRow",
}


def every_row() -> dict[str, dict[int, dict[str, Any]]]:
    """{table: {key: columns}}, without the record of imports and merges themselves, and
    without what is found out anew where rows change."""
    return {
        model._meta.label: {row["id"]: row for row in model._base_manager.values()}
        for app in APPS
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
        if model._meta.label not in RECORDS | DERIVED
    }


def differing(
    before: dict[str, dict[int, dict[str, Any]]], after: dict[str, dict[int, dict[str, Any]]]
) -> list[str]:
    """Tables in which the two differ, with the rows that do."""
    return [
        f"{table} {key}: {before[table].get(key)} / {after[table].get(key)}"
        for table in before
        for key in sorted(before[table].keys() | after[table].keys())
        if before[table].get(key) != after[table].get(key)
    ]
