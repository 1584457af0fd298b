"""Free pages."""

import pytest

from pages.models import Page
from tests.factories import PageFactory

pytestmark = pytest.mark.django_db


def text(response):
    return response.content.decode()


def test_a_page_has_its_title_and_text(client):
    PageFactory(title="How to find us", text="## By train\n\nSecond floor.")
    page = text(client.get("/how-to-find-us/"))
    assert "<h1>How to find us</h1>" in page
    assert "<h3>By train</h3>" in page or "<h2>By train</h2>" in page
    assert "Second floor." in page
    assert 'content="By train Second floor."' in page


def test_a_page_without_a_text_is_described_by_its_title(client):
    PageFactory(title="Soon & more", text="", slug="soon")
    assert 'name="description" content="Soon &amp; more"' in " ".join(
        text(client.get("/soon/")).split()
    )


def test_a_page_with_a_place_is_in_the_menu(client):
    PageFactory(title="About", menu_position=1)
    PageFactory(title="Elsewhere")
    page = text(client.get("/about/"))
    assert '<a href="/about/" aria-current="page">About</a>' in " ".join(page.split())
    assert "Elsewhere" not in page


def test_a_draft_page_is_not_found_and_not_in_the_menu(client):
    PageFactory(title="Secret plan", menu_position=1, is_draft=True)
    assert client.get("/secret-plan/").status_code == 404
    assert "Secret plan" not in text(client.get("/"))


def test_a_former_address_redirects(client):
    page = Page.objects.get(pk=PageFactory(title="Directions").pk)
    page.slug = "where"
    page.save()
    response = client.get("/directions/")
    assert (response.status_code, response["Location"]) == (301, "/where/")


def test_a_missing_page_is_a_404(client):
    assert client.get("/nowhere/").status_code == 404


def test_markup_is_text(client):
    PageFactory(title="<script>", text="<script>alert(1)</script>", slug="bad", menu_position=1)
    page = text(client.get("/bad/"))
    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


@pytest.mark.parametrize("rows", [3, 30])
def test_a_page_takes_the_same_queries_however_many(client, django_assert_num_queries, rows):
    for number in range(rows):
        PageFactory(title=f"Page {number}", menu_position=number)
    with django_assert_num_queries(5):
        client.get("/page-1/")
