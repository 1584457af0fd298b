"""Members of a group as rows: people with roles, found again, and left to editors."""

from __future__ import annotations

import pytest
from django.test import Client

from core.models import SiteSettings
from importer.models import ImportedRow
from importer.pipeline import import_readings
from importer.records import Reading
from people.models import Membership, Person
from tests.importer.content import visible_content
from tests.importer.five_pages import read_text, rows

pytestmark = pytest.mark.django_db

GROUP = """Rain Research Group

We study rain at Mudford College.

People

Principal Investigator
Ann Raymond

PhD students
Bo Dee (since 2022) — Mud under pressure, co-advised with Zoe Hill
Cy Foo, cy@mud.example

Alumni
Ella Fro (PhD 2019), now at Dry Inc.
Gil Hart, postdoc 2015–2017, now lecturer at Wet College
Ida Jones, now at Snow Ltd.
"""
HOMEPAGE = """Bo Dee
PhD student, Mudford College

Publications

Bo Dee, Ella Fro. Mud and its uses. ICML 2023.
Bo Dee, Cy Foo. More about mud. ICML 2024.
"""


def group(changes: dict[str, str] | None = None) -> Reading:
    text = GROUP
    for old, new in (changes or {}).items():
        text = text.replace(old, new)
    return read_text(text, "group.txt")


def person(name: str) -> Person:
    return Person.objects.get(variants__name=name)


def roles(name: str) -> list[tuple[str, str, str, bool, str]]:
    return [
        (m.role, str(m.start or ""), str(m.end or ""), m.is_over, m.next_position)
        for m in person(name).memberships.all()
    ]


def test_members_are_people_with_a_page_and_a_role() -> None:
    import_readings([group()])
    assert roles("Ann Raymond") == [("lead", "", "", False, "")]
    assert roles("Bo Dee") == [("phd", "2022", "", False, "")]
    assert roles("Ella Fro") == [("phd", "", "2019", True, "Dry Inc.")]
    assert roles("Gil Hart") == [("postdoc", "2015", "2017", True, "lecturer at Wet College")]
    assert roles("Ida Jones") == [("member", "", "", True, "Snow Ltd.")]
    assert person("Bo Dee").has_profile
    assert person("Cy Foo").emails.get().is_public
    dee = person("Bo Dee").memberships.get()
    assert (dee.topic, dee.advisors) == ("Mud under pressure", "Zoe Hill")


def test_a_member_needs_no_owner_of_the_page() -> None:
    report = import_readings([group()])
    assert report.totals["decisions"]["ambiguous"] == 0
    assert report.totals["decisions"]["new"] == 6


def test_importing_twice_changes_nothing() -> None:
    import_readings([group(), read_text(HOMEPAGE, "bo.txt")])
    before, counts = visible_content(), rows()
    report = import_readings([group(), read_text(HOMEPAGE, "bo.txt")])
    assert visible_content() == before
    assert rows() == counts
    assert report.totals["decisions"]["new"] == report.totals["decisions"]["changed"] == 0


def test_the_order_of_the_pages_does_not_matter() -> None:
    import_readings([group(), read_text(HOMEPAGE, "bo.txt")])
    expected = visible_content()
    Person.objects.all().delete()
    ImportedRow.objects.all().delete()
    import_readings([read_text(HOMEPAGE, "bo.txt")])
    import_readings([group()])
    assert visible_content()["people.Membership"] == expected["people.Membership"]
    assert visible_content()["people.Person"] == expected["people.Person"]


def test_an_author_of_the_same_name_is_the_member() -> None:
    import_readings([read_text(HOMEPAGE, "bo.txt")])
    known = person("Ella Fro")
    assert not known.has_profile
    import_readings([group()])
    assert person("Ella Fro").pk == known.pk
    assert person("Ella Fro").has_profile


def test_two_names_that_differ_are_two_people() -> None:
    import_readings([group()])
    import_readings([read_text(GROUP.replace("Bo Dee", "Bob Dee"), "other.txt")])
    assert Person.objects.filter(family_name="Dee").count() == 2


