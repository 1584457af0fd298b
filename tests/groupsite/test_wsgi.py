"""A site below a path, whichever way the server passes it on."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from groupsite.wsgi import below

ROOT = Path(__file__).resolve().parents[2]
PREFIX = "/~group"


@pytest.mark.parametrize(
    ("script_name", "path", "seen"),
    [
        ("", "/~group/people/", "/people/"),
        ("", "/~group/", "/"),
        ("", "/~group", "/"),
        ("", "/people/", "/people/"),
        ("", "", "/"),
        ("", "/~groups/", "/~groups/"),
        ("/~group", "/people/", "/people/"),
        ("/~group", "/~group/", "/~group/"),
        ("/~group/", "/people/", "/people/"),
    ],
)
def test_the_application_sees_the_path_below_it(script_name: str, path: str, seen: str) -> None:
    passed: list[dict[str, str]] = []
    application = below(PREFIX, lambda environ, start: passed.append(environ) or [])
    given = {"SCRIPT_NAME": script_name, "PATH_INFO": path, "QUERY_STRING": "a=b"}
    assert application(given, lambda *_: None) == []
    assert passed == [{"SCRIPT_NAME": PREFIX, "PATH_INFO": seen, "QUERY_STRING": "a=b"}]
    assert given["PATH_INFO"] == path


# The application is loaded once a process: with a path, in a process of its own.
PROGRAM = """
import sys
from django.test.utils import setup_test_environment
from groupsite.wsgi import application
from django.contrib.auth.models import User
from django.core.management import call_command
from wsgiref.util import setup_testing_defaults

def get(path, **more):
    environ, told = {"PATH_INFO": path, "HTTP_HOST": "www.example.edu", **more}, {}
    setup_testing_defaults(environ)
    def start(status, headers, *_):
        told["status"], told["headers"] = status, headers
    body = b"".join(application(environ, start))
    return int(told["status"][:3]), dict(told["headers"]), body.decode(errors="replace")

call_command("migrate", verbosity=0)
call_command("collectstatic", interactive=False, verbosity=0)
from groupsite import wsgi
from django.core.wsgi import get_wsgi_application
application = wsgi.below("/~group", get_wsgi_application())  # with the static files there are now

status, headers, page = get("/~group/admin/")
assert (status, headers["Location"]) == (302, "/~group/admin/login/?next=/~group/admin/"), headers
for path in ("/~group/admin/login/", "/admin/login/"):
    status, headers, page = get(path)
    assert status == 200, status
    assert "Path=/~group;" in headers["Set-Cookie"], headers
    import re
    style = re.search('href="(/~group/static/admin/css/base[^"]*[.]css)"', page)[1]
    assert get(style)[0] == 200
    assert get(style.removeprefix("/~group"))[0] == 200
assert get("/~group/media/none.pdf")[0] == 404
print("well")
"""


def test_the_whole_site_below_a_path(tmp_path: Path) -> None:
    kept = {k: v for k, v in os.environ.items() if k in ("PATH", "HOME", "LANG")}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT,
        env={**kept, "DATA_DIR": str(tmp_path), "SITE_URL": "http://www.example.edu/~group"},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.stdout.strip().endswith("well"), done.stderr
