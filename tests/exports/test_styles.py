"""Citation styles, held against the rules of their guides."""

import re

import pytest
from django.utils.html import escape

from exports.names import Name
from exports.styles import STYLES, citations
from exports.styles.acm import acm
from exports.styles.apa import apa
from exports.styles.chicago import changed, chicago
from exports.styles.ieee import ieee
from exports.styles.mla import last_digits, mla
from tests.exports.citations import ADA, ARTICLE, EXPECTED, KING, TEAM, ZIYIN, people, ref


def html(text):
    """`text`, in which asterisks stand for italics, as HTML."""
    return re.sub(r"\*([^*]+)\*", r"<i>\1</i>", escape(text))


@pytest.mark.parametrize(
    ("style", "given", "expected"),
    [(style, *case) for style, cases in EXPECTED.items() for case in cases],
)
def test_kinds_of_works(style, given, expected):
    assert style(given) == html(expected)


AUTHORS = {
    apa: [
        (people(1), False, "Family1, G. "),
        (people(2), False, "Family1, G., & Family2, G. "),
        (people(3), False, "Family1, G., Family2, G., & Family3, G. "),
        (people(2), True, "Family1, G., Family2, G., et al. "),
        (people(20), False, "Family18, G., Family19, G., & Family20, G. "),
        (people(21), False, "Family18, G., Family19, G., . . . Family21, G. "),
        ((KING,), False, "King, M. L., Jr. "),
        ((TEAM,), False, "ATLAS Collaboration. "),
        ((ZIYIN,), False, "Liu, Z. "),
    ],
    mla: [
        (people(1), False, "Family1, Given1. "),
        (people(2), False, "Family1, Given1, and Given2 Family2. "),
        (people(3), False, "Family1, Given1, et al. "),
        (people(1), True, "Family1, Given1, et al. "),
        ((KING, KING), False, "King, Martin Luther, Jr., and Martin Luther King Jr. "),
        ((TEAM, ADA), False, "ATLAS Collaboration and Ada Lovelace. "),
        ((ZIYIN, ZIYIN), False, "Liu Ziyin and Liu Ziyin. "),
    ],
    chicago: [
        (people(1), False, "Family1, Given1. "),
        (people(2), False, "Family1, Given1, and Given2 Family2. "),
        (people(3), False, "Family1, Given1, Given2 Family2, and Given3 Family3. "),
        (people(2), True, "Family1, Given1, Given2 Family2, et al. "),
        (people(10), False, "Given8 Family8, Given9 Family9, and Given10 Family10. "),
        (people(11), False, "Given6 Family6, Given7 Family7, et al. "),
        ((ZIYIN, ADA), False, "Liu Ziyin and Ada Lovelace. "),
    ],
    ieee: [
        (people(1), False, "G. Family1, "),
        (people(2), False, "G. Family1 and G. Family2, "),
        (people(3), False, "G. Family1, G. Family2, and G. Family3, "),
        (people(6), False, "G. Family5, and G. Family6, "),
        (people(7), False, "G. Family1 *et al.*, "),
        (people(2), True, "G. Family1 *et al.*, "),
        ((KING,), False, "M. L. King Jr., "),
    ],
    acm: [
        (people(1), False, "Given1 Family1. "),
        (people(2), False, "Given1 Family1 and Given2 Family2. "),
        (people(3), False, "Given1 Family1, Given2 Family2, and Given3 Family3. "),
        (people(1), True, "Given1 Family1, et al. "),
        ((KING,), False, "Martin Luther King Jr. "),
    ],
}


@pytest.mark.parametrize(
    ("style", "authors", "more", "expected"),
    [(style, *case) for style, cases in AUTHORS.items() for case in cases],
)
def test_authors(style, authors, more, expected):
    made = style(ref(authors=authors, has_more_authors=more, venue="Nature"))
    names = re.split(r"\(?2022\)?\.|“|Power", made)[0]
    assert names.endswith(html(expected))
    assert names == html(expected) or len(authors) > 3


def test_of_authors_that_are_too_many_the_rest_is_left_out():
    many = ref(authors=people(21), venue="Nature")
    assert "Family20" not in apa(many)
    assert "Family2," not in mla(many)
    assert "Family8" not in chicago(many)
    assert "Family2" not in ieee(many)
    assert all(f"Family{n}" in acm(many) for n in range(1, 22))


@pytest.mark.parametrize(
    ("first", "last", "chicago_keeps", "mla_keeps"),
    [
        ("3", "10", "10", "10"),
        ("71", "72", "72", "72"),
        ("96", "117", "117", "117"),
        ("100", "104", "104", "04"),
        ("1100", "1113", "1113", "13"),
        ("101", "108", "8", "08"),
        ("808", "833", "33", "33"),
        ("1103", "1104", "4", "04"),
        ("321", "328", "28", "28"),
        ("498", "532", "532", "532"),
        ("1087", "1089", "89", "89"),
        ("1496", "1500", "500", "500"),
        ("11564", "11615", "615", "615"),
        ("12991", "13001", "3001", "3001"),
        ("923", "1003", "1003", "1003"),
    ],
)
def test_ranges_of_pages_are_cut_short_as_the_manuals_say(first, last, chicago_keeps, mla_keeps):
    assert changed(first, last) == chicago_keeps
    assert last_digits(first, last) == mla_keeps


def test_a_title_that_quotes_has_single_quotes_within_double_ones():
    quoting = ref(title='On “Engines” and "Laws"', venue="Nature")
    assert "“On ‘Engines’ and ‘Laws.’”" in mla(quoting)
    assert "“On ‘Engines’ and ‘Laws,’”" in ieee(quoting)


@pytest.mark.parametrize("style", STYLES.values())
def test_mathematics_is_set_and_markup_is_text(style):
    made = style(ref(title="The $L_1$ <script>", venue="<b>R&D</b>", authors=(Name("<i>", "A"),)))
    assert "<math" in made
    assert "&lt;script&gt;" in made
    assert "<script" not in made
    assert "<b>" not in made
    assert "R&amp;D" in made
    assert "&lt;i&gt;" in made


@pytest.mark.parametrize("style", STYLES.values())
def test_no_style_leaves_a_hole_or_doubles_a_mark(style):
    everything = [case for cases in EXPECTED.values() for case, _ in cases]
    for made in map(style, everything):
        made = made.replace("[n. d.].", "2022.")
        for hole in ("..", ",,", " ,", " .", "()", "[]", "<i></i>", "  ", "?.", ", ."):
            assert hole not in made


def test_a_patent_is_in_no_style_as_its_number_is_not_known():
    assert citations(ref("patent")) == []
    assert [name for name, _ in citations(ARTICLE)] == ["APA", "MLA", "Chicago", "IEEE", "ACM"]
