"""Proof of work, where an administrator asks for it."""

from __future__ import annotations

import base64
import hashlib
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from inquiries.models import Attempt, Inquiry, InquirySettings
from inquiries.sending import work
from tests.inquiries.letters import pdf, send
from tests.pages_read import shown

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 29, 12, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    """Half past twelve: no window ends while a test runs."""
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    settings.EMAIL_BACKEND = "health.outbox.backend.Outbox"


@pytest.fixture
def _with_work(monkeypatch: pytest.MonkeyPatch) -> None:
    InquirySettings(proof_of_work=True).save()
    monkeypatch.setattr(work, "HARDEST", 500)


def solve(page: Any) -> dict[str, Any]:
    """As the script of the form does."""
    asked = page.context["work"]
    salt, wanted = asked["salt"], asked["challenge"]
    number = next(
        n
        for n in range(asked["maxnumber"] + 1)
        if hashlib.sha256(f"{salt}{n}".encode()).hexdigest() == wanted
    )
    return {key: asked[key] for key in ("algorithm", "challenge", "salt", "signature")} | {
        "number": number
    }


def packed(answer: Any) -> str:
    return base64.b64encode(json.dumps(answer).encode()).decode()


@pytest.mark.usefixtures("_with_work")
def test_with_work_a_letter_is_taken_once(client: Client) -> None:
    page = client.get("/inquiries/new/")
    html = shown(page)
    assert "this form needs JavaScript at the moment" in html
    assert 'data-worker="/static/js/letter-work.js"' in html
    answer = packed(solve(page))
    assert send(client, work=answer).status_code == 302
    replayed = send(client, work=answer, message="Again")
    assert "has not finished the computation" in shown(replayed)
    assert "Again" in shown(replayed)
    assert Inquiry.objects.count() == 1


@pytest.mark.usefixtures("_with_work")
def test_work_that_is_not_done_is_refused_and_loses_nothing(client: Client) -> None:
    good = solve(client.get("/inquiries/new/"))
    wrong: list[Any] = [
        {**good, "number": good["number"] + 1},
        {**good, "number": str(good["number"])},
        {**good, "number": True},
        {**good, "number": 10**400},
        {**good, "signature": "0" * 64},
        {**good, "signature": None},
        {**good, "algorithm": "MD5"},
        {**good, "salt": "x"},
        {**good, "salt": "x?expires=" + "9" * 40},
        {**good, "salt": good["salt"].replace("expires=", "expires=9")},
        {**good, "salt": None},
        [],
        None,
        "x",
    ]
    for answer in [packed(each) for each in wrong] + ["", "x", "é", "A" * 9999]:
        page = send(client, work=answer, cv=pdf() if answer == "" else None)
        assert "has not finished the computation" in shown(page)
        assert "I would like to work on engines." in shown(page)
    assert not Inquiry.objects.exists()
    assert Attempt.objects.filter(what="letter, hour").count() == 0


@pytest.mark.usefixtures("_with_work")
def test_work_of_yesterday_is_over(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = packed(solve(client.get("/inquiries/new/")))
    monkeypatch.setattr(timezone, "now", lambda: NOON + timedelta(hours=25))
    assert send(client, work=answer).status_code == 200
