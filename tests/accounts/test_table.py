"""Every role, model, action and whose row it is: as declared, through the addresses of the admin.

What a role should be allowed is spelled out in test_rights.py; here it is asked that nothing is
allowed or refused in any other way than declared.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from accounts.models import Proposal
from accounts.rights import PROPOSABLE, RULES, Scope, rule
from accounts.roles import Role
from core.admin.inlines import Blocks, Rows
from core.admin.readonly import ReadOnlyInline
from core.admin.rights import RightsAdmin
from core.models import FormerSlug, Redirect, SiteSettings
from core.published import Published
from importer.models import ImportedPage, ImportedRecord, ImportedRow, ImportRun
from inquiries.models import Inquiry
from openings.models import Board
from people.models import Grant, Person
from publications.models import Topic
from tests.factories import (
    HomeBlockFactory,
    NewsFactory,
    OpeningFactory,
    PageFactory,
    PersonFactory,
    PublicationFactory,
    ServiceRoleFactory,
    TalkFactory,
    TeachingRoleFactory,
    VenueFactory,
    account,
)
from tests.forms import posted

pytestmark = pytest.mark.django_db


def grant(person: Person) -> Grant:
    made = Grant.objects.create(title="Grant")
    made.people.add(person)
    return made


def inquiry(person: Person) -> Inquiry:
    opening = OpeningFactory(contact=person)
    return Inquiry.objects.create(opening=opening, name="E", email="e@example.org", message="Hi")


def page(person: Person) -> ImportedPage:
    return ImportedPage.objects.create(
        name=f"{ImportedPage.objects.count()}.txt", kind="homepage", owner=person
    )


def record(person: Person) -> ImportedRecord:
    return ImportedRecord.objects.create(
        page=page(person), type="talk", position=1, first_line=1, last_line=1, payload={}
    )


def imported(person: Person) -> ImportedRow:
    kind = ContentType.objects.get_for_model(Person)
    return ImportedRow.objects.create(content_type=kind, object_id=person.pk, identity="x")


def redirect(person: Person) -> Redirect:
    return Redirect.objects.create(old=f"/~{Redirect.objects.count()}/", new="/people/")


def former(person: Person) -> FormerSlug:
    kind = ContentType.objects.get_for_model(Person)
    return FormerSlug.objects.create(
        content_type=kind, object_id=person.pk, slug=f"f{FormerSlug.objects.count()}"
    )


# A row of each model; where its rows are somebody's, that person's.
MAKE: dict[str, Callable[[Person], Any]] = {
    "people.person": lambda p: p,
    "people.grant": grant,
    "publications.publication": lambda p: PublicationFactory(authors=["Ann Lee", p]),
    "publications.venue": lambda p: VenueFactory(),
    "publications.topic": lambda p: Topic.objects.create(name=f"T{Topic.objects.count()}"),
    "news.newsitem": lambda p: NewsFactory(author=p),
    "talks.talk": lambda p: TalkFactory(speaker=p),
    "teaching.course": lambda p: TeachingRoleFactory(person=p).offering.course,
    "teaching.offering": lambda p: TeachingRoleFactory(person=p).offering,
    "services.servicerole": lambda p: ServiceRoleFactory(person=p),
    "openings.opening": lambda p: OpeningFactory(contact=p),
    "inquiries.inquiry": inquiry,
    "pages.page": lambda p: PageFactory(),
    "pages.homeblock": lambda p: HomeBlockFactory(),
    "core.sitesettings": lambda p: SiteSettings.objects.get_or_create(pk=1)[0],
    "openings.board": lambda p: Board.objects.get_or_create(pk=1)[0],
    "core.redirect": redirect,
    "core.formerslug": former,
    "importer.importrun": lambda p: ImportRun.objects.create(report={}),
    "importer.importedpage": page,
    "importer.importedrecord": record,
    "importer.importedrow": imported,
    "auth.user": lambda p: account(None),
}
SINGLE = ("core.sitesettings", "openings.board")
# What the admin refuses to everybody, whatever is declared.
PROGRAM_ONLY = {"add", "change"}
NEVER: dict[str, set[str]] = {
    **dict.fromkeys(SINGLE, {"add", "delete"}),
    "core.formerslug": PROGRAM_ONLY,
    "inquiries.inquiry": {"add"},
    "importer.importrun": {"change"},
    "importer.importedpage": PROGRAM_ONLY,
    "importer.importedrecord": PROGRAM_ONLY,
    "importer.importedrow": PROGRAM_ONLY,
}
CASES = [(role, label) for role in Role for label in MAKE]


def cases(label: str, user: User, me: Person) -> Iterator[tuple[str, Any]]:
    """(whose, a row) of each kind of row that the declaration tells apart."""
    make = MAKE[label]
    yield "other", make(PersonFactory(given_name="Other"))
    yield "own", make(me)
    if issubclass(apps.get_model(label), Published):
        yield "other's draft", hidden(make(PersonFactory(given_name="Hidden")))
    if label in PROPOSABLE:
        for whose, by in (("own proposal", user), ("other's proposal", account("member"))):
            row = hidden(make(PersonFactory(given_name="Proposed")))
            Proposal.objects.propose(by, row)
            yield whose, row


def hidden(row: Any) -> Any:
    row.is_draft = True
    row.save()
    return row


def expected(role: Role, label: str, action: str, whose: str) -> bool:
    if action in NEVER.get(label, ()):
        return False
    scope = rule(role, label).scope(action)
    is_own = whose == "own" or (whose == "own proposal" and label in PROPOSABLE)
    return {
        Scope.ALL: True,
        Scope.OWN: is_own,
        Scope.ASSIGNED: is_own,
        Scope.PROPOSED: whose == "own proposal",
        Scope.PUBLIC: is_own or whose == "other",
        Scope.NONE: False,
    }[scope]


def some(role: Role, label: str, action: str) -> bool:
    never = action in NEVER.get(label, ())
    return not never and rule(role, label).scope(action) is not Scope.NONE


def url(row: Any, view: str, *args: Any) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{view}", args=args)


def source_of(model: type[Model]) -> tuple[str, str, str] | None:
    """A field of another model that asks for one of these, as an autocomplete names it."""
    for other in apps.get_models():
        for field in (*other._meta.fields, *other._meta.many_to_many):
            if field.related_model is model:
                return other._meta.app_label, str(other._meta.model_name), field.name
    return None


def offered(client: Client, model: type[Model]) -> set[str] | None:
    """The keys that an autocomplete offers; None where it refuses."""
    source = source_of(model)
    assert source
    names = ("app_label", "model_name", "field_name")
    answer = client.get("/admin/autocomplete/", dict(zip(names, source, strict=True)))
    if answer.status_code == 403:
        return None
    return {row["id"] for row in json.loads(answer.content)["results"]}


@pytest.fixture
def me() -> Person:
    return PersonFactory(given_name="Me")


@pytest.mark.parametrize(("role", "label"), CASES, ids=lambda part: str(part))
def test_is_as_declared(role: Role, label: str, client: Client, me: Person) -> None:
    user = account(role.value, me)
    client.force_login(user)
    model = apps.get_model(label)
    rows = list(cases(label, user, me))
    looks = client.get(url(model, "changelist"))
    listed = set()
    if label in SINGLE:
        assert looks.status_code == (302 if some(role, label, "view") else 403)
    else:
        assert looks.status_code == (200 if some(role, label, "view") else 403)
        if looks.status_code == 200:
            listed = {row.pk for row in looks.context["cl"].queryset}
    assert client.get(url(model, "add")).status_code == (200 if some(role, label, "add") else 403)
    post = client.post(url(model, "add"), {})
    assert post.status_code == (200 if some(role, label, "add") else 403)
    has_choices = source_of(model) and admin.site.get_model_admin(model).search_fields
    choices = offered(client, model) if has_choices else None
    for whose, row in rows:

        def may(action: str, whose: str = whose) -> bool:
            return expected(role, label, action, whose)

        told = f"{role}: {label}, {whose}"
        views = may("view")
        if label not in SINGLE:
            assert (row.pk in listed) is views, told
        assert (str(row.pk) in (choices or ())) is bool(has_choices and may("choose")), told
        form = client.get(url(row, "change", row.pk))
        assert form.status_code == (200 if views else 403), told
        history = client.get(url(row, "history", row.pk), follow=True)
        assert history.status_code == (200 if views else 403), told
        data = posted(form) if views and may("change") else {}
        answer = client.post(url(row, "change", row.pk), data)
        assert answer.status_code == (302 if may("change") else 403), told
        asked = client.get(url(row, "delete", row.pk))
        assert asked.status_code == (200 if may("delete") else 403), told
        if not may("delete"):
            client.post(url(row, "delete", row.pk), {"post": "yes"})
            assert is_there(row), told
        ticked = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
        client.post(url(row, "changelist"), ticked)
        assert is_there(row) is not may("delete"), told


def is_there(row: Any) -> bool:
    return bool(type(row)._default_manager.filter(pk=row.pk).exists())


def test_each_model_that_a_rule_names_has_rows_here() -> None:
    declared = {label for rules in RULES.values() for label in rules}
    missing = declared - {"accounts.proposal"} - set(MAKE)
    assert not missing, f"Say in MAKE how a row is made of: {sorted(missing)}"


@pytest.mark.parametrize("model", admin.site._registry, ids=lambda model: model._meta.label)
def test_each_admin_asks_for_each_row(model: type[Model]) -> None:
    held = admin.site.get_model_admin(model)
    assert isinstance(held, RightsAdmin), "derive it from core.admin.lists.PrefetchingAdmin"
    for inline in held.inlines:
        assert issubclass(inline, Rows | Blocks | ReadOnlyInline), inline
