"""Photos are cleaned, and have renditions that a page can name without opening them."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from PIL import Image

from core.images import Picture
from core.renditions import Focus, original_stem, renditions, square
from people.models import Person
from publications.models import Publication
from tests.factories import PersonFactory, PublicationFactory
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


def thirds() -> SimpleUploadedFile:
    """900 by 300 pixels: red, green, blue from the left."""
    image = Image.new("RGB", (900, 300), "lime")
    image.paste("red", (0, 0, 300, 300))
    image.paste("blue", (600, 0, 900, 300))
    out = BytesIO()
    image.save(out, "PNG")
    return SimpleUploadedFile("thirds.png", out.getvalue())


def files(folder: str = "person") -> dict[str, bytes]:
    """{name without its random part: content} of what is stored."""
    found = Path(Person._meta.get_field("photo").storage.path(folder))
    return {
        path.name[: path.name.index("-")] + path.name[path.name.index("-") + 9 :]: path.read_bytes()
        for path in (sorted(found.iterdir()) if found.exists() else [])
    }


def widths(srcset: str) -> list[int]:
    return [int(part.split()[1].removesuffix("w")) for part in srcset.split(", ")]


def colour(content: bytes) -> str:
    image = Image.open(BytesIO(content)).convert("RGB")
    middle = image.getpixel((image.width // 2, image.height // 2))
    return ("red", "green", "blue")[max(range(3), key=lambda channel: middle[channel])]


def test_upright_and_silent_about_the_place() -> None:
    PersonFactory(photo=phone_photo(), photo_y=0)
    found = files()
    assert len(found) == 12
    for name, content in found.items():
        image = Image.open(BytesIO(content))
        assert (image.height > image.width) == (".f" not in name), name
        red, _, blue = image.convert("RGB").getpixel((image.width // 2, 2))
        assert red > 200 > blue, name
        assert not image.getexif()
        assert b"secret" not in content
        assert b"script" not in content


def test_a_photo_has_squares_for_tiles_and_profiles() -> None:
    person = Person.objects.get(pk=PersonFactory(photo=phone_photo()).pk)
    portrait = person.portrait
    assert (portrait.width, portrait.height) == (336, 336)
    assert portrait.url.endswith("-600x800.f50-35.w336.webp")
    assert widths(portrait.srcset) == widths(portrait.avif) == [64, 128, 192, 336, 504]
    for srcset, format in [(portrait.srcset, "WEBP"), (portrait.avif, "AVIF")]:
        for part in srcset.split(", "):
            address, width = part.split()
            with person.photo.storage.open(address.removeprefix("/media/")) as file:
                image = Image.open(file)
                assert (image.format, f"{image.width}w", image.height) == (
                    format, width, image.width,
                )  # fmt: skip


def test_a_picture_of_a_work_is_not_cropped() -> None:
    work = PublicationFactory(picture=picture(size=(1000, 500)), picture_alt="Noise")
    teaser = Publication.objects.get(pk=work.pk).teaser
    assert teaser.url.endswith("-1000x500.w320.webp")
    assert (teaser.width, teaser.height) == (320, 160)
    assert widths(teaser.srcset) == widths(teaser.avif) == [160, 320, 640]
    assert len(files("publication")) == 7


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((100, 50), [100]),
        ((160, 160), [160]),
        ((200, 10), [160, 200]),
        ((2000, 100), [160, 320, 640]),
    ],
)
def test_nothing_is_blown_up(size: tuple[int, int], expected: list[int]) -> None:
    work = PublicationFactory(picture=picture(size=size))
    assert widths(work.teaser.srcset) == expected
    person = PersonFactory(photo=picture(size=size))
    assert max(widths(person.portrait.srcset)) <= min(size)


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGBA", "I;16", "CMYK"])
def test_every_kind_of_picture(mode: str) -> None:
    out, format = BytesIO(), "JPEG" if mode == "CMYK" else "PNG"
    Image.new(mode, (200, 200)).save(out, format)
    name = "a.jpg" if format == "JPEG" else "a.png"
    PersonFactory(photo=SimpleUploadedFile(name, out.getvalue()))
    assert len(files()) == 10


def test_without_a_photo_there_is_none() -> None:
    assert PersonFactory().portrait is None
    assert PublicationFactory().teaser is None


def test_a_photo_whose_size_is_not_in_its_name_is_shown_as_it_is() -> None:
    person = PersonFactory(photo="person/old.png")
    assert person.portrait == Picture("/media/person/old.png")
    assert person.photo.whole_url == "/media/person/old.png"


class TestFocalPoint:
    @pytest.mark.parametrize(
        ("size", "focus", "box"),
        [
            ((900, 300), (50, 50), (300, 0, 600, 300)),
            ((900, 300), (0, 0), (0, 0, 300, 300)),
            ((900, 300), (100, 100), (600, 0, 900, 300)),
            ((900, 300), (25, 90), (75, 0, 375, 300)),
            ((300, 900), (50, 35), (0, 165, 300, 465)),
            ((300, 300), (10, 90), (0, 0, 300, 300)),
            ((1, 7), (50, 50), (0, 3, 1, 4)),
        ],
    )
    def test_the_square_is_around_it_and_within_the_photo(
        self, size: tuple[int, int], focus: tuple[int, int], box: tuple[int, ...]
    ) -> None:
        assert square(size, Focus(*focus)) == box

    @pytest.mark.django_db(transaction=True)
    def test_moving_it_makes_other_files_under_other_names(self) -> None:
        person = PersonFactory(photo=thirds(), photo_x=0)
        assert colour(files()["thirds-900x300.f0-35.w64.webp"]) == "red"
        before = person.portrait.url
        person = Person.objects.get()
        person.photo_x = 100
        person.save()
        now = files()
        assert colour(now["thirds-900x300.f100-35.w64.webp"]) == "blue"
        assert colour(now["thirds-900x300.f100-35.w64.avif"]) == "blue"
        assert not [name for name in now if ".f0-" in name]
        assert len(now) == 10
        assert person.portrait.url != before

    def test_saving_anything_else_makes_nothing(self, monkeypatch: Any) -> None:
        PersonFactory(photo=thirds())
        monkeypatch.setattr("core.renditions.Rendition.draw", None)
        person = Person.objects.get()
        person.office = "12"
        person.save()

    @pytest.mark.parametrize("value", [101, 999])
    def test_beyond_the_photo_the_database_refuses_it(self, value: int) -> None:
        with pytest.raises(IntegrityError):
            PersonFactory(photo_y=value)

    def test_a_lost_photo_is_no_reason_to_refuse_it(self) -> None:
        person = PersonFactory(photo="person/lost-12345678-10x10.png")
        person.photo_x = 3
        person.save()
        assert Person.objects.get().photo_x == 3


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("person/a-1-9x9.f50-35.w64.avif", "person/a-1-9x9"),
        ("person/a-1-9x9.w320.webp", "person/a-1-9x9"),
        ("person/a-1-9x9.jpg", None),
        ("person/a-1-9x9.webp", None),
        ("person/a-1-9x9.w320.png", None),
    ],
)
def test_a_rendition_tells_what_it_was_made_from(name: str, stem: str | None) -> None:
    assert original_stem(name) == stem


def test_no_two_renditions_have_one_name() -> None:
    names = [each.name for each in renditions("a-1-640x640.webp", Focus(5, 5))]
    assert len(set(names)) == len(names) == 11
    assert "a-1-640x640.webp" not in names


class TestMakingThemAhead:
    def test_what_is_missing_is_made(self, capsys: Any) -> None:
        """As for photos that were uploaded before there were squares."""
        person = PersonFactory(photo=thirds(), is_draft=True)
        PublicationFactory(picture=picture())
        PersonFactory()
        before = files()
        for file in Path(person.photo.storage.path("person")).glob("*.f*"):
            file.unlink()
        call_command("make_renditions")
        assert capsys.readouterr().out == "8 renditions made, of 2 pictures.\n"
        assert files() == before
        call_command("make_renditions")
        assert capsys.readouterr().out == "0 renditions made, of 2 pictures.\n"

    def test_a_lost_upload_is_named_and_the_others_are_made(self, capsys: Any) -> None:
        PersonFactory(given_name="Bo", photo="person/lost-12345678-10x10.png")
        person = PersonFactory(photo=thirds())
        for file in Path(person.photo.storage.path("person")).glob("*.f*"):
            file.unlink()
        with pytest.raises(CommandError, match="Bo Lovelace: person/lost-12345678-10x10.png"):
            call_command("make_renditions")
        assert "8 renditions made" in capsys.readouterr().out
