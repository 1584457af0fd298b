"""A real browser: skipped, with the reason, where there is none; a failure in CI."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User

from tests.browser.every_site import Site, started
from tools import chromium
from tools.site import IMPORTED, MADE_UP

# Playwright's synchronous interface runs an event loop in this thread, which Django notices.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
HERE = Path(__file__).parent
PASSWORD = "correct horse battery"
# What axe finds in Django's own: the trail of links at the top, parts of its autocomplete, the head
# of rows on a form.
OF_DJANGO = ("link-in-text-block", "select2-selection", '<th class="original">')
# In forms, also its two fields for a moment.
OF_DJANGO_FORMS = (*OF_DJANGO, 'name="publish_at_')

# Colours of the admin fade from one scheme to the other: between the two they are no colours.
SETTLED = "() => Promise.allSettled(document.getAnimations().map(each => each.finished))"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever stands in this folder is a browser test, and may write to the database, unless the
    site that it looks at has a database of its own."""
    for item in items:
        if HERE not in item.path.parents:
            continue
        item.add_marker(pytest.mark.browser)
        if "every_site" not in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    program = chromium.executable()
    if not program and os.environ.get("CI") == "true":
        pytest.fail("Chromium is not installed, and in CI nothing may be left out")
    if not program:
        pytest.skip("Chromium is not installed")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as started:
        launched = started.chromium.launch(executable_path=program, args=chromium.ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture(autouse=True)
def _nobody_connected(request: pytest.FixtureRequest, _server_at_rest: None) -> Iterator[None]:
    """Windows that a test left open are closed: the server waits for that."""
    yield
    if "browser" in request.fixturenames:
        for context in request.getfixturevalue("browser").contexts:
            context.close()


@pytest.fixture
def browser_page(browser: Any) -> Iterator[Any]:
    """A page in a fresh profile.

    What it writes to the console as an error (a violation of the content security policy is
    one), an uncaught exception, and a request to another machine fail the test.
    """
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page, problems = context.new_page(), []
    page.set_default_timeout(10_000)

    def note(message: Any) -> None:
        # The browser's own word on an address that answered with an error: tests look at that.
        if message.type == "error" and message.location.get("url") != page.url:
            problems.append(message.text)

    def watch(request: Any) -> None:
        if not request.url.startswith(("http://localhost", "http://127.0.0.1", "data:", "blob:")):
            problems.append(f"asks for {request.url}")

    page.on("console", note)
    page.on("request", watch)
    page.on("pageerror", lambda error: problems.append(str(error)))
    yield page
    context.close()
    assert not problems, problems


@pytest.fixture(scope="session", params=[IMPORTED, MADE_UP])
def every_site(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """The site made from the five pages, then that of the made-up group."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    with started(shared / request.param.replace(" ", "-"), request.param) as site:
        yield site


@pytest.fixture(scope="session")
def axe() -> Callable[..., list[str]]:
    """``axe(page)``: what the axe rules for WCAG 2.2 AA and good practice find wrong there.
    ``axe(page, rules)``: by some of its rules alone."""
    script = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")

    def find(page: Any, rules: Sequence[str] = ()) -> list[str]:
        page.evaluate(SETTLED)
        page.evaluate(script)
        # Preloading copies style sheets into the page, which the content security policy forbids.
        options: dict[str, Any] = {"preload": False, "resultTypes": ["violations"]}
        if rules:
            options["runOnly"] = {"type": "rule", "values": list(rules)}
        result = page.evaluate("options => axe.run(document, options)", options)
        return [
            f"{rule['id']}: {rule['help']}: {node['html'][:200]}"
            for rule in result["violations"]
            for node in rule["nodes"]
        ]

    return find


@pytest.fixture
def editor(browser_page: Any, live_server: Any) -> Any:
    """The page of somebody who has just logged in, at the index of the admin."""
    User.objects.create_superuser("editor", password=PASSWORD)
    browser_page.goto(f"{live_server.url}/admin/")
    browser_page.fill("#id_username", "editor")
    browser_page.fill("#id_password", PASSWORD)
    browser_page.get_by_role("button", name="Log in").click()
    browser_page.get_by_role("heading", name="What would you like to edit?").wait_for()
    return browser_page
