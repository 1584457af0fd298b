"""Accounts in the admin: one role, one person, and never nobody left to mind them."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from accounts.roles import Role, person_of, role_of, set_role
from people.models import Person
from tests.factories import PersonFactory, account
from tests.forms import errors, posted

pytestmark = pytest.mark.django_db
HERE = "/admin/auth/user/"


@pytest.fixture
def administrator(client: Client) -> User:
    user = account("administrator")
    client.force_login(user)
    return user


def form(user: User) -> str:
    return f"{HERE}{user.pk}/change/"


@pytest.mark.usefixtures("administrator")
class TestForm:
    def test_a_new_account_gets_its_role_and_person(self, client: Client) -> None:
        mia = PersonFactory(given_name="Mia")
        data = {
            "username": "mia",
            "role": "member",
            "person": mia.pk,
            "email": "mia@example.org",
            "usable_password": "true",
            "password1": "mud-at-night-9",
            "password2": "mud-at-night-9",
        }
        assert client.post(f"{HERE}add/", data).status_code == 302
        user = User.objects.get(username="mia")
        assert (role_of(user), person_of(user)) == ("member", mia)
        assert (user.is_staff, user.is_superuser) == (True, False)

    def test_what_another_administrator_changed_meanwhile_stays(self, client: Client) -> None:
        user = account("member", PersonFactory())
        page = client.get(form(user))
        data = {**posted(page), "_opened": page.context["opened"]}
        set_role(user, Role.EDITOR)
        assert client.post(form(user), {**data, "email": "m@example.org"}).status_code == 302
        user = User.objects.get(pk=user.pk)
        assert (role_of(user), user.email) == ("editor", "m@example.org")

    def test_where_both_changed_it_the_second_is_told(self, client: Client) -> None:
        user = account("member", PersonFactory())
        page = client.get(form(user))
        data = {**posted(page), "_opened": page.context["opened"], "role": Role.GUEST}
        set_role(user, Role.EDITOR)
        answer = client.post(form(user), data)
        assert errors(answer) == [
            "Somebody else changed this meanwhile, from “Member” to “Editor”. Save again to have it"
            " as it stands here."
        ]
        assert role_of(User.objects.get(pk=user.pk)) == "editor"
        data["_opened"] = answer.context["opened"]
        assert client.post(form(user), data).status_code == 302
        assert role_of(User.objects.get(pk=user.pk)) == Role.GUEST

    def test_role_and_person_are_changed(self, client: Client) -> None:
        user = account("editor", PersonFactory())
        mia = PersonFactory(given_name="Mia")
        data = posted(client.get(form(user)))
        assert data["role"] == "editor"
        assert (
            client.post(form(user), data | {"role": "member", "person": mia.pk}).status_code == 302
        )
        user = User.objects.get(pk=user.pk)
        assert (role_of(user), person_of(user)) == ("member", mia)
        assert Person.objects.exclude(user=None).count() == 1

    def test_without_a_role_nobody_gets_into_the_admin(self, client: Client) -> None:
        user = account("editor")
        client.post(form(user), posted(client.get(form(user))) | {"role": ""})
        other = Client()
        other.force_login(User.objects.get(pk=user.pk))
        assert other.get("/admin/").status_code == 302

    def test_a_person_has_one_account(self, client: Client) -> None:
        mia = PersonFactory(given_name="Mia")
        first, second = account("member", mia), account("member")
        data = posted(client.get(form(second))) | {"person": mia.pk}
        said = f"Mia Lovelace has an account already: {first}. Take it off that one first."
        assert said in errors(client.post(form(second), data))

    def test_a_superuser_who_becomes_a_member_is_none_any_more(self, client: Client) -> None:
        root = User.objects.create_superuser("root")
        client.post(form(root), posted(client.get(form(root))) | {"role": "member"})
        root.refresh_from_db()
        assert not root.is_superuser

    def test_there_is_no_field_for_flags_and_permissions(self, client: Client) -> None:
        user = account("member")
        data = posted(client.get(form(user)))
        assert not {"is_superuser", "is_staff", "groups", "user_permissions"} & set(data)
        client.post(form(user), data | {"is_superuser": "on", "is_staff": "on"})
        user.refresh_from_db()
        assert not user.is_superuser

    def test_accounts_are_found_by_role(self, client: Client) -> None:
        root = User.objects.create_superuser("root")
        set_role(root, None)
        member = account("member")
        page = client.get(HERE, {"role": "member"})
        assert list(page.context["cl"].queryset) == [member]
        assert list(client.get(HERE, {"role": "none"}).context["cl"].queryset) == [root]
        assert client.get(HERE, {"role": "administrator"}).context["cl"].queryset.count() == 1


class TestOwn:
    def test_role_and_closing_are_for_another(self, client: Client, administrator: User) -> None:
        data = posted(client.get(form(administrator))) | {"role": "member", "is_active": ""}
        said = errors(client.post(form(administrator), data))
        assert "Your own role is for another administrator to change." in said
        assert "This is your own account: it cannot be closed here." in said

    def test_it_is_not_deleted(self, client: Client, administrator: User) -> None:
        assert client.post(f"{HERE}{administrator.pk}/delete/", {"post": "yes"}).status_code == 403
        everybody = {"action": "delete_selected", "_selected_action": [administrator.pk]}
        client.post(HERE, everybody | {"post": "yes"})
        assert User.objects.filter(pk=administrator.pk).exists()


@pytest.mark.parametrize("role", ["editor", "member", "guest author"])
def test_others_see_no_accounts(client: Client, role: str) -> None:
    client.force_login(account(role, PersonFactory()))
    other = account("member")
    assert client.get(HERE).status_code == 403
    assert client.get(form(other)).status_code == 403
    assert client.post(form(other), {"role": "administrator"}).status_code == 403
