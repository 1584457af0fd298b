"""Undoing an import: the database as it was, and nothing that an editor did since is lost."""

from __future__ import annotations

import pytest

from core.models import FormerSlug
from importer.journal.undo import NotUndoable, later, undo
from importer.journal.write import recording, save
from importer.models import Change, ImportedRow, ImportRun, Journal
from importer.pipeline import import_readings
from importer.records import Reading
from people.models import Person
from publications.models import Appearance, Authorship, Publication, Venue
from talks.models import Talk
from tests.importer.database import differing, every_row
from tests.importer.five_pages import all_pages, read

pytestmark = pytest.mark.django_db


def run_of(*readings: Reading) -> Journal:
    import_readings(readings)
    journal = ImportRun.objects.latest("pk").journal
    assert journal is not None
    return journal


def test_a_first_import_is_undone_row_for_row() -> None:
    before = every_row()
    journal = run_of(*all_pages())
    assert Publication.objects.count() > 80

    done = undo(journal)

    assert differing(before, every_row()) == []
    assert done.kept == []
    assert done.removed["publication"] > 80
    assert done.restored == done.brought_back == {}


def test_every_import_of_several_is_undone_row_for_row_the_last_first() -> None:
    states, journals = [], []
    for reading in all_pages():
        states.append(every_row())
        journals.append(run_of(reading))

    for journal, state in zip(reversed(journals), reversed(states), strict=True):
        done = undo(journal)
        assert differing(state, every_row()) == []
        assert done.kept == []


def test_the_second_import_of_a_changed_page_is_undone_row_for_row() -> None:
    run_of(*all_pages())
    before = every_row()
    journal = run_of(
        read("000", lambda t: t.replace("CSE AI Seminar", "AI Colloquium").replace("2024", "2023"))
    )
    assert differing(before, every_row())

    done = undo(journal)

    assert differing(before, every_row()) == []
    assert done.restored["talk"] >= 1


def test_what_an_import_deleted_is_back_under_its_key() -> None:
    run_of(*all_pages())
    talk = Talk.objects.get(event="CSE AI Seminar")
    before = every_row()
    lines = lambda t: "\n".join(x for x in t.splitlines() if "CSE AI Seminar" not in x)  # noqa: E731
    journal = run_of(read("000", lines))
    assert not Talk.objects.filter(pk=talk.pk).exists()

    done = undo(journal)

    assert differing(before, every_row()) == []
    assert done.brought_back["talk"] == 1


def test_importing_again_after_an_undo_gives_the_same_content() -> None:
    first = run_of(*all_pages())
    titles = set(Publication.objects.values_list("title", flat=True))
    undo(first)

    run_of(*all_pages())

    assert set(Publication.objects.values_list("title", flat=True)) == titles


def test_a_work_that_an_editor_changed_stays_whole() -> None:
    journal = run_of(*all_pages())
    work = Publication.objects.filter(appearances__isnull=False).distinct()[0]
    authors = list(work.authorships.values_list("printed_name", flat=True))
    forms = work.appearances.count()
    work.note = "Read this first."
    work.save()

    done = undo(journal)

    kept = Publication.objects.get()
    assert (kept.pk, kept.note, kept.slug) == (work.pk, "Read this first.", work.slug)
    assert list(kept.authorships.values_list("printed_name", flat=True)) == authors
    assert kept.appearances.count() == forms
    assert (f"publication: {work}", "edited since: note") in done.kept
    authors_kept = {author.person for author in kept.authorships.all() if author.person}
    assert authors_kept <= set(Person.objects.all())
    assert Person.objects.count() < 10
    assert not Talk.objects.exists()
    assert not ImportedRow.objects.exists()


def test_a_work_with_an_author_whom_an_editor_added_stays_whole() -> None:
    journal = run_of(*all_pages())
    work = Publication.objects.first()
    assert work is not None
    Authorship.objects.create(publication=work, printed_name="Ann Lee")
    names = set(work.authorships.values_list("printed_name", flat=True))

    done = undo(journal)

    kept = Publication.objects.get()
    assert set(kept.authorships.values_list("printed_name", flat=True)) == names
    assert (f"publication: {work}", "used by: author") in done.kept


