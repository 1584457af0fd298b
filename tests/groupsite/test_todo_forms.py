"""The field of each list of what is left to do: what it takes, what it refuses, what it leaves."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.http import HttpResponse
from django.test import Client

from people.models import Person
from publications.models import Authorship, Publication, PublicationFile, PublicationLink
from tests.factories import NewsFactory, PersonFactory, PublicationFactory, TalkFactory

pytestmark = pytest.mark.django_db


def send(client: Client, slug: str, row: Any, **values: Any) -> HttpResponse:
    """Posts one row of that list."""
    data = {f"row-{row.pk}-{name}": value for name, value in values.items()}
    return client.post(f"/admin/todo/{slug}/", {"row": row.pk, **data})


def save(client: Client, slug: str, row: Any, **values: Any) -> None:
    answer = send(client, slug, row, **values)
    assert answer.status_code == 302, [form.errors for form in answer.context["forms"]]


def mistake(client: Client, slug: str, row: Any, **values: Any) -> str:
    """The sentence with which the row is refused."""
    answer = send(client, slug, row, **values)
    assert answer.status_code == 200, "it was saved"
    (form,) = answer.context["forms"]
    (messages,) = form.errors.values()
    return " ".join(messages)


def history() -> list[tuple[str, str]]:
    entries = LogEntry.objects.order_by("pk")
    return [(entry.object_repr, entry.get_change_message()) for entry in entries]


class TestPdf:
    @pytest.mark.parametrize(
        ("label", "url", "lacks"),
        [
            ("pdf", "https://example.org/1", False),
            ("Paper", "https://example.org/1", False),
            ("PDF (long version)", "https://example.org/1", False),
            ("full text", "", True),
            ("ICML", "https://example.org/a.pdf?download=1", False),
            ("OpenReview", "https://openreview.net/pdf?id=x", False),
            ("preprint at arXiv", "https://arxiv.org/abs/2306.02601", False),
            ("slides", "https://example.org/slides.pdf", True),
            ("DOI", "https://doi.org/10.1000/182", True),
            ("code", "https://example.org/code", True),
        ],
    )
    def test_a_link_to_the_text_is_one(self, label: str, url: str, lacks: bool) -> None:
        work = PublicationFactory()
        work.links.create(label=label, url=url)
        assert Publication.objects.without_pdf().exists() is lacks

    def test_an_upload_or_an_arxiv_number_is_one(self) -> None:
        uploaded, numbered, slides, doi = (PublicationFactory() for _ in range(4))
        PublicationFile.objects.create(publication=uploaded, label="PDF", file="a.pdf")
        PublicationFile.objects.create(publication=slides, label="Slides", file="b.pdf")
        numbered.appearances.update(arxiv_id="2306.02601")
        doi.appearances.update(doi="10.1000/182")
        assert set(Publication.objects.without_pdf()) == {slides, doi}

    def test_its_address_becomes_a_link(self, admin_client: Client) -> None:
        work = PublicationFactory(title="On Engines", year=2024)
        save(admin_client, "no-pdf", work, url="https://example.org/a.pdf")
        link = work.links.get()
        assert (link.label, link.url) == ("PDF", "https://example.org/a.pdf")
        assert history() == [
            ("On Engines (2024)", "Added publication link “PDF: https://example.org/a.pdf”.")
        ]

    def test_it_goes_into_the_label_that_waits_for_it(self, admin_client: Client) -> None:
        work = PublicationFactory()
        work.links.create(label="paper")
        save(admin_client, "no-pdf", work, url="https://example.org/a.pdf")
        link = work.links.get()
        assert (link.label, link.url) == ("paper", "https://example.org/a.pdf")


class TestDate:
    def test_goes_to_the_version_of_record(self, admin_client: Client) -> None:
        work = PublicationFactory(year=None)
        save(admin_client, "no-year", work, date="May 2024")
        work.refresh_from_db()
        assert (work.year, work.date.isoformat()) == (2024, "2024-05")
        assert work.appearances.get().kind == "conference"
        assert history()[0][1] == "Changed date for appearance “Conference paper, May 2024”."

    def test_a_work_without_forms_gets_one(self, admin_client: Client) -> None:
        work = PublicationFactory(year=None)
        work.appearances.all().delete()
        save(admin_client, "no-year", work, date="2023")
        work.refresh_from_db()
        assert (work.year, work.kind) == (2023, "other")

    def test_what_is_known_of_it_is_shown(self, admin_client: Client) -> None:
        PublicationFactory(year=None).appearances.update(date="--05-21")
        assert b"Printed: 21 May" in admin_client.get("/admin/todo/no-year/").content

    @pytest.mark.parametrize(
        ("typed", "said"),
        [("soon", "is not a date"), ("2024-13", "is not a date"), ("14 May", "has no year")],
    )
    def test_refused(self, admin_client: Client, typed: str, said: str) -> None:
        message = mistake(admin_client, "no-year", PublicationFactory(year=None), date=typed)
        assert typed in message
        assert said in message


class TestAuthors:
    @pytest.fixture
    def ada(self) -> Person:
        return PersonFactory(given_name="Ada", family_name="Lovelace")

    @pytest.fixture
    def work(self, ada: Person) -> Publication:
        """By Ada, printed with an initial, by Bo Peep, and by others."""
        work = PublicationFactory(authors=[ada, "Bo Peep"], authors_truncated=True)
        work.authorships.filter(person=ada).update(printed_name="A. Lovelace")
        return work

    def test_a_pasted_line_extends_the_list(
        self, admin_client: Client, work: Publication, ada: Person
    ) -> None:
        flo = PersonFactory(given_name="Flo", family_name="Ray")
        before = list(work.authorships.values_list("pk", flat=True))
        line = "Cy Dee, Ada Lovelace, Bo Peep and Flo Ray"
        save(admin_client, "cut-authors", work, authors=line)
        rows = list(work.authorships.all())
        assert [row.name for row in rows] == ["Cy Dee", "A. Lovelace", "Bo Peep", "Flo Ray"]
        assert [row.person for row in rows] == [None, ada, None, flo]
        assert [row.position for row in rows] == [1, 2, 3, 4]
        assert [row.pk for row in rows[1:3]] == before
        work.refresh_from_db()
        assert not work.authors_truncated
        assert history()[0][1] == (
            "Added author “Cy Dee”. Added author “Flo Ray”. Changed more authors."
        )

    @pytest.mark.parametrize(
        "line",
        [
            "A. Lovelace, B. Peep, C. Dee",
            "Lovelace, Ada; Peep, Bo; Dee, Cy",
            "Lovelace, Ada and Peep, Bo and Dee, Cy",
            "Lovelace, A., Peep, B., & Dee, C.",
            "Ada Lovelace1,2*, Bo Peep2 & Cy Dee†",
            "Ada Lovelace\nBo Peep\nCy Dee\n",
        ],
    )
    def test_lines_as_they_are_printed(
        self, admin_client: Client, work: Publication, line: str
    ) -> None:
        save(admin_client, "cut-authors", work, authors=line)
        names = [author.name for author in work.authorships.all()]
        assert names[:2] == ["A. Lovelace", "Bo Peep"]
        assert names[2:] in (["Cy Dee"], ["C. Dee"])

    def test_one_that_is_cut_itself_leaves_it_on_the_list(
        self, admin_client: Client, work: Publication
    ) -> None:
        save(admin_client, "cut-authors", work, authors="Ada Lovelace, Bo Peep, Cy Dee, et al.")
        work.refresh_from_db()
        assert work.authors_truncated
        assert work.authorships.count() == 3

    def test_who_was_hidden_takes_their_place(
        self, admin_client: Client, work: Publication
    ) -> None:
        hidden = PersonFactory(given_name="Cy", family_name="Dee")
        work.authorships.create(person=hidden, is_implied=True)
        save(admin_client, "cut-authors", work, authors="Ada Lovelace, Cy Dee, Bo Peep")
        row = work.authorships.get(person=hidden)
        assert (row.position, row.is_implied, row.printed_name) == (2, False, "Cy Dee")

    def test_complete_as_it_is(self, admin_client: Client, work: Publication) -> None:
        save(admin_client, "cut-authors", work, complete="on")
        work.refresh_from_db()
        assert not work.authors_truncated
        assert work.authorships.count() == 2

    def test_not_while_it_hides_somebody(self, admin_client: Client, work: Publication) -> None:
        work.authorships.create(person=PersonFactory(given_name="Cy"), is_implied=True)
        said = mistake(admin_client, "cut-authors", work, complete="on")
        assert "“et al.” hides Cy Lovelace" in said

    @pytest.mark.parametrize(
        ("line", "said"),
        [
            ("Cy Dee, Flo Ray", "A. Lovelace, Bo Peep would be lost"),
            ("Ada Lovelace, Bo Peep, what?", "“what?” does not look like a name"),
            ("...", "does not look like a name"),
            ("et al.", "There is no name in this line"),
            ("Ada Lovelace, Bo Peep, C" + "y" * 300, "does not look like a name"),
            ("x" * 20_001, "at most 20000 characters"),
        ],
    )
    def test_refused(self, admin_client: Client, work: Publication, line: str, said: str) -> None:
        assert said in mistake(admin_client, "cut-authors", work, authors=line)
        assert work.authorships.count() == 2

    def test_not_both(self, admin_client: Client, work: Publication) -> None:
        assert "not both" in mistake(
            admin_client, "cut-authors", work, authors="Ada Lovelace, Bo Peep", complete="on"
        )


class TestPerson:
    @pytest.fixture
    def row(self) -> Authorship:
        PublicationFactory(authors=["Ludwig van Beethoven"])
        return Authorship.objects.get()

    def test_is_chosen(self, admin_client: Client, row: Authorship) -> None:
        person = PersonFactory()
        save(admin_client, "no-person", row, person=person.pk)
        row.refresh_from_db()
        assert (row.person, row.printed_name) == (person, "Ludwig van Beethoven")
        assert history()[0][1] == "Changed person for author “Ludwig van Beethoven”."

    def test_is_made_from_the_printed_name(self, admin_client: Client, row: Authorship) -> None:
        save(admin_client, "no-person", row, new="on")
        person = Person.objects.get()
        assert (person.given_name, person.family_name) == ("Ludwig", "van Beethoven")
        assert not person.has_profile
        row.refresh_from_db()
        assert row.person == person
        assert history()[0] == ("Ludwig van Beethoven", "Added.")

    def test_one_name_on_two_rows_makes_one_person(
        self, admin_client: Client, row: Authorship
    ) -> None:
        PublicationFactory(authors=["Ludwig van Beethoven"])
        keys = Authorship.objects.values_list("pk", flat=True)
        data = {"row": list(keys), **{f"row-{key}-new": "on" for key in keys}}
        admin_client.post("/admin/todo/no-person/", data)
        assert Person.objects.get().authorships.count() == 2

    def test_nobody_is_made_twice(self, admin_client: Client, row: Authorship) -> None:
        PersonFactory(given_name="Ludwig", family_name="van Beethoven")
        said = mistake(admin_client, "no-person", row, new="on")
        assert said == "There is a person named Ludwig van Beethoven already: choose them."

    def test_the_number_of_a_homonym_is_kept_and_not_shown(self, admin_client: Client) -> None:
        PublicationFactory(authors=["Wei Wang 0005"])
        save(admin_client, "no-person", Authorship.objects.get(), new="on")
        person = Person.objects.get()
        assert person.name == "Wei Wang"
        assert person.variants.get().homonym_number == "0005"

    def test_those_of_the_family_name_are_offered_without_javascript(
        self, admin_client: Client, row: Authorship
    ) -> None:
        person = PersonFactory(given_name="Karl", family_name="van Beethoven")
        page = admin_client.get("/admin/todo/no-person/").content.decode()
        assert f'<option value="{person.pk}">Karl van Beethoven</option>' in page

    def test_refused(self, admin_client: Client, row: Authorship) -> None:
        assert "valid choice" in mistake(admin_client, "no-person", row, person="99")
        person = PersonFactory()
        assert "not both" in mistake(admin_client, "no-person", row, person=person.pk, new="on")

    def test_a_name_that_is_too_long_for_a_person(self, admin_client: Client) -> None:
        PublicationFactory(authors=["A" * 190])
        said = mistake(admin_client, "no-person", Authorship.objects.get(), new="on")
        assert "at most 120 characters" in said


class TestLinks:
    @pytest.fixture(params=["publication", "person", "news", "talk"])
    def link(self, request: pytest.FixtureRequest) -> Any:
        made = {
            "publication": PublicationFactory,
            "person": PersonFactory,
            "news": NewsFactory,
            "talk": TalkFactory,
        }[request.param]()
        link = made.links.create(label="video")
        link.slug = f"{request.param}-links"
        return link

    def test_get_an_address(self, admin_client: Client, link: Any) -> None:
        save(admin_client, link.slug, link, url="example.org/video")
        link.refresh_from_db()
        assert link.url == "https://example.org/video"
        assert "Changed address for" in history()[0][1]

    def test_are_removed(self, admin_client: Client, link: Any) -> None:
        save(admin_client, link.slug, link, remove="on")
        assert not type(link).objects.exists()
        assert "Deleted" in history()[0][1]

    @pytest.mark.parametrize(
        ("values", "said"),
        [
            ({"url": "javascript:alert(1)"}, "Enter a valid URL"),
            ({"url": "https://example.org/" + "a" * 500}, "at most 500 characters"),
            ({"url": "https://example.org/", "remove": "on"}, "not both"),
        ],
    )
    def test_refused(
        self, admin_client: Client, link: Any, values: dict[str, str], said: str
    ) -> None:
        assert said in mistake(admin_client, link.slug, link, **values)
        assert type(link).objects.get().url == ""


@pytest.mark.parametrize(
    ("label", "missing"),
    [("arXiv", False), ("pdf", False), ("DOI", False), ("code", True), ("slides", True)],
)
def test_a_label_that_borrows_an_address_does_not_lack_one(label: str, missing: bool) -> None:
    work = PublicationFactory()
    work.links.create(label=label)
    assert PublicationLink.objects.missing().exists()
    work.appearances.update(arxiv_id="2306.02601", doi="10.1000/182")
    assert PublicationLink.objects.missing().exists() is missing
