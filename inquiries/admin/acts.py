"""What is done with one letter. Each asks whether the letter is the user's to change, and says
nothing of its sender in what logs and messages keep."""

from __future__ import annotations

from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from core.rights import may
from inquiries.admin.lists import FILTERS
from inquiries.inbox import applicants
from inquiries.inbox.answers import LONGEST_SUBJECT
from inquiries.inbox.assigning import assign as give
from inquiries.inbox.assigning import colleagues
from inquiries.inbox.placeholders import no_control_characters, nothing_left
from inquiries.models import Inquiry, Note, State

LONGEST_NOTE = 10_000
LONGEST_ANSWER = 20_000


class StateForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Inquiry
        fields = ["state"]


class NoteForm(forms.Form):
    text = forms.CharField(
        label="Note",
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Write the note first."},
    )


class ReplyForm(forms.Form):
    subject = forms.CharField(
        max_length=LONGEST_SUBJECT, validators=[no_control_characters, nothing_left]
    )
    body = forms.CharField(
        label="Text",
        max_length=LONGEST_ANSWER,
        validators=[nothing_left],
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    state = forms.ChoiceField(
        label="Then the letter is",
        required=False,
        choices=[("", "as it was"), *State.choices[2:]],
    )


def letter_of(request: HttpRequest, key: int, action: str = "change") -> Inquiry:
    """The letter. Raises Http404 where there is none, PermissionDenied where it is another's."""
    found = Inquiry.objects.select_related("opening", "assigned_to").filter(pk=key).first()
    if found is None:
        raise Http404("There is no such letter (any more).")
    if not may(request.user, action, found):
        raise PermissionDenied
    return found


def address(request: HttpRequest, key: int | None, view: str = "change") -> str:
    """Of a page of the inbox, with the filters of the list that the reader came from."""
    path = reverse(f"admin:inquiries_inquiry_{view}", args=[] if key is None else [key])
    filters = request.GET.get(FILTERS, "")
    if not filters:
        return path
    return f"{path}?{filters}" if key is None else f"{path}?{urlencode({FILTERS: filters})}"


def back(request: HttpRequest, letter: Inquiry) -> HttpResponse:
    """To the letter or, if it is the user's no more, to the list."""
    fresh = Inquiry.objects.filter(pk=letter.pk).first()
    request.user.__dict__.pop("_rights", None)  # it may have been theirs until now
    if fresh and may(request.user, "view", fresh):
        return HttpResponseRedirect(address(request, letter.pk))
    if not admin.site.get_model_admin(Inquiry).has_view_permission(request):
        return HttpResponseRedirect(reverse("admin:index"))
    return HttpResponseRedirect(address(request, None, "changelist"))


def log(request: HttpRequest, letter: Inquiry, what: str) -> None:
    admin.site.get_model_admin(Inquiry).log_change(request, letter, what)


def set_state(request: HttpRequest, letter: Inquiry) -> HttpResponse:
    """Of the letter, and of those joined with it; one that is new again is left."""
    form = StateForm(request.POST, instance=letter)
    if not form.is_valid():
        messages.error(request, "Choose one of the states that stand beside the letter.")
        return HttpResponseRedirect(address(request, letter.pk))
    state = State(form.cleaned_data["state"])
    applicants.in_hand(request.user, letter).update(state=state)
    log(request, letter, f"{state.label}.")
    messages.success(request, f"The state of {letter} is “{state.label}” now.")
    if state is State.NEW:  # opening it would make it read
        return HttpResponseRedirect(address(request, None, "changelist"))
    return HttpResponseRedirect(address(request, letter.pk))


@require_POST
def star(request: HttpRequest, key: int) -> HttpResponse:
    """As JSON for the script; everybody else is led back to where they were."""
    letter = letter_of(request, key)
    starred = bool(request.POST.get("starred"))
    applicants.in_hand(request.user, letter).update(is_starred=starred)
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"starred": starred})
    came = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(came, {request.get_host()}, request.is_secure()):
        return HttpResponseRedirect(came)
    return HttpResponseRedirect(address(request, None, "changelist"))


@require_POST
def note(request: HttpRequest, key: int) -> HttpResponse:
    letter = letter_of(request, key)
    form = NoteForm(request.POST)
    if form.is_valid():
        letter.notes.create(author_id=request.user.pk, text=form.cleaned_data["text"])
        log(request, letter, "Note added.")
        return HttpResponseRedirect(address(request, letter.pk) + "#timeline")
    for message in form.errors["text"]:
        messages.error(request, str(message))
    return HttpResponseRedirect(address(request, letter.pk) + "#timeline")


@require_POST
def delete_note(request: HttpRequest, key: int, number: int) -> HttpResponse:
    """One's own. Raises PermissionDenied for that of a colleague."""
    letter = letter_of(request, key)
    found = Note.objects.filter(pk=number, inquiry__in=applicants.in_hand(request.user, letter))
    row = found.first()
    if row is None:
        raise Http404("There is no such note (any more).")
    if row.author_id != request.user.pk:
        raise PermissionDenied
    row.delete()
    log(request, letter, "Note deleted.")
    return HttpResponseRedirect(address(request, letter.pk) + "#timeline")


@require_POST
def assign(request: HttpRequest, key: int) -> HttpResponse:
    letter = letter_of(request, key)
    letters = list(applicants.in_hand(request.user, letter))
    if handed(request, letters):
        log(request, letter, "Assigned.")
    return back(request, letter)


def handed(request: HttpRequest, letters: list[Inquiry]) -> bool:
    """Assigns the letters to whom the form names, and says what was done; whether it could."""
    wanted = request.POST.get("to", "")
    to = colleagues().filter(pk=wanted).first() if wanted.isdecimal() else None
    if wanted and to is None:
        messages.error(request, "Choose a colleague who can log in.")
        return False
    told = give(letters, to, request.user)
    whom = f"assigned to {to}" if to else "assigned to nobody"
    what = str(letters[0]) if len(letters) == 1 else f"{len(letters)} letters"
    silent = "" if told else " They have no e-mail address here, so tell them yourself."
    messages.success(request, f"{what}: {whom}.{silent}")
    return True


@require_POST
def join(request: HttpRequest, key: int) -> HttpResponse:
    letter = letter_of(request, key)
    wanted = request.POST.get("other", "")
    other = letter_of(request, int(wanted) if wanted.isdecimal() and len(wanted) < 18 else 0)
    try:
        applicants.join(request.user, letter, other)
    except applicants.NotJoinable as error:
        messages.error(request, str(error))
    else:
        log(request, letter, f"Joined with {other}.")
        messages.success(request, f"{letter} and {other} are joined.")
    return HttpResponseRedirect(address(request, letter.pk))


@require_POST
def separate(request: HttpRequest, key: int) -> HttpResponse:
    letter = letter_of(request, key)
    applicants.separate(letter)
    log(request, letter, "Separated.")
    messages.success(request, f"{letter} stands by itself again.")
    return HttpResponseRedirect(address(request, letter.pk))
