"""Merging two works or two people, and taking it back: nothing is lost, nothing doubled."""

from __future__ import annotations

import random
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from core.models import FormerSlug
from importer.duplicates.choices import choices, chosen, defaults
from importer.duplicates.merge import NotMergeable, merge, preview, unmerge
from importer.duplicates.works import pairs_of_works
from importer.journal.undo import NotUndoable, undo
from importer.models import ImportedRow, ImportRun, Judgement
from importer.pipeline import import_readings
from news.models import NewsItem
from people.models import NameVariant, Person
from publications.models import Appearance, Publication, PublicationLink, Topic
from talks.models import Talk
from tests.factories import (
    PersonFactory,
    PublicationFactory,
    VenueFactory,
)
from tests.importer.content import visible_content
from tests.importer.database import differing, every_row
from tests.importer.five_pages import all_pages
from tests.importer.small_pages import EARLY, ENGINES, page

pytestmark = pytest.mark.django_db

BY_HAND = 10  # pairs of each model that are drawn


def drawn(model: Any, seed: int) -> list[tuple[Any, Any, dict[str, int]]]:
    """Pairs of any two rows, likely or not, with picks by chance."""
    rows, dice = list(model.objects.order_by("pk")), random.Random(seed)
    pairs = [dice.sample(rows, 2) for _ in range(BY_HAND)]
    return [(a, b, {c.name: dice.randint(0, 1) for c in choices(a, b)}) for a, b in pairs]


def names(work: Publication) -> list[str]:
    return [author.name for author in work.authorships.all()]


# ---------------------------------------------------------------- the identity


@pytest.mark.parametrize("model", [Publication, Person])
def test_merging_any_two_rows_of_the_five_pages_and_taking_it_back_changes_nothing(
    model: Any,
) -> None:
    import_readings(all_pages())
    before = every_row()

    for one, other, picks in drawn(model, seed=1):
        told = merge(one, other, picks)
        assert list(model.objects.filter(pk__in=(one.pk, other.pk))) == [
            model.objects.get(pk=told.kept)
        ]

        done = unmerge(told)

        assert done.kept == []
        assert differing(before, every_row()) == []


@pytest.mark.parametrize("model", [Publication, Person])
def test_after_merging_any_two_rows_reading_the_pages_again_changes_nothing(model: Any) -> None:
    pages = all_pages()
    import_readings(pages)

    for number, (one, other, picks) in enumerate(drawn(model, seed=2)[:4]):
        with transaction.atomic():
            merge(one, other, defaults(one, other) if number % 2 else picks)
            merged = visible_content()
            for reading in random.Random(number).sample(pages, len(pages)):
                import_readings([reading])
            assert visible_content() == merged
            transaction.set_rollback(True)


def test_all_pairs_of_the_five_pages_merged_are_read_again_and_taken_back_one_by_one() -> None:
    pages = all_pages()
    import_readings(pages)
    number, states, told = Publication.objects.count(), [], []
    for pair in pairs_of_works():
        one, other = (Publication.objects.get(pk=key) for key in pair.keys)
        states.append(every_row())
        told.append(merge(one, other, defaults(one, other)))
    assert Publication.objects.count() == number - len(told)
    assert pairs_of_works() == []
    with transaction.atomic():
        merged = visible_content()
        for reading in reversed(pages):
            import_readings([reading])
        assert visible_content() == merged
        transaction.set_rollback(True)

    while told:
        unmerge(told.pop())
        assert differing(states.pop(), every_row()) == []
    assert len(pairs_of_works()) == 6


def test_two_merges_are_taken_back_the_last_first() -> None:
    import_readings([page("a.txt", "Ada Byron", ENGINES), page("m.txt", "Mary Shelley", EARLY)])
    typed = PublicationFactory(title="Looms")
    start = every_row()
    one, two = Publication.objects.exclude(pk=typed.pk)
    first = merge(one, two, defaults(one, two))
    kept = Publication.objects.get(pk=first.kept)
    second = merge(kept, typed, defaults(kept, typed))

    with pytest.raises(NotUndoable, match="Undo this first: Merge “"):
        unmerge(first)
    unmerge(second)
    unmerge(first)

    assert differing(start, every_row()) == []


# ---------------------------------------------------------------- works typed by hand


