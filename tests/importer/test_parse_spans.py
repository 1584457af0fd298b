"""Dates, names, labels and headings: the spans by which lines are understood."""

import pytest

from importer.parse import contact, dates, figures, names, sections, sentences, spans
from importer.records import Link
from importer.sources import Line


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2024/08: Moved", "2024-08"),
        ("Aug 2024: Moved", "2024-08"),
        ("2024-08: Moved", "2024-08"),
        ("[08/2024] Moved", "2024-08"),
        ("2024.08: Moved", "2024-08"),
        ("May 9, 2022 Moved", "2022-05-09"),
        ("14 May 2024 - Moved", "2024-05-14"),
        ("(2019) Moved", "2019"),
        ("May 21 Moved", "--05-21"),
        ("août 2020: Moved", "2020-08"),
    ],
)
def test_a_leading_date_is_told_from_the_text_after_it(text: str, iso: str) -> None:
    found = dates.leading(text)
    assert found is not None
    assert (found[0].iso, found[1]) == (iso, "Moved")


def test_a_text_without_a_date_at_its_start_has_no_leading_date() -> None:
    assert dates.leading("Moved in 2020") is None


@pytest.mark.parametrize(
    "name",
    [
        "Ann Lee",
        "Z. Jonny Kong",
        "Yi-An Ma",
        "Zhiyuan Li 0005",
        "Wouter van der Berg",
        "J.P. Ray",
        "Orla O'Neill",
        "Ewan McAllister",
        "Łukasz Žák",
        "王小明",
        "Ó Briain Seán",
    ],
)
def test_names_of_many_forms_look_like_names(name: str) -> None:
    assert names.likeness(name) > 0.7


@pytest.mark.parametrize(
    "text",
    [
        "the end of time",
        "On Rivers of Ice",
        "ICML 2020",
        "A longer phrase that says a thing",
        "x",
        "",
        "Journal of Mud",
        "https://example.org/a",
    ],
)
def test_other_spans_do_not(text: str) -> None:
    assert names.likeness(text) < 0.7


def test_an_author_list_is_taken_apart_and_keeps_marks_aside() -> None:
    found = names.split("Omar Basit*, Phuc Dinh* and Y. Charlie Hu et al.")
    assert found.names == ("Omar Basit", "Phuc Dinh", "Y. Charlie Hu")
    assert found.marks == ("*", "*", "")
    assert found.truncated


def test_names_in_a_sentence_end_where_it_goes_on() -> None:
    assert names.in_prose("Bob Ray, Cy Dee and Yi-An Ma. See the paper") == [
        "Bob Ray",
        "Cy Dee",
        "Yi-An Ma",
    ]
    assert names.in_prose("Dr. Ann Lee.") == ["Ann Lee"]


def test_a_name_in_another_order_has_the_same_key() -> None:
    assert names.key("Liu Ziyin") == names.key("Ziyin Liu 0001")


@pytest.mark.parametrize(
    ("row", "labels"),
    [
        ("[paper] [arXiv]", ["paper", "arXiv"]),
        ("(PDF) (source code)", ["PDF", "source code"]),
        ("Project | Code", ["Project", "Code"]),
        ("[ Abstract | Draft | R Package ]", ["Abstract", "Draft", "R Package"]),
    ],
)
def test_a_row_of_labels_becomes_links_without_address(row: str, labels: list[str]) -> None:
    assert spans.label_row(row) == tuple(Link(label) for label in labels)


@pytest.mark.parametrize(
    "text", ["A Tale of Ice", "ICML 2020", "[see the note on page nine below]"]
)
def test_a_line_with_more_than_labels_is_no_row(text: str) -> None:
    assert spans.label_row(text) == ()


def test_labels_at_the_end_of_a_title_are_taken_off_and_other_brackets_stay() -> None:
    assert spans.take_labels("Rivers are not Lakes (Yet) [pdf] (code)") == (
        "Rivers are not Lakes (Yet)",
        (Link("pdf"), Link("code")),
    )


def test_arxiv_identifiers_lose_their_version_and_come_once() -> None:
    text = "arXiv:2306.02601v2, again arXiv:2306.02601 and arXiv:math/0601001"
    assert spans.arxiv_ids(text) == ("2306.02601", "math/0601001")


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        (
            "Email: ann.lee (at) example.org / al [at] mail [dot] example.net",
            ("ann.lee@example.org", "al@mail.example.net"),
        ),
        ("Contact: ann at cs.example.edu", ("ann@cs.example.edu",)),
        ("I met Bob at cs.example.edu", ()),
        ("ann@example.org", ("ann@example.org",)),
    ],
)
def test_addresses_are_made_readable(text: str, addresses: tuple[str, ...]) -> None:
    assert contact.emails(text) == addresses


@pytest.mark.parametrize(
    ("text", "name", "value", "unit"),
    [
        ("h-index36", "h-index", "36", ""),
        ("1,612citations", "citations", "1,612", ""),
        ("Novelty55%", "Novelty", "55", "%"),
        ("25 papers", "papers", "25", ""),
    ],
)
def test_figures_are_told_from_their_labels(text: str, name: str, value: str, unit: str) -> None:
    found = figures.read(Line(1, text))
    assert found is not None
    assert (found.name, found.value, found.unit) == (name, value, unit)


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Publications", "publications"),
        ("Selected publications", "publications"),
        ("Working papers", "publications"),
        ("📝 Publications", "publications"),
        ("Articles and book chapters", "publications"),
        ("Veröffentlichungen", "publications"),
        ("What's new", "news"),
        ("Recent news", "news"),
        ("Invited talks", "talks"),
        ("Teaching experience", "teaching"),
        ("Professional service", "services"),
        ("Research interests", "interests"),
        ("Research", "interests"),
        ("Honors & Awards", "awards"),
        ("3. Teaching", "teaching"),
        ("Papers (12)", "publications"),
        ("Preprint 2025", ""),
        ("Rivers and Lakes", ""),
        ("I am a postdoc", ""),
    ],
)
def test_headings_are_known_by_their_words(heading: str, kind: str) -> None:
    assert sections.heading_kind(heading) == kind


def test_abbreviations_do_not_end_a_sentence() -> None:
    text = "I work with Dr. Ann Lee (a.k.a. Nan). I hold a Ph.D. degree. It rains!"
    assert sentences.split(text) == [
        "I work with Dr. Ann Lee (a.k.a. Nan).",
        "I hold a Ph.D. degree.",
        "It rains!",
    ]
