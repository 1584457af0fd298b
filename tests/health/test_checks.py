"""Each check finds what it is for, and leaves alone what only looks like it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from health.checks.base import Check
from health.found import Found
from health.registry import check_of, checks
from pages.models import HomeBlock
from people.models import Person
from publications.models import Publication
from tests.factories import (
    HomeBlockFactory,
    MembershipFactory,
    NewsFactory,
    OpeningFactory,
    PersonFactory,
    PublicationFactory,
    ServiceRoleFactory,
    TalkFactory,
    VenueFactory,
)

pytestmark = pytest.mark.django_db
THIS_YEAR = timezone.localdate().year


def found(slug: str) -> list[tuple[str, str]]:
    """(what, problem) of everything the check finds."""
    check = check_of(slug)
    assert check is not None
    return [(finding.about.title, finding.problem) for finding in Found(check)[:]]


def names(slug: str) -> list[str]:
    return [title for title, _ in found(slug)]


class TestPeople:
    def test_a_member_without_a_photo(self) -> None:
        member = MembershipFactory().person
        MembershipFactory(end="2019")
        PersonFactory(has_profile=False)
        seen = MembershipFactory().person
        Person.objects.filter(pk=seen.pk).update(photo="person/ada.png")
        assert found("no-photo") == [(member.name, "No photo")]

    def test_an_alumnus_of_whom_nobody_says_where_they_went(self) -> None:
        gone = MembershipFactory(role="phd", start="2015", end="2019").person
        MembershipFactory(end="2019", next_position="Assistant Professor, ETH")
        MembershipFactory()
        at_work = MembershipFactory(end="2019").person
        at_work.appointments.create(title="Scientist", is_current=True)
        problem = "PhD student · 2015–2019: nothing says where they went"
        assert found("no-next-position") == [(gone.name, problem)]

    def test_who_came_back_is_no_alumnus(self) -> None:
        person = MembershipFactory(role="master", end="2019").person
        MembershipFactory(person=person, role="phd", start="2020")
        assert found("no-next-position") == []

    def test_a_role_that_says_where_they_went_and_has_no_end(self) -> None:
        role = MembershipFactory(start=str(THIS_YEAR), next_position="Postdoc, MIT")
        problem = f"PhD student · since {THIS_YEAR}: it says where they went (Postdoc, MIT), and"
        assert found("left-yet-current") == [(role.person.name, f"{problem} has no end")]

    def test_a_student_of_ten_years(self) -> None:
        MembershipFactory(role="phd", start=str(THIS_YEAR - 9))
        old = MembershipFactory(role="phd", start=str(THIS_YEAR - 10))
        MembershipFactory(role="lead", start="1990")
        [(name, problem)] = found("left-yet-current")
        assert name == old.person.name
        assert problem.endswith("it has no end after more than 9 years")

    def test_a_role_that_a_later_one_has_outlived(self) -> None:
        person = MembershipFactory(role="member", start="2010").person
        MembershipFactory(person=person, role="postdoc", start="2015", end="2017")
        [(_, problem)] = found("left-yet-current")
        assert problem == "Member · since 2010: they have left a role that began later"


class TestWorks:
    def test_a_work_that_leads_nowhere(self) -> None:
        bare = PublicationFactory(title="Bare")
        bare.links.create(label="PDF")  # whose address nobody knows
        linked, numbered = PublicationFactory(), PublicationFactory()
        linked.links.create(label="code", url="https://example.org/")
        numbered.appearances.update(doi="10.1000/182")
        filed = PublicationFactory()
        filed.files.create(label="PDF", file="paper.pdf")
        assert names("no-link") == ["Bare"]

    def test_a_work_of_nobody_in_the_group(self) -> None:
        PublicationFactory(authors=[PersonFactory()])
        PublicationFactory(title="Theirs", authors=["Bo", PersonFactory(has_profile=False)])
        assert names("no-own-author") == ["Theirs"]

    def test_gaps_with_a_list_of_their_own_are_among_the_checks(self) -> None:
        work = PublicationFactory(year=None)
        assert names("no-pdf") == [work.title]
        check = check_of("no-year")
        assert check is not None
        assert check.page == "/admin/todo/no-year/"

    def test_works_that_may_be_one(self) -> None:
        one, other = (PublicationFactory(title="On engines that weave") for _ in range(2))
        [(title, _)] = found("duplicate-works")
        assert title == f"Works {one.pk} and {other.pk}"


class TestCalendar:
    def test_an_opening_past_its_deadline(self) -> None:
        OpeningFactory(title="Closed", deadline="2020-05-01", status="closed")
        OpeningFactory(title="Draft", deadline="2020-05-01", is_draft=True)
        OpeningFactory(title="Open")
        OpeningFactory(title="This year", deadline=str(THIS_YEAR))
        OpeningFactory(title="Over", deadline="2020-05-01")
        assert found("openings-over") == [("Over", "Deadline 1 May 2020")]

    def test_old_news_on_the_home_page(self) -> None:
        NewsFactory(date="2020-05", text="Long ago.")
        NewsFactory(date=str(THIS_YEAR), text="Now.")
        NewsFactory(date=str(THIS_YEAR - 1), text="Perhaps not a year ago.")
        NewsFactory(date="", text="Some day.")
        assert found("old-news") == [("May 2020: Long ago.", "Of May 2020")]

    def test_old_news_that_the_home_page_does_not_show(self) -> None:
        for number in range(6):
            NewsFactory(date=str(THIS_YEAR), text=f"Now {number}.")
        NewsFactory(date="2020-05", text="Long ago.")
        assert found("old-news") == []

    def test_old_news_where_the_home_page_has_none(self) -> None:
        NewsFactory(date="2020-05")
        HomeBlockFactory(kind="people")
        assert HomeBlock.objects.count() == 1
        assert found("old-news") == []


class TestMisplaced:
    def test_an_address_in_a_title(self) -> None:
        work = PublicationFactory(title="Engines https://example.org/a.pdf")
        assert found("address-in-text") == [(work.title, f"Title: {work.title}")]

    def test_a_mail_address_in_an_office_leads_to_the_field(self) -> None:
        person = PersonFactory(office="Room 2, ada@example.org")
        check = check_of("mail-in-text")
        assert check is not None
        [finding] = Found(check)[:]
        assert finding.problem == "Office: Room 2, ada@example.org"
        assert finding.address == f"/admin/people/person/{person.pk}/change/#id_office"

    def test_tags_in_titles_names_and_texts(self) -> None:
        PublicationFactory(title="On <i>k</i> engines", authors=["Ada<br/>Lovelace"])
        PersonFactory(bio="I am <b class='x'>bold</b>.")
        PublicationFactory(title="When a < b > c and 1<i<n", abstract="If x <y> holds")
        problems = sorted(problem for _, problem in found("tags-in-text"))
        assert problems == [
            "Biography: I am <b class='x'>bold</b>.",
            "Name as printed: Ada<br/>Lovelace",
            "Title: On <i>k</i> engines",
        ]

    @pytest.mark.parametrize(
        "name", ["He works on engines and he likes tea", "Ada: mathematician", "Ada 3"]
    )
    def test_a_name_that_is_none(self, name: str) -> None:
        PublicationFactory(title="Engines", authors=[name])
        assert found("no-name") == [("Engines", f"Name as printed: {name}")]

    @pytest.mark.parametrize(
        "name", ["Juan Carlos de la Cruz y Vega", "Jean-Luc O’Neill Jr.", "M. Belkin", "刘子寅"]
    )
    def test_names_that_are_long_or_foreign(self, name: str) -> None:
        PublicationFactory(authors=[name])
        PersonFactory(given_name="Ada", native_name=name)
        assert found("no-name") == []

    def test_a_year_in_a_venue(self) -> None:
        VenueFactory(abbreviation="ICML 2023")
        VenueFactory(abbreviation="WS20", name="Workshop on 20190 Things")
        work = PublicationFactory(title="Engines")
        work.appearances.update(venue_printed="NeurIPS 2022 Workshop")
        assert found("year-in-venue") == [
            ("ICML 2023", "Abbreviation: ICML 2023"),
            ("Engines", "Venue as printed: NeurIPS 2022 Workshop"),
        ]

    def test_a_long_text_is_cut_to_what_is_wrong(self) -> None:
        PersonFactory(bio=f"{'word ' * 200}<b>here</b>{' word' * 200}")
        [(_, problem)] = found("tags-in-text")
        assert "<b>here</b>" in problem
        assert len(problem) < 160


def fill(number: int) -> None:
    """`number` findings at least of every check that looks at rows of its own."""
    for _ in range(number):
        MembershipFactory(role="phd", start="2001")
        MembershipFactory(end="2019")
        OpeningFactory(deadline="2020")
        NewsFactory(date="2020-05", text="<b>Long</b> ago.")
        venue = VenueFactory(name="Conference of 2023")
        work = PublicationFactory(title="See www.example.org", authors=["A: b"], venue=venue)
        Publication.objects.filter(pk=work.pk).update(native_title="a@example.org")
        work.appearances.update(venue_printed="Of 2023")
        TalkFactory(event="https://example.org/")
        ServiceRoleFactory(body="a@example.org")


@pytest.mark.parametrize("check", checks(), ids=lambda check: check.slug)
def test_a_check_says_why_and_costs_the_same_with_more_rows(check: Check) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            Found(check)[:]
        return len(seen)

    assert check.title
    assert check.why.endswith(".")
    fill(1)
    queries()
    few = queries()
    fill(2)
    queries()  # what changed is looked at once: see importer.duplicates.kept
    assert queries() == few


def test_no_two_checks_have_one_name() -> None:
    slugs = [check.slug for check in checks()]
    assert len(slugs) == len(set(slugs))


def test_a_check_changes_nothing(django_assert_num_queries: Any) -> None:
    fill(1)
    for check in checks():
        Found(check)[:]  # what importer.duplicates keeps is brought in line
    with CaptureQueriesContext(connection) as seen:
        for check in checks():
            Found(check)[:]
    assert [q["sql"] for q in seen if not q["sql"].lstrip("( ").upper().startswith("SELECT")] == []
