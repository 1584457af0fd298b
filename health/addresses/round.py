"""A round over addresses that are due: some of each host, with pauses, so that no server minds."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import F

from core.batches import batched
from health.addresses.ask import Verdict, ask
from health.addresses.held import addresses, host_of
from health.models import Address

AT_ONCE = 30  # addresses a round: it are few, so that a round is short
OF_A_HOST = 3
PAUSE = 5.0  # seconds between two questions to one host
LONGEST = 240.0  # seconds of a round
DOUBTFUL = 3  # hosts: where none of so many answers, it is rather this machine that is cut off
AGAIN = timedelta(days=7)
SOON = timedelta(days=1)  # after a failure that is not yet believed
LOCAL = ("localhost", "127.0.0.1", "::1")


def agent() -> str:
    """Who asks, with an address at which a server's keeper can complain."""
    return f"Mozilla/5.0 (compatible; groupsite-link-check; +{settings.SITE_URL}/)"


def is_public() -> bool:
    """Whether the site has an address of its own: a trial on one's machine asks nobody."""
    return (urlsplit(settings.SITE_URL).hostname or "") not in LOCAL


def check_some(now: datetime) -> str:
    """The job: a round, unless this is a trial."""
    if not is_public():
        return "Not asked, as this site has no public address (SITE_URL)."
    return check(now)


def check(
    now: datetime,
    ask: Callable[[str, str], Verdict] = ask,
    pause: Callable[[float], None] = time.sleep,
    clock: Callable[[], float] = time.monotonic,
) -> str:
    """Ask addresses that are due, and keep what came of it."""
    collect(now)
    found = _ask_all(_due(now), ask, pause, clock)
    hosts = {address.host for address, _ in found}
    if len(hosts) >= DOUBTFUL and not any(verdict.answered for _, verdict in found):
        return "Nobody answered at all: is this machine connected? Nothing was kept."
    for address, verdict in found:
        _keep(address, verdict, now)
    return f"{len(found)} asked, {sum(verdict.failed for _, verdict in found)} failed"


def _ask_all(
    due: list[Address],
    ask: Callable[[str, str], Verdict],
    pause: Callable[[float], None],
    clock: Callable[[], float],
) -> list[tuple[Address, Verdict]]:
    found: list[tuple[Address, Verdict]] = []
    asked: set[str] = set()
    busy: set[str] = set()
    end = clock() + LONGEST
    for address in due:
        if address.host in busy:
            continue
        if clock() > end:
            break
        if address.host in asked:
            pause(PAUSE)
        verdict = ask(address.url, agent())
        asked.add(address.host)
        busy |= {address.host} if verdict.is_busy else set()
        found.append((address, verdict))
    return found


def collect(now: datetime) -> None:
    """Bring the table in line with the links of the site; new ones are due at once."""
    held = set(addresses())
    known = dict(Address.objects.values_list("url", "pk"))
    new = [Address(url=url, host=host_of(url), due=now) for url in sorted(held - known.keys())]
    Address.objects.bulk_create(new, ignore_conflicts=True, batch_size=200)
    for some in batched(sorted(known[url] for url in known.keys() - held)):
        Address.objects.filter(pk__in=some).delete()


def _due(now: datetime) -> list[Address]:
    """The longest due, a few of each host."""
    found: list[Address] = []
    hosts: dict[str, int] = {}
    for address in Address.objects.filter(due__lte=now).order_by("due", "pk").iterator():
        if hosts.get(address.host, 0) < OF_A_HOST:
            hosts[address.host] = hosts.get(address.host, 0) + 1
            found.append(address)
        if len(found) == AT_ONCE:
            break
    return found


def _keep(address: Address, verdict: Verdict, now: datetime) -> None:
    after = {"checked": now, "status": verdict.status, "told": verdict.told[:200]}
    if verdict.is_busy:
        after = {"checked": now, "status": verdict.status, "due": now + SOON}
    elif verdict.failed:
        first = address.failed_first or now
        after |= {"failures": F("failures") + 1, "failed_first": first}
        after |= {"due": now + (AGAIN if address.failures else SOON)}
    else:
        after |= {"failures": 0, "failed_first": None, "due": now + AGAIN}
    Address.objects.filter(pk=address.pk).update(**after)
