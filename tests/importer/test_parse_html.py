"""What the marks of an HTML page add to the reading: addresses, names, ranks of headings."""

import pytest

from importer.parse import owners, parse
from importer.parse.spans import label_row, with_urls
from importer.records import Link, PublicationRecord, Reading
from importer.sources import load


def read(html: str) -> Reading:
    return parse(load("page.html", html.encode()))


PAPERS = """<title>Ann Lee - Mudford College</title><h1>Ann Lee, PhD</h1>
<p>GitHub: <a href="https://github.com/ann-lee">ann-lee</a></p>
<h2>Publications</h2><h3>2020</h3>
<ul><li><b><a href="https://example.org/mud">On the Flow of Mud</a></b><br>Ann Lee, Bo Ray<br>
<i>ICML 2020</i> <a href="https://arxiv.org/abs/2001.00001v2">arXiv</a>
<a href="https://doi.org/10.1234/mud.5">DOI</a> <a href="#bib">bib</a>
<li><b>Rain and Its Uses in the Country</b><br>Ann Lee, Cy Fox<br><i>UAI 2019</i>
<a href="https://example.org/rain.pdf">pdf</a></ul>
"""


def test_labels_keep_their_addresses_and_the_title_too() -> None:
    first, second = read(PAPERS).of_type(PublicationRecord)
    assert first.title == "On the Flow of Mud"
    assert first.links == (
        Link("arXiv", "https://arxiv.org/abs/2001.00001v2"),
        Link("DOI", "https://doi.org/10.1234/mud.5"),
        Link("bib"),
        Link("", "https://example.org/mud"),
    )
    assert second.links == (Link("pdf", "https://example.org/rain.pdf"),)


def test_an_address_tells_the_arxiv_number_and_the_doi() -> None:
    first, second = read(PAPERS).of_type(PublicationRecord)
    form = first.appearances[0]
    assert (form.arxiv_id, form.doi) == ("2001.00001", "10.1234/mud.5")
    assert (second.appearances[0].arxiv_id, second.appearances[0].doi) == ("", "")


def test_a_heading_of_lower_rank_opens_no_section_of_its_own() -> None:
    assert read(PAPERS).sections == ("Publications",)


def test_the_owner_is_named_by_the_top_heading() -> None:
    found = read(PAPERS).owner
    assert found is not None
    assert found.name == "Ann Lee"
    assert found.links == (Link("GitHub", "https://github.com/ann-lee"),)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Ann Lee", "Ann Lee"),
        ("Ann Lee - Mudford College", "Ann Lee"),
        ("Home | Dr. Ann M. Lee", "Ann M. Lee"),
        ("Welcome to the homepage of Ann Lee!", "Ann Lee"),
        ("Ann Lee's Homepage", "Ann Lee"),
        ("Hi, I'm Ann Lee", "Ann Lee"),
        ("Publications", ""),
        ("A new approach to mud", ""),
    ],
)
def test_the_title_of_a_page_may_name_its_owner(title: str, name: str) -> None:
    found = owners.in_title(title)
    assert (found.name if found else "") == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("I am Ann Lee, and I study mud.", "Ann Lee"),
        ("Welcome! My name is Ann van der Lee.", "Ann van der Lee"),
        ("I am Professor at Mudford College.", ""),
        ("I am a lecturer.", ""),
    ],
)
def test_a_text_may_introduce_its_writer(text: str, name: str) -> None:
    assert owners.introduced(text) == name


@pytest.mark.parametrize(
    ("row", "labels"),
    [
        ("[ Abstract | Draft ]", ("Abstract", "Draft")),
        ("[abstract | first reply | data]", ("abstract", "first reply", "data")),
        ("[pdf, code] [slides]", ("pdf", "code", "slides")),
        ("[mud | rain]", ()),
    ],
)
def test_one_bracket_may_hold_several_labels(row: str, labels: tuple[str, ...]) -> None:
    assert label_row(row) == tuple(map(Link, labels))


def test_labels_of_one_name_get_their_addresses_in_order() -> None:
    sources = (Link("PDF", "https://a"), Link("pdf", "https://b"))
    assert with_urls([Link("pdf"), Link("pdf"), Link("pdf")], sources) == (
        Link("pdf", "https://a"),
        Link("pdf", "https://b"),
        Link("pdf"),
    )


def test_a_year_as_heading_dates_the_records_that_tell_none() -> None:
    page = (
        "<h1>Ann Lee</h1><h2>Papers</h2><h3>2021</h3><p>On the Flow of Mud<br>Ann Lee, Bo Ray<br>"
        "[<a href=a.pdf>pdf</a>]<p>Rain and Its Uses<br>Ann Lee, Bo Ray<br>UAI 2019"
        "<h3>2018</h3><p>The Making of Mud Again<br>Ann Lee, Bo Ray<br>Journal of Mud"
    )
    found = list(read(page).of_type(PublicationRecord))
    assert [(r.title, r.appearances[0].date) for r in found] == [
        ("On the Flow of Mud", "2021"),
        ("Rain and Its Uses", "2019"),
        ("The Making of Mud Again", "2018"),
    ]
    assert read(page).unread == ()


def test_a_badge_beside_a_title_is_the_short_name_of_the_venue_that_another_line_names() -> None:
    page = (
        "<h1>Ann Lee</h1><h2>Papers</h2><ol>"
        "<li><div><abbr>ICML</abbr></div><div>On the Flow of Mud</div><div>Ann Lee, Bo Ray</div>"
        "<div><em>In International Conference on Machine Learning</em>, 2023</div>"
        '<div><a class="btn">Abs</a> <a href="https://example.org/a.pdf">PDF</a></div>'
        f'<div class="abstract hidden">{"We study the flow of mud in rivers. " * 8}</div>'
        "<li><div><abbr>NeurIPS</abbr></div><div>Rain With Too Few Clouds</div>"
        "<div>Bo Ray and Ann Lee</div>"
        "<div><em>In Advances in Neural Information Processing Systems</em>, 2022</div></ol>"
    )
    first, second = read(page).of_type(PublicationRecord)
    assert [len(r.appearances) for r in (first, second)] == [1, 1]
    assert (first.appearances[0].venue_abbrev, first.appearances[0].date) == ("ICML", "2023")
    assert (second.title, second.appearances[0].venue_abbrev) == (
        "Rain With Too Few Clouds",
        "NeurIPS",
    )
    assert [link.label for link in first.links] == ["Abs", "PDF"]
    assert read(page).unread == ()
