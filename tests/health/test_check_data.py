"""``manage.py check_data``: what a person reads, what a program reads, how it ends."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.factories import MembershipFactory, OpeningFactory

pytestmark = pytest.mark.django_db


def run(*arguments: str, **options: Any) -> str:
    out = StringIO()
    call_command("check_data", *arguments, stdout=out, no_color=True, **options)
    return out.getvalue()


def test_rows_are_told_with_the_address_of_their_field() -> None:
    person = MembershipFactory().person
    assert run("no-photo").splitlines() == [
        "1 Members without a photo (no-photo)",
        f"  {person.name}: No photo",
        f"    http://127.0.0.1:8000/admin/people/person/{person.pk}/change/#id_photo",
        "",
        "1 found by 1 checks.",
    ]


def test_all_checks_unless_some_are_named() -> None:
    MembershipFactory()
    OpeningFactory(deadline="2020")
    assert "Openings past their deadline" in run()
    assert "Openings past their deadline" not in run("no-photo")


def test_a_long_list_is_cut_and_says_so() -> None:
    for _ in range(3):
        MembershipFactory()
    told = run("no-photo", "--most", "1")
    assert told.count("No photo") == 1
    assert "… and 2 more" in told


def test_programs_get_everything() -> None:
    people = [MembershipFactory().person for _ in range(25)]
    [told] = json.loads(run("no-photo", "--json"))
    assert told["check"] == "no-photo"
    assert {row["row"] for row in told["found"]} == {person.name for person in people}
    assert json.loads(run("old-news", "--json"))[0]["found"] == []


def test_strict_ends_with_an_error_where_something_is_found() -> None:
    run("no-photo", "--strict")
    MembershipFactory()
    run("no-photo")
    with pytest.raises(CommandError, match="1 rows need care") as caught:
        run("no-photo", "--strict")
    assert caught.value.returncode == 1


def test_an_unknown_check_is_told_those_there_are() -> None:
    with pytest.raises(CommandError, match="no check “phoot”.*no-photo") as caught:
        run("phoot")
    assert caught.value.returncode == 2


def test_the_checks_are_named() -> None:
    assert "no-photo             Members without a photo" in run("--list").splitlines()
