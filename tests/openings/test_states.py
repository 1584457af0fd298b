"""How an opening stands, on the days around its deadline and its review."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from openings.models import Opening, Standing
from tests.factories import MembershipFactory, OpeningFactory, PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch):
    """``on("2027-01-16")``: from now on it is noon of that day."""

    def travel(day: str) -> date:
        moment = timezone.make_aware(datetime.fromisoformat(f"{day}T12:00"))
        monkeypatch.setattr(timezone, "now", lambda: moment)
        return moment.date()

    return travel


@pytest.mark.parametrize(
    ("deadline", "last", "over"),
    [
        ("2027-01-15", "2027-01-15", "2027-01-16"),
        ("2027-01", "2027-01-31", "2027-02-01"),
        ("2027-02", "2027-02-28", "2027-03-01"),
        ("2027", "2027-12-31", "2028-01-01"),
    ],
)
def test_it_lapses_the_day_after_the_last_that_its_deadline_may_mean(on, deadline, last, over):
    opening = OpeningFactory(deadline=deadline)
    assert opening.last_day == date.fromisoformat(last)
    for day, standing in ((last, Standing.OPEN), (over, Standing.LAPSED)):
        on(day)
        is_open = standing is Standing.OPEN
        assert opening.standing is standing
        assert opening.is_open is is_open
        assert Opening.objects.open().exists() is is_open
        assert Opening.objects.shut().exists() is not is_open


@pytest.mark.parametrize("status", ["open", "rolling", "maybe"])
def test_it_stands_as_its_status_says_until_then(on, status):
    on("2027-01-15")
    opening = OpeningFactory(status=status, deadline="2027-01-15")
    assert opening.standing == status
    assert OpeningFactory(status=status).standing == status
    assert Opening.objects.open().count() == 2


def test_what_was_closed_stays_closed(on):
    opening = OpeningFactory(status="closed", deadline="2027-01-15")
    for day in ("2027-01-14", "2027-01-16"):
        on(day)
        assert opening.standing is Standing.CLOSED
        assert not Opening.objects.open().exists()


def test_it_needs_a_review_on_the_day_of_review_or_where_nobody_ever_confirmed_it(on):
    on("2027-01-01")
    confirmed = OpeningFactory(confirmed_on=date(2027, 1, 1))
    assert confirmed.review_on == date(2027, 6, 30)
    never = OpeningFactory()
    for day, due in (("2027-06-29", [never]), ("2027-06-30", [confirmed, never])):
        on(day)
        assert {each for each in (confirmed, never) if each.needs_review} == set(due)
        assert set(Opening.objects.to_review()) == set(due)


def test_what_is_over_needs_no_review(on):
    on("2027-01-16")
    for over in ({"status": "closed"}, {"deadline": "2027-01-15"}):
        assert not OpeningFactory(**over).needs_review
    assert not Opening.objects.to_review().exists()


def test_a_deadline_is_near_within_fourteen_days_if_it_is_known_to_the_day(on):
    on("2027-01-01")
    for deadline in ("2027-01-01", "2027-01-15", "2027-01-16", "2027-01", "2026-12-31", ""):
        OpeningFactory(deadline=deadline)
    OpeningFactory(deadline="2027-01-10", status="closed")
    found = [str(each.deadline.isoformat()) for each in Opening.objects.lapsing()]
    assert sorted(found) == ["2027-01-01", "2027-01-15"]


def test_a_deadline_has_a_year(on):
    with pytest.raises(ValidationError, match="Give the year"):
        OpeningFactory(deadline="--05-14").full_clean()


def test_the_first_day_is_that_on_which_it_was_published(on):
    day = on("2027-01-01")
    assert OpeningFactory().shown_since == day
    assert OpeningFactory(is_draft=True).shown_since is None
    later = timezone.make_aware(datetime(2027, 3, 1, 8))
    assert OpeningFactory(publish_at=later).shown_since == date(2027, 3, 1)


def test_what_is_said_of_taking_students_is_stale_after_half_a_year(on):
    on("2027-06-30")
    for day in (date(2027, 1, 1), date(2027, 1, 2), None):
        MembershipFactory(person__taking="yes", person__taking_confirmed=day)
    MembershipFactory(person__taking="", person__taking_confirmed=None)
    PersonFactory(taking="yes")  # of no group
    people = type(PersonFactory()).objects
    assert people.telling().count() == 3
    assert {p.taking_confirmed for p in people.to_confirm()} == {date(2027, 1, 1), None}
    assert {p.taking_confirmed for p in people.telling() if p.taking_is_stale} == {
        date(2027, 1, 1), None,
    }  # fmt: skip
