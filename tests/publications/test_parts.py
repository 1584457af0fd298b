"""What stands around a work: its files, its parts that open in place, its links, its relatives."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from publications.distinctions import legend
from publications.icons import OTHER, icon_of
from publications.links import named
from publications.models import Appearance, Publication, PublicationFile, Topic
from publications.related import related
from tests.factories import PersonFactory, PublicationFactory, VenueFactory
from tests.pictures import pdf

pytestmark = pytest.mark.django_db


def text(response: Any) -> str:
    return str(response.content.decode())


@pytest.fixture
def work() -> Publication:
    made: Publication = PublicationFactory(title="Power Laws", abstract="We count $k$ things.")
    return made


@pytest.fixture
def paper(work: Publication) -> PublicationFile:
    return PublicationFile.objects.create(publication=work, file=pdf("Power Laws v2.pdf"))


def body(response: Any) -> bytes:
    """All of it; the test client closes the answer, and the file, at its end."""
    return bytes(response.getvalue())


class TestFile:
    ADDRESS = "/publications/power-laws/power-laws-v2.pdf"

    def test_is_served_below_the_page_of_its_work(
        self, client: Client, paper: PublicationFile
    ) -> None:
        assert paper.get_absolute_url() == self.ADDRESS
        response = client.get(self.ADDRESS)
        assert response.status_code == 200
        assert response["Content-Type"] == "application/pdf"
        assert response["Content-Disposition"] == 'inline; filename="power-laws-v2.pdf"'
        assert response["X-Content-Type-Options"] == "nosniff"
        assert body(response).startswith(b"%PDF-")

    def test_a_part_of_it_can_be_asked_for(self, client: Client, paper: PublicationFile) -> None:
        response = client.get(self.ADDRESS, headers={"range": "bytes=0-3"})
        assert (response.status_code, body(response)) == (206, b"%PDF")

    def test_is_asked_for_again_as_its_address_stays(
        self, client: Client, paper: PublicationFile
    ) -> None:
        first = client.get(self.ADDRESS)
        body(first)
        assert first["Cache-Control"] == "public, no-cache"
        again = client.get(self.ADDRESS, headers={"if-none-match": first["ETag"]})
        assert again.status_code == 304

    def test_links_lead_there(self, client: Client, paper: PublicationFile) -> None:
        for address in ("/publications/", "/publications/power-laws/"):
            page = text(client.get(address))
            assert f'<a href="{self.ADDRESS}" rel="noopener">' in page
            assert "/media/" not in page
        tag = f'<meta name="citation_pdf_url" content="http://127.0.0.1:8000{self.ADDRESS}">'
        assert tag in page

    def test_of_a_draft_is_for_editors(
        self, client: Client, admin_client: Client, paper: PublicationFile
    ) -> None:
        Publication.objects.update(is_draft=True)
        assert Client().get(self.ADDRESS).status_code == 404
        response = admin_client.get(self.ADDRESS)
        assert (response.status_code, response["Cache-Control"]) == (200, "private, no-store")
        body(response)

    @pytest.mark.parametrize(
        "address",
        [
            "/publications/power-laws/other.pdf",
            "/publications/no-such-work/power-laws-v2.pdf",
            "/publications/power-laws/..%2F..%2Fsettings.pdf",
            "/publications/power-laws/%00.pdf",
        ],
    )
    def test_what_no_work_has_does_not_exist(
        self, client: Client, paper: PublicationFile, address: str
    ) -> None:
        assert client.get(address).status_code == 404

    def test_of_a_work_that_moved_redirects(self, client: Client, paper: PublicationFile) -> None:
        work = Publication.objects.get()
        work.slug = "laws-of-power"
        work.save()
        response = client.get(self.ADDRESS)
        assert response.status_code == 301
        assert response["Location"] == "/publications/laws-of-power/power-laws-v2.pdf"
        work.is_draft = True
        work.save()
        assert Client().get(self.ADDRESS).status_code == 404

    def test_two_of_one_name_have_two_addresses(
        self, client: Client, paper: PublicationFile
    ) -> None:
        other = PublicationFile.objects.create(
            publication=paper.publication, label="slides", file=pdf("Power Laws v2.pdf")
        )
        addresses = {paper.get_absolute_url(), other.get_absolute_url()}
        assert len(addresses) == 2
        for address in addresses:
            assert body(client.get(address)).startswith(b"%PDF-")

    def test_nothing_can_be_written_there(self, client: Client, paper: PublicationFile) -> None:
        assert client.post(self.ADDRESS).status_code == 405


class TestParts:
    def test_an_abstract_alone(self, client: Client, work: Publication) -> None:
        response = client.get("/publications/power-laws/abstract/")
        assert text(response).startswith('<div class="prose reading"><p>We count <math')
        assert "<html" not in text(response)
        assert response["X-Robots-Tag"] == "noindex"

    def test_of_drafts_or_without_an_abstract_there_is_none(self, client: Client) -> None:
        PublicationFactory(title="Bare")
        PublicationFactory(title="Hidden", abstract="Secret.", is_draft=True)
        for slug in ("bare", "hidden", "nothing"):
            assert client.get(f"/publications/{slug}/abstract/").status_code == 404
        for slug in ("hidden", "nothing"):
            assert client.get(f"/publications/{slug}/authors/").status_code == 404

    def test_the_list_links_to_them_where_there_are_any(
        self, client: Client, work: Publication
    ) -> None:
        page = text(client.get("/publications/"))
        assert 'href="/publications/power-laws/#abstract" data-opens="abstract"' in page
        assert 'href="/publications/power-laws.bib" data-copies' in page
        assert 'id="abstract"' in text(client.get("/publications/power-laws/"))
        Publication.objects.update(abstract="", abstract_html="")
        assert "#abstract" not in text(client.get("/publications/")).replace("icons.svg#", "")


class TestLinks:
    @pytest.mark.parametrize(
        ("label", "icon"),
        [
            ("PDF", "pdf"),
            ("arXiv", "preprint"),
            ("Project page", "website"),
            ("Code (PyTorch)", "code"),
            ("talk slides", "slides"),
            ("Video", "video"),
            ("Poster PDF", "poster"),
            ("data set, data", "data"),
            ("Reviews", OTHER),
            ("", OTHER),
        ],
    )
    def test_have_a_drawing_by_what_they_say(self, label: str, icon: str) -> None:
        assert icon_of(label) == icon

    @pytest.mark.parametrize(
        ("label", "name"),
        [("pdf", "PDF"), ("ARXIV", "arXiv"), ("slides", "Slides"), ("bioRxiv", "bioRxiv")],
    )
    def test_are_named_in_one_way(self, label: str, name: str) -> None:
        assert named(label) == name


class TestExplanations:
    def test_of_distinctions_that_are_on_the_page(self, client: Client) -> None:
        PublicationFactory().appearances.update(distinction="oral presentation")
        page = text(client.get("/publications/"))
        assert "Oral: the venue chose the paper for a full talk." in page
        assert "Spotlight:" not in page

    def test_there_are_none_without_need(self) -> None:
        PublicationFactory().appearances.update(distinction="moral support")
        assert not legend(Publication.objects.listed())


class TestWork:
    def test_venue_year_and_topics_lead_to_the_list(self, client: Client) -> None:
        venue = VenueFactory(abbreviation="NeurIPS")
        work = PublicationFactory(title="On Looms", venue=venue, year=2021)
        topic = Topic.objects.create(name="Weaving")
        work.topics.add(topic)
        page = text(client.get("/publications/on-looms/"))
        for query, name in [
            (f"venue={venue.pk}-neurips", "NeurIPS"),
            (f"topic={topic.pk}-weaving", "Weaving"),
            ("year=2021", "2021"),
        ]:
            assert f'<a href="/publications/?{query}">{name}</a>' in page
            assert "On Looms" in text(client.get(f"/publications/?{query}"))


class TestRelated:
    def test_share_authors_topics_and_words_the_closest_first(self) -> None:
        ada, bo = PersonFactory(), PersonFactory()
        work = PublicationFactory(title="Kernels of Deep Engines", authors=[ada, bo])
        far = PublicationFactory(title="Something Else", authors=[ada], year=2025)
        words = PublicationFactory(title="Engines Without Kernels", authors=[bo], year=1999)
        both = PublicationFactory(title="Kernels of Shallow Engines", authors=[ada, bo], year=1998)
        PublicationFactory(title="Kernels by Strangers")
        assert related(work) == [both, words, far]

    def test_by_topic_alone(self) -> None:
        topic = Topic.objects.create(name="Looms")
        works = [PublicationFactory() for _ in range(2)]
        for work in works:
            work.topics.add(topic)
        assert related(works[0]) == [works[1]]

    def test_drafts_are_not_among_them_nor_more_than_five(self, client: Client) -> None:
        ada = PersonFactory()
        for number in range(7):
            PublicationFactory(title=f"Engine {number}", authors=[ada], is_draft=number == 0)
        found = related(Publication.objects.get(title="Engine 1"))
        assert len(found) == 5
        assert "Engine 0" not in {work.title for work in found}
        page = text(client.get("/publications/engine-1/"))
        assert page.count('<div class="entry row">') == 5
        assert "Engine 0" not in page

    def test_a_work_like_no_other_has_no_such_section(self, client: Client) -> None:
        PublicationFactory(title="Alone", authors=["Nobody Known"])
        PublicationFactory(title="Other", authors=["Nobody Known"])
        assert "Related work" not in text(client.get("/publications/alone/"))

    def test_a_work_of_several_forms_counts_its_authors_once(self) -> None:
        ada = PersonFactory()
        work = PublicationFactory(authors=[ada])
        other = PublicationFactory(authors=[ada])
        Appearance.objects.create(publication=other, kind="preprint")
        assert related(work) == [other]

    @pytest.mark.parametrize("number", [1, 3, 101])
    def test_take_the_same_queries_however_many_there_are(
        self, client: Client, django_assert_num_queries: Any, number: int
    ) -> None:
        ada, venue = PersonFactory(), VenueFactory()
        work = PublicationFactory(authors=[ada], venue=venue)
        for _ in range(number):
            PublicationFactory(authors=[ada, PersonFactory()], venue=venue)
        with django_assert_num_queries(19):
            client.get(work.get_absolute_url())
