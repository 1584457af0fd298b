"""The list of publications narrowed, searched and grouped, as an address asks for it."""

from __future__ import annotations

import gzip
import re
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.http import QueryDict
from django.test import Client

from core.models import SiteSettings
from people.models import Person
from publications.browse import Query
from publications.models import Appearance, Authorship, Publication, Topic, Venue
from tests.factories import PersonFactory, PublicationFactory, VenueFactory
from tests.pages_read import shown

pytestmark = pytest.mark.django_db


def page(client: Client, query: str = "") -> str:
    response = client.get(f"/publications/{query}")
    assert response.status_code == 200
    return shown(response)


def titles(client: Client, query: str = "") -> list[str]:
    """Those of the entries, in their order, without marks."""
    shown = re.findall(r'entry__title">\s*<a [^>]*>(.*?)</a>', page(client, query))
    return [re.sub(r"</?mark>", "", title) for title in shown]


def offered(client: Client, facet: str, query: str = "") -> dict[str, int]:
    """{value: count} of the facet, as its disclosure has them."""
    whole = page(client, query)
    start = whole.find(f"<summary>{facet}</summary>")
    if start < 0:
        return {}
    lists = whole[start : whole.index('<details name="facet">', start)]
    links = re.findall(r'<a href="[^"]*" rel="nofollow"[^>]*>([^<]+)</a><span>(\d+)</span>', lists)
    return {label: int(count) for label, count in links}


def headings(client: Client, query: str = "") -> list[str]:
    return re.findall(r'group__label" id="[^"]*">\s*<span>(.*?)</span>', page(client, query))


@pytest.fixture
def neurips() -> Venue:
    return VenueFactory(abbreviation="NeurIPS", name="Neural Information Processing Systems")


@pytest.fixture
def ada() -> Person:
    return PersonFactory(given_name="Ada", family_name="Lovelace")


@pytest.fixture
def works(neurips: Venue, ada: Person) -> None:
    """Three works: of two years, two venues, two kinds; one by Ada, two on engines."""
    engines = Topic.objects.create(name="Engines")
    looms = Topic.objects.create(name="Looms")
    tmlr = VenueFactory(abbreviation="TMLR", name="Transactions on Machines", kind="journal")
    first = PublicationFactory(title="First", year=2023, venue=neurips, authors=[ada, "Bo Peep"])
    second = PublicationFactory(title="Second", year=2024, venue=neurips)
    third = PublicationFactory(title="Third", year=2024, venue=tmlr, kind="journal")
    first.topics.add(engines)
    second.topics.add(engines, looms)
    assert third.topics.count() == 0


