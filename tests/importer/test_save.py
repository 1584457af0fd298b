"""Saving: what several pages say of one thing is brought together."""

from __future__ import annotations

import pytest

from importer.parse import parse
from importer.pipeline import import_readings
from importer.sources import load
from news.models import NewsItem
from people.models import Education, Membership, Person
from publications.models import Appearance, Authorship, Publication, PublicationMetric, Topic
from tests.importer.five_pages import PAGES, all_pages, read

pytestmark = pytest.mark.django_db


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
    assert all(m.source == "a paper listing" and m.read_on for m in ziyin.metrics.all())
    score = PublicationMetric.objects.get()
    assert (score.value, score.is_public) == ("93.5", False)


def test_a_page_under_another_file_name_doubles_no_figure() -> None:
    path = next(PAGES.glob("001*"))
    renamed = parse(load("listing.txt", path.read_bytes()))

    import_readings([read("001"), renamed])

    ziyin = Person.objects.profiles().get(variants__name="Liu Ziyin")
    assert [m.name for m in ziyin.metrics.all()] == [
        "h-index",
        "papers",
        "citations",
        "Novelty",
        "AI Score",
    ]


def test_a_preprint_without_a_date_has_the_month_of_its_arxiv_number() -> None:
    import_readings([read("000")])

    form = Appearance.objects.get(arxiv_id="2305.08813")
    assert str(form.date) == "May 2023"
    assert form.status == "submitted"
