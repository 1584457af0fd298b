"""Error pages in the design of the site."""

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.views import defaults
from django.views.csrf import csrf_failure


def text(response):
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize(
    ("template", "heading"),
    [
        ("400.html", "That request was not understood"),
        ("403_csrf.html", "The form could not be checked"),
        ("429.html", "Too many attempts to log in"),
        ("500.html", "Something went wrong here"),
    ],
)
def test_pages_that_must_not_need_the_database(template, heading):
    page = render_to_string(template, request=RequestFactory().get("/"))
    assert page.count("<h1>") == 1
    assert heading in page
    assert 'href="/"' in page


def test_the_views_of_django_show_them():
    request = RequestFactory().get("/")
    assert "Something went wrong here" in text(defaults.server_error(request))
    assert "not understood" in text(defaults.bad_request(request, SuspiciousOperation()))
    assert "could not be checked" in text(csrf_failure(request))


@pytest.mark.django_db
def test_403_and_404_have_the_menu_of_the_site(rf):
    request = rf.get("/nowhere/")
    assert "This page is not open to you" in text(
        defaults.permission_denied(request, PermissionDenied())
    )


@pytest.mark.django_db
def test_a_404_has_no_markup_from_the_address(client):
    page = text(client.get("/<script>nowhere/"))
    assert "There is no page at this address" in page
    assert "<script>" not in page