@pytest.mark.usefixtures("works")
class TestFilters:
    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("", ["Second", "Third", "First"]),
            ("?year=2024", ["Second", "Third"]),
            ("?year=2023&year=2024", ["Second", "Third", "First"]),
            ("?kind=journal", ["Third"]),
            ("?person=ada-lovelace", ["First"]),
            ("?year=2024&kind=conference", ["Second"]),
            ("?year=1999", []),
            ("?year=undated", []),
        ],
    )
    def test_values_of_one_are_alternatives_and_filters_narrow_one_another(
        self, client: Client, query: str, found: list[str]
    ) -> None:
        assert titles(client, query) == found

    def test_venues_and_topics_are_found_by_number_whatever_they_are_called_now(
        self, client: Client, neurips: Venue
    ) -> None:
        for words in ("", "-neurips", "-nips"):
            assert titles(client, f"?venue={neurips.pk}{words}") == ["Second", "First"]
        looms = Topic.objects.get(name="Looms")
        assert titles(client, f"?topic={looms.pk}-looms") == ["Second"]

    def test_a_venue_counts_in_whatever_form(self, client: Client, neurips: Venue) -> None:
        work = PublicationFactory(title="Fourth", kind="journal", year=2020)
        Appearance.objects.create(publication=work, kind="conference", venue=neurips, position=2)
        assert "Fourth" in titles(client, f"?venue={neurips.pk}")
        assert offered(client, "Venue")["NeurIPS"] == 3

    @pytest.mark.parametrize(
        "query",
        [
            "?year=last&year=20244&year=-1",
            "?venue=999999&venue=x&venue=99999999999999999999",
            "?kind=poem",
            "?topic=0&topic=%00",
            "?person=nobody&person=%00&person=a/b",
            "?group=colour&page=nonsense&unknown=1",
            "?page=99999999999999999999",
            "?page=-1",
            "?q=%00",
        ],
    )
    def test_what_nobody_can_have_meant_is_left_out(self, client: Client, query: str) -> None:
        assert titles(client, query) == ["Second", "Third", "First"]

    def test_an_author_without_a_profile_can_be_asked_for(self, client: Client) -> None:
        work = Publication.objects.get(title="Third")
        bo = PersonFactory(given_name="Bo", family_name="Peep", has_profile=False)
        Authorship.objects.create(publication=work, person=bo)
        assert titles(client, "?person=bo-peep") == ["Third"]
        assert "Bo Peep" not in offered(client, "Person")

    def test_a_person_who_is_a_draft_is_no_filter(self, client: Client) -> None:
        work = Publication.objects.get(title="Third")
        dee = PersonFactory(given_name="Dee", family_name="Doe", is_draft=True)
        Authorship.objects.create(publication=work, person=dee)
        whole = page(client, "?person=dee-doe")
        assert '<p class="meta" role="status">3 works</p>' in whole
        assert "dee-doe" not in whole

    def test_without_any_fit_the_page_says_what_to_do(self, client: Client) -> None:
        whole = page(client, "?year=2023&kind=journal")
        assert "0 of 3 works" in whole
        assert "No work fits all of this." in whole
        assert '<a href="/publications/">Show all 3</a>' in whole

    def test_each_choice_is_taken_back_by_itself(self, client: Client) -> None:
        whole = page(client, "?year=2024&year=2023&kind=journal&q=third")
        state = whole[whole.index('class="filters__state"') :]
        assert "1 of 3 works" in state
        for link in (
            '<a href="/publications/?year=2024&amp;year=2023&amp;kind=journal">'
            '<span class="unseen">Without</span> “third”',
            '<a href="/publications/?q=third&amp;year=2023&amp;kind=journal">'
            '<span class="unseen">Without</span> 2024',
            '<a href="/publications/?q=third&amp;year=2024&amp;year=2023">'
            '<span class="unseen">Without</span> Journal article',
            '<a href="/publications/">Clear all</a>',
        ):
            assert link in state

    def test_a_person_asked_for_is_set_off(self, client: Client) -> None:
        assert "<strong>Ada Lovelace</strong>, Bo Peep" in page(client, "?person=ada-lovelace")


@pytest.mark.usefixtures("works")
class TestCounts:
    def test_of_all(self, client: Client) -> None:
        assert offered(client, "Year") == {"2024": 2, "2023": 1}
        assert offered(client, "Venue") == {"NeurIPS": 2, "TMLR": 1}
        assert offered(client, "Kind") == {"Conference paper": 2, "Journal article": 1}
        assert offered(client, "Topic") == {"Engines": 2, "Looms": 1}
        assert offered(client, "Person") == {}  # one person leaves nothing to choose

    def test_follow_the_other_filters_and_not_their_own(self, client: Client) -> None:
        assert offered(client, "Year", "?year=2023") == {"2024": 2, "2023": 1}
        assert offered(client, "Year", "?kind=conference") == {"2024": 1, "2023": 1}
        assert offered(client, "Kind", "?year=2024") == {
            "Conference paper": 1,
            "Journal article": 1,
        }

    def test_drafts_and_what_is_scheduled_count_nowhere(
        self, client: Client, ada: Person, neurips: Venue
    ) -> None:
        secret = VenueFactory(abbreviation="SECRET")
        topic = Topic.objects.create(name="Secrets")
        for hidden in ({"is_draft": True}, {"publish_at": "2999-01-01T12:00Z"}):
            work = PublicationFactory(year=2031, kind="patent", venue=secret, **hidden)
            Appearance.objects.create(publication=work, kind="other", venue=neurips)
            Authorship.objects.create(publication=work, person=PersonFactory(given_name="Eve"))
            Authorship.objects.create(publication=work, person=ada)
            work.topics.add(topic)
        whole = page(client)
        assert "3 works" in whole
        for word in ("SECRET", "Secrets", "2031", "Patent", "Eve"):
            assert word not in whole
        assert offered(client, "Venue") == {"NeurIPS": 2, "TMLR": 1}
        assert "SECRET" not in page(client, f"?venue={secret.pk}&topic={topic.pk}")

    def test_a_work_counts_once_however_often_it_came_out_there(
        self, client: Client, neurips: Venue
    ) -> None:
        work = Publication.objects.get(title="First")
        Appearance.objects.create(publication=work, kind="workshop", venue=neurips, position=2)
        assert offered(client, "Venue")["NeurIPS"] == 2
        assert titles(client, f"?venue={neurips.pk}") == ["Second", "First"]

    def test_a_chosen_value_is_marked_and_its_link_takes_it_back(self, client: Client) -> None:
        whole = page(client, "?year=2024")
        assert '<a href="/publications/" rel="nofollow" aria-current="true">2024</a>' in whole
        assert (
            '<a href="/publications/?year=2024&amp;year=2023" rel="nofollow">2023</a>'
            "<span>1</span>" in whole
        )


