"""The pictures that stand for a page where somebody links to it (`og:image`).

Typst sets them: what they say is handed over as strings and never compiled. A picture is drawn
once and kept in DATA_DIR under the hash of all that it shows, so that a change has another name.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import unicodedata
from dataclasses import asdict, dataclass
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.text import Truncator
from django.views.decorators.http import require_safe
from PIL import Image, ImageDraw, ImageOps

from core import colours
from core.files import UNREADABLE
from core.models import SiteSettings
from groupsite.context_processors import site_name
from people.models import Person
from publications.models import Publication

WIDTH, HEIGHT = 1200, 630
LONGEST_TITLE, LONGEST_BYLINE, LONGEST_LINE = 260, 110, 70
PHOTO, PHOTO_AT = 292, (824, 169)
COLOURS = 128  # of the picture without a photo: a quarter of the size, and nobody sees it
MOST_KEPT = 3000  # some 90 MB
HERE = Path(__file__).parent
ACCENT = "#14508c"
COMMON = ("LATIN ", "GREEK ", "CYRILLIC ", "DIGIT ")  # scripts that the font of typst has
NOBODYS = "\U000f8fff"  # for private use: no font has it


@dataclass(frozen=True, slots=True)
class Card:
    """What a picture says; a text for which there is no font is left out."""

    title: str
    byline: str = ""
    foot: str = ""
    site: str = ""
    accent: str = ACCENT
    photo: str = ""  # name of the upload

    @property
    def digest(self) -> str:
        said = json.dumps(asdict(self), sort_keys=True) + _templates()
        return hashlib.sha256(said.encode()).hexdigest()[:32]

    @property
    def alt(self) -> str:
        """What the picture says, read out."""
        return ". ".join(part for part in (self.title, self.byline, self.foot) if part)


def card_of_site(site: SiteSettings, name: str) -> Card:
    return Card(_cut(name, LONGEST_TITLE), byline=_cut(site.tagline), accent=_accent(site))


def card_of_work(work: Publication, site: SiteSettings, name: str) -> Card:
    """Title, authors, where and when; of `listed()`."""
    form = work.record
    foot = " · ".join(part for part in (form.where if form else "", str(work.year or "")) if part)
    title = _cut(work.plain_title, LONGEST_TITLE)
    return Card(title, byline(work), _cut(foot), _cut(name), _accent(site))


def card_of_person(person: Person, site: SiteSettings, name: str) -> Card:
    """Name, position and photo; of `with_roles()`."""
    role = person.current_role or person.former_role
    jobs = [f"{job.title}, {job.institution}".strip(", ") for job in person.current_jobs]
    what = next(iter(jobs), role.get_role_display() if role else "")
    photo = person.photo.largest_crop if person.photo else ""
    return Card(person.name, _cut(what), "", _cut(name), _accent(site), photo)


def byline(work: Publication) -> str:
    """As many names as fit, and how many more there are."""
    names = [author.name for author in work.printed_authors if author.name]
    shown = names
    while len(", ".join(shown)) > LONGEST_BYLINE and len(shown) > 1:
        shown = shown[:-1]
    more = len(names) - len(shown)
    line = ", ".join(shown)
    if work.authors_truncated:
        return f"{line}, et al." if line else ""
    return f"{line} and {more} more" if more else line


def _cut(text: str, length: int = LONGEST_LINE) -> str:
    return Truncator(" ".join(text.split())).chars(length)


def _accent(site: SiteSettings) -> str:
    return colours.on_light(site.accent) if site.accent else ACCENT


@cache
def _templates() -> str:
    """Part of each name: a picture in an old look is not the picture of today."""
    return (HERE / "card.typ").read_text()


# ---- drawing


def draw(card: Card) -> bytes:
    """The picture, as PNG."""
    texts = {key: _settable(text) for key, text in asdict(card).items()}
    if not texts["title"]:
        texts |= {"title": texts["site"], "site": ""}
    portrait = _portrait(card.photo) if card.photo else None
    texts["photo"] = "yes" if portrait else ""
    png = typst.compile(str(HERE / "card.typ"), sys_inputs=texts, format="png", ppi=72)
    picture = Image.open(BytesIO(png)).convert("RGB")
    if portrait:
        picture.paste(portrait, PHOTO_AT, portrait)
    else:
        picture = picture.quantize(COLOURS, dither=Image.Dither.NONE)
    out = BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def _portrait(name: str) -> Image.Image | None:
    """The photo as a disc, or None where it is lost or cannot be read."""
    try:
        with default_storage.open(name) as file:
            photo = ImageOps.fit(Image.open(file).convert("RGB"), (PHOTO, PHOTO))
    except UNREADABLE:
        return None
    disc = Image.new("L", (PHOTO * 4, PHOTO * 4))
    ImageDraw.Draw(disc).ellipse((0, 0, PHOTO * 4 - 1, PHOTO * 4 - 1), fill=255)
    photo.putalpha(disc.resize((PHOTO, PHOTO), Image.Resampling.LANCZOS))
    return photo


def _settable(text: str) -> str:
    """The text; nothing where a letter of it would come out as a box."""
    rare = {char for char in text if not (char.isascii() or _is_common(char))}
    return "" if rare & _without_font("".join(sorted(rare))) else text


def _is_common(char: str) -> bool:
    return unicodedata.name(char, "").startswith(COMMON)


@lru_cache(maxsize=512)
def _without_font(characters: str) -> set[str]:
    """Those of the characters that no font on this machine has."""
    if not characters:
        return set()
    asked = {"characters": characters + NOBODYS}
    pages: Any = typst.compile(str(HERE / "glyphs.typ"), sys_inputs=asked, format="png")
    *drawn, box = pages
    return {char for char, page in zip(characters, drawn, strict=True) if page == box}


# ---- keeping


def kept(card: Card) -> bytes:
    """The picture from the disk, or drawn and put there."""
    path = settings.DATA_DIR / "cards" / f"{card.digest}.png"
    try:
        return bytes(path.read_bytes())
    except FileNotFoundError:
        picture = draw(card)
        _keep(path, picture)
        return picture


def _keep(path: Path, picture: bytes) -> None:
    """Whole or not at all; the oldest go where there are too many."""
    path.parent.mkdir(parents=True, exist_ok=True)
    files = [Path(entry.path) for entry in os.scandir(path.parent)]
    if len(files) >= MOST_KEPT:
        files.sort(key=_changed)
        for old in files[: MOST_KEPT // 10]:
            old.unlink(missing_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
        file.write(picture)
    Path(file.name).replace(path)


def _changed(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:  # another process was faster
        return 0.0


# ---- answering


@require_safe
def site_card(request: HttpRequest) -> HttpResponseBase:
    site = SiteSettings.load()
    return _answer(request, card_of_site(site, _name(site)))


@require_safe
def work_card(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Http404 for a work that visitors do not see."""
    work = get_object_or_404(Publication.objects.published().listed(), slug=slug)
    site = SiteSettings.load()
    return _answer(request, card_of_work(work, site, _name(site)))


@require_safe
def person_card(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Http404 for a person who has no profile that visitors see."""
    people = Person.objects.published().profiles().named().with_roles()
    person = get_object_or_404(people, slug=slug)
    site = SiteSettings.load()
    return _answer(request, card_of_person(person, site, _name(site)))


def _name(site: SiteSettings) -> str:
    return site_name(site, Person.objects.head())


def _answer(request: HttpRequest, card: Card) -> HttpResponseBase:
    """304 without drawing where the asker has the picture."""
    etag = f'"{card.digest}"'
    if (known := get_conditional_response(request, etag)) is None:
        known = HttpResponse(kept(card), content_type="image/png")
    known["ETag"] = etag
    known["Cache-Control"] = "public, max-age=600"  # a row can become a draft again
    return known
