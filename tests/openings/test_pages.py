"""The “Join us” page, and the page of an opening."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from core.models import SiteSettings
from inquiries.models import Inquiry
from openings.models import Board, Question
from people.models import EmailAddress
from tests.factories import MembershipFactory, OpeningFactory, PersonFactory
from tests.pages_read import shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def liu():
    return PersonFactory(given_name="Chaoyue", family_name="Liu")


class TestBoard:
    def test_an_opening_says_for_whom_where_and_until_when(self, client, liu):
        OpeningFactory(
            contact=liu, institution="Purdue University", text="Looking for PhD students.",
            start="Fall 2999", deadline="2999-01-15", places=2, funding="four years, funded",
        )  # fmt: skip
        page = shown(client.get("/openings/"))
        for fact in (
            "<h1>Join us</h1>", "PhD students · Purdue University", "Looking for PhD students.",
            "Start: Fall 2999", "15 January 2999", "2 places", "Four years, funded",
            '<strong class="venue">Open</strong>', "Chaoyue\xa0Liu</a> recruits",
        ):  # fmt: skip
            assert fact.replace("\xa0", " ") in page.replace("\xa0", " "), fact

    def test_maybe_is_said_as_maybe(self, client, liu):
        OpeningFactory(contact=liu, status="maybe")
        assert '<strong class="venue">Maybe</strong>' in shown(client.get("/openings/"))

    def test_what_is_sure_and_near_stands_first(self, client, liu):
        for title, values in (
            ("Unsure", {"status": "maybe"}), ("Any time", {"status": "rolling"}),
            ("Later", {"deadline": "2999-05"}), ("Soon", {"deadline": "2999-01"}),
        ):  # fmt: skip
            OpeningFactory(contact=liu, title=title, **values)
        page = shown(client.get("/openings/"))
        places = [page.index(f">{title}</a>") for title in ("Soon", "Later", "Any time", "Unsure")]
        assert places == sorted(places)

    def test_a_long_text_is_cut_and_its_page_has_it_all(self, client):
        opening = OpeningFactory(text="Come. " * 60 + "The **very** end.\n\nAnd " + "more " * 60)
        page = shown(client.get("/openings/"))
        assert "Come. …" in page
        assert "end" not in page.split("<main")[1].split("</main")[0].split("Come. …")[1][:80]
        assert "The <strong>very</strong> end." in shown(client.get(f"/openings/{opening.pk}/"))

    def test_closed_past_and_draft_openings_do_not_show(self, client, liu):
        OpeningFactory(contact=liu, text="Closed one.", status="closed")
        OpeningFactory(contact=liu, text="Past one.", deadline="2001")
        OpeningFactory(contact=liu, text="Draft one.", is_draft=True)
        page = shown(client.get("/openings/"))
        for hidden in ("Closed one.", "Past one.", "Draft one."):
            assert hidden not in page

    def test_a_draft_contact_is_not_named(self, client):
        hire = PersonFactory(family_name="Secrethire", is_draft=True, taking="yes")
        MembershipFactory(person=hire)
        EmailAddress.objects.create(person=hire, address="secret@example.org", is_public=True)
        opening = OpeningFactory(contact=hire, way="mail")
        for address in ("/openings/", f"/openings/{opening.pk}/", "/openings.atom"):
            page = shown(client.get(address))
            assert "Secrethire" not in page
            assert "secret@example.org" not in page

    def test_an_old_one_says_when_it_was_last_confirmed(self, client, liu):
        OpeningFactory(contact=liu, confirmed_on=date(2020, 5, 3))
        page = shown(client.get("/openings/"))
        assert 'Last confirmed <time datetime="2020-05-03">3 May 2020</time>' in page

    def test_one_that_nobody_confirmed_says_so(self, client, liu):
        OpeningFactory(contact=liu)
        page = shown(client.get("/openings/"))
        assert "Nobody has confirmed lately that this still holds" in page

    def test_a_fresh_one_needs_no_such_word(self, client, liu):
        OpeningFactory(contact=liu, confirmed_on=timezone.localdate())
        page = shown(client.get("/openings/"))
        assert "onfirmed" not in page

    def test_an_inquiry_is_nowhere(self, client, liu):
        opening = OpeningFactory(contact=liu)
        Inquiry.objects.create(opening=opening, name="Hopeful", email="h@example.org", message="Hi")
        for url in ("/", "/openings/", f"/openings/{opening.pk}/", "/people/chaoyue-liu/",
                    "/openings.atom", "/sitemap.xml"):  # fmt: skip
            assert "Hopeful" not in shown(client.get(url))

    def test_markup_is_text(self, client):
        opening = OpeningFactory(
            title="<script>alert(1)</script>", text="<script>alert(2)</script>",
            funding="<b>much</b>", afterwards="<b>then</b>", start="<b>soon</b>",
        )  # fmt: skip
        for url in ("/openings/", "/", f"/openings/{opening.pk}/", "/openings.atom"):
            page = shown(client.get(url))
            for wrong in ("<script>alert", "<b>much", "<b>then", "<b>soon"):
                assert wrong not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown(client.get("/openings/"))

    @pytest.mark.parametrize("rows", [1, 3, 30])
    def test_the_page_takes_the_same_queries_however_long(
        self, client, django_assert_num_queries, rows
    ):
        for _ in range(rows):
            contact = PersonFactory(taking="yes")
            MembershipFactory(person=contact, role="lead")
            gone = MembershipFactory(end="2020", next_position="ETH")
            gone.person.links.create(label="Homepage", url="https://example.org/")
            EmailAddress.objects.create(person=contact, address="a@example.org", is_public=True)
            OpeningFactory(contact=contact)
        with django_assert_num_queries(QUERIES):
            client.get("/openings/")


QUERIES = 13


class TestHowToApply:
    def test_by_mail_to_a_public_address(self, client, liu):
        EmailAddress.objects.create(person=liu, address="join@example.org", is_public=True)
        EmailAddress.objects.create(person=liu, address="private@example.org")
        OpeningFactory(contact=liu, way="mail")
        page = shown(client.get("/openings/"))
        assert '<a href="mailto:join@example.org">join@example.org</a>' in page
        assert "private@example.org" not in page

    def test_without_a_public_address_the_profile_is_linked(self, client, liu):
        OpeningFactory(contact=liu, way="mail")
        expected = 'Get in touch with <a href="/people/chaoyue-liu/">Chaoyue Liu</a>.'
        assert expected in shown(client.get("/openings/"))

    def test_the_contact_of_the_site_helps_where_nobody_is_named(self, client):
        SiteSettings(contact_email="group@example.org").save()
        OpeningFactory(contact=None, way="mail")
        assert 'Write to <a href="mailto:group@example.org">' in shown(client.get("/openings/"))

    def test_on_another_site(self, client, liu):
        OpeningFactory(contact=liu, way="portal", portal="https://jobs.example.org/12")
        page = shown(client.get("/openings/"))
        assert 'href="https://jobs.example.org/12"' in page
        assert "Apply at jobs.example.org" in page

    def test_by_a_letter(self, client, liu):
        opening = OpeningFactory(contact=liu)
        for address in ("/openings/", f"/openings/{opening.pk}/"):
            page = shown(client.get(address))
            assert f'href="/inquiries/new/?opening={opening.pk}"' in page

    def test_one_that_is_over_offers_none(self, client, liu):
        for over in ({"status": "closed"}, {"deadline": "2020"}):
            opening = OpeningFactory(contact=liu, way="mail", **over)
            page = shown(client.get(f"/openings/{opening.pk}/"))
            assert "How to apply" not in page
            assert "?opening=" not in page


class TestEmpty:
    def test_it_says_whom_to_ask(self, client, liu):
        MembershipFactory(person=liu, role="lead")
        page = shown(client.get("/openings/"))
        assert "No position is open at the moment." in page
        assert 'get in touch with <a href="/people/chaoyue-liu/">Chaoyue Liu</a>' in page
        assert 'href="/openings.atom"' in page

    def test_it_says_since_when_that_is_known(self, client, liu):
        OpeningFactory(status="closed", confirmed_on=date(2020, 5, 3))
        OpeningFactory(status="closed", confirmed_on=date(2029, 5, 3), is_draft=True)
        page = shown(client.get("/openings/"))
        assert 'Not recruiting now; last confirmed <time datetime="2020-05-03">3 May 2020' in page

    def test_that_nobody_takes_students_is_a_word_too(self, client):
        MembershipFactory(person__taking="no", person__taking_confirmed=date(2020, 6, 1))
        page = shown(client.get("/openings/"))
        assert 'last confirmed <time datetime="2020-06-01">' in page

    def test_who_takes_students_without_an_opening_is_pointed_at(self, client):
        MembershipFactory(person__taking="maybe")
        page = shown(client.get("/openings/"))
        assert "No opening is announced at the moment. Who takes students all the same" in page


class TestAround:
    def test_who_takes_students(self, client, liu):
        today = timezone.localdate()
        liu.taking, liu.taking_for, liu.taking_confirmed = "yes", "Fall 2999", today
        liu.save()
        MembershipFactory(person=liu, role="lead")
        MembershipFactory(person__family_name="Unsure", person__taking="maybe",
                          person__taking_confirmed=date(2020, 5, 3))  # fmt: skip
        MembershipFactory(person__family_name="Left", person__taking="yes", end="2020")
        MembershipFactory(person__family_name="Silent")
        opening = OpeningFactory(contact=liu, title="Two places")
        page = shown(client.get("/openings/")).split('id="who"')[1].split("</section>")[0]
        assert "Yes, for Fall 2999" in page
        assert f'<a href="/openings/{opening.pk}/">Two places</a>' in page
        assert page.index("Liu") < page.index("Unsure")
        assert page.count("Last confirmed") == 1
        assert "Left" not in page
        assert "Silent" not in page

    def test_texts_and_questions(self, client):
        board = Board(values="We *weave*.", letter="Be short.")
        board.save()
        Question.objects.create(board=board, question="Who pays?", answer="**We** do.", position=1)
        page = shown(client.get("/openings/"))
        for told in ("<em>weave</em>", "Be short.", "<summary>Who pays?</summary>",
                     "<strong>We</strong> do."):  # fmt: skip
            assert told in page

    def test_what_nobody_wrote_is_left_out(self, client):
        page = shown(client.get("/openings/"))
        for heading in ("What we value", "A good letter", "Questions", "Who takes students",
                        "Where people went"):  # fmt: skip
            assert heading not in page

    def test_where_people_went(self, client):
        gone = MembershipFactory(
            person__family_name="Gone", start="2015", end="2020", next_position="ETH Zurich"
        )
        gone.person.links.create(label="Homepage", url="https://example.org/gone")
        MembershipFactory(person=gone.person, role="master", end="2014", next_position="PhD here")
        MembershipFactory(person__family_name="Unknown", end="2020")
        MembershipFactory(person__family_name="Hidden", person__is_draft=True, end="2020",
                          next_position="Secret")  # fmt: skip
        back = MembershipFactory(person__family_name="Back", end="2020", next_position="Away")
        MembershipFactory(person=back.person, role="postdoc", start="2023")
        part = shown(client.get("/openings/")).split('id="placements"')[1].split("</section>")[0]
        for told in ("Gone", "PhD student", "2015–2020", "ETH Zurich", "https://example.org/gone"):
            assert told in part
        for hidden in ("Unknown", "Secret", "Away", "PhD here"):
            assert hidden not in part
        assert 'href="/people/#alumni"' in part

    def test_of_many_alumni_the_last_stand_there(self, client):
        for year in range(1990, 2020):
            MembershipFactory(end=str(year), next_position=f"Place {year}")
        part = shown(client.get("/openings/")).split('id="placements"')[1].split("</section>")[0]
        assert "Place 2019" in part
        assert "Place 1996" in part
        assert "Place 1995" not in part
        assert "6 more" in part
