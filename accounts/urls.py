"""Below /account/."""

from django.urls import path

from accounts.views import address, home, invitation, login, passwords, second_factor

app_name = "account"
urlpatterns = [
    path("", home.home, name="home"),
    path("sessions/", home.session_list, name="sessions"),
    path("address/", address.change, name="address"),
    path("address/<token>/", address.confirm, name="address_confirm"),
    path("second-factor/", second_factor.second_factor_page, name="second_factor"),
    path("invitation/<token>/", invitation.invitation, name="invitation"),
    path("login/", login.login, name="login"),
    path("login/code/", login.code, name="code"),
    path("password/forgotten/", passwords.Forgotten.as_view(), name="password_forgotten"),
    path("password/sent/", passwords.Sent.as_view(), name="password_sent"),
    path("password/new/<uidb64>/<token>/", passwords.New.as_view(), name="password_new"),
    path("password/done/", passwords.Done.as_view(), name="password_done"),
]
