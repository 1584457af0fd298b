"""What is pasted from Word, Google Docs and web pages becomes Markdown that says the same."""

from __future__ import annotations

from html import unescape

import pytest
from django.utils.html import escape, strip_tags
from hypothesis import given
from hypothesis import strategies as st

from core.paste import markdown_of
from core.text import markdown_html

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<style><!-- p.MsoNormal {margin:0cm; font-family:"Calibri"} --></style>
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings/></xml><![endif]--></head>
<body lang=EN-GB style='tab-interval:36.0pt'><!--StartFragment-->
<h2>Looms<o:p></o:p></h2>
<p class=MsoNormal style='mso-margin-top-alt:auto'><b style='mso-bidi-font-weight:normal'>Bold</b>
and&nbsp;<i>slanted</i>, <a href="https://example.org/a">a link</a><a name="_ftnref1"
href="#_ftn1"><span style='mso-special-character:footnote'>[1]</span></a>.<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if
!supportLists]><span style='mso-list:Ignore'>&#183;<span>&nbsp;&nbsp; </span></span><![endif]>First
</p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>1.<span>&nbsp; </span></span><![endif]>Within</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>&#183;<span>&nbsp; </span></span><![endif]>Second</p>
<p class=MsoNormal>After.</p>
<!--EndFragment--></body></html>"""

GOOGLE = (
    '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr">'
    '<span style="font-size:11pt;font-weight:700;font-style:normal">Bold</span>'
    '<span style="font-size:11pt;font-weight:400">, </span>'
    '<span style="font-weight:400;font-style:italic">slanted</span></p>'
    "<ul><li><p>One</p></li><li><p>Two</p></li></ul></b>"
)


def test_word() -> None:
    assert markdown_of(WORD).splitlines() == [
        "## Looms", "",
        "**Bold**", "and *slanted*, [a link](https://example.org/a)\\[1\\].", "",
        "- First", "  1. Within", "- Second", "",
        "After.",
    ]  # fmt: skip


def test_google_docs() -> None:
    assert markdown_of(GOOGLE) == "**Bold**, *slanted*\n\n- One\n- Two"


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("", ""),
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("One<br>Two", "One\\\nTwo"),
        ("<h1>Title</h1><p>Text</p>", "# Title\n\nText"),
        ("<p>5 * 3 and a_b and [x] &lt;b&gt;</p>", r"5 \* 3 and a\_b and \[x\] \<b\>"),
        ("<p># no heading</p><p>- no item</p>", "\\# no heading\n\n\\- no item"),
        ("<p>where $x_1 &lt; x_2$ holds</p>", "where $x_1 < x_2$ holds"),
        ("<p>it costs $5</p>", r"it costs \$5"),
        ("<a href='https://example.org/'>here</a>", "[here](https://example.org/)"),
        ("<a href='mailto:ada@example.org'>write</a>", "[write](mailto:ada@example.org)"),
        ("<a href='javascript:alert(1)'>here</a>", "here"),
        ("<a href='/people/'>here</a>", "here"),
        ("<p>x<script>alert(1)</script><style>p{}</style><img src=x alt=y></p>", "x"),
        ("<p>seen<span style='display:none'>unseen</span></p>", "seen"),
        ("<p><b> </b>x<i></i></p>", "x"),
        ("<blockquote><p>said</p></blockquote>", "> said"),
        ("<pre><code>a = *b\n  c</code></pre>", "```\na = *b\n  c\n```"),
        ("<ol><li>One<ul><li>In</li></ul></li><li>Two</li></ol>", "1. One\n   - In\n2. Two"),
    ],
)
def test_what_becomes_of(html: str, markdown: str) -> None:
    assert markdown_of(html) == markdown


def test_a_table_has_a_head_also_if_word_gave_it_none() -> None:
    html = "<table><tr><td><p>Year</p></td><td>Prize</td></tr><tr><td>2024</td><td>Best</td></tr>"
    text = markdown_of(html + "</table>")
    assert text == "| Year | Prize |\n| --- | --- |\n| 2024 | Best |"
    assert "<th>Year</th>" in markdown_html(text)


def test_a_formula_that_carries_its_tex() -> None:
    html = (
        '<p>for <span class="katex"><span class="katex-mathml"><math><semantics><mi>x</mi>'
        '<annotation encoding="application/x-tex">x_1^2</annotation></semantics></math></span>'
        '<span class="katex-html">x12</span></span> only</p>'
    )
    assert markdown_of(html) == "for $x_1^2$ only"


def test_nested_beyond_measure() -> None:
    assert "deep" in markdown_of("<div>" * 4000 + "deep" + "</div>" * 4000)


@pytest.mark.parametrize("text", ["a{}b", "<pre>a{}b</pre>"])
def test_a_long_run_of_spaces_is_looked_at_once(text: str) -> None:
    """Each of them looked at anew, this would take minutes."""
    assert markdown_of(text.format("\xa0" * 150_000)).count(" ") >= 150_000


@given(st.text(alphabet=st.sampled_from("ab *_[]()<>`#-+.1|~\\{}"), max_size=40))
def test_words_are_the_same_after_all(text: str) -> None:
    """Whatever marks they have in them, they are shown as they were copied."""
    shown = strip_tags(markdown_html(markdown_of(f"<p>{escape(text)}</p>")))
    assert "".join(unescape(shown).split()) == "".join(text.split())
