"""From the pages of the site to their forms."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    CourseFactory,
    MembershipFactory,
    NewsFactory,
    PublicationFactory,
    TalkFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    client.force_login(User.objects.create(username="ed", is_staff=True, is_superuser=True))
    return client


def pages():
    """Those of one row each, with the addresses of the forms."""
    person = MembershipFactory().person
    work, item, talk, course = PublicationFactory(), NewsFactory(), TalkFactory(), CourseFactory()
    return {
        f"/people/{person.slug}/": f"/admin/people/person/{person.pk}/change/",
        f"/publications/{work.slug}/": f"/admin/publications/publication/{work.pk}/change/",
        f"/news/{item.pk}/": f"/admin/news/newsitem/{item.pk}/change/",
        talk.get_absolute_url(): f"/admin/talks/talk/{talk.pk}/change/",
        course.get_absolute_url(): f"/admin/teaching/course/{course.pk}/change/",
        "/": "/admin/pages/homeblock/",
        "/news/": "/admin/news/newsitem/add/",
        "/publications/": "/admin/publications/publication/add/",
        "/openings/": "/admin/openings/opening/",
    }


def test_an_editor_gets_from_each_page_to_its_form(editor):
    for page, form in pages().items():
        shown = editor.get(page).content.decode()
        assert f'<a href="{form}" rel="nofollow">' in shown, page
        assert editor.get(form).status_code == 200


def test_visitors_and_who_may_not_change_it_see_no_link(client):
    forms = pages()
    for user in (None, User.objects.create(username="clerk", is_staff=True)):
        if user:
            client.force_login(user)
        for page, form in forms.items():
            assert form not in client.get(page).content.decode(), page


def test_of_a_visitor_the_accounts_are_not_asked(client):
    item = NewsFactory()
    with CaptureQueriesContext(connection) as asked:
        client.get(f"/news/{item.pk}/")
    assert not [query for query in asked if "auth_" in query["sql"] or "session" in query["sql"]]


def test_a_list_leads_to_its_rows_in_the_admin(editor):
    for page, rows, text in (
        ("/talks/", "/admin/talks/talk/", "Edit talks"),
        ("/services/", "/admin/services/servicerole/", "Edit services"),
        ("/people/", "/admin/people/person/", "Edit people"),
    ):
        assert f'<a href="{rows}" rel="nofollow">{text}</a>' in editor.get(page).content.decode()
