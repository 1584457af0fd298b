"""Pages made to do harm: markup that would run, and text that would take all time or memory.

What takes time in the square of its length would here take hours: that a test ends is the test.
"""

from __future__ import annotations

import gzip
import io
import re
import zipfile
import zlib
from html.parser import HTMLParser

import pytest
from django.test import Client

from importer.parse import parse
from importer.pipeline import import_readings
from importer.records import Reading
from importer.sources import Document, SourceError, load
from news.models import NewsItem
from people.models import Person
from publications.models import Publication

MEGABYTE = 1_000_000
SECTIONS = (
    "Education",
    "Positions",
    "Talks",
    "Teaching",
    "Service",
    "Awards",
    "Grants",
    "News",
    "Publications",
    "Members",
    "Research Interests",
    "Biography",
)
# Each is said again and again in one line, and again and again in lines of its own.
KILLERS = (
    "a, ", "(((((", " ", "and ", "1", "A. ", '"“', "A-Aa-", "AAA ", "with A ", "[1] ", "2020-",
    "PhD in ", "of the ", "University of ", "@", "a@b.", "http://", "10.1000/", "Lee, A., ",
    "· ", ": ", "王 ", "$1,000 ", "May 2020 – ",
)  # fmt: skip


def read(data: bytes, name: str = "page.txt") -> tuple[Document, Reading]:
    document = load(name, data)
    return document, parse(document)


# ---------------------------------------------------------------- markup

ATTACKS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "<iframe src=javascript:alert(1)></iframe>",
    "[x](javascript:alert(1))",
    "$\\href{javascript:alert(1)}{x}$",
    "<b onmouseover=alert(1)>x</b>",
)
TEXT_PAGE = """Ada Byron
Professor, Mudford University {attack}

I am a professor at Mudford College and I work on engines {attack} and on mud.

Research Interests

Engines {attack} and what becomes of them

News

- May 2024: Our paper on {attack} engines is accepted, with Mary Shelley!

Publications

On {attack} engines [pdf]
Ada Byron, Mary Shelley {attack}
ICML 2024 {attack}

Talks

- Talk on {attack} mud, Mudford seminar, May 2023

Teaching

- MUD 101: Mud {attack}, Fall 2023

Service

- Reviewer: ICML 2023, {attack}
"""
HTML_PAGE = """<html><title>Ada Byron</title><h1>Ada Byron</h1>
<p>Professor, Mudford University</p>
<p>I am a professor at Mudford College and I work on <a href="javascript:alert(1)">mud</a>.</p>
<p><a href="javascript:alert(1)">Google Scholar</a> <a href="data:text/html,x">GitHub</a></p>
<script>alert(1)</script><style>*{display:none}</style>
<h2>News</h2><ul><li>May 2024: A <a href="JaVaScRiPt:alert(1)">paper</a> is accepted.</ul>
<h2>Publications</h2><ul><li><b onclick="alert(1)">On &lt;script&gt;alert(1)&lt;/script&gt; mud</b>
<br>Ada Byron, Mary Shelley<br>ICML 2024 <a href=" javascript:alert(1)">pdf</a>
<a href="vbscript:x">code</a></ul>"""
SCRIPTED = ("javascript:", "vbscript:", "data:text")


