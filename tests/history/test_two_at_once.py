"""Two people at one form: the second to save is told, sees both versions, and loses nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.admin import site
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from history.meeting import fresh_forms
from history.opened import look
from news.models import NewsItem
from publications.models import Publication, Topic
from tests.factories import MembershipFactory, NewsFactory, PersonFactory, PublicationFactory
from tests.forms import add_rows, posted
from tests.history.conftest import edit, opened, url

pytestmark = pytest.mark.django_db


def save(client: Client, row: Any, data: dict[str, Any], **values: Any) -> HttpResponse:
    return client.post(url(row, "change"), {**data, **values})


def choices(answer: HttpResponse) -> list[tuple[str, str, str, str, str]]:
    """(field, as it was, theirs, mine, what is ticked) of all that the panel tells."""
    assert answer.status_code == 200, "it was saved"
    return [(c.label, c.was, c.theirs, c.mine, c.default) for c in answer.context["choices"]]


def again(client: Client, row: Any, answer: HttpResponse, **chosen: str) -> HttpResponse:
    """Saves the form as it came back, with choices by the name of the field."""
    data: dict[str, Any] = dict(answer.context["adminform"].form.data.lists())
    data["_opened"] = answer.context["opened"]
    data["_conflict"] = answer.context["signed_choices"]
    for choice in answer.context["choices"]:
        if choice.can_choose:
            data[choice.name] = chosen.get(choice.label.lower().replace(" ", "_"), choice.default)
    return client.post(url(row, "change"), data)


def stamped(client: Client, row: Any) -> dict[str, Any]:
    """The form as a browser holds it, with its stamp."""
    answer = client.get(url(row, "change"))
    return {**posted(answer), "_opened": answer.context["opened"]}


class TestTheSameField:
    @pytest.fixture
    def answer(self, ada: Client, bob: Client) -> HttpResponse:
        item = NewsFactory(text="One")
        mine = stamped(bob, item)
        edit(ada, item, text="Hers")
        return save(bob, item, mine, text="His")

    def test_the_second_is_told_and_nothing_is_saved(self, answer: HttpResponse) -> None:
        assert choices(answer) == [("Text", "One", "Hers", "His", "mine")]
        assert NewsItem.objects.get().text == "Hers"
        page = answer.content.decode()
        assert "somebody else saved this meanwhile" in page
        assert "changed by them alone" not in page
        assert "ada edited it" in page

    def test_the_form_holds_what_the_second_typed(self, answer: HttpResponse) -> None:
        assert posted(answer)["text"] == "His"

    def test_theirs_can_be_taken(self, bob: Client, answer: HttpResponse) -> None:
        again(bob, NewsItem.objects.get(), answer, text="theirs")
        assert NewsItem.objects.get().text == "Hers"

    def test_mine_can_be_taken(self, bob: Client, answer: HttpResponse) -> None:
        again(bob, NewsItem.objects.get(), answer, text="mine")
        assert NewsItem.objects.get().text == "His"

    def test_a_third_edit_meanwhile_is_told_again(
        self, ada: Client, bob: Client, answer: HttpResponse
    ) -> None:
        item = NewsItem.objects.get()
        edit(ada, item, text="Hers again")
        third = again(bob, item, answer, text="mine")
        assert choices(third) == [("Text", "Hers", "Hers again", "His", "mine")]


class TestOtherFields:
    @pytest.fixture
    def answer(self, ada: Client, bob: Client) -> HttpResponse:
        item = NewsFactory(text="One", date="2024-05")
        mine = stamped(bob, item)
        edit(ada, item, date="2024-06")
        return save(bob, item, mine, text="His")

    def test_it_is_told_and_both_are_in_the_form(self, answer: HttpResponse) -> None:
        assert choices(answer) == [("Date", "2024-05", "2024-06", "2024-05", "theirs")]
        form = posted(answer)
        assert (form["text"], form["date"]) == ("His", "2024-06")

    def test_saving_keeps_both(self, bob: Client, answer: HttpResponse) -> None:
        assert again(bob, NewsItem.objects.get(), answer).status_code == 302
        item = NewsItem.objects.get()
        assert (item.text, str(item.date.isoformat())) == ("His", "2024-06")

    def test_it_can_be_as_it_was_when_the_form_was_opened(
        self, bob: Client, answer: HttpResponse
    ) -> None:
        again(bob, NewsItem.objects.get(), answer, date="mine")
        assert NewsItem.objects.get().date.isoformat() == "2024-05"

    def test_kinds_of_fields(self, ada: Client, bob: Client) -> None:
        person, topic = PersonFactory(), Topic.objects.create(name="Looms")
        talk_person = PersonFactory(given_name="Grace", family_name="Hopper")
        item = NewsFactory()
        work = PublicationFactory()
        mine = stamped(bob, item)
        edit(ada, item, author=talk_person.pk, people=[person.pk], is_draft="on",
             publish_at_0="2030-01-02", publish_at_1="10:00:00")  # fmt: skip
        answer = save(bob, item, mine, text="His")
        assert [label for label, *_ in choices(answer)] == [
            "Author", "Draft", "Publish at", "People",
        ]  # fmt: skip
        assert again(bob, item, answer).status_code == 302
        item.refresh_from_db()
        assert (item.author, item.is_draft, item.people.get()) == (talk_person, True, person)
        assert (item.publish_at.isoformat(), item.text) == ("2030-01-02T10:00:00+00:00", "His")
        mine = stamped(bob, work)
        edit(ada, work, topics=[topic.pk])
        assert again(bob, work, save(bob, work, mine, title="His")).status_code == 302
        work.refresh_from_db()
        assert (work.title, work.topics.get()) == ("His", topic)

    def test_the_same_edit_twice_is_no_conflict_to_decide(self, ada: Client, bob: Client) -> None:
        item = NewsFactory(text="One")
        mine = stamped(bob, item)
        edit(ada, item, text="Two")
        assert choices(save(bob, item, mine, text="Two")) == []

    def test_what_a_program_wrote_is_noticed_too(self, bob: Client) -> None:
        item = NewsFactory(text="One")
        mine = stamped(bob, item)
        NewsItem.objects.filter(pk=item.pk).update(text="By an import")
        answer = save(bob, item, mine, text="His")
        assert choices(answer) == [("Text", "One", "By an import", "His", "mine")]

    def test_who_opened_it_after_the_other_saved_just_saves(self, ada: Client, bob: Client) -> None:
        item = NewsFactory()
        edit(ada, item, text="Hers")
        assert save(bob, item, stamped(bob, item), text="His").status_code == 302

    def test_a_form_with_mistakes_is_checked_when_they_are_mended(
        self, ada: Client, bob: Client
    ) -> None:
        item = NewsFactory(text="One", date="2024-05")
        mine = stamped(bob, item)
        wrong = save(bob, item, mine, text="")
        data = {**posted(wrong), "_opened": wrong.context["opened"]}
        edit(ada, item, date="2024-06")
        assert choices(save(bob, item, data, text="His")) == [
            ("Date", "2024-05", "2024-06", "2024-05", "theirs")
        ]


class TestRowsBelow:
    def names(self, work: Publication) -> list[str]:
        return [each.name for each in work.authorships.order_by("position")]

    def test_an_author_whom_the_other_added_stays_and_is_there_once(
        self, ada: Client, bob: Client
    ) -> None:
        work = PublicationFactory(authors=["Ada Lovelace"])
        mine = stamped(bob, work)
        data = opened(ada, work)
        add_rows(data, "authorships", {"printed_name": "Hers", "position": 2})
        assert ada.post(url(work, "change"), data).status_code == 302
        add_rows(mine, "authorships", {"printed_name": "His", "position": 2})
        answer = save(bob, work, mine)
        assert [(c[0], c[2]) for c in choices(answer)] == [("Author", "added: Hers")]
        assert again(bob, work, answer).status_code == 302
        assert sorted(self.names(work)) == ["Ada Lovelace", "Hers", "His"]

    def test_a_row_that_the_other_deleted_stays_deleted(self, ada: Client, bob: Client) -> None:
        work = PublicationFactory(authors=["Ada Lovelace", "Grace Hopper"])
        mine = stamped(bob, work)
        edit(ada, work, **{"authorships-0-DELETE": "on"})
        answer = save(bob, work, mine, title="His")
        assert [(c[0], c[2]) for c in choices(answer)] == [("Author “Ada Lovelace”", "deleted")]
        assert again(bob, work, answer).status_code == 302
        assert self.names(work) == ["Grace Hopper"]

    def test_a_deleted_row_that_was_changed_here_can_be_kept_or_not(
        self, ada: Client, bob: Client
    ) -> None:
        for choice, left in (("mine", ["Augusta", "Grace Hopper"]), ("theirs", ["Grace Hopper"])):
            work = PublicationFactory(authors=["Ada Lovelace", "Grace Hopper"])
            mine = stamped(bob, work)
            edit(ada, work, **{"authorships-0-DELETE": "on"})
            answer = save(bob, work, mine, **{"authorships-0-printed_name": "Augusta"})
            saved = again(bob, work, answer, **{"author_“ada_lovelace”": choice})
            assert saved.status_code == 302
            assert sorted(self.names(work)) == left

    def test_a_row_deleted_here_that_the_other_changed_is_told(
        self, ada: Client, bob: Client
    ) -> None:
        for choice, left in (("mine", []), ("theirs", ["Augusta"])):
            work = PublicationFactory(authors=["Ada Lovelace"])
            mine = stamped(bob, work)
            edit(ada, work, **{"authorships-0-printed_name": "Augusta"})
            answer = save(bob, work, mine, **{"authorships-0-DELETE": "on"})
            (told,) = choices(answer)
            assert told[2:] == ("changed: Name as printed", "deleted", "mine")
            saved = again(bob, work, answer, **{"author_“augusta”": choice})
            assert saved.status_code == 302
            assert self.names(work) == left

    def test_fields_of_a_row_are_compared_one_by_one(self, ada: Client, bob: Client) -> None:
        person = MembershipFactory(role="phd", start="2020").person
        mine = stamped(bob, person)
        edit(ada, person, **{"memberships-0-start": "2021"})
        answer = save(bob, person, mine, **{"memberships-0-role": "postdoc"})
        ((label, was, theirs, _, default),) = choices(answer)
        assert label.endswith(": Start")
        assert (was, theirs, default) == ("2020", "2021", "theirs")
        assert again(bob, person, answer).status_code == 302
        membership = person.memberships.get()
        assert (membership.role, str(membership.start)) == ("postdoc", "2021")

    def test_an_order_that_the_other_changed_stays(self, ada: Client, bob: Client) -> None:
        work = PublicationFactory(authors=["Ada", "Grace", "Alan"])
        mine = stamped(bob, work)
        edit(ada, work, **{"authorships-2-position": 1})
        answer = save(bob, work, mine, title="His")
        order = ("Order of authors", "Ada, Grace, Alan", "Alan, Ada, Grace", "–", "theirs")
        assert choices(answer) == [order]
        assert "changed by them alone" in answer.content.decode()
        assert again(bob, work, answer).status_code == 302
        assert self.names(work) == ["Alan", "Ada", "Grace"]
        work.refresh_from_db()
        assert work.title == "His"


class TestFiles:
    def test_a_file_must_be_chosen_again_and_that_is_said(self, ada: Client, bob: Client) -> None:
        work = PublicationFactory(title="One")
        mine = stamped(bob, work)
        edit(ada, work, title="Hers")
        add_rows(mine, "files", {"label": "paper", "file": SimpleUploadedFile("p.pdf", b"%PDF-")})
        page = save(bob, work, mine).content.decode()
        assert "Choose again:" in page
        assert "p.pdf" in page


class TestADeletedRecord:
    def test_what_was_typed_comes_back_as_a_new_record(self, ada: Client, bob: Client) -> None:
        work = PublicationFactory(title="One", authors=["Ada Lovelace"])
        work.links.create(label="slides", url="https://example.org/s")
        mine = stamped(bob, work)
        ada.post(url(work, "delete"), {"post": "yes"})
        answer = save(bob, work, mine, title="His")
        assert answer.status_code == 200
        assert "ada deleted this on" in answer.content.decode()
        assert answer.context["form_url"] == url(Publication, "add")
        assert not Publication.objects.exists()
        data = {**posted(answer), "_opened": answer.context["opened"], "slug": ""}
        assert bob.post(url(Publication, "add"), data).status_code == 302
        back = Publication.objects.get()
        assert (back.title, back.authorships.get().name) == ("His", "Ada Lovelace")
        assert back.links.get().label == "slides"

    def test_it_can_be_restored_instead(self, ada: Client, bob: Client) -> None:
        item = NewsFactory()
        mine = stamped(bob, item)
        ada.post(url(item, "delete"), {"post": "yes"})
        page = save(bob, item, mine, text="His").content.decode()
        assert reverse("admin:history_version", args=[1])[:-2] in page
        assert "Restore it from the bin" in page


class TestTheStamp:
    def test_one_that_was_tampered_with_counts_for_nothing(self, bob: Client) -> None:
        item = NewsFactory()
        mine = stamped(bob, item)
        mine["_opened"] = "x" + mine["_opened"]
        assert save(bob, item, mine, text="His").status_code == 302

    def test_a_form_opened_on_a_site_without_settings_saves(self, ada: Client) -> None:
        address = reverse("admin:core_sitesettings_change", args=[1])
        page = ada.get(address)
        data = {**posted(page), "_opened": page.context["opened"], "name": "Engines"}
        assert ada.post(address, data).status_code == 302

    def test_a_form_costs_the_same_whatever_the_number_of_rows(self, ada: Client) -> None:
        def cost(number: int) -> int:
            work = PublicationFactory(authors=[PersonFactory() for _ in range(number)])
            with CaptureQueriesContext(connection) as queries:
                stamped(ada, work)
            return len(queries)

        cost(1)
        assert cost(1) == cost(3)

    def test_looking_whether_somebody_saved_costs_the_same_too(self, rf: RequestFactory) -> None:
        def cost(number: int) -> int:
            work = PublicationFactory(authors=[PersonFactory() for _ in range(number)])
            with CaptureQueriesContext(connection) as queries:
                look(request, *fresh_forms(site._registry[Publication], request, work))
            return len(queries)

        request = rf.get("/")
        request.user = User.objects.create_superuser("ada")
        cost(1)
        assert cost(1) == cost(3)
