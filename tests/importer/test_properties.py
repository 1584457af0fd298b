"""What holds of any page, whatever stands in it.

The texts are drawn by hypothesis: any characters, and pieces of real pages put together anyhow.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from importer.match.clusters import cluster
from importer.match.keys import WorkEntry, id_keys
from importer.match.titles import title_key
from importer.parse import parse
from importer.records import PublicationRecord, Reading
from importer.sources import Document, SourceError, decode, load
from importer.sources.typography import plain

SAMPLES = Path(__file__).parent / "samples"
PAGES = sorted(p for p in SAMPLES.glob("*/*") if p.suffix in (".html", ".txt", ".md", ".bib"))
NAMES = ("p.txt", "p.html", "p.md", "p.bib")
SENTENCE = re.compile(r"[^\n]*\w[^\n]*[.:]\Z|[^\n]*\. [A-Z][^\n]*\.\Z")

PIECES = st.sampled_from(
    """Ada Byron|Publications|Education|Experience|Talks|Teaching|Service|Awards|Grants|News
Students|2024|2023|Selected Papers|Working papers|* denotes equal contribution|About|Interests
Ada Byron, Mary Shelley*. On engines. ICML 2024.|[pdf] [code]|ICML 2024|Mary Shelley, Ada Byron
- On engines and mud, with M. Shelley|1. Byron, A. (2024). On mud. Mud Studies, 3(2), 1-9.|Contact
PhD in Mud, Mudford University, 2019|2019-2022 Postdoc at Mudford College|I am a professor at
ada@mudford.edu|Room 12, Mud Hall|Reviewer: ICML 2023, ICLR 2024|May 2024: A paper is accepted!
MUD 101: Mud, Fall 2023|Best Mud Award, 2020|Mud seminar, Mudford, May 2023|=====|Home | CV
@misc{a, title={On mud}, author={Byron, Ada}, year={2024}}|@article{b,|title = {On},|}|@string{a
# News|## 2024|* [pdf](a.pdf)|<h2>News</h2>|<ul><li>|</ul>|<p>|<b>On mud</b><br>|<!--|<table><tr>
Jane Doe|Advisor: Mary Shelley|Accepted papers|I work on mud and on engines, and I am glad.|-----
    - with a gap   between|professor of mud, Mudford College|Department of Mud""".replace(
        "\n", "|"
    ).split("|")
)
TEXTS = st.lists(
    st.one_of(PIECES, PIECES, PIECES, st.text(max_size=30)), min_size=1, max_size=30
).map("\n".join)


def read(name: str, data: bytes) -> tuple[Document, Reading] | None:
    """A page and what is read from it; None where it is refused, which takes a sentence."""
    try:
        document = load(name, data)
    except SourceError as error:
        assert SENTENCE.fullmatch(str(error)), str(error)
        return None
    return document, parse(document)


def held(reading: Reading) -> set[int]:
    """The numbers of the lines that a named field holds."""
    spans = [range(record.lines[0], record.lines[1] + 1) for record in reading.records]
    return {*reading.of_owner, *reading.ordering}.union(*spans)


def numbers(document: Document) -> set[int]:
    """The numbers of the lines of the file that the lines of a page are."""
    lines = (*document.lines, *document.chrome)
    return {number for line in lines for number in range(line.number, line.last + 1)}


def check_that_no_line_is_lost(document: Document, reading: Reading) -> None:
    """Each line of the page is held by a field or unread, and nothing else is."""
    starts = {line.number for line in (*document.lines, *document.chrome)}
    told = held(reading) | {line.number for line in reading.unread}
    assert starts <= told
    assert told <= set(range(1, max(numbers(document)) + 1))
    assert not reading.of_owner or reading.owner


# ---------------------------------------------------------------- any text


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=60)
@given(text=TEXTS)
def test_any_text_is_read_and_each_line_is_held_by_a_field_or_unread(name: str, text: str) -> None:
    found = read(name, text.encode("utf-8", "replace"))
    if found:
        check_that_no_line_is_lost(*found)


@pytest.mark.parametrize(("name", "before"), [("p.txt", ""), ("p.bib", "@misc{a,\n")])
@settings(max_examples=60)
@given(text=TEXTS)
@example(text="Ann\r\rBob\r\n\r\nCy\n\x0b\nDi\x85\u2028Ed")
def test_no_line_of_a_text_is_lost_before_it_is_read(name: str, before: str, text: str) -> None:
    data = (before + text).encode("utf-8", "replace")
    found = read(name, data)
    if found and found[0].format in ("text", "bibtex"):
        lines = re.split(r"\r\n|\r|\n", data.decode().removeprefix("\ufeff"))
        written = {n for n, line in enumerate(lines, 1) if plain(line).strip()}
        assert written <= numbers(found[0])


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=60)
@given(data=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_in_a_sentence(name: str, data: bytes) -> None:
    read(name, data)


# ---------------------------------------------------------------- pages with mistakes


def _dropped(lines: list[str], at: int, other: int) -> list[str]:
    return lines[:at] + lines[at + 1 :]


def _doubled(lines: list[str], at: int, other: int) -> list[str]:
    return lines[: at + 1] + lines[at:]


def _joined(lines: list[str], at: int, other: int) -> list[str]:
    return lines[:at] + [" ".join(lines[at : at + 2])] + lines[at + 2 :]


def _moved(lines: list[str], at: int, other: int) -> list[str]:
    rest = lines[:at] + lines[at + 1 :]
    return rest[:other] + [lines[at]] + rest[other:]


def _swapped(lines: list[str], at: int, other: int) -> list[str]:
    return lines[:at] + lines[at : at + 2][::-1] + lines[at + 2 :]


MISTAKES = (_dropped, _doubled, _joined, _moved, _swapped)
Mistake = tuple[Callable[[list[str], int, int], list[str]], float, float]
MANY = st.lists(
    st.tuples(st.sampled_from(MISTAKES), st.floats(0, 1), st.floats(0, 1)), min_size=8, max_size=30
)


def mutated(text: str, mistakes: Sequence[Mistake]) -> str:
    """The text with all the mistakes, each at its share of the length."""
    lines = text.split("\n")
    for make, at, other in mistakes:
        lines = make(lines, int(at * (len(lines) - 1)), int(other * (len(lines) - 1)))
    return "\n".join(lines)


def labels(page: Path) -> dict[str, int]:
    """By the key of a title, the number of the work that the labels give that title."""
    told = json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))
    keys = sorted({title_key(work["title"]) for work in told["publications"]})
    return {key: number for number, key in enumerate(keys)}


def entries(reading: Reading, page: str) -> list[WorkEntry]:
    works = [r for r in reading.records if isinstance(r, PublicationRecord)]
    owner = reading.owner.name if reading.owner else ""
    return [WorkEntry(f"{page}#{n}", owner, work, page) for n, work in enumerate(works)]


@cache
def as_it_is(page: Path) -> tuple[Document, Reading] | None:
    return read(page.name, page.read_bytes())


@pytest.mark.parametrize("page", PAGES[::2], ids=lambda p: p.name)
@settings(max_examples=2, phases=(Phase.explicit, Phase.generate))  # to shrink takes minutes
@given(mistakes=MANY)
def test_a_page_with_mistakes_is_read_and_no_two_works_become_one(
    page: Path, mistakes: Sequence[Mistake]
) -> None:
    text = decode(page.name, page.read_bytes())
    whole = as_it_is(page)
    spoilt = read(page.name, mutated(text, mistakes).encode())
    assert whole
    every = {
        entry.ref: entry
        for name, found in (("whole", whole), ("spoilt", spoilt))
        for entry in (entries(found[1], name) if found else [])
    }
    for found in filter(None, (whole, spoilt)):
        check_that_no_line_is_lost(*found)
    known = labels(page)
    assert not known or every
    for group in cluster(every.values()).groups:
        works = [e for e in map(every.__getitem__, group) if title_key(e.record.title) in known]
        told = {known[title_key(work.record.title)] for work in works}
        # A line with an identifier may have come to stand at another title.
        assert len(told) < 2 or set.intersection(*(set(id_keys(work)) for work in works)), [
            work.record.title for work in works
        ]
