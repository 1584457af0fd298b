"""Saving again: the same in any order, once or twice; what a person changed stays."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction

from importer.models import ImportedPage, ImportedRow, ImportRun
from importer.pipeline import import_readings
from importer.records import Reading
from people.models import Appointment, Person
from publications.models import Appearance, Authorship, Publication, PublicationMetric
from talks.models import Talk
from teaching.models import Course
from tests.importer.content import visible_content
from tests.importer.five_pages import all_pages, read, read_text, rows

pytestmark = pytest.mark.django_db


def test_importing_twice_changes_nothing() -> None:
    import_readings(all_pages())
    before, counts = visible_content(), rows()

    report = import_readings(all_pages())

    assert visible_content() == before
    assert rows() == counts
    assert report.totals["decisions"]["new"] == report.totals["decisions"]["changed"] == 0


def test_a_dry_run_writes_nothing() -> None:
    report = import_readings(all_pages(), dry_run=True)

    assert report.totals["decisions"]["new"] > 100
    assert rows() == {"ImportedRow": 0, "ImportedRecord": 0, "Person": 0}
    assert not ImportRun.objects.exists()
    assert not Publication.objects.exists()


def orders(turn: int) -> Iterator[list[Reading]]:
    """Two of the ten orders of a Williams design: over its five turns each page comes at each place
    twice, and twice right after each other page."""
    pages = all_pages()
    zigzag = [(place + turn) % 5 for place in (0, 1, 4, 2, 3)]
    yield [pages[place] for place in zigzag]
    yield [pages[place] for place in reversed(zigzag)]


@pytest.mark.parametrize("turn", range(5))
def test_any_order_of_the_pages_gives_the_same_content(turn: int) -> None:
    contents = []
    for imports in ([all_pages()], *([[page] for page in order] for order in orders(turn))):
        with transaction.atomic():
            for readings in imports:
                import_readings(readings)
            contents.append(visible_content())
            transaction.set_rollback(True)

    together, *one_by_one = contents
    for content in one_by_one:
        assert {model for model in together if content[model] != together[model]} == set()


def test_one_changed_line_updates_one_field() -> None:
    import_readings(all_pages())
    before = visible_content()

    report = import_readings([read("000", lambda t: t.replace("CSE AI Seminar", "AI Colloquium"))])

    after = visible_content()
    assert {model for model in after if after[model] != before[model]} == {"talks.Talk"}
    assert Talk.objects.filter(event="AI Colloquium").count() == 1
    assert report.totals["decisions"]["changed"] == 1


def test_a_corrected_title_changes_the_work_and_keeps_its_address() -> None:
    import_readings([read("000")])
    old = Publication.objects.get(title="SGD batch saturation for training wide neural networks")

    import_readings([read("000", lambda t: t.replace("SGD batch saturation", "SGD batch limits"))])

    new = Publication.objects.get(title="SGD batch limits for training wide neural networks")
    assert (new.pk, new.slug) == (old.pk, old.slug)


def test_what_left_the_page_goes() -> None:
    import_readings([read("000")])
    lines = (
        "Two-Sided Wasserstein Procrustes Analysis. [pdf]\n"
        "Kun Jin, Chaoyue Liu, Cathy Xia\nIJCAI, 2021\n"
    )

    import_readings([read("000", lambda t: t.replace(lines, ""))])

    assert not Publication.objects.filter(title__startswith="Two-Sided").exists()
    assert Person.objects.filter(family_name="Xia").exists()  # has another work


@pytest.fixture
def imported() -> Iterator[None]:
    import_readings(all_pages())
    yield


@pytest.mark.usefixtures("imported")
def test_what_an_editor_changed_stays_and_the_page_becomes_a_proposal() -> None:
    talk = Talk.objects.get(event="CSE AI Seminar")
    talk.event = "AI Seminar of the department"
    talk.save()

    import_readings([read("000", lambda t: t.replace("CSE AI Seminar", "AI Colloquium"))])

    talk.refresh_from_db()
    assert talk.event == "AI Seminar of the department"
    waiting = [row.proposals for row in ImportedRow.objects.exclude(proposals={})]
    assert waiting == [{"event": "AI Colloquium"}]


@pytest.mark.usefixtures("imported")
def test_what_an_editor_deleted_stays_deleted() -> None:
    Publication.objects.get(title__startswith="Deep Gamblers").delete()
    Person.objects.get(variants__name="Cathy Xia").delete()
    Talk.objects.get(event="CSE AI Seminar").delete()
    Appointment.objects.get(title="research scientist").delete()
    Course.objects.get(code="CSE 2321").delete()
    before = visible_content()

    import_readings(all_pages())

    assert visible_content() == before


def test_a_figure_about_a_work_is_an_editors_like_any_other_row() -> None:
    import_readings([read("003")])
    figure = PublicationMetric.objects.get(value="93.5")

    import_readings([read("003", lambda t: t.replace("93.5", "94.5"))])
    figure.refresh_from_db()
    assert figure.value == "94.5"

    figure.delete()
    import_readings([read("003")])
    assert not PublicationMetric.objects.exists()


@pytest.mark.usefixtures("imported")
def test_a_printed_name_outlives_the_person() -> None:
    Person.objects.get(variants__name="Cathy Xia").delete()

    import_readings([read("000")])

    names = Authorship.objects.filter(printed_name="Cathy Xia")
    assert names.count() == 2
    assert not names.filter(person__isnull=False).exists()


@pytest.mark.usefixtures("imported")
def test_an_editors_order_of_authors_stays() -> None:
    work = Publication.objects.get(title__startswith="Deep Gamblers")
    first, second = work.authorships.all()[:2]
    Authorship.objects.filter(pk=first.pk).update(position=2)
    Authorship.objects.filter(pk=second.pk).update(position=1)
    work.settle()

    import_readings(all_pages())

    assert [a.name for a in work.authorships.all()[:2]] == ["Zhikang Wang", "Liu Ziyin"]


@pytest.mark.usefixtures("imported")
def test_a_doi_that_an_editor_added_stays_when_the_page_changes_the_venue() -> None:
    form = Appearance.objects.get(publication__title__startswith="Two-Sided")
    form.doi = "10.1000/182"
    form.save()

    import_readings([read("000", lambda t: t.replace("IJCAI, 2021", "IJCAI, 2022"))])

    form.refresh_from_db()
    assert (form.doi, str(form.date)) == ("10.1000/182", "2022")


def test_a_work_that_an_editor_typed_is_found_and_only_its_empty_fields_are_filled() -> None:
    typed = Publication.objects.create(
        title="Deep Gamblers: learning to abstain with portfolio theory", note="Our favourite."
    )

    import_readings([read("001")])

    assert Publication.objects.filter(title__istartswith="Deep Gamblers").count() == 1
    typed.refresh_from_db()
    assert typed.title == "Deep Gamblers: learning to abstain with portfolio theory"
    assert typed.note == "Our favourite."
    assert typed.abstract


def test_an_import_that_fails_half_way_leaves_nothing_of_that_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import_readings([read("003")])
    before, counts = visible_content(), rows()

    def fail(*args: object) -> None:
        raise RuntimeError("the power went")

    monkeypatch.setattr("importer.save.pages._write_profiles", fail)
    with pytest.raises(RuntimeError):
        import_readings([read("000")])

    assert visible_content() == before
    assert rows() == counts
    assert not ImportedPage.objects.filter(name__startswith="000").exists()


def test_a_script_in_a_title_is_text() -> None:
    import_readings(
        [
            read(
                "000",
                lambda t: t.replace("SGD batch saturation", "<script>alert(1)</script> saturation"),
            )
        ]
    )

    work = Publication.objects.get(title__contains="script")
    assert "&lt;script&gt;" in work.title_html


def test_one_arxiv_number_on_works_by_different_people_is_kept_by_one_of_them() -> None:
    text = "Ada Byron\nPublications\nOn engines [pdf]\nAda Byron, Mary Shelley\narXiv:2306.02533\n"

    import_readings([read("000"), read_text(text)])

    assert Appearance.objects.filter(arxiv_id="2306.02533").count() == 1
    assert Publication.objects.filter(title="On engines").exists()


def test_a_page_of_no_known_kind_is_kept_as_unread_lines() -> None:
    report = import_readings([read_text("Lorem ipsum\n\nDolor sit amet\n")])

    page = ImportedPage.objects.get(name="page.txt")
    assert page.kind == "unknown"
    assert [line["text"] for line in page.unread] == ["Lorem ipsum", "Dolor sit amet"]
    assert report.totals["decisions"] == {"new": 0, "changed": 0, "same": 0, "ambiguous": 0}


def test_what_an_editor_typed_is_not_overwritten_by_a_second_import() -> None:
    """The first import fills the empty fields of a row that a person made; later ones must not
    take the others for their own."""
    title = "Deep Gamblers: learning to abstain with portfolio theory"
    typed = Publication.objects.create(title=title, note="Our favourite.", abstract="In short.")

    import_readings([read("001")])
    import_readings([read("001")])
    import_readings([read("001", lambda t: t.replace("Deep Gamblers", "Deep gamblers"))])

    typed.refresh_from_db()
    assert (typed.title, typed.note, typed.abstract) == (title, "Our favourite.", "In short.")


def test_what_an_editor_wrote_where_the_page_said_nothing_stays_when_it_does() -> None:
    import_readings([read("000")])
    talk = Talk.objects.get(event="CSE AI Seminar")
    link = ImportedRow.objects.get(content_type__model="talk", object_id=talk.pk)
    del link.base["place"]  # as where the importer learnt to read the field only later
    link.save()
    Talk.objects.filter(pk=talk.pk).update(place="Our attic")
    changed = read("000", lambda t: t.replace("CSE AI Seminar", "CSE AI Seminar, Columbus"))

    import_readings([changed])

    talk.refresh_from_db()
    assert talk.place == "Our attic"
