"""Who looks an import through, and a worker that works at once."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from importer.review import jobs


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "in_background", lambda task: task())


@pytest.fixture
def editor(client: Client) -> Client:
    """Somebody who may import, and no more."""
    user = User.objects.create_user("editor", is_staff=True)
    names = ["add_importrun", "delete_importrun", "view_importrun"]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(user)
    return client
