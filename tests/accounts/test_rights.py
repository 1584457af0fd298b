"""What each role may do, spelled out: so that the declaration cannot be wrong in silence."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission, User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.roles import Role, person_of, role_of, set_role
from core.rights import allowed, may, may_all, may_some
from inquiries.models import Inquiry
from openings.models import Opening
from people.models import EmailAddress, Membership, Person
from publications.models import Authorship, Publication
from talks.models import Talk
from tests.factories import (
    CourseFactory,
    MembershipFactory,
    OfferingFactory,
    OpeningFactory,
    PersonFactory,
    PublicationFactory,
    ServiceRoleFactory,
    TalkFactory,
    TeachingRoleFactory,
    account,
)

pytestmark = pytest.mark.django_db


class TestRoles:
    def test_a_migration_makes_them_and_keeps_who_was_a_superuser(self) -> None:
        root = User.objects.create_superuser("root")
        migration = import_module("accounts.migrations.0002_roles")
        for _ in range(2):
            migration.make(apps, None)
        names = {"administrator", "editor", "member", "guest author"}
        assert set(Group.objects.values_list("name", flat=True)) == names
        assert [group.name for group in root.groups.all()] == ["administrator"]

    def test_a_superuser_is_an_administrator(self) -> None:
        assert role_of(User.objects.create_superuser("root")) is Role.ADMINISTRATOR

    def test_an_account_has_one_role(self) -> None:
        user = account("editor")
        set_role(user, Role.MEMBER)
        assert role_of(user) is Role.MEMBER
        assert list(user.groups.values_list("name", flat=True)) == ["member"]

    def test_who_is_no_administrator_any_more_is_no_superuser(self) -> None:
        user = User.objects.create_superuser("root")
        set_role(user, Role.EDITOR)
        user.refresh_from_db()
        assert not user.is_superuser
        assert user.is_staff

    def test_a_closed_account_may_nothing(self, me: Person) -> None:
        user = account("member", me)
        user.is_active = False
        assert not may(user, "change", me)
        assert not may_some(user, "change", Person)
        assert not allowed(user, "view", Person.objects.all()).exists()

    def test_a_role_without_a_person_owns_nothing_and_adds_nothing_of_its_own(self) -> None:
        user = account("member")
        assert person_of(user) is None
        assert not allowed(user, "change", Person.objects.all()).exists()
        assert not may_some(user, "add", Talk)
        assert may_some(user, "add", Publication)  # as a proposal

    def test_a_right_given_by_hand_is_for_all_rows(self) -> None:
        user = account(None)
        user.user_permissions.add(Permission.objects.get(codename="change_publication"))
        assert may(user, "change", PublicationFactory())
        assert not may(user, "delete", PublicationFactory())
        assert may_all(user, "view", Publication)


class TestRows:
    def test_a_member_has_their_own(self, me: Person) -> None:
        user, other = account("member", me), PersonFactory()
        assert may(user, "change", me)
        assert not may(user, "change", other)
        assert not may(user, "delete", me)
        assert may(user, "change", PublicationFactory(authors=[other, me]))
        assert not may(user, "change", PublicationFactory(authors=[other]))
        assert may(user, "delete", TalkFactory(speaker=me))
        assert not may(user, "delete", TalkFactory(speaker=other))
        assert may(user, "change", ServiceRoleFactory(person=me))
        assert not may(user, "change", ServiceRoleFactory(person=other))

    def test_courses_are_of_those_who_taught_them(self, me: Person) -> None:
        user = account("member", me)
        term = TeachingRoleFactory(person=me).offering
        before = OfferingFactory(course=term.course, year=2001)
        assert may(user, "change", term.course)
        assert may(user, "change", term)
        assert not may(user, "change", before)
        assert not may(user, "change", CourseFactory())

    def test_parts_go_with_their_row(self, me: Person) -> None:
        user, other = account("member", me), PersonFactory()
        mine = EmailAddress.objects.create(person=me, address="m@example.org")
        theirs = EmailAddress.objects.create(person=other, address="o@example.org")
        assert may(user, "change", mine)
        assert not may(user, "view", theirs)
        assert list(allowed(user, "view", EmailAddress.objects.all())) == [mine]

    def test_memberships_are_not_the_members(self, me: Person) -> None:
        row = MembershipFactory(person=me)
        user = account("member", me)
        assert may(user, "view", row)
        assert not may(user, "change", row)
        assert not may_some(user, "add", Membership)

    @pytest.mark.parametrize("role", [Role.EDITOR, Role.MEMBER])
    def test_letters_are_seen_by_who_recruits_and_administrators(
        self, me: Person, role: Role
    ) -> None:
        user = account(role, me)
        letter = {"name": "E", "email": "e@example.org", "message": "H"}
        mine = Inquiry.objects.create(opening=OpeningFactory(contact=me), **letter)
        another = Inquiry.objects.create(opening=OpeningFactory(), **letter)
        given = Inquiry.objects.create(opening=OpeningFactory(), assigned_to=me, **letter)
        general = Inquiry.objects.create(recipient=me, **letter)
        assert not may(user, "view", another)
        assert may(account("administrator"), "view", another)
        for action in ("view", "change"):
            assert set(allowed(user, action, Inquiry.objects.all())) == {mine, given, general}
        assert set(allowed(user, "delete", Inquiry.objects.all())) == {mine, general}
        seen = [r.value for r in Role if r != Role.ADMINISTRATOR and may(account(r), "view", mine)]
        assert seen == []

    def test_an_editor_has_all_content_and_no_accounts(self) -> None:
        user = account("editor")
        assert may_all(user, "delete", Publication)
        assert may_all(user, "change", Authorship)
        assert may_some(user, "add", Opening)
        assert not may_some(user, "view", User)

    def test_asking_twice_asks_the_database_once(self, me: Person) -> None:
        user, work = account("member", me), PublicationFactory(authors=[me])
        assert may(user, "change", work)
        with CaptureQueriesContext(connection) as seen:
            assert may(user, "change", work)
        assert len(seen) == 0