def test_a_person_to_whom_an_editor_gave_a_work_of_their_own_stays() -> None:
    journal = run_of(*all_pages())
    person = Person.objects.filter(has_profile=False)[0]
    own = Publication.objects.create(title="On mud")
    Authorship.objects.create(publication=own, person=person, printed_name=person.name)

    undo(journal)

    assert Person.objects.get() == person
    assert Publication.objects.get() == own
    assert own.authorships.get().person == person


def test_a_field_that_an_editor_changed_after_the_import_changed_it_keeps_the_editors_value() -> (
    None
):
    run_of(*all_pages())
    journal = run_of(read("000", lambda t: t.replace("CSE AI Seminar", "AI Colloquium")))
    talk = Talk.objects.get(event="AI Colloquium")
    talk.event = "Colloquium on AI"
    talk.save()

    done = undo(journal)

    talk.refresh_from_db()
    assert talk.event == "Colloquium on AI"
    assert done.kept == [(f"talk: {talk}", "edited since: event")]


def test_a_row_that_an_editor_deleted_stays_deleted() -> None:
    journal = run_of(*all_pages())
    work = Publication.objects.first()
    assert work is not None
    work.delete()

    done = undo(journal)

    assert not Publication.objects.exists()
    assert done.kept == []


def test_an_identifier_that_an_editor_gave_to_another_work_since_is_not_taken_back() -> None:
    run_of(*all_pages())
    form = Appearance.objects.exclude(arxiv_id=None)[0]
    number = form.arxiv_id
    journal = Journal.objects.create()
    with recording(journal):
        form.arxiv_id = None
        save(form, "arxiv_id")
    other = Publication.objects.create(title="On mud")
    Appearance.objects.create(publication=other, kind="preprint", arxiv_id=number)

    done = undo(journal)

    assert done.kept == [(f"appearance: {form}", "another row has this now: arxiv_id")]
    assert Appearance.objects.get(arxiv_id=number).publication == other


def test_an_identifier_that_went_from_one_work_to_another_goes_back() -> None:
    run_of(*all_pages())
    one, two = Appearance.objects.exclude(arxiv_id=None)[:2]
    before = every_row()
    journal = Journal.objects.create()
    with recording(journal):
        first, second = one.arxiv_id, two.arxiv_id
        one.arxiv_id = None
        save(one, "arxiv_id")
        two.arxiv_id = first
        save(two, "arxiv_id")
        one.arxiv_id = second
        save(one, "arxiv_id")

    done = undo(journal)

    assert differing(before, every_row()) == []
    assert done.kept == []


def test_a_dry_run_tells_the_same_and_changes_nothing() -> None:
    journal = run_of(*all_pages())
    before = every_row()

    told = undo(journal, dry_run=True)

    assert differing(before, every_row()) == []
    journal.refresh_from_db()
    assert journal.undone is None
    assert Change.objects.filter(journal=journal).exists()
    assert told == undo(journal)


def test_an_import_on_which_a_later_one_built_waits_for_that() -> None:
    pages = all_pages()
    first, second = run_of(pages[0]), run_of(*pages)

    assert later(first) == [second]
    with pytest.raises(NotUndoable, match=rf"Undo this first: Import {second.run.pk} of "):
        undo(first)

    undo(second)
    assert later(first) == []
    undo(first)
    assert not Publication.objects.exists()


def test_an_import_is_undone_once() -> None:
    journal = run_of(*all_pages())
    undo(journal)
    with pytest.raises(NotUndoable, match="undone already"):
        undo(journal)


def test_a_page_that_fails_leaves_no_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("no")

    monkeypatch.setattr("importer.save.pages._write_profiles", fail)
    with pytest.raises(RuntimeError):
        import_readings(all_pages())
    assert not Change.objects.exists()
    assert not Publication.objects.exists()


def test_a_venue_that_an_editor_changed_stays_with_its_names() -> None:
    journal = run_of(*all_pages())
    venue = Venue.objects.exclude(name="")[0]
    venue.aliases.create(name="Mud Letters")
    aliases = set(venue.aliases.values_list("name", flat=True))
    venue.url = "https://example.org/"
    venue.save()

    undo(journal)

    assert Venue.objects.get() == venue
    assert set(venue.aliases.values_list("name", flat=True)) == aliases
    assert not FormerSlug.objects.exists()
