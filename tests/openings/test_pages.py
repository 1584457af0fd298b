"""The “Join us” page."""

import pytest

from core.models import SiteSettings
from openings.models import Inquiry
from people.models import EmailAddress
from tests.factories import MembershipFactory, OpeningFactory, PersonFactory

pytestmark = pytest.mark.django_db


def text(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def liu():
    return PersonFactory(given_name="Chaoyue", family_name="Liu")


def test_an_opening_says_for_whom_where_and_until_when(client, liu):
    OpeningFactory(
        contact=liu, institution="Purdue University", text="Looking for PhD students.",
        start="2999-09", deadline="2999-01-15",
    )  # fmt: skip
    page = text(client.get("/openings/"))
    for fact in (
        "<h1>Join us</h1>", "PhD students · Purdue University", "Looking for PhD students.",
        "September 2999", "15 January 2999",
    ):  # fmt: skip
        assert fact in page


def test_the_contact_is_reached_by_public_address(client, liu):
    EmailAddress.objects.create(person=liu, address="join@example.org", is_public=True)
    EmailAddress.objects.create(person=liu, address="private@example.org")
    OpeningFactory(contact=liu)
    page = text(client.get("/openings/"))
    assert '<a href="mailto:join@example.org">join@example.org</a>' in page
    assert "private@example.org" not in page


def test_without_a_public_address_the_profile_is_linked(client, liu):
    OpeningFactory(contact=liu)
    expected = 'Get in touch with <a href="/people/chaoyue-liu/">Chaoyue Liu</a>.'
    assert expected in text(client.get("/openings/"))


def test_the_contact_of_the_site_helps_where_nobody_is_named(client):
    SiteSettings(contact_email="group@example.org").save()
    OpeningFactory(contact=None)
    assert 'Write to <a href="mailto:group@example.org">' in text(client.get("/openings/"))


def test_closed_past_and_draft_openings_do_not_show(client, liu):
    OpeningFactory(contact=liu, text="Closed one.", is_closed=True)
    OpeningFactory(contact=liu, text="Past one.", deadline="2001")
    OpeningFactory(contact=liu, text="Draft one.", is_draft=True)
    page = text(client.get("/openings/"))
    for hidden in ("Closed one.", "Past one.", "Draft one."):
        assert hidden not in page
    assert "No position is open at the moment." in page


def test_a_draft_contact_is_not_named(client):
    hire = PersonFactory(family_name="Secrethire", is_draft=True)
    EmailAddress.objects.create(person=hire, address="secret@example.org", is_public=True)
    OpeningFactory(contact=hire)
    page = text(client.get("/openings/"))
    assert "Secrethire" not in page
    assert "secret@example.org" not in page


def test_without_openings_the_page_says_whom_to_ask(client, liu):
    MembershipFactory(person=liu, role="lead")
    page = text(client.get("/openings/"))
    assert "No position is open at the moment." in page
    assert 'get in touch with <a href="/people/chaoyue-liu/">Chaoyue Liu</a>' in page


def test_an_inquiry_is_nowhere(client, liu):
    opening = OpeningFactory(contact=liu)
    Inquiry.objects.create(opening=opening, name="Hopeful", email="h@example.org", message="Hi")
    for url in ("/", "/openings/", "/people/chaoyue-liu/", "/feed/news/", "/sitemap.xml"):
        assert "Hopeful" not in text(client.get(url))


def test_markup_is_text(client):
    OpeningFactory(title="<script>alert(1)</script>", text="<script>alert(2)</script>")
    for url in ("/openings/", "/"):
        page = text(client.get(url))
        assert "<script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text(client.get("/openings/"))


@pytest.mark.parametrize("rows", [3, 30])
def test_the_page_takes_the_same_queries_however_long(client, django_assert_num_queries, rows):
    for _ in range(rows):
        contact = PersonFactory()
        MembershipFactory(person=contact, role="lead")
        EmailAddress.objects.create(person=contact, address="a@example.org", is_public=True)
        OpeningFactory(contact=contact)
    with django_assert_num_queries(7):
        client.get("/openings/")
