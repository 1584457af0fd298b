"""Files are replaced and no address of theirs breaks; scripts that upload are told what follows."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from core.models import FormerFile
from people.models import PersonFile
from publications.models import PublicationFile
from talks.models import Talk
from tests.factories import PersonFactory, PublicationFactory, TalkFactory
from tests.forms import posted
from tests.pictures import PDF, pdf, picture

pytestmark = pytest.mark.django_db
NEWER = PDF + b"\n% newer"


def newer(name: str = "newer.pdf") -> Any:
    return SimpleUploadedFile(name, NEWER, "application/pdf")


def replaced_talk() -> tuple[Talk, str]:
    talk = TalkFactory(slides=pdf("first.pdf"))
    old = str(talk.slides.url)
    talk.slides = newer()
    talk.save()
    return talk, old


class TestOldAddress:
    def test_leads_to_the_file_that_is_there_now(
        self, client: Client, django_capture_on_commit_callbacks: Any
    ) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            talk, old = replaced_talk()
        answer = client.get(old)
        assert answer.status_code == 302
        assert answer["Location"] == talk.slides.url
        assert answer["Cache-Control"] == "no-cache"
        assert not default_storage.exists(old.removeprefix("/media/"))
        talk.slides = pdf("third.pdf")
        talk.save()
        assert client.get(old)["Location"] == talk.slides.url

    def test_of_a_picture_leads_to_the_picture_and_a_small_one_to_a_small_one(
        self, client: Client
    ) -> None:
        person = PersonFactory(photo=picture())
        whole, small = person.photo.url, person.portrait.url
        person.photo = picture("other.png")
        person.save()
        assert client.get(whole)["Location"] == person.photo.url
        assert client.get(small)["Location"] == person.portrait.url

    def test_of_a_draft_leads_nobody_on_but_editors(
        self, client: Client, admin_client: Client
    ) -> None:
        talk, old = replaced_talk()
        Talk.objects.update(is_draft=True)
        assert client.get(old).status_code == 404
        assert admin_client.get(old)["Location"] == talk.slides.url

    def test_of_what_was_taken_away_is_gone(self, client: Client) -> None:
        talk, old = replaced_talk()
        talk.slides = ""
        talk.save()
        assert client.get(old).status_code == 404
        talk.delete()
        assert client.get(old).status_code == 404

    def test_is_remembered_only_if_it_was_replaced(self) -> None:
        talk = TalkFactory(slides=pdf())
        talk.title = "Another"
        talk.save()
        talk.slides = ""
        talk.save()
        assert not FormerFile.objects.exists()


class TestStableAddress:
    def test_of_a_cv(self, client: Client) -> None:
        person = PersonFactory(given_name="Ada", family_name="Lovelace")
        file = PersonFile.objects.create(person=person, file=pdf("vita 2019.pdf"))
        assert (
            'href="/people/ada-lovelace/cv.pdf"'
            in client.get("/people/ada-lovelace/").content.decode()
        )
        answer = client.get("/people/ada-lovelace/cv.pdf")
        assert answer.getvalue() == PDF
        assert answer["Cache-Control"] == "public, no-cache"
        file.file = newer("vita 2024.pdf")
        file.save()
        assert client.get("/people/ada-lovelace/cv.pdf").getvalue() == NEWER

    def test_of_two_files_with_one_label(self, client: Client) -> None:
        person = PersonFactory(given_name="Ada", family_name="Lovelace")
        for file in (pdf(), newer()):
            PersonFile.objects.create(person=person, label="Curriculum vitae", file=file)
        assert client.get("/people/ada-lovelace/curriculum-vitae.pdf").getvalue() == PDF
        assert client.get("/people/ada-lovelace/curriculum-vitae-2.pdf").getvalue() == NEWER

    def test_follows_a_slug(self, client: Client) -> None:
        person = PersonFactory(given_name="Ada", family_name="Lovelace")
        PersonFile.objects.create(person=person, file=pdf())
        person = type(person).objects.get()
        person.slug = "countess"
        person.save()
        assert client.get("/people/ada-lovelace/cv.pdf")["Location"] == "/people/countess/cv.pdf"

    def test_of_slides(self, client: Client) -> None:
        talk, _ = replaced_talk()
        assert client.get(f"/talks/{talk.pk}/slides.pdf").getvalue() == NEWER
        page = client.get(f"/talks/{talk.pk}/").content.decode()
        assert f'href="/talks/{talk.pk}/slides.pdf"' in page

    def test_of_drafts_is_for_editors(self, client: Client, admin_client: Client) -> None:
        talk = TalkFactory(slides=pdf(), is_draft=True)
        file = PersonFile.objects.create(person=PersonFactory(is_draft=True), file=pdf())
        for address in (f"/talks/{talk.pk}/slides.pdf", file.get_absolute_url()):
            assert client.get(address).status_code == 404
            answer = admin_client.get(address)
            assert answer["Cache-Control"] == "private, no-store"
            assert answer.getvalue() == PDF

    @pytest.mark.parametrize(
        "address",
        ["/people/ada/cv.pdf", "/people/bo/cv.pdf", "/talks/1/slides.pdf", "/talks/99/slides.pdf"],
    )
    def test_that_there_is_not(self, address: str, client: Client) -> None:
        PersonFactory(slug="ada")
        TalkFactory(pk=1)
        assert client.get(address).status_code == 404

    def test_of_a_paper_of_another_name_leads_on(self, client: Client) -> None:
        work = PublicationFactory(title="On Looms")
        file = PublicationFile.objects.create(publication=work, file=pdf("draft.pdf"))
        file.file = newer("final.pdf")
        file.save()
        answer = client.get("/publications/on-looms/draft.pdf")
        assert answer.status_code == 302
        assert answer["Location"] == "/publications/on-looms/final.pdf"
        assert client.get("/publications/on-looms/final.pdf").getvalue() == NEWER
        other = PublicationFactory(title="On Mills")
        PublicationFile.objects.create(publication=other, file=pdf("mills.pdf"))
        assert client.get("/publications/on-mills/draft.pdf").status_code == 404


class TestScript:
    """What static/admin/js/upload.js is told."""

    def test_where_to_go_when_it_is_saved(self, admin_client: Client) -> None:
        talk = TalkFactory()
        address = f"/admin/talks/talk/{talk.pk}/change/"
        data = posted(admin_client.get(address)) | {"slides": pdf()}
        answer = admin_client.post(address, data, headers={"X-Upload": "1"})
        assert answer.status_code == 204
        assert answer["X-Location"] == "/admin/talks/talk/"
        assert "Location" not in answer
        assert "was changed successfully" in admin_client.get("/admin/talks/talk/").content.decode()
        talk.refresh_from_db()
        assert talk.slides

    def test_the_form_again_where_something_is_wrong(self, admin_client: Client) -> None:
        talk = TalkFactory()
        address = f"/admin/talks/talk/{talk.pk}/change/"
        data = posted(admin_client.get(address)) | {"title": "", "event": "", "slides": pdf()}
        answer = admin_client.post(address, data, headers={"X-Upload": "1"})
        assert answer.status_code == 200
        assert "Enter the title of the talk" in answer.content.decode()

    def test_others_are_sent_on(self, admin_client: Client) -> None:
        answer = admin_client.get("/admin/core/sitesettings/")
        assert answer.status_code == 302
        assert "X-Location" not in answer
