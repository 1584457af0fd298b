"""The form of a letter, as a visitor meets it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from health.models import Mail
from inquiries.models import Attempt, Inquiry, InquirySettings, WaitingFile
from tests.factories import MembershipFactory, OpeningFactory, PublicationFactory
from tests.inquiries.letters import PDF, pdf, send, stamp
from tests.pages_read import shown

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _outbox(settings: Any) -> None:
    settings.EMAIL_BACKEND = "health.outbox.backend.Outbox"


QUERIES = 8  # two of the form itself; the rest stands around every page


def kept(page: Any) -> str:
    """The key of the file that the page says is kept."""
    return str(page.context["form"]["kept"].value())


def content(letter: Inquiry) -> bytes:
    with letter.cv.open() as file:
        return file.read()


def test_the_form_asks_what_the_opening_asks(client: Client) -> None:
    opening = OpeningFactory(title="Engines", asked={"cv": "must", "programme": "may"})
    page = client.get(f"/inquiries/new/?opening={opening.pk}")
    html = shown(page)
    assert page.status_code == 200
    assert "Apply: Engines" in html
    assert 'CV <span class="field__need">required' in html
    assert 'Programme and start <span class="field__need">optional' in html
    assert "Papers of the group that you read" not in html
    assert "Background" not in html
    assert 'autocomplete="email"' in html
    assert 'aria-describedby="id_email_helptext"' in html


def test_it_says_who_reads_it_and_for_how_long(client: Client) -> None:
    InquirySettings(keep_months=1).save()
    lead = MembershipFactory(role="lead", person__given_name="Grace").person
    opening = OpeningFactory(contact=lead)
    html = shown(client.get(f"/inquiries/new/?opening={opening.pk}"))
    assert "Grace Lovelace and the administrators of this site read it" in html
    day = timezone.localdate() + timedelta(days=28)
    assert f'It is erased on <time datetime="{day:%Y}' in html
    assert 'href="/inquiries/privacy/"' in html


def test_an_unpublished_contact_is_not_named(client: Client) -> None:
    opening = OpeningFactory(contact__given_name="Hidden", contact__is_draft=True)
    assert "Hidden" not in shown(client.get(f"/inquiries/new/?opening={opening.pk}"))


def test_the_pages_are_kept_by_nobody_and_set_no_cookie(client: Client) -> None:
    for address in ("/inquiries/new/", "/inquiries/sent/", "/inquiries/privacy/"):
        page = client.get(address)
        assert page.status_code == 200
        assert "no-store" in page["Cache-Control"]
        assert page["X-Robots-Tag"] == "noindex, nofollow"
        assert not page.cookies
    assert not client.post("/inquiries/new/", {}).cookies
    assert "Disallow: /inquiries/mine/\n" in client.get("/robots.txt").content.decode()
    assert "inquiries" not in client.get("/sitemap.xml").content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_form_asks_the_database_as_often_whatever_there_is(
    client: Client, rows: int, django_assert_num_queries: Any
) -> None:
    opening = OpeningFactory()
    for _ in range(rows):
        MembershipFactory(role="lead")
        PublicationFactory()
    client.get(f"/inquiries/new/?opening={opening.pk}")
    with django_assert_num_queries(QUERIES):
        client.get(f"/inquiries/new/?opening={opening.pk}")


def test_a_letter_is_stored_and_a_mail_goes_to_its_sender(client: Client) -> None:
    opening = OpeningFactory(title="Engines")
    answer = send(client, opening, cv=pdf("Eve CV.pdf"), links="example.org\nhttps://a.example/b")
    assert (answer.status_code, answer.url) == (302, f"/inquiries/sent/?opening={opening.pk}")
    letter = Inquiry.objects.get()
    assert (letter.opening, letter.name, letter.email) == (
        opening,
        "Eve Example",
        "eve@example.org",
    )
    assert letter.links == "https://example.org\nhttps://a.example/b"
    assert letter.state == "new"
    assert letter.confirmed is None
    assert letter.delete_by > timezone.localdate() + timedelta(days=360)
    assert content(letter) == PDF
    assert "Eve" not in letter.cv.name
    mail = Mail.objects.get()
    assert mail.to == ["eve@example.org"]
    assert "/inquiries/mine/" in mail.body
    assert "Engines" in mail.body


def test_the_mail_says_nothing_that_the_sender_wrote(client: Client) -> None:
    spam = "BUY-NOW https://spam.example"
    send(client, name=spam, background=spam, message=spam, programme=spam, papers=spam)
    mail = Mail.objects.get()
    assert "BUY-NOW" not in mail.subject + mail.body + str(mail.more)
    assert "spam.example" not in mail.body


def test_what_is_sent_in_general_goes_to_the_lead_that_was_chosen(client: Client) -> None:
    first, second = (MembershipFactory(role="lead", person__given_name=n).person for n in "AB")
    html = shown(client.get("/inquiries/new/"))
    assert "The group as a whole" in html
    assert 'aria-current="page"' not in html
    send(client, recipient=second.pk)
    assert Inquiry.objects.get().recipient == second
    send(client, recipient="", message="Another.")
    assert Inquiry.objects.first().recipient is None
    assert "Select a valid choice" in shown(send(client, recipient=OpeningFactory().contact.pk))
    assert first.letters.count() == 0


def test_the_only_lead_gets_it_without_being_asked_for(client: Client) -> None:
    lead = MembershipFactory(role="lead").person
    assert 'name="recipient"' not in shown(client.get("/inquiries/new/"))
    send(client)
    assert Inquiry.objects.get().recipient == lead


def test_general_letters_can_be_off(client: Client) -> None:
    InquirySettings(takes_general=False).save()
    page = client.get("/inquiries/new/")
    assert page.status_code == 410
    assert "The group takes letters to its openings alone" in shown(page)
    assert 'href="/openings/"' in shown(page)


@pytest.mark.parametrize("fields", [{"status": "closed"}, {"deadline": "2020-05-01"}])
def test_a_closed_opening_says_so_and_shows_what_was_typed(
    client: Client, fields: dict[str, str]
) -> None:
    opening = OpeningFactory(title="Engines", **fields)
    page = client.get(f"/inquiries/new/?opening={opening.pk}")
    assert page.status_code == 410
    assert "“Engines” takes no more letters" in shown(page)
    page = send(client, opening, message="Hours of work.")
    assert page.status_code == 410
    assert "Hours of work." in shown(page)
    assert not Inquiry.objects.exists()


def test_an_opening_that_takes_letters_elsewhere_says_so(client: Client) -> None:
    opening = OpeningFactory(way="portal", portal="https://apply.example.org")
    page = client.get(f"/inquiries/new/?opening={opening.pk}")
    assert page.status_code == 404
    assert "letters are not taken on this site" in shown(page)


@pytest.mark.parametrize("key", ["0", "999999", "9" * 40, "x", "-1", "1 OR 1", "²", "\0"])
def test_an_opening_that_is_not_there_is_not_found(client: Client, key: str) -> None:
    assert client.get("/inquiries/new/", {"opening": key}).status_code == 404


def test_a_draft_of_an_opening_is_not_found(client: Client) -> None:
    opening = OpeningFactory(is_draft=True)
    assert client.get(f"/inquiries/new/?opening={opening.pk}").status_code == 404


def test_errors_stand_at_the_field_and_at_the_top(client: Client) -> None:
    page = send(client, email="eve at example", message="", background="Kept as typed.")
    html = shown(page)
    assert page.status_code == 200
    assert "<title>Not sent yet:" in html
    assert 'role="alert" tabindex="-1" autofocus' in html
    assert '<a href="#id_email">E-mail address</a>: This is no e-mail address;' in html
    assert '<a href="#id_message">Why this group</a>: Fill this in.' in html
    assert 'aria-describedby="id_email_helptext id_email_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'value="eve at example"' in html
    assert "Kept as typed." in html
    assert not Inquiry.objects.exists()
    assert not Mail.objects.exists()


def test_a_wrong_link_is_named_by_its_line(client: Client) -> None:
    links = "https://a.example\n\njavascript:alert(1)\nftp://b.example"
    assert "Line 3 is no web address: “javascript:alert(1)”" in shown(send(client, links=links))
    assert "Line 1 is no web address" in shown(send(client, links="ftp://b.example"))
    assert "the most is 10" in shown(send(client, links="https://a.example\n" * 11))


def test_what_is_too_long_is_said_and_shown_whole(client: Client) -> None:
    long = "x" * 5001
    page = send(client, message=long)
    assert "Ensure this value has at most 5000 characters (it has 5001)" in shown(page)
    assert long in page.content.decode()
    assert "maxlength" not in shown(page).split('name="message"')[1].split(">")[0]
    assert send(client, message="y\r\n" * 2500).status_code == 302  # a line break is one character


def test_a_file_of_a_form_with_errors_is_kept(client: Client) -> None:
    page = send(client, email="", cv=pdf("My CV.pdf"))
    assert "My CV.pdf</span> is kept" in shown(page)
    waiting = WaitingFile.objects.get()
    assert timezone.now() < waiting.until <= timezone.now() + timedelta(days=1)
    assert "My" not in waiting.file.name
    again = send(client, email="still wrong", kept=kept(page))
    assert "My CV.pdf</span> is kept" in shown(again)
    assert send(client, kept=kept(again)).status_code == 302
    assert content(Inquiry.objects.get()) == PDF


def test_the_kept_file_goes_once_the_letter_has_it(
    client: Client, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    page = send(client, email="", cv=pdf())
    with django_capture_on_commit_callbacks(execute=True):
        send(client, kept=kept(page))
    assert not WaitingFile.objects.exists()
    files = [path for path in Path(settings.PRIVATE_ROOT).rglob("*") if path.is_file()]
    assert [path.parent.name for path in files] == ["inquiry"]


def test_a_kept_file_can_be_replaced_or_removed(client: Client) -> None:
    opening = OpeningFactory(asked={"cv": "must"})
    page = send(client, opening, email="", cv=pdf())
    other = send(client, opening, email="", kept=kept(page), cv=pdf("new.pdf"))
    assert "new.pdf</span> is kept" in shown(other)
    assert WaitingFile.objects.count() == 1
    removed = send(client, opening, kept=kept(other), remove_cv="on")
    assert '<a href="#id_cv">CV</a>: Fill this in.' in shown(removed)
    assert not WaitingFile.objects.exists()
    assert not Inquiry.objects.exists()


def test_a_required_file_that_is_missing_is_asked_for(client: Client) -> None:
    opening = OpeningFactory(asked={"cv": "must"})
    assert '<a href="#id_cv">CV</a>: Fill this in.' in shown(send(client, opening))
    assert send(client, opening, cv=pdf()).status_code == 302


def test_a_key_of_a_file_that_is_made_up_or_over_counts_for_nothing(client: Client) -> None:
    page = send(client, email="", cv=pdf())
    WaitingFile.objects.update(until=timezone.now())
    for key in (kept(page), "x", "x.y", WaitingFile.objects.get().key):
        assert "is kept" not in shown(send(client, email="", kept=key))


@pytest.mark.parametrize("old", ["", "made up", "a.b.c", "lapsed"])
def test_a_form_that_was_open_too_long_comes_back_filled_in(client: Client, old: str) -> None:
    value = stamp(timedelta(hours=25)) if old == "lapsed" else old
    page = send(client, stamp=value, cv=pdf())
    html = shown(page)
    assert "Nothing is lost: look it through, and press Send again." in html
    assert "I would like to work on engines." in html
    assert "cv.pdf</span> is kept" in html
    assert not Inquiry.objects.exists()
    fresh = page.context["form"]["stamp"].value()
    assert fresh != value
    assert "faster than a person" in shown(send(client, stamp=fresh, kept=kept(page)))


def test_a_form_of_the_day_before_is_taken(client: Client) -> None:
    assert send(client, stamp=stamp(timedelta(hours=23))).status_code == 302


def test_the_same_form_sent_twice_is_one_letter(client: Client) -> None:
    value = stamp()
    assert send(client, stamp=value).status_code == 302
    assert send(client, stamp=value).status_code == 302
    assert Inquiry.objects.count() == Mail.objects.count() == 1
    send(client, stamp=value, message="Another text.")
    assert Inquiry.objects.count() == 2


def test_null_characters_and_surrogates_are_taken_out(client: Client) -> None:
    odd = "a\0b\x1bc\u202ed\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    for field in ("name", "background", "message", "programme", "papers"):
        answer = send(client, **{field: odd + field})
        assert answer.status_code == 302
    assert Inquiry.objects.filter(name__startswith="abcd").exists()
    raw = b"name=%ED%A0%80x&email=e%00%40example.org&message=%00&stamp=%00&kept=%00.%00&work=%00"
    answer = client.post("/inquiries/new/", raw, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 200


def test_only_those_methods_are_answered(client: Client) -> None:
    assert client.put("/inquiries/new/").status_code == 405
    assert client.head("/inquiries/new/").status_code == 200


def test_counts_hold_no_address(client: Client) -> None:
    send(client)
    told = " ".join(f"{a.what} {a.who}" for a in Attempt.objects.all())
    assert "127.0.0.1" not in told
    assert "example.org" not in told