def test_what_an_editor_changed_stays_and_the_page_becomes_a_proposal() -> None:
    import_readings([group()])
    Membership.objects.filter(person=person("Ella Fro")).update(next_position="Dry Inc., Berlin")
    import_readings([group({"Dry Inc.": "Wet Inc."})])
    assert roles("Ella Fro")[0][-1] == "Dry Inc., Berlin"
    assert [r.proposals for r in ImportedRow.objects.exclude(proposals={})] == [
        {"next_position": "Wet Inc."}
    ]


def test_a_membership_that_an_editor_deleted_stays_deleted() -> None:
    import_readings([group()])
    person("Ida Jones").memberships.all().delete()
    import_readings([group()])
    assert roles("Ida Jones") == []


def test_a_membership_that_an_editor_typed_is_filled_and_never_overwritten() -> None:
    typed = Person.objects.create(given_name="Ella", family_name="Fro")
    Membership.objects.create(person=typed, role="phd", next_position="Our own words")
    for _ in range(3):
        import_readings([group()])
    assert roles("Ella Fro") == [("phd", "", "2019", True, "Our own words")]
    import_readings([group({"PhD 2019": "PhD 2018"})])
    assert roles("Ella Fro") == [("phd", "", "2018", True, "Our own words")]


def test_a_start_of_an_editor_after_the_end_of_the_page_is_no_error() -> None:
    import_readings([group()])
    Membership.objects.filter(person=person("Bo Dee")).update(start="2024")
    import_readings([group({"since 2022": "2022–2023"})])
    assert roles("Bo Dee") == [("phd", "2024", "", False, "")]
    proposed = ImportedRow.objects.exclude(proposals={}).get().proposals
    assert proposed == {"end": "2023"}


def test_a_new_line_about_a_member_changes_the_row() -> None:
    import_readings([group()])
    key = person("Cy Foo").memberships.get().pk
    import_readings([group({"Cy Foo,": "Cy Foo (2020–2023), now at Snow Ltd.,"})])
    changed = person("Cy Foo").memberships.get()
    assert (changed.pk, str(changed.end), changed.is_over) == (key, "2023", True)


def test_who_is_listed_no_more_goes_unless_an_editor_wrote_of_them() -> None:
    import_readings([group()])
    Person.objects.filter(pk=person("Gil Hart").pk).update(private_note="", bio="A fine colleague.")
    lines = (
        "Gil Hart, postdoc 2015–2017, now lecturer at Wet College\nIda Jones, now at Snow Ltd.\n"
    )
    import_readings([read_text(GROUP.replace(lines, ""), "group.txt")])
    assert not Person.objects.filter(family_name="Jones").exists()
    assert person("Gil Hart").bio == "A fine colleague."
    assert roles("Gil Hart") == []


def test_the_people_page_shows_members_by_role_and_where_alumni_went(client: Client) -> None:
    SiteSettings(name="Rain").save()
    import_readings([group()])
    page = " ".join(client.get("/people/").content.decode().split())
    order = ['id="lead"', "Ann Raymond", 'id="phd"', "Bo Dee", "Mud under pressure"]
    order += ['id="alumni"', "Ella Fro", "Then Dry Inc."]
    places = [page.index(word, page.index("<h1>")) for word in order]
    assert places == sorted(places)


def test_the_page_of_a_person_tells_topic_advisors_and_what_came_after(client: Client) -> None:
    SiteSettings(name="Rain").save()
    import_readings([group()])
    page = " ".join(client.get(person("Bo Dee").get_absolute_url()).content.decode().split())
    assert "Mud under pressure" in page
    assert "advised with Zoe Hill" in page
    page = " ".join(client.get(person("Gil Hart").get_absolute_url()).content.decode().split())
    assert "2015–2017" in page
    assert "then lecturer at Wet College" in page
