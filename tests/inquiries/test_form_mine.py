"""Behind the link of the mail: confirm, correct, withdraw."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from health.models import Mail
from inquiries.models import Erasure, Inquiry, State, WaitingFile
from inquiries.privacy.erase import erase
from inquiries.sending import received, signed
from tests.factories import OpeningFactory
from tests.inquiries.letters import PDF, TYPED, pdf, send
from tests.pages_read import shown

pytestmark = pytest.mark.django_db
CORRECT = {key: value for key, value in TYPED.items() if key != "email"}


@pytest.fixture
def link(client: Client, settings: Any) -> str:
    """The path of the link that came with the mail about a letter with a CV."""
    settings.EMAIL_BACKEND = "health.outbox.backend.Outbox"
    send(client, OpeningFactory(title="Engines"), cv=pdf(), links="https://a.example")
    found = re.search(r"http://127.0.0.1:8000(/inquiries/mine/\S+)", Mail.objects.get().body)
    assert found
    return found[1]


def letter() -> Inquiry:
    return Inquiry.objects.get()


def test_opening_the_link_shows_the_letter_and_changes_nothing(client: Client, link: str) -> None:
    page = client.get(link)
    html = shown(page)
    assert "I would like to work on engines." in html
    assert "To the opening “Engines”" in html
    assert "<dt>CV</dt> <dd> PDF, 35 bytes </dd>" in html
    assert letter().confirmed is None
    assert client.head(link).status_code == 200
    assert letter().confirmed is None
    assert "no-store" in page["Cache-Control"]
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert page["Referrer-Policy"] == "no-referrer"
    assert not page.cookies


def test_a_button_confirms_the_address(client: Client, link: str) -> None:
    assert client.post(link).url == f"{link}?done=confirmed"
    at = letter().confirmed
    assert at
    assert "Confirmed on" in shown(client.get(f"{link}?done=confirmed"))
    client.post(link)
    assert letter().confirmed == at


def test_no_state_of_the_letter_is_told(client: Client, link: str) -> None:
    before = shown(client.get(link))
    Inquiry.objects.update(state=State.DECLINED, is_starred=True)
    assert shown(client.get(link)) == before


def test_the_letter_is_corrected_and_marked(client: Client, link: str) -> None:
    Inquiry.objects.update(state=State.DECLINED)
    page = client.get(f"{link}correct/")
    assert "I would like to work on engines." in shown(page)
    assert 'name="email"' not in shown(page)
    answer = client.post(f"{link}correct/", {**CORRECT, "message": "On looms.", "email": "x@x.org"})
    assert answer.url == f"{link}?done=corrected"
    changed = letter()
    assert changed.message == "On looms."
    assert changed.email == "eve@example.org"
    assert changed.corrected
    assert changed.state == State.DECLINED
    assert changed.links == ""
    with changed.cv.open() as file:
        assert file.read() == PDF
    assert "corrected on" in shown(client.get(answer.url))


def test_its_file_is_replaced_or_removed(
    client: Client, link: str, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    other = PDF + b"% other"
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{link}correct/", {**CORRECT, "cv": pdf(content=other)})
    files = [path for path in Path(settings.PRIVATE_ROOT).rglob("*") if path.is_file()]
    assert [path.read_bytes() for path in files] == [other]
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{link}correct/", {**CORRECT, "remove_cv": "on"})
    assert not letter().cv
    assert [path for path in Path(settings.PRIVATE_ROOT).rglob("*") if path.is_file()] == []
    former = files[0].relative_to(settings.PRIVATE_ROOT)
    assert client.get(f"/media/{former}").status_code == 404


def test_a_required_file_is_not_removed(client: Client, link: str) -> None:
    opening = letter().opening
    opening.asked = {"cv": "must"}
    opening.save()
    answer = client.post(f"{link}correct/", {**CORRECT, "remove_cv": "on"})
    assert "A CV is needed" in shown(answer)
    assert letter().cv


def test_errors_lose_nothing(client: Client, link: str) -> None:
    answer = client.post(f"{link}correct/", {**CORRECT, "message": "", "cv": pdf("new.pdf")})
    html = shown(answer)
    assert "Not saved yet" in html
    assert "new.pdf</span> is kept" in html
    assert letter().message == TYPED["message"]
    key = answer.context["form"]["kept"].value()
    client.post(f"{link}correct/", {**CORRECT, "kept": key})
    assert letter().corrected
    assert not WaitingFile.objects.exists()


def test_a_letter_to_a_closed_opening_can_be_corrected(client: Client, link: str) -> None:
    opening = letter().opening
    opening.status = "closed"
    opening.save()
    assert client.post(f"{link}correct/", CORRECT).status_code == 302
    opening.delete()
    assert client.post(f"{link}correct/", CORRECT).status_code == 302
    assert client.get(link).status_code == 200


def test_withdrawing_asks_first_and_erases_for_good(
    client: Client, link: str, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    assert "cannot be taken back" in shown(client.get(f"{link}withdraw/"))
    assert Inquiry.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(f"{link}withdraw/")
    assert "Your letter is erased" in shown(answer)
    assert not Inquiry.objects.exists()
    assert [p for p in (Path(settings.PRIVATE_ROOT) / "inquiry").rglob("*") if p.is_file()] == []
    erasure = Erasure.objects.get()
    assert (erasure.reason, erasure.letters, erasure.files) == ("withdrawn", 1, 1)


def test_the_link_of_an_erased_letter_says_so(client: Client, link: str) -> None:
    client.post(f"{link}withdraw/")
    for address in (link, f"{link}correct/", f"{link}withdraw/"):
        for ask in (client.get, client.post):
            answer = ask(address)
            assert answer.status_code == 404
            assert "There is no such letter" in shown(answer)
    assert Erasure.objects.count() == 1


@pytest.mark.parametrize("token", ["x", "x.y", "0" * 32, "%00", "é.é", "." * 300])
def test_a_link_that_is_made_up_is_not_found(client: Client, token: str) -> None:
    assert client.get(f"/inquiries/mine/{token}/").status_code == 404


def test_a_link_is_of_one_letter(client: Client, link: str) -> None:
    send(client, message="Another.")
    other = Inquiry.objects.exclude(message=TYPED["message"]).get()
    mark = link.split("/")[3].partition(".")[2]
    assert client.get(f"/inquiries/mine/{other.key.hex}.{mark}/").status_code == 404
    assert signed.letter_of(signed.token_of(other)) == other


def test_a_letter_that_is_erased_while_it_is_corrected_stays_erased(
    client: Client, link: str, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    real = received.correct

    def late(found: Inquiry, form: Any) -> None:
        erase(Inquiry.objects.filter(pk=found.pk), Erasure.Reason.DUE)
        real(found, form)

    monkeypatch.setattr(received, "correct", late)
    answer = client.post(f"{link}correct/", {**CORRECT, "cv": pdf()})
    assert answer.status_code == 404
    assert not Inquiry.objects.exists()
    files = [each for each in Path(settings.PRIVATE_ROOT).rglob("*") if each.is_file()]
    assert len(files) == 1  # the old one, which goes with the transaction: that of the test
