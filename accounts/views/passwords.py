"""A forgotten password: a link by e-mail, and the form that it leads to."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import views
from django.http import HttpRequest
from django.urls import reverse_lazy

from accounts import mail
from accounts.forms import ForgottenForm
from accounts.views.look import AdminLook, page


class Forgotten(AdminLook, views.PasswordResetView):
    """Answers the same whether there is such an account or not."""

    template_name = "account/password_forgotten.html"
    email_template_name = "account/mail/password.txt"
    subject_template_name = "account/mail/password_subject.txt"
    form_class = ForgottenForm
    success_url = reverse_lazy("account:password_sent")
    title = "Forgotten password"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not mail.is_set_up():
            return page(request, "no_mail.html", self.title)
        return super().dispatch(request, *args, **kwargs)


class Sent(AdminLook, views.PasswordResetDoneView):
    template_name = "account/password_sent.html"
    title = "Look into your mail"


class New(AdminLook, views.PasswordResetConfirmView):
    template_name = "account/password_new.html"
    success_url = reverse_lazy("account:password_done")
    title = "A new password"


class Done(AdminLook, views.PasswordResetCompleteView):
    template_name = "account/password_done.html"
    title = "Your password is changed"