def typed_works() -> tuple[Publication, Publication]:
    ada = PersonFactory(given_name="Ada", family_name="Byron")
    one = PublicationFactory(
        title="On engines", authors=[ada, "M. Shelley"], year=2021, venue=VenueFactory(),
        abstract="Short.", private_note="Ask Ada.",
    )  # fmt: skip
    other = PublicationFactory(
        title="Engines", authors=["Ada Byron", "Mary Shelley", "Bob Reed"], year=2020,
        kind="preprint", abstract="A longer one.", private_note="Ask Bob.", has_code=True,
    )  # fmt: skip
    Appearance.objects.filter(publication=other).update(arxiv_id="2001.00001")
    return one, other


def test_the_fuller_list_of_authors_is_taken_and_nobody_stands_twice() -> None:
    one, other = typed_works()
    assert defaults(one, other)["authors"] == 1

    merge(one, other, defaults(one, other))

    work = Publication.objects.get()
    assert names(work) == ["Ada Byron", "Mary Shelley", "Bob Reed"]
    assert [a.position for a in work.authorships.all()] == [1, 2, 3]
    assert work.authorships.all()[0].person == Person.objects.get()


def test_authors_whom_only_the_other_list_has_come_last() -> None:
    one, other = typed_works()

    merge(one, other, {**defaults(one, other), "authors": 0})

    assert names(Publication.objects.get()) == ["Ada Byron", "M. Shelley", "Bob Reed"]


def test_the_title_of_the_version_of_record_is_taken_and_the_other_kept_with_its_form() -> None:
    one, other = typed_works()

    merge(one, other, defaults(one, other))

    work = Publication.objects.get()
    assert work.title == "On engines"
    assert [(form.kind, form.title) for form in work.appearances.all()] == [
        ("conference", ""), ("preprint", "Engines"),
    ]  # fmt: skip
    assert (work.kind, work.year) == ("conference", 2021)
    assert work.abstract == "A longer one."
    assert work.has_code
    assert work.private_note == "Ask Ada.\nAsk Bob."


@pytest.mark.parametrize(("title", "abstract"), [(0, 0), (0, 1), (1, 0), (1, 1)])
def test_each_field_is_as_picked(title: int, abstract: int) -> None:
    one, other = typed_works()
    rows = (one, other)

    merge(one, other, {**defaults(one, other), "title": title, "abstract": abstract})

    work = Publication.objects.get()
    assert (work.title, work.abstract) == (rows[title].title, rows[abstract].abstract)


def test_a_title_that_no_form_carries_is_among_the_other_titles() -> None:
    one = PublicationFactory(title="On engines", year=None)
    other = PublicationFactory(title="Engines", year=None)
    Appearance.objects.all().delete()

    merge(one, other, {**defaults(one, other), "title": 0})

    assert Publication.objects.get().further_titles == ["Engines"]


def test_all_that_points_at_either_points_at_the_one_that_stays() -> None:
    one, other = typed_works()
    for work in (one, other):
        work.topics.add(Topic.objects.create(name=f"Topic of {work.pk}"))
        PublicationLink.objects.create(publication=work, label="code", url="https://example.org/")
        PublicationLink.objects.create(publication=work, label=f"of {work.pk}")
        NewsItem.objects.create(text="Out!").publications.add(work)
        Talk.objects.create(title="Engines").publications.add(work)
    both = NewsItem.objects.create(text="Two!")
    both.publications.add(one, other)

    merge(one, other, defaults(one, other))

    work = Publication.objects.get()
    assert work.topics.count() == 2
    assert sorted(link.label for link in work.links.all()) == [
        "code", f"of {one.pk}", f"of {other.pk}",
    ]  # fmt: skip
    assert work.news.count() == 3
    assert work.talks.count() == 2


def test_one_form_told_twice_is_one_with_what_either_says() -> None:
    venue = VenueFactory()
    one, other = (PublicationFactory(title="On engines", venue=venue, year=2021) for _ in range(2))
    Appearance.objects.filter(publication=one).update(pages="1–9")
    Appearance.objects.filter(publication=other).update(doi="10.1000/182", date="2021-05-03")

    merge(one, other, {"address": 0})

    form = Appearance.objects.get()
    assert (form.pages, form.doi, str(form.date)) == ("1–9", "10.1000/182", "3 May 2021")
    assert Publication.objects.get().date == form.date


def test_what_is_merged_into_a_work_typed_by_hand_goes_on_following_its_page() -> None:
    import_readings([page("a.txt", "Ada Byron", ENGINES)])
    read = Publication.objects.get()
    typed = PublicationFactory(title="Looms", year=2021, note="Ours.")
    merge(typed, read, {**defaults(typed, read), "title": 0, "address": 0})

    changed = (ENGINES[0], "Ada Byron, Mary Shelley, Bob Reed", ENGINES[2])
    import_readings([page("a.txt", "Ada Byron", changed)])

    work = Publication.objects.get()
    assert (work.pk, work.title, work.note) == (typed.pk, "Looms", "Ours.")
    assert names(work) == ["Ada Byron", "Mary Shelley", "Bob Reed"]


