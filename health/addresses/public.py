"""HTTP to public machines alone: an address that an editor types must not reach what only this
machine can reach (its own services, those of the network behind it).

The name is looked up once, and the very address that was looked at is connected to, so that a name
that answers differently the second time gains nothing.
"""

from __future__ import annotations

import socket
import ssl
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from django.utils.encoding import iri_to_uri

TIMEOUT = 10.0  # seconds for connecting, and for each answer
PORTS = {"http": 80, "https": 443}


class Refused(Exception):
    """The address is not one that is asked: said in a sentence."""


class Unreachable(Exception):
    """No machine answered: said in a few words."""


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    location: str = ""


def fetch(method: str, url: str, agent: str) -> Reply:
    """Ask a public machine, without following redirects or reading more than the head.

    Raises Refused where the address is none of the public web, Unreachable where nobody answers.
    """
    parts = _parts(url)
    host, port = _ascii(parts.hostname or ""), PORTS[parts.scheme]
    connection = _connection(parts.scheme, host, port, _public_address(host, port))
    path = iri_to_uri((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
    headers = {"User-Agent": agent, "Accept": "*/*", "Connection": "close"}
    try:
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        return Reply(answer.status, answer.getheader("Location") or "")
    except ssl.SSLCertVerificationError as error:
        raise Unreachable(f"The certificate is not valid ({error.verify_message})") from error
    except TimeoutError as error:
        raise Unreachable("No answer in time") from error
    except (OSError, HTTPException, ValueError) as error:
        raise Unreachable(f"No answer ({type(error).__name__})") from error
    finally:
        connection.close()


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise Refused("This is no address.") from error
    if parts.scheme not in PORTS or not parts.hostname:
        raise Refused("Only http and https are asked.")
    if port not in (None, PORTS[parts.scheme]):
        raise Refused("Only the usual ports are asked.")
    if parts.username or any(c <= " " or c == "\x7f" for c in url):
        raise Refused("This is no plain address.")
    return parts


def _ascii(host: str) -> str:
    try:
        return host.encode("idna").decode()
    except UnicodeError as error:
        raise Refused("This is no name of a host.") from error


def _public_address(host: str, port: int) -> str:
    """The IP address of the host; Refused unless all that it has are public."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unreachable("There is no such host") from error
    numbers = [str(entry[4][0]) for entry in found]
    if not numbers or not all(_is_public(number) for number in numbers):
        raise Refused("This is an address of a private network.")
    return numbers[0]


def _is_public(number: str) -> bool:
    address = ip_address(number.partition("%")[0])
    inner = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None)
    return address.is_global and not address.is_multicast and (inner is None or inner.is_global)


def _connection(scheme: str, host: str, port: int, number: str) -> HTTPConnection:
    """A connection that says `host` and goes to `number`."""
    if scheme == "https":
        connection: HTTPConnection = HTTPSConnection(host, port, timeout=TIMEOUT)
    else:
        connection = HTTPConnection(host, port, timeout=TIMEOUT)
    connection._create_connection = (  # type: ignore[attr-defined]
        lambda address, *more, **named: socket.create_connection((number, port), *more, **named)
    )
    return connection
