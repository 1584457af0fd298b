"""Where else openings stand: the menu, a feed, the page of a person."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from tests.factories import MembershipFactory, OpeningFactory, PersonFactory
from tests.pages_read import shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def liu():
    return PersonFactory(given_name="Chaoyue", family_name="Liu")


class TestMenu:
    def test_the_section_stays_when_all_is_closed(self, client):
        assert 'href="/openings/"' not in shown(client.get("/people/"))
        OpeningFactory(status="closed")
        assert 'href="/openings/"' in shown(client.get("/people/"))

    def test_it_is_there_where_somebody_only_says_that_they_take_students(self, client):
        MembershipFactory(person__taking="no")
        assert 'href="/openings/"' in shown(client.get("/people/"))


class TestFeed:
    def test_what_is_open_newest_first(self, client, liu):
        first = OpeningFactory(title="First", contact=liu, funding="four years")
        OpeningFactory(title="Second", status="maybe", contact=None)
        OpeningFactory(title="Gone", status="closed")
        OpeningFactory(title="Secret", is_draft=True)
        answer = client.get("/openings.atom")
        assert answer["Content-Type"].startswith("application/atom+xml")
        feed = shown(answer)
        assert feed.index("Second (maybe)") < feed.index("First (open)")
        assert f"/openings/{first.pk}/" in feed
        assert "<name>Chaoyue Liu</name>" in feed
        assert "Funding: four years" in feed
        for hidden in ("Gone", "Secret"):
            assert hidden not in feed

    def test_the_page_leads_to_it(self, client, liu):
        OpeningFactory(contact=liu)
        page = shown(client.get("/openings/"))
        assert 'type="application/atom+xml"' in page
        assert page.count('href="/openings.atom"') == 2
        answer = client.get("/openings/", headers={"accept": "application/atom+xml"})
        assert answer["Content-Type"].startswith("application/atom+xml")

    def test_an_empty_one_is_one(self, client):
        assert client.get("/openings.atom").status_code == 200

    @pytest.mark.parametrize("rows", [1, 3])
    def test_its_queries(self, client, liu, django_assert_max_num_queries, rows):
        for _ in range(rows):
            OpeningFactory(contact=liu)
        with django_assert_max_num_queries(8):
            client.get("/openings.atom")


class TestPerson:
    def page(self, client, liu):
        return shown(client.get("/people/chaoyue-liu/"))

    def test_says_whether_they_take_students(self, client, liu):
        MembershipFactory(person=liu, role="lead")
        liu.taking, liu.taking_for, liu.taking_confirmed = (
            "maybe",
            "Fall 2999",
            timezone.localdate(),
        )
        liu.save()
        page = self.page(client, liu)
        assert "<strong>Takes students:</strong> Maybe, for Fall 2999." in page
        assert "onfirmed" not in page.split("Takes students")[1].split("</div>")[0]

    def test_an_old_word_says_how_old_it_is(self, client, liu):
        MembershipFactory(person=liu)
        liu.taking, liu.taking_confirmed = "yes", date(2020, 5, 3)
        liu.save()
        assert 'Last confirmed <time datetime="2020-05-03">3 May 2020</time>.' in self.page(
            client, liu
        )

    def test_leads_to_their_openings(self, client, liu):
        MembershipFactory(person=liu)
        opening = OpeningFactory(contact=liu, title="Two places", status="maybe")
        OpeningFactory(contact=liu, title="Over", status="closed")
        page = self.page(client, liu)
        assert "<strong>Recruits:</strong>" in page
        assert f'<a href="/openings/{opening.pk}/">Two places</a>' in page
        assert "(maybe)" in page
        assert ">Over</a>" not in page

    def test_who_left_or_says_nothing_has_no_banner(self, client, liu):
        MembershipFactory(person=liu, end="2020")
        liu.taking = "yes"
        liu.save()
        assert "Takes students" not in self.page(client, liu)
