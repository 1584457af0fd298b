"""The authors of a work on its form: a pasted line, who a name most likely is, rights."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from groupsite.authors.likely import matches
from groupsite.authors.line import author_line
from importer.duplicates.kept import refresh
from people.models import Person
from publications.models import Authorship, Publication
from tests.factories import MembershipFactory, PersonFactory, PublicationFactory
from tests.forms import add_rows, errors, posted

AUTHORS = "/admin/publications/publication/authors/"
ADD = "/admin/publications/publication/add/"


class TestLine:
    @pytest.mark.parametrize(
        ("text", "names"),
        [
            ("Ada Lee, Grace Hopper and Jane Doe", ["Ada Lee", "Grace Hopper", "Jane Doe"]),
            ("Lovelace, Ada and Hopper, Grace", ["Ada Lovelace", "Grace Hopper"]),
            ("Lovelace, A., Hopper, G., & Doe, J.", ["A. Lovelace", "G. Hopper", "J. Doe"]),
            ("Lovelace, Ada; Hopper, Grace", ["Ada Lovelace", "Grace Hopper"]),
            ("Ada Lovelace\nGrace Hopper\n", ["Ada Lovelace", "Grace Hopper"]),
            ("Ada Lovelace1,2, Grace Hopper2", ["Ada Lovelace", "Grace Hopper"]),
            ("Ada Lovelace¹, Grace Hopper²,³", ["Ada Lovelace", "Grace Hopper"]),
            ("Ada Lovelace (Royal Society), Grace Hopper (Navy)", ["Ada Lovelace", "Grace Hopper"]),
            ("Authors: Ada Lovelace, Grace Hopper", ["Ada Lovelace", "Grace Hopper"]),
            ("by Ada Lovelace", ["Ada Lovelace"]),
        ],
    )  # fmt: skip
    def test_names_are_told_apart(self, text: str, names: list[str]) -> None:
        assert [author.name for author in author_line(text).authors] == names

    @pytest.mark.parametrize(
        ("text", "equal"),
        [
            ("A. Lovelace*, G. Hopper* and J. Doe", [True, True, False]),
            ("A. Lovelace, G. Hopper* and J. Doe†", [False, True, True]),
            ("A. Lovelace∗, G. Hopper∗, J. Doe", [True, True, False]),
            ("A. Lovelace (equal contribution), G. Hopper (equal), J. Doe", [True, True, False]),
            ("A. Lovelace*, G. Hopper*, J. Doe†\n* equal contribution, † corresponding author",
             [True, True, False]),
            ("A. Lovelace†, G. Hopper†, J. Doe* († equal contribution)", [True, True, False]),
            ("Lovelace, A.*, Hopper, G.*, & Doe, J.", [True, True, False]),
        ],
    )  # fmt: skip
    def test_marks_of_equal_contribution(self, text: str, equal: list[bool]) -> None:
        line = author_line(text)
        assert [author.equal for author in line.authors] == equal
        assert line.has_marks

    @pytest.mark.parametrize("end", [" et al.", ", et al", " and others"])
    def test_one_that_is_cut(self, end: str) -> None:
        line = author_line(f"Ada Lovelace, Grace Hopper{end}")
        assert line.is_cut
        assert len(line.authors) == 2

    @pytest.mark.parametrize("between", [" " * 19_000, "," * 19_000])
    def test_a_long_run_between_names_is_looked_at_once(self, between: str) -> None:
        """Each sign of it looked at anew, this would take minutes."""
        line = author_line(f"Ada Lovelace,{between}Grace Hopper")
        assert [author.name for author in line.authors] == ["Ada Lovelace", "Grace Hopper"]

    @pytest.mark.parametrize("text", ["see the paper!", "Ada Lovelace, why?", "", " , "])
    def test_what_is_none_gets_a_sentence(self, text: str) -> None:
        with pytest.raises(ValueError, match="name"):
            author_line(text)


@pytest.mark.django_db
class TestWhoANameIs:
    def test_a_known_spelling_is_theirs(self) -> None:
        ada = PersonFactory(given_name="Ada")
        ada.variants.create(name="Augusta King")
        (match,) = matches(["Augusta King"])
        assert match.person == ada
        assert match.reason == "“Augusta King” is a known spelling of this name."

    def test_the_same_name_needs_no_reason(self) -> None:
        ada = PersonFactory(given_name="Ada")
        (match,) = matches(["Ada Lovelace"])
        assert (match.person, match.reason) == (ada, "")

    def test_two_of_one_name_are_left_to_choose(self) -> None:
        two = [PersonFactory(given_name="Ada") for _ in range(2)]
        (match,) = matches(["Ada Lovelace"])
        assert match.person is None
        assert [c.person for c in match.candidates] == two

    def test_initials_of_a_member_are_theirs(self) -> None:
        ada = MembershipFactory(person__given_name="Ada").person
        (match,) = matches(["A. Lovelace"])
        assert match.person == ada
        assert match.reason == "The same initials and family name; of the group."

    def test_initials_of_a_coauthor_of_somebody_in_the_line_are_theirs(self) -> None:
        ada, grace = PersonFactory(given_name="Ada"), PersonFactory(given_name="Grace")
        PublicationFactory(authors=[ada, grace])
        refresh()
        found = matches(["Ada Lovelace", "G. Lovelace"])
        assert [match.person for match in found] == [ada, grace]
        assert found[1].reason.endswith("; 1 co-author in common.")

    def test_initials_alone_are_no_person_and_offered(self) -> None:
        ada = PersonFactory(given_name="Ada")
        (match,) = matches(["A. Lovelace"])
        assert match.person is None
        assert [c.person for c in match.candidates] == [ada]

    def test_initials_that_fit_two_are_left_to_choose(self) -> None:
        for name in ("Ada", "Anne"):
            MembershipFactory(person__given_name=name)
        (match,) = matches(["A. Lovelace"])
        assert match.person is None
        assert len(match.candidates) == 2

    def test_nobody_is_in_a_list_twice(self) -> None:
        ada = MembershipFactory(person__given_name="Ada").person
        found = matches(["Ada Lovelace", "A. Lovelace"])
        assert [match.person for match in found] == [ada, None]

    def test_a_name_that_nobody_bears(self) -> None:
        (match,) = matches(["Emmy Noether"])
        assert (match.person, match.candidates) == (None, ())

    def test_costs_the_same_with_more_names(self) -> None:
        def queries(names: list[str]) -> int:
            with CaptureQueriesContext(connection) as captured:
                matches(names)
            return len(captured)

        for n in range(6):
            MembershipFactory(person__given_name=f"Ada{n}", person__family_name=f"Hopper{n}")
        refresh()
        assert queries(["A. Hopper1"]) == queries([f"A. Hopper{n}" for n in range(6)])


def ask(client: Client, **data: str) -> dict[str, Any]:
    answer = client.post(AUTHORS, data)
    found: dict[str, Any] = answer.json()
    return found | {"status": answer.status_code}


@pytest.mark.django_db
class TestAnswers:
    def test_a_line(self, admin_client: Client) -> None:
        ada = PersonFactory(given_name="Ada")
        answer = ask(admin_client, line="Ada Lovelace*, Emmy Noether et al.")
        assert (answer["status"], answer["marks"], answer["cut"]) == (200, True, True)
        one, other = answer["authors"]
        assert (one["name"], one["equal"], one["person"]["id"]) == ("Ada Lovelace", True, ada.pk)
        assert (other["person"], other["candidates"], other["row"]) == (None, [], None)

    def test_rows_that_are_there_are_named(self, admin_client: Client) -> None:
        answer = ask(admin_client, line="Bo Ray, A. Lovelace", present="Ada Lovelace\nCy Dee")
        assert [author["row"] for author in answer["authors"]] == [None, 0]

    def test_a_name_is_not_taken_apart(self, admin_client: Client) -> None:
        answer = ask(admin_client, name="Lovelace, Ada")
        assert [author["name"] for author in answer["authors"]] == ["Lovelace, Ada"]

    @pytest.mark.parametrize(
        "data", [{}, {"line": "why?"}, {"line": "A. Lee, " * 3_000}, {"name": "A" * 300}]
    )
    def test_a_mistake_gets_a_sentence(self, admin_client: Client, data: dict[str, str]) -> None:
        answer = ask(admin_client, **data)
        assert (answer["status"], "authors" in answer) == (200, False)
        assert answer["error"].endswith(".")

    def test_rights(self, client: Client) -> None:
        PersonFactory(given_name="Ada")
        assert client.post(AUTHORS, {"name": "Ada Lovelace"}).status_code == 302
        for right, status in (("view_publication", 403), ("add_publication", 200)):
            user = User.objects.create_user(right, is_staff=True)
            user.user_permissions.set(Permission.objects.filter(codename=right))
            client.force_login(user)
            answer = client.post(AUTHORS, {"name": "Ada Lovelace"})
            assert answer.status_code == status
        assert answer.json()["authors"][0]["person"] is None  # who may not view people

    def test_only_by_post(self, admin_client: Client) -> None:
        assert admin_client.get(AUTHORS).status_code == 405


@pytest.mark.django_db
class TestTheForm:
    @pytest.fixture
    def work(self) -> Publication:
        ada = PersonFactory(given_name="Ada")
        work: Publication = PublicationFactory(authors=[ada, "Bo Ray", "Cy Dee"])
        return work

    @staticmethod
    def address(work: Publication) -> str:
        return f"/admin/publications/publication/{work.pk}/change/"

    def send(self, client: Client, work: Publication, **changes: Any) -> Any:
        data = posted(client.get(self.address(work)))
        data |= {name.replace("__", "-"): value for name, value in changes.items()}
        return client.post(self.address(work), data)

    @staticmethod
    def names(work: Publication) -> list[str]:
        return [author.name for author in work.authorships.all()]

    def test_a_new_work_with_a_line(self, admin_client: Client) -> None:
        ada = PersonFactory(given_name="Ada")
        data = posted(admin_client.get(ADD)) | {
            "title": "On Engines",
            "authorships-line": "Ada Lovelace*, G. Hopper* and J. Doe",
        }
        assert admin_client.post(ADD, data).status_code == 302
        work = Publication.objects.get()
        assert self.names(work) == ["Ada Lovelace", "G. Hopper", "J. Doe"]
        assert [author.equal_contribution for author in work.authorships.all()] == [
            True, True, False
        ]  # fmt: skip
        assert [author.position for author in work.authorships.all()] == [1, 2, 3]
        assert work.authorships.first().person == ada

    def test_rows_that_are_there_keep_their_people(
        self, admin_client: Client, work: Publication
    ) -> None:
        keys = list(work.authorships.values_list("pk", flat=True))
        answer = self.send(
            admin_client, work, authorships__line="C. Dee, Di Eff, A. Lovelace, Bo Ray"
        )
        assert answer.status_code == 302
        assert self.names(work) == ["Cy Dee", "Di Eff", "Ada Lovelace", "Bo Ray"]
        third = work.authorships.all()[2]
        assert third.person == Person.objects.get()
        assert third.pk == keys[0]
        assert "author" in LogEntry.objects.get().get_change_message()

    def test_nobody_is_lost(self, admin_client: Client, work: Publication) -> None:
        answer = self.send(admin_client, work, authorships__line="Ada Lovelace, Bo Ray")
        (message,) = errors(answer)
        assert message.startswith("Cy Dee would be lost")
        assert "Ada Lovelace, Bo Ray</textarea>" in answer.content.decode()
        assert self.names(work) == ["Ada Lovelace", "Bo Ray", "Cy Dee"]

    def test_but_for_who_is_taken_out(self, admin_client: Client, work: Publication) -> None:
        self.send(
            admin_client,
            work,
            authorships__2__DELETE="on",
            authorships__line="Bo Ray, Ada Lovelace",
        )
        assert self.names(work) == ["Bo Ray", "Ada Lovelace"]

    def test_rows_that_were_added_at_once_count(
        self, admin_client: Client, work: Publication
    ) -> None:
        data = posted(admin_client.get(self.address(work)))
        add_rows(data, "authorships", {"printed_name": "Di Eff"})
        data["authorships-line"] = "Di Eff, Cy Dee, Bo Ray, Ada Lovelace"
        assert admin_client.post(self.address(work), data).status_code == 302
        assert self.names(work) == ["Di Eff", "Cy Dee", "Bo Ray", "Ada Lovelace"]
        assert Authorship.objects.count() == 4

    def test_the_whole_line_ends_a_cut_list(self, admin_client: Client, work: Publication) -> None:
        Publication.objects.update(authors_truncated=True)
        self.send(admin_client, work, authorships__line="Ada Lovelace, Bo Ray, Cy Dee, Di Eff")
        assert not Publication.objects.get().authors_truncated
        self.send(
            admin_client, work, authorships__line="Ada Lovelace, Bo Ray, Cy Dee, Di Eff et al."
        )
        assert Publication.objects.get().authors_truncated

    @pytest.mark.parametrize("line", ["see the paper!", "A. Lee, " * 3_000])
    def test_a_mistake_gets_a_sentence(
        self, admin_client: Client, work: Publication, line: str
    ) -> None:
        (message,) = errors(self.send(admin_client, work, authorships__line=line))
        assert "does not look like a name" in message or "20000 characters" in message

    def test_who_may_not_add_authors_has_no_line(self, work: Publication, client: Client) -> None:
        user = User.objects.create_user("reader", is_staff=True)
        rights = ["change_publication", "view_publication", "view_authorship"]
        user.user_permissions.set(Permission.objects.filter(codename__in=rights))
        client.force_login(user)
        page = client.get(self.address(work))
        assert "Bo Ray" in page.content.decode()
        assert "authorships-line" not in page.content.decode()
        data = posted(page) | {"authorships-line": "Di Eff, Ada Lovelace, Bo Ray, Cy Dee"}
        assert client.post(self.address(work), data).status_code == 302
        assert self.names(work) == ["Ada Lovelace", "Bo Ray", "Cy Dee"]
