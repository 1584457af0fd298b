"""Text that was sent from a form when nobody was logged in any more: kept for a day, for the
person whose form it was, and shown in that form again."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils import timezone

from history.models import KeptForm
from history.opened import Opened, read

LIFE = timedelta(days=1)  # of a text that nobody comes back to
FORM_LIFE = timedelta(days=7)  # of a form that is open: what an older one sends is not kept
MOST = 20  # texts of one person
LONGEST_PATH = 500
NOT_KEPT = ("csrfmiddlewaretoken",)


def keepable(request: HttpRequest) -> Opened | None:
    """The stamp of the form that was sent, if its text may be kept: it is one of the admin that
    we gave out ourselves, to a person, lately. Nobody else can plant a text."""
    match = request.resolver_match
    if request.method != "POST" or match is None or match.app_name != "admin":
        return None
    opened = read(request.POST)
    fresh = opened and opened.user and timezone.now() - opened.at < FORM_LIFE
    return opened if fresh and len(request.path) <= LONGEST_PATH else None


def keep_text(request: HttpRequest, opened: Opened) -> KeptForm:
    """Keeps what was sent, for the person whose form it was; of files, only their names."""
    forget_old()
    data = request.POST.copy()
    for name in NOT_KEPT:
        data.pop(name, None)
    files = [file.name or "" for _, some in request.FILES.lists() for file in some]
    values = {"data": data.urlencode(), "files": files, "at": timezone.now()}
    kept, _ = KeptForm.objects.update_or_create(
        user_id=opened.user, path=request.path, defaults=values
    )
    mine = KeptForm.objects.filter(user_id=opened.user).order_by("-at")
    KeptForm.objects.filter(pk__in=[each.pk for each in mine[MOST:]]).delete()
    return kept


def kept_for(request: HttpRequest) -> KeptForm | None:
    """What waits for this person at this address."""
    since: datetime = timezone.now() - LIFE
    mine = KeptForm.objects.filter(user=request.user.pk, path=request.path, at__gt=since)
    return mine.first()


def data_of(kept: KeptForm) -> QueryDict:
    return QueryDict(kept.data)


def is_saved(request: HttpRequest) -> None:
    """What was kept for this form is in the database now."""
    if isinstance(request.user.pk, int):
        KeptForm.objects.filter(user=request.user.pk, path=request.path).delete()


def forget_old() -> Any:
    return KeptForm.objects.filter(at__lte=timezone.now() - LIFE).delete()
