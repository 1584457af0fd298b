"""Listings of an aggregator, author pages of an index, and pages of no known kind."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importer.parse import parse
from importer.records import MetricRecord, PublicationRecord, Reading
from importer.sources import SourceError, load


def read(*lines: str) -> Reading:
    return parse(load("page.txt", "\n".join(lines).encode()))


def works(reading: Reading) -> list[PublicationRecord]:
    return list(reading.of_type(PublicationRecord))


AGGREGATOR = (
    "Ann Lee",
    "LG",
    "h-index36",
    "2papers",
    "1,612citations",
    "Novelty55%",
    "2 Papers",
    "STAT-MECHMay 21",
    "On Mud",
    "Bo Ray, Ann Lee et al. · mc",
    "We study mud.",
    "93.5LGFeb 22, 2025Code",
    "On Rain",
    "Cy Dee, Bo Ray et al.",
    "We study rain.",
)


def test_a_listing_with_a_header_has_an_owner_figures_and_records() -> None:
    found = read(*AGGREGATOR)
    assert found.kind == "aggregator"
    assert found.owner is not None
    assert (found.owner.name, found.owner.main_field, found.owner.inferred) == (
        "Ann Lee",
        "cs.LG",
        False,
    )
    mud, rain = works(found)
    assert (mud.title, mud.category, mud.affiliation_tags, mud.abstract) == (
        "On Mud",
        "cond-mat.stat-mech",
        ("mc",),
        "We study mud.",
    )
    assert (mud.appearances[0].date, mud.appearances[0].date_printed) == ("--05-21", "May 21")
    assert (rain.has_code, rain.appearances[0].date, rain.authors_truncated) == (
        True,
        "2025-02-22",
        True,
    )
    assert (mud.owner_implied, rain.owner_implied) == (False, True)
    assert found.unread == ()


def test_figures_of_the_site_are_told_from_those_in_general_use() -> None:
    found = {m.name: (m.value, m.site_own, m.work) for m in read(*AGGREGATOR).of_type(MetricRecord)}
    assert found == {
        "h-index": ("36", False, ""),
        "papers": ("2", False, ""),
        "citations": ("1,612", False, ""),
        "Novelty": ("55", True, ""),
        "score": ("93.5", True, "On Rain"),
    }


def test_blank_lines_between_the_lines_change_nothing() -> None:
    spread = [part for line in AGGREGATOR for part in (line, "")]
    assert [w.title for w in works(read(*spread))] == ["On Mud", "On Rain"]


@pytest.mark.parametrize(
    ("line", "title", "authors"),
    [
        ("On the use of mudsAnn Lee, Bo Ray et al.", "On the use of muds", ["Ann Lee", "Bo Ray"]),
        ("Walks with SGDAnn Lee, Cy Dee", "Walks with SGD", ["Ann Lee", "Cy Dee"]),
        (
            "Is it wet?Jan-Willem McAllister, Ann Lee",
            "Is it wet?",
            ["Jan-Willem McAllister", "Ann Lee"],
        ),
        ("Mud, sweat, and OpalCastAnn Lee", "Mud, sweat, and OpalCast", ["Ann Lee"]),
        ("Rain in two actsD. Bo Ray, Ann Lee", "Rain in two acts", ["D. Bo Ray", "Ann Lee"]),
    ],
)
def test_authors_glued_to_a_title_are_told_from_it(
    line: str, title: str, authors: list[str]
) -> None:
    found = works(
        read(
            "LGMay 1, 2020",
            line,
            "We study it.",
            "MLMay 2, 2020",
            "A second thingAnn Lee, Bo Ray",
            "We study that.",
        )
    )
    assert (found[0].title, [a.name for a in found[0].authors]) == (title, authors)


def test_the_owner_of_a_page_without_a_name_is_the_author_of_all_records() -> None:
    found = read(
        "LGMay 1, 2020",
        "On mudAnn Lee, Bo Ray",
        "Text.",
        "LGMay 2, 2020",
        "On rainCy Dee, Ann Lee",
        "Text.",
    )
    assert found.owner is not None
    assert (found.owner.name, found.owner.inferred) == ("Ann Lee", True)


def test_without_a_common_author_there_is_no_owner() -> None:
    found = read(
        "LGMay 1, 2020",
        "On mudAnn Lee, Bo Ray",
        "Text.",
        "LGMay 2, 2020",
        "On rainCy Dee, Di Eck",
        "Text.",
    )
    assert found.owner is None
    assert len(works(found)) == 2


INDEX = (
    "Example search",
    "Name cluster",
    "Ann Lee",
    "A page of works that may be hers, or not.",
    "3 papers",
    "2 author rows",
    "Possible papers",
    "3",
    "ICLR Conference 2025 Conference Paper",
    "On Mud and Rain",
    "• Bo Ray 0001",
    "• Ann Lee",
    "We study mud.",
    "ICML Conference 2020 Conference Paper",
    "On the Weight of Clay",
    "• Ann Lee",
    "• Cy Dee",
    "We study clay.",
)


@pytest.mark.parametrize("bullet", ["•", "*", "-", "1."])
def test_an_author_index_has_owner_figures_and_records(bullet: str) -> None:
    found = read(*(line.replace("•", bullet) for line in INDEX))
    assert found.kind == "author-index"
    assert found.owner is not None
    assert found.owner.name == "Ann Lee"
    mud, clay = works(found)
    assert (mud.title, [a.name for a in mud.authors], mud.abstract) == (
        "On Mud and Rain",
        ["Bo Ray 0001", "Ann Lee"],
        "We study mud.",
    )
    lead = clay.appearances[0]
    assert (lead.kind, lead.venue_abbrev, lead.date) == ("conference", "ICML", "2020")
    assert [(m.name, m.value, m.site_own) for m in found.of_type(MetricRecord)] == [
        ("papers", "3", False),
        ("author rows", "2", True),
    ]
    assert found.sections == ("Possible papers",)
    assert [line.number for line in found.unread if line.chrome] == [1, 2, 4, 8]


@pytest.mark.parametrize(
    "lines",
    [
        ("a loaf of bread", "two eggs", "milk"),
        ("Publications", "News", "Talks"),
        ("***",),
        tuple(f"junk number {k} of some length" for k in range(1000)),
    ],
)
def test_a_page_of_no_known_kind_is_kept_as_unread_lines(lines: tuple[str, ...]) -> None:
    found = read(*lines)
    assert (found.kind, found.owner, found.records) == ("unknown", None, ())
    assert len(found.unread) == len(lines)


PIECES = st.sampled_from(
    [
        *AGGREGATOR,
        *INDEX,
        "",
        "Publications",
        "News",
        "Talks",
        "Teaching",
        "Services",
        "Reviewer",
        "- 2020: ICML, UAI",
        "2020/01: It rained, with Bo Ray.",
        "*: equal contribution",
        "[pdf] [code]",
        "On Clay",
        "Ann Lee*, Bo Ray",
        "UAI 2018",
        "I am a lecturer at Mudford College.",
        "CV",
        "- Wet Feet, Reading Group, 2017.",
        "Email: ann (at) example.org",
        "(",
        "[",
        "§",
        "\t•",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(PIECES, PIECES, st.text(max_size=40)), min_size=1, max_size=25))
def test_any_text_is_read_and_no_line_is_lost(pieces: list[str]) -> None:
    try:
        document = load("page.txt", "\n".join(pieces).encode("utf-8", "replace"))
    except SourceError:
        return
    found = parse(document)
    held = {
        number
        for record in (*found.records, *([found.owner] if found.owner else []))
        for number in range(record.lines[0], record.lines[1] + 1)
    }
    held |= {line.number for line in found.unread}
    for line in document.lines:
        heading = line.text.strip() in found.sections
        assert line.number in held or heading or "equal contribution" in line.text
