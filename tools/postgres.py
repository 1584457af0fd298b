"""A PostgreSQL server for tests: one that answers, or one made for the run and removed after."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools import apt

DEFAULT_URL = "postgres://postgres@127.0.0.1:5432/postgres"


@contextmanager
def server(can_install: bool) -> Iterator[tuple[str, str]]:
    """(address, "") of a server that answers, or ("", why there is none)."""
    asked = os.environ.get("TEST_DATABASE_URL") or os.environ.get("DATABASE_URL", "")
    url = asked if asked.startswith("postgres") else DEFAULT_URL
    if answers(url):
        yield url, ""
    elif asked.startswith("postgres"):
        yield "", f"no server answers at {without_password(url)}"
    elif programs(can_install):
        with temporary_server() as url:
            yield url, ""
    else:
        yield "", "no server at 127.0.0.1:5432, and none is installed"


def answers(url: str) -> bool:
    import psycopg

    try:
        psycopg.connect(url, connect_timeout=3).close()
    except psycopg.OperationalError:
        return False
    return True


def without_password(url: str) -> str:
    return url.rpartition("@")[2]


def programs(can_install: bool) -> Path | None:
    """The folder of initdb and pg_ctl, which Debian keeps off the PATH."""
    if can_install and not _installed():
        apt.install("postgresql")
    return _installed()


def _installed() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).parent if on_path else None


@contextmanager
def temporary_server() -> Iterator[str]:
    """A server of its own in a temporary folder; root lends it the postgres user."""
    bin_folder = programs(can_install=False)
    if bin_folder is None:
        raise RuntimeError("PostgreSQL is not installed")
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    folder = Path(tempfile.mkdtemp(prefix="groupsite-postgres-"))
    if as_user:
        shutil.chown(folder, "postgres")
    data, port = folder / "data", free_port()
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}"
    options += " -c fsync=off"
    control = [*as_user, str(bin_folder / "pg_ctl"), "-D", str(data), "-w", "-s"]
    try:
        initdb = [str(bin_folder / "initdb"), "-D", str(data), "-U", "postgres", "-A", "trust"]
        run([*as_user, *initdb, "-E", "UTF8"], folder)
        run([*control, "-o", options, "-l", str(folder / "log"), "start"], folder)
        yield f"postgres://postgres@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], cwd=folder, check=False)
        shutil.rmtree(folder, ignore_errors=True)


def run(command: list[str], folder: Path) -> None:
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
