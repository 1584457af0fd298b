"""Words that were looked for are marked, and nothing else of a page is touched."""

from __future__ import annotations

import pytest
from django.template import Context, Template
from django.utils.safestring import SafeString
from hypothesis import given
from hypothesis import strategies as st

from core.text import line_html
from search.find import excerpt, marked
from search.fold import text_of


@pytest.mark.parametrize(
    ("shown", "query", "expected"),
    [
        ("On Kernels", "kernel", "On <mark>Kernels</mark>"),
        ("Paul Erdős", r"erd\H{o}s", "Paul <mark>Erdős</mark>"),
        ("Paul Erdo\u030bs", "erdos", "Paul <mark>Erdo\u030bs</mark>"),
        ("Karl Müller", "mueller", "Karl <mark>Müller</mark>"),
        ("Karl Mueller", "müller", "Karl <mark>Mueller</mark>"),
        ("Ann O’Brien", "obrien", "Ann <mark>O’Brien</mark>"),
        ("刘子寅", "子寅", "刘<mark>子寅</mark>"),
        ("<b>kernel</b>", "kernel", "&lt;b&gt;<mark>kernel</mark>&lt;/b&gt;"),
        ("a & b", "b", "a &amp; <mark>b</mark>"),
        ("a banana", "a", "<mark>a</mark> banana"),
        ("On Kernels", "", "On Kernels"),
        ("On Kernels", "'\"<", "On Kernels"),
        ("", "kernel", ""),
    ],
)
def test_text_is_escaped_and_its_words_marked(shown: str, query: str, expected: str) -> None:
    found = marked(shown, query)
    assert isinstance(found, SafeString)
    assert found == expected


def test_tags_entities_and_formulas_stay_as_they_are() -> None:
    link = SafeString('<a href="/kernel/" title="kernel > a">The kernel</a> &amp; amp')
    assert marked(link, "kernel amp") == (
        '<a href="/kernel/" title="kernel > a">The <mark>kernel</mark></a> &amp; <mark>amp</mark>'
    )
    title = line_html("Order $k$ of k")
    assert marked(title, "k") == title.replace("of k", "of <mark>k</mark>")


@given(st.text(), st.text(max_size=40))
def test_marking_changes_no_letter(text: str, query: str) -> None:
    found = marked(text, query)
    assert found.replace("<mark>", "").replace("</mark>", "") == marked(text, "")
    assert "<" not in found.replace("<mark>", "").replace("</mark>", "")


def test_an_excerpt_is_the_text_around_the_first_word_found() -> None:
    text = f"{'before ' * 40}the kernel itself {'after ' * 40}"
    found = excerpt(text, "kernel")
    assert found.startswith("… before")
    assert found.endswith("after …")
    assert "the <mark>kernel</mark> itself" in found
    assert len(text_of(found)) < 190
    assert excerpt(text, "nowhere") == ""
    assert excerpt("A kernel.", "kernel") == "A <mark>kernel</mark>."
    assert excerpt("刘" * 1000 + "寅", "寅").count("<mark>寅</mark>") == 1


def test_templates_have_it_as_a_filter() -> None:
    template = Template("{% load search %}{{ title|marked:query }}")
    context = Context({"title": "Kernels & <i>", "query": "kernel"})
    assert template.render(context) == "<mark>Kernels</mark> &amp; &lt;i&gt;"