# ---------------------------------------------------------------- addresses


def test_the_old_address_leads_to_the_work_until_it_is_two_again(client: Client) -> None:
    one, other = typed_works()
    told = merge(one, other, {**defaults(one, other), "address": 0})

    answer = client.get("/publications/engines/")
    assert (answer.status_code, answer.url) == (301, "/publications/on-engines/")
    unmerge(told)
    assert client.get("/publications/engines/").status_code == 200
    assert not FormerSlug.objects.exists()


def test_addresses_that_led_to_the_row_that_goes_lead_on(client: Client) -> None:
    one, other = typed_works()
    other.slug = "newer"
    other.save()

    merge(one, other, {**defaults(one, other), "address": 0})

    for slug in ("engines", "newer"):
        assert client.get(f"/publications/{slug}/").url == "/publications/on-engines/"


# ---------------------------------------------------------------- the rest


def test_what_an_editor_changed_since_stays_when_they_are_two_again() -> None:
    one, other = typed_works()
    told = merge(one, other, {**defaults(one, other), "title": 1, "address": 0})
    work = Publication.objects.get()
    work.title = "Engines, edited"
    work.save()

    done = unmerge(told)

    assert Publication.objects.get(pk=one.pk).title == "Engines, edited"
    assert Publication.objects.get(pk=other.pk).title == "Engines"
    assert any("edited since: title" in why for _, why in done.kept)


def test_a_merge_on_which_an_import_built_waits_for_that() -> None:
    import_readings([page("a.txt", "Ada Byron", ENGINES), page("m.txt", "Mary Shelley", EARLY)])
    one, other = Publication.objects.all()
    told = merge(one, other, defaults(one, other))
    import_readings([page("a.txt", "Ada Byron", (ENGINES[0], ENGINES[1], "JMLR, 2021"))])

    with pytest.raises(NotUndoable, match="Undo this first: Import "):
        unmerge(told)
    undo(ImportRun.objects.latest("pk").journal)
    unmerge(told)
    assert set(Publication.objects.all()) == {one, other}


def test_an_import_on_which_a_merge_built_waits_for_that() -> None:
    import_readings([page("a.txt", "Ada Byron", ENGINES), page("m.txt", "Mary Shelley", EARLY)])
    one, other = Publication.objects.all()
    told = merge(one, other, defaults(one, other))

    with pytest.raises(NotUndoable, match="Undo this first: Merge “"):
        undo(ImportRun.objects.get().journal)
    unmerge(told)
    undo(ImportRun.objects.get().journal)
    assert not Publication.objects.exists()


def test_a_preview_shows_what_a_merge_would_do_and_does_nothing() -> None:
    one, other = typed_works()
    before = every_row()

    seen = preview(one, other, defaults(one, other), lambda row: (str(row), names(row)))

    assert seen == ("On engines (2021)", ["Ada Byron", "Mary Shelley", "Bob Reed"])
    assert differing(before, every_row()) == []
    assert not Judgement.objects.exists()


def test_a_row_that_is_gone_is_not_merged() -> None:
    one, other = typed_works()
    picks = defaults(one, other)
    Publication.objects.filter(pk=other.pk).delete()

    with pytest.raises(NotMergeable, match="somebody was quicker"):
        merge(one, other, picks)
    assert not Judgement.objects.exists()


def test_a_row_is_not_merged_with_itself() -> None:
    one, _ = typed_works()
    with pytest.raises(NotMergeable):
        merge(one, one, {"address": 0})


def test_a_value_that_is_no_choice_is_refused() -> None:
    one, other = typed_works()
    with pytest.raises(ValueError, match="“7” is no choice for title"):
        chosen(one, other, {"take-title": "7"})


def test_a_row_that_the_importer_knows_only_once_stays_known_once() -> None:
    import_readings([page("a.txt", "Ada Byron", ENGINES), page("m.txt", "Mary Shelley", EARLY)])
    one, other = Publication.objects.all()
    merge(one, other, defaults(one, other))
    works = ImportedRow.objects.filter(content_type__model="publication")
    assert works.get().records.count() == 2
    assert NameVariant.objects.count() == 2
