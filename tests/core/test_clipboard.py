"""What is pasted is read in time that grows with its length, or refused with a sentence."""

from __future__ import annotations

import pytest

from core import clipboard
from core.clipboard import TooLong, trimmed


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("a<!-- b -->c", "ac"),
        ("a<!-->c", "ac"),
        ("a<!-- b", "a"),
        ("a<!--b--!>c", "ac"),
        ("<STYLE>p > a {}</style >a", "a"),
        ("<style>p {}", ""),
        ("a<script>if (a < b) {}</script>b", "ab"),
        ("<xml><o:a/></xml>a", "a"),
        ("<styled>a</styled>", "<styled>a</styled>"),
        ('<a href="x">a</a>', '<a href="x">a</a>'),
        ("1 < 2", "1 &lt; 2"),
        ("<a <b>c</b>", "&lt;a <b>c</b>"),
    ],
)
def test_what_is_not_shown_goes_and_what_nothing_closes_is_text(html: str, left: str) -> None:
    assert trimmed(html) == left


@pytest.mark.parametrize("part", ["<a b", "<p style='", "</", "<?", "<![CDATA["])
def test_no_tag_is_left_whose_end_would_be_looked_for_again_and_again(part: str) -> None:
    assert "<" not in trimmed(part * 1000)


def test_what_is_hidden_does_not_count() -> None:
    assert trimmed(f"<style>{'p {}' * clipboard.LONGEST}</style><p>a</p>") == "<p>a</p>"


@pytest.mark.parametrize(
    ("html", "sentence"),
    [
        ("x" * 200_001, "has 200,001 characters with its formatting; at most 200,000 can be read"),
        ("<b>" * 6_001, "has 6,001 pieces of formatting; at most 6,000 can be read. Paste it in"),
    ],
)
def test_more_is_refused_with_what_to_do(html: str, sentence: str) -> None:
    with pytest.raises(TooLong, match=sentence):
        trimmed(html)
    assert trimmed("x" * 200_000)
    assert trimmed("<b>" * 6_000)
