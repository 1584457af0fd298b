"""What the site holds of somebody who wrote to the group: found by their e-mail address, given to
them, erased at their request."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.db.models import Q

from health.models import Mail
from inquiries.models import Erasure, Inquiry, Note, Reply, State
from inquiries.privacy.about import mails_about, mails_only_to
from inquiries.privacy.erase import erase

# Where letters are, and what is about them: the rest of the site is `elsewhere`.
OWN: tuple[type[models.Model], ...] = (Inquiry, Note, Reply, Mail)
SEARCHED = (models.CharField, models.TextField, models.JSONField)
EXPLAINED = (
    "All that this site holds of letters from the address, in fields named as in its database."
    " “notes” were written by members of the group about the letters and “state” is what they"
    " decided: both are data about the sender. Files are beside this one, under the names of “cv”."
)


@dataclass(frozen=True, slots=True)
class Held:
    """What is held under an address."""

    address: str
    letters: Sequence[Inquiry]  # the newest first
    mails: Sequence[Mail]

    @property
    def notes(self) -> int:
        return sum(len(letter.notes.all()) for letter in self.letters)

    @property
    def replies(self) -> int:
        return sum(len(letter.replies.all()) for letter in self.letters)

    @property
    def files(self) -> int:
        return sum(bool(letter.cv) for letter in self.letters)

    @property
    def other_addresses(self) -> list[str]:
        """Those of letters that a reader joined to letters from the address."""
        found = {letter.email.casefold() for letter in self.letters}
        return sorted(found - {self.address.casefold()})

    @property
    def is_empty(self) -> bool:
        return not (self.letters or self.mails)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Rows of another kind that hold the address: no letters, and not erased here."""

    name: str
    number: int


def held(address: str, joined: bool = True) -> Held:
    """Letters from the address and, if `joined`, those that a reader joined to them as of one
    sender, whatever address they came from; mails about these and to the address."""
    address = address.strip()
    own = Inquiry.objects.of_sender(address)
    keys = set(own.values_list("pk", flat=True))
    if joined and keys:
        heads = keys | set(own.exclude(joined_to=None).values_list("joined_to", flat=True))
        group = Inquiry.objects.filter(Q(pk__in=heads) | Q(joined_to__in=heads))
        keys |= set(group.values_list("pk", flat=True))
    rows = Inquiry.objects.filter(pk__in=keys).prefetch_related("notes__author", "replies__author")
    letters = list(rows.select_related("opening", "recipient", "assigned_to"))
    to_address = mails_only_to(address.casefold()).values("pk")
    about = mails_about(letters).values("pk")
    mails = Mail.objects.filter(Q(pk__in=to_address) | Q(pk__in=about))
    return Held(address, letters, list(mails))


def elsewhere(address: str) -> list[Elsewhere]:
    """Where else the address stands, in any text of any row. Reads every table: seconds."""
    found = []
    for model in apps.get_models():
        fields = [f for f in model._meta.concrete_fields if isinstance(f, SEARCHED)]
        if model in OWN or model._meta.proxy or not fields:
            continue
        holds = Q()
        for field in fields:
            holds |= Q(**{f"{field.name}__icontains": address})
        if number := model._base_manager.filter(holds).count():
            app = apps.get_app_config(model._meta.app_label).verbose_name
            found.append(Elsewhere(f"{app}: {model._meta.verbose_name}", number))
    return found


@transaction.atomic
def forget(found: Held) -> Erasure:
    """Erase all of it, at the sender's request. The log counts mails that were alone, too, as no
    letters: it is then not saved."""
    erased = erase(
        Inquiry.objects.filter(pk__in=[letter.pk for letter in found.letters]),
        Erasure.Reason.ASKED,
    )
    Mail.objects.filter(pk__in=[mail.pk for mail in found.mails]).delete()
    return erased


def export(found: Held, to: IO[bytes]) -> None:
    """Write a ZIP: data.json, and the files of the letters."""
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as archive:
        data = json.dumps(as_data(found), indent=2, ensure_ascii=False, cls=DjangoJSONEncoder)
        archive.writestr("data.json", data + "\n")
        for letter in found.letters:
            if name := _file_name(letter):
                try:
                    with letter.cv.open("rb") as file:
                        archive.writestr(name, file.read())
                except FileNotFoundError:  # data.json names it still: that it is lost shows
                    continue


def as_data(found: Held) -> dict[str, Any]:
    return {
        "address": found.address,
        "about": EXPLAINED,
        "letters": [_letter(letter) for letter in found.letters],
        "mails": [_row(mail) for mail in found.mails],
    }


def _letter(letter: Inquiry) -> dict[str, Any]:
    return {
        **_row(letter),
        "state": State(letter.state).label,
        "cv": _file_name(letter),
        "notes": [_row(note) for note in letter.notes.all()],
        "replies": [_row(reply) for reply in letter.replies.all()],
    }


def _row(row: models.Model) -> dict[str, Any]:
    """All fields, so that one which is added later is not forgotten; other rows in words."""
    return dict(_fields(row))


def _fields(row: models.Model) -> Iterator[tuple[str, Any]]:
    for field in row._meta.concrete_fields:
        value = getattr(row, field.name)
        if isinstance(field, models.ForeignKey):
            if field.name != "inquiry":
                yield field.name, None if value is None else str(value)
        else:
            yield field.name, value if not isinstance(field, models.FileField) else str(value)


def _file_name(letter: Inquiry) -> str:
    return f"cv/letter-{letter.pk}.pdf" if letter.cv else ""
