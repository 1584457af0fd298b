"""Letters that one person wrote: found by their addresses and names, joined by a reader."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q
from rapidfuzz import fuzz

from core.rights import allowed
from inquiries.models import Inquiry
from inquiries.models.letter import InquiryQuerySet

LOOKED_AT = 50  # letters that an index of the database finds, of which the names are compared
ALIKE = 80  # of 100: parts before the @ that differ by a letter or two


class NotJoinable(Exception):
    """With a sentence that says why."""


@dataclass(frozen=True, slots=True)
class Twin:
    """A letter that is likely from the same person, and what says so."""

    letter: Inquiry
    reason: str


def twins(user: Any, letter: Inquiry) -> list[Twin]:
    """Other letters that the user may read and that one person seems to have written, which are
    not joined with it, the newest first. Two queries at most."""
    head = letter.joined_to_id or letter.pk
    rows = allowed(user, "view", Inquiry.objects.listed())
    others = rows.exclude(Q(pk=head) | Q(joined_to=head) | Q(pk=letter.pk))
    near = others.filter(_same_mailbox(letter.email) | _same_last_word(letter.name))[:LOOKED_AT]
    found = ((each, _reason(letter, each)) for each in near)
    return [Twin(each, reason) for each, reason in found if reason]


def group(user: Any, letter: Inquiry) -> list[Inquiry]:
    """The letters joined with this one, itself among them, that the user may read: newest first."""
    rows: Any = allowed(user, "view", Inquiry.objects.listed())
    return list(rows.of_group(letter))


def in_hand(user: Any, letter: Inquiry) -> InquiryQuerySet:
    """Those of the group that the user may change."""
    rows: Any = allowed(user, "change", Inquiry.objects.all())
    found: InquiryQuerySet = rows.of_group(letter)
    return found


@transaction.atomic
def join(user: Any, one: Inquiry, other: Inquiry) -> Inquiry:
    """Make two letters, and all that are joined with them, one group; its newest is returned.

    Raises NotJoinable where the user may not change each of them.
    """
    rows = {row.pk: row for each in (one, other) for row in Inquiry.objects.of_group(each)}
    mine = allowed(user, "change", Inquiry.objects.filter(pk__in=rows))
    if mine.count() < len(rows):
        raise NotJoinable("One of these letters is another’s: an administrator can join them.")
    return _gather(list(rows.values()))


@transaction.atomic
def separate(letter: Inquiry) -> None:
    """Take one letter out of its group; the rest stays one."""
    rest = [row for row in Inquiry.objects.of_group(letter) if row.pk != letter.pk]
    Inquiry.objects.filter(pk=letter.pk).update(joined_to=None)
    letter.joined_to = None
    if rest:
        _gather(rest)


def _gather(letters: Sequence[Inquiry]) -> Inquiry:
    """All joined to the newest of them, so that a list that is sorted by time shows it."""
    head = max(letters, key=lambda each: (each.received, each.pk))
    rows = Inquiry.objects.filter(pk__in=[each.pk for each in letters])
    rows.exclude(pk=head.pk).update(joined_to=head)
    Inquiry.objects.filter(pk=head.pk).update(joined_to=None)
    return head


def mailbox(email: str) -> tuple[str, str]:
    """(local part without a tag after “+”, domain), in small letters."""
    local, _, domain = email.strip().casefold().rpartition("@")
    return local.partition("+")[0] or local, domain


def folded(name: str) -> str:
    """A name without accents, case and order: “Ünal, Ada” is “ada unal”."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(c if c.isalpha() else " " for c in plain if not unicodedata.combining(c))
    return " ".join(sorted(letters.split()))


def _reason(letter: Inquiry, other: Inquiry) -> str:
    """What says that one person wrote both; empty where nothing does."""
    if letter.email.strip().casefold() == other.email.strip().casefold():
        return "same address"
    (local, domain), (another, elsewhere) = mailbox(letter.email), mailbox(other.email)
    if (local, domain) == (another, elsewhere):
        return "same address but for what stands after “+”"
    if folded(letter.name) == folded(other.name):
        if domain == elsewhere or fuzz.ratio(local, another) >= ALIKE:
            return "same name, similar address"
        return "same name"
    return ""


def _same_mailbox(email: str) -> Q:
    local, domain = mailbox(email)
    tagged = Q(email__istartswith=f"{local}+", email__iendswith=f"@{domain}")
    return Q(email__iexact=email.strip()) | Q(email__iexact=f"{local}@{domain}") | tagged


def _same_last_word(name: str) -> Q:
    """A condition that most letters do not meet; names are then compared as they should be."""
    words = sorted(name.split(), key=len)
    return Q(name__icontains=words[-1].strip(",;")) if words else Q(pk=None)
