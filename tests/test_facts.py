"""Every fact of the five pages stands on the site, where a visitor would look for it.

facts.json lists the facts page by page, as a careful reader finds them: names, titles, numbers.
What are sentences (abstracts, biographies, news) is named by its line and read from the page.
What only editors see is listed in docs/editors.md, under “Facts that only editors see”.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db.models import Q
from django.test import Client

from importer.pipeline import import_readings, pages_in, read_pages
from people.models import Person
from publications.models import Publication

HERE = Path(__file__).parent
PAGES = HERE.parent / "importer" / "fixtures" / "pages"
FACTS: dict[str, dict[str, Any]] = json.loads((HERE / "facts.json").read_text(encoding="utf-8"))
MONTHS = "January February March April May June July August September October November December"
PUBLIC_METRICS = {"h_index": "h-index", "papers": "papers", "citations": "citations"}
KINDS = {"conference": "Conference", "journal": "Journal", "preprint": "Preprint",
         "thesis": "Thesis", "workshop": "Workshop"}  # fmt: skip
# Mathematics and commands are typeset; labels in brackets are links, which may lack an address.
TYPESET = re.compile(r"\$[^$]*\$|\\[A-Za-z]+|[\\{}~`]|\[[^\]]*\]")

Found = Iterator[tuple[str, str]]


def letters(text: str) -> str:
    """Only what is read: no tags, no spaces, no punctuation, one case."""
    text = html.unescape(re.sub(r"<[^>]+>", " ", text))
    return re.sub(r"[\W_]+", "", text).casefold()


def printed_date(date: str) -> str:
    """2024-05-14 as the site prints it: 14 May 2024."""
    year, month, day = (*date.split("-"), "", "")[:3]
    name = MONTHS.split()[int(month) - 1] if month else ""
    return f"{int(day) if day else ''} {name} {year}"


def sentences(page: str, number: int) -> list[str]:
    """The parts of a line between what is typeset; without its bullet and the date of its news."""
    line = (PAGES / page).read_text(encoding="utf-8").split("\n")[number - 1]
    line = re.sub(r"^- (\d{4}/\d\d: )?|^Research Interests: ", "", line)
    return [part for part in TYPESET.split(line) if letters(part)]


def person_facts(page: str, told: dict[str, Any]) -> Found:
    """(address, fact) of what stands on the page of the person."""
    person = Person.objects.profiles().get(variants__name=told["name"])
    at = person.get_absolute_url()
    for key in ("name", "position", "affiliation", "department", "office"):
        yield at, told.get(key, "")
    yield from ((at, address) for address in told.get("emails", ()))
    for entry in (*told.get("education", ()), *told.get("past_positions", ())):
        yield from (
            (at, str(value)) for key, value in entry.items() if key not in ("start", "with")
        )
        yield at, printed_date(entry.get("start", ""))
        yield from ((at, name) for name in entry.get("with", ()))
    for key, label in PUBLIC_METRICS.items():
        if value := told.get("metrics", {}).get(key):
            yield at, f"{value}"
            yield at, label
    for number in told.get("prose_lines", ()):
        yield from ((at, sentence) for sentence in sentences(page, number))
    yield from item_facts(page, told, at)
    yield from ((at, work["title"]) for work in told["publications"] if shown_title(work))


def item_facts(page: str, told: dict[str, Any], at: str) -> Found:
    """News, talks, courses and services: on the person's page and on their own."""
    for item in told.get("news", ()):
        for address in (at, "/news/"):
            yield address, printed_date(item["date"])
            yield from ((address, sentence) for sentence in sentences(page, item["line"]))
    for item in told.get("talks", ()):
        for address in (at, "/talks/"):
            yield from ((address, item.get(key, "")) for key in ("title", "event", "place"))
            yield address, printed_date(item.get("date", ""))
    for item in told.get("teaching", ()):
        for address in (at, "/teaching/"):
            yield from ((address, item[key]) for key in ("institution", "code", "title", "role"))
            yield from ((address, term) for term in item["terms"])
            yield from ((address, name) for name in item.get("with", ()))
    for item in told.get("services", ()):
        for address in (at, "/services/"):
            yield address, f"{item['year']}"
            yield address, item["role"]
            yield from ((address, venue) for venue in item["venues"])


def shown_title(work: dict[str, Any]) -> bool:
    """Whether lists show the work under this title: those of other forms stand on its page."""
    return Publication.objects.filter(title=work["title"]).exists()


def publication_facts(page: str, told: dict[str, Any]) -> Found:
    for work in told["publications"]:
        title = work["title"]
        row = Publication.objects.filter(
            Q(title=title) | Q(appearances__title=title) | Q(other_titles__contains=title)
        ).first() or Publication.objects.get(title__iexact=title)
        at = row.get_absolute_url()
        yield from ((at, part) for part in TYPESET.split(title))
        yield from ((at, name) for name in work["authors"] or [told["name"]])
        if work.get("owner_hidden_by_et_al"):
            yield at, told["name"]
        for key in (
            "venue_abbrev",
            "year",
            "arxiv_id",
            "distinction",
            "category",
            "institution_tag",
        ):
            yield at, str(work.get(key, ""))
        yield at, KINDS[work["kind"]]
        yield at, printed_date(work.get("date", ""))
        yield at, "code" if work.get("has_code") else ""
        yield at, "contributed equally" if work.get("equal_contribution") else ""
        yield from ((at, part) for part in re.split("; |Japanese title ", work.get("note", "")))
        if "abstract_line" in work:
            yield from ((at, sentence) for sentence in sentences(page, work["abstract_line"]))


@pytest.mark.django_db
def test_every_fact_of_the_five_pages_stands_where_a_visitor_would_look(client: Client) -> None:
    readings, _ = read_pages(pages_in([PAGES]))
    import_readings(readings)
    seen: dict[str, str] = {}
    missing = []
    for page, told in FACTS.items():
        for address, fact in (*person_facts(page, told), *publication_facts(page, told)):
            if address not in seen:
                seen[address] = letters(client.get(address).content.decode())
            if letters(fact) not in seen[address]:
                missing.append(f"{page[:3]} {address}: {fact}")
    assert not missing, "\n".join(missing)
    assert len(seen) > 90


@pytest.mark.django_db
def test_the_recruitment_notes_stand_one_link_from_the_join_us_page_and_the_lead_s_on_the_home_page(
    client: Client,
) -> None:
    readings, _ = read_pages(pages_in([PAGES]))
    import_readings(readings)

    board = client.get("/openings/").content.decode()
    pages = dict.fromkeys(re.findall(r'href="(/openings/[0-9]+/)"', board))
    openings = "".join(letters(client.get(at).content.decode()) for at in pages)
    home = letters(client.get("/").content.decode())
    for sentence in sentences("000_7fc3a7ffd5aa1fc5.txt", 3):
        assert letters(sentence) in openings
        assert letters(sentence) in home
    assert letters("might be hiring new interns") in openings
    assert letters("Research group of Chaoyue Liu") in home
