"""What a page sets in bold or italics, however it says so."""

import pytest

from importer.sources import load
from importer.sources.html_styles import read


def set_off(html: str) -> list[tuple[str, str]]:
    """(text, kind) of what the lines of a page set off."""
    return [
        (line.text[span.start : span.end], span.kind)
        for line in load("page.html", f"<html><body>{html}".encode()).lines
        for span in line.spans
    ]


@pytest.mark.parametrize(
    ("marked", "kind"),
    [
        ("<b>On mud</b>", "bold"),
        ("<em>On mud</em>", "italic"),
        ("<code>On mud</code>", "code"),
        ('<span style="font-size: 11pt; font-weight: 700;">On mud</span>', "bold"),
        ('<span style="font-weight:bold !important">On mud</span>', "bold"),
        ('<span style="FONT: bold 12px/1.5 Georgia">On mud</span>', "bold"),
        ('<span style="font-style:oblique">On mud</span>', "italic"),
        ('<span class="fw-semibold">On mud</span>', "bold"),
        ('<span class="x cmti-10">On mud</span>', "italic"),
    ],
)
def test_text_is_set_off_by_elements_styles_and_names_of_classes(marked: str, kind: str) -> None:
    assert set_off(f"<p>{marked}, Rain 2019") == [("On mud", kind)]


@pytest.mark.parametrize(
    "plain",
    [
        '<b style="font-weight:normal">On mud</b>',
        '<span style="font-weight:400; font-style:normal">On mud</span>',
        '<span style="font-family: Bold Script">On mud</span>',
        '<span class="boldly-go">On mud</span>',
        '<span style="font-weight:">On mud</span>',
    ],
)
def test_a_style_may_take_emphasis_away_and_most_say_nothing_of_it(plain: str) -> None:
    assert set_off(f"<p>{plain}, Rain 2019") == []


def test_the_style_sheet_of_a_page_says_what_its_classes_mean() -> None:
    sheet = (
        "/* .c1{font-weight:400} */ .c1, span.c2 { color: red; font-weight: 700 }"
        " .c2{font-style:italic}"
    )
    found = set_off(
        f'<style>{sheet}</style><p><span class="c1">On mud</span>, <span class="c2">Rain</span>'
    )
    assert sorted(found) == [("On mud", "bold"), ("Rain", "bold"), ("Rain", "italic")]


def test_rules_for_more_than_a_class_alone_are_left_alone() -> None:
    sheet = ".menu .c1{font-weight:bold} .c1:hover{font-weight:bold} #c1{font-weight:bold}"
    assert read([sheet]).classes == {}


def test_emphasis_goes_on_over_the_lines_it_holds() -> None:
    assert set_off("<b>On mud<br>On rain</b><br>On hail") == [
        ("On mud", "bold"),
        ("On rain", "bold"),
    ]


def test_emphasis_within_emphasis_is_one() -> None:
    assert set_off("<p><b>On <strong>mud</strong> and rain</b>, 2019") == [
        ("On mud and rain", "bold")
    ]


def test_what_a_whole_page_is_set_in_sets_nothing_off() -> None:
    assert set_off('<section style="font-weight:bold"><h2 style="font-weight:bold">Mud') == []


@pytest.mark.parametrize("sheet", ["{" * 50_000, "a{" * 50_000, ".c" * 50_000, "/*" * 50_000])
def test_a_style_sheet_made_to_do_harm_is_read_to_its_end(sheet: str) -> None:
    assert read([sheet]).classes == {}
