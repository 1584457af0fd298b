"""What search engines are told to read, and which address of a page is the one."""

import re

import pytest

from tests.factories import PersonFactory, PublicationFactory

pytestmark = pytest.mark.django_db
SITE = "https://group.example.edu"


@pytest.fixture(autouse=True)
def _address(settings):
    settings.SITE_URL = SITE


def allowed(client, path):
    """Whether robots.txt lets the path be read: of the rules that fit, the longest (RFC 9309)."""
    lines = client.get("/robots.txt").content.decode().splitlines()
    rules = [line.split(": ") for line in lines if line.startswith(("Allow", "Disallow"))]
    fitting = [(len(start), verb) for verb, start in rules if path.startswith(start)]
    return max(fitting, default=(0, "Allow"))[1] == "Allow"


def told(client, path):
    """(canonical address, what X-Robots-Tag says) of a page."""
    answer = client.get(path)
    assert answer.status_code == 200
    found = re.findall(r'<link rel="canonical" href="([^"]*)">', answer.content.decode())
    return found[0].removeprefix(SITE), answer.headers.get("X-Robots-Tag")


def test_robots_are_shown_the_sitemap(client):
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    lines = response.content.decode().splitlines()
    assert lines[0] == "User-agent: *"
    assert f"Sitemap: {SITE}/sitemap.xml" in lines


@pytest.mark.parametrize(
    ("path", "is_allowed"),
    [
        ("/", True),
        ("/publications/", True),
        ("/publications/?page=2", True),
        ("/publications/?year=2024", False),
        ("/publications/?year=2024&page=2", False),
        ("/publications/engine/", True),
        ("/publications/engine/card.png?v=1a2b3c4d", True),
        ("/news.atom", True),
        ("/publications.atom", True),
        ("/media/publicationfile/paper.pdf", True),
        ("/search/", False),
        ("/search/?q=engine", False),
        ("/admin/", False),
        ("/admin/login/", False),
    ],
)
def test_robots_read_pages_and_feeds_and_not_what_filters_make(client, path, is_allowed):
    assert allowed(client, path) is is_allowed


@pytest.mark.parametrize(
    ("path", "canonical", "tag"),
    [
        ("/publications/", "/publications/", None),
        ("/publications/?year=2024", "/publications/", "noindex"),
        ("/publications/?page=1", "/publications/", None),
        ("/publications/?page=2", "/publications/?page=2", None),
        ("/publications/?page=02", "/publications/?page=2", None),
        ("/publications/?page=x", "/publications/", None),
        ("/publications/?page=²", "/publications/", None),
        ("/publications/?page=2&group=venue", "/publications/", "noindex"),
        ("/people/?from=mail", "/people/", "noindex"),
        ("/search/", "/search/", "noindex"),
        ("/search/?q=engine", "/search/", "noindex"),
    ],
)
def test_a_view_of_a_page_names_the_page_and_stays_out(client, path, canonical, tag):
    for n in range(101):
        PublicationFactory(title=f"Engine {n}")
    assert told(client, path) == (canonical, tag)


def test_a_coauthors_page_stays_out(client):
    PersonFactory(given_name="Quiet", has_profile=False)
    assert (
        '<meta name="robots" content="noindex">'
        in client.get("/people/quiet-lovelace/").content.decode()
    )


def test_what_is_no_page_is_left_alone(client):
    assert "X-Robots-Tag" not in client.get("/robots.txt?x=1").headers
    assert "X-Robots-Tag" not in client.get("/news.atom?x=1").headers
    assert "X-Robots-Tag" not in client.get("/news.atom?x=1").headers
