"""The first screen of the admin: what people come for most, one click away."""

import pytest
from django.contrib.auth.models import Group, User

from accounts.inviting import invite
from tests.factories import MembershipFactory, PersonFactory, PublicationFactory, account
from tests.pages_read import shown

pytestmark = pytest.mark.django_db
NEWS = '<a href="/admin/news/newsitem/add/"><strong>Add news</strong>'
WORK = '<a href="/admin/publications/publication/paste/"><strong>Add a work</strong>'


def front(client, **values):
    user = User.objects.create(username="somebody", is_staff=True, **values)
    client.force_login(user)
    return user, lambda: client.get("/admin/").content.decode()


def test_an_administrator_adds_news_and_works(client):
    PublicationFactory()
    _, page = front(client, is_superuser=True)
    assert NEWS in page()
    assert WORK in page()
    assert "Update my page" not in page()


def test_who_has_a_page_comes_to_its_form(client):
    person = MembershipFactory(person__given_name="Ada").person
    user, page = front(client)
    user.groups.add(Group.objects.get(name="member"))
    person.user = user
    person.save()
    mine = f'<a href="/admin/people/person/{person.pk}/change/"><strong>Update my page</strong>'
    assert mine in page()
    assert NEWS in page()
    assert WORK in page()


def test_who_may_do_none_of_it_sees_no_empty_place(client):
    PublicationFactory()
    _, page = front(client)
    assert "Most wanted" not in page()
    assert "Your account is joined to no person yet" in page()


def test_a_new_site_has_its_first_steps_instead(client):
    _, page = front(client, is_superuser=True)
    assert "First steps" in page()
    assert "Most wanted" not in page()


def test_what_is_linked_is_there(client):
    PublicationFactory()
    front(client, is_superuser=True)
    for address in ("/admin/news/newsitem/add/", "/admin/publications/publication/paste/"):
        assert client.get(address).status_code == 200


def test_what_changed_lately_is_told_to_who_may_see_it(client):
    _, page = front(client, is_superuser=True)
    client.post(
        "/admin/pages/page/add/",
        {"title": "How to find us", "text": "By boat.", "slug": "find-us",
         "_save": "Save"},
    )  # fmt: skip
    PublicationFactory()
    shown = page()
    assert "Changed lately" in shown
    assert 'history/">How to find us</a>' in shown
    guest = User.objects.create(username="guest", is_staff=True)
    client.force_login(guest)
    assert "How to find us" not in client.get("/admin/").content.decode()


def test_invitations_that_nobody_used_are_told_to_who_sends_them(client):
    for number in range(4):
        invite(PersonFactory(family_name=f"B{number}"), f"b{number}@example.org", "member", None)
    client.force_login(User.objects.create_superuser("boss"))
    page = shown(client.get("/admin/"))
    assert "4 invitations not used yet" in page
    assert "and 1 more" in page
    assert 'href="/admin/accounts/invitation/"' in page
    client.force_login(account("editor"))
    assert "not used yet" not in shown(client.get("/admin/"))
