"""From labelled atoms to records; and what a section makes of its records."""

from __future__ import annotations

from dataclasses import replace

import pytest

from importer.parse.works import atoms, entries
from importer.parse.works.entry import Entry, collect
from importer.parse.works.model import Reading
from importer.parse.works.steps import Step
from importer.records import Appearance, Author, Link, PublicationRecord
from importer.sources import Line
from tests.importer.work_lists import authors, lines_of, shown, works

SHORT = {
    "T": "title begins",
    "t": "title goes on",
    "A": "authors begins",
    "a": "authors goes on",
    "V": "venue begins",
    "v": "venue goes on",
    "D": "date",
    "L": "links",
    "N": "note",
    "P": "prose",
}


def entry(labels: str, *texts: str | Line, margin: float = 1.0) -> Entry:
    """An entry of these lines, a letter of `labels` for each atom."""
    lines = [Line(n, t) if isinstance(t, str) else t for n, t in enumerate(texts, 1)]
    found = atoms.cut(lines)
    assert len(found) == len(labels), [atom.text for atom in found]
    return Entry(found, [SHORT[letter] for letter in labels], [margin] * len(found))


def record(
    labels: str, *texts: str | Line, heading: str = "", marks: str = ""
) -> PublicationRecord:
    found = entries.record(entry(labels, *texts), "Papers", heading, frozenset(marks))
    assert found is not None
    return found


def test_each_field_says_what_its_atoms_say() -> None:
    found = record("ATVvv", "Ann Lee and Bo Ray. Mud at night. Journal of Mud 3(2), 4–9, 2019.")
    assert (found.title, authors(found)) == ("Mud at night", ["Ann Lee", "Bo Ray"])
    lead = found.appearances[0]
    assert lead.venue_printed == "Journal of Mud 3(2), 4–9, 2019"
    assert (lead.kind, lead.date, lead.volume, lead.issue) == ("journal", "2019", "3", "2")
    assert (found.section, found.lines) == ("Papers", (1, 1))


def test_entries_end_where_the_next_begins() -> None:
    found = atoms.cut(lines_of("Mud at night, Rain 2019", "Hail is hard, Rain 2020"))
    steps = [Step(label, label == "title begins") for label in ("title begins", "venue begins")] * 2
    told = collect(found, Reading(steps, (), [1.0, 2.0, 3.0, 4.0]))
    assert [([a.text for a in e.atoms], e.margins) for e in told] == [
        (["Mud at night", "Rain 2019"], [1.0, 2.0]),
        (["Hail is hard", "Rain 2020"], [3.0, 4.0]),
    ]


@pytest.mark.parametrize(
    ("labels", "text"),
    [
        ("AV", "Ann Lee. Journal of Mud 3"),
        ("N", "See all papers"),
        ("T", "Mud at night"),
        ("TN", "Mud at night. A story"),
    ],
)
def test_without_a_title_or_with_nothing_but_one_there_is_no_record(labels: str, text: str) -> None:
    assert entries.record(entry(labels, text), "Papers", "", frozenset()) is None


@pytest.mark.parametrize(
    ("margin", "confidence"),
    [(-100.0, 0.3), (-1.0, 0.45), (0.0, 0.6), (1.0, 0.75), (2.0, 0.9), (100.0, 1.0)],
)
def test_the_confidence_grows_with_the_margins_within_bounds(
    margin: float, confidence: float
) -> None:
    told = entry("TV", "Mud at night. Journal of Mud", margin=margin)
    found = entries.record(told, "Papers", "", frozenset())
    assert found is not None
    assert found.confidence == confidence


def test_margins_of_links_and_notes_do_not_count_for_confidence() -> None:
    told = entry("TVL", "Mud at night. Journal of Mud. [pdf]")
    told.margins = [2.0, 2.0, -50.0]
    found = entries.record(told, "Papers", "", frozenset())
    assert found is not None
    assert found.confidence == 0.9


# ---------------------------------------------------------------- authors


@pytest.mark.parametrize(
    ("text", "labels", "names", "truncated"),
    [
        ("Ann Lee, Bo Ray et al. Mud", "AaT", ["Ann Lee", "Bo Ray"], True),
        ("Ann Lee, Bo Ray, and 3 others. Mud", "AaaT", ["Ann Lee", "Bo Ray"], True),
        ("Lee, A., & Ray, B. (2019). Mud", "AaDT", ["A. Lee", "B. Ray"], False),
    ],
)
def test_authors_may_be_hidden(text: str, labels: str, names: list[str], truncated: bool) -> None:
    found = record(labels, text)
    assert (authors(found), found.authors_truncated) == (names, truncated)


