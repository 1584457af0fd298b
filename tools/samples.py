"""The labelled sample pages, which scores are measured on and weights learned from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

SAMPLES = Path(__file__).parents[1] / "tests" / "importer" / "samples"


def labelled(folders: Sequence[Path]) -> list[tuple[Path, Path]]:
    """(page, labels) of all pages in the folders that have labels beside them."""
    return [
        (page, labels)
        for folder in folders
        for labels in sorted(folder.rglob("*.json"))
        for page in sorted(labels.parent.glob(f"{labels.stem}.*"))
        if page.suffix != ".json"
    ]
