"""How often somebody may do something within an hour or a day.

What is done is counted by steps, the twelfth parts of an hour or a day, and a step counts until an
hour or a day after it began: as the time goes on, so does what is looked back at. Whoever is over
costs one read and no write; of who sends too many forms, not even that from the second time on, as
the process remembers them. Who asks is a keyed hash: of the address of the network (of IPv6, the
half that a household or a machine room has to itself) or of mail.
"""

from __future__ import annotations

import ipaddress
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from groupsite.client import address
from inquiries.models import Attempt

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
STEPS = 12  # of a window
EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
SALT = "inquiries.sending.limits"
EVERYBODY = "everybody"


@dataclass(frozen=True, slots=True)
class Window:
    """`most` times `what` within any stretch of `length` less a step."""

    what: str
    most: int
    length: timedelta

    def since(self, now: datetime) -> datetime:
        """When the step began that is now."""
        step = self.length / STEPS
        return EPOCH + (now - EPOCH) // step * step

    def wait(self, counts: Counts, now: datetime) -> timedelta:
        """How long it takes until the first of these counts for nothing any more."""
        return min(counts, default=self.since(now)) + self.length - now


# Of one address of the network: forms sent, whatever becomes of them; files kept.
POSTS = Window("post", 60, HOUR)
FILES = Window("file", 10, HOUR)
# Of all together, so that letters cannot fill the disk: 10 MB each at most.
ALL_LETTERS = (Window("all, hour", 100, HOUR), Window("all, day", 400, DAY))
# To one address of mail.
MAILS = Window("mail", 3, DAY)

Claim = tuple[Window, str]
Counts = Mapping[datetime, int]  # of the steps within a window, by when they began

# Who sends too many forms, and until when: for this process, beside the rows that count.
REMEMBERED = 10_000
_over: dict[str, datetime] = {}


def letters(an_hour: int) -> tuple[Window, Window]:
    """Letters of one address of the network, as an administrator set it."""
    return Window("letter, hour", an_hour, HOUR), Window("letter, day", 4 * an_hour, DAY)


class TooOften(Exception):
    """Raised with the time after which it may be tried again."""

    def __init__(self, after: timedelta) -> None:
        super().__init__(after)
        self.seconds = max(1, math.ceil(after.total_seconds()))


def hashed(value: str) -> str:
    """What stands for `value` in the database."""
    return salted_hmac(SALT, value, algorithm="sha256").hexdigest()


def network(request: HttpRequest) -> str:
    """Who asks. Whoever has an IPv6 address has 2⁶⁴ of them: they count as one."""
    told = address(request)
    try:
        ip = ipaddress.ip_address(told.split("%")[0])
    except ValueError:
        return hashed(told)
    if isinstance(ip, ipaddress.IPv6Address):
        mapped = ip.ipv4_mapped
        return hashed(str(mapped or ipaddress.ip_network((ip.packed[:8] + bytes(8), 64))))
    return hashed(str(ip))


def mailbox(email: str) -> str:
    """Whose mailbox it is: capitals, and what stands after a +, make no other one."""
    local, _, domain = email.strip().casefold().rpartition("@")
    return hashed(f"{local.partition('+')[0]}@{domain}")


def take(claims: Sequence[Claim], now: datetime | None = None) -> None:
    """Counts one for each claim, or none at all and raises TooOften where one is used up."""
    moment = now or timezone.now()
    counts = _counts(claims, moment)
    for window, who in claims:
        if sum(counts[window.what, who].values()) >= window.most:
            raise TooOften(window.wait(counts[window.what, who], moment))
    with transaction.atomic():
        for window, who in claims:
            if not _one_more(window, who, moment, counts[window.what, who]):
                raise TooOften(window.wait(counts[window.what, who], moment))


def take_post(request: HttpRequest) -> None:
    """Counts a form that was sent. Raises TooOften where one address sends too many."""
    who, now = network(request), timezone.now()
    if (until := _over.get(who)) and now < until:
        raise TooOften(until - now)
    try:
        take([(POSTS, who)], now)
    except TooOften as error:
        if len(_over) >= REMEMBERED:
            _over.clear()
        _over[who] = now + timedelta(seconds=error.seconds)
        raise


def forget_over() -> None:
    """As after a start of the process."""
    _over.clear()


def may_take(claim: Claim) -> bool:
    """Counts one if that is within the limit, and says whether it is."""
    try:
        take([claim])
    except TooOften:
        return False
    return True


def once(what: str, who: str, since: datetime) -> bool:
    """Whether this is the first time; to be called within a transaction that does it."""
    try:
        with transaction.atomic():
            Attempt.objects.create(what=what, who=who, since=since, count=1)
    except IntegrityError:
        return False
    return True


def _counts(claims: Sequence[Claim], now: datetime) -> Mapping[tuple[str, str], Counts]:
    """What counts for each claim; one query."""
    wanted = Q()
    for window, who in claims:
        wanted |= Q(what=window.what, who=who, since__gt=now - window.length)
    found: dict[tuple[str, str], dict[datetime, int]] = defaultdict(dict)
    rows = Attempt.objects.filter(wanted)
    for what, who, since, count in rows.values_list("what", "who", "since", "count"):
        found[what, who][since] = count
    return found


def _one_more(window: Window, who: str, now: datetime, counts: Counts) -> bool:
    """The database decides: of two at once, only as many get through as are left."""
    since = window.since(now)
    left = window.most - sum(count for step, count in counts.items() if step != since)
    rows = Attempt.objects.filter(what=window.what, who=who, since=since)
    if rows.filter(count__lt=left).update(count=F("count") + 1):
        return True
    if rows.exists():
        return False
    if once(window.what, who, since):
        return True
    return bool(rows.filter(count__lt=left).update(count=F("count") + 1))
