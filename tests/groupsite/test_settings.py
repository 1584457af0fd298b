"""Settings: hardened where the site is https, and loud about typos."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from groupsite import environment

ROOT = Path(__file__).resolve().parents[2]
HTTPS = {"SITE_URL": "https://group.example.edu"}


def manage(folder: Path, *command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    kept = {k: v for k, v in os.environ.items() if k in ("PATH", "HOME", "VIRTUAL_ENV", "LANG")}
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env={**kept, "DATA_DIR": str(folder), **variables},
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_ready_for_deployment(tmp_path: Path) -> None:
    done = manage(tmp_path, "check", "--deploy", "--fail-level", "WARNING", **HTTPS)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_checked_on_this_machine_too(tmp_path: Path) -> None:
    done = manage(tmp_path, "check", "--deploy")
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr


def shown(folder: Path, *names: str, **variables: str) -> list[object]:
    code = f"from django.conf import settings as s; print([getattr(s, n) for n in {names!r}])"
    done = manage(folder, "shell", "--no-imports", "-c", code, **variables)
    assert done.returncode == 0, done.stderr
    found: list[object] = eval(done.stdout)  # noqa: S307
    return found


def test_cookies_and_redirect_of_an_https_site(tmp_path: Path) -> None:
    names = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "DEBUG")
    assert shown(tmp_path, *names, **HTTPS) == [True, True, True, False]


def test_an_address_with_a_path(tmp_path: Path) -> None:
    names = ("STATIC_URL", "MEDIA_URL", "SESSION_COOKIE_PATH", "CSRF_COOKIE_PATH", "SITE_URL")
    assert shown(tmp_path, *names, SITE_URL="https://www.example.edu/~group/") == [
        "/~group/static/", "/~group/media/", "/~group", "/~group", "https://www.example.edu/~group",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SITE_URL", "group.example.edu"),
        ("SITE_URL", "https//group.example.edu"),
        ("DATABASE_URL", "postgers://user@host/name"),
        ("TIME_ZONE", "Europe/Berlni"),
        ("DEBUG", "ture"),
        ("EMAIL_URL", "smpt://host"),
    ],
)
def test_a_typo_stops_the_start_with_a_sentence(tmp_path: Path, variable: str, value: str) -> None:
    done = manage(tmp_path, "check", **{variable: value})
    assert done.returncode != 0
    last = done.stderr.strip().splitlines()[-1]
    assert "ImproperlyConfigured" in last
    assert variable in last
    assert last.endswith(".")


class TestSiteAddress:
    @pytest.mark.parametrize(
        "value",
        ["", "x", "ftp://host", "http://", "http://host:port", "http://host:99999", "http://[::1",
         "http://host/?a=b", "http://host/#a", "http://me:secret@host", "http://a b/"],
    )  # fmt: skip
    def test_nonsense(self, value: str) -> None:
        with pytest.raises(ImproperlyConfigured, match="SITE_URL"):
            environment.site_address(value)

    def test_sense(self) -> None:
        parts = environment.site_address("https://host:8443/~group/")
        assert (parts.hostname, parts.port, parts.path) == ("host", 8443, "/~group")


class TestDatabase:
    @pytest.mark.parametrize(
        "value",
        ["x", "postgres", "postgres:/host", "mysql://host/name", "postgres://host:port/name",
         "postgres://user@host", "postgres://user@host/", "sqlite://host/name"],
    )  # fmt: skip
    def test_nonsense(self, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("DATABASE_URL", value)
        with pytest.raises(ImproperlyConfigured, match="DATABASE_URL") as error:
            environment.database("sqlite:////tmp/x")
        assert "secret" not in str(error.value)

    @pytest.mark.parametrize("kind", ["postgres", "postgresql"])
    def test_postgresql(self, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("DATABASE_URL", f"{kind}://me:p%40ss@host:5433/name")
        found = environment.database("")
        assert found["ENGINE"] == "django.db.backends.postgresql"
        assert (found["NAME"], found["PASSWORD"], found["PORT"]) == ("name", "p@ss", 5433)

    def test_sqlite_unless_told(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("DATABASE_URL", raising=False)
        assert environment.database("sqlite:////data/a.sqlite3")["NAME"] == "/data/a.sqlite3"


def test_switches(monkeypatch: pytest.MonkeyPatch) -> None:
    assert environment.switch("NOT_SET_ANYWHERE") is False
    for value, meaning in {"1": True, "True": True, "off": False, "": False}.items():
        monkeypatch.setenv("A_SWITCH", value)
        assert environment.switch("A_SWITCH") is meaning


def test_time_zones() -> None:
    assert environment.time_zone("Europe/Berlin") == "Europe/Berlin"
    for value in ("Mars/Base", "../etc", "Europe", ""):
        with pytest.raises(ImproperlyConfigured, match="TIME_ZONE"):
            environment.time_zone(value)


def test_the_policy_allows_nothing_inline() -> None:
    for sources in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].values():
        assert not any("unsafe" in source for source in sources)
