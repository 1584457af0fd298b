"""Uploads are judged by what they are, not by what they are called."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from core.files import MEGABYTE, MaxSize, document_validators, photo_validators, upload_path
from people.models import Person, PersonFile
from tests.factories import PersonFactory
from tests.pictures import PDF, bomb, pdf, picture, picture_bytes

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def problem(validators: list[Callable[..., None]], name: str, content: bytes) -> str:
    """What the validators say of the file; empty if they let it pass."""
    file = SimpleUploadedFile(name, content)
    try:
        for validate in validators:
            validate(file)
    except ValidationError as error:
        return error.messages[0]
    assert file.tell() == 0
    return ""


@pytest.mark.parametrize(
    ("name", "format"),
    [("a.png", "PNG"), ("a.jpg", "JPEG"), ("A.JPEG", "JPEG"), ("a.webp", "WEBP")],
)
def test_photos_pass(name: str, format: str) -> None:
    assert problem(photo_validators, name, picture_bytes(format)) == ""


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("jpeg-inside.png", picture_bytes("JPEG")),
        ("truncated.jpg", picture_bytes("JPEG")[:5000]),
        ("truncated.png", picture_bytes("PNG")[:5000]),
        ("drawing.svg", SVG),
        ("drawing.png", SVG),
        ("bomb.png", bomb()),
        ("smaller-bomb.png", bomb(9_000, 9_000)),
        ("a-thread.png", picture_bytes("PNG", size=(1, 16_001))),
        ("page.png", b"<script>alert(1)</script>"),
        ("moving.gif", picture_bytes("GIF")),
        ("moving.png", picture_bytes("GIF")),
        ("layers.tiff", picture_bytes("TIFF")),
        ("no-suffix", picture_bytes("PNG")),
        ("page.html", picture_bytes("PNG") + b"<script>alert(1)</script>"),
        ("empty.png", b""),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_photo_is_refused_with_a_sentence(name: str, content: bytes) -> None:
    assert problem(photo_validators, name, content).endswith(".")


def test_a_heavy_photo_is_refused_by_its_weight() -> None:
    heavy = picture_bytes("PNG", size=(100, 100)) + b"\0" * (11 * MEGABYTE)
    assert "the most is 10 MB" in problem(photo_validators, "a.png", heavy)


def test_pdfs_pass() -> None:
    assert problem(document_validators, "Paper.PDF", PDF) == ""


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.pdf", b"<html><script>alert(1)</script></html>"),
        ("paper.html", PDF),
        ("paper.exe", PDF),
        ("late.pdf", b"<script></script>" + PDF),
        ("empty.pdf", b""),
        ("photo.pdf", picture_bytes("PNG")),
    ],
)
def test_what_is_no_pdf_is_refused_with_a_sentence(name: str, content: bytes) -> None:
    assert problem(document_validators, name, content).endswith(".")


def test_max_size_is_a_value() -> None:
    assert MaxSize(3) == MaxSize(3) != MaxSize(4)
    assert len({MaxSize(3), MaxSize(3)}) == 1


@pytest.mark.parametrize("name", ["../../etc/passwd.PDF", "Über Ada (final).pdf", "....pdf", ""])
def test_names_are_made_anew(name: str) -> None:
    path = upload_path(PersonFile(), name)
    assert path.startswith("personfile/")
    assert ".." not in path
    assert path == path.lower()
    assert path != upload_path(PersonFile(), name)


def stored(settings_root: str) -> set[str]:
    return {path.name for path in Path(settings_root).rglob("*") if path.is_file()}


@pytest.mark.django_db(transaction=True)
class TestLeftovers:
    def test_replacing_removes_the_old_file_and_its_renditions(self, settings) -> None:
        person = PersonFactory(photo=picture())
        before = stored(settings.MEDIA_ROOT)
        assert len(before) == 12
        person = Person.objects.get()
        person.photo = picture("Other.png")
        person.save()
        after = stored(settings.MEDIA_ROOT)
        assert len(after) == 12
        assert not before & after

    def test_clearing_removes_it(self, settings) -> None:
        person = PersonFactory(photo=picture())
        person.photo = ""
        person.save()
        assert not stored(settings.MEDIA_ROOT)

    def test_deleting_the_row_removes_it(self, settings) -> None:
        person = PersonFactory(photo=picture())
        PersonFile.objects.create(person=person, file=pdf())
        Person.objects.all().delete()
        assert not stored(settings.MEDIA_ROOT)

    def test_not_before_the_transaction_is_through(self, settings) -> None:
        person = PersonFactory(photo=picture())
        before = stored(settings.MEDIA_ROOT)
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            person.delete()
            raise ZeroDivisionError
        with transaction.atomic():
            person = Person.objects.get()
            person.photo = ""
            person.save()
            assert stored(settings.MEDIA_ROOT) == before
        assert not stored(settings.MEDIA_ROOT)

    def test_a_file_that_another_row_holds_stays(self, settings) -> None:
        first = PersonFile.objects.create(person=PersonFactory(), file=pdf())
        second = PersonFile.objects.create(person=PersonFactory(), file=first.file.name)
        first.delete()
        assert len(stored(settings.MEDIA_ROOT)) == 1
        second.delete()
        assert not stored(settings.MEDIA_ROOT)

    def test_saving_other_fields_leaves_it(self, settings) -> None:
        person = PersonFactory(photo=picture())
        before = stored(settings.MEDIA_ROOT)
        person.office = "12"
        person.photo = ""
        person.save(update_fields=["office"])
        for person in Person.objects.defer("photo"):
            person.save()
        assert stored(settings.MEDIA_ROOT) == before
