"""Text becomes HTML in one place, which nothing that people type can bring down."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core import text
from core.text import escape_markdown, line_html, markdown_html, tex_html, unmarked

PIECES = r"\verb \href \frac \begin \end \input \sqrt[ \item[ \" \\ { } $ $$ % & # ~ ^ _ a".split()


@pytest.mark.parametrize("title", [r"On \href", r"\verb", r"\footnote", r"A \sqrt[", r"\href{x}"])
def test_a_command_without_its_argument_is_shown_as_typed(title: str) -> None:
    assert line_html(title) == title


def test_text_of_which_tex_would_leave_nothing_is_shown_as_typed() -> None:
    assert line_html(r"\input{/etc/passwd}") == r"\input{/etc/passwd}"


def test_environments_opened_a_thousand_times_are_shown_as_typed() -> None:
    source = r"\begin{a}" * 5000
    assert line_html(source) == source


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from([*PIECES, " ", "\n"]), max_size=12))
def test_no_row_of_tex_commands_fails(pieces: list[str]) -> None:
    text = "".join(pieces)
    for render in (line_html, tex_html, markdown_html):
        assert isinstance(render(text), str)


def test_accents_and_formulas_are_set() -> None:
    assert line_html(r"Schr\"odinger in $x$") == "Schrödinger in <math><mi>x</mi></math>"


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("# 1", r"\# 1"),
        ("  - a", r"  \- a"),
        ("2. b", r"2\. b"),
        ("a\n\n+ c", "a\n\n\\+ c"),
        ("*d* [e](f)", r"\*d\* \[e\](f)"),
    ],
)
def test_imported_prose_is_no_markdown(text: str, escaped: str) -> None:
    assert escape_markdown(text) == escaped


def test_many_empty_lines_are_no_trouble() -> None:
    assert escape_markdown("\n \n" * 30_000) == "\n \n" * 30_000


def test_what_is_no_command_of_tex_stays_as_typed() -> None:
    assert line_html(r"A virus in C:\Users\ada") == r"A virus in C:\Users\ada"
    assert line_html(r"\newcommand in a title") == r"\newcommand in a title"


def test_commands_for_fonts_and_quotes_leave_their_text() -> None:
    assert line_html(r"a {\em fast} \textit{and} ``good'' \rm way") == "a fast and “good” way"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("A **bold**\n\nword, __too__", "A bold word, too"),
        ("With [Ada](person:3) and [the paper](https://example.org/a)", "With Ada and the paper"),
        ("2 ** 3, [see] (there), $x^2$", "2 ** 3, [see] (there), $x^2$"),
    ],
)
def test_a_line_of_a_list_shows_no_marks(text: str, line: str) -> None:
    assert unmarked(text) == line


@pytest.mark.parametrize("render", [markdown_html, tex_html])
def test_what_is_too_long_to_be_read_in_a_moment_is_shown_as_typed(
    render: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Imported text as well: nothing that is saved keeps a page waiting."""
    monkeypatch.setattr(text, "LONGEST", 20)
    assert render("*One* <b> $x$\n\n" + "y" * 20) == (
        "<p>*One* &lt;b&gt; $x$</p><p>" + "y" * 20 + "</p>"
    )


def test_a_formula_does_not_make_a_cleaner_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """To make one takes fifty times as long as to use it."""
    monkeypatch.setattr(text.nh3, "clean", lambda *_, **__: pytest.fail("made another"))
    monkeypatch.setattr(text.nh3, "Cleaner", lambda *_, **__: pytest.fail("made another"))
    assert markdown_html("$x$ and $y$").count("<math>") == 2
    assert line_html("$x$").count("<math>") == 1
