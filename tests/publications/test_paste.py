"""A work added by what somebody pastes: each kind of paste, and mistakes."""

from __future__ import annotations

import pytest
from django.test import Client

from publications.models import Publication
from tests.factories import (
    PersonFactory,
    VenueFactory,
)
from tests.publications.pasting import (
    BIBTEX,
    CITATION,
    SECOND,
    form,
    mistake,
    paste,
    saved,
)

pytestmark = pytest.mark.django_db


class TestBibTeX:
    def test_fills_the_form_and_nothing_is_saved_before_save(self, admin_client: Client) -> None:
        ada = PersonFactory(given_name="Ada")
        venue = VenueFactory(abbreviation="NeurIPS", name="Neural Information Processing Systems")
        data = form(admin_client, BIBTEX)
        assert not Publication.objects.exists()
        assert data["title"] == "On the Weaving of Engines"
        assert data["abstract"] == "Engines weave."
        assert data["authorships-0-person"] == ada.pk
        assert data["appearances-0-venue"] == venue.pk
        work = saved(admin_client, data)
        assert [author.printed_name for author in work.authorships.all()] == [
            "Ada Lovelace", "Grace Hopper", "Emmy Noether", "Jane Doe", "Mary Somerville",
            "Sofia Kovalevskaya",
        ]  # fmt: skip
        assert [author.person for author in work.authorships.all()] == [ada, *[None] * 5]
        appearance = work.appearances.get()
        assert (appearance.kind, appearance.venue, appearance.pages) == (
            "conference", venue, "1–9"
        )  # fmt: skip
        assert (appearance.doi, appearance.date.isoformat()) == ("10.1000/182", "2024-12")
        assert [str(link) for link in work.links.all()] == ["PDF: https://example.org/weaving.pdf"]

    def test_a_venue_that_the_site_has_not_is_kept_as_printed(self, admin_client: Client) -> None:
        work = saved(admin_client, form(admin_client, SECOND))
        appearance = work.appearances.get()
        assert (appearance.venue, appearance.venue_printed) == (None, "Journal of Looms")
        assert (appearance.volume, work.year) == ("3", 2023)

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("@article{x, title={A}\n author={B}\n}", "a brace or a comma is missing"),
            (BIBTEX.replace("{Engines}}", "{Engines}"), "a brace or a comma is missing"),
            ("@article{x", "No entry with a title could be read"),
            ("@misc{y, year=2024}", "No entry with a title could be read"),
        ],
    )
    def test_that_is_broken_gets_a_sentence(
        self, admin_client: Client, text: str, said: str
    ) -> None:
        assert said in mistake(admin_client, text)


class TestText:
    def test_a_citation(self, admin_client: Client) -> None:
        data = form(admin_client, CITATION)
        assert data["title"] == "On the weaving of engines"
        names = [data[f"authorships-{n}-printed_name"] for n in range(3)]
        assert names == ["A. Lovelace", "G. Hopper", "J. Doe"]
        assert (data["appearances-0-kind"], data["appearances-0-date"]) == ("conference", "2024")

    def test_a_citation_with_the_address_of_its_doi(self, admin_client: Client) -> None:
        data = form(
            admin_client,
            "Lovelace, A., & Hopper, G. (2023). Notes on compilers. Journal of Looms, 24(3), 1-20."
            " https://doi.org/10.1000/182",
        )
        assert data["title"] == "Notes on compilers"
        assert data["appearances-0-doi"] == "10.1000/182"
        assert data["appearances-0-venue_printed"] == "Journal of Looms"

    def test_title_authors_and_venue_on_lines_of_their_own(self, admin_client: Client) -> None:
        data = form(admin_client, "On the weaving of engines\nAda Lovelace, Bo Ray\nNeurIPS 2024")
        assert data["title"] == "On the weaving of engines"
        assert data["authorships-1-printed_name"] == "Bo Ray"
        assert data["appearances-0-venue_printed"] == "NeurIPS"

    def test_a_title_alone(self, admin_client: Client) -> None:
        data = form(admin_client, "On the weaving of engines and other machines")
        assert data["title"] == "On the weaving of engines and other machines"
        assert saved(admin_client, data | {"appearances-0-kind": ""}).year is None

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("", "Paste BibTeX, a citation"),
            ("   \n ", "Paste BibTeX, a citation"),
            ("123 456 --- !!", "No title is in what you pasted."),
            ("word " * 4_001, "This has 20,004 characters; up to 20,000 can be read here"),
        ],
    )
    def test_that_says_nothing_gets_a_sentence(
        self, admin_client: Client, text: str, said: str
    ) -> None:
        answer = paste(admin_client, text)
        (message,) = answer.context["form"].errors["text"]
        assert said in message


class TestIdentifiers:
    @pytest.mark.parametrize(
        "text",
        ["2306.02601", "arXiv:2306.02601v2", "arXiv: 2306.02601 [cs.LG]",
         "https://arxiv.org/abs/2306.02601", "arxiv.org/pdf/2306.02601v3.pdf",
         "10.48550/arXiv.2306.02601", "https://doi.org/10.48550/arXiv.2306.02601"],
    )  # fmt: skip
    def test_an_arxiv_number_is_a_preprint_of_its_month(
        self, admin_client: Client, text: str
    ) -> None:
        data = form(admin_client, text)
        assert data["appearances-0-arxiv_id"] == "2306.02601"
        assert data["appearances-0-kind"] == "preprint"
        assert data["appearances-0-date"] == "2023-06"
        assert "title" not in data or data["title"] == ""

    def test_an_old_arxiv_number(self, admin_client: Client) -> None:
        data = form(admin_client, "math.GT/0309136")
        assert data["appearances-0-arxiv_id"] == "math.GT/0309136"
        assert data["appearances-0-date"] == "2003-09"

    @pytest.mark.parametrize(
        "text",
        ["10.1145/3292500.3330701", "doi: 10.1145/3292500.3330701",
         "https://doi.org/10.1145/3292500.3330701",
         "https://dl.acm.org/doi/pdf/10.1145/3292500.3330701",
         "https://example.org/doi/abs/10.1145/3292500.3330701/full"],
    )  # fmt: skip
    def test_a_doi(self, admin_client: Client, text: str) -> None:
        data = form(admin_client, text)
        assert data["appearances-0-doi"] == "10.1145/3292500.3330701"
        assert data.get("appearances-0-kind", "") == ""

    @pytest.mark.parametrize(
        ("text", "label", "url"),
        [
            ("https://example.org/a.pdf", "PDF", "https://example.org/a.pdf"),
            ("www.github.com/us/engine", "code", "https://www.github.com/us/engine"),
            ("https://openreview.net/forum?id=x1", "openreview.net",
             "https://openreview.net/forum?id=x1"),
        ],
    )  # fmt: skip
    def test_another_address_becomes_a_link(
        self, admin_client: Client, text: str, label: str, url: str
    ) -> None:
        data = form(admin_client, text)
        assert (data["links-0-label"], data["links-0-url"]) == (label, url)
