"""Whether the site stays quick for others while one address posts the form of a letter.

    make demo, and then:
    .venv/bin/python -m bench.flood http://127.0.0.1:8000          10,000 posts a minute
    .venv/bin/python -m bench.flood http://127.0.0.1:8000 60000    if the site answers as many

Asks a site that runs for its home page, in turn with nobody else and with the flood. What counts is
the ratio of the two medians, of one run. The posts lack the stamp of a form: none becomes a letter.
"""

from __future__ import annotations

import http.client
import multiprocessing
import sys
import time
from collections import Counter
from multiprocessing.synchronize import Event
from statistics import median
from urllib.parse import urlencode, urlsplit

ROUNDS = 4  # quiet and loud in turn
ASKED = 40  # home pages in each
CONNECTIONS = 4
A_MINUTE = 10_000
HEADERS = {"Content-Type": "application/x-www-form-urlencoded"}


def main(base: str, a_minute: int) -> None:
    host = urlsplit(base).netloc
    _homes(host)  # what is made once is made
    quiet: list[float] = []
    loud: list[float] = []
    counts: Counter[int] = Counter()
    seconds = 0.0
    for _ in range(ROUNDS):
        quiet += _homes(host)
        start = time.perf_counter()
        with _Flood(host, a_minute) as flood:
            loud += _homes(host)
            seconds += time.perf_counter() - start
        counts += flood.answers
    posts = sum(counts.values())
    print(f"posts         {posts:8,}, {posts / seconds * 60:,.0f} a minute")
    print(f"answers       {dict(sorted(counts.items()))}")
    print(f"home, quiet   {median(quiet) * 1000:8.1f} ms")
    print(f"home, flooded {median(loud) * 1000:8.1f} ms, the slowest {max(loud) * 1000:.0f} ms")
    print(f"ratio         {median(loud) / median(quiet):8.2f}")


class _Flood:
    """Processes that post so often together, or as often as they are answered."""

    def __init__(self, host: str, a_minute: int) -> None:
        self.stop = multiprocessing.Event()
        self.told: multiprocessing.Queue[dict[int, int]] = multiprocessing.Queue()
        arguments = (host, 60 * CONNECTIONS / a_minute, self.stop, self.told)
        make = multiprocessing.Process
        self.senders = [make(target=_post, args=arguments) for _ in range(CONNECTIONS)]
        self.answers: Counter[int] = Counter()

    def __enter__(self) -> _Flood:
        for sender in self.senders:
            sender.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop.set()
        for _each in self.senders:
            self.answers += Counter(self.told.get())
        for sender in self.senders:
            sender.join()


def _post(
    host: str, pause: float, stop: Event, told: multiprocessing.Queue[dict[int, int]]
) -> None:
    body = urlencode({"name": "Eve", "email": "e@example.org", "message": "x" * 2000})
    answers: Counter[int] = Counter()
    connection = http.client.HTTPConnection(host)
    due = time.perf_counter()
    main = multiprocessing.parent_process()
    while not stop.is_set() and main and main.is_alive():
        due += pause
        time.sleep(max(0.0, due - time.perf_counter()))
        connection.request("POST", "/inquiries/new/", body, HEADERS)
        answer = connection.getresponse()
        answer.read()
        answers[answer.status] += 1
    told.put(dict(answers))


def _homes(host: str) -> list[float]:
    """Seconds that the home page took, each time."""
    connection, took = http.client.HTTPConnection(host), []
    for _ in range(ASKED):
        start = time.perf_counter()
        connection.request("GET", "/")
        connection.getresponse().read()
        took.append(time.perf_counter() - start)
        time.sleep(0.02)
    return took


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else A_MINUTE)
