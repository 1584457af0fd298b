"""BibTeX files as people keep them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importer.parse import parse
from importer.parse.bibtex_values import name, people, plain
from importer.records import Author, Link, PublicationRecord, Reading
from importer.sources import load


def read(text: str, file: str = "works.bib", owner: str = "") -> Reading:
    return parse(load(file, text.encode()), owner)


def works(text: str) -> list[PublicationRecord]:
    return list(read(text).of_type(PublicationRecord))


def work(text: str) -> PublicationRecord:
    (found,) = works(text)
    return found


ARTICLE = """@Article{lee:mud,
  TITLE = {On the {Flow} of Mud},
  author = "Lee, Ann and Bo {van der} Ray",
  journal = {Journal of Mud},
  year = 2020, month = mar, volume = 4, number = "2", pages = {10--19},
  doi = {https://doi.org/10.1234/mud.5},
  pdf = {mud.pdf}, code = {https://example.org/mud},
  abstract = {We study mud.},
}
"""


def test_an_article_has_all_that_its_fields_say() -> None:
    found = work(ARTICLE)
    form = found.appearances[0]
    assert found.title == "On the Flow of Mud"
    assert found.authors == (Author("Ann Lee"), Author("Bo van der Ray"))
    assert (form.kind, form.venue_printed, form.date) == ("journal", "Journal of Mud", "2020-03")
    assert (form.volume, form.issue, form.pages) == ("4", "2", "10–19")
    assert form.doi == "10.1234/mud.5"
    assert found.links == (Link("pdf"), Link("code", "https://example.org/mud"))
    assert found.has_code
    assert found.abstract == "We study mud."
    assert found.lines == (1, 9)


def test_the_file_is_known_by_its_name_or_by_its_first_entry() -> None:
    assert read(ARTICLE).kind == "bibtex"
    assert read("% my works\n\n" + ARTICLE, "works.txt").kind == "bibtex"
    assert read("Ann Lee\n\n" + ARTICLE, "page.txt").kind != "bibtex"


def test_a_file_has_no_owner_unless_the_caller_names_one() -> None:
    assert read(ARTICLE).owner is None
    found = read(ARTICLE, owner="Ann Lee").owner
    assert found is not None
    assert found.name == "Ann Lee"


def test_abbreviations_are_put_in_their_place_and_joined() -> None:
    found = work(
        '@string{jom = "Journal of " # what}\n@STRING(what = {Mud})\n'
        "@string{jom = {Journal of } # what}\n"
        '@article{a, title = "Rain " # {and } # "{Mud}", journal = JOM, month = "10~" # jan,'
        " year = 2001, author = lee}"
    )
    assert found.title == "Rain and Mud"
    assert found.appearances[0].venue_printed == "Journal of Mud"
    assert found.appearances[0].date == "2001-01-10"
    assert found.authors == (Author("lee"),)


def test_a_cross_referenced_volume_gives_what_an_entry_lacks_and_is_no_work_itself() -> None:
    found = work(
        "@inproceedings{a, title={On Mud}, author={Ann Lee}, crossref={Vol}}\n"
        "@proceedings{vol, title={Proceedings of the Conference on Rain}, year={1999},"
        " publisher={Mudford Press}}"
    )
    form = found.appearances[0]
    assert (form.kind, form.date, form.publisher) == ("conference", "1999", "Mudford Press")
    assert form.venue_printed.startswith("Proceedings of the Conference on Rain")


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Lee, Ann", "Ann Lee"),
        ("Ann Lee", "Ann Lee"),
        ("de la Fox, Bo", "Bo de la Fox"),
        ("Lee, Jr., Ann", "Ann Lee Jr."),
        ("{The Mud Collaboration}", "The Mud Collaboration"),
        (r"{\'E}mile B{\"o}ck", "Émile Böck"),
        (r"{\v{C}}apek, K.", "K. Čapek"),
    ],
)
def test_names_are_read_in_any_of_their_orders(printed: str, expected: str) -> None:
    assert name(printed) == expected


def test_and_others_hides_authors_and_braces_protect_an_and() -> None:
    assert people("Lee, Ann and {Mud and Sons} and others") == (
        (Author("Ann Lee"), Author("Mud and Sons")),
        True,
    )


def test_a_list_apart_by_commas_is_a_list_all_the_same() -> None:
    assert people("Ann Lee, Bo Ray, Cy Fox")[0] == (
        Author("Ann Lee"),
        Author("Bo Ray"),
        Author("Cy Fox"),
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (r"donn{\'e}es \& 100% {\ss}", "données & 100% ß"),
        ("$x^2$ on {M}ud", "$x^2$ on Mud"),
        ("two\n   lines", "two lines"),
        ("{" * 200 + "deep" + "}" * 200, "deep"),
        (r"\unknown{x} \'", "x"),
    ],
)
def test_latex_becomes_text_and_formulas_stay(value: str, text: str) -> None:
    assert plain(value).rstrip("' ́") == text


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("doi = {10.48550/arXiv.2001.00001}", ("preprint", "", "2001.00001")),
        ("doi = {arXiv:2001.00001}", ("preprint", "", "2001.00001")),
        ("eprint = {2001.00001}, archivePrefix = {arXiv}", ("preprint", "", "2001.00001")),
        ("journal = {arXiv preprint arXiv:2001.00001}", ("preprint", "", "2001.00001")),
        ("url = {https://arxiv.org/abs/2001.00001}", ("preprint", "", "2001.00001")),
        ("url = {https://doi.org/10.1234/a_b}", ("journal", "10.1234/a_b", "")),
        (r"doi = {10.1234/a\_b}", ("journal", "10.1234/a_b", "")),
    ],
)
def test_identifiers_are_found_where_people_put_them(
    fields: str, expected: tuple[str, str, str]
) -> None:
    form = work(f"@article{{a, title={{On Mud}}, {fields}}}").appearances[0]
    assert (form.kind, form.doi, form.arxiv_id) == expected


@pytest.mark.parametrize(
    ("entry", "kind", "venue"),
    [
        ("@article{a, title={T t}, journal={Springer}, booktitle={Rain}}", "journal", "Rain"),
        ("@inbook{a, title={T t}, chapter={A Book of Rain}}", "chapter", "A Book of Rain"),
        ("@inbook{a, title={T t}, chapter=3, booktitle={Rain}}", "chapter", "Rain"),
        ("@phdthesis{a, title={T t}, school={Mudford College}}", "thesis", "Mudford College"),
        ("@conference{a, title={T t}, booktitle={Workshop on Rain}}", "workshop", "Workshop"),
        ("@misc{a, title={T t}}", "other", ""),
        ("@software{a, title={T t}}", "software", ""),
    ],
)  # fmt: skip
def test_the_kind_and_the_venue_follow_from_type_and_fields(
    entry: str, kind: str, venue: str
) -> None:
    form = work(entry).appearances[0]
    assert form.kind == kind
    assert form.venue_printed.startswith(venue)


def test_a_status_in_place_of_the_year_is_a_status() -> None:
    form = work("@article{a, title={T t}, journal={Mud}, year={to appear}}").appearances[0]
    assert (form.status, form.date) == ("forthcoming", "")


def test_entries_of_one_key_are_both_read() -> None:
    assert [w.title for w in works("@misc{a, title={One}}\n@misc{a, title={Two}}")] == [
        "One",
        "Two",
    ]


def test_a_field_given_twice_counts_once() -> None:
    assert work("@misc{a, title={One}, title={Two}}").title == "One"


def test_broken_entries_are_left_unread_by_line_and_the_rest_goes_in() -> None:
    found = read(
        "@misc{a, title={One}}\n"
        "@misc{b, title={Never closed, year=2000,\n"
        "  note={x}\n"
        "@misc{c, title={Three}}\n"
        "@misc{no comma title={Four}}\n"
        "@misc{e, title={Five}}\n"
    )
    titles = [w.title for w in found.of_type(PublicationRecord)]
    assert titles == ["One", "Three", "Five"]
    assert [line.number for line in found.unread] == [2, 3, 5]


def test_comments_are_unread_and_lines_of_fields_that_no_record_holds_too() -> None:
    found = read("%% Papers\n@misc{a,\n title={One},\n issn={1},\n mood={fine}\n}\n@comment{x}")
    assert [(line.number, line.chrome) for line in found.unread] == [
        (1, False),
        (4, True),
        (5, False),
        (7, False),
    ]


PARTS = st.sampled_from(
    "@article{ @string{ @comment{ @misc( } { \" , = # title author year a \\'e $ % \n and others "
    "crossref {\\'e} 2020 @".split(" ")
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(PARTS, st.text(max_size=6)), max_size=40))
def test_any_file_at_all_is_read_and_no_line_is_lost(parts: list[str]) -> None:
    text = "@misc{a, title={One}}\n" + " ".join(parts).encode("utf-8", "ignore").decode()
    text = "".join(c for c in text if c.isprintable() or c == "\n")
    document = load("works.bib", text.encode())
    found = parse(document)
    held = {n for r in found.records for n in range(r.lines[0], r.lines[1] + 1)}
    unread = {line.number for line in found.unread}
    assert {line.number for line in document.lines} <= held | unread


@pytest.mark.parametrize("part", ["@misc{a, title={b}}\n", "@a{", "{", '"', "@misc{a, t = b # "])
def test_a_long_file_of_broken_parts_keeps_its_whole_entry(part: str) -> None:
    found = read("@misc{z, title={One}}\n" + part * (20_000 // len(part)))
    assert found.of_type(PublicationRecord).__next__().title == "One"
