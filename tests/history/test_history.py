"""The history of a record: who changed what, when, from which to which value."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from history.models import Version
from news.models import NewsItem
from people.models import EmailAddress
from publications.models import Topic
from teaching.models import Course, Offering
from tests.factories import (
    CourseFactory,
    MembershipFactory,
    NewsFactory,
    OfferingFactory,
    PersonFactory,
    PublicationFactory,
    TeachingRoleFactory,
)
from tests.forms import add_rows, posted
from tests.history.conftest import edit, history, opened, told, url, versions

pytestmark = pytest.mark.django_db
How = Version.How


class TestWritingItDown:
    def test_an_edit_keeps_how_it_found_the_record_and_how_it_left_it(self, ada: Client) -> None:
        work = PublicationFactory(title="On Engines")
        edit(ada, work, title="On Looms")
        after, before = versions(work)
        assert (before.how, before.who, before.title) == (How.FOUND, "", "On Engines (2024)")
        assert (after.how, after.who, after.title) == (How.EDIT, "ada", "On Looms (2024)")

    def test_the_next_edit_keeps_only_how_it_left_it(self, ada: Client) -> None:
        work = PublicationFactory()
        edit(ada, work, title="On Looms")
        edit(ada, work, title="On Mills")
        assert [v.how for v in versions(work)] == [How.EDIT, How.EDIT, How.FOUND]

    def test_saving_without_a_change_writes_nothing(self, ada: Client) -> None:
        work = PublicationFactory(authors=["Grace Hopper"])
        edit(ada, work)
        assert versions(work) == []

    def test_a_new_record_begins_its_history(self, ada: Client) -> None:
        data = posted(ada.get(url(NewsItem, "add")))
        assert ada.post(url(NewsItem, "add"), {**data, "text": "We moved."}).status_code == 302
        (version,) = versions(NewsItem.objects.get())
        assert (version.how, version.who) == (How.ADD, "ada")

    def test_an_action_on_a_list_is_of_each_record(self, ada: Client) -> None:
        one, other = NewsFactory(), NewsFactory()
        ada.post(
            url(NewsItem, "changelist"),
            {"action": "make_draft", "_selected_action": [one.pk, other.pk]},
        )
        for item in (one, other):
            assert [v.how for v in versions(item)] == [How.LIST, How.FOUND]
            assert told(history(ada, item)) == [("Draft", "no", "yes")]

    def test_what_a_program_wrote_is_told_apart_from_the_edit_after_it(self, ada: Client) -> None:
        item = NewsFactory(text="One")
        edit(ada, item, text="Two")
        NewsItem.objects.filter(pk=item.pk).update(text="Three")
        edit(ada, item, text="Four")
        assert told(history(ada, item)) == [
            ("Text", "Three", "Four"),
            ("Text", "Two", "Three"),
            ("Text", "One", "Two"),
        ]

    def test_who_taught_in_a_term_is_of_the_course(self, ada: Client) -> None:
        course = CourseFactory()
        term = OfferingFactory(course=course, printed="")
        role = TeachingRoleFactory(offering=term, role="Instructor")
        edit(ada, term, **{"roles-0-role": "Assistant"})
        assert role.pk
        assert [v.how for v in versions(course)] == [How.EDIT, How.FOUND]
        assert ada.get(url(term, "history")).url == url(course, "history")
        (difference,) = told(history(ada, course))
        assert difference[1:] == ("Instructor", "Assistant")

    def test_a_term_that_goes_from_its_own_form_changes_its_course(self, ada: Client) -> None:
        course = CourseFactory()
        term = OfferingFactory(course=course)
        ada.post(url(term, "delete"), {"post": "yes"})
        assert not Offering.objects.exists()
        assert [v.how for v in versions(course)] == [How.EDIT, How.FOUND]
        assert Course.objects.get() == course


class TestThePage:
    def test_it_says_who_when_and_how_the_newest_first(self, ada: Client, bob: Client) -> None:
        item = NewsFactory(text="One")
        edit(ada, item, text="Two")
        edit(bob, item, text="Three")
        entries = history(ada, item).context["entries"]
        assert [(e.who, e.title, e.is_now) for e in entries] == [
            ("bob", "Edited", True),
            ("ada", "Edited", False),
            ("", "As it was when its history began", False),
        ]

    def test_authors_are_one_line_in_their_order(self, ada: Client) -> None:
        grace = PersonFactory(given_name="Grace", family_name="Hopper")
        work = PublicationFactory(authors=["Ada Lovelace", grace, "Alan Turing"])
        edit(ada, work, **{"authorships-2-position": 1, "authorships-1-equal_contribution": "on"})
        assert told(history(ada, work)) == [
            (
                "Authors, in order",
                "Ada Lovelace, Grace Hopper, Alan Turing",
                "Alan Turing, Ada Lovelace, Grace Hopper*",
            )
        ]

    def test_who_is_meant_by_a_printed_name_stands_in_brackets(self, ada: Client) -> None:
        person = PersonFactory(given_name="Mikhail", family_name="Belkin")
        work = PublicationFactory(authors=["Misha Belkin"])
        edit(ada, work, **{"authorships-0-person": person.pk})
        assert told(history(ada, work)) == [
            ("Authors, in order", "Misha Belkin", "Misha Belkin [Mikhail Belkin]")
        ]

    def test_values_are_in_the_words_of_the_form(self, ada: Client) -> None:
        person = MembershipFactory(role="phd").person
        edit(ada, person, **{"memberships-0-role": "postdoc", "has_profile": ""})
        assert told(history(ada, person)) == [
            ("Has a page of their own", "yes", "no"),
            ("Membership “PhD student”: role", "PhD student", "Postdoctoral researcher"),
        ]

    def test_rows_that_came_and_went_are_told_whole(self, ada: Client) -> None:
        work = PublicationFactory()
        work.links.create(label="slides", url="https://example.org/s")
        data = opened(ada, work)
        add_rows(data, "links", {"label": "code", "url": "https://example.org/c", "position": ""})
        data["links-0-DELETE"] = "on"
        assert ada.post(url(work, "change"), data).status_code == 302
        heading = "Links (those of arXiv and DOI make themselves)"
        assert told(history(ada, work)) == [
            (heading, "label: slides; address: https://example.org/s", "–"),
            (heading, "–", "label: code; address: https://example.org/c"),
        ]

    def test_topics_are_named(self, ada: Client) -> None:
        work, topic = PublicationFactory(), Topic.objects.create(name="Looms")
        edit(ada, work, topics=[topic.pk])
        assert told(history(ada, work)) == [("Topics", "–", "Looms")]

    def test_long_texts_are_compared_word_by_word(self, ada: Client) -> None:
        text = "The engine weaves patterns as the loom weaves leaves and flowers."
        item = NewsFactory(text=text)
        edit(ada, item, text=text.replace("patterns", "algebraic patterns"))
        page = history(ada, item).content.decode()
        (words,) = re.findall(r"inserted: </span>(.+?)<span", page)
        assert words.strip() == "algebraic"
        assert "<del" not in page.split('class="differences"')[1]

    def test_what_people_typed_is_escaped(self, ada: Client) -> None:
        item = NewsFactory(text="One")
        edit(ada, item, text="<script>alert(1)</script>")
        page = history(ada, item).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page

    def test_a_person_who_is_gone_is_named_all_the_same(self, ada: Client) -> None:
        grace = PersonFactory(given_name="Grace", family_name="Hopper")
        item = NewsFactory()
        edit(ada, item, author=grace.pk)
        ada.post(url(grace, "delete"), {"post": "yes"})
        assert ("Author", "–", "Grace Hopper (deleted)") in told(history(ada, item))

    def test_it_begins_with_the_first_edit(self, ada: Client) -> None:
        page = history(ada, NewsFactory())
        assert "Nothing is written down yet" in page.content.decode()

    def test_there_is_none_of_a_row_that_never_was(self, ada: Client) -> None:
        assert ada.get(url(NewsItem, "history", 999)).status_code == 302

    def test_many_versions_come_in_pages(self, ada: Client) -> None:
        item = NewsFactory()
        Version.objects.bulk_create(
            Version(model="news.newsitem", object_id=item.pk, how=How.EDIT, title="x",
                    state={"news.newsitem": {str(item.pk): {"text": f"Text {n}"}}})
            for n in range(30)
        )  # fmt: skip
        first, second = history(ada, item), ada.get(url(item, "history"), {"p": 2})
        assert ("Text", "Text 4", "Text 5") in told(first)
        assert ("Text", "Text 4", "Text 5") not in told(second)
        assert ("Text", "Text 3", "Text 4") in told(second)

    def test_its_cost_does_not_grow_with_rows_and_versions(self, ada: Client) -> None:
        def cost(number: int) -> int:
            work = PublicationFactory(authors=[PersonFactory() for _ in range(number)])
            for n in range(number):
                edit(ada, work, title=f"Title {n}")
                work.links.create(label=f"link {n}")
            with CaptureQueriesContext(connection) as queries:
                assert history(ada, work).status_code == 200
            return len(queries)

        cost(1)
        assert cost(1) == cost(3)


class TestWhoMaySeeIt:
    def test_not_somebody_without_the_right_to_the_record(self) -> None:
        client = Client()
        client.force_login(User.objects.create_user("eve", is_staff=True))
        assert history(client, NewsFactory()).status_code == 403

    def test_private_notes_and_addresses_are_for_who_may_change_the_record(
        self, ada: Client
    ) -> None:
        person = PersonFactory()
        EmailAddress.objects.create(person=person, address="ada@example.org", is_public=False)
        data = opened(ada, person)
        data["private_note"] = "Secret"
        data["emails-0-address"] = "private@example.org"
        assert ada.post(url(person, "change"), data).status_code == 302
        assert "private@example.org" in history(ada, person).content.decode()
        user = User.objects.create_user("reader", is_staff=True)
        user.user_permissions.add(*Permission.objects.filter(codename__startswith="view_"))
        reader = Client()
        reader.force_login(user)
        page = history(reader, person)
        assert page.status_code == 200
        assert told(page) == []
        assert "Secret" not in page.content.decode()
        assert "private@example.org" not in page.content.decode()
