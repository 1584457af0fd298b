"""Where uploads lie, and under which address a page names them."""

from __future__ import annotations

from django.conf import settings
from django.core.files.storage import FileSystemStorage

from core import preview


class UploadStorage(FileSystemStorage):
    """In a preview, files stand below its address: there they are served, and nowhere else."""

    def url(self, name: str | None) -> str:
        address = super().url(name)
        if shown := preview.current():
            return f"{shown.base}media/{address.removeprefix(settings.MEDIA_URL)}"
        return address
