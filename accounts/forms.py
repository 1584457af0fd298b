"""What is asked for around an account."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib.auth import authenticate, get_user_model
from django.contrib.auth.forms import AuthenticationForm, PasswordResetForm, UsernameField
from django.core.cache import cache
from django.urls import reverse

from accounts.inviting import why_not
from accounts.roles import Role
from groupsite.addresses import absolute
from people.models import Person

PAUSE = 5 * 60  # seconds between two mails to one account


def name_of_account(typed: str) -> str:
    """The user name that `typed` means: itself, or that of the one account with this e-mail."""
    users = get_user_model()._default_manager
    if "@" not in typed or users.filter(username=typed).exists():
        return typed
    names = users.filter(email__iexact=typed, is_active=True).values_list("username", flat=True)
    found = list(names[:2])
    return found[0] if len(found) == 1 else typed


class LoginForm(AuthenticationForm):
    error_messages = {
        **AuthenticationForm.error_messages,
        "invalid_login": "The name or the password is wrong. Capital and small letters differ in"
        " passwords.",
    }

    username = UsernameField(
        label="E-mail address or user name",
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "username"}),
    )

    def clean_username(self) -> str:
        # Wrong passwords are counted by account, whichever of its names is typed.
        return name_of_account(self.cleaned_data["username"])


class CodeForm(forms.Form):
    """A code of the app, or a recovery code."""

    code = forms.CharField(
        label="Code",
        max_length=40,
        widget=forms.TextInput(
            attrs={"autofocus": True, "autocomplete": "one-time-code", "spellcheck": "false"}
        ),
        error_messages={"required": "Type the six digits that the app shows now."},
    )


class PasswordForm(forms.Form):
    """The password once more, before something that whoever finds an open browser must not do."""

    password = forms.CharField(
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        name = self.request.user.get_username()
        # Through the backends, so that guesses are counted as those at the log-in are.
        if authenticate(self.request, username=name, password=password) is None:
            raise forms.ValidationError("This is not your password.")
        return password


class AddressForm(PasswordForm):
    """Another e-mail address of the account; one mail in five minutes, whatever is typed."""

    email = forms.EmailField(
        label="New e-mail address",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    field_order = ("email", "password")

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        if email == self.request.user.email:
            raise forms.ValidationError("This is your address already.")
        return email

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and not cache.add(f"address-link-{self.request.user.pk}", True, PAUSE):
            raise forms.ValidationError(
                "A link was sent a moment ago: look among unwanted mail, or wait five minutes."
            )
        return data


class ForgottenForm(PasswordResetForm):
    """Sends a link to the account of an address, but not one mail after another."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = "E-mail address"

    def get_users(self, email: str) -> Iterator[Any]:
        found = super().get_users(email)
        return (user for user in found if cache.add(f"password-link-{user.pk}", True, PAUSE))

    def send_mail(self, subject: str, text: str, context: Any, *others: Any, **named: Any) -> None:
        path = reverse("account:password_new", args=[context["uid"], context["token"]])
        super().send_mail(subject, text, {**context, "link": absolute(path)}, *others, **named)


class InviteForm(forms.Form):
    """Whom to invite where and as what; left out where the address is empty."""

    email = forms.EmailField(label="E-mail address", required=False)
    role = forms.ChoiceField(choices=Role.choices, initial=Role.MEMBER)

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        addresses = list(person.emails.all())
        self.fields["email"].initial = addresses[0].address if addresses else ""

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        if email and (reason := why_not(self.person, email)):
            raise forms.ValidationError(reason)
        return email

    def answer(self) -> tuple[Person, str, str]:
        """Person, address, role."""
        return self.person, self.cleaned_data["email"], self.cleaned_data["role"]
