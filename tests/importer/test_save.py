"""Saving: the same whatever the order, once or twice; what a person changed stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import transaction

from importer.models import ImportedPage, ImportedRecord, ImportedRow, ImportRun
from importer.parse import parse
from importer.pipeline import import_readings
from importer.records import Reading
from importer.sources import load
from news.models import NewsItem
from people.models import Appointment, Education, Membership, Person
from publications.models import Appearance, Authorship, Publication, PublicationMetric, Topic
from talks.models import Talk
from teaching.models import Course
from tests.importer.content import visible_content

pytestmark = pytest.mark.django_db

PAGES = Path(__file__).parents[2] / "importer" / "fixtures" / "pages"


def read(name: str, change: Callable[[str], str] = lambda text: text) -> Reading:
    """The fixture page whose name starts so, its text changed first."""
    path = next(PAGES.glob(f"{name}*"))
    return parse(load(path.name, change(path.read_text(encoding="utf-8")).encode()))


def read_text(text: str, name: str = "page.txt") -> Reading:
    return parse(load(name, text.encode()))


def all_pages() -> list[Reading]:
    return [read(path.name) for path in sorted(PAGES.iterdir())]


def rows() -> dict[str, int]:
    return {m.__name__: m._default_manager.count() for m in (ImportedRow, ImportedRecord, Person)}


def test_the_five_pages_become_four_profiles_and_one_publication_for_each_work() -> None:
    import_readings(all_pages())

    assert sorted(p.name for p in Person.objects.profiles()) == [
        "Chaoyue Liu",
        "Kaifeng Lyu",
        "Libin Zhu",
        "Liu Ziyin",
    ]
    assert Person.objects.count() == 144
    assert not Publication.objects.filter(authorships__isnull=True).exists()
    titles = [title.casefold() for title in Publication.objects.values_list("title", flat=True)]
    assert len(titles) == len(set(titles))


def test_a_work_on_three_pages_becomes_one_publication_with_the_best_of_each() -> None:
    import_readings(all_pages())

    work = Publication.objects.get(title="Exact Solutions of a Deep Linear Network")
    assert [a.name for a in work.authorships.all()] == ["Liu Ziyin", "Botao Li", "Xiangming Meng"]
    assert [(a.kind, str(a.venue or ""), str(a.date)) for a in work.appearances.all()] == [
        ("journal", "Journal of Statistical Mechanics: Theory and Experiment", "2023"),
        ("conference", "NeurIPS", "2022"),
        ("preprint", "", "10 February 2022"),
    ]
    assert work.abstract.startswith("This work finds")
    assert list(work.topics.all()) == [Topic.objects.get(arxiv_category="stat.ML")]
    assert [link.label for link in work.links.all()] == ["paper", "arXiv"]


def test_a_full_author_list_and_a_distinction_join_the_abstract_of_another_page() -> None:
    import_readings([read("001"), read("002")])

    work = Publication.objects.get(title="Strength of Minibatch Noise in SGD")
    assert [(a.name, a.equal_contribution) for a in work.authorships.all()] == [
        ("Liu Ziyin", True),
        ("Kangqiao Liu", True),
        ("Takashi Mori", False),
        ("Masahito Ueda", False),
    ]
    assert not work.authors_truncated
    first = work.appearances.first()
    assert first is not None
    assert (first.distinction, first.detail) == ("spotlight", "5% of all submissions")
    assert work.abstract


def test_people_are_one_person_across_spellings() -> None:
    import_readings(all_pages())

    mikhail = Person.objects.get(variants__name="Misha Belkin")
    assert mikhail.name == "Mikhail Belkin"
    assert Education.objects.get(degree="Ph.D.").advisor == mikhail
    ziyin = Person.objects.get(variants__name="Ziyin Liu")
    assert (ziyin.name, ziyin.family_name, ziyin.family_first) == ("Liu Ziyin", "Liu", True)
    zhiyuan = Person.objects.get(variants__name="Zhiyuan Li", variants__homonym_number="")
    assert zhiyuan.variants.filter(homonym_number="0005").exists()
    assert not Authorship.objects.filter(printed_name__regex=r"\d").exists()


def test_two_people_of_like_names_stay_two() -> None:
    import_readings(all_pages())

    assert Person.objects.get(variants__name="Zihao Wang") != Person.objects.get(
        variants__name="Zhikang Wang"
    )


def test_an_owner_hidden_behind_et_al_is_an_author_without_a_place() -> None:
    import_readings([read("001")])

    work = Publication.objects.get(title="When Reasoning Meets Its Laws")
    assert work.authors_truncated
    hidden = work.authorships.get(is_implied=True)
    assert (hidden.person and hidden.person.name, hidden.position) == ("Liu Ziyin", None)


def test_the_lead_is_who_is_faculty_and_recruits_in_the_first_person() -> None:
    import_readings(all_pages())

    assert [p.name for p in Person.objects.leads()] == ["Chaoyue Liu"]
    assert {(m.person.name, m.role) for m in Membership.objects.all()} == {
        ("Chaoyue Liu", "lead"),
        ("Liu Ziyin", "postdoc"),
    }


def test_news_find_the_work_that_they_speak_of() -> None:
    import_readings([read("000")])

    accepted = NewsItem.objects.get(text__contains="accepted by ICML 2024")
    assert [w.title[:16] for w in accepted.publications.all()] == ["Catapults in SGD"]
    assert {p.name for p in accepted.people.all()} == {
        "Libin Zhu",
        "Adityanarayanan Radhakrishnan",
        "Mikhail Belkin",
    }
    assert not NewsItem.objects.get(text__startswith="Joining").publications.exists()


def test_the_day_of_reading_and_the_source_stand_with_a_figure_and_scores_are_not_public() -> None:
    import_readings([read("001"), read("003")])

    ziyin = Person.objects.profiles().get(variants__name="Liu Ziyin")
    shown = {m.name: (m.value, m.is_public) for m in ziyin.metrics.all()}
    assert shown["h-index"] == ("36", True)
    assert shown["citations"] == ("1,612", True)
    assert shown["AI Score"] == ("60", False)
    assert all(m.source.startswith("001") and m.read_on for m in ziyin.metrics.all())
    score = PublicationMetric.objects.get()
    assert (score.value, score.is_public) == ("93.5", False)


def test_a_preprint_without_a_date_has_the_month_of_its_arxiv_number() -> None:
    import_readings([read("000")])

    form = Appearance.objects.get(arxiv_id="2305.08813")
    assert str(form.date) == "May 2023"
    assert form.status == "submitted"


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


@pytest.mark.parametrize("first", range(5))
def test_any_order_of_the_pages_gives_the_same_content(first: int) -> None:
    """All 120 orders, by separate imports, 24 for each first page; orders that start alike share
    their start."""
    pages = all_pages()
    with transaction.atomic():
        import_readings(pages)
        expected = visible_content()
        transaction.set_rollback(True)
    contents: list[dict[str, list[str]]] = []

    def import_rest(reading: Reading, rest: list[Reading]) -> None:
        with transaction.atomic():
            import_readings([reading])
            for other in rest:
                import_rest(other, [page for page in rest if page is not other])
            if not rest:
                contents.append(visible_content())
            transaction.set_rollback(True)

    import_rest(pages[first], [page for page in pages if page is not pages[first]])

    assert len(contents) == 24
    for content in contents:
        assert {model for model in expected if content[model] != expected[model]} == set()


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
