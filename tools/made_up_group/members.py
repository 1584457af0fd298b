"""The people of the group, and those who write with them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from faker import Faker

from people.models import (
    Appointment,
    Award,
    Education,
    EmailAddress,
    Grant,
    Membership,
    Metric,
    NameVariant,
    Person,
    ProfileLink,
)
from tools.made_up.titles import Titles
from tools.made_up.words import WORDS
from tools.made_up_group.portraits import portrait
from tools.made_up_group.told import Told

COAUTHORS = 260
LOCALES = ["en_GB", "de_DE", "fr_FR", "es_ES", "pl_PL", "tr_TR", "vi_VN", "sv_SE", "pt_BR"]
PLACES = ["Hilltop University", "University of Lower Saltmarsh", "Polytechnic of the Eastern Shore"]
INTERESTS = ["estimation under delay", "rare events", "drift", "causality", "small boats"]


@dataclass(frozen=True, slots=True)
class Member:
    """A person of the group with what is told of them."""

    person: Person
    told: Told

    def was_there(self, year: int) -> bool:
        """Whether they may have written with the group in that year."""
        return int(self.told.since[:4]) <= year <= int(self.told.until[:4] or 9999) + 1


def members(chance: random.Random, told: Sequence[Told], today: date) -> list[Member]:
    """Those told of, stored, with profiles as full as people's are: some empty, some long."""
    people = [_person(chance, each) for each in told]
    Person.give_slugs(people)
    Person.objects.bulk_create(people)
    found = [Member(person, each) for person, each in zip(people, told, strict=True)]
    Membership.objects.bulk_create(_roles(found))
    _profiles(chance, found, today)
    return found


def coauthors(chance: random.Random) -> list[Person]:
    """People of elsewhere, stored, without a profile."""
    names = []
    for number, locale in enumerate(LOCALES):
        faker = Faker(locale, providers=["faker.providers.person"])
        faker.seed_instance(chance.randrange(10**6) + number)
        names += [(faker.first_name(), faker.last_name()) for _ in range(COAUTHORS // len(LOCALES))]
    names += [
        (chance.choice(WORDS.romanised.given), chance.choice(WORDS.romanised.family))
        for _ in range(COAUTHORS - len(names))
    ]
    people = [Person(given_name=g, family_name=f, has_profile=False) for g, f in names]
    Person.give_slugs(people)
    return Person.objects.bulk_create(people)


def _person(chance: random.Random, told: Told) -> Person:
    titles = Titles(chance, "learning", None, False)
    person = Person(
        given_name=told.given,
        family_name=told.family,
        family_first=told.first,
        native_name=told.native,
        main_field=told.main_field,
        office="" if told.until else f"Quay 7, room {chance.randint(201, 239)}",
    )
    if chance.random() < 0.8:
        person.interests = "\n".join(f"- {each}" for each in chance.sample(INTERESTS, 3))
        person.bio = "\n\n".join(
            " ".join(
                f"{chance.choice(WORDS.speech).format(a=titles.phrase(), b=titles.phrase())}."
                for _ in range(chance.randint(1, 4))
            )
            for _ in range(chance.choice((1, 1, 2, 4)))
        )
    if told.photo:
        person.photo.save("portrait.jpg", portrait(chance, "portrait.jpg"), save=False)
    person.render()
    return person


def _roles(members: Sequence[Member]) -> list[Membership]:
    rows = [
        Membership(
            person=m.person, role=m.told.role, start=m.told.since, end=m.told.until,
            topic=m.told.topic, note=m.told.note, next_position=m.told.next,
        )
        for m in members
    ]  # fmt: skip
    # Postdocs who were students here before.
    rows += [
        Membership(person=row.person, role="phd", start=_earlier(row, 5), end=str(row.start.year))
        for row in rows
        if row.role == "postdoc" and not row.end and "-" in row.start.isoformat()
    ]
    return rows


def _earlier(row: Membership, years: int) -> str:
    return str((row.start.year or 0) - years)


def _profiles(chance: random.Random, members: Sequence[Member], today: date) -> None:
    people = [member.person for member in members]
    seniors = [m.person for m in members if m.told.role in ("lead", "faculty", "postdoc")]
    EmailAddress.objects.bulk_create(
        EmailAddress(person=p, address=f"{p.slug}@tidewater.example", is_public=n % 3 != 2)
        for n, p in enumerate(people)
    )
    ProfileLink.objects.bulk_create(
        ProfileLink(person=p, label=label, url=f"https://{host}/{p.slug}", position=place)
        for p in people
        for place, (label, host) in enumerate(
            (
                ("Homepage", "people.example"),
                ("Scholar", "scholar.example"),
                ("Code", "code.example"),
            ),
            1,
        )
        if chance.random() < 0.7
    )
    NameVariant.objects.bulk_create(
        NameVariant(person=p, name=f"{p.given_name[0]}. {p.family_name}")
        for p in people
        if p.given_name and chance.random() < 0.5
    )
    for person in seniors:
        _career(chance, person, today)
    _grants(chance, seniors, today)


def _career(chance: random.Random, person: Person, today: date) -> None:
    """Degrees, positions, awards and figures of somebody senior."""
    year = today.year - chance.randint(8, 25)
    Education.objects.bulk_create(
        Education(
            person=person, position=place, degree=degree, field="Patient Computation",
            institution=chance.choice(PLACES), year=str(year - earlier),
        )
        for place, (degree, earlier) in enumerate((("Ph.D.", 0), ("M.Sc.", 5), ("B.Sc.", 7)), 1)
    )  # fmt: skip
    Appointment.objects.bulk_create(
        Appointment(
            person=person, position=place, title=title, institution=chance.choice(PLACES),
            start=str(year + after), end="" if current else str(year + after + 2),
            is_current=current,
        )
        for place, (title, after, current) in enumerate(
            (("Professor", 5, True), ("Lecturer", 3, False), ("Research fellow", 1, False)), 1
        )
    )  # fmt: skip
    Award.objects.bulk_create(
        Award(
            person=person, position=n, title=title, body="Council for Wet Research",
            date=str(today.year - chance.randint(0, 6)),
        )
        for n, title in enumerate(("Golden Umbrella", "Medal for Patience"), 1)
    )  # fmt: skip
    Metric.objects.create(
        person=person, name="h-index", value=str(chance.randint(9, 60)), source="Some Index",
        read_on=today - timedelta(days=chance.randint(1, 300)),
    )  # fmt: skip


def _grants(chance: random.Random, people: Sequence[Person], today: date) -> None:
    for number in range(6):
        start = today.year - chance.randint(0, 8)
        grant = Grant.objects.create(
            title=f"Instruments that Lie, phase {number + 1}", funder="Council for Wet Research",
            number=f"CWR-{1000 + number}", amount=f"{chance.randint(2, 20) * 50},000 crowns",
            start=str(start), end=str(start + 4),
        )  # fmt: skip
        grant.people.set(chance.sample(list(people), 2))
