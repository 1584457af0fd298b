"""The page of a letter: what was sent, the CV beside it, and all that came of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib.admin.helpers import AdminForm
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from inquiries.admin.acts import NoteForm, ReplyForm, StateForm, address
from inquiries.admin.lists import FILTERS, neighbours, remember
from inquiries.inbox import applicants, readers
from inquiries.inbox.answers import Writer
from inquiries.inbox.assigning import colleagues
from inquiries.inbox.senders import name_of
from inquiries.models import Inquiry, Note, Reply, ReplyTemplate, State

FIELDS = ("programme", "message", "background", "papers")


@dataclass(frozen=True, slots=True)
class Event:
    """A note or an answer, in the order of time."""

    at: datetime
    who: str
    text: str
    letter: Inquiry
    subject: str = ""
    note: int | None = None  # the key of a note that is the reader's own

    @property
    def is_answer(self) -> bool:
        return bool(self.subject)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One of the letters of an applicant, set out to be read."""

    letter: Inquiry
    fields: list[tuple[str, str]]
    links: list[tuple[str, str]]  # (text, address, or empty where it is none)


def page(
    admin: Any, request: HttpRequest, letter: Inquiry, reply: ReplyForm | None = None
) -> HttpResponse:
    """The page; `reply` is an answer that could not be sent as it stands."""
    around = neighbours(admin, request, letter)
    if is_opened(request) and readers.mark_read(request.user, letter):
        letter.state = State.READ
        remember(request, letter)
    letters = applicants.group(request.user, letter)
    letters.sort(key=lambda each: each.pk != letter.pk)  # first the one that was opened
    changes = admin.has_change_permission(request, letter)
    writer = Writer(request.user)
    template = _chosen(request)
    query = urlencode({FILTERS: filters}) if (filters := request.GET.get(FILTERS, "")) else ""
    context = {
        **admin.admin_site.each_context(request),
        "title": str(letter),
        "is_nav_sidebar_enabled": False,  # two sheets lie side by side
        "opts": admin.opts,
        "original": letter,
        "letter": letter,
        "sheets": [sheet(each) for each in letters],
        "events": list(timeline(request.user, letters)),
        "twins": applicants.twins(request.user, letter),
        "changes": changes,
        "deletes": admin.has_delete_permission(request, letter),
        "states": State.choices,
        "colleagues": colleagues() if changes else [],
        "templates": ReplyTemplate.objects.all() if changes else [],
        "template": template,
        "writer": writer,
        "reply": reply or ReplyForm(initial=_filled(writer, template, letter)),
        "note": NoteForm(auto_id="id_note_%s"),
        "around": around,
        "before": address(request, around.before) if around.before else "",
        "after": address(request, around.after) if around.after else "",
        "list": address(request, None, "changelist"),
        "filters": filters,
        "query": f"?{query}" if query else "",
        # As every form of the admin has them.
        "adminform": AdminForm(
            StateForm(instance=letter), [(None, {"fields": ["state"]})], {}, model_admin=admin
        ),
        "inline_admin_formsets": [],
    }
    return TemplateResponse(request, "admin/inquiries/letter.html", context)


def is_opened(request: HttpRequest) -> bool:
    """Whether somebody looks at the page: not for a browser that fetches it just in case."""
    ahead = (request.headers.get(name, "") for name in ("Sec-Purpose", "Purpose", "X-Moz"))
    return request.method == "GET" and not any("prefetch" in value for value in ahead)


def sheet(letter: Inquiry) -> Sheet:
    """What the letter says, field by field; nothing of what is empty."""
    said = [(_name(name), value) for name in FIELDS if (value := getattr(letter, name).strip())]
    return Sheet(letter, said, list(links(letter.links)))


def links(text: str) -> Iterator[tuple[str, str]]:
    """(words, address) of each word or line; without an address for what is not plainly one."""
    for line in text.splitlines():
        for word in line.split():
            start = word.casefold()
            is_address = start.startswith(("https://", "http://")) and len(word) > len("https://")
            yield word, word if is_address else ""


def timeline(user: Any, letters: Sequence[Inquiry]) -> Iterable[Event]:
    """Notes on these letters and answers to them, the oldest first; two queries."""
    known = {letter.pk: letter for letter in letters}
    events = []
    for note in Note.objects.filter(inquiry__in=known).select_related("author__person"):
        own = note.pk if note.author_id == user.pk else None
        who = _who(note.author)
        events.append(Event(note.written, who, note.text, known[note.inquiry_id], note=own))
    for sent in Reply.objects.filter(inquiry__in=known).select_related("author__person"):
        letter, who = known[sent.inquiry_id], _who(sent.author)
        events.append(Event(sent.sent, who, sent.body, letter, subject=sent.subject or "–"))
    return sorted(events, key=lambda event: event.at)


def _who(author: Any) -> str:
    """The name of an account that was fetched with its person."""
    if author is None:
        return "somebody who has left"
    author._own_person = getattr(author, "person", None)
    return name_of(author)


def _name(field: str) -> str:
    return str(Inquiry._meta.get_field(field).verbose_name).capitalize()  # type: ignore[union-attr]


def _chosen(request: HttpRequest) -> ReplyTemplate | None:
    """The template that the reader asked to have filled in."""
    wanted = request.GET.get("template", "")
    is_key = wanted.isdecimal() and len(wanted) < 18
    return ReplyTemplate.objects.filter(pk=wanted).first() if is_key else None


def _filled(writer: Writer, template: ReplyTemplate | None, letter: Inquiry) -> dict[str, str]:
    if template is None:
        return {}
    draft = writer.draft(template, letter)
    state = State.DECLINED.value if template.declines else ""
    return {"subject": draft.subject, "body": draft.body, "state": state}
