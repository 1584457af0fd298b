"""What members and guest authors meet in the admin, spelled out."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from people.models import EmailAddress, Person
from publications.models import Authorship, Publication
from services.models import ServiceRole
from talks.models import Talk
from teaching.models import Course
from tests.factories import (
    MembershipFactory,
    NewsFactory,
    OfferingFactory,
    OpeningFactory,
    PersonFactory,
    PublicationFactory,
    TalkFactory,
    TeachingRoleFactory,
    account,
)
from tests.forms import posted

pytestmark = pytest.mark.django_db


def change(row: Any) -> str:
    return f"/admin/{row._meta.app_label}/{row._meta.model_name}/{row.pk}/change/"


def titles(client: Client, address: str) -> list[str]:
    return [str(row) for row in client.get(address).context["cl"].result_list]


class TestAdmin:
    def test_the_first_screen_names_what_a_member_edits(self, member: Client) -> None:
        apps = member.get("/admin/").context["app_list"]
        content = [app for app in apps if app["app_label"] != "health"]
        names = [model["object_name"] for app in content for model in app["models"]]
        assert names == [
            "Person", "Publication", "Scholar", "NewsItem", "Talk", "Course", "Offering",
            "ServiceRole", "Opening",
        ]  # fmt: skip

    def test_a_guest_edits_works_alone(self, guest: Client, me: Person) -> None:
        mine, other = PublicationFactory(authors=[me]), PublicationFactory()
        assert titles(guest, "/admin/publications/publication/") == [str(mine)]
        assert guest.get(change(mine)).status_code == 200
        assert guest.get(change(other)).status_code == 403
        assert guest.get(change(me)).status_code == 403
        assert guest.get("/admin/publications/publication/add/").status_code == 403
        for address in ("people/person", "news/newsitem", "talks/talk", "services/servicerole"):
            assert guest.get(f"/admin/{address}/").status_code == 403

    @pytest.mark.parametrize(
        "address",
        [
            "/admin/inquiries/inquiry/", "/admin/openings/opening/add/", "/admin/auth/user/",
            "/admin/core/sitesettings/", "/admin/core/sitesettings/1/change/",
            "/admin/core/redirect/", "/admin/core/formerslug/", "/admin/pages/page/",
            "/admin/pages/homeblock/", "/admin/people/grant/", "/admin/publications/venue/",
            "/admin/publications/topic/", "/admin/importer/importrun/",
            "/admin/importer/importrun/add/", "/admin/importer/importedrow/",
            "/admin/importer/duplicates/", "/admin/importer/duplicates/works/",
            "/admin/importer/duplicates/people/", "/admin/importer/duplicates/decided/",
        ],
    )  # fmt: skip
    def test_is_closed_to_a_member(self, member: Client, address: str) -> None:
        assert member.get(address).status_code == 403

    def test_a_member_is_told_nothing_of_imports(self, member: Client, me: Person) -> None:
        PublicationFactory(title="On twins", authors=[me])
        PublicationFactory(title="On twins", authors=[me])
        assert b"may be one" not in member.get("/admin/").content
        assert b"Import" not in member.get("/admin/").content
        page = member.get(change(me)).content
        assert b"Where this came from" not in page
        assert b"Two people?" not in page
        origins = f"/admin/importer/importedrow/of/people.person/{me.pk}/"
        assert member.get(origins).status_code == 403

    def test_own_person_without_what_is_not_theirs(self, member: Client, me: Person) -> None:
        MembershipFactory(person=me, role="phd", start="2020")
        page = member.get(change(me))
        assert b"Late with the rent" not in page.content
        assert b"PhD student" in page.content
        data = posted(page)
        assert "bio" in data
        assert not {"slug", "has_profile", "is_draft", "private_note"} & set(data)
        forged = {
            **data,
            "bio": "I like mud.",
            "slug": "king",
            "has_profile": "",
            "is_draft": "on",
            "private_note": "Great.",
            "memberships-TOTAL_FORMS": "1",
            "memberships-INITIAL_FORMS": "0",
            "memberships-0-role": "lead",
        }
        assert member.post(change(me), forged).status_code == 302
        me.refresh_from_db()
        assert me.bio == "I like mud."
        assert (me.slug, me.private_note) == ("mine-lovelace", "Late with the rent.")
        assert (me.has_profile, me.is_draft) == (True, False)
        assert [m.role for m in me.memberships.all()] == ["phd"]

    @pytest.mark.parametrize("guess", ["Late", "Early"])
    def test_no_filter_in_an_address_guesses_what_is_hidden(
        self, member: Client, me: Person, guess: str
    ) -> None:
        PublicationFactory(authors=[me], private_note="Late as ever.")
        for address in ("people/person", "publications/publication"):
            answer = member.get(f"/admin/{address}/?private_note__startswith={guess}")
            assert answer.status_code == 400
        assert member.get(f"/admin/people/person/?given_name={me.given_name}").status_code == 200

    def test_a_member_does_not_unpublish_or_select_a_work(self, member: Client, me: Any) -> None:
        work = PublicationFactory(authors=[me], title="On mud")
        data = posted(member.get(change(work)))
        forged = {**data, "title": "On sand", "is_draft": "on", "is_selected": "on"}
        assert member.post(change(work), forged).status_code == 302
        work.refresh_from_db()
        assert (work.title, work.is_draft, work.is_selected) == ("On sand", False, False)

    def test_a_form_that_is_not_theirs_takes_nothing(self, member: Client) -> None:
        other = PersonFactory(bio="Old")
        assert member.post(change(other), {"bio": "New", "family_name": "X"}).status_code == 403
        other.refresh_from_db()
        assert other.bio == "Old"

    def test_history_is_for_those_who_see_the_row(self, member: Client, me: Person) -> None:
        mine, other = TalkFactory(speaker=me), TalkFactory()
        assert member.get(f"/admin/talks/talk/{mine.pk}/history/").status_code == 200
        assert member.get(f"/admin/talks/talk/{other.pk}/history/").status_code == 403

    def test_the_address_of_a_draft_gives_nothing_away(self, member: Client, me: Person) -> None:
        from django.contrib.contenttypes.models import ContentType

        kind = ContentType.objects.get_for_model(Publication).pk
        draft = PublicationFactory(title="Secret plan", is_draft=True)
        for key in (draft.pk, f"%20{draft.pk}", f"0{draft.pk}"):
            assert member.get(f"/admin/r/{kind}/{key}/").status_code in (403, 404)
        mine = PublicationFactory(title="My plan", is_draft=True, authors=[me])
        assert member.get(f"/admin/r/{kind}/{mine.pk}/").url == "/publications/my-plan/"
        assert member.get(f"/admin/r/{kind}/999/").status_code == 404


class TestNewRows:
    def test_a_talk_is_the_members(self, member: Client, me: Person) -> None:
        data = posted(member.get("/admin/talks/talk/add/"))
        assert "speaker" not in data
        answer = member.post("/admin/talks/talk/add/", {**data, "title": "Mud", "speaker": "77"})
        assert answer.status_code == 302
        assert Talk.objects.get().speaker == me

    def test_a_service_is_the_members(self, member: Client, me: Person) -> None:
        data = posted(member.get("/admin/services/servicerole/add/"))
        member.post("/admin/services/servicerole/add/", {**data, "role": "Chair", "body": "ICML"})
        assert ServiceRole.objects.get().person == me

    def test_a_course_needs_a_term_and_the_term_is_the_members(
        self, member: Client, me: Person
    ) -> None:
        address = "/admin/teaching/course/add/"
        data = posted(member.get(address)) | {"title": "Mud", "code": "M1"}
        answer = member.post(address, data)
        assert b"Add a term in which you taught the course." in answer.content
        assert not Course.objects.exists()
        data |= {"offerings-0-season": "fall", "offerings-0-year": "2025"}
        assert member.post(address, data).status_code == 302
        assert [r.person for r in Course.objects.get().offerings.get().roles.all()] == [me]

    def test_a_new_term_of_an_own_course_leaves_others_alone(
        self, member: Client, me: Person
    ) -> None:
        course = TeachingRoleFactory(person=me).offering.course
        nobodys = OfferingFactory(course=course, year=2001)
        page = member.get(change(course))
        assert b"2001" not in page.content
        data = posted(page) | {
            "offerings-TOTAL_FORMS": "2",
            "offerings-1-season": "spring",
            "offerings-1-year": "2026",
        }
        assert member.post(change(course), data).status_code == 302
        assert course.offerings.get(year=2026).roles.get().person == me
        assert not nobodys.roles.exists()


class TestChoices:
    HERE = "/admin/autocomplete/"

    def offered(self, client: Client, model: str, field: str, term: str = "") -> list[str]:
        app, name = model.split(".")
        asked = {"app_label": app, "model_name": name, "field_name": field, "term": term}
        answer = client.get(self.HERE, asked)
        if answer.status_code == 403:
            return ["refused"]
        return [row["text"] for row in json.loads(answer.content)["results"]]

    def test_people_whom_visitors_see_and_oneself(self, member: Client, me: Person) -> None:
        Person.objects.filter(pk=me.pk).update(is_draft=True)
        PersonFactory(given_name="Public")
        PersonFactory(given_name="Secret", is_draft=True)
        offered = self.offered(member, "publications.authorship", "person")
        assert offered == ["Mine Lovelace", "Public Lovelace"]

    def test_nobody_is_found_by_a_private_address(self, member: Client) -> None:
        EmailAddress.objects.create(person=PersonFactory(), address="hidden@example.org")
        assert self.offered(member, "publications.authorship", "person", "hidden@") == []

    def test_editors_find_people_by_address(self, client: Client) -> None:
        EmailAddress.objects.create(person=PersonFactory(), address="hidden@example.org")
        client.force_login(account("editor"))
        assert len(self.offered(client, "publications.authorship", "person", "hidden@")) == 1

    def test_works_that_visitors_see_and_own_ones(self, member: Client, me: Person) -> None:
        PublicationFactory(title="Public", year=None)
        PublicationFactory(title="Own draft", is_draft=True, authors=[me], year=None)
        PublicationFactory(title="Secret", is_draft=True, year=None)
        assert self.offered(member, "talks.talk", "publications") == ["Own draft", "Public"]

    def test_what_is_not_theirs_to_choose(self, member: Client) -> None:
        opening = OpeningFactory()
        assert opening
        assert self.offered(member, "openings.inquiry", "opening") == ["refused"]

    def test_another_s_draft_cannot_be_chosen_by_hand(self, member: Client, me: Person) -> None:
        draft = PersonFactory(given_name="Secret", is_draft=True)
        talk = TalkFactory(speaker=me)
        work = PublicationFactory(title="Hidden", is_draft=True)
        data = posted(member.get(change(talk))) | {"publications": [work.pk]}
        page = member.post(change(talk), data).content.decode()
        assert "Select a valid choice." in page
        assert "Hidden" not in page
        own = PublicationFactory(authors=[me])
        data = posted(member.get(change(own)))
        data |= {"authorships-TOTAL_FORMS": "2", "authorships-1-person": draft.pk}
        page = member.post(change(own), data).content.decode()
        assert "Select a valid choice." in page
        assert "Secret" not in page

    def test_what_stands_there_already_stays(self, member: Client, me: Person) -> None:
        draft = PersonFactory(given_name="Secret", is_draft=True)
        work = PublicationFactory(authors=[me, draft])
        data = posted(member.get(change(work))) | {"title": "New"}
        assert member.post(change(work), data).status_code == 302
        assert [a.person for a in work.authorships.all()] == [me, draft]


class TestActions:
    def test_rows_that_are_not_theirs_are_left_alone_and_counted(
        self, member: Client, me: Person
    ) -> None:
        mine, other = TalkFactory(speaker=me), TalkFactory()
        data = {"action": "delete_selected", "_selected_action": [mine.pk, other.pk], "post": "yes"}
        member.post("/admin/talks/talk/", data)
        assert list(Talk.objects.all()) == [other]

    def test_a_work_of_which_one_is_an_author_is_seen_and_not_deleted(
        self, member: Client, me: Person
    ) -> None:
        work = PublicationFactory(authors=[me])
        data = {"action": "delete_selected", "_selected_action": [work.pk], "post": "yes"}
        answer = member.post("/admin/publications/publication/", data, follow=True)
        assert b"1 publication left alone: your rights do not let you delete it." in answer.content
        assert Publication.objects.exists()

    def test_drafts_and_publishing_are_for_editors(self, member: Client, me: Person) -> None:
        work = PublicationFactory(authors=[me])
        talk = TalkFactory(speaker=me)
        for row in (work, talk):
            address = f"/admin/{row._meta.app_label}/{row._meta.model_name}/"
            member.post(address, {"action": "make_draft", "_selected_action": [row.pk]})
            row.refresh_from_db()
        assert not work.is_draft
        assert talk.is_draft  # a member's own, wholly


class TestFiles:
    def test_a_draft_s_file_is_for_those_who_see_the_row(self, member: Client, me: Any) -> None:
        from tests.pictures import pdf

        mine = TalkFactory(speaker=me, is_draft=True, slides=pdf())
        other = TalkFactory(is_draft=True, slides=pdf())
        answer = member.get(mine.slides.url)
        assert answer.status_code == 200
        answer.getvalue()
        assert member.get(other.slides.url).status_code == 404


@pytest.mark.parametrize(
    "address",
    ["talks/talk", "publications/publication", "news/newsitem", "teaching/course", "people/person"],
)
def test_a_list_costs_a_member_the_same_with_more_rows(
    member: Client, me: Person, address: str
) -> None:
    def fill(number: int) -> None:
        for _ in range(number):
            TalkFactory(speaker=me)
            PublicationFactory(authors=[me])
            NewsFactory(author=me)
            TeachingRoleFactory(person=me)

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert member.get(f"/admin/{address}/").status_code == 200
        return len(seen)

    fill(1)
    queries()
    few = queries()
    fill(2)
    assert queries() == few


def test_a_form_costs_a_member_the_same_with_more_parts(member: Client, me: Person) -> None:
    work = PublicationFactory(authors=[me])

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert member.get(change(work)).status_code == 200
        return len(seen)

    queries()
    few = queries()
    for place in (2, 3):
        Authorship.objects.create(publication=work, person=PersonFactory(), position=place)
        work.links.create(label="code")
    assert queries() == few


def test_an_account_closed_on_its_form_is_closed_wholly(admin_client: Client) -> None:
    user = account("member")
    elsewhere = Client()
    elsewhere.force_login(user)
    form = f"/admin/auth/user/{user.pk}/change/"
    sent = {"username": user.username, "role": "member", "email": "", "_save": "1"}
    assert admin_client.post(form, sent).status_code == 302
    closed = User.objects.get(pk=user.pk)
    assert not closed.is_active
    assert not closed.has_usable_password()
    assert elsewhere.get("/account/").status_code == 302
