"""“Your e-mail address”: another one is asked for here, and confirmed by the link sent there."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts import address, mail
from accounts.forms import AddressForm
from accounts.views.look import page

TITLE = "Your e-mail address"


@login_required
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest) -> HttpResponse:
    form = AddressForm(request, request.POST or None)
    has_mail = mail.is_set_up()
    if request.method == "POST" and has_mail and form.is_valid():
        wanted = form.cleaned_data["email"]
        address.ask(request.user, wanted)
        text = f"A link is on its way to {wanted}. It holds for a day."
        messages.success(request, f"{text} Your address changes when you open it.")
        return HttpResponseRedirect(reverse("account:home"))
    return page(request, "address.html", TITLE, form=form, has_mail=has_mail)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """What the link leads to: a button, as programs that look through mails open links, too."""
    try:
        if request.method == "POST":
            new = address.confirm(request.user, token)
            LogEntry.objects.log_actions(
                request.user.pk or 0,
                [request.user],
                CHANGE,
                "E-mail address changed and confirmed.",
            )
            messages.success(request, f"Your e-mail address is {new} now.")
            return HttpResponseRedirect(reverse("account:home"))
        wanted = address.wanted(request.user, token)
    except address.NotConfirmed as error:
        return page(request, "address_refused.html", TITLE, status=410, reason=str(error))
    return page(request, "address_confirm.html", TITLE, wanted=wanted)
