"""The page of a mail's link: what the site says of a person, and a button that says it is true.

Opening it changes nothing: programs that look for harm in mails open every link.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from health.freshness import answers
from health.freshness.ask import shown
from health.freshness.links import person_of
from health.models import Answer
from people.models import Person


class NextForm(forms.Form):
    text = forms.CharField(
        label="Where are you now?",
        max_length=answers.LONGEST_POSITION,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text="Such as “Assistant Professor, ETH Zurich”.",
    )


class ChangeForm(forms.Form):
    text = forms.CharField(
        label="What is not true?",
        max_length=answers.LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def still_true(request: HttpRequest, token: str) -> HttpResponse:
    person = person_of(token)
    if person is None:
        return show(request, "health/link_over.html", {}, status=404)
    if request.method == "POST":
        return _answer(request, person)
    return _ask(request, person)


def _answer(request: HttpRequest, person: Person) -> HttpResponse:
    match request.POST.get("do"):
        case "confirm":
            answers.confirm(person, timezone.now())
            return _thank(request, person, "That is noted. Thank you.")
        case "stop":
            answers.set_off(person, True)
            return _thank(request, person, "You get no more such mails.")
        case "next":
            return _next(request, person)
        case "change":
            return _change(request, person)
    return HttpResponseBadRequest("There is nothing of that kind to answer.")


def _next(request: HttpRequest, person: Person) -> HttpResponse:
    role, form = answers.open_role(person), NextForm(request.POST, prefix="next")
    if role is None:
        return _thank(request, person, "The site says already where you are. Thank you.")
    if not form.is_valid():
        return _ask(request, person, next_form=form)
    text = form.cleaned_data["text"]
    if answers.may_write(request.user, person):
        answers.write_next(request, role, text)
        return _thank(request, person, "It stands on your page now. Thank you.")
    return _left(request, person, answers.leave(person, Answer.Kind.NEXT, text, role))


def _change(request: HttpRequest, person: Person) -> HttpResponse:
    form = ChangeForm(request.POST, prefix="change")
    if not form.is_valid():
        return _ask(request, person, change_form=form)
    text = form.cleaned_data["text"]
    return _left(request, person, answers.leave(person, Answer.Kind.CHANGE, text))


def _left(request: HttpRequest, person: Person, is_kept: bool) -> HttpResponse:
    if not is_kept:
        told = "Earlier answers of yours wait for an editor still, so this one was not kept."
        return _thank(request, person, told, status=429)
    return _thank(request, person, "An editor of the site sees to it. Thank you.")


def _ask(request: HttpRequest, person: Person, **forms: Any) -> HttpResponse:
    context = {
        "person": person,
        "facts": shown(person),
        "role": answers.open_role(person),
        "is_written": answers.may_write(request.user, person),
        "has_account": person.user is not None and person.user.is_active,
        "next_form": NextForm(prefix="next"),
        "change_form": ChangeForm(prefix="change"),
        **forms,
    }
    return show(request, "health/still_true.html", context)


def _thank(request: HttpRequest, person: Person, told: str, status: int = 200) -> HttpResponse:
    return show(request, "health/thanks.html", {"person": person, "told": told}, status)


def show(
    request: HttpRequest, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """For nobody else: a link is as good as a key.

    To this site itself the browser must say where it comes from: the CSRF check asks.
    """
    answer = render(request, template, context, status=status)
    answer["X-Robots-Tag"], answer["Referrer-Policy"] = "noindex", "same-origin"
    return answer
