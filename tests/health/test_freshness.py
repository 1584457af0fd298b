"""Members are asked whether their page is true; who left, where they are now: each once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.exceptions import ValidationError
from django.utils import timezone

from core.models import SiteSettings
from core.partial_dates import PartialDate
from core.site import are_months
from health.freshness.ask import ask_leavers, ask_term, last_day, leavers
from health.freshness.links import person_of, token_for
from health.models import AskedNext, Freshness
from people.models import Membership, Person
from tests.factories import MembershipFactory, PersonFactory

pytestmark = pytest.mark.django_db
FEBRUARY = timezone.make_aware(datetime(2026, 2, 10, 9))
MARCH = timezone.make_aware(datetime(2026, 3, 10, 9))
NOW = timezone.now()


@pytest.fixture(autouse=True)
def _months() -> None:
    SiteSettings.objects.create(name="Engines Group", ask_months="2, 9")


def member(address: str = "ada@example.org", **more: Any) -> Person:
    person: Person = MembershipFactory(**more).person
    if address:
        person.emails.create(address=address, is_public=False)
    return person


def leaver(days: int = 10, **more: Any) -> Membership:
    """Somebody whose last day was so many days ago."""
    end = (timezone.localdate() - timedelta(days=days)).isoformat()
    return member(end=end, **more).memberships.get()


class TestTerm:
    def test_a_member_is_asked_once_in_such_a_month(self) -> None:
        person = member()
        assert ask_term(FEBRUARY) == "1 asked"
        assert ask_term(FEBRUARY + timedelta(days=5)) == "0 asked"
        assert [m.to for m in mail.outbox] == [["ada@example.org"]]
        assert Freshness.objects.get(person=person).asked == FEBRUARY

    def test_nobody_is_asked_in_another_month(self) -> None:
        member()
        assert ask_term(MARCH) == "Nobody is asked this month."
        assert mail.outbox == []

    def test_nobody_is_asked_where_no_month_is_named(self) -> None:
        SiteSettings.objects.update(ask_months="")
        member()
        assert ask_term(FEBRUARY) == "Nobody is asked this month."

    def test_who_is_not_asked(self) -> None:
        off, lately = member(), member()
        Freshness.objects.create(person=off, is_off=True)
        Freshness.objects.create(person=lately, confirmed=FEBRUARY - timedelta(days=40))
        member(end="2019")
        member(address="")
        member(person__has_profile=False)
        assert ask_term(FEBRUARY) == "0 asked"

    def test_who_confirmed_long_ago_is_asked_again(self) -> None:
        person = member()
        long_ago = FEBRUARY - timedelta(days=160)
        Freshness.objects.create(person=person, confirmed=long_ago, asked=long_ago)
        assert ask_term(FEBRUARY) == "1 asked"

    def test_the_mail_says_what_the_site_says_and_nothing_private(self) -> None:
        person = member(person__given_name="Ada", person__bio="I weave & compute.", role="phd")
        person.emails.create(address="office@example.org", is_public=True)
        Person.objects.filter(pk=person.pk).update(private_note="Secret")
        ask_term(FEBRUARY)
        [sent] = mail.outbox
        assert sent.subject == "Is your page at Engines Group still true?"
        assert "Biography: I weave & compute." in sent.body
        assert "In the group: PhD student" in sent.body
        assert "Public e-mail: office@example.org" in sent.body
        assert f"http://127.0.0.1:8000/people/{person.slug}/" in sent.body
        assert "http://127.0.0.1:8000/still-true/" in sent.body
        assert "Secret" not in sent.body
        assert "ada@example.org" not in sent.body

    def test_the_address_of_the_account_goes_first(self) -> None:
        person = member()
        Person.objects.filter(pk=person.pk).update(
            user=User.objects.create(username="ada", email="account@example.org")
        )
        ask_term(FEBRUARY)
        assert mail.outbox[0].to == ["account@example.org"]

    def test_months_that_are_none_are_refused(self) -> None:
        for text in ("", "2", "2, 9", "2 9"):
            are_months(text)
        for text in ("13", "0", "Feb", "2; x"):
            with pytest.raises(ValidationError, match="numbers from 1 to 12"):
                are_months(text)


class TestLeavers:
    def test_who_left_lately_is_asked_once(self) -> None:
        role = leaver(person__given_name="Ada")
        assert ask_leavers(NOW) == "1 asked where they are now"
        assert ask_leavers(NOW) == "0 asked where they are now"
        [sent] = mail.outbox
        assert "Where are you now?" in sent.subject
        assert "Dear Ada Lovelace" in sent.body
        assert AskedNext.objects.get().membership == role

    def test_they_are_alumni_by_then(self) -> None:
        role = leaver()
        person = Person.objects.with_roles().get(pk=role.person_id)
        assert person.current_role is None
        assert person.former_role == role

    def test_who_is_not_asked(self) -> None:
        leaver(next_position="Postdoc, MIT")
        leaver(days=100)
        leaver(address="")
        member(end="", has_left=True)
        stays = leaver()
        MembershipFactory(person=stays.person, role="postdoc")
        off = leaver()
        Freshness.objects.create(person=off.person, is_off=True)
        assert ask_leavers(NOW) == "0 asked where they are now"

    def test_of_two_roles_that_ended_the_last_is_asked_about(self) -> None:
        last = leaver(days=5)
        earlier = (timezone.localdate() - timedelta(days=30)).isoformat()
        MembershipFactory(person=last.person, role="master", end=earlier)
        assert leavers(timezone.localdate()) == [last]

    def test_a_year_ends_with_december(self) -> None:
        assert last_day(PartialDate(2024)).isoformat() == "2024-12-31"
        assert last_day(PartialDate(2024, 2)).isoformat() == "2024-02-29"
        assert last_day(PartialDate(2024, 2, 3)).isoformat() == "2024-02-03"


class TestLinks:
    def test_a_link_is_its_person_s(self) -> None:
        person = member()
        assert person_of(token_for(person, "ada@example.org")) == person
        assert person_of(token_for(person, "Ada@Example.org")) == person

    def test_it_ends_with_the_address(self) -> None:
        person = member()
        token = token_for(person, "ada@example.org")
        person.emails.all().delete()
        assert person_of(token) is None

    def test_it_ends_with_the_person_and_in_time(self, monkeypatch: pytest.MonkeyPatch) -> None:
        person = member()
        token = token_for(person, "ada@example.org")
        monkeypatch.setattr("health.freshness.links.VALID", timedelta(seconds=-1))
        assert person_of(token) is None
        monkeypatch.undo()
        person.delete()
        assert person_of(token) is None

    @pytest.mark.parametrize("token", ["", "x", "a:b:c", "W10:1:x"])
    def test_made_up_ones(self, token: str) -> None:
        assert person_of(token) is None

    def test_a_changed_one(self) -> None:
        one, other = member(), PersonFactory()
        token = token_for(one, "ada@example.org")
        forged = token_for(other, "ada@example.org").split(":")[0]
        assert person_of(":".join([forged, *token.split(":")[1:]])) is None
