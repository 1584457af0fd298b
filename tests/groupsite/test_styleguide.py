"""The style guide: for staff, true to the style sheets, with and without content."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import User

from groupsite.styleguide import COLOURS, SIZES, SPACES
from tests.factories import MembershipFactory, NewsFactory, PublicationFactory, TalkFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client):
    client.force_login(User.objects.create(username="clerk", is_staff=True))
    return client


def test_a_visitor_is_asked_to_log_in(client):
    answer = client.get("/styleguide/")
    assert (answer.status_code, answer.url) == (302, "/admin/login/?next=/styleguide/")


def test_staff_see_every_part_without_content(staff):
    page = staff.get("/styleguide/").content.decode()
    assert page.count('class="empty"') == 4
    for part in ("notice", "facts", "links", "jump", "tags", "prose", "field"):
        assert f'class="{part}' in page


def test_rows_of_the_site_show_the_parts(staff):
    PublicationFactory(title="On Engines")
    MembershipFactory(person__given_name="Ada")
    NewsFactory()
    TalkFactory()
    page = staff.get("/styleguide/").content.decode()
    assert 'class="empty"' not in page
    assert "On Engines" in page
    assert 'class="filters"' in page
    assert 'class="tile"' in page


def test_it_names_just_the_tokens_there_are():
    sheets = settings.BASE_DIR / "static" / "css"
    tokens = re.findall(r"^ +--([a-z0-9-]+):", Path(sheets / "tokens.css").read_text(), re.M)
    shown = Path(sheets / "styleguide.css").read_text()
    other = {"serif", "sans", "mono", "math", "measure", "margin", "side", "gap", "gutter"}
    assert set(tokens) - other == {*COLOURS, *SIZES, *SPACES}
    for name in (*COLOURS, *SIZES, *SPACES):
        assert f"--{name})" in shown
