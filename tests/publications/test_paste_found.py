"""A pasted paper beside what the site has, several of them, the form that is filled in, rights."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from importer.models import ImportRun, Proposal
from publications.models import Appearance, Publication
from tests.factories import (
    MembershipFactory,
    PersonFactory,
    PublicationFactory,
    account,
)
from tests.forms import posted
from tests.publications.pasting import (
    ADD,
    BIBTEX,
    CITATION,
    PASTE,
    SECOND,
    address,
    form,
    paste,
    saved,
    user_with,
)

pytestmark = pytest.mark.django_db


class TestWhatTheSiteHas:
    @pytest.fixture
    def work(self) -> Publication:
        work: Publication = PublicationFactory(
            title="On the weaving of engines",
            authors=["Ada Lovelace", "Grace Hopper", "Jane Doe"],
            year=2024,
        )
        work.appearances.update(doi="10.1000/182")
        work.links.create(label="PDF", url="https://example.org/weaving.pdf")
        return work

    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("10.1000/182", "It has this DOI."),
            (CITATION, "One title, the same authors in the same order."),
            ("https://example.org/weaving.pdf", "A link of it leads to this address"),
            ("http://127.0.0.1:8000/publications/on-the-weaving-of-engines/", "or its page here"),
        ],
    )
    def test_is_shown_with_the_reason_before_the_form(
        self, admin_client: Client, work: Publication, text: str, reason: str
    ) -> None:
        answer = paste(admin_client, text)
        assert address(answer) == PASTE
        page = answer.content.decode()
        assert reason in page
        assert f'href="/admin/publications/publication/{work.pk}/change/"' in page
        assert "It is another work: fill in the form" in page

    def test_it_is_another_work(self, admin_client: Client, work: Publication) -> None:
        answer = paste(admin_client, CITATION)
        form = admin_client.get(answer.context["entry"].address)
        assert posted(form)["title"] == "On the weaving of engines"

    def test_what_only_may_be_the_same(self, admin_client: Client) -> None:
        PublicationFactory(title="On the weaving of engines", authors=["Ada Lovelace", "Bo Ray"])
        assert "Perhaps the same" in paste(admin_client, CITATION).content.decode()

    def test_a_draft_that_the_user_may_not_see_is_not_told(self, work: Publication) -> None:
        Publication.objects.update(is_draft=True)
        client = user_with("add_publication")
        assert "weaving" not in paste(client, "10.1000/182").content.decode()

    def test_what_visitors_see_is_opened_there(self, work: Publication) -> None:
        page = paste(user_with("add_publication"), "10.1000/182").content.decode()
        assert 'href="/publications/on-the-weaving-of-engines/"' in page


class TestSeveral:
    def test_are_listed_and_those_that_are_there_not_ticked(self, admin_client: Client) -> None:
        PublicationFactory(title="Notes on Compilers", authors=["Grace Hopper"], year=2023)
        answer = paste(admin_client, BIBTEX + SECOND)
        assert [(entry.title, entry.is_there) for entry in answer.context["entries"]] == [
            ("On the Weaving of Engines", False),
            ("Notes on Compilers", True),
        ]
        page = answer.content.decode()
        assert page.count("checked") == 1

    def test_one_of_them_fills_the_form(self, admin_client: Client) -> None:
        answer = paste(admin_client, BIBTEX + SECOND)
        form = admin_client.get(answer.context["entries"][1].address)
        assert posted(form)["title"] == "Notes on Compilers"

    def test_after_one_is_saved_the_others_are_offered(self, admin_client: Client) -> None:
        answer = paste(admin_client, BIBTEX + SECOND)
        entry = answer.context["entries"][1]
        data = posted(admin_client.get(entry.address))
        told = admin_client.post(entry.address, data, follow=True).content.decode()
        assert f'href="{PASTE}?pasted={answer.context["key"]}"' in told
        again = admin_client.get(f"{PASTE}?pasted={answer.context['key']}")
        assert [each.is_there for each in again.context["entries"]] == [False, True]

    def test_the_ticked_go_to_the_review(
        self, admin_client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("importer.review.jobs.in_background", lambda task: None)
        key = paste(admin_client, BIBTEX + SECOND).context["key"]
        answer = admin_client.post(PASTE, {"do": "import", "pasted": key, "entry": ["1"]})
        run = ImportRun.objects.get()
        assert answer.url == f"/admin/importer/importrun/{run.pk}/review/"
        verdicts = Proposal.objects.values_list("payload__title", "verdict")
        assert set(verdicts) == {
            ("On the Weaving of Engines", "reject"), ("Notes on Compilers", "accept")
        }  # fmt: skip
        assert not Publication.objects.exists()

    def test_nothing_ticked_gets_a_sentence(self, admin_client: Client) -> None:
        key = paste(admin_client, BIBTEX + SECOND).context["key"]
        answer = admin_client.post(PASTE, {"do": "import", "pasted": key}, follow=True)
        assert "Tick at least one work." in answer.content.decode()

    def test_who_may_not_import_fills_in_forms(self) -> None:
        client = user_with("add_publication")
        page = paste(client, BIBTEX + SECOND)
        assert "Look the ticked ones through" not in page.content.decode()
        answer = client.post(PASTE, {"do": "import", "pasted": page.context["key"], "entry": ["0"]})
        assert not ImportRun.objects.exists()
        assert answer.status_code == 403

    def test_lines_that_nobody_could_read_are_told(self, admin_client: Client) -> None:
        page = paste(admin_client, f"{BIBTEX}\n@article{{x,\n\n{SECOND}").content.decode()
        assert "@article{x," in page


class TestForm:
    def test_what_is_not_kept_any_more_gets_a_sentence(self, admin_client: Client) -> None:
        for url in (f"{ADD}?pasted=0123", f"{PASTE}?pasted=0123"):
            answer = admin_client.get(url, follow=True)
            assert address(answer) == PASTE
            assert "What you pasted is not kept any more" in answer.content.decode()

    @pytest.mark.parametrize("entry", ["7", "-1", "x", "9" * 30])
    def test_a_work_that_is_not_in_the_text(self, admin_client: Client, entry: str) -> None:
        key = paste(admin_client, BIBTEX + SECOND).context["key"]
        answer = admin_client.get(ADD, {"pasted": key, "entry": entry}, follow=True)
        assert address(answer) == PASTE

    def test_a_likely_person_is_chosen_with_the_reason(self, admin_client: Client) -> None:
        ada = MembershipFactory(person__given_name="Ada").person
        answer = paste(admin_client, CITATION)
        assert posted(answer)["authorships-0-person"] == ada.pk
        page = " ".join(answer.content.decode().split())
        assert "A. Lovelace: taken for Ada Lovelace. The same initials and family name;" in page

    def test_costs_the_same_with_more_authors(self, admin_client: Client) -> None:
        def queries(number: int) -> int:
            names = [f"Ada{n} Lovelace" for n in range(number)]
            for name in names:
                PersonFactory(given_name=name.split()[0])
            bibtex = f"@misc{{x, title={{On {number}}}, author={{{' and '.join(names)}}}}}"
            paste(admin_client, bibtex)
            with CaptureQueriesContext(
                connection,
            ) as captured:
                paste(admin_client, bibtex)
            return len(captured)

        queries(1)
        assert queries(1) == queries(3)

    def test_buttons_lead_there(self, admin_client: Client) -> None:
        for url in (ADD, "/admin/publications/publication/"):
            assert f'href="{PASTE}"' in admin_client.get(url).content.decode()

    def test_text_in_the_address_fills_the_box(self, admin_client: Client) -> None:
        answer = admin_client.get(PASTE, {"text": "10.1000/182"})
        assert answer.context["form"]["text"].value() == "10.1000/182"


class TestRights:
    def test_who_may_not_add_works_is_refused(self) -> None:
        for client in (user_with(), user_with("view_publication"), user_with("change_publication")):
            assert client.get(PASTE).status_code == 403
            assert client.post(PASTE, {"text": BIBTEX}).status_code == 403

    def test_a_member_proposes(self, client: Client) -> None:
        me = PersonFactory(given_name="Ada")
        client.force_login(account("member", me))
        data = form(client, BIBTEX)
        assert data["authorships-0-person"] == me.pk
        work = saved(client, data)
        assert work.is_draft
        assert [str(author) for author in work.authorships.all()][:2] == [
            "Ada Lovelace", "Grace Hopper"
        ]  # fmt: skip
        assert Client().get(work.get_absolute_url()).status_code == 404

    def test_a_member_is_sent_to_the_page_of_a_work_of_others(self, client: Client) -> None:
        work = PublicationFactory(title="Notes on Compilers", authors=["Grace Hopper"], year=2023)
        client.force_login(account("member", PersonFactory()))
        page = paste(client, SECOND).content.decode()
        assert f'href="{work.get_absolute_url()}"' in page
        assert "/change/" not in page.partition("The site has")[2]

    def test_a_guest_author_may_not(self, client: Client) -> None:
        client.force_login(account("guest author", PersonFactory()))
        assert client.get(PASTE).status_code == 403

    def test_visitors_log_in_first(self, client: Client) -> None:
        assert client.get(PASTE).url == f"/admin/login/?next={PASTE}"

    def test_who_may_not_see_people_gets_names_alone(self) -> None:
        PersonFactory(given_name="Ada")
        data = form(user_with("add_publication", "add_authorship", "add_appearance"), BIBTEX)
        assert data["authorships-0-printed_name"] == "Ada Lovelace"
        assert "authorships-0-person" not in data


def test_an_arxiv_number_that_the_site_has_is_found(admin_client: Client) -> None:
    work = PublicationFactory(year=2023)
    Appearance.objects.create(publication=work, kind="preprint", arxiv_id="2306.02601")
    assert "It has this arXiv number." in paste(admin_client, "2306.02601v4").content.decode()
