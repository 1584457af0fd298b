"""Where the number of pairs is told, and who has them looked for so that nobody waits."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from importer.models import ChangedRow
from publications.models import Publication
from tests.factories import PublicationFactory
from tests.importer.test_duplicates_admin import HERE, editor, make_people, make_works

pytestmark = pytest.mark.django_db


def test_the_front_page_counts_the_pairs_and_leads_to_them(admin_client: Client) -> None:
    make_works(2)
    make_people(1)
    text = admin_client.get("/admin/").content.decode()
    assert f'<a href="{HERE}works/">2 pairs of works</a>' in text
    assert f'<a href="{HERE}people/">1 pair of people</a>' in text


def test_the_front_page_says_nothing_of_pairs_where_there_are_none(admin_client: Client) -> None:
    PublicationFactory()
    assert "may be one" not in admin_client.get("/admin/").content.decode()


def test_the_front_page_counts_only_what_the_editor_may_decide(client: Client) -> None:
    make_works(1)
    make_people(1)
    text = editor(client, "change_person").get("/admin/").content.decode()
    assert "1 pair of people" in text
    assert "of works" not in text


def test_all_pairs_are_looked_for_anew_from_the_command_line(capsys) -> None:
    make_works(2)
    call_command("find_duplicates")
    assert capsys.readouterr().out.splitlines() == [
        "Works: 2 pairs that may be one.",
        "People: 0 pairs that may be one.",
    ]


def test_after_an_import_from_the_command_line_nobody_waits_for_pairs(tmp_path: Path) -> None:
    page = tmp_path / "ada.txt"
    page.write_text("Ada Byron\n\nPublications\n\n- Ada Byron. On engines that weave. ICML 2021.\n")
    call_command("import_pages", str(page), verbosity=0)
    assert Publication.objects.exists()
    assert not ChangedRow.objects.exists()
