"""Where an editor and a page differ, somebody decides."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from importer.models import ImportedRow
from importer.pipeline import import_readings
from publications.models import Appearance, Publication
from tests.importer.five_pages import read_text

pytestmark = pytest.mark.django_db

WAITING = "/admin/importer/importedrow/waiting/"
PAGE = """Ann Lee

Publications

Ann Lee, Bo Ray. Mud at night. In Proceedings of the Mud Conference, 2019.
"""


@pytest.fixture
def key() -> str:
    """What waits: the editor says 2017, the page 2018."""
    import_readings([read_text(PAGE)])
    form = Appearance.objects.get()
    form.date = "2017"
    form.save()
    form.publication.settle()
    import_readings([read_text(PAGE.replace("2019", "2018"))])
    link = ImportedRow.objects.exclude(proposals={}).get()
    return f"{link.pk}-date"


def year() -> int | None:
    return Publication.objects.get().year


def test_both_values_are_shown(admin_client: Client, key: str) -> None:
    text = admin_client.get(WAITING).content.decode()
    assert "<td>2017</td>" in text
    assert "<td>2018</td>" in text
    front = admin_client.get("/admin/").content.decode()
    assert "1 value of pages</a>" in " ".join(front.split())


def test_the_page_is_right(admin_client: Client, key: str) -> None:
    admin_client.post(WAITING, {key: "take"})
    assert year() == 2018
    import_readings([read_text(PAGE.replace("2019", "2016"))])
    assert year() == 2016


def test_the_editor_is_right_and_is_not_asked_again(admin_client: Client, key: str) -> None:
    response = admin_client.post(WAITING, {key: "keep"}, follow=True)
    assert "1 field is decided." in response.content.decode()
    assert "The pages and the site agree" in response.content.decode()
    import_readings([read_text(PAGE.replace("2019", "2018"))])
    assert year() == 2017
    assert not ImportedRow.objects.exclude(proposals={}).exists()

    import_readings([read_text(PAGE.replace("2019", "2016"))])

    assert ImportedRow.objects.exclude(proposals={}).get().proposals == {"date": "2016"}


def test_what_is_left_for_later_stays(admin_client: Client, key: str) -> None:
    admin_client.post(WAITING, {key: "", "77-date": "take"})
    assert year() == 2017
    assert ImportedRow.objects.exclude(proposals={}).exists()


def test_a_value_that_the_row_cannot_hold_is_told(admin_client: Client, key: str) -> None:
    link = ImportedRow.objects.exclude(proposals={}).get()
    link.proposals = {"kind": "poem"}
    link.save()
    response = admin_client.post(WAITING, {f"{link.pk}-kind": "take"}, follow=True)
    assert "kind: Value &#x27;poem&#x27; is not a valid choice." in response.content.decode()
    assert ImportedRow.objects.exclude(proposals={}).exists()


def test_who_may_not_change_the_row_is_not_asked(client: Client, key: str) -> None:
    user = User.objects.create_user("student", is_staff=True)
    client.force_login(user)
    client.post(WAITING, {key: "take"})
    assert year() == 2017
    assert "2018" not in client.get(WAITING).content.decode()
    user.user_permissions.add(Permission.objects.get(codename="change_appearance"))
    client.post(WAITING, {key: "take"})
    assert year() == 2018
