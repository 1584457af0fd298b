"""The people page and the page of a person, as a visitor gets them."""

from datetime import date

import pytest

from core.models import SiteSettings
from people.models import (
    Appointment,
    Award,
    Education,
    EmailAddress,
    Grant,
    Metric,
    NameVariant,
    Person,
    ProfileLink,
)
from tests.factories import (
    CourseFactory,
    MembershipFactory,
    NewsFactory,
    OfferingFactory,
    PersonFactory,
    PublicationFactory,
    ServiceRoleFactory,
    TalkFactory,
    TeachingRoleFactory,
)
from tests.pages_read import shown

pytestmark = pytest.mark.django_db


def text(response):
    return shown(response)


def member(given, family, role, **membership):
    person = PersonFactory(given_name=given, family_name=family)
    MembershipFactory(person=person, role=role, **membership)
    return person


@pytest.fixture
def ziyin():
    return PersonFactory(given_name="Liu", family_name="Ziyin", native_name="刘子寅")


def test_who_changed_roles_stands_once_under_the_first_that_lasts(client):
    SiteSettings(name="Group").save()
    person = member("Two", "Roles", "postdoc")
    MembershipFactory(person=person, role="phd", end="2019")
    page = text(client.get("/people/"))
    assert page.count(">Two Roles</a>") == 1
    assert "Alumni" not in page


def test_without_any_role_there_is_no_heading_for_others(client):
    PersonFactory(given_name="No", family_name="Role")
    page = text(client.get("/people/"))
    assert "No Role" in page
    assert "Also on this site" not in page


def test_coauthors_and_drafts_are_not_listed(client):
    PersonFactory(given_name="Like", family_name="Hui", has_profile=False)
    PersonFactory(given_name="Secret", family_name="Hire", is_draft=True)
    page = text(client.get("/people/"))
    assert "Like Hui" not in page
    assert "Secret Hire" not in page
    assert "Nobody is listed here yet." in page


def test_a_profile_has_name_position_contact_and_links(client, ziyin):
    Appointment.objects.create(
        person=ziyin, title="Postdoctoral Fellow", institution="MIT", is_current=True
    )
    EmailAddress.objects.create(person=ziyin, address="public@example.org", is_public=True)
    EmailAddress.objects.create(person=ziyin, address="private@example.org")
    ProfileLink.objects.create(person=ziyin, label="Scholar", url="https://example.org/scholar")
    ProfileLink.objects.create(person=ziyin, label="CV")
    NameVariant.objects.create(person=ziyin, name="Ziyin Liu", homonym_number="0005")
    Person.objects.update(office="Room 26-209", main_field="cs.LG", private_note="Be kind.")
    page = text(client.get("/people/liu-ziyin/"))
    assert page.count("<h1>") == 1
    for fact in ("Liu Ziyin", "刘子寅", "Postdoctoral Fellow, MIT", "Room 26-209", "cs.LG"):
        assert fact in page
    assert '<a href="mailto:public@example.org">public@example.org</a>' in page
    assert '<a href="https://example.org/scholar" rel="me noopener">Scholar</a>' in page
    assert "Ziyin Liu" in page
    for hidden in ("private@example.org", "0005", "Be kind.", ">CV<", 'href=""'):
        assert hidden not in page


def test_a_profile_has_the_record(client, ziyin):
    ueda = PersonFactory(given_name="Masahito", family_name="Ueda", has_profile=False)
    Education.objects.create(
        person=ziyin, degree="Ph.D.", field="Physics", institution="University of Tokyo",
        year="2023", advisor=ueda, advisor_name="Prof. Masahito Ueda",
    )  # fmt: skip
    job = Appointment.objects.create(person=ziyin, title="postdoc", duration="two years")
    job.hosts.add(ueda)
    Award.objects.create(person=ziyin, title="Best Paper", body="ICML", date="2021")
    Grant.objects.create(title="Learning", funder="NSF", start="2020").people.add(ziyin)
    Metric.objects.create(
        person=ziyin, name="h-index", value="36", source="Some Index", read_on=date(2026, 5, 30)
    )
    Metric.objects.create(person=ziyin, name="AI score", value="60", is_public=False)
    page = " ".join(text(client.get("/people/liu-ziyin/")).split())
    for fact in (
        "Ph.D., Physics", "University of Tokyo", "Advised by Prof. Masahito Ueda", "2023",
        "Postdoc", "Two years", "With Masahito Ueda", "Best Paper", "ICML", "Learning",
        "NSF", "since 2020", "H-index", "36", "(Some Index, read on 30 May 2026)",
    ):  # fmt: skip
        assert fact in page
    assert "AI score" not in page