def test_people_behind_with_wrote_it_with_the_owner() -> None:
    found = record("TA", "Mud at night (with Bo Ray and Cy Dee)")
    assert (authors(found), found.owner_implied) == (["Bo Ray", "Cy Dee"], True)
    assert not record("TA", "Mud at night (Bo Ray, Cy Dee)").owner_implied


def test_without_authors_the_owner_is_one() -> None:
    assert record("TV", "Mud at night. Journal of Mud").owner_implied


def test_names_with_a_mark_of_equal_work_are_equal() -> None:
    found = record("AaT", "Ann Lee*, Bo Ray†. Mud at night", marks="*")
    assert found.authors == (Author("Ann Lee", True), Author("Bo Ray", False))


# ---------------------------------------------------------------- links, notes, abstracts


def test_links_keep_their_order_and_their_addresses() -> None:
    line = Line(
        2,
        "[pdf] [code]",
        links=(Link("pdf", "https://mud.example/1"), Link("code", "https://mud.example/2")),
    )
    found = record("TVLL", "Mud at night. Journal of Mud", line)
    assert found.links == line.links
    assert found.has_code


def test_a_row_of_labels_is_a_link_each() -> None:
    found = record("TVLLL", "Mud at night. Journal of Mud", "pdf / code / slides")
    assert [link.label for link in found.links] == ["pdf", "code", "slides"]


def test_a_badge_before_the_title_is_no_link() -> None:
    found = record("LTV", "Best", "Mud at night. Journal of Mud")
    assert (found.links, found.note) == ((), "Best")


def test_an_abstract_loses_its_label_and_keeps_its_stops() -> None:
    found = record("TVPPP", "Mud at night. Journal of Mud", "Abstract: We weigh mud. It is wet.")
    assert found.abstract == "We weigh mud. It is wet."


def test_a_title_before_is_taken_out_of_a_note() -> None:
    found = record("TVN", "Mud at night. Journal of Mud. Previously titled “On Mud”")
    assert (found.previous_titles, found.note) == (("On Mud",), "")


# ---------------------------------------------------------------- venues


def test_a_badge_gives_the_venue_its_short_name() -> None:
    found = record("VTAVv", "WetConf", "Mud at night", "Ann Lee", "Conference on Mud (2020)")
    lead = found.appearances[0]
    assert (lead.venue_abbrev, lead.kind, lead.date) == ("WetConf", "conference", "2020")
    assert "Conference on Mud" in lead.venue_printed


def test_a_badge_alone_is_the_venue() -> None:
    lead = record("VTA", "NeurIPS 2020", "Mud at night", "Ann Lee").appearances[0]
    assert (lead.venue_abbrev, lead.kind, lead.date) == ("NeurIPS", "conference", "2020")


def test_a_second_venue_is_a_second_form() -> None:
    found = record("TVVv", "Mud at night", "NeurIPS 2020", "Journal of Mud 3(2), 2021")
    assert [(f.kind, f.date) for f in found.appearances] == [
        ("conference", "2020"),
        ("journal", "2021"),
    ]


def test_a_date_apart_from_the_venue_is_that_of_the_work() -> None:
    lead = record("ADTV", "Ann Lee (2019). Mud at night. Journal of Mud").appearances[0]
    assert (lead.date, lead.date_printed) == ("2019", "2019")


def test_a_heading_tells_the_kind_where_the_venue_does_not() -> None:
    text = "Mud at night. Wetham. Ann Lee"
    assert record("TVA", text, heading="Books").appearances[0].kind == "book"
    assert record("TVA", text).appearances[0].kind == "other"


# ---------------------------------------------------------------- one record of two

ONE = PublicationRecord(
    lines=(1, 2),
    title="Mud at Night",
    authors=(Author("Ann Lee"),),
    links=(Link("pdf"),),
    appearances=(Appearance(kind="other"),),
    note="wet",
)
TWO = replace(
    ONE,
    lines=(3, 4),
    authors=(Author("Ann Lee"), Author("Bo Ray")),
    links=(Link("pdf"), Link("code")),
    appearances=(Appearance(kind="journal", date="2019", venue_printed="Mud, 2019"),),
    abstract="We weigh mud.",
    note="",
)


def test_of_two_records_of_one_title_each_field_is_what_says_more() -> None:
    found = entries.joined(ONE, TWO)
    assert found.lines == (1, 4)
    assert (found.authors, found.appearances) == (TWO.authors, TWO.appearances)
    assert found.links == (Link("pdf"), Link("code"))
    assert (found.abstract, found.note) == ("We weigh mud.", "wet")


