"""Letters as a spreadsheet, without their files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils import timezone

from inquiries.models import Inquiry

HEADS = (
    "Letter", "Received", "For", "Name", "E-mail address", "Address confirmed", "Programme",
    "Background", "Papers", "Why this group", "Links", "CV", "State", "Starred", "Assigned to",
    "Answered", "Erased on",
)  # fmt: skip


def table(letters: Iterable[Inquiry]) -> Iterator[list[str]]:
    """The heads, and a row for each letter (as `listed()` gives them)."""
    yield list(HEADS)
    for letter in letters:
        answered = getattr(letter, "answered", None)
        yield [
            str(letter.pk),
            _moment(letter.received),
            letter.about,
            letter.name,
            letter.email,
            _moment(letter.confirmed),
            letter.programme,
            letter.background,
            letter.papers,
            letter.message,
            letter.links,
            "yes" if letter.cv else "no",
            letter.get_state_display(),
            "yes" if letter.is_starred else "no",
            str(letter.assigned_to or ""),
            _moment(answered),
            letter.delete_by.isoformat(),
        ]


def _moment(moment: object) -> str:
    """2026-05-14 09:30, by the clocks of the site; empty for none."""
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" if moment else ""  # type: ignore[arg-type]