def test_a_profile_has_works_news_talks_teaching_and_services(client, ziyin):
    PublicationFactory(title="Deep Gamblers", authors=[ziyin, "Zhikang Wang"], year=2019)
    NewsFactory(author=ziyin, text="A paper of mine.")
    NewsFactory(text="The group has a prize.").people.add(ziyin)
    TalkFactory(title="How does physics help", speaker=ziyin)
    offering = OfferingFactory(course=CourseFactory(code="ECE 57000", title="AI"))
    TeachingRoleFactory(offering=offering, person=ziyin)
    TeachingRoleFactory(
        offering=offering, person=PersonFactory(given_name="Xiaoqian", family_name="Wang")
    )
    for venue in ("ICLR", "ICML"):
        ServiceRoleFactory(person=ziyin, body=venue)
    page = text(client.get("/people/liu-ziyin/"))
    assert '<h3 class="group__label" id="year-2019">' in page
    assert "<strong>Liu Ziyin</strong>, Zhikang Wang" in page
    for fact in ("A paper of mine.", "The group has a prize.", "How does physics help"):
        assert fact in page
    assert "ECE 57000: AI" in page
    assert 'Instructor, with <a href="/people/xiaoqian-wang/">Xiaoqian Wang</a>' in page
    assert "ICLR, ICML" in page


def test_drafts_are_not_on_a_profile_by_any_relation(client, ziyin):
    draft = PublicationFactory(title="Secret Work", authors=[ziyin], is_draft=True)
    NewsFactory(author=ziyin, text="Something new.").publications.add(draft)
    NewsFactory(author=ziyin, text="Secret news.", is_draft=True)
    TalkFactory(title="A Talk", speaker=ziyin).publications.add(draft)
    TalkFactory(title="Secret talk", speaker=ziyin, is_draft=True)
    ServiceRoleFactory(person=ziyin, body="Secret board", is_draft=True)
    hire = PersonFactory(given_name="Secret", family_name="Hire", is_draft=True)
    Education.objects.create(person=ziyin, degree="Ph.D.", advisor=hire)
    Appointment.objects.create(person=ziyin, title="Postdoc").hosts.add(hire)
    offering = OfferingFactory(course=CourseFactory(title="Secret course", is_draft=True))
    TeachingRoleFactory(offering=offering, person=ziyin)
    page = text(client.get("/people/liu-ziyin/"))
    assert "Something new." in page
    assert "A Talk" in page
    assert "Secret" not in page
    assert "secret" not in page


def test_a_draft_person_is_named_on_a_work_but_not_linked(client):
    hire = PersonFactory(given_name="Secret", family_name="Hire", is_draft=True)
    work = PublicationFactory(authors=[hire])
    for url in ("/publications/", work.get_absolute_url()):
        page = text(client.get(url))
        assert "Secret Hire" in page
        assert "/people/secret-hire/" not in page
    assert client.get("/people/secret-hire/").status_code == 404


def test_a_missing_person_is_a_404(client):
    assert client.get("/people/nobody/").status_code == 404


def test_a_former_address_redirects(client, ziyin):
    person = Person.objects.get(pk=ziyin.pk)
    person.slug = "ziyin"
    person.save()
    response = client.get("/people/liu-ziyin/")
    assert (response.status_code, response["Location"]) == (301, "/people/ziyin/")
    assert response["Cache-Control"] == "no-cache"


def test_markup_in_names_and_texts_is_text(client):
    person = PersonFactory(
        given_name="<script>", family_name="Bobby", bio="<script>alert(1)</script>",
        office="<img src=x>", slug="bobby",
    )  # fmt: skip
    MembershipFactory(person=person, next_position="<script>")
    for url in ("/people/", "/people/bobby/", "/"):
        page = text(client.get(url))
        assert "<script>" not in page
        assert "<img" not in page
        assert "&lt;script&gt;" in page


def fill(person):
    """One row of each kind that a profile shows."""
    other = PersonFactory()
    PublicationFactory(authors=[person, other])
    NewsFactory(author=person).publications.add(PublicationFactory())
    NewsFactory().people.add(person)
    TalkFactory(speaker=person).publications.add(PublicationFactory())
    offering = OfferingFactory()
    TeachingRoleFactory(offering=offering, person=person)
    ServiceRoleFactory(person=person)
    Education.objects.create(person=person, degree="Ph.D.", advisor=other)
    Appointment.objects.create(person=person, title="Postdoc").hosts.add(other)
    Grant.objects.create(title="Grant").people.add(person, other)


@pytest.mark.parametrize("rows", [3, 30])
def test_a_profile_takes_the_same_queries_however_much_it_has(
    client, django_assert_num_queries, ziyin, rows
):
    for _ in range(rows):
        fill(ziyin)
    with django_assert_num_queries(39):
        client.get("/people/liu-ziyin/")


@pytest.mark.parametrize("rows", [3, 30])
def test_the_people_page_takes_the_same_queries_however_many(
    client, django_assert_num_queries, rows
):
    for number in range(rows):
        Appointment.objects.create(
            person=member("Ada", f"L{number}", "phd"), title="Student", is_current=True
        )
    with django_assert_num_queries(9):
        client.get("/people/")
