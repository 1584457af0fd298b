"""When a live server, whose threads share the database of the tests, has nothing more to do."""

from __future__ import annotations

import socket
import threading
from typing import Any

LONGEST = 20.0  # seconds


def wait_for_rest(server: Any) -> None:
    """Returns when `server` (a ``LiveServerThread``) has answered all who connected before.

    Their threads end with their connections, which is why browsers must be closed first. Fails
    if one does not.
    """
    with socket.create_connection((server.host, server.port), timeout=LONGEST) as last:
        # Connections are taken up in their order: once this one is hung up on, so are those before.
        last.shutdown(socket.SHUT_WR)
        last.recv(1)
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(timeout=LONGEST)
            assert not thread.is_alive(), f"a request is still being answered: {thread.name}"
