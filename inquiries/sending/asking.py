"""What a letter is about: an opening or the group as a whole, and so who gets it and what it is
asked for."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.http import Http404

from inquiries.models import Inquiry, InquirySettings
from openings.models import Opening, Way
from openings.models.asked import Need
from people.models import Person

GENERAL = "general"
LONGEST_KEY = 18  # digits that the database takes


class NotTaken(Exception):
    """There is no letter to be written here: `reason` names the sentence that says why."""

    def __init__(self, reason: str, opening: Opening | None = None) -> None:
        super().__init__(reason)
        self.reason, self.opening = reason, opening


@dataclass(frozen=True)
class Asking:
    asked: dict[str, str]
    opening: Opening | None = None
    leads: list[Person] = field(default_factory=list)  # one of whom a general letter goes to

    @property
    def key(self) -> str:
        return str(self.opening.pk) if self.opening else GENERAL

    def needs(self, name: str) -> bool:
        return self.asked.get(name) == Need.MUST.value

    @property
    def reader(self) -> Person | None:
        """Who reads it besides administrators, if no choice is left, as visitors may know them."""
        contact = self.opening.contact if self.opening else None
        if contact is not None:
            return contact if contact.is_published else None
        return self.leads[0] if not self.opening and len(self.leads) == 1 else None


def asking(key: str) -> Asking:
    """For a new letter; `key` is that of an opening, empty for a letter in general.

    Raises Http404 where there is no such opening, NotTaken where it takes no letters (any more).
    """
    if key in ("", GENERAL):
        return _in_general()
    if not (key.isascii() and key.isdecimal() and len(key) <= LONGEST_KEY):
        raise Http404("There is no such opening.")
    opening = Opening.objects.published().select_related("contact").filter(pk=key).first()
    if opening is None:
        raise Http404("There is no such opening.")
    if not opening.is_open:
        raise NotTaken("closed", opening)
    if opening.way != Way.HERE:
        raise NotTaken("elsewhere", opening)
    return Asking(opening.asked, opening)


def asking_of(letter: Inquiry) -> Asking:
    """For a letter that is corrected, whatever became of its opening."""
    if letter.opening:
        return Asking(letter.opening.asked, letter.opening)
    return Asking(InquirySettings.load().asked)


def _in_general() -> Asking:
    settings = InquirySettings.load()
    if not settings.takes_general:
        raise NotTaken("general")
    return Asking(settings.asked, leads=list(Person.objects.published().leads().named()))
