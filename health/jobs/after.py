"""Jobs on the next request: in a thread, once the visitor has the response."""

from __future__ import annotations

import logging
import time
from threading import Lock, Thread
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connections

from health.jobs.run import run_due

EVERY = 60.0  # seconds between two looks
log = logging.getLogger(__name__)
_at_work = Lock()
_last = -EVERY


def after_response(**_: Any) -> None:
    """To be called when a response is out: looks for what is due, at most once a minute."""
    global _last
    now = time.monotonic()
    if not settings.RUN_JOBS or now - _last < EVERY or not _at_work.acquire(blocking=False):
        return
    _last = now
    in_background()


def in_background() -> None:
    Thread(target=_look, daemon=True, name="periodic jobs").start()


def _look() -> None:
    """Gives the lock back, whatever happens."""
    try:
        run_due()
    except DatabaseError:
        log.exception("Periodic jobs could not be run.")
    finally:
        connections.close_all()
        _at_work.release()
