"""The import, stage by stage: sources, parse, match, save."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from importer.journal.write import recording
from importer.models import ImportRun, Journal
from importer.parse import parse
from importer.records import Reading
from importer.report import PageReport, Report
from importer.save.pages import save_page
from importer.sources import SourceError, load

Progress = Callable[[str], None]


def pages_in(paths: Iterable[Path]) -> list[tuple[str, Path]]:
    """(name, file) of each page: a file by its name, those of a folder by their path in it, and
    where two would have one name, by as much of the path as tells them apart.

    Hidden files are passed over. Raises SourceError for a path that does not exist, and for a
    folder without files.
    """
    found = {file.resolve(): name for name, file in _named(paths)}
    while twice := {name for name, number in Counter(found.values()).items() if number > 1}:
        for file, name in found.items():
            if name in twice:
                found[file] = Path(*file.parts[-len(Path(name).parts) - 1 :]).as_posix()
    return [(name, file) for file, name in found.items()]


def _named(paths: Iterable[Path]) -> Iterator[tuple[str, Path]]:
    for path in paths:
        if path.is_file():
            yield path.name, path
        elif path.is_dir():
            files = [f for f in sorted(path.rglob("*")) if f.is_file() and not _hidden(f, path)]
            if not files:
                raise SourceError(f"{path} has no files in it.")
            yield from ((file.relative_to(path).as_posix(), file) for file in files)
        else:
            raise SourceError(f"There is no file or folder {path}.")


def read_pages(
    pages: Sequence[tuple[str, Path]], owner: str = "", progress: Progress = lambda name: None
) -> tuple[list[Reading], dict[str, str]]:
    """The readings of all pages, and {name: what is wrong} of those that cannot be read."""
    readings, errors = [], {}
    for name, path in pages:
        progress(name)
        try:
            readings.append(parse(load(name, path.read_bytes()), owner))
        except SourceError as error:
            errors[name] = str(error)
    return readings, errors


def import_readings(
    readings: Sequence[Reading],
    dry_run: bool = False,
    progress: Progress = lambda name: None,
    errors: Mapping[str, str] | None = None,
) -> Report:
    """Match and save all readings: a transaction for each page, so that one that fails leaves
    nothing of itself behind; one for all in a dry run, which is then taken back.

    `errors` says which pages could not be read; where none could, there was no import.
    """
    unreadable = [PageReport.failed(name, error) for name, error in (errors or {}).items()]
    if unreadable and not readings:
        return Report(unreadable)
    with transaction.atomic() if dry_run else nullcontext():
        journal = Journal.objects.create()
        run = ImportRun.objects.create(journal=journal)
        reports = []
        for reading in readings:
            progress(reading.page)
            with transaction.atomic(), recording(journal):
                outcome = save_page(reading, run)
            reports.append(PageReport.of(reading, outcome.decisions))
        report = Report([*reports, *unreadable])
        run.finished = timezone.now()
        run.report = report.as_json()
        run.save()
        if dry_run:
            transaction.set_rollback(True)
    return report


def _hidden(file: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(folder).parts)
