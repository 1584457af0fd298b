"""Links are asked seldom and politely, never within a private network, and believed dead late."""

from __future__ import annotations

import socket
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from threading import Thread
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from health.addresses import public, round
from health.addresses.ask import Verdict, ask
from health.addresses.public import Refused, Reply, Unreachable, fetch
from health.addresses.round import check, check_some, collect
from health.models import Address
from tests.factories import (
    CourseFactory,
    NewsFactory,
    PersonFactory,
    PublicationFactory,
    TalkFactory,
    VenueFactory,
)
from tests.health.test_checks import found
from tests.health.test_pages import queries_of

NOW = timezone.now()
DAY = timedelta(days=1)
Answers = dict[tuple[str, str], Reply | Exception]


def server(answers: Answers, asked: list[tuple[str, str]]) -> Callable[[str, str, str], Reply]:
    """A web that answers so, and notes what it is asked."""

    def answer(method: str, url: str, agent: str) -> Reply:
        asked.append((method, url))
        reply = answers[method, url]
        if isinstance(reply, Exception):
            raise reply
        return reply

    return answer


def asked_for(answers: Answers, url: str = "https://a.org/") -> tuple[Verdict, list[str]]:
    """(verdict, what was asked) of that web."""
    seen: list[tuple[str, str]] = []
    verdict = ask(url, "agent", server(answers, seen))
    return verdict, [" ".join(each) for each in seen]


class TestOne:
    def test_one_that_is_there_is_asked_for_its_head_alone(self) -> None:
        verdict, seen = asked_for({("HEAD", "https://a.org/"): Reply(200)})
        assert not verdict.failed
        assert seen == ["HEAD https://a.org/"]

    @pytest.mark.parametrize("refusal", [403, 404, 405, 501])
    def test_a_server_that_knows_no_head_is_asked_again(self, refusal: int) -> None:
        head, get = ("HEAD", "https://a.org/"), ("GET", "https://a.org/")
        verdict, seen = asked_for({head: Reply(refusal), get: Reply(200)})
        assert not verdict.failed
        assert seen == ["HEAD https://a.org/", "GET https://a.org/"]

    @pytest.mark.parametrize(
        ("status", "failed"),
        [(404, True), (410, True), (500, True), (401, False), (403, False), (999, False)],
    )
    def test_what_counts_as_a_failure(self, status: int, failed: bool) -> None:
        verdict, _ = asked_for({(m, "https://a.org/"): Reply(status) for m in ("HEAD", "GET")})
        assert (verdict.failed, verdict.status) == (failed, status)

    @pytest.mark.parametrize("status", [429, 503])
    def test_a_busy_server_is_left_alone(self, status: int) -> None:
        verdict, seen = asked_for({("HEAD", "https://a.org/"): Reply(status)})
        assert (verdict.failed, verdict.is_busy) == (False, True)
        assert len(seen) == 1

    def test_redirects_are_followed_without_the_fragment(self) -> None:
        verdict, seen = asked_for(
            {
                ("HEAD", "https://a.org/b"): Reply(301, "/c#part"),
                ("HEAD", "https://a.org/c"): Reply(302, "https://d.org/"),
                ("HEAD", "https://d.org/"): Reply(200),
            },
            "https://a.org/b#top",
        )
        assert not verdict.failed
        assert len(seen) == 3

    def test_a_circle_ends(self) -> None:
        circle: Answers = {
            (m, "https://a.org/"): Reply(301, "https://a.org/") for m in ("HEAD", "GET")
        }
        verdict, seen = asked_for(circle)
        assert (verdict.failed, verdict.told) == (True, "It redirects without end")
        assert len(seen) == 6

    def test_nobody_there(self) -> None:
        gone: Answers = {("HEAD", "https://a.org/"): Unreachable("There is no such host")}
        verdict, _ = asked_for(gone)
        assert (verdict.failed, verdict.told) == (True, "There is no such host")

    def test_a_redirect_into_a_private_network_is_no_failure_of_the_link(self) -> None:
        verdict, _ = asked_for(
            {
                ("HEAD", "https://a.org/"): Reply(302, "http://10.0.0.1/"),
                ("HEAD", "http://10.0.0.1/"): Refused("This is an address of a private network."),
            }
        )
        assert not verdict.failed


class Pipe(socket.socket):
    """One end of a pipe, which has no options of TCP."""

    def setsockopt(self, *args: Any) -> None: ...


