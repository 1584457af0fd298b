"""New works and news of members: drafts that wait, and what an editor makes of them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Proposal
from accounts.models.proposals import PROPOSED
from accounts.proposal_mails import tell_editors
from accounts.rights import PROPOSABLE
from health.jobs.registry import jobs
from health.models import Mail
from news.models import NewsItem
from people.models import Person
from publications.models import Publication
from tests.factories import NewsFactory, PersonFactory, PublicationFactory, account
from tests.forms import posted

pytestmark = pytest.mark.django_db
NEWS = "/admin/news/newsitem/"
QUEUE = "/admin/proposals/"


@pytest.fixture
def editor() -> Client:
    client = Client()
    client.force_login(account("editor"))
    return client


def propose(member: Client, text: str = "We won.") -> Proposal:
    data = posted(member.get(f"{NEWS}add/")) | {"text": text, "date": "2026-05"}
    assert member.post(f"{NEWS}add/", data).status_code == 302
    return Proposal.objects.get(object_id=NewsItem.objects.latest("pk").pk)


def decide(editor: Client, found: Proposal, do: str, note: str = "", **more: str) -> Any:
    found.refresh_from_db()
    data = {"do": do, "note": note, "version": found.version, **more}
    return editor.post(f"{QUEUE}{found.pk}/", data)


def change(member: Client, row: Any, **values: Any) -> int:
    address = f"/admin/{row._meta.app_label}/{row._meta.model_name}/{row.pk}/change/"
    page = member.get(address)
    data = posted(page) if page.status_code == 200 else {}
    return int(member.post(address, data | values).status_code)


def test_the_models_are_those_that_the_rights_name() -> None:
    assert {model._meta.label_lower for model in PROPOSED} == PROPOSABLE


class TestProposing:
    def test_news_of_a_member_is_a_draft_that_waits(self, member: Client, client: Client) -> None:
        page = member.get(f"{NEWS}add/").content.decode()
        assert "It stays a draft until an editor has looked at it and published it." in page
        found = propose(member)
        row = NewsItem.objects.get()
        assert row.is_draft
        assert (found.row, found.state) == (row, "waiting")
        assert "We won." not in Client().get("/news/").content.decode()

    def test_a_forged_form_publishes_nothing(self, member: Client) -> None:
        data = posted(member.get(f"{NEWS}add/")) | {"text": "Now", "date": "2026"}
        member.post(f"{NEWS}add/", data | {"is_draft": "", "publish_at_0": "2020-01-01"})
        row = NewsItem.objects.get()
        assert (row.is_draft, row.publish_at) == (True, None)

    def test_a_work_too(self, member: Client, me: Person) -> None:
        address = "/admin/publications/publication/add/"
        data = posted(member.get(address)) | {
            "title": "On mud",
            "authorships-0-person": me.pk,
            "appearances-0-kind": "conference",
            "appearances-0-date": "2026",
        }
        assert member.post(address, data).status_code == 302
        work = Publication.objects.get()
        assert work.is_draft
        assert Proposal.objects.get().row == work

    def test_what_an_editor_adds_is_no_proposal(self, editor: Client) -> None:
        data = posted(editor.get(f"{NEWS}add/")) | {"text": "We won.", "date": "2026"}
        assert editor.post(f"{NEWS}add/", data).status_code == 302
        assert not NewsItem.objects.get().is_draft
        assert not Proposal.objects.exists()

    def test_a_guest_author_proposes_nothing(self, guest: Client) -> None:
        assert guest.get(f"{NEWS}add/").status_code == 403
        assert guest.get(QUEUE).status_code == 403

    def test_it_can_be_changed_and_taken_back(self, member: Client) -> None:
        row = propose(member).row
        assert change(member, row, text="We won twice.") == 302
        row.refresh_from_db()
        assert (row.text, row.is_draft) == ("We won twice.", True)
        assert member.post(f"{NEWS}{row.pk}/delete/", {"post": "yes"}).status_code == 302
        assert "Nothing waits." in member.get(QUEUE).content.decode()

    def test_another_member_sees_nothing_of_it(self, member: Client) -> None:
        row = propose(member).row
        other = Client()
        other.force_login(account("member", PersonFactory()))
        assert other.get(f"{NEWS}{row.pk}/change/").status_code == 403
        assert "We won." not in other.get(QUEUE).content.decode()
        assert "We won." not in other.get("/admin/").content.decode()


class TestQueue:
    def test_it_is_empty(self, editor: Client) -> None:
        assert "Nothing waits." in editor.get(QUEUE).content.decode()
        assert 'id="proposals"' not in editor.get("/admin/").content.decode()

    def test_the_front_page_says_how_many_wait(self, editor: Client, member: Client) -> None:
        propose(member)
        assert "1 proposal" in editor.get("/admin/").content.decode()
        assert "We won." in editor.get(QUEUE).content.decode()

    def test_it_is_for_those_who_decide(self, member: Client, editor: Client) -> None:
        found = propose(member)
        assert member.get(f"{QUEUE}{found.pk}/").status_code == 403
        assert decide(member, found, "approved").status_code == 403
        assert NewsItem.objects.get().is_draft
        assert editor.get(f"{QUEUE}999/").status_code == 404
        assert Client().get(QUEUE).status_code == 302

    def test_published_by_hand_it_waits_no_more(self, member: Client, editor: Client) -> None:
        row = propose(member).row
        editor.post(NEWS, {"action": "publish", "_selected_action": [row.pk]})
        page = editor.get(QUEUE).content.decode()
        assert "Nothing waits." in page
        assert "published" in page
        assert change(member, row, text="Changed") == 403

    def test_it_costs_the_same_with_more_rows(self, member: Client, editor: Client) -> None:
        def queries() -> int:
            with CaptureQueriesContext(connection) as seen:
                assert editor.get(QUEUE).status_code == 200
                assert member.get("/admin/").status_code == 200
            return len(seen)

        propose(member)
        queries()
        few = queries()
        propose(member)
        propose(member)
        assert queries() == few


class TestDeciding:
    def test_approved_it_is_published_and_no_more_the_proposer_s(
        self, member: Client, editor: Client
    ) -> None:
        found = propose(member)
        answer = decide(editor, found, "approved")
        assert (answer.status_code, answer.url) == (302, QUEUE)
        found.refresh_from_db()
        assert found.state == "approved"
        assert "We won." in Client().get("/news/").content.decode()
        assert change(member, found.row, text="Lost") == 403
        assert (
            "Approved: proposal of Mine Lovelace." in LogEntry.objects.latest("pk").change_message
        )

    def test_an_approved_work_stays_its_author_s(
        self, member: Client, editor: Client, me: Person
    ) -> None:
        work = PublicationFactory(title="On mud", authors=[me], is_draft=True)
        found = Proposal.objects.propose(me.user, work)
        assert decide(editor, found, "approved").status_code == 302
        assert change(member, work, title="On sand") == 302
        work.refresh_from_db()
        assert (work.title, work.is_draft) == ("On sand", False)

    def test_sent_back_with_a_note_it_waits_again_when_changed(
        self, member: Client, editor: Client
    ) -> None:
        found = propose(member)
        assert decide(editor, found, "sent back", "Say which prize.").status_code == 302
        assert "Say which prize." in member.get("/admin/").content.decode()
        form = member.get(f"{NEWS}{found.object_id}/change/").content.decode()
        assert "Sent back" in form
        assert "Say which prize." in form
        assert "1 proposal" not in editor.get("/admin/").content.decode()

        assert change(member, found.row, text="We won the mud prize.") == 302
        found.refresh_from_db()
        assert found.state == "waiting"
        page = editor.get(f"{QUEUE}{found.pk}/").content.decode()
        assert "<del>won.</del>" in page
        assert "<ins>won the mud prize.</ins>" in page

    def test_sending_back_takes_a_note(self, member: Client, editor: Client) -> None:
        answer = decide(editor, propose(member), "sent back")
        assert answer.status_code == 400
        assert "Say in the note what should be different." in answer.content.decode()

    def test_declined_it_stays_a_draft_and_can_be_thrown_away(
        self, member: Client, editor: Client
    ) -> None:
        found = propose(member)
        assert decide(editor, found, "declined", "Old news.").status_code == 302
        row = found.row
        assert NewsItem.objects.get().is_draft
        assert "Old news." in member.get("/admin/").content.decode()
        assert change(member, row, text="Newer") == 403
        member.post(f"{NEWS}{row.pk}/delete/", {"post": "yes"})
        assert not NewsItem.objects.exists()

    def test_it_is_decided_once(self, member: Client, editor: Client) -> None:
        found = propose(member)
        decide(editor, found, "declined")
        answer = decide(editor, found, "approved")
        assert answer.status_code == 400
        assert "It is decided already: declined." in answer.content.decode()
        assert NewsItem.objects.get().is_draft

    def test_what_changed_meanwhile_is_looked_at_again(
        self, member: Client, editor: Client
    ) -> None:
        found = propose(member)
        seen = found.version
        change(member, found.row, text="Something else.")
        answer = decide(editor, found, "approved", note="Fine.", version=seen)
        assert answer.status_code == 400
        page = answer.content.decode()
        assert "It was changed while you looked at it." in page
        assert "Something else." in page
        assert "Fine." in page
        assert NewsItem.objects.get().is_draft

    def test_a_choice_that_is_none(self, member: Client, editor: Client) -> None:
        answer = decide(editor, propose(member), "burn")
        assert answer.status_code == 400
        assert "Choose one of the buttons below." in answer.content.decode()

    def test_a_row_that_is_gone_is_not_there(self, member: Client, editor: Client) -> None:
        found = propose(member)
        NewsItem.objects.all().delete()
        assert editor.get(f"{QUEUE}{found.pk}/").status_code == 404


class TestWhatItSays:
    def test_all_of_it_with_its_parts(self, editor: Client, me: Person) -> None:
        work = PublicationFactory(
            title="On mud", authors=[me, "Ann Lee"], is_draft=True, abstract="Mud <b>at</b> night."
        )
        work.links.create(label="code", url="https://example.org/mud")
        work.authorships.filter(person=me).update(equal_contribution=True)
        found = Proposal.objects.propose(account("member", me), work)
        page = editor.get(f"{QUEUE}{found.pk}/").content.decode()
        for said in (
            "On mud", "Mud &lt;b&gt;at&lt;/b&gt; night.", "person: Mine Lovelace",
            "equal contribution", "name as printed: Ann Lee", "https://example.org/mud",
            "kind: Conference",
        ):  # fmt: skip
            assert said in page, said

    def test_works_that_may_be_the_same(self, editor: Client, me: Person) -> None:
        known = PublicationFactory(title="On mud at night and by day", authors=[me])
        twin = PublicationFactory(title="On mud at night and by day", authors=[me], is_draft=True)
        found = Proposal.objects.propose(account("member", me), twin)
        page = editor.get(f"{QUEUE}{found.pk}/").content.decode()
        assert "May be here already" in page
        assert f"/admin/importer/duplicates/works/{known.pk}/{twin.pk}/" in page

    def test_it_costs_the_same_with_more_authors(self, editor: Client, me: Person) -> None:
        work = PublicationFactory(authors=[me], is_draft=True)
        found = Proposal.objects.propose(account("member", me), work)

        def queries() -> int:
            with CaptureQueriesContext(connection) as seen:
                assert editor.get(f"{QUEUE}{found.pk}/").status_code == 200
            return len(seen)

        queries()
        few = queries()
        for place in (2, 3):
            work.authorships.create(person=PersonFactory(), position=place)
        queries()  # pairs are looked for again
        assert queries() == few


def test_published_news_of_one_s_own_is_read_not_changed(member: Client, me: Person) -> None:
    row = NewsFactory(author=me)
    page = member.get(f"{NEWS}{row.pk}/change/")
    assert page.status_code == 200
    assert b'name="_save"' not in page.content
    assert change(member, row, text="Changed") == 403


class TestMails:
    @pytest.fixture(autouse=True)
    def _mail_server(self, settings: Any) -> None:
        settings.EMAIL_BACKEND = "health.outbox.backend.Outbox"
        settings.MAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"

    def reachable(self) -> None:
        for user in User.objects.all():
            user.email = f"{user.username}@example.org"
            user.save()

    def test_whoever_proposed_it_is_told_that_it_is_published(
        self, member: Client, editor: Client, me: Person
    ) -> None:
        self.reachable()
        found = propose(member, "We **won**.")
        decide(editor, found, "approved")
        mail = Mail.objects.get()
        assert (mail.subject, mail.to) == (
            "Published: May 2026: We won.",
            ["member0@example.org"],
        )
        assert f"/news/{found.object_id}/" in mail.body

    def test_and_of_what_an_editor_wrote(self, member: Client, editor: Client) -> None:
        self.reachable()
        found = propose(member)
        decide(editor, found, "sent back", "Say which prize & when.")
        mail = Mail.objects.get()
        assert mail.subject == "Sent back: May 2026: We won."
        assert "Say which prize & when." in mail.body
        assert f"{NEWS}{found.object_id}/change/" in mail.body

    def test_of_what_is_declined_nobody_is_told(self, member: Client, editor: Client) -> None:
        self.reachable()
        decide(editor, propose(member), "declined")
        assert not Mail.objects.exists()

    def test_editors_are_told_once_a_day_that_something_waits(
        self, member: Client, editor: Client
    ) -> None:
        self.reachable()
        propose(member)
        now = timezone.now()
        assert tell_editors(now) == "1 told of 1"
        mail = Mail.objects.get()
        assert mail.subject.startswith("1 proposal for the site of")
        assert "- May 2026: We won. (by Mine Lovelace)" in mail.body
        assert "/admin/proposals/" in mail.body
        assert tell_editors(now + timedelta(days=1)) == "Nothing new waits."
        assert [job.every for job in jobs() if job.slug == "proposals"] == [timedelta(days=1)]

    def test_without_a_mail_server_nobody_is(
        self, member: Client, editor: Client, settings: Any
    ) -> None:
        self.reachable()
        settings.MAIL_TRANSPORT = ""
        assert tell_editors(timezone.now()).startswith("Not told")
        decide(editor, propose(member), "approved")
        assert not Mail.objects.exists()
