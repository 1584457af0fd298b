"""The files that make up the project, for tests that read all of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

BASE = Path(__file__).resolve().parent.parent
NOT_OURS = {".git", ".venv", "var", "node_modules", "__pycache__", "build", "dist"}
SAMPLES = BASE / "tests" / "importer" / "samples"  # pages as people have them, in any encoding
TEXT = {".py", ".toml", ".txt", ".md", ".html", ".css", ".js", ".svg", ".json", ".yml", ".cfg", ""}


def text_files() -> Iterator[Path]:
    """Paths from the project's folder of all that people wrote: code, templates, documents."""
    yield from _below(BASE)


def _below(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            hidden = path.name.startswith(".") and path.name != ".ci"
            if path.name not in NOT_OURS and path != SAMPLES and not hidden:
                yield from _below(path)
        elif path.suffix in TEXT:
            yield path.relative_to(BASE)


def python_files() -> Iterator[Path]:
    """Those that are written by hand: migrations are not."""
    for path in text_files():
        if path.suffix == ".py" and "migrations" not in path.parts:
            yield path