def test_the_rarer_values_stand_in_a_disclosure_of_their_own(client: Client) -> None:
    for number in range(20):
        PublicationFactory(venue=VenueFactory(abbreviation=f"V{number}"))
    assert "<summary>8 more</summary>" in page(client)
    assert len(offered(client, "Venue")) == 20


@pytest.mark.usefixtures("works")
class TestGroups:
    def test_by_year(self, client: Client) -> None:
        PublicationFactory(year=None)
        assert headings(client) == ["2024", "2023", "Undated"]
        assert 'id="year-2024"' in page(client)

    def test_by_venue_those_without_one_last(self, client: Client) -> None:
        PublicationFactory(title="Alone", year=2025)
        assert headings(client, "?group=venue") == ["NeurIPS", "TMLR", "No venue"]
        assert titles(client, "?group=venue") == ["Second", "First", "Third", "Alone"]

    def test_by_topic_a_work_stands_under_each_of_its_own(self, client: Client) -> None:
        assert headings(client, "?group=topic") == ["Engines", "Looms", "No topic"]
        assert titles(client, "?group=topic") == ["Second", "First", "Second", "Third"]
        assert "3 works" in page(client, "?group=topic")

    def test_the_ways_are_offered_and_the_present_one_is_marked(self, client: Client) -> None:
        whole = page(client, "?year=2024&group=venue")
        assert '<a href="/publications/?year=2024" rel="nofollow">Year</a>' in whole
        assert 'group=venue" rel="nofollow" aria-current="true">Venue</a>' in whole

    def test_selected_ones_come_first_if_the_editor_says_so(self, client: Client) -> None:
        Publication.objects.filter(title="First").update(is_selected=True)
        assert titles(client)[0] == "Second"
        SiteSettings(selected_first=True).save()
        assert headings(client) == ["Selected", "2024"]
        assert titles(client) == ["First", "Second", "Third"]
        assert headings(client, "?group=year") == ["2024", "2023"]


@pytest.mark.usefixtures("works")
class TestSearch:
    @pytest.mark.parametrize(
        ("text", "found"),
        [("thi", "Third"), ("FIRST", "First"), ("bo+peep", "First"), ("tmlr", "Third")],
    )
    def test_finds_by_title_author_and_venue(self, client: Client, text: str, found: str) -> None:
        assert titles(client, f"?q={text}") == [found]

    def test_marks_what_it_found_and_groups_nothing(self, client: Client) -> None:
        whole = page(client, "?q=thi")
        assert "<mark>Third</mark>" in whole
        assert "1 of 3 works" in whole
        assert headings(client, "?q=thi") == []
        assert headings(client, "?q=thi&group=year") == ["2024"]

    def test_the_best_comes_first(self, client: Client) -> None:
        PublicationFactory(title="Old Carpets", year=1999)
        PublicationFactory(title="New Rugs", year=2025, abstract="Unlike carpets, they are small.")
        assert titles(client, "?q=carpets") == ["Old Carpets", "New Rugs"]

    def test_shows_where_in_the_abstract_a_word_stands(self, client: Client) -> None:
        PublicationFactory(title="New Rugs", abstract="Unlike carpets, they are small.")
        assert "Unlike <mark>carpets</mark>, they are small." in page(client, "?q=carpets")

    def test_counts_and_filters_go_on(self, client: Client) -> None:
        assert offered(client, "Year", "?q=neurips") == {"2024": 1, "2023": 1}
        assert titles(client, "?q=neurips&year=2023") == ["First"]
        assert '<input type="hidden" name="year" value="2023">' in page(client, "?year=2023")

    def test_text_is_text(self, client: Client) -> None:
        whole = page(client, "?q=<script>alert('1')</script>")
        assert "<script>alert" not in whole
        assert "0 of 3 works" in whole

    @pytest.mark.parametrize("text", ['"', "(", "first%22", "a+OR", "*", "first+-second", "%C3%A9"])
    def test_punctuation_is_no_error(self, client: Client, text: str) -> None:
        page(client, f"?q={text}")


