"""What is done with many letters: each step says what it will do before it does it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from core.rights import allowed, may_all
from inquiries.admin.acts import handed
from inquiries.admin.lists import filtered
from inquiries.inbox.answers import Writer
from inquiries.inbox.assigning import colleagues
from inquiries.inbox.declining import AT_ONCE, Plan, carry_out, plan
from inquiries.inbox.export import table
from inquiries.models import Inquiry, ReplyTemplate
from sheets.files import TYPES, as_csv, as_xlsx

LOGGED = 10  # of the latest exports, shown before the next
LIST = "admin:inquiries_inquiry_changelist"


def keys_of(request: HttpRequest) -> list[int]:
    """The letters that a page of these hands on to the next; what is no key is left out."""
    sent = request.POST.get("keys", "").split(",")
    return [int(key) for key in sent if key.isdecimal() and len(key) < 18]


def with_joined(rows: Any, user: Any, action: str = "change") -> Any:
    """Those of `rows` and all that are joined to one of them, which the user may change (or
    delete: the `action`)."""
    keys = list(rows.order_by().values_list("pk", flat=True))
    mine = allowed(user, action, Inquiry.objects.all())
    return mine.filter(Q(pk__in=keys) | Q(joined_to__in=keys))


def assigning(admin: Any, request: HttpRequest, keys: Iterable[int]) -> HttpResponse:
    """Asks to whom."""
    context = {"colleagues": colleagues(), "keys": list(keys)}
    return show(admin, request, "assign", "Assign letters", context)


def assign(admin: Any, request: HttpRequest) -> HttpResponse:
    rows = with_joined(Inquiry.objects.filter(pk__in=_posted(admin, request)), request.user)
    letters = list(rows)
    if letters and handed(request, letters):
        for letter in letters:
            admin.log_change(request, letter, "Assigned.")
    return HttpResponseRedirect(reverse(LIST))


def declining(
    admin: Any, request: HttpRequest, keys: Iterable[int], template: ReplyTemplate | None = None
) -> HttpResponse:
    """Every mail that would be sent, and to whom; nothing is sent yet."""
    templates = ReplyTemplate.objects.all()
    template = template or templates.filter(declines=True).first() or templates.first()
    keys = list(keys)
    if len(keys) > AT_ONCE:
        messages.error(request, f"Tick at most {AT_ONCE} letters at once.")
        return HttpResponseRedirect(reverse(LIST))
    context = {
        "templates": templates,
        "template": template,
        "plan": plan(request.user, keys, template) if template else Plan(),
        "keys": keys,
        "writer": Writer(request.user),
    }
    return show(admin, request, "decline", "Decline letters", context)


def decline(admin: Any, request: HttpRequest) -> HttpResponse:
    """Sends what was ticked of what was seen; shows it again if it would be other mails by now."""
    keys = _posted(admin, request)
    wanted = request.POST.get("template", "")
    template = ReplyTemplate.objects.filter(pk=wanted).first() if wanted.isdecimal() else None
    if "send" not in request.POST or template is None:
        return declining(admin, request, keys, template)
    if not Writer(request.user).address:
        messages.error(request, "Nothing is sent: your account has no e-mail address to answer to.")
        return declining(admin, request, keys, template)
    found = plan(request.user, keys, template)
    if found.mark != request.POST.get("mark"):
        messages.warning(
            request, "The letters or the template have changed since: look the mails through again."
        )
        return declining(admin, request, keys, template)
    ticked = set(request.POST.getlist("letter"))
    mails = [mail for mail in found.mails if str(mail.letter.pk) in ticked]
    if not mails:
        messages.warning(request, "Tick the letters that are to be declined.")
        return declining(admin, request, keys, template)
    number = carry_out(request.user, mails)
    for mail in mails:
        admin.log_change(request, mail.letter, "Declined by mail, with others.")
    words = "1 letter is" if number == 1 else f"{number} letters are"
    untouched = len(keys) - number
    rest = f" {untouched} left as they were." if untouched else ""
    messages.success(request, f"{words} declined, and as many mails are on their way.{rest}")
    return HttpResponseRedirect(reverse(LIST))


def exporting(admin: Any, request: HttpRequest, keys: Iterable[int]) -> HttpResponse:
    """Says how many letters it would be, and what to mind."""
    entries = LogEntry.objects.filter(content_type=_kind(), object_id=None)
    if not may_all(request.user, "view", Inquiry):
        entries = entries.filter(user=request.user.pk)
    context = {"keys": list(keys), "exports": entries.select_related("user")[:LOGGED]}
    return show(admin, request, "export", "Export letters", context)


def export(admin: Any, request: HttpRequest) -> HttpResponse:
    """GET asks for what the filters in the address leave; POST gives the file."""
    if request.method != "POST":
        rows = filtered(admin, request, request.GET.urlencode()).queryset
        return exporting(admin, request, rows.values_list("pk", flat=True))
    form = request.POST.get("as", "")
    keys = [int(k) for k in request.POST.get("keys", "").split(",") if k.isdecimal()]
    letters = list(_viewable(request, keys))
    if form not in TYPES or not letters:
        messages.error(request, "Choose CSV or XLSX, and letters of which there is one left.")
        return HttpResponseRedirect(reverse(LIST))
    try:
        data = as_csv(table(letters)) if form == "csv" else as_xlsx(table(letters))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return exporting(admin, request, keys)
    note(request, len(letters), form)
    response = HttpResponse(data, content_type=TYPES[form])
    day = timezone.localdate().isoformat()
    response["Content-Disposition"] = f'attachment; filename="letters-{day}.{form}"'
    response["Cache-Control"] = "private, no-store"
    return response


def note(request: HttpRequest, number: int, form: str) -> None:
    """That so many letters were exported, by whom and when; not which."""
    words = "1 letter" if number == 1 else f"{number} letters"
    LogEntry.objects.create(
        user_id=request.user.pk or 0,
        content_type=_kind(),
        object_id=None,
        object_repr=words,
        action_flag=CHANGE,
        change_message=f"{words} exported as {form.upper()}.",
    )


def show(
    admin: Any, request: HttpRequest, template: str, title: str, context: dict[str, Any]
) -> HttpResponse:
    response = TemplateResponse(
        request,
        f"admin/inquiries/{template}.html",
        {
            **admin.admin_site.each_context(request),
            "title": title,
            "opts": admin.opts,
            **context,
            "keys": ",".join(str(key) for key in context["keys"]),
            "number": len(context["keys"]),
        },
    )
    response["Cache-Control"] = "private, no-store"
    return response


def _posted(admin: Any, request: HttpRequest) -> list[int]:
    """The keys that were posted. Raises PermissionDenied for who may change no letter."""
    if request.method != "POST" or not admin.has_change_permission(request):
        raise PermissionDenied
    return keys_of(request)


def _viewable(request: HttpRequest, keys: Iterable[int]) -> Any:
    return allowed(request.user, "view", Inquiry.objects.listed()).filter(pk__in=list(keys))


def _kind() -> ContentType:
    return ContentType.objects.get_for_model(Inquiry)
