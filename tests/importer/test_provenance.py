"""Every imported value says where it came from."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from importer.pipeline import import_readings
from importer.provenance import origins
from people.models import Person
from publications.models import Publication
from tests.importer.five_pages import all_pages, read, read_text

pytestmark = pytest.mark.django_db

PAGE = """Ann Lee

Publications

Ann Lee, Bo Ray. Mud at night. Journal of Mud 3, 2019.
"""


def test_each_value_has_the_line_that_says_it() -> None:
    import_readings([read("000")])
    work = Publication.objects.get(title__startswith="Quadratic models")

    found = {(o.row.split(":")[0], o.field): o for o in origins(work)}

    title = found["publication", "title"]
    assert title.lines == [(28, "Quadratic models for understanding neural network dynamics [pdf]")]
    assert title.page.startswith("000")
    assert str(title.run).startswith("Import ")
    assert found["author", "name as printed"].lines[0][0] == 29
    assert found["appearance", "date"].lines[0][0] == 30
    assert found["publication link", "label"].lines[0][0] == 28


def test_a_value_of_several_pages_names_the_one_that_says_it() -> None:
    import_readings(all_pages())
    work = Publication.objects.exclude(abstract="").filter(appearances__kind="conference")[0]
    found = {o.field: o for o in origins(work) if o.row.startswith("publication:")}
    assert not found["abstract"].page.startswith("000")
    assert found["abstract"].lines


def test_a_value_that_an_editor_changed_says_so() -> None:
    import_readings([read_text(PAGE)])
    work = Publication.objects.get()
    work.title = "Mud by night"
    work.save()
    title = next(o for o in origins(work) if o.field == "title")
    assert (title.value, title.now) == ("Mud at night", "Mud by night")


def test_all_fields_of_all_rows_have_lines_of_a_page() -> None:
    import_readings(all_pages())
    for row in [*Publication.objects.all()[:20], *Person.objects.filter(has_profile=True)]:
        assert all(o.lines for o in origins(row) if o.page)
        assert any(o.page for o in origins(row))


def test_the_page_is_reached_from_the_form_of_a_row(admin_client: Client) -> None:
    import_readings([read_text(PAGE)])
    work = Publication.objects.get()
    address = f"/admin/importer/importedrow/of/publications.publication/{work.pk}/"
    form = admin_client.get(f"/admin/publications/publication/{work.pk}/change/").content.decode()
    assert f'href="{address}"' in form
    history = admin_client.get(f"/admin/publications/publication/{work.pk}/history/")
    assert f'href="{address}"' in history.content.decode()

    text = admin_client.get(address).content.decode()

    assert "Ann Lee, Bo Ray. Mud at night. Journal of Mud 3, 2019." in text
    assert "page.txt" in text


def test_what_somebody_typed_says_so(admin_client: Client) -> None:
    work = Publication.objects.create(title="On mud")
    address = f"/admin/importer/importedrow/of/publications.publication/{work.pk}/"
    assert "No import wrote this" in admin_client.get(address).content.decode()


def test_the_forms_of_settings_and_of_what_somebody_typed_do_not_lead_there(
    admin_client: Client,
) -> None:
    work = Publication.objects.create(title="On mud")
    form = f"/admin/publications/publication/{work.pk}"
    for address in ("/admin/core/sitesettings/1/change/", f"{form}/change/", f"{form}/history/"):
        page = admin_client.get(address)
        assert page.status_code == 200
        assert "/importedrow/of/" not in page.content.decode()


@pytest.mark.parametrize("tail", ["publications.publication/99/", "auth.nothing/1/"])
def test_what_is_not_there_is_not_found(admin_client: Client, tail: str) -> None:
    assert admin_client.get(f"/admin/importer/importedrow/of/{tail}").status_code == 404


def test_who_may_not_look_at_the_row_may_not_look_at_where_it_came_from(client: Client) -> None:
    work = Publication.objects.create(title="On mud")
    client.force_login(User.objects.create_user("student", is_staff=True))
    address = f"/admin/importer/importedrow/of/publications.publication/{work.pk}/"
    assert client.get(address).status_code == 403
