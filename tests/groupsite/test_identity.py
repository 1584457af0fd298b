"""The site's own looks: logo, icon, colours, affiliations, menu."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from core.models import Affiliation, MenuEntry, SiteSettings
from tests.factories import CourseFactory, NewsFactory, PageFactory, PublicationFactory
from tests.forms import add_rows, errors, posted
from tests.pictures import picture

pytestmark = pytest.mark.django_db
FORM = "/admin/core/sitesettings/1/change/"
DARK = "(prefers-color-scheme"


def text(response):
    return " ".join(response.content.decode().split())


def labels(page):
    """Of the menu, in order."""
    menu = page.partition('aria-label="Site"')[2].partition("</nav>")[0]
    return [part.partition("</a>")[0].rpartition(">")[2] for part in menu.split("<li>")[1:]]


class TestMenu:
    @pytest.fixture(autouse=True)
    def _rows(self):
        PublicationFactory()
        NewsFactory()
        CourseFactory()

    def test_it_has_the_usual_order_by_itself(self, client):
        PageFactory(title="About", menu_position=100)
        PageFactory(title="First", menu_position=5)
        page = text(client.get("/news/"))
        assert labels(page) == ["First", "Publications", "News", "Teaching", "About"]

    def test_an_editor_moves_names_and_hides_sections(self, client):
        site = SiteSettings.objects.create(name="Group")
        MenuEntry.objects.create(site=site, section="teaching", place=1)
        MenuEntry.objects.create(site=site, section="news", is_hidden=True)
        MenuEntry.objects.create(site=site, section="publications", label="Papers")
        assert labels(text(client.get("/"))) == ["Teaching", "Papers"]
        assert client.get("/news/").status_code == 200

    def test_an_empty_section_stays_out_whatever_its_place(self, client):
        site = SiteSettings.objects.create(name="Group")
        MenuEntry.objects.create(site=site, section="talks", place=1)
        assert "Talks" not in labels(text(client.get("/")))

    def test_the_form_lists_all_sections_and_stores_what_was_changed(self, admin_client):
        data = posted(admin_client.get(FORM))
        assert data["menu-TOTAL_FORMS"] == 7
        assert data["menu-2-section"] == "news"
        data |= {"menu-2-is_hidden": "on", "menu-1-label": "Papers", "menu-0-section": "news"}
        assert admin_client.post(FORM, data).status_code == 302
        entries = MenuEntry.objects.order_by("section")
        assert [(e.section, e.label, e.place, e.is_hidden) for e in entries] == [
            ("news", "", None, True),
            ("publications", "Papers", None, False),
        ]
        data = posted(admin_client.get(FORM))
        assert data["menu-TOTAL_FORMS"] == 7
        assert sorted(data[f"menu-{n}-section"] for n in range(7))[:3] == [
            "news",
            "openings",
            "people",
        ]


class TestAccent:
    def test_without_one_no_further_style_sheet_is_asked_for(self, client):
        assert "accent-" not in text(client.get("/"))

    def test_the_page_asks_for_its_tones(self, client):
        SiteSettings.objects.create(accent="#8B0000")
        assert '<link rel="stylesheet" href="/accent-8b0000.css">' in text(client.get("/"))

    def test_the_style_sheet_gives_light_and_dark(self, client):
        answer = client.get("/accent-8b0000.css")
        assert answer["Content-Type"] == "text/css; charset=utf-8"
        assert "immutable" in answer["Cache-Control"]
        assert "--accent: light-dark(#8b0000, #ff9181);" in text(answer)

    @pytest.mark.parametrize("digits", ["8B0000", "zzzzzz", "8b00001", ""])
    def test_other_addresses_are_not_there(self, client, digits):
        assert client.get(f"/accent-{digits}.css").status_code == 404

    def test_a_pale_colour_is_refused_in_the_form(self, admin_client):
        answer = admin_client.get(FORM)
        answer = admin_client.post(FORM, {**posted(answer), "accent": "#ffcc00"})
        assert "too pale to read (contrast 1.4, needed are 4.5)" in errors(answer)[0]
        assert not SiteSettings.objects.exists()


class TestScheme:
    def test_the_device_decides_by_itself(self, client):
        page = text(client.get("/"))
        assert '<html lang="en">' in page
        assert '<meta name="color-scheme" content="light dark">' in page

    def test_an_editor_sets_what_readers_see_at_first(self, client):
        SiteSettings.objects.create(scheme="dark")
        page = text(client.get("/"))
        assert '<html lang="en" data-scheme="dark">' in page
        assert '<meta name="color-scheme" content="dark">' in page

    def test_a_reader_chooses_otherwise_and_is_back_on_the_page(self, client):
        SiteSettings.objects.create(scheme="dark")
        answer = client.get("/scheme/?to=light", headers={"Referer": "http://testserver/people/"})
        assert answer.url == "http://testserver/people/"
        cookie = answer.cookies["scheme"]
        assert (cookie.value, cookie["httponly"], cookie["samesite"]) == ("light", True, "Lax")
        assert 'data-scheme="light"' in text(client.get("/"))
        client.get("/scheme/?to=device")
        assert "data-scheme" not in text(client.get("/"))

    def test_bad_choices_and_other_sites_are_not_followed(self, client):
        answer = client.get("/scheme/?to=<b>", headers={"Referer": "https://evil.example/"})
        assert (answer.url, answer.cookies["scheme"].value) == ("/", "device")
        client.cookies["scheme"] = '"><script>'
        assert 'lang="en">' in text(client.get("/"))

    def test_nobody_gets_a_cookie_unasked(self, client):
        assert not client.get("/").cookies


class TestPictures:
    @pytest.fixture
    def site(self):
        return SiteSettings.objects.create(
            name="Deep Group", logo=picture("logo.png"), icon=picture("icon.png", size=(192, 192))
        )

    def test_logo_and_icon_are_on_every_page_and_served(self, client, site):
        PublicationFactory()
        page = text(client.get("/publications/"))
        assert f'<link rel="icon" href="{site.icon.url}" type="image/png">' in page
        assert f'<link rel="apple-touch-icon" href="{site.icon.url}">' in page
        assert 'class="logo"' in page
        for address in (site.icon.url, site.logos[0][1].url):
            answer = client.get(address)
            assert answer.status_code == 200
            assert answer.getvalue()

    def test_a_logo_for_dark_ground_stands_beside_the_other(self, client, site):
        site.logo_dark = picture("dark.png")
        site.save()
        page = text(client.get("/"))
        assert 'class="logo logo--light"' in page
        assert 'class="logo logo--dark"' in page

    @pytest.mark.parametrize(
        ("name", "how", "sentence"),
        [
            ("i.png", {"size": (192, 190)}, "square PNG of 180 to 512 pixels"),
            ("i.png", {"size": (64, 64)}, "square PNG of 180 to 512 pixels"),
            ("i.jpg", {"size": (192, 192), "format": "JPEG"}, "square PNG of 180 to 512 pixels"),
            ("i.jpg", {"size": (192, 192)}, "whose name ends accordingly"),
        ],
    )
    def test_an_icon_of_another_kind_is_refused(self, admin_client, name, how, sentence):
        data = posted(admin_client.get(FORM)) | {"icon": picture(name, **how)}
        assert sentence in errors(admin_client.post(FORM, data))[0]

    def test_affiliations_stand_at_the_foot_in_their_order(self, client, site):
        Affiliation.objects.create(site=site, name="Turin", url="https://turin.example", position=2)
        Affiliation.objects.create(site=site, name="London", logo=picture("l.png"), position=1)
        foot = text(client.get("/")).partition("<footer")[2]
        assert 'alt="London"' in foot
        assert foot.index("London") < foot.index("Turin")
        assert '<a href="https://turin.example" rel="noopener">' in foot

    def test_they_are_added_in_the_form(self, admin_client, client):
        data = posted(admin_client.get(FORM))
        add_rows(data, "affiliations", {"name": "Turin"})
        assert admin_client.post(FORM, data).status_code == 302
        assert "Turin" in text(client.get("/"))

    def test_a_page_takes_the_same_queries_however_many(
        self, client, site, django_assert_num_queries
    ):
        PageFactory(title="About")
        for number in range(3):
            Affiliation.objects.create(site=site, name=f"University {number}")
            with django_assert_num_queries(6):
                client.get("/about/")


def test_staff_without_the_right_see_no_settings(client: Client) -> None:
    client.force_login(User.objects.create(username="clerk", is_staff=True))
    assert client.get(FORM).status_code == 403


class TestCompression:
    def test_a_page_travels_compressed_where_the_browser_can(self, client):
        answer = client.get("/", headers={"Accept-Encoding": "gzip"})
        assert answer["Content-Encoding"] == "gzip"
        assert "Accept-Encoding" in answer["Vary"]

    def test_a_picture_goes_as_it_is(self, client):
        site = SiteSettings.objects.create(logo=picture("logo.png"))
        answer = client.get(site.logo.url, headers={"Accept-Encoding": "gzip"})
        assert not answer.has_header("Content-Encoding")
        assert answer.has_header("Content-Length")
        assert answer.getvalue()
