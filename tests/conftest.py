"""Fixtures for all tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings as hypothesis_settings

from tests import n_plus_one

# The same examples each time, however slow the machine, and nothing kept between runs.
hypothesis_settings.register_profile("repeatable", derandomize=True, deadline=None, database=None)
hypothesis_settings.load_profile("repeatable")


@pytest.fixture(autouse=True, scope="session")
def _watch_queries() -> None:
    n_plus_one.watch()


@pytest.fixture(autouse=True)
def _settings(settings: Any, tmp_path: Path) -> None:
    """Uploads into a folder of the test's own; static files without a manifest; cheap passwords.

    Requests for public pages are watched for N+1 queries.
    """
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, n_plus_one.MIDDLEWARE]
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PRIVATE_ROOT = tmp_path / "private"
    settings.ERASED_LETTERS = tmp_path / "erased-letters"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.RUN_JOBS = False  # a thread would see nothing of a test's transaction
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
