"""Asking one address: HEAD, then GET where a server does not know HEAD, over some redirects."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urldefrag, urljoin

from health.addresses.public import Refused, Reply, Unreachable, fetch

MOST_REDIRECTS = 5
REDIRECTS = (301, 302, 303, 307, 308)
# The server says that it is not there; all else (401, 403, 999 …) may be its way with robots.
GONE = (404, 410)
BUSY = (429, 503)  # it asks to be left alone for a while
Fetch = Callable[[str, str, str], Reply]  # method, address, user agent


@dataclass(frozen=True, slots=True)
class Verdict:
    """`failed`: nobody can follow the link now. `is_busy`: leave the host alone this round."""

    failed: bool
    told: str = ""
    status: int | None = None
    is_busy: bool = False

    @property
    def answered(self) -> bool:
        return self.status is not None


def ask(url: str, agent: str, fetch: Fetch = fetch) -> Verdict:
    """What became of the address; raises nothing."""
    try:
        reply = _follow("HEAD", url, agent, fetch)
        if reply.status >= 400 and reply.status not in BUSY:
            reply = _follow("GET", url, agent, fetch)
    except Unreachable as error:
        return Verdict(True, str(error))
    except Refused as error:
        return Verdict(False, str(error))
    if reply.status in REDIRECTS:
        return Verdict(True, "It redirects without end", reply.status)
    if reply.status in GONE:
        return Verdict(True, f"It is not there ({reply.status})", reply.status)
    if 500 <= reply.status < 600 and reply.status not in BUSY:
        return Verdict(True, f"The server fails ({reply.status})", reply.status)
    return Verdict(False, "", reply.status, reply.status in BUSY)


def _follow(method: str, url: str, agent: str, fetch: Fetch) -> Reply:
    reply = Reply(0)
    for _ in range(MOST_REDIRECTS + 1):
        reply = fetch(method, urldefrag(url).url, agent)
        if reply.status not in REDIRECTS or not reply.location:
            return reply
        url = urljoin(url, reply.location)
    return reply
