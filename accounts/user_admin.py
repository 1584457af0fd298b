"""The form of an account: who it is, one role, and the person whose account it is."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from accounts.leaving import close
from accounts.roles import Role, person_of, role_of, set_person, set_role
from core.admin.lists import PrefetchingAdmin
from core.admin.stamped import StampedForm
from people.models import Membership, Person

NO_ROLE = ("", "None: may not log in here")


class PersonSelect(AutocompleteSelect):
    """The account is a field of the person, which has no field here to be chosen by: so any field
    that names a person lends its own."""

    def __init__(self) -> None:
        super().__init__(Membership._meta.get_field("person"), admin.site)


class RoleFields(forms.Form):
    role = forms.ChoiceField(
        choices=[NO_ROLE, *Role.choices],
        required=False,
        help_text="Administrators may do everything. Editors: all content and imports; no accounts"
        " or site settings, and of letters their own. Members: their own page, works, talks,"
        " teaching and service; they propose news and new works. Guest authors: works of theirs.",
    )
    person = forms.ModelChoiceField(
        Person.objects.named(),
        required=False,
        help_text="Whose account it is: that page and those works are theirs to edit.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["person"]
        choices, field.widget = field.widget.choices, PersonSelect()
        field.widget.choices = choices
        account = getattr(self, "instance", None)
        if account and account.pk:
            self.initial |= {"role": role_of(account) or "", "person": person_of(account)}

    def clean_person(self) -> Person | None:
        person: Person | None = self.cleaned_data["person"]
        if person and person.user_id and person.user_id != self.instance.pk:  # type: ignore[attr-defined]
            raise ValidationError(
                f"{person} has an account already: {person.user}. Take it off that one first."
            )
        return person


class AccountForm(StampedForm, RoleFields, UserChangeForm):  # type: ignore[type-arg]
    acting: Any = None  # who edits it

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.acting == self.instance:
            if "role" in data and (data["role"] or None) != role_of(self.instance):
                self.add_error("role", "Your own role is for another administrator to change.")
            if not data.get("is_active"):
                self.add_error("is_active", "This is your own account: it cannot be closed here.")
        return data


class NewAccountForm(RoleFields, AdminUserCreationForm):  # type: ignore[type-arg]
    pass


class RoleFilter(admin.SimpleListFilter):
    title = "role"
    parameter_name = "role"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [*Role.choices, ("none", "None")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "none":
            return queryset.filter(is_superuser=False).exclude(groups__name__in=Role.values)
        if self.value() == Role.ADMINISTRATOR:
            named = User.objects.filter(groups__name=Role.ADMINISTRATOR).values("pk")
            return queryset.filter(Q(is_superuser=True) | Q(pk__in=named))
        return queryset.filter(groups__name=self.value()) if self.value() else queryset


class AccountAdmin(PrefetchingAdmin, UserAdmin):  # type: ignore[type-arg]
    form = AccountForm
    add_form = NewAccountForm
    list_display = ["username", "person", "role", "email", "is_active", "last_login"]
    list_filter = [RoleFilter, "is_active"]
    list_select_related = ["person"]
    list_prefetch = ["groups"]
    search_fields = ["username", "first_name", "last_name", "email",
                     "person__given_name", "person__family_name"]  # fmt: skip
    filter_horizontal = ()
    readonly_fields = ["last_login", "date_joined"]
    fieldsets = [
        (None, {"fields": ["username", "password", "role", "person", "is_active"]}),
        ("Name and address", {"fields": [("first_name", "last_name"), "email"]}),
        ("Dates", {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [
        (
            None,
            {
                "fields": [
                    "username", "role", "person", "email", "usable_password", "password1",
                    "password2",
                ]
            },
        )
    ]  # fmt: skip

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False,
                 **kwargs: Any) -> Any:  # fmt: skip
        form = super().get_form(request, obj, change, **kwargs)
        form.acting = request.user
        return form

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> Any:
        context["opened"] = getattr(context["adminform"].form, "stamp", "")
        return super().render_change_form(request, context, *args, **kwargs)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody deletes their own account, so that an administrator is left."""
        return obj != request.user and super().has_delete_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if change and "is_active" in form.changed_data and not obj.is_active:
            close(obj)
        if "role" in form.changed_data or not change:
            set_role(obj, Role(form.cleaned_data["role"]) if form.cleaned_data["role"] else None)
        if "person" in form.changed_data:
            set_person(obj, form.cleaned_data["person"])

    @admin.display(description="role")
    def role(self, user: User) -> str:
        found = role_of(user)
        return found.label if found else "none"

    @admin.display(description="person", ordering="person__family_name")
    def person(self, user: User) -> str:
        return str(getattr(user, "person", "") or "")
