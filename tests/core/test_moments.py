"""What is typed beside “publish at” is what comes back, by the clocks of the site."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from pages.models import Page
from tests.factories import PageFactory
from tests.forms import errors, posted

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _berlin(settings: Any) -> Iterator[None]:
    settings.TIME_ZONE = "Europe/Berlin"
    timezone.get_default_timezone.cache_clear()
    yield
    timezone.get_default_timezone.cache_clear()


def form_of(page: Page) -> str:
    return f"/admin/pages/page/{page.pk}/change/"


def typed(client: Client, page: Page, day: str, time: str) -> Any:
    data = posted(client.get(form_of(page)))
    data.pop("publish_at", None)
    return client.post(form_of(page), data | {"publish_at_0": day, "publish_at_1": time})


@pytest.mark.parametrize(
    ("day", "time", "meant"),
    [
        ("2027-01-15", "10:00:00", datetime(2027, 1, 15, 9, 0, tzinfo=UTC)),
        ("2027-07-15", "10:00:00", datetime(2027, 7, 15, 8, 0, tzinfo=UTC)),
        # Clocks go back at three: half past two is twice, and the earlier is meant.
        ("2026-10-25", "02:30:00", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
    ],
    ids=["winter", "summer", "twice"],
)
def test_what_is_typed_comes_back(
    day: str, time: str, meant: datetime, admin_client: Client
) -> None:
    page = PageFactory()
    assert typed(admin_client, page, day, time).status_code == 302
    page.refresh_from_db()
    assert page.publish_at == meant
    form = admin_client.get(form_of(page)).content.decode()
    assert f'value="{day}"' in form
    assert f'value="{time}"' in form
    assert "Times are of Europe/Berlin, where it is " in form


def test_a_time_that_clocks_leave_out_gets_a_sentence(admin_client: Client) -> None:
    answer = typed(admin_client, PageFactory(), "2027-03-28", "02:30")
    assert errors(answer) == [
        "There is no 02:30 on 28 March 2027 in Europe/Berlin: clocks go forward. Choose a time"
        " before or after."
    ]
    assert 'value="02:30"' in answer.content.decode()


@pytest.mark.parametrize(
    ("day", "time", "message"),
    [("2027-01-15", "", "Enter a valid time."), ("", "10:00", "Enter a valid date."),
     ("soon", "10:00", "Enter a valid date.")],
)  # fmt: skip
def test_half_a_moment_gets_a_sentence(
    day: str, time: str, message: str, admin_client: Client
) -> None:
    assert errors(typed(admin_client, PageFactory(), day, time)) == [message]


def test_a_moment_that_nobody_touches_stays(admin_client: Client) -> None:
    """The later of two, and with what the form does not show."""
    later = datetime(2026, 10, 25, 1, 30, 12, 345678, tzinfo=UTC)
    page = PageFactory(publish_at=later)
    assert typed(admin_client, page, "2026-10-25", "02:30:12").status_code == 302
    page.refresh_from_db()
    assert page.publish_at == later


def test_the_list_says_by_which_clock(admin_client: Client) -> None:
    PageFactory(publish_at=datetime(2100, 7, 1, 8, 0, tzinfo=UTC))
    assert "From 1 Jul 2100, 10:00 CEST" in admin_client.get("/admin/pages/page/").content.decode()
