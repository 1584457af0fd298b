"""The long parts of an import, done beside the web server's answers.

A run is a row with a state; a worker (a thread of the web server) takes it from one state to
the next and says how far it is. A browser that is closed changes nothing; after a restart of
the server somebody who looks at the run can let it go on: what is read or saved already is so.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Thread

from django.db import connections, transaction
from django.utils import timezone

from importer.duplicates.kept import refresh
from importer.models import ImportRun
from importer.pipeline import save_one
from importer.report import PageReport, report_of
from importer.review.given import read, reading_of
from importer.review.plan import compare

PATIENCE = timedelta(minutes=10)  # comparing says nothing until it is through
State = ImportRun.State
log = logging.getLogger(__name__)


def start(run: ImportRun) -> None:
    """Let a worker take the run on, once what asks for it is stored."""
    run.beat = timezone.now()
    run.save(update_fields=["beat"])
    transaction.on_commit(lambda: in_background(lambda: work(run.pk)))


def in_background(task: Callable[[], None]) -> None:
    def run() -> None:
        try:
            task()
        finally:
            connections.close_all()

    Thread(target=run, daemon=True).start()


def has_stopped(run: ImportRun, now: datetime | None = None) -> bool:
    """Whether nobody has worked on it for so long that nobody will."""
    if run.state not in ImportRun.AT_WORK:
        return False
    return run.beat is None or (now or timezone.now()) - run.beat > PATIENCE


def work(key: int) -> None:
    """Take a run as far as it goes without a person. What fails is told in its `error`."""
    run = ImportRun.objects.get(pk=key)
    try:
        while step := STEPS.get(run.state):
            step(run)
    except Exception:
        log.exception("Import %s stopped.", key)
        run.refresh_from_db()
        run.state = State.FAILED
        run.error = (
            "Something went wrong, and nothing of the page at hand was saved."
            " The log of the server says what."
        )
        run.save()
    refresh()  # here, and not where an editor would wait for it


def _read(run: ImportRun) -> None:
    pages = run.given.filter(is_read=False)
    run.total = run.given.count()
    for page in pages:
        _say(run, run.given.filter(is_read=True).count())
        with transaction.atomic():
            read(page)
    _go_on(run, State.COMPARING)


def _compare(run: ImportRun) -> None:
    _say(run, 0)
    compare(run)
    _go_on(run, State.REVIEW)


def _save(run: ImportRun) -> None:
    pages = run.given.filter(error="")
    run.total = pages.count()
    for page in pages.filter(is_saved=False):
        _say(run, pages.filter(is_saved=True).count())
        with transaction.atomic():
            reading, choices = reading_of(page)
            page.report = save_one(reading, run, choices).as_json()
            page.is_saved = True
            page.save()
    failed = [PageReport.failed(p.name, p.error).as_json() for p in run.given.exclude(error="")]
    run.report = report_of([page.report for page in pages.all()] + failed)
    run.finished = timezone.now()
    _go_on(run, State.SAVED)
    run.given.all().delete()


STEPS: dict[str, Callable[[ImportRun], None]] = {
    State.READING: _read,
    State.COMPARING: _compare,
    State.SAVING: _save,
}


def _say(run: ImportRun, done: int) -> None:
    run.done, run.beat = done, timezone.now()
    run.save(update_fields=["done", "total", "beat"])


def _go_on(run: ImportRun, state: str) -> None:
    run.state, run.beat, run.done = state, timezone.now(), 0
    run.save()
