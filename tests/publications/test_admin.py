"""A work in the admin: what an editor does to it, and what goes wrong while doing so."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people.models import Person
from publications.models import Appearance, Authorship, Publication, PublicationFile, Venue
from tests.factories import PersonFactory, PublicationFactory, VenueFactory
from tests.forms import add_rows, errors, posted
from tests.pictures import pdf

pytestmark = pytest.mark.django_db
ADD = "admin:publications_publication_add"
LIST = "admin:publications_publication_changelist"


def names(publication: Publication) -> list[str]:
    return [author.name for author in publication.authorships.all()]


def places(rows: Any) -> list[int | None]:
    return [row.position for row in rows.all()]


class Form:
    """The form of a work, as it stands; `send` posts it."""

    def __init__(self, client: Client, publication: Publication | None = None) -> None:
        self.client = client
        self.address = (
            reverse("admin:publications_publication_change", args=[publication.pk])
            if publication
            else reverse(ADD)
        )
        self.data = posted(client.get(self.address))

    def send(self, **changes: Any) -> HttpResponse:
        self.data |= {name.replace("__", "-"): value for name, value in changes.items()}
        return self.client.post(self.address, self.data)

    def save(self, **changes: Any) -> None:
        answer = self.send(**changes)
        assert answer.status_code == 302, answer.context["errors"]


@pytest.fixture
def work() -> Publication:
    return PublicationFactory(authors=["Ada", "Bo", "Cy", "Di"], year=2023)


@pytest.fixture
def form(admin_client: Client, work: Publication) -> Form:
    return Form(admin_client, work)


class TestAdding:
    def test_six_authors_and_two_appearances_at_once(self, admin_client: Client) -> None:
        person, venue = PersonFactory(given_name="Ada"), VenueFactory(abbreviation="NeurIPS")
        form = Form(admin_client)
        form.data |= {
            "title": "On $k$ Engines",
            "authorships-0-person": person.pk,
            "appearances-0-kind": "conference",
            "appearances-0-venue": venue.pk,
            "appearances-0-date": "Dec 2024",
        }
        add_rows(form.data, "authorships", *({"printed_name": f"Author {n}"} for n in range(2, 7)))
        add_rows(form.data, "appearances", {"kind": "preprint", "arxiv_id": "2306.02601"})
        form.save()
        work = Publication.objects.get()
        assert names(work) == ["Ada Lovelace", *(f"Author {n}" for n in range(2, 7))]
        assert places(work.authorships) == [1, 2, 3, 4, 5, 6]
        assert [a.kind for a in work.appearances.all()] == ["conference", "preprint"]
        assert (work.kind, work.year, work.date.month) == ("conference", 2024, 12)
        assert work.slug == "on-k-engines"

    def test_a_title_alone_will_do(self, admin_client: Client) -> None:
        form = Form(admin_client)
        form.save(title="On Nothing")
        work = Publication.objects.get()
        assert (names(work), work.year) == ([], None)

    def test_rows_that_nobody_filled_are_not_saved(self, admin_client: Client) -> None:
        form = Form(admin_client)
        add_rows(form.data, "authorships", {}, {"printed_name": "Ada"}, {})
        form.save(title="On Engines")
        assert names(Publication.objects.get()) == ["Ada"]


class TestOrder:
    def test_two_authors_swap_places(self, form: Form, work: Publication) -> None:
        form.save(authorships__0__position=2, authorships__1__position=1)
        assert names(work) == ["Bo", "Ada", "Cy", "Di"]
        assert places(work.authorships) == [1, 2, 3, 4]

    @pytest.mark.parametrize(
        ("row", "place", "expected"),
        [
            (3, 2, ["Ada", "Di", "Bo", "Cy"]),
            (0, 3, ["Bo", "Cy", "Ada", "Di"]),
            (3, 1, ["Di", "Ada", "Bo", "Cy"]),
            (0, 99, ["Bo", "Cy", "Di", "Ada"]),
            (1, "", ["Ada", "Cy", "Di", "Bo"]),
        ],
    )
    def test_one_moves_and_the_others_make_room(
        self, form: Form, work: Publication, row: int, place: Any, expected: list[str]
    ) -> None:
        form.save(**{f"authorships-{row}-position": place})
        assert names(work) == expected
        assert places(work.authorships) == [1, 2, 3, 4]

    def test_a_new_one_takes_the_place_it_is_given(self, form: Form, work: Publication) -> None:
        add_rows(form.data, "authorships", {"printed_name": "New", "position": 2})
        form.save()
        assert names(work) == ["Ada", "New", "Bo", "Cy", "Di"]

    def test_who_is_deleted_leaves_no_gap(self, form: Form, work: Publication) -> None:
        form.save(authorships__1__DELETE="on")
        assert names(work) == ["Ada", "Cy", "Di"]
        assert places(work.authorships) == [1, 2, 3]

    def test_all_at_once(self, form: Form, work: Publication) -> None:
        add_rows(form.data, "authorships", {"printed_name": "New", "position": 1})
        form.save(authorships__0__DELETE="on", authorships__3__position=2)
        assert names(work) == ["New", "Di", "Bo", "Cy"]

    def test_hidden_authors_have_no_place(self, form: Form, work: Publication) -> None:
        form.save(authorships__1__is_implied="on")
        assert names(work) == ["Ada", "Cy", "Di", "Bo"]
        assert places(work.authorships) == [1, 2, 3, None]

    def test_the_first_appearance_is_the_version_of_record(self, admin_client: Client) -> None:
        work = PublicationFactory(year=2022, kind="preprint")
        form = Form(admin_client, work)
        add_rows(form.data, "appearances", {"kind": "journal", "date": "2024", "position": 1})
        form.save()
        work.refresh_from_db()
        assert (work.kind, work.year) == ("journal", 2024)


class TestIdentifiers:
    @pytest.mark.parametrize(
        ("name", "typed", "kept"),
        [
            ("doi", "https://doi.org/10.1000/182", "10.1000/182"),
            ("doi", "http://dx.doi.org/10.1000/182", "10.1000/182"),
            ("doi", " doi:10.1000/182 ", "10.1000/182"),
            ("doi", "", None),
            ("arxiv_id", "https://arxiv.org/abs/2306.02601v3", "2306.02601"),
            ("arxiv_id", "arXiv:2306.02601", "2306.02601"),
            ("arxiv_id", "https://arxiv.org/pdf/2306.02601.pdf", "2306.02601"),
            ("arxiv_id", "cs.LG/0601001", None),
        ],
    )
    def test_are_kept_bare(
        self, form: Form, work: Publication, name: str, typed: str, kept: str | None
    ) -> None:
        form.save(**{f"appearances-0-{name}": typed}) if kept or not typed else form.send()
        assert getattr(work.appearances.get(), name) == kept

    @pytest.mark.parametrize(
        ("name", "typed"),
        [("doi", "see the paper"), ("doi", "10.1/x"), ("arxiv_id", "1234"), ("arxiv_id", "x" * 30)],
    )
    def test_garbage_gets_a_sentence(self, form: Form, name: str, typed: str) -> None:
        (message,) = errors(form.send(**{f"appearances-0-{name}": typed}))
        assert "looks like" in message

    @pytest.mark.parametrize(
        ("name", "value"), [("doi", "10.1000/182"), ("arxiv_id", "2306.02601")]
    )
    def test_taken_by_another_work(self, form: Form, name: str, value: str) -> None:
        Appearance.objects.create(publication=PublicationFactory(), kind="other", **{name: value})
        (message,) = errors(form.send(**{f"appearances-0-{name}": value}))
        assert "already exists" in message

    @pytest.mark.parametrize(
        ("name", "values"),
        [
            ("doi", ["10.1000/182", "https://doi.org/10.1000/182"]),
            ("arxiv_id", ["2306.02601", "arXiv:2306.02601v2"]),
        ],
    )
    def test_twice_in_one_form(self, form: Form, name: str, values: list[str]) -> None:
        add_rows(form.data, "appearances", {"kind": "other", name: values[1]})
        assert errors(form.send(**{f"appearances-0-{name}": values[0]}))

    def test_two_appearances_without_any(self, form: Form, work: Publication) -> None:
        add_rows(form.data, "appearances", {"kind": "other"}, {"kind": "book"})
        form.save()
        assert work.appearances.count() == 3


class TestMistakes:
    @pytest.mark.parametrize("typed", ["next year", "2024-13", "2024-02-31", "31", "'; DROP"])
    def test_a_date_that_is_none(self, form: Form, typed: str) -> None:
        (message,) = errors(form.send(appearances__0__date=typed))
        assert typed in message.replace("&#x27;", "'")
        assert "Write 2024" in message

    @pytest.mark.parametrize(
        ("typed", "kept"), [("2024/05", "2024-05"), ("14 May 2024", "2024-05-14"), ("", "")]
    )
    def test_dates_as_people_write_them(
        self, form: Form, work: Publication, typed: str, kept: str
    ) -> None:
        form.save(appearances__0__date=typed)
        date = work.appearances.get().date
        assert (date.isoformat() if date else "") == kept

    def test_an_author_without_a_name(self, form: Form) -> None:
        add_rows(form.data, "authorships", {"equal_contribution": "on"})
        assert errors(form.send()) == ["Choose a person, or write the name as printed."]

    def test_nothing_is_saved_of_a_form_with_a_mistake(self, form: Form, work: Publication) -> None:
        form.send(title="Changed", appearances__0__date="never", authorships__0__DELETE="on")
        work.refresh_from_db()
        assert work.title != "Changed"
        assert names(work)[0] == "Ada"

    def test_an_address_that_another_work_has(self, form: Form) -> None:
        other = PublicationFactory()
        (message,) = errors(form.send(slug=other.slug))
        assert "already exists" in message

    def test_a_file_that_is_no_pdf(self, form: Form) -> None:
        fake = pdf("Paper.pdf")
        fake.file.seek(0)
        fake.file.write(b"<html")
        fake.file.seek(0)
        add_rows(form.data, "files", {"label": "PDF", "file": fake})
        (message,) = errors(form.send())
        assert "not a PDF" in message
        assert not PublicationFile.objects.exists()

    def test_positions_that_are_no_numbers(self, form: Form) -> None:
        for typed in ("-1", "first", "1.5"):
            assert errors(form.send(authorships__0__position=typed))


class TestAddress:
    def test_a_changed_one_redirects(self, form: Form, work: Publication, client: Client) -> None:
        old = work.get_absolute_url()
        form.save(slug="shorter")
        answer = client.get(old)
        assert (answer.status_code, answer.url) == (301, "/publications/shorter/")
        assert client.get(answer.url).status_code == 200

    def test_a_changed_title_leaves_it(self, form: Form, work: Publication) -> None:
        form.save(title="Another Title")
        assert Publication.objects.get().slug == work.slug

    def test_an_emptied_one_is_the_old_one(self, form: Form, work: Publication) -> None:
        form.save(slug="")
        assert Publication.objects.get().slug == work.slug

    def test_view_on_site_leads_there_unless_it_is_a_draft(
        self, admin_client: Client, work: Publication
    ) -> None:
        change = reverse("admin:publications_publication_change", args=[work.pk])
        link = f'href="{work.get_absolute_url()}"'
        assert link in admin_client.get(change).content.decode()
        Publication.objects.update(is_draft=True)
        assert link not in admin_client.get(change).content.decode()


class TestDrafts:
    def test_actions(self, admin_client: Client, client: Client, work: Publication) -> None:
        for action, is_draft, status in (("make_draft", True, 404), ("publish", False, 200)):
            data = {"action": action, "_selected_action": [work.pk]}
            answer = admin_client.post(reverse(LIST), data, follow=True)
            assert "1 publication" in answer.content.decode()
            assert Publication.objects.get().is_draft is is_draft
            assert Client().get(work.get_absolute_url()).status_code == status
        assert LogEntry.objects.count() == 2

    def test_states_and_their_filter(self, admin_client: Client, work: Publication) -> None:
        PublicationFactory(title="A draft", is_draft=True)
        PublicationFactory(title="Next year's", publish_at="2999-01-01T12:00Z")
        for state, shown in [
            ("draft", "Draft"),
            ("scheduled", "From "),
            ("published", "Published"),
        ]:
            rows = admin_client.get(reverse(LIST), {"state": state}).context["cl"].result_list
            assert len(rows) == 1
            page = admin_client.get(reverse(LIST), {"state": state}).content.decode()
            assert f'<td class="field-state">{shown}' in page


class TestList:
    @pytest.mark.parametrize(
        "words",
        ["engines", "lovelace ada", "Bo Peep", "2306.02601", "https://arxiv.org/abs/2306.02601v2",
         "10.1000/182", "https://doi.org/10.1000/182"],
    )  # fmt: skip
    def test_search(self, admin_client: Client, words: str) -> None:
        work = PublicationFactory(
            title="On Engines", authors=[PersonFactory(given_name="Ada"), "Bo Peep"]
        )
        work.appearances.update(arxiv_id="2306.02601", doi="10.1000/182")
        PublicationFactory(title="Something else", authors=["Cy"])
        answer = admin_client.get(reverse(LIST), {"q": words})
        assert list(answer.context["cl"].result_list) == [work]

    def test_rows_tell_themselves_apart(self, admin_client: Client) -> None:
        venue = VenueFactory(abbreviation="NeurIPS")
        PublicationFactory(authors=["Ada", "Bo", "Cy", "Di", "Ed"], venue=venue, year=2021)
        page = admin_client.get(reverse(LIST)).content.decode()
        for cell in ("Ada, Bo, Cy, et al.", "NeurIPS", "2021", "Published"):
            assert cell in page

    @pytest.mark.parametrize("model", ["person", "venue", "publication", "topic"])
    def test_autocomplete(self, admin_client: Client, model: str) -> None:
        PublicationFactory(authors=[PersonFactory()], venue=VenueFactory())
        where = {
            "person": ("publications", "authorship", "person"),
            "venue": ("publications", "appearance", "venue"),
            "publication": ("talks", "talk", "publications"),
            "topic": ("publications", "publication", "topics"),
        }[model]
        asked = dict(zip(("app_label", "model_name", "field_name"), where, strict=True))
        answer = admin_client.get(reverse("admin:autocomplete"), asked)
        assert answer.status_code == 200
        assert len(answer.json()["results"]) == (0 if model == "topic" else 1)


def test_a_form_costs_the_same_with_more_authors(admin_client: Client) -> None:
    def queries(publication: Publication) -> int:
        address = reverse("admin:publications_publication_change", args=[publication.pk])
        with CaptureQueriesContext(connection) as seen:
            assert admin_client.get(address).status_code == 200
        return len(seen)

    few, many = (
        PublicationFactory(authors=[PersonFactory() for _ in range(n)], venue=VenueFactory())
        for n in (2, 20)
    )
    queries(few)
    assert queries(few) == queries(many)


def test_deleting_a_person_keeps_the_name_on_the_work(admin_client: Client) -> None:
    person = PersonFactory(given_name="Ada")
    work = PublicationFactory(authors=[person, "Bo"])
    admin_client.post(reverse("admin:people_person_delete", args=[person.pk]), {"post": "yes"})
    assert not Person.objects.exists()
    assert names(work) == ["Ada Lovelace", "Bo"]
    assert Authorship.objects.count() == 2


class TestVenues:
    def test_one_that_works_came_out_in_stays(self, admin_client: Client) -> None:
        venue = VenueFactory()
        PublicationFactory(venue=venue)
        address = reverse("admin:publications_venue_delete", args=[venue.pk])
        assert admin_client.post(address, {"post": "yes"}).status_code == 200
        assert Venue.objects.exists()

    def test_spellings_that_differ_in_capitals(self, admin_client: Client) -> None:
        address = reverse("admin:publications_venue_change", args=[VenueFactory().pk])
        data = posted(admin_client.get(address))
        add_rows(data, "aliases", {"name": "Neurips"}, {"name": "NEURIPS"})
        assert errors(admin_client.post(address, data)) == ["This spelling is there already."]

    def test_an_abbreviation_that_is_taken(self, admin_client: Client) -> None:
        VenueFactory(abbreviation="ICML")
        address = reverse("admin:publications_venue_add")
        data = posted(admin_client.get(address)) | {"abbreviation": "icml"}
        assert errors(admin_client.post(address, data)) == [
            "There is a venue with this abbreviation already."
        ]
