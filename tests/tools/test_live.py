"""The end of a test waits for whoever a live server still answers."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace
from typing import Any

import pytest

from tests import live

answered: list[str] = []


class Slow(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    asked, may_answer = threading.Event(), threading.Event()

    def do_GET(self) -> None:
        self.asked.set()
        self.may_answer.wait(10)
        answered.append(self.path)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def server() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Slow)
    threading.Thread(target=server.serve_forever).start()
    yield server
    server.shutdown()
    server.server_close()


def test_a_request_whose_visitor_has_left_is_answered_first(server: ThreadingHTTPServer) -> None:
    address: Any = server.server_address
    with socket.create_connection(address) as visitor:
        visitor.sendall(b"GET /slow/ HTTP/1.1\r\n\r\n")
    Slow.asked.wait(10)
    assert answered == []
    Slow.may_answer.set()
    live.wait_for_rest(SimpleNamespace(host=address[0], port=address[1]))
    assert answered == ["/slow/"]
