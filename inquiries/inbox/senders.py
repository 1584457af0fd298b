"""Who answers: the names below a letter, and the address to which an answer to it goes."""

from __future__ import annotations

from typing import Any

from accounts.roles import person_of
from core.models import SiteSettings
from groupsite.context_processors import site_name
from people.models import Person


def group_name() -> str:
    """As the site calls the group, on one line."""
    return " ".join(site_name(SiteSettings.load(), Person.objects.head()).split())


def name_of(user: Any) -> str:
    """The name of an account: its person's, else its own."""
    person = person_of(user)
    name = person.name if person else user.get_full_name() or user.get_username()
    return " ".join(str(name).split())


def address_of(user: Any) -> str:
    """Where answers to a mail of this user should go: to the account, else to a public address of
    its person, else to that of the site; empty where there is none."""
    if user.email:
        return str(user.email)
    if person := person_of(user):
        public = person.emails.filter(is_public=True).first()
        if public and "@" in public.address:
            return str(public.address)
    return SiteSettings.load().contact_email
