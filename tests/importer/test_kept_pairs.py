"""Pairs are kept: what is kept is what looking at everything finds, whatever has changed since."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from django.db import transaction

from importer.duplicates import kept
from importer.duplicates.choices import defaults
from importer.duplicates.judge import say_different
from importer.duplicates.merge import merge, preview, unmerge
from importer.duplicates.people import pairs_of_people
from importer.duplicates.works import pairs_of_works
from importer.journal.undo import undo
from importer.models import ChangedRow, ImportRun, Judgement, Merge, PossiblePair, RowKey, Subject
from importer.pipeline import import_readings
from people.models import Person
from publications.models import Appearance, Authorship, Publication
from tests.factories import PersonFactory, PublicationFactory
from tests.importer.five_pages import all_pages
from tests.importer.small_pages import EARLY, ENGINES, page

pytestmark = pytest.mark.django_db

AUTHORS = ["Ada Byron", "Mary Shelley"]
TITLES = ["On engines that weave", "On engines that cut cloth", "Looms", "A theory of mud"]
NAMES = [
    ("Misha", "Belkin"),
    ("Mikhail", "Belkin"),
    ("M.", "Belkin"),
    ("Ada", "Byron"),
    ("Ada", "B"),
]


def the_kept(subject: str) -> list[tuple[int, int, float, tuple[str, ...]]]:
    kept.refresh()
    pairs = PossiblePair.objects.on(subject)
    return [(p.one, p.other, p.strength, tuple(p.reasons)) for p in pairs]


def assert_kept_as_found() -> None:
    for subject, find in ((Subject.WORK, pairs_of_works), (Subject.PERSON, pairs_of_people)):
        found = [(p.one, p.other, p.strength, p.reasons) for p in find()]
        assert the_kept(subject) == found
    assert not ChangedRow.objects.exists()


def two_works() -> list[Publication]:
    return [PublicationFactory(title="Looms", authors=AUTHORS) for _ in range(2)]


def test_a_work_typed_twice_is_a_pair_and_corrected_it_is_none() -> None:
    one, other = two_works()
    assert [pair[:2] for pair in the_kept(Subject.WORK)] == [(one.pk, other.pk)]

    other.title = "A theory of mud"
    other.save()

    assert the_kept(Subject.WORK) == []


def test_a_work_that_is_deleted_takes_its_pairs_along() -> None:
    one, _ = two_works()
    kept.refresh()
    one.delete()
    assert the_kept(Subject.WORK) == []
    assert not RowKey.objects.filter(subject=Subject.WORK, object_id=one.pk or 0).exists()


def test_a_name_of_a_person_is_one_of_their_works_too() -> None:
    """The works print no name, so they show that of the person."""
    ada, eve = PersonFactory(given_name="Ada", family_name="Byron"), PersonFactory()
    PublicationFactory(title="Looms", authors=[ada])
    PublicationFactory(title="Looms", authors=[eve])
    Authorship.objects.update(printed_name="")
    ChangedRow.objects.note((Subject.WORK, w.pk) for w in Publication.objects.all())
    assert the_kept(Subject.WORK) == []

    eve.given_name, eve.family_name = "Ada", "Byron"
    eve.save()

    assert len(the_kept(Subject.WORK)) == 1


def test_an_author_who_goes_from_a_work_is_no_company_any_more() -> None:
    people = [PersonFactory(given_name=n, family_name="Belkin") for n in ("M.", "Mikhail")]
    friend, titles = PersonFactory(), ("Looms", "Mud")
    works = [
        PublicationFactory(title=t, authors=[p, friend])
        for t, p in zip(titles, people, strict=True)
    ]
    assert len(the_kept(Subject.PERSON)) == 1

    works[1].authorships.get(person=friend).delete()

    assert the_kept(Subject.PERSON) == []


def test_a_judgement_takes_a_pair_away_and_forgotten_it_is_back() -> None:
    one, other = two_works()
    kept.refresh()
    said = say_different(one, other, None)
    assert the_kept(Subject.WORK) == []

    said.delete()

    assert len(the_kept(Subject.WORK)) == 1


def test_an_import_brings_its_pairs_and_undone_takes_them_along() -> None:
    import_readings([page("a.txt", "Ada Byron", ENGINES), page("m.txt", "Mary Shelley", EARLY)])
    assert len(the_kept(Subject.WORK)) == 1

    run = ImportRun.objects.get()
    assert run.journal is not None
    undo(run.journal)

    assert the_kept(Subject.WORK) == []
    assert not RowKey.objects.exists()


def test_a_merge_takes_a_pair_away_and_taken_back_it_is_there_again() -> None:
    one, other = two_works()
    before = the_kept(Subject.WORK)
    told = merge(one, other, defaults(one, other))
    assert the_kept(Subject.WORK) == []

    unmerge(told)

    assert the_kept(Subject.WORK) == before


def test_a_preview_of_a_merge_changes_nothing_that_is_kept() -> None:
    one, other = two_works()
    before = the_kept(Subject.WORK)
    preview(one, other, defaults(one, other), str)
    assert not ChangedRow.objects.exists()
    assert the_kept(Subject.WORK) == before


def test_what_is_kept_of_the_five_pages_is_what_is_found() -> None:
    import_readings(all_pages())
    assert_kept_as_found()
    assert PossiblePair.objects.on(Subject.WORK).count() == 6


def test_looking_at_all_anew_mends_what_nobody_told_of() -> None:
    two_works()
    before = the_kept(Subject.WORK)
    PossiblePair.objects.all().delete()
    RowKey.objects.all().delete()

    kept.refresh_all()

    assert the_kept(Subject.WORK) == before != []


# ---------------------------------------------------------------- whatever is done


def deeds(chance: random.Random) -> list[Callable[[], object]]:
    """What an editor may do to a site with works and people on it."""

    def work() -> Publication:
        return chance.choice(list(Publication.objects.order_by("pk")))

    def person() -> Person:
        return chance.choice(list(Person.objects.order_by("pk")))

    def new_work() -> None:
        authors = chance.sample(list(Person.objects.order_by("pk")), chance.randint(1, 3))
        PublicationFactory(title=chance.choice(TITLES), authors=authors)

    def new_person() -> None:
        given, family = chance.choice(NAMES)
        PersonFactory(given_name=given, family_name=family)

    def retitle() -> None:
        row = work()
        row.title = chance.choice(TITLES)
        row.save()

    def rename() -> None:
        row = person()
        row.given_name, row.family_name = chance.choice(NAMES)
        row.save()

    def reassign() -> None:
        if rows := list(Authorship.objects.order_by("pk")):
            row = chance.choice(rows)
            row.person, row.printed_name = person(), ""
            row.save()

    def number() -> None:
        if not Appearance.objects.filter(arxiv_id="2001.00001").exists():
            form = work().appearances.first()
            if form:
                form.arxiv_id = "2001.00001"
                form.save()

    def link() -> None:
        work().links.create(label="arXiv", url="https://arxiv.org/abs/2001.00001")

    def mail() -> None:
        person().emails.get_or_create(address="a@example.org")

    def spelling() -> None:
        person().variants.get_or_create(name=" ".join(chance.choice(NAMES)))

    def drop() -> None:
        if Publication.objects.count() > 3:
            work().delete()

    def leave() -> None:
        if Person.objects.count() > 3:
            person().delete()

    def tell_apart() -> None:
        kept.refresh()
        if pair := PossiblePair.objects.first():
            model = Publication if pair.subject == Subject.WORK else Person
            rows = model.objects.in_bulk([pair.one, pair.other])
            say_different(rows[pair.one], rows[pair.other], None)

    def forget() -> None:
        if said := Judgement.objects.filter(is_same=False).first():
            said.delete()

    def join() -> None:
        kept.refresh()
        if pair := PossiblePair.objects.order_by("pk").first():
            model = Publication if pair.subject == Subject.WORK else Person
            rows = model.objects.in_bulk([pair.one, pair.other])
            one, other = rows[pair.one], rows[pair.other]
            merge(one, other, defaults(one, other))

    def part() -> None:
        if told := Merge.objects.filter(journal__undone=None).first():
            unmerge(told)

    return [new_work, new_work, new_person, retitle, rename, reassign, number, link, mail,
            spelling, drop, leave, tell_apart, forget, join, part]  # fmt: skip


@pytest.mark.parametrize("seed", range(8))
def test_whatever_editors_do_what_is_kept_is_what_is_found(seed: int) -> None:
    chance = random.Random(seed)
    for given, family in NAMES:
        PersonFactory(given_name=given, family_name=family)
    for title in TITLES:
        PublicationFactory(title=title, authors=list(Person.objects.order_by("pk")[:2]))
    every = deeds(chance)
    for _ in range(12):
        for _ in range(chance.randint(1, 3)):
            with transaction.atomic():
                chance.choice(every)()
        assert_kept_as_found()
