"""Logging in: the password, then the second factor of those who have one."""

from __future__ import annotations

from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_lockout_response
from django.contrib import messages
from django.contrib.auth import login as log_in
from django.contrib.auth.signals import user_login_failed
from django.contrib.auth.views import LoginView, redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django_otp import login as note_second_factor

from accounts import pending, second_factor
from accounts.forms import CodeForm, LoginForm
from accounts.models import RecoveryCode
from accounts.views.look import AdminLook, page

FEW = 3  # recovery codes; below, it is time for new ones


class LogIn(AdminLook, LoginView):
    template_name = "account/login.html"
    authentication_form = LoginForm
    title = "Log in"

    def form_valid(self, form: Any) -> HttpResponse:
        user = form.get_user()
        if not second_factor.is_on(user):
            return super().form_valid(form)
        pending.begin(self.request, user, self.get_redirect_url())
        return HttpResponseRedirect(reverse("account:code"))


login = LogIn.as_view()


@sensitive_post_parameters("code")
@never_cache
def code(request: HttpRequest) -> HttpResponse:
    """Asks whoever gave the right password for the second factor."""
    waiting = pending.of(request)
    device = second_factor.device_of(waiting.user) if waiting else None
    if waiting is None or device is None:
        pending.end(request)
        return redirect_to_login(waiting.then if waiting else "")
    form = CodeForm(request.POST or None)
    who = {"username": waiting.user.get_username()}
    if request.method == "POST":
        # The same limit as for passwords: by account and address.
        if not AxesProxyHandler.is_allowed(request, who):
            return get_lockout_response(request, None, who)
        if form.is_valid():
            if second_factor.opens(device, form.cleaned_data["code"]):
                return _let_in(request, waiting, device)
            user_login_failed.send(sender=__name__, credentials=who, request=request)
            form.add_error("code", _wrong(device))
    return page(request, "code.html", "Second factor", form=form)


def _wrong(device: Any) -> str:
    device.refresh_from_db()
    seconds = second_factor.wait(device)
    unit = "second" if seconds == 1 else "seconds"
    wait = f" Wait {seconds} {unit} before the next." if seconds else ""
    return f"This code is wrong, or was used before.{wait}"


def _let_in(request: HttpRequest, waiting: pending.Pending, device: Any) -> HttpResponse:
    pending.end(request)
    log_in(request, waiting.user, backend=waiting.backend)
    note_second_factor(request, device)
    left = RecoveryCode.objects.left(waiting.user)
    if left < FEW:
        messages.warning(request, f"{left or 'No'} recovery codes are left: make new ones.")
    return HttpResponseRedirect(waiting.then or resolve_url("admin:index"))