def test_a_citation_that_repeats_the_title_joins_the_record_above() -> None:
    rows = "".join(
        f"<h3>{title}</h3><p>Ann Lee, Bo Ray</p>"
        f"<p>Ann Lee, Bo Ray. “{title}.” Journal of Mud {volume}, 2019.</p>"
        for volume, title in enumerate(("Mud at Night", "Rain by Day", "Hail in the North"), 3)
    )
    found = shown(rows)
    assert [r.title for r in found] == ["Mud at Night", "Rain by Day", "Hail in the North"]
    assert [r.appearances[0].date for r in found] == ["2019"] * 3


def test_a_rule_stands_for_the_authors_of_the_record_above() -> None:
    found = works(
        "Lee, Ann, and Bo Ray. “Mud at Night.” Journal of Mud 3 (2019): 4–9.",
        "———. “Rain by Day.” Journal of Rain 4 (2018): 5–9.",
        "Lee, Ann. “Hail in the North.” Journal of Hail 7 (2017): 6–9.",
    )
    assert [r.title for r in found] == ["Mud at Night", "Rain by Day", "Hail in the North"]
    assert [authors(r) for r in found] == [
        ["Ann Lee", "Bo Ray"],
        ["Ann Lee", "Bo Ray"],
        ["Ann Lee"],
    ]


def test_names_left_out_between_two_are_told() -> None:
    found = works(
        "Lee A, Ray B, … Fox C. Mud in all seasons. Mud. 2020;3(1):1-9.",
        "Lee A, Ray B. Rain in the north. Mud. 2019;2(1):1-9.",
        "Fox C, Lee A, Ray B. Hail. Mud. 2018;1(1):1-9.",
    )
    assert [work.authors_truncated for work in found] == [True, False, False]


def test_the_names_of_columns_are_no_work() -> None:
    rows = "".join(
        f"<tr><td>{k}</td><td>A. Lee, B. Ray</td><td>Mud in season {k}</td>"
        f"<td>Journal of Mud, Vol. {k}, pp. 1-9</td><td>2020</td></tr>"
        for k in range(1, 5)
    )
    columns = ("S.No", "Authors", "Title of the paper", "Journal", "Year")
    head = "".join(f"<th>{name}</th>" for name in columns)
    found = shown(f"<table><tr>{head}</tr>{rows}</table>")
    assert len(found) == 4
    assert authors(found[0]) == ["A. Lee", "B. Ray"]


def test_a_word_above_an_abstract_is_no_link() -> None:
    said = "We show that mud is wet and that it is so in all seasons of the year, in the north too."
    found = shown(
        f"<p><b>On Mud</b></p><p>Ann Lee, Bo Ray</p><p>Journal of Mud 4, 2020</p>"
        f'<div><div role="button" aria-expanded="false">Abstract</div></div>'
        f'<div style="display:none"><p>{said}</p></div>'
    )
    assert [(work.title, work.links, work.abstract) for work in found] == [("On Mud", (), said)]


def test_a_year_behind_a_title_is_part_of_it_where_the_record_is_dated_before() -> None:
    dated = atoms.cut(lines_of("Ann Lee (2016). Costly mud: A reply to Fox (2015). Journal of Mud"))
    labels = ["authors begins", "date", "title begins", "title goes on", "date", "venue begins"]
    told = Reading([Step(label, n == 0) for n, label in enumerate(labels)], (), [1.0] * 6)
    (found,) = collect(dated, told)
    assert found.labels[4] == "title goes on"
    titled = entries.record(found, "Papers", "", frozenset())
    assert titled is not None
    assert titled.title == "Costly mud: A reply to Fox (2015)"


def test_a_year_behind_a_title_is_the_date_of_a_record_that_has_no_other() -> None:
    dated = atoms.cut(lines_of("Ann Lee. Costly mud (2015). Journal of Mud"))
    labels = ["authors begins", "title begins", "date", "venue begins"]
    told = Reading([Step(label, n == 0) for n, label in enumerate(labels)], (), [1.0] * 4)
    (found,) = collect(dated, told)
    assert found.labels == labels


def test_people_behind_with_may_be_links() -> None:
    name = '<a href="http://mud.example/">Bo Ray</a>'
    page = f"<p><b>On the flow of wet mud</b><br>ISSAC 2019<br><i>with {name}</i></p>"
    found = shown(page + page.replace("mud<", "clay<"))
    assert [(authors(work), work.owner_implied) for work in found] == [(["Bo Ray"], True)] * 2
