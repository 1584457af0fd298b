"""Rows for tests: each call makes one, with sensible values for what a test does not name."""

from __future__ import annotations

from typing import Any

import factory
from django.contrib.auth.models import User
from factory.django import DjangoModelFactory

from accounts import roles
from news.models import NewsItem
from openings.models import Opening
from pages.models import HomeBlock, Page
from people.models import Membership, Person, Role
from publications.models import Appearance, Authorship, Publication, Venue
from services.models import ServiceRole
from talks.models import Talk
from teaching.models import Course, Offering, TeachingRole


def account(role: str | None, person: Person | None = None) -> User:
    """An account with that role (see accounts.roles), of that person."""
    user = User.objects.create_user(f"{role or 'nobody'}{User.objects.count()}".replace(" ", "-"))
    roles.set_role(user, roles.Role(role) if role else None)
    roles.set_person(user, person)
    return User.objects.get(pk=user.pk)


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = Person

    given_name = factory.Sequence(lambda n: f"Ada{n}")
    family_name = "Lovelace"


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    person = factory.SubFactory(PersonFactory)
    role = Role.PHD


class VenueFactory(DjangoModelFactory):
    class Meta:
        model = Venue

    abbreviation = factory.Sequence(lambda n: f"CONF{n}")
    name = factory.Sequence(lambda n: f"Conference on Subject {n}")
    kind = "conference"


class PublicationFactory(DjangoModelFactory):
    """A conference paper; `authors=[person or name, …]`, `year=2024`, `venue=…`, `kind=…`."""

    class Meta:
        model = Publication
        skip_postgeneration_save = True

    title = factory.Sequence(lambda n: f"On Engines, Part {n}")

    @classmethod
    def _create(cls, model_class: type[Publication], *args: Any, **kwargs: Any) -> Publication:
        authors, year = kwargs.pop("authors", []), kwargs.pop("year", 2024)
        venue, kind = kwargs.pop("venue", None), kwargs.pop("kind", "conference")
        publication: Publication = super()._create(model_class, *args, **kwargs)
        Appearance.objects.create(
            publication=publication, kind=kind, venue=venue, date=str(year) if year else ""
        )
        for place, author in enumerate(authors, 1):
            who = {"printed_name": author} if isinstance(author, str) else {"person": author}
            Authorship.objects.create(publication=publication, position=place, **who)
        publication.settle()
        return publication


class NewsFactory(DjangoModelFactory):
    class Meta:
        model = NewsItem

    date = "2024-05"
    text = "A paper was accepted."


class TalkFactory(DjangoModelFactory):
    class Meta:
        model = Talk

    title = "Notes on the Engine"
    event = "Royal Society"
    date = "2024-04"


class CourseFactory(DjangoModelFactory):
    class Meta:
        model = Course

    code = factory.Sequence(lambda n: f"CS {100 + n}")
    title = "Computation"


class OfferingFactory(DjangoModelFactory):
    class Meta:
        model = Offering

    course = factory.SubFactory(CourseFactory)
    season = "fall"
    year = 2024


class TeachingRoleFactory(DjangoModelFactory):
    class Meta:
        model = TeachingRole

    offering = factory.SubFactory(OfferingFactory)
    person = factory.SubFactory(PersonFactory)
    role = "Instructor"


class ServiceRoleFactory(DjangoModelFactory):
    class Meta:
        model = ServiceRole

    person = factory.SubFactory(PersonFactory)
    role = "Reviewer"
    body = "ICML"
    year = 2024


class OpeningFactory(DjangoModelFactory):
    class Meta:
        model = Opening

    contact = factory.SubFactory(PersonFactory)
    audience = "phd"
    text = "We look for PhD students."


class PageFactory(DjangoModelFactory):
    class Meta:
        model = Page

    title = "How to find us"
    text = "Second floor."


class HomeBlockFactory(DjangoModelFactory):
    class Meta:
        model = HomeBlock

    kind = "text"
    text = "Welcome."