class TestPublicAlone:
    """No name is looked up and nothing connected to but what these tests put there."""

    @pytest.fixture(autouse=True)
    def connected(self, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
        """What is connected to: one end of a pipe, whose other end answers."""
        seen: list[tuple[str, int]] = []

        def connect(address: tuple[str, int], *args: Any, **kwargs: Any) -> socket.socket:
            seen.append(address)
            ours, theirs = socket.socketpair()

            def answer() -> None:
                with theirs:
                    self.request = theirs.recv(4000).decode()
                    theirs.sendall(b"HTTP/1.1 301 Moved\r\nLocation: /new\r\n\r\n")

            self.thread = Thread(target=answer)
            self.thread.start()
            return Pipe(fileno=ours.detach())

        monkeypatch.setattr(public.socket, "create_connection", connect)
        return seen

    def resolve(self, monkeypatch: pytest.MonkeyPatch, *numbers: str) -> None:
        entries = [(0, 0, 0, "", (number, 0)) for number in numbers]
        monkeypatch.setattr(public.socket, "getaddrinfo", lambda *a, **k: entries)

    def test_the_very_address_that_was_looked_at_is_connected_to(
        self, connected: list[tuple[str, int]], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.resolve(monkeypatch, "93.184.216.34")
        reply = fetch("HEAD", "http://a.org/old page?q=ü".replace(" ", "%20"), "groupsite; +x")
        self.thread.join()
        assert reply == Reply(301, "/new")
        assert connected == [("93.184.216.34", 80)]
        lines = self.request.split("\r\n")
        assert lines[0] == "HEAD /old%20page?q=%C3%BC HTTP/1.1"
        assert "Host: a.org" in lines
        assert "User-Agent: groupsite; +x" in lines

    @pytest.mark.parametrize(
        "number",
        [
            "127.0.0.1", "10.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254",
            "100.64.0.1", "224.0.0.1", "::1", "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1",
            "2002:7f00:1::",
        ],
    )  # fmt: skip
    def test_private_addresses_are_refused(
        self, number: str, connected: list[Any], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.resolve(monkeypatch, number)
        with pytest.raises(Refused, match="private network"):
            fetch("HEAD", "http://a.org/", "x")
        assert connected == []

    def test_a_name_that_is_public_and_private_is_refused(
        self, connected: list[Any], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.resolve(monkeypatch, "93.184.216.34", "127.0.0.1")
        with pytest.raises(Refused):
            fetch("HEAD", "http://a.org/", "x")
        assert connected == []

    @pytest.mark.parametrize(
        "url",
        ["ftp://a.org/", "file:///etc/passwd", "http://a.org:22/", "http://u:p@a.org/",
         "http://a.org/\r\nX: y", "http:///", "http://[::1", "http://a.org:x/"],
    )  # fmt: skip
    def test_what_is_no_plain_address_is_refused(
        self, url: str, connected: list[Any], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.resolve(monkeypatch, "93.184.216.34")
        with pytest.raises(Refused):
            fetch("HEAD", url, "x")
        assert connected == []

    def test_an_unknown_host(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(*args: Any, **kwargs: Any) -> None:
            raise socket.gaierror("no")

        monkeypatch.setattr(public.socket, "getaddrinfo", fail)
        with pytest.raises(Unreachable, match="no such host"):
            fetch("HEAD", "http://a.org/", "x")


pytestmark = pytest.mark.django_db


class Web:
    """What a round asks: notes addresses and pauses, and answers as told."""

    def __init__(self, **verdicts: Verdict) -> None:
        self.verdicts, self.asked, self.pauses = verdicts, [], []  # type: ignore[var-annotated]
        self.agent = ""

    def __call__(self, url: str, agent: str) -> Verdict:
        self.agent = agent
        self.asked.append(url)
        host = url.split("/")[2].split(".")[0]
        return self.verdicts.get(host, Verdict(False, "", 200))

    def round(self, now: Any = NOW) -> str:
        return check(now, self, self.pauses.append, lambda: 0.0)


GONE = Verdict(True, "It is not there (404)", 404)


def link(url: str) -> Any:
    return PublicationFactory().links.create(label="code", url=url)


class TestRound:
    def test_every_link_of_the_site_is_asked_once(self) -> None:
        for place in range(2):
            link("https://one.org/")
            PersonFactory().links.create(label="home", url=f"https://p{place}.org/")
        NewsFactory().links.create(label="x", url="https://news.org/")
        TalkFactory().links.create(label="x", url="https://talk.org/")
        CourseFactory(url="https://course.org/")
        VenueFactory(url="https://venue.org/")
        link("")
        web = Web()
        assert web.round() == "7 asked, 0 failed"
        assert sorted(web.asked) == sorted(
            f"https://{h}.org/" for h in ("one", "p0", "p1", "news", "talk", "course", "venue")
        )

    def test_it_says_who_asks(self, settings: Any) -> None:
        settings.SITE_URL = "https://group.example.edu"
        link("https://a.org/")
        web = Web()
        web.round()
        assert "groupsite-link-check; +https://group.example.edu/" in web.agent

    def test_again_a_week_later(self) -> None:
        link("https://a.org/")
        web = Web()
        web.round()
        assert web.round(NOW + 6 * DAY) == "0 asked, 0 failed"
        assert web.round(NOW + 7 * DAY) == "1 asked, 0 failed"

    def test_a_few_of_each_host_with_pauses(self) -> None:
        for place in range(5):
            link(f"https://a.org/{place}")
        link("https://b.org/")
        web = Web()
        assert web.round() == "4 asked, 0 failed"
        assert web.pauses == [5.0, 5.0]
        assert web.round() == "2 asked, 0 failed"

    def test_a_busy_host_is_left_alone_till_tomorrow(self) -> None:
        for place in range(2):
            link(f"https://busy.org/{place}")
        web = Web(busy=Verdict(False, "", 429, is_busy=True))
        web.round()
        assert web.asked == ["https://busy.org/0"]
        assert Address.objects.get(url="https://busy.org/0").due == NOW + DAY

    def test_two_failures_on_different_days_make_it_dead(self) -> None:
        row = link("https://gone.org/")
        web = Web(gone=GONE)
        web.round()
        assert not Address.objects.dead().exists()
        assert web.round(NOW + timedelta(hours=23)) == "0 asked, 0 failed"
        web.round(NOW + DAY)
        assert found("dead-links") == [
            (
                row.publication.title,
                f"It is not there (404) since {NOW:%d %b %Y}: https://gone.org/",
            )
        ]

    def test_one_that_answers_again_is_alive(self) -> None:
        link("https://gone.org/")
        web = Web(gone=GONE)
        web.round()
        web.round(NOW + DAY)
        web.verdicts = {}
        web.round(NOW + 8 * DAY)
        assert found("dead-links") == []
        assert Address.objects.get().failed_first is None

    def test_a_mended_link_is_gone_from_the_list_at_once(self) -> None:
        row = link("https://gone.org/")
        web = Web(gone=GONE)
        web.round()
        web.round(NOW + DAY)
        row.url = "https://here.org/"
        row.save()
        assert found("dead-links") == []
        collect(NOW)
        assert [a.url for a in Address.objects.all()] == ["https://here.org/"]

    def test_a_machine_that_is_cut_off_blames_nobody(self) -> None:
        for host in "abc":
            link(f"https://{host}.org/")
        nobody = Verdict(True, "There is no such host")
        web = Web(a=nobody, b=nobody, c=nobody)
        assert "is this machine connected?" in web.round()
        assert not Address.objects.exclude(failures=0).exists()

    def test_a_round_ends_in_time(self) -> None:
        for host in "abc":
            link(f"https://{host}.org/")
        moments = iter([0.0, 100.0, 300.0, 400.0])
        web = Web()
        assert check(NOW, web, web.pauses.append, lambda: next(moments)) == "1 asked, 0 failed"

    def test_a_trial_on_one_s_machine_asks_nobody(self, monkeypatch: pytest.MonkeyPatch) -> None:
        link("https://a.org/")
        monkeypatch.setattr(round, "check", lambda now: "asked")
        assert "no public address" in check_some(NOW)

    def test_a_public_site_does(self, monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
        settings.SITE_URL = "https://group.example.edu"
        monkeypatch.setattr(round, "check", lambda now: "asked")
        assert check_some(NOW) == "asked"


class TestShown:
    def test_a_row_leads_to_the_links_of_its_form(self, admin_client: Client) -> None:
        row = link("https://gone.org/")
        Address.objects.create(
            url=row.url, host="gone.org", due=NOW, failures=2, told="It is not there (404)"
        )
        page = admin_client.get("/admin/health/dead-links/").content.decode()
        address = f"/admin/publications/publication/{row.publication_id}/change/#links-group"
        assert f'href="{address}"' in page
        assert "It is not there (404)" in page

    def test_costs_the_same_with_more_rows(self, admin_client: Client) -> None:
        def fill(number: int) -> None:
            for _ in range(number):
                person = PersonFactory()
                for holder in (person, PublicationFactory(), TalkFactory(speaker=person)):
                    url = f"https://gone.org/{Address.objects.count()}"
                    holder.links.create(label="x", url=url)
                    Address.objects.create(url=url, host="gone.org", due=NOW, failures=2)

        fill(1)
        few = queries_of(admin_client, "/admin/health/dead-links/")
        fill(2)
        assert queries_of(admin_client, "/admin/health/dead-links/") == few

    def test_the_command_asks_and_counts(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(
            "health.management.commands.check_links.check", lambda now: "1 asked, 0 failed"
        )
        out = StringIO()
        call_command("check_links", "--rounds", "2", stdout=out)
        assert out.getvalue().splitlines() == [
            "1 asked, 0 failed", "1 asked, 0 failed", "0 are due still, 0 are dead.",
        ]  # fmt: skip
