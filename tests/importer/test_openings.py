"""Notes on recruiting become openings that nobody confirmed; what editors say of them stays."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from importer.journal.undo import undo
from importer.models import ImportRun
from importer.pipeline import import_readings
from openings.models import Opening
from tests.importer.five_pages import read_text
from tests.pages_read import shown

pytestmark = pytest.mark.django_db
MAIL = "Email: ada@example.org"
HOME = """Ada Byron
{mail}

I am seeking doctoral students for my lab. Please write to me!

Publications

On analytical engines and their looms [pdf]
Ada Byron, Mary Shelley
NeurIPS, 2021
"""


def take(mail: str = MAIL) -> Opening:
    import_readings([read_text(HOME.format(mail=mail), "ada.txt")])
    return Opening.objects.get()


@pytest.mark.parametrize(("mail", "way"), [(MAIL, "mail"), ("", "here")])
def test_one_applies_by_mail_where_the_page_gives_an_address(mail: str, way: str) -> None:
    opening = take(mail)
    assert (opening.way, opening.confirmed_on, opening.posted_on) == (way, None, None)
    assert opening.needs_review


def test_what_an_editor_says_of_it_stays_when_the_page_is_read_again() -> None:
    opening = take()
    opening.way, opening.status, opening.start = "here", "maybe", "Fall 2999"
    opening.confirm(date(2026, 5, 3))
    opening.save()
    again = take()
    for name in ("pk", "way", "status", "start", "confirmed_on", "review_on"):
        assert getattr(again, name) == getattr(opening, name), name


def test_undoing_the_import_takes_it_away(client: Client) -> None:
    take()
    run: Any = ImportRun.objects.get()
    assert undo(run.journal).kept == []
    assert not Opening.objects.exists()


def test_its_page_says_that_nobody_confirmed_it_and_how_to_write(client: Client) -> None:
    opening = take()
    for address in ("/openings/", f"/openings/{opening.pk}/"):
        page = shown(client.get(address))
        assert "Nobody has confirmed lately that this still holds" in page
        assert 'href="mailto:ada@example.org"' in page
        assert "JobPosting" not in page
    assert "Last confirmed" not in page
