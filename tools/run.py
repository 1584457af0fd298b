"""Prepares the site and serves it: ``make run``, or ``.venv/bin/python -m tools.run``.

The first start makes the database, imports the pages, and makes an administrator. Later starts
bring the database and the static files up to date and touch nothing else.
"""

from __future__ import annotations

import argparse
import errno
import hashlib
import os
import secrets
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import TextIO

BASE = Path(__file__).resolve().parent.parent
FIRST_PAGES = BASE / "importer" / "fixtures" / "pages"
# SQLite has one writer at a time, and rendering needs the processor: more threads only wait.
THREADS = 4
WELCOME = """
The administrator of this site (the password is shown this once):
  name      {name}
  password  {password}
Change it at {site}/admin/password_change/ or with: .venv/bin/python manage.py changepassword {name}
"""


class Trouble(Exception):
    """What keeps the site from starting, as a sentence for whoever started it."""


def main(arguments: list[str] | None = None) -> int:
    try:
        options = parse(arguments)
        check_port(options.host, options.port)
        pages = pages_asked(options.pages)
        setup_django(options.port)
        prepare(pages)
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped; the next start goes on from here.", file=sys.stderr)
        return 130
    return serve(options.host, options.port)


def parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.run", description="Serves the site.")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--port", default=os.environ.get("PORT") or "8000", help="or PORT")
    parser.add_argument(
        "--pages",
        default=os.environ.get("PAGES"),
        help="page or folder that a new site starts from, or PAGES; empty for an empty site",
    )
    options = parser.parse_args(arguments)
    if not options.port.isdecimal() or not 0 < int(options.port) < 65536:
        raise Trouble(f"PORT is {options.port!r}; it must be a number from 1 to 65535.")
    options.port = int(options.port)
    return options


def check_port(host: str, port: int) -> None:
    """Raises Trouble where nothing can listen there; the server itself would not notice."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise Trouble(
                    f"Port {port} is taken, perhaps by this site; stop what listens there, or"
                    f" choose another: make run PORT={port + 1 if port < 65535 else 8000}"
                ) from error
            raise Trouble(f"Cannot listen on {host}, port {port}: {error.strerror}.") from error


def pages_asked(value: str | None) -> Path | None:
    """The path that PAGES names; None where the site is to start empty."""
    if value is None:
        return FIRST_PAGES
    if not value.strip():
        return None
    path = Path(value).expanduser()
    if not path.exists():
        raise Trouble(f"PAGES is {value!r}, and there is no such file or folder.")
    return path


def setup_django(port: int) -> None:
    import django
    from django.core.exceptions import ImproperlyConfigured

    os.environ.setdefault("SITE_URL", f"http://127.0.0.1:{port}")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "groupsite.settings")
    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise Trouble(f"A setting is wrong: {error}") from error
    except PermissionError as error:
        raise Trouble(f"The data folder cannot be written: {error.filename}") from error


def prepare(pages: Path | None) -> None:
    """Brings database and static files up to date; fills a database that is new."""
    from django.db import DatabaseError

    try:
        migrate()
        is_new = not has_users()
        import_first(pages, is_new)
        index_for_search()
        if is_new:
            make_administrator(sys.stdout)
    except DatabaseError as error:
        raise Trouble(f"The database does not work: {' '.join(str(error).split())}") from error
    collect_static()


def migrate() -> None:
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        print("Preparing the database ...", flush=True)
        call_command("migrate", interactive=False, verbosity=0)


def has_users() -> bool:
    """Whether a first start came to its end here: it makes the administrator last."""
    from django.contrib.auth import get_user_model

    return bool(get_user_model()._default_manager.exists())


def import_first(pages: Path | None, is_new: bool) -> None:
    """Imports `pages` into a database that never had an import.

    A site that was started empty stays so, until someone names pages for it.
    """
    from django.core.management import CommandError, call_command

    from importer.models import ImportRun

    if pages is None or (pages == FIRST_PAGES and not is_new):
        return
    runs = ImportRun.objects.filter(finished__isnull=False)
    if runs.exists():
        if pages != FIRST_PAGES:
            print(
                "This site had its first import; to import more:"
                f" .venv/bin/python manage.py import_pages {pages}"
            )
        return
    try:
        call_command("import_pages", str(pages))
    except CommandError as error:
        if not runs.exists():
            raise Trouble(f"The pages were not imported: {error}") from error
        print(f"{error} The other pages were imported.")


def index_for_search() -> None:
    """So that the first visitor need not wait for it."""
    from search.index import refresh

    refresh()


def make_administrator(out: TextIO) -> None:
    """The first user, whose password is printed here and kept nowhere."""
    from django.conf import settings
    from django.contrib.auth import get_user_model

    password = secrets.token_urlsafe(12)
    get_user_model()._default_manager.create_superuser("admin", password=password)
    out.write(WELCOME.format(name="admin", password=password, site=settings.SITE_URL))
    out.flush()


def collect_static() -> None:
    """Gathers, hashes and compresses the static files, where one has changed."""
    from django.conf import settings
    from django.core.management import call_command

    stamp, now = Path(settings.DATA_DIR) / "static.stamp", static_fingerprint()
    if Path(settings.STATIC_ROOT).is_dir() and stamp.exists() and stamp.read_text() == now:
        return
    print("Collecting static files ...", flush=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(now)


def static_fingerprint() -> str:
    """Changes when a static file is added, removed or edited."""
    from django.contrib.staticfiles.finders import get_finders

    lines = []
    for finder in get_finders():
        for name, storage in finder.list([]):
            lines.append(f"{name} {storage.size(name)} {storage.get_modified_time(name)}")
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


def serve(host: str, port: int) -> int:
    """Runs the server until Ctrl-C or SIGTERM."""
    from django.conf import settings
    from django.db import connections

    connections.close_all()
    here = f"http://{host}:{port}"
    known_as = "" if here == settings.SITE_URL else f", for visitors {settings.SITE_URL}/"
    print(f"\nThe site is at {here}/{known_as} (Ctrl-C stops it).", flush=True)
    granian = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"]
    granian += ["--host", host, "--port", str(port), "--log-level", "warning", "--workers", "1"]
    granian += ["--blocking-threads", str(THREADS), "--workers-kill-timeout", "10"]
    # In a session of its own: Ctrl-C would otherwise reach its worker as well, and each would
    # wait for the other.
    server = subprocess.Popen(
        [*granian, "groupsite.wsgi:application"], cwd=BASE, start_new_session=True
    )
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: server.terminate())
    return server.wait()


if __name__ == "__main__":
    sys.exit(main())
