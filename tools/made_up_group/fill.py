"""Writes the group, in one transaction."""

from __future__ import annotations

import random
from datetime import date

from django.db import transaction

from people.models import Role
from tools.made_up_group import doings
from tools.made_up_group.members import coauthors, members
from tools.made_up_group.recruiting import recruiting
from tools.made_up_group.told import group
from tools.made_up_group.works import Shelf

SEED = 7
WORKS = 2000


@transaction.atomic
def fill(today: date, works: int = WORKS, seed: int = SEED) -> None:
    """Write the group, as it stands on that day, into the database.

    Raises IntegrityError where a group of this seed is there already.
    """
    chance = random.Random(seed)
    told = group(today)
    doings.site(told)
    ours = members(chance, told.people, today)
    written = Shelf(chance, ours, coauthors(chance), told.venues, today).fill(works)
    present = [member.person for member in ours if not member.told.until]
    by_role = {role: [m.person for m in ours if m.told.role == role] for role in Role.values}
    seniors = [*by_role["lead"], *by_role["faculty"]]
    students = [person for person in by_role["phd"] if person in present]
    days = doings.Calendar(chance, today)
    doings.news(chance, days, present, written)
    doings.talks(chance, days, present, written)
    doings.courses(chance, today, told.courses, seniors, students)
    doings.services(chance, today, told, present)
    recruiting(today, by_role["lead"], by_role["faculty"])
    doings.pages(told)
