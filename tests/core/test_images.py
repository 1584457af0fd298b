"""Photos are cleaned, and have renditions that a page can name without opening them."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from people.models import Person
from tests.factories import PersonFactory
from tests.pictures import picture

pytestmark = pytest.mark.django_db
ORIENTATION, GPS, TURNED_RIGHT = 0x0112, 0x8825, 6


def phone_photo() -> SimpleUploadedFile:
    """Lying on its side, red at what is the top when it is turned, and saying where it was."""
    image = Image.new("RGB", (800, 600), "blue")
    image.paste("red", (0, 0, 100, 600))
    exif = Image.Exif()
    exif[ORIENTATION] = TURNED_RIGHT
    exif[GPS] = {1: "N", 2: (48.0, 8.0, 0.0)}
    out = BytesIO()
    image.save(out, "JPEG", exif=exif, comment=b"secret", quality=95)
    return SimpleUploadedFile("me.jpg", out.getvalue() + b"<script>trailing</script>")


def every_file(person: Person) -> list[bytes]:
    folder = person.photo.storage.path("person")
    return [path.read_bytes() for path in sorted(Path(folder).iterdir())]


def test_upright_and_silent_about_the_place() -> None:
    files = every_file(PersonFactory(photo=phone_photo()))
    assert len(files) == 4
    for content in files:
        image = Image.open(BytesIO(content))
        assert image.height > image.width
        red, _, blue = image.convert("RGB").getpixel((image.width // 2, 2))
        assert red > 200 > blue
        assert not image.getexif()
        assert b"secret" not in content
        assert b"script" not in content


def test_portrait_says_what_an_img_needs() -> None:
    person = Person.objects.get(pk=PersonFactory(photo=phone_photo()).pk)
    portrait = person.portrait
    assert (portrait.width, portrait.height) == (320, 427)
    assert portrait.url.endswith("-600x800.w320.webp")
    assert [part.split()[1] for part in portrait.srcset.split(", ")] == ["160w", "320w", "600w"]
    for part in portrait.srcset.split(", "):
        name = part.split()[0].removeprefix("/media/")
        with person.photo.storage.open(name) as file:
            assert Image.open(file).width == int(part.split()[1][:-1])


@pytest.mark.parametrize(
    ("size", "widths"),
    [
        ((100, 50), [100]),
        ((160, 160), [160]),
        ((200, 10), [160, 200]),
        ((2000, 100), [160, 320, 640]),
    ],
)
def test_nothing_is_blown_up(size: tuple[int, int], widths: list[int]) -> None:
    person = PersonFactory(photo=picture(size=size))
    assert [int(p.split()[1][:-1]) for p in person.portrait.srcset.split(", ")] == widths


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGBA", "I;16", "CMYK"])
def test_every_kind_of_picture(mode: str) -> None:
    out, format = BytesIO(), "JPEG" if mode == "CMYK" else "PNG"
    Image.new(mode, (200, 200)).save(out, format)
    name = "a.jpg" if format == "JPEG" else "a.png"
    person = PersonFactory(photo=SimpleUploadedFile(name, out.getvalue()))
    assert len(every_file(person)) == 3


def test_without_a_photo_there_is_none() -> None:
    assert PersonFactory().portrait is None


def test_a_photo_whose_size_is_not_in_its_name_is_shown_as_it_is() -> None:
    portrait = PersonFactory(photo="person/old.png").portrait
    assert (portrait.url, portrait.srcset, portrait.width) == ("/media/person/old.png", "", None)
