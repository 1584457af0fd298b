"""Grants: what a line tells, and the row that it becomes."""

from __future__ import annotations

import pytest
from django.test import Client

from core.models import SiteSettings
from importer.models import ImportedRow
from importer.parse import grants
from importer.pipeline import import_readings
from importer.records import GrantRecord, Reading
from people.models import Grant, Person
from tests.importer.content import visible_content
from tests.importer.five_pages import read_text, rows

PAGE = """Ann Raymond
Professor of Mud, Mudford College

Grants

- NSF DMS-2019123, “Mud in motion”, co-PIs: Bo Dee, Cy Foo, $200,000, 2021–2024
- Rain Foundation, Wet networks, 2018

Publications

Ann Raymond, Bo Dee. Mud and its uses. ICML 2023.
"""


def read(line: str) -> GrantRecord:
    found = grants.grant(line, (1, 1))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("line", "title", "funder", "number", "start", "end"),
    [
        (
            "NSF CMMI-2019xxx, CAREER: Bridges of Mud. PI. $612,480. 06/2022–05/2027.",
            "CAREER: Bridges of Mud", "NSF", "CMMI-2019xxx", "2022-06", "2027-05",
        ),
        ("DFG project MU 2015/3-1: Mud and rivers, 2018–2021",
         "Mud and rivers", "DFG", "MU 2015/3-1", "2018", "2021"),
        ("ERC Starting Grant 2019-STG-851234, “Rain and mud”, 1.5 M€, 2020–2025",
         "Rain and mud", "ERC Starting Grant", "2019-STG-851234", "2020", "2025"),
        ("National Science Foundation, Award #2021456. Wet networks. 2021 - 2024.",
         "Wet networks", "National Science Foundation", "2021456", "2021", "2024"),
        ("Mudford DOT, P612-21-803, Repair of Bridge Columns with Clay. $348,000, 2021–2024",
         "Repair of Bridge Columns with Clay", "Mudford DOT", "P612-21-803", "2021", "2024"),
        ("2023–2026. NSF Biological Oceanography. Does mud move? $689,004",
         "Does mud move?", "NSF Biological Oceanography", "", "2023", "2026"),
        ("Wet mathematics, funded by the ANR (ANR-18-CE40-0012), 2019–2023",
         "Wet mathematics", "ANR", "ANR-18-CE40-0012", "2019", "2023"),
        ("Trust, cities and mud. Rain Foundation, 2019",
         "Trust, cities and mud", "Rain Foundation", "", "2019", "2019"),
        ("Mud grant, $5,000", "Mud grant", "", "", "", ""),
        ("NSF 2019, Mud for all", "Mud for all", "NSF", "", "2019", "2019"),
        ("Backwards in mud, NSF, 2024–2019", "Backwards in mud", "NSF", "", "2024", ""),
    ],
)  # fmt: skip
def test_title_funder_number_and_years_are_told_apart(
    line: str, title: str, funder: str, number: str, start: str, end: str
) -> None:
    found = read(line)
    assert (found.title, found.funder, found.number) == (title, funder, number)
    assert (found.start, found.end) == (start, end)


@pytest.mark.parametrize(
    ("line", "role", "people"),
    [
        ("Mud (NSF, PI: Ann Raymond, co-PIs: Bo Dee, Cy Foo), 2021", "",
         ("Ann Raymond", "Bo Dee", "Cy Foo")),
        ("Mud and rain, NSF, Role: co-PI, 2021", "co-PI", ()),
        ("Mud and rain (with E. Fro), NSF, 2021", "", ("E. Fro",)),
        ("Living with mud, NSF, 2021", "", ()),
    ],
)  # fmt: skip
def test_those_who_hold_a_grant_are_read_and_the_role_of_the_owner(
    line: str, role: str, people: tuple[str, ...]
) -> None:
    found = read(line)
    assert (found.role, found.people) == (role, people)


@pytest.mark.parametrize("line", ["", "(2019)", "$500", "2019–2020", "x" * 600])
def test_a_line_without_a_title_is_no_grant(line: str) -> None:
    assert grants.grant(line, (1, 1)) is None


