"""HTML of any age read as the lines that a browser would show."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importer.records import Link
from importer.sources import Document, SourceError, load
from importer.sources.lines import Span


def page(html: str, name: str = "page.html") -> Document:
    return load(name, html.encode())


def texts(html: str) -> list[str]:
    return [line.text for line in page(html).lines]


def test_headings_have_their_level_and_the_title_is_kept_as_a_hint() -> None:
    found = page("<title>Ann  Lee</title><h1>Ann Lee</h1><p>A text.<h3>Papers</h3>")
    assert found.format == "html"
    assert found.title == "Ann Lee"
    assert [(line.text, line.heading) for line in found.lines] == [
        ("Ann Lee", 1),
        ("A text.", 0),
        ("Papers", 3),
    ]


@pytest.mark.parametrize(
    ("name", "text", "format_"),
    [
        ("page.htm", "Ann Lee", "html"),
        ("page", "<!DOCTYPE html><p>Ann", "html"),
        ("page.txt", "<!-- x -->\n<HTML><body>Ann", "html"),
        ("page.txt", "<p>a<br>b<br>c<ul><li>d<li>e", "html"),
        ("page.txt", "If a < b and c > d, <p> is a tag.", "text"),
    ],
)
def test_html_is_known_by_its_name_or_by_its_tags(name: str, text: str, format_: str) -> None:
    assert page(text, name).format == format_


def test_breaks_end_lines_and_two_in_a_row_leave_a_blank_one() -> None:
    found = page("<font size=2>One<br>\n two  \n words<BR><BR>Three</font>").lines
    assert [(line.text, line.blank_before) for line in found] == [
        ("One", 0),
        ("two words", 0),
        ("Three", 1),
    ]


def test_items_that_nothing_closes_are_items_and_lists_may_be_nested() -> None:
    found = page("<ul><li>One<br>more<li>Two<ul><li>Inner</ul><li>Three</ul><ol><li>First</ol>")
    assert [(line.bullet, line.text, line.indent) for line in found.lines] == [
        ("•", "One", 2),
        ("", "more", 2),
        ("•", "Two", 2),
        ("•", "Inner", 4),
        ("•", "Three", 2),
        ("1.", "First", 2),
    ]


def test_a_number_before_an_item_is_its_bullet_even_in_a_cell_of_its_own() -> None:
    found = page("<table><tr><td>[3]<td>A. Lee,<br>On Mud<tr><td>[2]<td>On Rain<br>B. Ray")
    assert [(line.bullet, line.text) for line in found.lines] == [
        ("[3]", "A. Lee,"),
        ("", "On Mud"),
        ("[2]", "On Rain"),
        ("", "B. Ray"),
    ]


def test_a_row_of_short_cells_is_one_line_and_a_table_for_layout_is_many() -> None:
    assert texts("<table><tr><td>Fall 2020<td>MUD 101<td>Rain</table>") == [
        "Fall 2020, MUD 101, Rain"
    ]
    assert texts("<table><tr><td>Email:<td>ann (at) example.org</table>") == [
        "Email: ann (at) example.org"
    ]
    assert texts("<table><tr><td><img src=a.png alt=x><td><p>On Mud<p>Ann Lee</table>") == [
        "On Mud",
        "Ann Lee",
    ]


def test_a_known_label_is_set_in_brackets_and_keeps_its_address() -> None:
    line = page('On Mud. <a href="http://a.org/1.pdf">PDF</a> | [<a href="b.zip">code</a>]').lines[
        0
    ]
    assert line.text == "On Mud. [PDF] | [code]"
    assert line.links == (Link("PDF", "http://a.org/1.pdf"), Link("code"))


def test_a_link_that_is_no_label_stays_as_it_stands() -> None:
    line = page('<a href="https://a.org/mud">On the Flow of Mud</a>, by <i>Ann Lee</i>').lines[0]
    assert line.text == "On the Flow of Mud, by Ann Lee"
    assert line.links == (Link("On the Flow of Mud", "https://a.org/mud"),)
    assert line.spans == (Span(0, 18, "link"), Span(23, 30, "italic"))


@pytest.mark.parametrize(
    "base",
    [
        '<base href="https://a.org/~ann/">',
        '<link rel="canonical" href="https://a.org/~ann/index.html">',
        "<!-- saved from url=(0024)https://a.org/~ann/ -->",
    ],
)
def test_relative_addresses_are_resolved_where_the_page_says_its_own(base: str) -> None:
    line = page(f'<html>{base}<p>On Mud <a href="papers/mud.pdf">pdf</a>').lines[0]
    assert line.links == (Link("pdf", "https://a.org/~ann/papers/mud.pdf"),)


@pytest.mark.parametrize("target", ["data:text/plain,x", "javascript:go()", "#mud", "mud.pdf"])
def test_what_cannot_be_followed_from_elsewhere_is_a_label_without_address(target: str) -> None:
    assert page(f'On Mud <a href="{target}">pdf</a>').lines[0].links == (Link("pdf"),)


@pytest.mark.parametrize(
    ("target", "url"),
    [
        (
            "https://www.google.com/url?q=https%3A%2F%2Fa.example%2Fmud&sa=D",
            "https://a.example/mud",
        ),
        ("https://www.google.com/url?q=javascript:alert(1)", ""),
        ("https://www.google.com/url?sa=D", "https://www.google.com/url?sa=D"),
        ("https://a.example/url?q=https://b.example", "https://a.example/url?q=https://b.example"),
    ],
)
def test_a_link_by_way_of_google_leads_where_it_ends(target: str, url: str) -> None:
    assert page(f'On Mud <a href="{target}">pdf</a>').lines[0].links == (Link("pdf", url),)


def test_an_address_that_only_the_link_has_is_written_out() -> None:
    assert texts('<a href="mailto:ann%40example.org?subject=x">Email</a>') == [
        "Email ann@example.org"
    ]


@pytest.mark.parametrize(
    "hidden",
    [
        "<!-- secret -->",
        "<script>secret</script>",
        "<style>secret{}</style>",
        "<p hidden>secret</p>",
        '<div style="display: none">secret</div>',
        '<span class="sr-only">secret</span>',
        "<template><p>secret</template>",
    ],
)
def test_what_browsers_do_not_show_is_not_read(hidden: str) -> None:
    assert texts(f"<p>One</p>{hidden}<p>Two</p>") == ["One", "Two"]


def test_an_abstract_shown_on_demand_is_content() -> None:
    assert texts('<p>On Mud</p><div class="abstract hidden">We study mud.</div>') == [
        "On Mud",
        "We study mud.",
    ]


@pytest.mark.parametrize(
    "menu",
    [
        "<nav><a href=/>Home</a></nav>",
        '<div class="site-nav">Home</div>',
        '<ul role="navigation"><li>Home</ul>',
        "<footer>Home</footer>",
        '<ul><li><a href="/">Home</a><li><a href="#p">Papers</a><li><a href="cv.html">CV</a></ul>',
        '<p><a href="/">Home</a> | <a href="#p">Papers</a> | <a href="cv.html">CV</a>',
    ],
)
def test_menus_and_footers_are_noted_as_chrome(menu: str) -> None:
    found = page(f"{menu}<p>I study mud.")
    assert [line.text for line in found.lines] == ["I study mud."]
    assert found.chrome[0].text.startswith("Home")


def test_entities_and_marks_of_typesetting_are_undone() -> None:
    assert texts(
        "<p>Ann&nbsp;Lee &amp; B&eacute;la: e&#64259;cient in&shy;vited &ldquo;mud&rdquo;"
    ) == ["Ann Lee & Béla: efficient invited “mud”"]


def test_a_page_nested_out_of_all_measure_is_refused_and_a_deep_one_is_read() -> None:
    assert texts("<div>" * 200 + "deep") == ["deep"]
    with pytest.raises(SourceError, match="page.html: The HTML is nested more than 2000 levels"):
        page("<div>" * 100_000 + "deep")


@pytest.mark.parametrize(
    "part", ["<a href=x>pdf</a>", "<li>On Mud", "<b><p>", "<font>", "<tr><td>1<td>2", "&amp;x", "<"]
)
def test_a_long_page_of_unclosed_parts_is_read_to_its_end(part: str) -> None:
    found = page("<html><body>" + part * (30_000 // len(part)) + " end")
    assert found.lines[-1].text.endswith("end")


TAGS = st.sampled_from(
    "<p> </p> <ul> <li> </ul> <table> <tr> <td> </table> <a\thref='x.pdf'> </a> <b> </b> <h2> </h2>"
    " <br> <div\thidden> </div> <nav> </nav> <!-- --> <script> </script> <dl> <dt> <dd> pdf [1] 1."
    " &amp; Ann <svg> <math> <pre> <a\thref='mailto:a@b'>".split(" ")
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.one_of(TAGS, st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8)),
        max_size=40,
    )
)
def test_any_html_at_all_is_read(parts: list[str]) -> None:
    found = page("<html>x" + " ".join(parts))
    numbers = [line.number for line in (*found.lines, *found.chrome)]
    assert len(set(numbers)) == len(numbers)
    for line in found.lines:
        assert line.text == line.text.strip() != ""
        assert all(0 <= s.start < s.end <= len(line.text) for s in line.spans)
