"""The sample pages: how well each layout is read, and that labels say what stands on the page."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from pylatexenc.latex2text import LatexNodes2Text

from importer import knowledge
from importer.sources import decode
from tools import scores
from tools.compare import RECORDS
from tools.samples import SAMPLES, labelled

# The least F1 over all fields, and the least share of works found, by layout.
FLOORS = {
    "academicpages": (0.89, 0.94),
    "al-folio": (0.95, 0.97),
    "apa-vancouver": (0.97, 0.97),
    "astronomy-and-physics": (0.86, 0.89),
    "bibtex": (0.98, 0.97),
    "biomed-lab": (0.87, 0.88),
    "browser-text": (0.87, 0.84),
    "chemistry": (0.94, 0.97),
    "cv-text": (0.94, 0.97),
    "economics": (0.93, 0.88),
    "engineering-cv": (0.92, 0.94),
    "group-pages": (0.90, 0.92),
    "hand-made-html": (0.96, 0.97),
    "hci-and-systems-vitae": (0.93, 0.94),
    "hugo-blox": (0.94, 0.97),
    "humanities": (0.91, 0.90),
    "humanities-languages": (0.88, 0.90),
    "ieee-lists": (0.97, 0.97),
    "jemdoc": (0.95, 0.97),
    "languages": (0.80, 0.72),
    "law-and-policy": (0.88, 0.88),
    "markdown": (0.94, 0.94),
    "mathematics": (0.91, 0.90),
    "ml-students": (0.95, 0.97),
    "other-languages": (0.91, 0.93),
    "physics": (0.95, 0.97),
    "plain-text-files": (0.93, 0.97),
    "pubmed-vancouver-lab": (0.91, 0.93),
    "simple-jekyll": (0.90, 0.86),
    "site-builders": (0.93, 0.92),
    "statistics-and-economics": (0.91, 0.87),
    "statistics-biostatistics": (0.91, 0.95),
    "tables": (0.92, 0.92),
    "theory-cs": (0.91, 0.92),
    "theory-math-old": (0.89, 0.94),
    "thumbnails": (0.92, 0.91),
    "vision-students": (0.92, 0.92),
    "vitae": (0.91, 0.93),
    "wiki-and-notion": (0.96, 0.97),
    "wrapped-text": (0.93, 0.93),
}
LAYOUTS = sorted(path.name for path in SAMPLES.iterdir() if path.is_dir())
PAGES = sorted(path for path in SAMPLES.rglob("*.*") if path.suffix not in (".json", ".md"))
PAGES += sorted(path for path in SAMPLES.glob("*/*.md"))
BY_NAME = [pytest.param(path, id=f"{path.parent.name}/{path.name}") for path in sorted(PAGES)]
LABELS = {"kind", "person", "publications", "research_interests", "accept", *RECORDS}
LABELS |= {f"optional_{kind}" for kind in RECORDS}


def test_every_layout_has_a_floor() -> None:
    assert sorted(FLOORS) == LAYOUTS


def test_every_page_has_labels_and_all_labels_have_a_page() -> None:
    assert {page.with_suffix(".json") for page in PAGES} == set(SAMPLES.rglob("*.json"))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_is_read_as_well_as_it_was(layout: str) -> None:
    score = scores.by_layout(labelled([SAMPLES / layout]))[layout]
    least_f1, least_found = FLOORS[layout]
    assert score.total.f1 >= least_f1
    assert score.fields["publications"].recall >= least_found


@pytest.mark.parametrize("page", BY_NAME)
def test_a_page_has_labels_of_known_fields(page: Path) -> None:
    labels = labels_of(page)
    assert set(labels) <= LABELS
    assert isinstance(labels["person"], dict)
    assert all(work["title"] and "authors" in work for work in labels["publications"])


@pytest.mark.parametrize("page", BY_NAME)
def test_labels_say_what_stands_on_the_page(page: Path) -> None:
    """Years may be printed whole or behind an apostrophe."""
    works, text = labels_of(page)["publications"], text_of(page)
    shown = letters(text)
    said = [(name, value) for work in works for name, value in _texts(work)]
    assert [(name, value) for name, value in said if letters(value) not in shown] == []
    years = {str(work["year"]) for work in works if work.get("year")}
    assert [y for y in sorted(years) if y not in text and not re.search(f"['’]{y[2:]}", text)] == []


@pytest.mark.parametrize("page", BY_NAME)
def test_people_and_addresses_stand_on_the_page(page: Path) -> None:
    """Each word of a name, since family names may come first, and each part of an address,
    since "at" may be spelt out."""
    labels, words = labels_of(page), words_of(text_of(page))
    person = labels.get("person", {})
    names = [name for work in labels["publications"] for name in work.get("authors", [])]
    names += [name for name in (person.get("name"), *person.get("emails", [])) if name]
    assert [name for name in names if not words_of(name) <= words] == []


def labels_of(page: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))
    return found


@cache
def text_of(page: Path) -> str:
    """The text of a page without LaTeX or tags, words at which a tag ends joined and parted, and
    the addresses of its links."""
    text = decode(page.name, page.read_bytes())
    if page.suffix == ".html":
        addresses = " ".join(re.findall(r'href\s*=\s*"([^"]*)"', text))
        joined, parted = (re.sub(r"<[^<>]*>", between, text) for between in ("", " "))
        text = html.unescape(f"{joined} {parted} {unquote(html.unescape(addresses))}")
    if page.suffix == ".bib":
        text = LatexNodes2Text().latex_to_text(text)
    return text


def letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", knowledge.folded(text))


def words_of(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", knowledge.folded(text)))


def _texts(work: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The fields of a work that are copied from its page."""
    for name in ("title", "venue_abbrev", "arxiv_id", "doi", "distinction", "abstract"):
        if work.get(name):
            # the class of an old number may be printed within it: "math.AG/0703901"
            yield (
                name,
                str(work[name]).rpartition("/")[2] if name == "arxiv_id" else str(work[name]),
            )
    for label in work.get("link_labels") or []:
        yield "link_labels", label
