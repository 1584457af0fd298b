"""``python manage.py run_jobs``: the periodic jobs that are due, or those that are named."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from health.jobs.registry import jobs
from health.jobs.run import run, run_due


class Command(BaseCommand):
    help = (
        "Run the periodic jobs that are due, or those that are named at once. Ordinarily the site"
        " does so by itself; with JOBS_BY_CRON=on let cron call this every few minutes. Exit code"
        " 1: a job failed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("jobs", nargs="*", metavar="job", help="see --list")
        parser.add_argument("--list", action="store_true", help="only name the jobs")

    def handle(self, *args: Any, **options: Any) -> None:
        known = {job.slug: job for job in jobs()}
        if options["list"]:
            for job in known.values():
                self.stdout.write(f"{job.slug:20} {job.title}")
            return
        if unknown := [name for name in options["jobs"] if name not in known]:
            raise CommandError(
                f"There is no job “{unknown[0]}”. There are: {', '.join(known)}.", returncode=2
            )
        chosen = [known[name] for name in options["jobs"]]
        outcomes = run(chosen, timezone.now(), at_once=True) if chosen else run_due()
        for outcome in outcomes:
            self.stdout.write(f"{outcome.job.title}: {outcome.error or outcome.told}")
        ran = {outcome.job for outcome in outcomes}
        for job in chosen:
            if job not in ran:
                self.stdout.write(f"{job.title}: another process is at it.")
        if any(outcome.error for outcome in outcomes):
            raise CommandError("A job failed: see above.", returncode=1)
