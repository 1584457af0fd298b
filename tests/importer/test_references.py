"""Addresses at the foot of a text."""

from __future__ import annotations

from importer.parse import parse
from importer.records import Link, PublicationRecord
from importer.sources import Document, load

BODY = (
    "Ann Lee",
    "[1]Home of mud",
    "Papers",
    "Ann Lee, Bo Ray. [2]Mud at night. Journal of Mud 3, 2019. [3]pdf [4]code",
    "Ann Lee. Rain by day. Journal of Rain 4, 2020. [5]pdf, wet",
)
ADDRESSES = [f"https://mud.example/{k}" for k in range(1, 6)]
FOOT = tuple(f"   {k}. {url}" for k, url in enumerate(ADDRESSES, 1))


def page(*rows: str) -> Document:
    return load("page.txt", "\n".join(rows).encode())


def test_marks_go_and_known_labels_stand_in_brackets() -> None:
    found = page(*BODY, "", "References", "", *FOOT)
    assert [line.text for line in found.lines] == [
        "Ann Lee",
        "Home of mud",
        "Papers",
        "Ann Lee, Bo Ray. Mud at night. Journal of Mud 3, 2019. [pdf] [code]",
        "Ann Lee. Rain by day. Journal of Rain 4, 2020. [pdf], wet",
    ]


def test_links_have_the_addresses_of_their_numbers() -> None:
    line = page(*BODY, "", "References", "", *FOOT).lines[3]
    assert line.links[1:] == (Link("pdf", ADDRESSES[2]), Link("code", ADDRESSES[3]))
    assert line.links[0].url == ADDRESSES[1]
    assert line.links[0].label.startswith("Mud at night")


def test_the_list_of_addresses_and_its_heading_are_no_content() -> None:
    found = page(*BODY, "", "References", "", "   Visible links", *FOOT)
    assert [line.text for line in found.chrome][:2] == ["References", "Visible links"]
    assert len(found.chrome) == 2 + len(FOOT)


def test_marks_go_where_no_addresses_are_listed() -> None:
    found = page(*BODY)
    assert found.lines[4].text == "Ann Lee. Rain by day. Journal of Rain 4, 2020. [pdf], wet"
    assert found.lines[4].links == ()
    assert found.chrome == ()


def test_an_address_of_another_kind_is_no_link() -> None:
    foot = ("1. mailto:ann@mud.example", *FOOT[1:])
    found = page(*BODY, "", *foot)
    assert found.lines[1].links == ()


def test_few_marks_or_marks_that_do_not_count_up_are_text() -> None:
    few = ("See [1]mud", "and [2]rain", "1. https://mud.example/1", "2. https://mud.example/2")
    assert [line.text for line in page(*few).lines][:2] == ["See [1]mud", "and [2]rain"]
    cited = ("As [3]mud", "and [1]rain", "and [2]hail", "and [4]snow")
    assert [line.text for line in page(*cited).lines] == list(cited)


def test_works_of_such_a_page_have_their_links() -> None:
    found = parse(page(*BODY, "", "References", "", *FOOT)).of_type(PublicationRecord)
    mud, rain = found
    assert [link.label for link in mud.links if link.label in ("pdf", "code")] == ["pdf", "code"]
    assert {link.url for link in mud.links} >= set(ADDRESSES[2:4])
    assert [(link.label, link.url) for link in rain.links] == [("pdf", ADDRESSES[4])]
