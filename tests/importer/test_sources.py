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
        (b"caf\xe9", "page.txt is not UTF-8 text: byte 3"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(data: bytes, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        load("page.txt", data)


def test_a_file_over_the_limit_is_refused_with_its_size() -> None:
    with pytest.raises(SourceError, match=r"has 2\.0 MB of text; the limit is 1 MB"):
        load("page.txt", b"a" * 2 * 1024 * 1024, limit=1024 * 1024)
