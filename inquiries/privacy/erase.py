"""Letters go for good: rows, files, mails about them, and what the admin remembers of them.

What stays is an Erasure: when, how many, why, and the random keys that the letters had. These say
nothing of anybody, and let letters go again that come back with an old copy of the database.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Q, QuerySet

from core.batches import batched
from core.models import FormerFile
from health.models import Mail
from history.models import KeptForm
from inquiries.models import Erasure, Inquiry, Note, Reply
from inquiries.privacy.about import mails_about, mails_only_to
from inquiries.privacy.tombstones import write_down

# Of these, the sender wants to hear no more; otherwise an answer that is on its way arrives.
UNHEARD = {Erasure.Reason.WITHDRAWN, Erasure.Reason.ASKED}
PATHS = "/inquiries/inquiry/"  # of the forms of letters in the admin


def erase(rows: QuerySet[Inquiry], reason: Erasure.Reason) -> Erasure:
    """Delete these letters with all that is kept of them, all or none, and log that.

    Mails about them go from the outbox. Those that wait still are not sent if the sender wants
    the letters gone; else they are, and go then. Files go when the transaction is through. The
    Erasure that is returned is not saved if there was no letter.
    """
    with transaction.atomic():
        letters = _locked(rows.values_list("pk", flat=True))
        erased = Erasure(
            reason=reason,
            letters=len(letters),
            files=sum(bool(letter.cv) for letter in letters),
            keys=[str(letter.key) for letter in letters],
        )
        if not letters:
            return erased
        _forget_mails(letters, waiting=reason in UNHEARD)
        for batch in batched(letters):
            _forget_in_admin(batch)
            keys = [letter.pk for letter in batch]
            _join_the_rest(keys)
            Inquiry.objects.filter(pk__in=keys).delete()  # with notes, replies and files
        erased.save()
        transaction.on_commit(write_down, robust=True)
    return erased


def _locked(keys: Iterable[int]) -> list[Inquiry]:
    """The letters: no other process erases or changes them now."""
    found: list[Inquiry] = []
    for batch in batched(keys):
        found += Inquiry.objects.select_for_update().filter(pk__in=batch).order_by("pk")
    return found


def _forget_mails(letters: Sequence[Inquiry], waiting: bool) -> None:
    for batch in batched(letters):
        mails = mails_about(batch)
        (mails if waiting else mails.exclude(state=Mail.State.WAITING)).delete()
    others = Inquiry.objects.exclude(pk__in=[letter.pk for letter in letters])
    for address in {letter.email.casefold() for letter in letters}:
        if not others.of_sender(address).exists():
            mails = mails_only_to(address)
            (mails if waiting else mails.exclude(state=Mail.State.WAITING)).delete()


def _forget_in_admin(letters: Sequence[Inquiry]) -> None:
    """What the admin logged, text of forms that waits for somebody who was logged out, and notes
    of files that took the place of others."""
    keys = [letter.pk for letter in letters]
    rows: list[tuple[type[models.Model], list[int]]] = [
        (Inquiry, keys),
        (Note, list(Note.objects.filter(inquiry__in=keys).values_list("pk", flat=True))),
        (Reply, list(Reply.objects.filter(inquiry__in=keys).values_list("pk", flat=True))),
    ]
    kinds = ContentType.objects.get_for_models(*(model for model, _ in rows))
    for model, of_model in rows:
        kind = kinds[model]
        for some in batched(str(key) for key in of_model):
            LogEntry.objects.filter(content_type=kind, object_id__in=some).delete()
    FormerFile.objects.of_rows(Inquiry, keys).delete()
    forms = KeptForm.objects.filter(path__contains=PATHS).values_list("pk", "path")
    told = [pk for pk, path in forms if _may_tell(path, keys)]
    KeptForm.objects.filter(pk__in=told).delete()


def _may_tell(path: str, keys: list[int]) -> bool:
    """Whether a form is that of one of these letters, or of several, which may be among them."""
    numbers = [int(part) for part in path.partition(PATHS)[2].split("/") if part.isdecimal()]
    return not numbers or bool(set(numbers) & set(keys))


def _join_the_rest(gone: list[int]) -> None:
    """Letters that were joined to one that goes stay together: with the newest of them."""
    rest = Inquiry.objects.filter(joined_to__in=gone).exclude(pk__in=gone)
    parents = set(rest.values_list("joined_to", flat=True))
    for parent in parents:
        newest, *others = Inquiry.objects.filter(Q(joined_to=parent) & ~Q(pk__in=gone))
        Inquiry.objects.filter(pk=newest.pk).update(joined_to=None)
        Inquiry.objects.filter(pk__in=[each.pk for each in others]).update(joined_to=newest)
