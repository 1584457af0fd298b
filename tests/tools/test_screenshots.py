"""Which pictures are taken, under which names, and how large they may be."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from tests.pictures import picture_bytes
from tools import screenshots
from tools.crawl import Found, Page


def page(path: str, kind: str, size: int, content_type: str = "text/html") -> Page:
    return Page(path, kind, 200, content_type, {}, "x" * size)


def test_each_kind_of_page_is_taken_at_a_desk_and_on_a_phone() -> None:
    found = Found(
        {
            "home": [page("/", "home", 9)],
            "talks:talk": [page(f"/talks/{n}/", "talks:talk", n) for n in (1, 5, 90)],
            "people:people?page": [page("/people/?page=2", "people:people?page", 3)],
            "feed": [page("/feed/", "feed", 3, "application/atom+xml")],
        }
    )
    taken = [(p.path, view.ending, scheme) for p, view, scheme in screenshots.wanted(found)]
    assert taken == [
        ("/", "", "light"),
        ("/", "", "dark"),
        ("/", "-phone", "light"),
        ("/", "-phone", "dark"),
        ("/talks/5/", "", "light"),
        ("/talks/5/", "-phone", "light"),
    ]


@pytest.mark.parametrize(
    ("kind", "name"), [("people:people", "people"), ("people:person", "people-person")]
)
def test_pictures_are_named_by_the_kind_of_page(kind: str, name: str) -> None:
    assert screenshots.file_name(kind) == name


def test_a_picture_gets_as_many_colours_as_fit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screenshots, "PICTURES", tmp_path)
    assert screenshots.store(picture_bytes(size=(300, 300)), "a.png") <= screenshots.MOST
    with Image.open(tmp_path / "a.png") as stored:
        assert stored.size == (300, 300)
    with pytest.raises(ValueError, match="more than"):
        screenshots.store(picture_bytes(size=(1600, 1200)), "b.png")
