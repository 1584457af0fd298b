"""Fixtures for all tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site_settings
from hypothesis import settings as hypothesis_settings

from tests import live, n_plus_one

# The same examples each time, however slow the machine, and nothing kept between runs.
hypothesis_settings.register_profile("repeatable", derandomize=True, deadline=None, database=None)
hypothesis_settings.load_profile("repeatable")


def pytest_configure() -> None:
    """No periodic jobs: a thread would see nothing of a test's transaction. Not only within tests,
    as a request to a live server may end when its test has."""
    site_settings.RUN_JOBS = False


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
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _server_at_rest(
    request: pytest.FixtureRequest, _settings: None, _live_server_helper: None
) -> Iterator[None]:
    """A live server answers nobody any more when the database is emptied and settings go back."""
    yield
    if "live_server" in request.fixturenames:
        live.wait_for_rest(request.getfixturevalue("live_server").thread)