# ---------------------------------------------------------------- saving


def page(old: str = "", new: str = "") -> Reading:
    return read_text(PAGE.replace(old, new) if old else PAGE, "ann.txt")


@pytest.mark.django_db
def test_a_grant_belongs_to_the_owner_and_to_those_named_with_them() -> None:
    import_readings([page()])
    grant = Grant.objects.get(number="DMS-2019123")
    assert (grant.title, grant.funder, grant.amount) == ("Mud in motion", "NSF", "$200,000")
    assert grant.period == "2021–2024"
    assert sorted(p.name for p in grant.people.all()) == ["Ann Raymond", "Bo Dee", "Cy Foo"]
    assert Person.objects.filter(family_name="Dee").count() == 1


@pytest.mark.django_db
def test_two_pages_that_tell_of_one_grant_make_one_row() -> None:
    other = PAGE.replace("Ann Raymond", "Eva Fro").replace("co-PIs: Bo Dee, Cy Foo, ", "")
    import_readings([page(), read_text(other, "eva.txt")])
    grant = Grant.objects.get(number="DMS-2019123")
    assert {p.name for p in grant.people.all()} == {"Ann Raymond", "Bo Dee", "Cy Foo", "Eva Fro"}


@pytest.mark.django_db
def test_importing_twice_changes_nothing() -> None:
    import_readings([page()])
    before, counts = visible_content(), rows()
    report = import_readings([page()])
    assert (visible_content(), rows()) == (before, counts)
    assert report.totals["decisions"]["changed"] == report.totals["decisions"]["new"] == 0


@pytest.mark.django_db
def test_what_an_editor_changed_stays_and_what_they_deleted_stays_away() -> None:
    import_readings([page()])
    Grant.objects.filter(number="DMS-2019123").update(amount="USD 200,000")
    Grant.objects.get(title="Wet networks").delete()
    import_readings([page("$200,000", "$250,000")])
    assert Grant.objects.get().amount == "USD 200,000"
    assert ImportedRow.objects.exclude(proposals={}).get().proposals == {"amount": "$250,000"}


@pytest.mark.django_db
def test_a_grant_that_an_editor_typed_is_filled_and_never_overwritten() -> None:
    Grant.objects.create(title="Wet networks", funder="The Rain Foundation")
    for _ in range(3):
        import_readings([page()])
    grant = Grant.objects.get(title="Wet networks")
    assert (grant.funder, str(grant.start)) == ("The Rain Foundation", "2018")


@pytest.mark.django_db
def test_a_grant_that_left_the_page_goes() -> None:
    import_readings([page()])
    import_readings([page("- Rain Foundation, Wet networks, 2018\n", "")])
    assert [grant.title for grant in Grant.objects.all()] == ["Mud in motion"]


@pytest.mark.django_db
def test_the_page_of_a_person_shows_the_grants(client: Client) -> None:
    SiteSettings(name="Rain").save()
    import_readings([page()])
    shown = client.get(Person.objects.get(family_name="Raymond").get_absolute_url())
    for fact in ("Mud in motion", "NSF, DMS-2019123, $200,000", "2021–2024", "Wet networks"):
        assert fact in shown.content.decode()


@pytest.mark.django_db
def test_grants_of_two_people_by_a_title_that_many_have_are_two() -> None:
    awards = "{}\nProfessor of Mud, Mudford College\n\nAwards\n\n- NSF CAREER Award, 2019\n"
    import_readings([read_text(awards.format(n), f"{n}.txt") for n in ("Ann Raymond", "Bo Dee")])
    assert [(g.title, g.period) for g in Grant.objects.all()] == [("NSF CAREER Award", "2019")] * 2
    assert [grant.people.count() for grant in Grant.objects.all()] == [1, 1]


@pytest.mark.django_db
def test_a_typed_grant_of_somebody_else_is_another() -> None:
    typed = Grant.objects.create(title="Wet networks")
    typed.people.add(Person.objects.create(given_name="Eva", family_name="Fro"))
    import_readings([page()])
    assert Grant.objects.filter(title="Wet networks").count() == 2
