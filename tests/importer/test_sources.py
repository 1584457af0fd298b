"""From bytes to lines."""

import pytest

from importer.sources import Document, SourceError, load
from importer.sources.lines import Line


def lines(data: bytes) -> tuple[Line, ...]:
    return load("page.txt", data).lines


def test_a_line_knows_its_number_indent_bullet_and_the_blank_lines_before_it() -> None:
    assert load("page.txt", b"Ann Lee\n\n\n  - One\n   2. Two") == Document(
        "page.txt",
        "text",
        (
            Line(1, "Ann Lee"),
            Line(4, "One", indent=2, bullet="-", blank_before=2),
            Line(5, "Two", indent=3, bullet="2."),
        ),
    )


@pytest.mark.parametrize("bullet", ["*", "-", "•", "–", "1.", "12)", "[3]", "(4)"])
def test_bullets_of_many_kinds_are_taken_off(bullet: str) -> None:
    assert lines(f"{bullet} A text".encode()) == (Line(1, "A text", bullet=bullet),)


@pytest.mark.parametrize("text", ["*: equal contribution", "-5 degrees", "1.5 million", "*"])
def test_what_only_looks_like_a_bullet_stays(text: str) -> None:
    assert lines(text.encode()) == (Line(1, text),)


@pytest.mark.parametrize("ending", [b"\n", b"\r\n", b"\r"])
def test_any_line_ending_ends_a_line(ending: bytes) -> None:
    assert [line.text for line in lines(ending.join([b"One", b"Two"]))] == ["One", "Two"]


def test_a_byte_order_mark_and_invisible_characters_are_dropped() -> None:
    assert lines("\ufeffAnn\u00a0Lee in\u00advited".encode())[0].text == "Ann Lee invited"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "page.txt is empty"),
        (b" \n\t\n", "page.txt is empty"),
        (b"\x89PNG\0\0", "page.txt is a binary file"),
        (b"%PDF-1.7 text", "page.txt is a PDF, not text. Save the page as HTML or text."),
        (b"PK\x03\x04abc", "page.txt is a ZIP archive"),
        (b"a\x01\x02\x03", "page.txt is a binary file"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(data: bytes, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        load("page.txt", data)


def test_a_file_over_the_limit_is_refused_with_its_size() -> None:
    with pytest.raises(SourceError, match=r"has 2\.0 MB of text; the limit is 1 MB"):
        load("page.txt", b"a" * 2 * 1024 * 1024, limit=1024 * 1024)


@pytest.mark.parametrize(
    "data",
    [
        "Café – Ann".encode(),
        "Café – Ann".encode("utf-8-sig"),
        "Café – Ann".encode("cp1252"),
        "Café – Ann".encode("utf-16"),
        b"Caf\xc3\xa9 \x96 Ann",
    ],
    ids=["UTF-8", "with a mark", "Windows-1252", "UTF-16", "mixed"],
)
def test_text_is_read_in_the_encodings_found_in_the_wild(data: bytes) -> None:
    assert lines(data)[0].text == "Café – Ann"


def test_a_declared_encoding_is_used_where_the_file_is_not_utf_8() -> None:
    page = '<html><meta charset="koi8-r"><p>Иван</p>'
    assert load("page.html", page.encode("koi8-r")).lines[0].text == "Иван"
    assert load("page.html", page.encode("utf-8")).lines[0].text == "Иван"


@pytest.mark.parametrize("declared", ["nonsense", "utf-8", "hex", "shift_jis"])
def test_a_wrong_declaration_does_no_harm(declared: str) -> None:
    page = f'<html><meta charset="{declared}"><p>Bj\xf6rn \x81'.encode("latin-1")
    assert load("page.html", page).lines[0].text.startswith("Bj")
