"""The group that the site is proved on and tried with."""

from __future__ import annotations

from collections import Counter
from datetime import date
from random import Random

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Count
from django.test import Client
from django.utils import timezone
from PIL import Image

from core.files import photo_validators
from core.models import SiteSettings
from news.models import NewsItem
from openings.models import Board, Opening
from people.models import Person
from publications.models import Appearance, Authorship, Kind, Publication, PublicationFile
from services.models import ServiceRole
from talks.models import Talk
from teaching.models import Course
from tests.factories import PersonFactory
from tests.pictures import picture
from tools.made_up_group import __main__ as command
from tools.made_up_group import members
from tools.made_up_group.fill import fill
from tools.made_up_group.portraits import portrait
from tools.made_up_group.told import group

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 29)
WORKS = 260


@pytest.fixture(autouse=True)
def _small_photos(monkeypatch: pytest.MonkeyPatch) -> None:
    """Drawing two dozen portraits takes longer than all the rest."""
    monkeypatch.setattr(members, "portrait", lambda *_: picture("a.jpg", "JPEG", size=(24, 32)))


def contents() -> list[tuple[object, ...]]:
    works = Publication.objects.order_by("pk").values_list("slug", "title_html", "abstract", "date")
    authors = Authorship.objects.order_by("publication", "position")
    people = Person.objects.order_by("pk").values_list("slug", "bio_html")
    talks = Talk.objects.order_by("pk").values_list("title", "date")
    return [*works, *authors.values_list("position", "person__slug"), *people, *talks]


def test_one_seed_makes_the_same_group_again() -> None:
    found = []
    for seed in (7, 7, 8):
        with transaction.atomic():
            fill(TODAY, 30, seed)
            found.append(contents())
            transaction.set_rollback(True)
    assert found[0] == found[1]
    assert found[0] != found[2]


def test_the_group_has_something_of_everything() -> None:
    fill(TODAY, WORKS)
    profiles = Person.objects.profiles()
    assert profiles.count() == 40
    assert 15 < profiles.exclude(photo="").count() < 40
    assert {kind for kind, _ in Kind.choices} == {
        *Publication.objects.values_list("kind", flat=True)
    }
    sizes = Publication.objects.annotate(size=Count("authorships")).values_list("size", flat=True)
    assert max(sizes) == 60
    assert min(sizes) == 1
    counts = {m: m.objects.count() for m in (Publication, NewsItem, Talk, Course, ServiceRole)}
    assert [*counts.values()] == [WORKS, 120, 150, 25, 400]
    assert Talk.objects.filter(date__gt=TODAY.isoformat()).count() == 6
    assert Opening.objects.count() == 8
    assert Board.load().questions.count() == 4
    assert profiles.exclude(taking="").count() == 4
    assert PublicationFile.objects.count() == 12
    assert SiteSettings.load().name == "Tidewater Lab"


def test_openings_stand_in_every_way() -> None:
    fill(timezone.localdate(), 60)
    stands = Counter(str(each.standing) for each in Opening.objects.published())
    assert stands == {"open": 3, "rolling": 1, "maybe": 1, "closed": 1, "lapsed": 1}
    assert Opening.objects.to_review().count() == 2
    assert Opening.objects.lapsing().count() == 1
    assert Person.objects.to_confirm().count() == 1


def test_rows_are_as_saving_leaves_them() -> None:
    fill(TODAY, 60)
    for work in Publication.objects.prefetch_related("appearances"):
        kept = (work.kind, work.year, work.date, work.title_html)
        work.settle()
        work.save()
        assert (work.kind, work.year, work.date, work.title_html) == kept, work.title


def test_titles_and_identifiers_are_unique_and_lead_to_nobodys_work() -> None:
    fill(TODAY, WORKS)
    assert Publication.objects.values("title").distinct().count() == WORKS
    numbers = Appearance.objects.exclude(arxiv_id=None).values_list("arxiv_id", flat=True)
    assert numbers
    assert all(number[2:4] == "13" for number in numbers), "an arXiv number of a real month"
    dois = Appearance.objects.exclude(doi=None).values_list("doi", flat=True)
    assert all(doi.startswith("10.5555/") for doi in dois)


def test_a_portrait_is_a_photo_that_the_admin_would_take() -> None:
    for seed in range(4):
        drawn = portrait(Random(seed), "ada.jpg")
        for check in photo_validators:
            check(drawn)
        assert Image.open(drawn).size in [(600, 800), (700, 700), (800, 600)]


def test_the_years_are_those_of_the_reader() -> None:
    people = {each.family: each for each in group(date(2031, 2, 1)).people}
    assert people["Oyelaran"].since == "2009"
    assert people["Karadağlı"].since == "2029-01"


def test_its_pages_answer_and_its_pdfs_open(client: Client) -> None:
    fill(TODAY, 30)
    for address in ("/", "/people/", "/publications/", "/news/", "/talks/", "/teaching/",
                    "/services/", "/openings/", "/how-to-find-us/", "/people/jiang-yutong/",
                    *(work.get_absolute_url() for work in Publication.objects.all())):  # fmt: skip
        assert client.get(address).status_code == 200, address
    with PublicationFile.objects.all()[0].file.open() as opened:
        file = opened.read()
    assert file.startswith(b"%PDF-1.4\n")
    start = int(file.split(b"startxref\n")[1].split()[0])
    assert file[start:].startswith(b"xref\n")


# ---- the command


def run(*arguments: str) -> int:
    return command.main([*arguments, "--works", "3"])


def test_an_empty_database_gets_the_group(capsys: pytest.CaptureFixture[str]) -> None:
    assert run() == 0
    assert Publication.objects.count() == 3
    assert "A made-up group with 3 works" in capsys.readouterr().out


def test_a_database_with_people_is_left_alone(capsys: pytest.CaptureFixture[str]) -> None:
    PersonFactory(given_name="Ada")
    assert run() == 1
    assert Person.objects.count() == 1
    assert "This database has people." in capsys.readouterr().err


def test_once_says_nothing_where_there_are_people(capsys: pytest.CaptureFixture[str]) -> None:
    PersonFactory(given_name="Ada")
    assert run("--once") == 0
    assert Person.objects.count() == 1
    assert capsys.readouterr() == ("", "")


def test_anyway_adds_the_group_and_leaves_what_was_there(db: None) -> None:
    PersonFactory(given_name="Ada", family_name="Lovelace")
    SiteSettings(name="The Engine Group").save()
    assert run("--anyway") == 0
    assert Person.objects.profiles().count() == 41
    assert SiteSettings.load().name == "The Engine Group"


def test_the_same_group_twice_is_refused_with_the_way_out() -> None:
    fill(TODAY, 60)
    with pytest.raises(IntegrityError), transaction.atomic():
        fill(TODAY, 60)
    fill(TODAY, 60, seed=8)
    assert Person.objects.profiles().count() == 80