class Live(HTMLParser):
    """Collects what a browser would run of a page: scripts not from a file, handlers, links;
    data is not run, unless it ends the script element that holds it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        is_data = given.get("type") == "application/ld+json"
        if tag == "script" and not (is_data or (given.get("src") or "").startswith("/static/")):
            self.found.append(tag)
        if tag in ("iframe", "object", "embed"):
            self.found.append(tag)
        for name, value in attrs:
            bare = re.sub(r"\s", "", value or "").casefold()
            if name.startswith("on") or bare.startswith(SCRIPTED):
                self.found.append(f"{tag} {name}={value}")


def public_pages() -> list[str]:
    people = [f"/people/{person.slug}/" for person in Person.objects.all()]
    works = [f"/publications/{work.slug}/" for work in Publication.objects.all()]
    lists = ["people", "publications", "news", "talks", "teaching", "services"]
    feeds = ["/news.atom", "/publications.atom", "/search/?q=alert"]
    return ["/", *people, *works, *(f"/{name}/" for name in lists), *feeds]


def live(client: Client) -> list[str]:
    """What would run of all public pages."""
    found = []
    for address in public_pages():
        response = client.get(address)
        assert response.status_code == 200, address
        page = Live()
        page.feed(response.content.decode())
        found += [f"{address} {what}" for what in page.found]
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("attack", ATTACKS)
def test_markup_in_text_is_inert_wherever_the_site_shows_it(client: Client, attack: str) -> None:
    import_readings([read(TEXT_PAGE.replace("{attack}", attack).encode())[1]])

    assert Publication.objects.exists()
    assert NewsItem.objects.exists()
    assert live(client) == []


@pytest.mark.django_db
def test_scripts_and_links_that_run_do_not_come_from_a_page_to_the_site(client: Client) -> None:
    import_readings([read(HTML_PAGE.encode(), "page.html")[1]])

    assert "script" in Publication.objects.get().title
    assert Person.objects.get(slug="ada-byron").bio
    assert live(client) == []


def test_what_would_run_is_found_by_the_tests_above() -> None:
    page = Live()
    page.feed("<script>1</script><a href=' Java\nScript:x'>x</a><b onclick=x>y</b><iframe>")
    assert [what.split(" ")[0] for what in page.found] == ["script", "a", "b", "iframe"]


# ---------------------------------------------------------------- files that are no pages


def zip_bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("page.html", "0" * 10 * MEGABYTE)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (zip_bomb(), r"is a ZIP archive or an office document, not text\. Save the page as"),
        (gzip.compress(b"0" * 10 * MEGABYTE), r"is a gzip archive, not text\. Save the page as"),
        (zlib.compress(b"<p>mud" * MEGABYTE), r"is a binary file, not text"),
        (bytes(range(256)) * 100, r"is a binary file, not text: it has NUL bytes\."),
        (b"Ada Byron\0\nPublications", r"is a binary file, not text: it has NUL bytes\."),
        ("Ada\0Byron".encode("utf-16"), r"is a binary file, not text: it is full of control"),
        (b"\x01\x02\x03" * 1000, r"is a binary file, not text: it is full of control characters\."),
        (b" " * MEGABYTE, r"is empty: there is nothing to read\."),
        (b"a" * 21 * 1024 * 1024, r"has 21\.0 MB of text; the limit is 20 MB\. Split it into"),
    ],
    ids="zip gzip zlib bytes NUL NUL-in-UTF-16 controls blank long".split(),
)
@pytest.mark.parametrize("name", ["page.html", "page.txt", "page.md", "page.bib"])
def test_what_is_no_page_is_refused_in_a_sentence(name: str, data: bytes, message: str) -> None:
    with pytest.raises(SourceError, match=rf"{name} {message}"):
        load(name, data)


# ---------------------------------------------------------------- deep and long pages


@pytest.mark.parametrize("tag", ["div", "span", "ul><li", "table><tr><td", "b", "font", "q"])
def test_a_page_of_200_levels_is_read_to_its_core(tag: str) -> None:
    inner = f"<{tag}>" * 200 + "On mud" + "".join(f"</{t}>" for t in tag.split("><")) * 200
    document, reading = read(f"<h1>Ada Byron</h1>{inner}<p>The end".encode(), "page.html")

    texts = [line.text for line in document.lines]
    assert any("On mud" in text for text in texts)
    assert texts[-1].endswith("The end")


@pytest.mark.parametrize("mark", ["> ", "- ", "*", "[", "![", "(", "**a"])
def test_markdown_of_200_levels_is_read(mark: str) -> None:
    document, reading = read((mark * 200 + "mud\n\nThe end\n").encode(), "page.md")

    assert document.lines[-1].text == "The end"


def test_a_list_of_200_levels_in_markdown_is_read_to_its_last_item() -> None:
    levels = [f"{'  ' * level}- level {level}" for level in range(200)]
    document, reading = read("\n".join([*levels, "", "The end"]).encode(), "page.md")

    texts = " ".join(line.text for line in document.lines)
    assert "level 199" in texts
    assert texts.endswith("The end")


@pytest.mark.parametrize("braces", [200, 20_000])
def test_bibtex_of_many_levels_is_read_and_the_next_entry_too(braces: int) -> None:
    deep = "{" * braces + "mud" + "}" * braces
    text = f"@misc{{a, title={deep}, year=2020}}\n@misc{{b, title={{On rain}}, year=2021}}\n"
    reading = read(text.encode(), "page.bib")[1]

    assert reading.records[-1].title == "On rain"


def test_a_page_nested_without_end_is_refused_in_a_sentence() -> None:
    with pytest.raises(SourceError, match=r"page.html: The HTML is nested more than 2000 levels"):
        load("page.html", b"<div>" * 100_000)


@pytest.mark.parametrize("word", ["a, ", "m"])
@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("page.txt", "Ada Byron\n\nPublications\n\n", "\nThe end\n"),
        ("page.md", "# Ada Byron\n\n## Publications\n\n", "\n\nThe end\n"),
        ("page.html", "<h1>Ada Byron</h1><h2>Publications</h2><p>", "</p><p>The end"),
        ("page.bib", "@misc{a, title={", "}}\n@misc{b, title={The end}, year=2020}\n"),
    ],
)
def test_a_line_of_a_megabyte_is_read_and_what_follows_it_too(
    name: str, before: str, after: str, word: str
) -> None:
    long = word * (MEGABYTE // len(word))
    document, reading = read(f"{before}{long}{after}".encode(), name)

    assert "The end" in document.lines[-1].text
    assert sum(len(line.text) for line in document.lines) > MEGABYTE - 10


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("killer", KILLERS, ids=repr)
def test_what_kills_regexes_does_no_harm_in_any_section(section: str, killer: str) -> None:
    line = killer * (4_000 // len(killer))
    lines = f"{killer * (60 // len(killer))}end\n" * 50
    page = f"Ada Byron\n\n{section}\n\n- {line}end\n\n{lines}\nNews\n\n- May 2024: I am here.\n"
    document, reading = read(page.encode())

    assert document.lines[-1].text == "May 2024: I am here."
    assert any(record.type == "news" for record in reading.records)
