"""Members see the history of what is theirs, and going back writes what their forms would."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.roles import Role, set_person, set_role
from history.models import Version
from history.write import recorded
from people.models import Person
from talks.models import Talk
from teaching.models import Course, Offering
from tests.factories import (
    CourseFactory,
    MembershipFactory,
    NewsFactory,
    OfferingFactory,
    PersonFactory,
    PublicationFactory,
    TalkFactory,
    TeachingRoleFactory,
)
from tests.forms import posted
from tests.history.conftest import edit, go_back, history, told, url, versions

pytestmark = pytest.mark.django_db
Delete = Callable[[Client, models.Model], None]


@pytest.fixture
def me(db: None) -> Person:
    person: Person = MembershipFactory(role="phd", person__office="1.01").person
    return person


@pytest.fixture
def member(me: Person) -> Client:
    user = User.objects.create_user("member")
    set_role(user, Role.MEMBER)
    set_person(user, me)
    client = Client()
    client.force_login(user)
    return client


class TestSeeing:
    def test_my_page_is_mine_to_look_back_on(self, ada: Client, member: Client, me: Person) -> None:
        edit(ada, me, office="2.02", private_note="Secret")
        page = history(member, me)
        assert told(page) == [("Office", "1.01", "2.02")]
        assert "Secret" not in page.content.decode()

    def test_that_of_others_is_not(self, ada: Client, member: Client) -> None:
        other = PersonFactory(office="1.01")
        edit(ada, other, office="2.02")
        assert history(member, other).status_code == 403
        address = reverse("admin:history_version", args=[versions(other)[0].pk])
        assert member.get(address).status_code == 403
        assert member.post(address).status_code == 403

    def test_the_list_of_the_site_has_what_is_mine(
        self, ada: Client, member: Client, me: Person
    ) -> None:
        edit(ada, me, office="2.02")
        edit(ada, PersonFactory(office="1.01"), office="2.02")
        edit(ada, NewsFactory(), text="Two")
        items = member.get(reverse("admin:changes")).context["items"]
        assert [item.title for item in items] == [str(me)]

    def test_the_names_of_all_accounts_are_for_who_sees_all_records(
        self, ada: Client, member: Client
    ) -> None:
        address = reverse("admin:changes")
        assert [str(user) for user in ada.get(address).context["people"]] == ["ada", "member"]
        page = member.get(address)
        assert list(page.context["people"]) == []
        assert 'name="by"' not in page.content.decode()

    def test_for_a_member_it_costs_the_same_whatever_the_number_of_rows(
        self, ada: Client, member: Client, me: Person
    ) -> None:
        def cost() -> int:
            with CaptureQueriesContext(connection) as queries:
                assert member.get(reverse("admin:changes")).status_code == 200
            return len(queries)

        edit(ada, TalkFactory(speaker=me), title="Two")
        one = cost()
        for _ in range(2):
            edit(ada, TalkFactory(speaker=me), title="Two")
        assert cost() == one


class TestGoingBack:
    def test_fields_and_rows_that_are_not_theirs_to_write_stay(
        self, ada: Client, member: Client, me: Person
    ) -> None:
        values = {"memberships-0-role": "postdoc", "is_draft": "on", "private_note": "Secret"}
        edit(ada, me, office="2.02", **values)
        assert go_back(member, versions(me)[-1]).status_code == 302
        me.refresh_from_db()
        assert me.office == "1.01"
        assert (me.memberships.get().role, me.is_draft) == ("postdoc", True)
        assert me.private_note == "Secret"

    def test_what_they_deleted_they_can_restore(
        self, member: Client, me: Person, delete: Delete
    ) -> None:
        talk = TalkFactory(speaker=me)
        delete(member, talk)
        (entry,) = member.get(reverse("admin:bin")).context["entries"]
        assert go_back(member, entry[0]).status_code == 302
        assert Talk.objects.get().speaker == me

    def test_what_others_deleted_they_cannot(
        self, ada: Client, member: Client, delete: Delete
    ) -> None:
        delete(ada, TalkFactory(speaker=PersonFactory()))
        assert member.get(reverse("admin:bin")).context["entries"] == []
        assert go_back(member, Version.objects.in_bin().get()).status_code == 403

    def test_who_has_no_role_gets_neither(self) -> None:
        client = Client()
        client.force_login(User.objects.create_user("eve", is_staff=True))
        for name in ("bin", "changes"):
            assert client.get(reverse(f"admin:{name}")).status_code == 403


class TestGoingBackOnACourse:
    """Of a course, a member may change the terms that they taught; the others are others'."""

    @pytest.fixture
    def course(self, me: Person) -> Course:
        """Taught by me in 2020 and by another in 2021."""
        course: Course = CourseFactory(title="Engines", url="https://first.example")
        TeachingRoleFactory(offering=OfferingFactory(course=course, year=2020), person=me)
        other = PersonFactory(family_name="Babbage")
        TeachingRoleFactory(offering=OfferingFactory(course=course, year=2021), person=other)
        return course

    def term(self, course: Course, year: int) -> Offering:
        return course.offerings.get(year=year)

    def test_terms_of_others_stay_and_that_is_told_before(
        self, member: Client, course: Course
    ) -> None:
        with recorded([course], None):
            course.offerings.update(url="https://second.example")
            Course.objects.filter(pk=course.pk).update(url="https://second.example")
        oldest = versions(course)[-1]
        page = member.get(reverse("admin:history_version", args=[oldest.pk]))
        assert page.context["notes"] == [
            "Offering “Fall 2021” stays as it is: it is not yours to change."
        ]
        assert [each[0] for each in told(page)] == ["Website", "Term “Fall”: website"]
        assert go_back(member, oldest).status_code == 302
        course.refresh_from_db()
        assert course.url == "https://first.example"
        assert self.term(course, 2020).url == ""
        assert self.term(course, 2021).url == "https://second.example"

    def test_an_editor_takes_all_of_them_back(self, ada: Client, course: Course) -> None:
        with recorded([course], None):
            course.offerings.update(url="https://second.example")
        assert go_back(ada, versions(course)[-1]).status_code == 302
        assert {term.url for term in course.offerings.all()} == {""}

    def test_who_taught_is_the_term_s(self, member: Client, me: Person, course: Course) -> None:
        with recorded([course], None):
            self.term(course, 2020).roles.update(role="Grader")
            self.term(course, 2021).roles.update(role="Grader")
        go_back(member, versions(course)[-1])
        roles = {term.year: term.roles.get().role for term in course.offerings.all()}
        assert roles == {2020: "Instructor", 2021: "Grader"}

    def test_nobody_becomes_a_teacher_of_a_term_again_by_going_back(
        self, member: Client, me: Person, course: Course
    ) -> None:
        term = self.term(course, 2021)
        with recorded([course], None):
            TeachingRoleFactory(offering=term, person=me)
        with recorded([course], None):
            term.roles.filter(person=me).delete()
        go_back(member, versions(course)[1])
        assert not term.roles.filter(person=me).exists()

    def test_a_term_that_was_added_since_stays_with_who_taught_in_it(
        self, member: Client, me: Person, course: Course
    ) -> None:
        with recorded([course], None):
            TeachingRoleFactory(offering=OfferingFactory(course=course, year=2022), person=me)
        go_back(member, versions(course)[-1])
        assert self.term(course, 2022).roles.get().person == me

    def test_of_deleted_terms_come_back_those_that_were_one_s_own(
        self, member: Client, me: Person, course: Course
    ) -> None:
        mine, others = self.term(course, 2020), self.term(course, 2021)
        with recorded([course], None):
            TeachingRoleFactory(offering=OfferingFactory(course=course, year=2022), person=me)
            mine.delete()
            others.delete()
        page = member.get(reverse("admin:history_version", args=[versions(course)[-1].pk]))
        assert (
            "Offering “Fall 2021” does not come back: it is not yours to add."
            in (page.context["notes"])
        )
        go_back(member, versions(course)[-1])
        assert sorted(term.year for term in course.offerings.all()) == [2020, 2022]
        assert self.term(course, 2020).roles.get().person == me


def test_topics_of_a_work_come_back_for_its_author(ada: Client, member: Client, me: Person) -> None:
    work = PublicationFactory(authors=[me])
    topic = work.topics.create(name="Engines")
    with recorded([work], None):
        work.topics.clear()
    go_back(member, versions(work)[-1])
    assert list(work.topics.all()) == [topic]


def test_who_may_not_add_a_record_gets_what_they_typed_to_copy(
    ada: Client, member: Client, me: Person, delete: Delete
) -> None:
    page = member.get(url(me, "change"))
    data = {**posted(page), "_opened": page.context["opened"], "bio": "Typed for an hour"}
    address = url(me, "change")
    delete(ada, me)
    answer = member.post(address, data)
    assert answer.status_code == 410
    assert "Typed for an hour" in answer.content.decode()
    assert not Person.objects.exists()
