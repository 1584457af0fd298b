"""What the group does besides writing: news, talks, courses, services; its free pages."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from core.models import SiteSettings
from news.models import NewsItem
from pages.models import Page
from people.models import Person
from publications.models import Publication, Venue
from services.models import ServiceRole
from talks.models import Talk, TalkLink
from teaching.models import Course, Offering, TeachingRole
from tools.made_up.titles import Titles
from tools.made_up.words import WORDS
from tools.made_up_group.told import Group

AFTER_SECTIONS = 80  # places of the menu
NEWS, TALKS, SERVICES, UPCOMING = 120, 150, 400, 6
EVENTS = ["Port Mallow Colloquium", "Seminar on Slow Instruments", "Summer School of the Delta"]
NEWS_OF = [
    "{who} joined the group. Welcome!",
    "Our paper **{title}** was accepted.",
    "{who} won the *Golden Umbrella* for work on {topic}.",
    "{who} spoke about {topic} in {city}, and came back with $3$ new questions.",
    "The lab has a new boat. It floats, which is more than we could say of the last one; we thank"
    " everybody who bailed. Pictures follow once the camera is dry.",
    "`ebb` 2.0 is out: see [the manual](https://code.example/ebb).",
]


class Calendar:
    """Days drawn around today."""

    def __init__(self, chance: random.Random, today: date) -> None:
        self.chance = chance
        self.today = today

    def past(self, years: int = 8) -> date:
        return self.today - timedelta(days=self.chance.randint(1, 365 * years))

    def ahead(self) -> date:
        return self.today + timedelta(days=self.chance.randint(2, 120))


def news(chance: random.Random, days: Calendar, people: Sequence[Person],
         works: Sequence[Publication]) -> None:  # fmt: skip
    titles = Titles(chance, "physics", None, False)
    items = []
    for number in range(NEWS):
        who, work = chance.choice(people), chance.choice(works)
        text = NEWS_OF[number % len(NEWS_OF)].format(
            who=who.name, title=work.title.replace("*", ""), topic=titles.phrase(),
            city=chance.choice(WORDS.cities),
        )  # fmt: skip
        item = NewsItem(date=days.past().isoformat()[: chance.choice((7, 10))], text=text)
        item.render()
        items.append((item, who if "{who}" in NEWS_OF[number % len(NEWS_OF)] else None, work))
    NewsItem.objects.bulk_create(item for item, _, _ in items)
    mentions, about = NewsItem.people.through, NewsItem.publications.through
    mentions.objects.bulk_create(
        mentions(newsitem_id=item.pk, person_id=who.pk) for item, who, _ in items if who
    )
    about.objects.bulk_create(
        about(newsitem_id=item.pk, publication_id=work.pk)
        for item, _, work in items
        if "accepted" in item.text
    )


def talks(chance: random.Random, days: Calendar, people: Sequence[Person],
          works: Sequence[Publication]) -> None:  # fmt: skip
    titles = Titles(chance, "learning", None, False)
    rows = [
        Talk(
            title=titles.another() if chance.random() < 0.93 else "",
            speaker=chance.choice(people), event=chance.choice(EVENTS),
            place=chance.choice(WORDS.cities) if chance.random() < 0.8 else "",
            date=(days.ahead() if number < UPCOMING else days.past(12)).isoformat(),
            note="invited" if chance.random() < 0.2 else "",
        )
        for number in range(TALKS)
    ]  # fmt: skip
    Talk.objects.bulk_create(rows)
    TalkLink.objects.bulk_create(
        TalkLink(talk=talk, label=label, url=f"https://files.example/talks/{talk.pk}/{label}")
        for talk in rows
        for label in ("slides", "video")
        if chance.random() < 0.5
    )
    on = Talk.publications.through
    on.objects.bulk_create(
        on(talk_id=talk.pk, publication_id=chance.choice(works).pk) for talk in rows[::3]
    )


def courses(
    chance: random.Random,
    today: date,
    titles: Sequence[str],
    seniors: Sequence[Person],
    students: Sequence[Person],
) -> None:
    rows = []
    for number, title in enumerate(titles):
        course = Course(
            code=f"TW {100 + 7 * number}" if number % 6 else "", title=title,
            institution="Institute of Slow Computation",
            description="We read, measure and wait. *Boots required.*" if number % 3 == 0 else "",
            url="https://courses.example/" if number % 4 == 0 else "",
        )  # fmt: skip
        course.render()
        rows.append(course)
    Course.objects.bulk_create(rows)
    terms = [
        Offering(course=course, season=chance.choice(("spring", "fall")), year=today.year - back)
        for course in rows
        for back in range(chance.randint(0, 2), chance.randint(3, 9))
    ]
    Offering.objects.bulk_create(terms)
    TeachingRole.objects.bulk_create(_staff(chance, terms, seniors, students))


def _staff(
    chance: random.Random,
    terms: Sequence[Offering],
    seniors: Sequence[Person],
    students: Sequence[Person],
) -> Iterator[TeachingRole]:
    """A course stays with whom it is, mostly; who assists changes."""
    teachers: dict[int, Person] = {}
    for term in terms:
        if term.course_id not in teachers or chance.random() < 0.15:
            teachers[term.course_id] = chance.choice(seniors)
        yield TeachingRole(offering=term, person=teachers[term.course_id], role="Instructor")
        if chance.random() < 0.3:
            assistant = chance.choice(students)
            yield TeachingRole(offering=term, person=assistant, role="Assistant")


def services(chance: random.Random, today: date, group: Group,
             people: Sequence[Person]) -> None:  # fmt: skip
    venues = list(Venue.objects.exclude(kind="publisher"))
    rows = []
    for _ in range(SERVICES):
        at_venue = chance.random() < 0.85
        rows.append(
            ServiceRole(
                person=chance.choice(people), role=chance.choice(group.roles),
                venue=chance.choice(venues) if at_venue else None,
                body="" if at_venue else chance.choice(group.bodies),
                year=today.year - chance.randint(0, 15) if chance.random() < 0.97 else None,
            )
        )  # fmt: skip
    ServiceRole.objects.bulk_create(rows)


def pages(group: Group) -> None:
    for number, told in enumerate(group.pages):
        position = None if told.get("hidden") else AFTER_SECTIONS + number
        Page.objects.create(title=told["title"], text=told["text"], menu_position=position)


def site(group: Group) -> None:
    """The name of the site and what else its settings say; those of an editor stay."""
    settings = SiteSettings.load()
    if settings.pk:
        return
    for name, value in group.site.items():
        setattr(settings, name, value.strip())
    settings.save()
