"""Periodic jobs: run when due, by one process, told when they fail, and never before a visitor."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

import health.jobs.run
import health.views.jobs
from health.jobs import after
from health.jobs.base import Job
from health.jobs.registry import jobs
from health.jobs.run import LEASE, run, run_due
from health.management.commands import run_jobs
from health.models import JobState
from tests.health.test_pages import clerk

pytestmark = pytest.mark.django_db
NOW = timezone.now()
HOUR = timedelta(hours=1)


class Work:
    """What a job of tests does: counts, or fails."""

    def __init__(self) -> None:
        self.done: list[datetime] = []
        self.error: Exception | None = None

    def __call__(self, now: datetime) -> str:
        self.done.append(now)
        if self.error:
            raise self.error
        return f"done {len(self.done)}"


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Work:
    found = Work()
    only = (Job("chore", "Do the chore", HOUR, found),)
    for module in (health.jobs.run, health.views.jobs, run_jobs):
        monkeypatch.setattr(module, "jobs", lambda: only)
    return found


class TestWhenDue:
    def test_at_first_and_then_each_hour(self, work: Work) -> None:
        [outcome] = run_due(NOW)
        assert outcome.told == "done 1"
        assert run_due(NOW + HOUR - timedelta(seconds=1)) == []
        assert len(run_due(NOW + HOUR)) == 1
        assert work.done == [NOW, NOW + HOUR]
        state = JobState.objects.get()
        assert (state.told, state.next_run) == ("done 2", NOW + 2 * HOUR)

    def test_a_job_that_fails_is_told_and_comes_again(self, work: Work) -> None:
        work.error = OSError("disk full")
        [outcome] = run_due(NOW)
        assert outcome.error == "OSError: disk full"
        state = JobState.objects.get()
        assert (state.error, state.failed_at) == ("OSError: disk full", NOW)
        assert state.leased_until is None
        work.error = None
        assert run_due(NOW + HOUR)[0].told == "done 2"

    def test_what_another_process_runs_is_left_to_it(self, work: Work) -> None:
        JobState.objects.create(slug="chore", next_run=NOW, leased_until=NOW + LEASE)
        assert run_due(NOW) == []
        assert work.done == []

    def test_of_a_process_that_died_another_takes_over(self, work: Work) -> None:
        JobState.objects.create(slug="chore", next_run=NOW, leased_until=NOW - timedelta(seconds=1))
        assert len(run_due(NOW)) == 1

    def test_two_that_look_at_once_run_it_once(self, work: Work) -> None:
        job = Job("chore", "Do the chore", HOUR, lambda now: str(run_due(now)))
        [outcome] = run([job], NOW)  # the other looks while this one is at it
        assert outcome.told == "[]"

    def test_nothing_due_is_one_question_to_the_database(
        self, work: Work, django_assert_num_queries: Callable[..., Any]
    ) -> None:
        run_due(NOW)
        with django_assert_num_queries(1):
            run_due(NOW)


class TestAfterTheResponse:
    @pytest.fixture
    def started(self, monkeypatch: pytest.MonkeyPatch, settings: Any) -> list[str]:
        """Each thread that would be started, as it is started; it gives its lock back."""
        found: list[str] = []

        def start() -> None:
            found.append("thread")
            after._at_work.release()

        settings.RUN_JOBS = True
        monkeypatch.setattr(after, "in_background", start)
        monkeypatch.setattr(after, "_last", -after.EVERY)
        return found

    def at(self, monkeypatch: pytest.MonkeyPatch, moment: float) -> None:
        monkeypatch.setattr(after.time, "monotonic", lambda: moment)
        after.after_response()

    def test_at_most_once_a_minute(
        self, started: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for moment, threads in ((0.0, 1), (1.0, 1), (59.0, 1), (60.0, 2)):
            self.at(monkeypatch, moment)
            assert len(started) == threads

    def test_a_request_makes_it_look(self, started: list[str], client: Client) -> None:
        client.get("/robots.txt").close()
        assert started == ["thread"]

    def test_not_while_one_is_at_work(
        self, started: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with after._at_work:
            self.at(monkeypatch, 100.0)
        assert started == []

    def test_not_where_cron_does_it(
        self, started: list[str], monkeypatch: pytest.MonkeyPatch, settings: Any
    ) -> None:
        settings.RUN_JOBS = False
        self.at(monkeypatch, 100.0)
        assert started == []


class TestCommand:
    def run(self, *names: str) -> str:
        out = StringIO()
        call_command("run_jobs", *names, stdout=out)
        return out.getvalue()

    def test_runs_what_is_due(self, work: Work) -> None:
        assert self.run() == "Do the chore: done 1\n"
        assert self.run() == ""

    def test_runs_what_is_named_before_its_time(self, work: Work) -> None:
        self.run()
        assert self.run("chore") == "Do the chore: done 2\n"

    def test_says_where_another_process_is_at_it(self, work: Work) -> None:
        later = timezone.now() + LEASE
        JobState.objects.create(slug="chore", next_run=NOW, leased_until=later)
        assert self.run("chore") == "Do the chore: another process is at it.\n"

    def test_an_unknown_one(self, work: Work) -> None:
        with pytest.raises(CommandError, match="There are: chore"):
            self.run("wrok")

    def test_one_that_fails(self, work: Work) -> None:
        work.error = OSError("disk full")
        with pytest.raises(CommandError, match="A job failed"):
            self.run()

    def test_names_them(self) -> None:
        out = StringIO()
        call_command("run_jobs", "--list", stdout=out)
        assert [line.split()[0] for line in out.getvalue().splitlines()] == [j.slug for j in jobs()]


class TestPage:
    def test_says_when_each_ran_and_what_came_of_it(self, work: Work, admin_client: Client) -> None:
        assert b"Not run yet" in admin_client.get("/admin/health/jobs/").content
        run_due(NOW)
        page = admin_client.get("/admin/health/jobs/").content.decode()
        assert "done 1" in page
        work.error = OSError("disk full")
        run_due(NOW + HOUR)
        assert "OSError: disk full" in admin_client.get("/admin/health/jobs/").content.decode()

    def test_one_is_made_due(self, work: Work, admin_client: Client) -> None:
        run_due(NOW)
        answer = admin_client.post("/admin/health/jobs/chore/", follow=True)
        assert b"within a minute" in answer.content
        assert len(run_due(timezone.now())) == 1

    def test_one_that_there_is_not(self, admin_client: Client) -> None:
        assert admin_client.post("/admin/health/jobs/none/").status_code == 404

    def test_only_those_with_the_right_see_and_run_them(self, work: Work, client: Client) -> None:
        run_due(NOW)
        assert client.get("/admin/health/jobs/").status_code == 302
        staff = clerk("change_person")
        assert staff.get("/admin/health/jobs/").status_code == 403
        assert staff.post("/admin/health/jobs/chore/").status_code == 403


@pytest.mark.parametrize("job", jobs(), ids=lambda job: job.slug)
def test_every_job_runs_on_an_empty_site(job: Job) -> None:
    [outcome] = run([job], NOW)
    assert outcome.error == ""
    assert outcome.told
