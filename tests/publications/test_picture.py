"""The picture of a work: uploaded with words for it, small in lists, larger on the work's page."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from publications.models import Publication
from tests.factories import PublicationFactory
from tests.forms import errors, posted
from tests.pictures import picture, picture_bytes

pytestmark = pytest.mark.django_db
WORDS = "Test error falls, rises, and falls again"


@pytest.fixture
def work() -> Publication:
    return PublicationFactory(title="On Rain")


def send(client: Client, work: Publication, **more: Any) -> HttpResponse:
    address = reverse("admin:publications_publication_change", args=[work.pk])
    return client.post(address, posted(client.get(address)) | more)


def shown(client: Client, address: str) -> str:
    """The text of the page's HTML in one line, without space between tags."""
    text = " ".join(client.get(address).content.decode().split())
    return re.sub(r" ?(</?\w+[^>]*>) ?", r"\1", text)


class TestAdmin:
    def test_with_words_it_is_kept_and_shown(self, admin_client: Client, work: Publication) -> None:
        answer = send(admin_client, work, picture=picture(), picture_alt=WORDS)
        assert answer.status_code == 302
        work = Publication.objects.get()
        assert work.picture_alt == WORDS
        address = reverse("admin:publications_publication_change", args=[work.pk])
        assert f'src="{work.teaser.url}"' in admin_client.get(address).content.decode()

    def test_without_words_it_is_refused(self, admin_client: Client, work: Publication) -> None:
        answer = send(admin_client, work, picture=picture())
        assert errors(answer) == ["Say what the picture shows, for those who cannot see it."]
        assert not Publication.objects.get().picture

    def test_words_alone_do_no_harm(self, admin_client: Client, work: Publication) -> None:
        assert send(admin_client, work, picture_alt=WORDS).status_code == 302

    def test_when_it_goes_its_words_may_go(self, admin_client: Client) -> None:
        work = PublicationFactory(picture=picture(), picture_alt=WORDS)
        answer = send(admin_client, work, **{"picture-clear": "on", "picture_alt": ""})
        assert answer.status_code == 302
        assert not Publication.objects.get().picture

    def test_what_is_no_picture_is_refused(self, admin_client: Client, work: Publication) -> None:
        upload = picture()
        upload.file.seek(0)
        upload.file.truncate()
        upload.file.write(picture_bytes()[:2000])
        answer = send(admin_client, work, picture=upload, picture_alt=WORDS)
        assert errors(answer)
        assert not Publication.objects.get().picture


class TestPages:
    @pytest.fixture(autouse=True)
    def _picture(self, work: Publication) -> None:
        work.picture, work.picture_alt = picture(size=(800, 500)), WORDS
        work.save()

    def test_in_a_list_it_is_small_and_leads_to_the_work(
        self, client: Client, work: Publication
    ) -> None:
        PublicationFactory(title="On Snow")
        text = shown(client, "/publications/")
        assert text.count('class="teaser"') == 1
        assert (
            '<a class="teaser" href="/publications/on-rain/" tabindex="-1" aria-hidden="true">'
            f'<picture><source type="image/avif" srcset="{work.teaser.avif}" sizes="168px">'
        ) in text
        assert 'width="320" height="200" loading="lazy" alt=""' in text

    def test_on_the_page_of_the_work_it_is_larger_and_has_words(
        self, client: Client, work: Publication
    ) -> None:
        text = shown(client, "/publications/on-rain/")
        assert f'alt="{WORDS}"' in text
        assert f'src="{work.teaser.url}"' in text
        assert 'sizes="(min-width: 42rem) 38rem, 100vw"' in text

    def test_a_work_of_no_known_form_shows_it_too(self, client: Client, work: Publication) -> None:
        work.appearances.all().delete()
        assert 'class="teaser"' in shown(client, "/publications/")

    def test_that_of_a_draft_is_nowhere(self, client: Client, work: Publication) -> None:
        Publication.objects.update(is_draft=True)
        assert "/media/" not in shown(client, "/publications/")
        assert client.get(work.teaser.url).status_code == 404
        assert client.get(work.picture.url).status_code == 404


def test_lists_without_pictures_have_nothing_of_it(client: Client, work: Publication) -> None:
    for address in ("/publications/", "/publications/on-rain/"):
        text = shown(client, address)
        for word in ("teaser", "<picture", "<img"):
            assert word not in text


def test_pictures_take_no_queries(client: Client, work: Publication) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            client.get("/publications/")
        return len(seen)

    queries()
    without = queries()
    for _ in range(3):
        PublicationFactory(picture=picture(size=(40, 40)), picture_alt=WORDS)
    assert queries() == without
