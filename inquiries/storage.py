"""Where files of letters lie: outside the folder that visitors are served from."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage


class PrivateStorage(FileSystemStorage):
    """Files without an address: views that ask who may read open them."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs |= {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700}
        super().__init__(base_url=None, **kwargs)

    @property
    def base_location(self) -> str:
        """Asked for each time, as a field keeps its storage and tests have folders of their own."""
        return str(settings.PRIVATE_ROOT)

    @property
    def location(self) -> str:
        return self.base_location

    def url(self, name: str | None) -> str:
        raise ValueError("A private file has no address.")


def private() -> PrivateStorage:
    """Asked for when a file is, so that migrations name no folder."""
    return PrivateStorage()


def private_path(instance: Any, filename: str) -> str:
    """``<model>/<random>.pdf``: the name that the sender gave says who they are."""
    return f"{instance._meta.model_name}/{secrets.token_hex(16)}{Path(filename).suffix.lower()}"
