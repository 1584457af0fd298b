"""The home page, and what every page has around it."""

import pytest
from django.urls import clear_script_prefix, set_script_prefix

from core.models import SiteSettings
from people.models import Appointment, EmailAddress
from tests.factories import (
    CourseFactory,
    MembershipFactory,
    NewsFactory,
    OpeningFactory,
    PersonFactory,
    PublicationFactory,
    ServiceRoleFactory,
    TalkFactory,
)

pytestmark = pytest.mark.django_db


def text(response):
    return " ".join(response.content.decode().split())


def home(client):
    response = client.get("/")
    assert response.status_code == 200
    return text(response)


def lead(given="Chaoyue", family="Liu", **fields):
    person = PersonFactory(given_name=given, family_name=family, **fields)
    MembershipFactory(person=person, role="lead")
    return person


def test_an_empty_site_leads_through_the_first_steps(client):
    page = home(client)
    assert '<h1 class="display">Research group</h1>' in page
    assert "First steps" in page
    assert 'href="/admin/"' in page
    assert 'aria-label="Site"' not in page


def test_the_first_steps_go_when_there_is_something_to_show(client):
    PublicationFactory()
    assert "First steps" not in home(client)


def test_the_site_is_named_after_its_only_lead(client):
    lead()
    PersonFactory()
    assert '<h1 class="display">Research group of Chaoyue Liu</h1>' in home(client)


def test_the_site_is_named_after_its_only_profile(client):
    PersonFactory(given_name="Kaifeng", family_name="Lyu")
    PersonFactory(has_profile=False)
    assert '<h1 class="display">Kaifeng Lyu</h1>' in home(client)


def test_of_several_leads_none_is_singled_out(client):
    lead()
    lead("Liu", "Ziyin")
    assert '<h1 class="display">Research group</h1>' in home(client)


def test_of_several_profiles_none_is_singled_out(client):
    PersonFactory()
    PersonFactory()
    assert '<h1 class="display">Research group</h1>' in home(client)


def test_a_former_lead_gives_no_name(client):
    MembershipFactory(role="lead", end="2001")
    PersonFactory()
    assert '<h1 class="display">Research group</h1>' in home(client)


def test_a_draft_lead_gives_no_name(client):
    lead(is_draft=True)
    assert "Chaoyue" not in home(client)


def test_an_editor_names_the_site(client):
    lead()
    SiteSettings(name="Deep Group", tagline="We dig.", introduction="Hello **all**.").save()
    page = home(client)
    assert '<h1 class="display">Deep Group</h1>' in page
    assert "We dig." in page
    assert "Hello <strong>all</strong>." in page
    assert '<a class="brand" href="/"> Deep Group</a>' in text(client.get("/people/"))


def test_home_says_what_the_lead_works_on_and_where(client):
    person = lead(interests="The foundation of deep learning.")
    Appointment.objects.create(
        person=person, title="Assistant Professor", institution="Purdue University", is_current=True
    )
    page = home(client)
    assert "The foundation of deep learning." in page
    assert "Assistant Professor, Purdue University" in page


def test_home_says_whether_the_lead_recruits(client):
    person = lead()
    EmailAddress.objects.create(person=person, address="join@example.org", is_public=True)
    OpeningFactory(contact=person, text="I am looking for PhD students.", way="mail")
    OpeningFactory(text="An opening of another member.")
    page = home(client)
    assert "I am looking for PhD students." in page
    assert "mailto:join@example.org" in page
    assert "An opening of another member." not in page


def test_home_has_the_latest_news(client):
    for month in range(1, 9):
        NewsFactory(date=f"2024-0{month}", text=f"News {month}.")
    page = home(client)
    assert "News 8." in page
    assert "News 3." in page
    assert "News 2." not in page


def test_home_has_selected_works_once_and_recent_ones(client):
    PublicationFactory(title="A Classic", year=1990, is_selected=True)
    for year in range(2000, 2010):
        PublicationFactory(title=f"Work of {year}", year=year)
    page = home(client)
    assert page.count(">A Classic</a>") == 1
    assert page.index("A Classic") < page.index("Work of 2009")
    assert "Work of 2003" not in page


def test_drafts_are_not_on_the_home_page(client):
    lead()
    PublicationFactory(title="Secret work", is_draft=True, is_selected=True)
    NewsFactory(text="Secret news.", is_draft=True)
    OpeningFactory(contact=None, text="Secret opening.", is_draft=True)
    assert "Secret" not in home(client)


def test_the_menu_has_only_sections_with_something_to_show(client):
    labels = ("People", "Publications", "News", "Talks", "Teaching", "Services", "Join us")

    def shown():
        page = text(client.get("/nowhere/"))
        return [label for label in labels if f">{label}</a>" in page]

    assert shown() == []
    PublicationFactory()
    TalkFactory(is_draft=True)
    assert shown() == ["Publications"]
    person = PersonFactory()
    NewsFactory()
    TalkFactory()
    CourseFactory()
    ServiceRoleFactory(person=person)
    OpeningFactory(contact=person)
    assert shown() == list(labels)


def test_the_menu_says_where_the_visitor_is(client):
    work = PublicationFactory()
    here = '<a href="/publications/" aria-current="page">Publications</a>'
    assert here in text(client.get("/publications/"))
    inside = '<a href="/publications/" aria-current="true">Publications</a>'
    assert inside in text(client.get(work.get_absolute_url()))


@pytest.mark.parametrize(
    "url",
    ["/", "/people/", "/publications/", "/news/", "/talks/", "/teaching/", "/services/",
     "/openings/"],
)  # fmt: skip
def test_every_page_has_one_heading_a_way_past_the_menu_and_its_address(client, settings, url):
    settings.SITE_URL = "https://group.example.edu"
    page = text(client.get(url, secure=True))
    assert page.count("<h1") == 1
    assert '<html lang="en">' in page
    assert '<a class="skip unseen" href="#main">' in page
    assert f'<link rel="canonical" href="https://group.example.edu{url}">' in page
    assert "style=" not in page
    assert "<script>" not in page
    assert "<style" not in page


def test_markup_in_the_settings_is_text(client):
    SiteSettings(
        name="<script>1</script>", tagline="<script>2</script>", footer="<script>3</script>",
        introduction="<script>4</script>", address="<script>5</script>",
    ).save()  # fmt: skip
    page = home(client)
    assert "<script>" not in page
    assert page.count("&lt;script&gt;") >= 5


def test_addresses_stand_below_the_path_of_the_site(client, settings):
    settings.FORCE_SCRIPT_NAME = "/~group"
    settings.SITE_URL = "https://host.example.edu/~group"
    PublicationFactory(title="Engine")
    set_script_prefix("/~group/")
    try:
        page = text(client.get("/publications/"))
    finally:
        clear_script_prefix()
    assert 'href="/~group/publications/engine/"' in page
    assert 'href="https://host.example.edu/~group/publications/"' in page


def fill():
    person = PersonFactory()
    MembershipFactory(person=person)
    Appointment.objects.create(person=person, title="Student", is_current=True)
    PublicationFactory(authors=[person], is_selected=True)
    PublicationFactory(authors=[person])
    news = NewsFactory(author=person)
    news.publications.add(PublicationFactory())
    news.people.add(person)
    OpeningFactory(contact=None)


@pytest.mark.parametrize("rows", [3, 30])
def test_home_takes_the_same_queries_however_much_there_is(client, django_assert_num_queries, rows):
    person = lead()
    OpeningFactory(contact=person)
    for _ in range(rows):
        fill()
    with django_assert_num_queries(32):
        client.get("/")
