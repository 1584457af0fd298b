"""Editors with forms of the admin before them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import models
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from history.models import Version
from tests.forms import posted


@pytest.fixture
def ada(db: None) -> Client:
    return logged_in("ada")


@pytest.fixture
def bob(db: None) -> Client:
    return logged_in("bob")


def logged_in(name: str) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser(name))
    return client


def url(row: models.Model | type[models.Model], view: str, *args: Any) -> str:
    options = row._meta
    args = args or ((row.pk,) if isinstance(row, models.Model) else ())
    return reverse(f"admin:{options.app_label}_{options.model_name}_{view}", args=args)


def opened(client: Client, row: models.Model) -> dict[str, Any]:
    """What the form of the row sends if nothing is changed in it."""
    answer = client.get(url(row, "change"))
    assert answer.status_code == 200
    return posted(answer)


def edit(client: Client, row: models.Model, **values: Any) -> HttpResponse:
    """Opens the form, changes these fields of it and saves it."""
    answer = client.post(url(row, "change"), {**opened(client, row), **values})
    assert answer.status_code == 302, answer.context["errors"]
    return answer


def versions(row: models.Model) -> list[Version]:
    return list(Version.objects.of(row._meta.label_lower, row.pk))


def history(client: Client, row: models.Model) -> HttpResponse:
    return client.get(url(row, "history"))


def told(answer: HttpResponse) -> list[tuple[str, str, str]]:
    """(field, old, new) of all differences that a page shows."""
    entries = answer.context.get("entries")
    if entries is None:
        found = answer.context["differences"]
    else:
        found = [each for entry in entries for each in entry.differences]
    return [(each.label, each.old, each.new) for each in found]


def go_back(client: Client, version: Version) -> HttpResponse:
    return client.post(reverse("admin:history_version", args=[version.pk]))


@pytest.fixture
def delete() -> Callable[[Client, models.Model], None]:
    def run(client: Client, row: models.Model) -> None:
        assert client.post(url(row, "delete"), {"post": "yes"}).status_code == 302

    return run