class TestPages:
    @pytest.fixture(autouse=True)
    def works(self) -> None:
        for number in range(205):
            PublicationFactory(title=f"Work {number:03}", year=2000 + number // 50)

    def test_keep_the_query(self, client: Client) -> None:
        whole = page(client, "?kind=conference&page=2")
        assert "Page 2 of 3" in whole
        assert '<a href="/publications/?kind=conference" rel="prev">' in whole
        assert '<a href="/publications/?kind=conference&amp;page=3" rel="next">' in whole

    def test_the_last_one_answers_for_those_behind_it(self, client: Client) -> None:
        assert "Page 3 of 3" in page(client, "?page=77")

    def test_a_new_choice_begins_with_the_first(self, client: Client) -> None:
        assert '<a href="/publications/?year=2001" rel="nofollow">' in page(client, "?page=3")

    def test_years_lead_to_the_page_where_they_begin(self, client: Client) -> None:
        whole = page(client)
        assert '<a href="#year-2004">2004</a>' in whole
        assert '<a href="#year-2003">2003</a>' in whole
        assert '<a href="#year-2002">2002</a>' in whole
        assert '<a href="/publications/?page=2#year-2001">2001</a>' in whole
        assert '<a href="/publications/?page=2#year-2000">2000</a>' in whole
        assert 'id="year-2000"' in page(client, "?page=2")
        assert 'aria-label="Years"' not in page(client, "?kind=conference")


def test_the_query_of_an_address_makes_the_address_again() -> None:
    text = "q=deep+nets&year=2024&year=undated&venue=3-icml&kind=thesis&person=ada&group=topic"
    query = Query.read(QueryDict(f"{text}&page=2"))
    assert query.url == f"/publications/?{text}&page=2"
    assert Query.read(QueryDict("page=1")).url == "/publications/"
    assert query.toggled("year", "2024").toggled("year", "2024").of("year") == ("undated", "2024")


def test_a_very_long_query_is_cut() -> None:
    years = "&".join(f"year={1000 + n}" for n in range(500))
    query = Query.read(QueryDict(f"q={'x' * 5000}&{years}"))
    assert len(query.text) == 200
    assert len(query.of("year")) == 50


def filled_work(number: int) -> Publication:
    """As a list in a group's life has them: four authors, a venue, four links, a topic."""
    own = Person.objects.filter(slug=f"member-{number % 7}").first() or PersonFactory(
        given_name="Member", family_name=f"Number{number % 7}", slug=f"member-{number % 7}"
    )
    names = [f"{WORDS[(number * 7 + n) % 40]} {WORDS[(number * 3 + n) % 37]}" for n in range(3)]
    work: Publication = PublicationFactory(
        title=" ".join(WORDS[(number * n + n) % 41] for n in range(1, 9)).capitalize(),
        abstract="We look into it.",
        authors=[*names, own],
        venue=Venue.objects.filter(abbreviation=f"V{number % 9}").first()
        or VenueFactory(abbreviation=f"V{number % 9}"),
        year=2000 + number % 12,
    )
    work.appearances.update(
        doi=f"10.1000/{number * 7919}", arxiv_id=f"2301.{number * 613 % 99999:05}"
    )
    work.links.create(label="code", url=f"https://code.example.org/group/project-{number}")
    work.topics.add(Topic.objects.get_or_create(name=f"Topic {number % 5}")[0])
    return work


WORDS = """
robust kernels plasticity of deep networks under shift gradient noise and implicit bias in
overparametrised models a spectral view sparse attention for long sequences learning to plan
with contrastive objectives causal discovery from interventions bounds optimal transport graph
matching federated privacy bandits
""".split()


@pytest.mark.parametrize("number", [1, 3, 101])
@pytest.mark.parametrize(
    ("query", "queries"), [("", 20), ("?year=2000", 21), ("?group=topic", 21), ("?q=robust", 22)]
)
def test_takes_the_same_queries_however_many_works(
    client: Client, django_assert_num_queries: Any, number: int, query: str, queries: int
) -> None:
    for n in range(number):
        filled_work(n * 12)
    client.get("/publications/?q=robust")  # what a search has to index
    with django_assert_num_queries(queries):
        page(client, query)


def test_a_hundred_works_weigh_at_most_30_kilobytes(client: Client) -> None:
    """HTML and style sheets, as they travel: compressed by what every server has."""
    for number in range(100):
        filled_work(number)
    whole = page(client)
    assert whole.count('<article class="entry row">') == 100
    sheets = re.findall(r'<link rel="stylesheet"\s+href="/static/([^"]+)"', whole)
    assert len(sheets) >= 5
    served = [gzip.compress(whole.encode(), 6)]
    for sheet in sheets:
        with open(finders.find(sheet), "rb") as file:  # noqa: PTH123
            served.append(gzip.compress(file.read(), 9))
    weights = [len(each) for each in served]
    assert sum(weights) <= 30 * 1024, weights
