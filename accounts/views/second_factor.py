"""One page, three states: the second factor is off, being set up, or on."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods
from django_otp import login as note_second_factor

from accounts import second_factor, sessions
from accounts.forms import CodeForm, PasswordForm
from accounts.models import RecoveryCode
from accounts.views.look import page

TITLE = "Second factor"


@login_required
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def second_factor_page(request: HttpRequest) -> HttpResponse:
    if second_factor.is_on(request.user):
        return _on(request)
    if device := second_factor.being_set_up(request.user):
        return _being_set_up(request, device)
    return _off(request)


def _off(request: HttpRequest) -> HttpResponse:
    form = PasswordForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        second_factor.begin(request.user)
        return HttpResponseRedirect(_here(request))
    required = second_factor.is_required(request.user)
    return page(request, "second_factor_off.html", TITLE, form=form, required=required)


def _being_set_up(request: HttpRequest, device: Any) -> HttpResponse:
    form = CodeForm(request.POST or None)
    if "cancel" in request.POST:
        second_factor.turn_off(request.user)
        return HttpResponseRedirect(_here(request))
    if request.method == "POST" and form.is_valid():
        codes = second_factor.confirm(device, form.cleaned_data["code"])
        if codes:
            note_second_factor(request, second_factor.device_of(request.user))
            sessions.end_all(request.user, besides=request)
            return _codes(request, codes)
        device.refresh_from_db()
        seconds = second_factor.wait(device)
        form.add_error(
            "code",
            "This code is wrong. Is the time of your phone right?"
            f" Wait {seconds} s, then type the one shown.",
        )
    shown = {"secret": second_factor.secret(device), "picture": second_factor.picture(device)}
    return page(request, "second_factor_setup.html", TITLE, form=form, **shown)


def _on(request: HttpRequest) -> HttpResponse:
    form = PasswordForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        if "codes" in request.POST:
            return _codes(request, RecoveryCode.objects.renew(request.user))
        if "off" in request.POST:
            second_factor.turn_off(request.user)
            messages.success(request, "The second factor is off: your password alone logs you in.")
            return HttpResponseRedirect(reverse("account:home"))
    left = RecoveryCode.objects.left(request.user)
    required = second_factor.is_required(request.user)
    return page(request, "second_factor_on.html", TITLE, form=form, left=left, required=required)


def _codes(request: HttpRequest, codes: list[str]) -> HttpResponse:
    """The codes, in the answer itself: nothing keeps them."""
    text = f"Recovery codes of {request.user.get_username()}; each works once.\r\n"
    file = "data:text/plain;charset=utf-8," + quote(text + "\r\n".join(codes) + "\r\n")
    then = _next(request) or reverse("account:home")
    return page(request, "recovery_codes.html", "Recovery codes", codes=codes, file=file, then=then)


def _next(request: HttpRequest) -> str:
    """The address that somebody was led away from; empty if there is none on this site."""
    wanted = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        wanted, {request.get_host()}, require_https=request.is_secure()
    )
    return wanted if is_ours else ""


def _here(request: HttpRequest) -> str:
    wanted = _next(request)
    return reverse("account:second_factor") + (f"?{urlencode({'next': wanted})}" if wanted else "")
