"""The CV of a letter for who reads it: its first pages as one picture, and its text.

A stranger's PDF is opened by PDFium in a process of its own, with little time and memory, that
gets the file on its standard input and can write nothing but its standard output.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore

from django.db.models.fields.files import FieldFile

READER = Path(__file__).with_name("cv_reader.py")
SECONDS = 15
AT_ONCE = BoundedSemaphore(2)  # more would leave the processor to nobody else
WAIT = 20


class NotShown(Exception):
    """With a sentence that says why a CV cannot be shown here."""


def picture(cv: FieldFile) -> bytes:
    """The first pages, one below the other, as WebP. Raises NotShown."""
    return _read(cv, "picture")


def text(cv: FieldFile) -> str:
    """What stands on its first pages. Raises NotShown."""
    return _read(cv, "text").decode("utf-8", "replace")


def _read(cv: FieldFile, what: str) -> bytes:
    try:
        with cv.open("rb") as file:
            data = file.read()
    except OSError as error:
        raise NotShown("The file of this CV is not there any more.") from error
    if not AT_ONCE.acquire(timeout=WAIT):
        raise NotShown("Other CVs are being opened: try again in a moment.")
    try:
        done: subprocess.CompletedProcess[bytes] = subprocess.run(  # noqa: S603
            [sys.executable, "-I", str(READER), what],
            input=data,
            capture_output=True,
            timeout=SECONDS,
            check=False,
            env={},
            cwd="/",
        )
    except subprocess.TimeoutExpired as error:
        raise NotShown("This CV takes too long to be shown here: download it.") from error
    finally:
        AT_ONCE.release()
    if done.returncode or not done.stdout:
        raise NotShown("This CV cannot be shown here: download it.")
    return done.stdout
