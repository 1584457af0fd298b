"""Letters for tests, and who may read them."""

from __future__ import annotations

from functools import cache
from typing import Any

import typst
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from inquiries.models import Inquiry
from people.models import Person
from tests.factories import OpeningFactory, PersonFactory, account

LIST = "/admin/inquiries/inquiry/"


def letter(**values: Any) -> Inquiry:
    """A letter of Eve, in general, from an address that she confirmed."""
    usual = {
        "name": "Eve Example",
        "email": "eve@example.org",
        "message": "I would like to join.",
        "confirmed": timezone.now(),
    }
    return Inquiry.objects.create(**(usual | values))


def with_cv(pdf: bytes | None = None, **values: Any) -> Inquiry:
    """A letter with a file."""
    found = letter(**values)
    found.cv.save("cv.pdf", ContentFile(a_pdf() if pdf is None else pdf))
    return found


@cache
def a_pdf() -> bytes:
    """Six pages, “Page 1” and so on."""
    pages = " #pagebreak() ".join(f"Page {number}" for number in range(1, 7))
    return typst.compile(f'#set page(paper: "a6")\n{pages}'.encode(), format="pdf")


def reader(role: str = "member", **values: Any) -> tuple[User, Person]:
    """An account that a letter can be for, and its person."""
    person = PersonFactory(given_name="Ada", **values)
    user = account(role, person)
    user.email = "ada@example.org"
    user.save()
    return user, person


def logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def for_opening_of(person: Person, **values: Any) -> Inquiry:
    return letter(opening=OpeningFactory(contact=person, title="Mud engines"), **values)


def at(one: Inquiry, rest: str = "change/") -> str:
    return f"{LIST}{one.pk}/{rest}"


def let_go(answer: Any) -> None:
    """Closes the file of an answer; closing the answer would close the database of the test."""
    for close in answer._resource_closers:
        close()
