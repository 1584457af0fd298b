"""Markdown read by way of the HTML it stands for."""

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from importer.records import Link
from importer.sources import load

PAGE = """---
title: "Ann Lee"
layout: default
---
# Papers
{% include base_path %}

1. **On Mud**  \n   Ann Lee, Bo Ray  \n   [pdf](https://example.org/mud.pdf) {:target="_blank"}
2. *Rain*
   and its uses

| Fall 2020 | Reading Mud |
| --- | --- |
| Fall 2021 | Reading Rain |
"""


def test_a_page_has_its_title_headings_items_and_links() -> None:
    found = load("page.md", PAGE.encode())
    assert (found.format, found.title) == ("markdown", "Ann Lee")
    assert [(line.heading, line.bullet, line.text) for line in found.lines] == [
        (1, "", "Papers"),
        (0, "1.", "On Mud"),
        (0, "", "Ann Lee, Bo Ray"),
        (0, "", "[pdf]"),
        (0, "1.", "Rain and its uses"),
        (0, "", "Fall 2020, Reading Mud"),
        (0, "", "Fall 2021, Reading Rain"),
    ]
    assert found.lines[3].links == (Link("pdf", "https://example.org/mud.pdf"),)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from("# - > [a](b) ** _ | --- ` ``` \n <p> {% %} 1. ![x](y) a".split(" ")))
)
def test_any_markdown_at_all_is_read(parts: list[str]) -> None:
    load("page.md", ("text " + " ".join(parts)).encode())


def test_a_long_page_is_read_in_seconds() -> None:
    start = time.perf_counter()
    load("page.md", ("- **On Mud**, [pdf](a.pdf)\n> [[*_\n" * 5_000).encode())
    assert time.perf_counter() - start < 10


def texts(*lines: str) -> list[str]:
    return [line.text for line in load("page.md", "\n".join(lines).encode()).lines]


def test_ends_of_lines_that_part_the_fields_of_a_record_are_kept() -> None:
    assert texts("1. [On Mud](mud.pdf)", "   Ann Lee, Bo Ray", "   MUD 2020", "", "2. Rain") == [
        "On Mud",
        "Ann Lee, Bo Ray",
        "MUD 2020",
        "Rain",
    ]


def test_lines_that_go_on_are_joined() -> None:
    assert texts("- Mud, rain and", "  Their Uses") == ["Mud, rain and Their Uses"]
    assert texts("- *Mud and All", "  Its Uses*") == ["Mud and All Its Uses"]


def test_a_file_broken_at_a_width_has_no_breaks_that_mean_something() -> None:
    broken = ["- On Mud", "  and rain", "- On Wet", "  weather", "- Ann Lee", "  Bo Ray"]
    assert texts(*broken) == ["On Mud and rain", "On Wet weather", "Ann Lee Bo Ray"]


def test_names_of_pictures_are_no_text() -> None:
    assert texts("* :tada: Oct 2024: Mud") == ["Oct 2024: Mud"]
    assert texts("MUD 2024 :trophy: Best Paper") == ["MUD 2024 · Best Paper"]
    assert texts("Open 10:30:45 daily") == ["Open 10:30:45 daily"]
