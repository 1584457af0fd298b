"""Serves uploads, whoever runs the site: those of published rows to everybody, those of drafts
to whoever may look at the row in the admin. A file that no row holds does not exist, whatever
lies on the disk.
"""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO, Any

from django.core.files.storage import Storage, default_storage
from django.db.models import Model, QuerySet
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from core.files import readable_name
from core.images import PhotoFieldFile
from core.models import Affiliation, FormerFile, SiteSettings
from core.renditions import FORMATS, original_stem
from core.rights import may
from pages.models import HomeBlock
from people.models import Person, PersonFile
from publications.models import Publication, PublicationFile
from talks.models import Talk

# The rows that hold files: model, its file field, and the way to the row whose state decides.
HOLDERS: list[tuple[type[Model], str, str]] = [
    (Person, "photo", ""),
    (PersonFile, "file", "person"),
    (Publication, "picture", ""),
    (PublicationFile, "file", "publication"),
    (Talk, "slides", ""),
    (SiteSettings, "logo", ""),
    (SiteSettings, "logo_dark", ""),
    (SiteSettings, "icon", ""),
    (Affiliation, "logo", ""),
    (HomeBlock, "picture", ""),
]
CHUNK = 64 * 1024
RANGE = re.compile(r"bytes=(\d*)-(\d*)\Z")
# A PDF viewer is a plug-in to the browser, which a sandbox forbids.
POLICIES = {
    "application/pdf": "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'",
}
STRICTEST = "default-src 'none'; sandbox"
PUBLIC = "public, max-age=600"  # names are never used twice, but a row can become a draft again
PRIVATE = "private, no-store"


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """The upload of that name, whole or the range that is asked for; Http404 otherwise."""
    if "\0" in path:  # PostgreSQL would refuse the question
        raise Http404("There is no such file.")
    is_public = _is_public(path)
    if not is_public and not _may_view(request, path):
        return _to_successor(request, path)
    try:
        file = _opened(path)
    except OSError as error:
        raise Http404("There is no such file.") from error
    response = _answer(request, file, path)
    response["Cache-Control"] = PUBLIC if is_public else PRIVATE
    return response


def stable(request: HttpRequest, name: str) -> HttpResponseBase:
    """As `media`, at an address that stays when the file is replaced."""
    response = media(request, name)
    if response.get("Cache-Control") == PUBLIC:
        response["Cache-Control"] = "public, no-cache"
    return response


def _to_successor(request: HttpRequest, path: str) -> HttpResponseBase:
    """A redirect to the file that took the place of this one; Http404 where there is none, or
    none that the request may have."""
    former = FormerFile.objects.filter(name__in=_names(path)).first()
    file = former.successor if former else None
    if not file or not (_is_public(file.name) or _may_view(request, file.name)):
        raise Http404("There is no such file.")
    small = file.picture if isinstance(file, PhotoFieldFile) and original_stem(path) else None
    response = HttpResponseRedirect(small.url if small else file.url)
    response["Cache-Control"] = "no-cache"
    return response


def _opened(path: str) -> Any:
    """The file, made now if it is a rendition that a row should have and has not.

    Raises OSError where there is none, or what it would be made from cannot be read.
    """
    if not default_storage.exists(path):
        for model, field, _ in HOLDERS:
            for row in _rows(model, field, path):
                file = getattr(row, field)
                if isinstance(file, PhotoFieldFile) and file.names(path):
                    file.make_missing()
    return default_storage.open(path)


def _rows(model: type[Model], field: str, path: str) -> QuerySet[Any]:
    """The rows that hold the file, or the photo of which it is a rendition."""
    return model._default_manager.filter(**{f"{field}__in": _names(path)})


def _names(path: str) -> list[str]:
    """The names that the upload may have of which this is the path, or that of a rendition."""
    stem = original_stem(path)
    return [path] if stem is None else [stem + suffix for suffix in FORMATS]


def _is_public(path: str) -> bool:
    for model, field, way in HOLDERS:
        rows = _rows(model, field, path)
        decider = model._meta.get_field(way).related_model if way else model
        published = decider._default_manager.published()
        if rows.filter(**{f"{way or 'pk'}__in": published}).exists():
            return True
    return False


def _may_view(request: HttpRequest, path: str) -> bool:
    rows = (row for model, field, _ in HOLDERS for row in _rows(model, field, path))
    return any(may(request.user, action, row) for row in rows for action in ("view", "change"))


def _answer(request: HttpRequest, file: Any, path: str) -> HttpResponseBase:
    """304, 206, 416 or 200, with the headers that keep a file from acting as a page of ours."""
    size, changed = file.size, _changed(default_storage, path)
    etag = f'"{changed:x}-{size:x}"'
    if (part := _range(request, size, etag)) is False:
        response: HttpResponseBase = HttpResponse(status=416)
        response["Content-Range"] = f"bytes */{size}"
        file.close()
        return response
    start, end = part or (0, size - 1)
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    response = StreamingHttpResponse(
        _Slice(file, start, end - start + 1), status=206 if part else 200, content_type=kind
    )
    if part:
        response["Content-Range"] = f"bytes {start}-{end}/{size}"
    _describe(response, path, kind)
    response["Content-Length"] = str(end - start + 1)
    response["Accept-Ranges"] = "bytes"
    response["Last-Modified"], response["ETag"] = http_date(changed), etag
    answer = get_conditional_response(request, etag, changed, response)
    if answer is not response:
        file.close()  # not the response: closing that would end the request
    return answer or response


def _changed(storage: Storage, path: str) -> int:
    return int(storage.get_modified_time(path).timestamp())


def _describe(response: HttpResponseBase, path: str, kind: str) -> None:
    name = readable_name(PurePosixPath(path).name)
    shown = kind.startswith("image/") or kind == "application/pdf"
    response["Content-Disposition"] = f'{"inline" if shown else "attachment"}; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = POLICIES.get(kind, STRICTEST)


def _range(request: HttpRequest, size: int, etag: str) -> tuple[int, int] | None | bool:
    """First and last byte asked for; None for the whole file; False where there is no such part.

    Several ranges at once, or one of another version of the file, get the whole file.
    """
    match = RANGE.match(request.headers.get("Range", ""))
    if not match or match[0] == "bytes=-" or request.headers.get("If-Range", etag) != etag:
        return None
    if not match[1]:  # the last so many bytes
        start, end = max(0, size - int(match[2])), size - 1
    else:
        start, end = int(match[1]), min(int(match[2] or size), size - 1)
    return (start, end) if start <= end else False


class _Slice:
    """Part of an open file, in chunks; closes the file with the response."""

    def __init__(self, file: IO[bytes], start: int, length: int) -> None:
        self.file, self.left = file, length
        file.seek(start)

    def __iter__(self) -> Iterator[bytes]:
        while self.left and (chunk := self.file.read(min(CHUNK, self.left))):
            self.left -= len(chunk)
            yield chunk

    def close(self) -> None:
        self.file.close()
