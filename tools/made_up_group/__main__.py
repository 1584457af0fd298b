"""Fills the database with a made-up group: ``make demo`` does, for a site of its own."""

from __future__ import annotations

import argparse
import os
import sys
import time

from tools.run import Trouble, migrate, setup_django

TAKEN = "This database has people. A made-up group goes into an empty one, or into any --anyway."

THERE = "The group of seed {} is in this database; another --seed makes another group."


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.made_up_group", description=__doc__)
    parser.add_argument("--works", type=int, default=2000, help="how many (2000)")
    parser.add_argument("--seed", type=int, default=7, help="another makes another group")
    parser.add_argument("--anyway", action="store_true", help="even beside people who are there")
    parser.add_argument("--once", action="store_true", help="where there are people, do nothing")
    options = parser.parse_args(arguments)
    try:
        setup_django(int(os.environ.get("PORT") or 8000))
        migrate()
        return make(options)
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1


def make(options: argparse.Namespace) -> int:
    """Raises Trouble where the database has people and nobody said what to do then."""
    from django.db import IntegrityError
    from django.utils import timezone

    from people.models import Person
    from tools.made_up_group.fill import fill

    if Person.objects.exists() and not options.anyway:
        if options.once:
            return 0
        raise Trouble(TAKEN)
    start = time.monotonic()
    try:
        fill(timezone.localdate(), options.works, options.seed)
    except IntegrityError as error:
        raise Trouble(THERE.format(options.seed)) from error
    print(f"A made-up group with {options.works} works, in {time.monotonic() - start:.0f} s.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
