"""Addresses that an old site had: where they lead, and what an editor cannot save."""

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError
from django.urls import set_script_prefix

from core.models import Redirect
from core.redirects import address_key
from tests.factories import PageFactory, PublicationFactory
from tests.forms import errors

pytestmark = pytest.mark.django_db
ADD = "/admin/core/redirect/add/"


@pytest.fixture
def below_a_path():
    set_script_prefix("/~group/")
    yield
    set_script_prefix("/")


def leads(client, address):
    """Where the address leads, or the status of the answer."""
    answer = client.get(address)
    return answer.headers.get("Location", answer.status_code)


def add(client, old, new):
    return client.post(ADD, {"old": old, "new": new})


@pytest.mark.parametrize(
    "asked",
    [
        "/~ada/",
        "/~ada",
        "/~Ada/",
        "/%7Eada/",
        "/~ada/index.html",
        "/~ada/index.htm",
        "/~ada/index.php",
        "/~ada/default.aspx",
        "/~ada/?ref=mail",
    ],
)
@pytest.mark.parametrize("old", ["/~ada/", "/~ADA/index.html", "/%7Eada"])
def test_an_old_address_leads_on_however_it_is_written(client, old, asked):
    Redirect.objects.create(old=old, new="/people/ada-lovelace/")
    answer = client.get(asked)
    assert (answer.status_code, answer.headers["Location"]) == (301, "/people/ada-lovelace/")
    assert answer.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    ("old", "asked", "leads_on"),
    [
        ("/?page=people", "/?page=people", True),
        ("/?page=people", "/?PAGE=People", True),
        ("/index.php?page=people", "/?page=people", True),
        ("/index.php?page=people", "/index.php?page=people", True),
        ("/?b=2&a=1", "/?a=1&b=2", True),
        ("/?page=people", "/?page=news", False),
        ("/?page=people", "/", False),
        ("/pubs.php?id=3", "/pubs.php?id=3", True),
        ("/pubs.php?id=3", "/pubs.php?id=4", False),
        ("/pubs.php?id=3", "/pubs.php", False),
        ("/pubs.php", "/pubs.php?id=4", True),
        ("/café.html", "/caf%C3%A9.html", True),
        ("/old%20page.html", "/old%20page.html", True),
        ("/talks.html", "/talks.htm", False),
    ],
)
def test_a_query_is_part_of_the_address_where_the_editor_gave_one(client, old, asked, leads_on):
    Redirect.objects.create(old=old, new="/people/")
    assert (leads(client, asked) == "/people/") is leads_on


def test_the_address_with_its_query_goes_before_its_path_alone(client):
    Redirect.objects.create(old="/pubs.php", new="/publications/")
    Redirect.objects.create(old="/pubs.php?id=3", new="/publications/engine/")
    assert leads(client, "/pubs.php?id=3") == "/publications/engine/"
    assert leads(client, "/pubs.php?id=9") == "/publications/"


def test_it_may_lead_to_another_site(client):
    Redirect.objects.create(old="/~ada/wiki", new="https://wiki.example.edu/ada#top")
    assert leads(client, "/~ada/wiki") == "https://wiki.example.edu/ada#top"


def test_a_page_of_the_site_goes_before_a_redirect(client):
    PageFactory(title="About")
    Redirect.objects.create(old="/about/", new="/people/")
    assert leads(client, "/about/") == 200


def test_a_draft_gives_way_to_a_redirect(client):
    PublicationFactory(title="Engine", is_draft=True)
    Redirect.objects.create(old="/publications/engine/", new="/publications/")
    assert leads(client, "/publications/engine/") == "/publications/"


def test_only_reading_is_led_on(client):
    Redirect.objects.create(old="/~ada/", new="/people/")
    assert client.head("/~ada/").status_code == 301
    assert client.post("/~ada/").status_code == 404


@pytest.mark.parametrize(
    "asked", ["/~nowhere", "/no%00where", "/%2F%2Fevil.example/", "/[", "/?a=%00", "/%ff"]
)
def test_what_nobody_redirected_is_not_found_and_never_an_error(client, asked):
    Redirect.objects.create(old="/~ada/", new="/people/")
    assert leads(client, asked) == (200 if asked == "/?a=%00" else 404)


def test_a_page_that_is_found_costs_no_further_query(client, django_assert_num_queries):
    with django_assert_num_queries(1) as queries:
        client.get("/robots.txt?x=1")
        Redirect.objects.exists()
    assert "core_redirect" in queries.captured_queries[0]["sql"]


def test_a_site_below_a_path_redirects_below_it(below_a_path, rf):
    from django.http import HttpResponse

    from groupsite.redirects import middleware

    Redirect.objects.create(old="/~group/old.html", new="/people/")
    Redirect.objects.create(old="/pubs.html", new="/~group/publications/")
    respond = middleware(lambda request: HttpResponse(status=404))
    for asked in ("/old.html", "/OLD.html"):
        request = rf.get(asked)
        assert respond(request).headers["Location"] == "/~group/people/"
    assert respond(rf.get("/pubs.html")).headers["Location"] == "/~group/publications/"


def test_two_keys_of_one_address_cannot_be(client):
    Redirect.objects.create(old="/~ada/", new="/people/")
    with pytest.raises(IntegrityError):
        Redirect.objects.create(old="/~Ada/index.html", new="/news/")


class TestTheForm:
    def test_it_saves_what_an_editor_pastes(self, admin_client, settings):
        settings.SITE_URL = "https://group.example.edu"
        pasted = ("https://www.example.edu/~ada/pubs.html#top", "https://group.example.edu/people/")
        assert add(admin_client, *pasted).status_code == 302
        row = Redirect.objects.get()
        assert (row.old, row.new, row.key) == ("/~ada/pubs.html", "/people/", "/~ada/pubs.html")
        assert add(admin_client, "wiki/start", " https://wiki.example.edu ").status_code == 302
        assert Redirect.objects.filter(old="/wiki/start", new="https://wiki.example.edu").exists()

    @pytest.mark.parametrize(
        "new",
        [
            "people/", "//evil.example/", "/\\evil.example", "javascript:alert(1)",
            "ftp://example.edu/", "https://", "/peo ple/", "/people/\t", "http://a b.example/",
        ],
    )  # fmt: skip
    def test_it_leads_to_a_path_or_a_web_address_alone(self, admin_client, new):
        if new.strip() == "/people/":
            assert add(admin_client, "/~ada/", new).status_code == 302
            assert Redirect.objects.get().new == "/people/"
            return
        assert "Start with one slash" in errors(add(admin_client, "/~ada/", new))[0]
        assert not Redirect.objects.exists()

    @pytest.mark.parametrize("new", ["/~ada/", "/~Ada", "/~ada/index.html#top"])
    def test_it_refuses_one_that_leads_to_itself(self, admin_client, new):
        said = errors(add(admin_client, "/~ada/", new))
        assert said == ["This leads to itself. Where should a visitor go?"]

    def test_it_refuses_a_circle(self, admin_client):
        Redirect.objects.create(old="/b.html", new="/c.html")
        Redirect.objects.create(old="/c.html", new="/A.html")
        said = errors(add(admin_client, "/a.html", "/b.html"))
        assert said == ["This would lead in a circle: from there, /c.html leads to /A.html."]

    def test_it_may_lead_to_an_address_that_leads_on(self, admin_client):
        Redirect.objects.create(old="/b.html", new="/people/")
        assert add(admin_client, "/a.html", "/b.html").status_code == 302

    def test_one_address_leads_to_one_place(self, admin_client):
        Redirect.objects.create(old="/~ada/", new="/people/")
        said = errors(add(admin_client, "/~Ada/index.html", "/news/"))
        assert said == ["There is a redirect of this address already: edit it."]

    def test_a_redirect_can_be_saved_again(self, admin_client):
        row = Redirect.objects.create(old="/~ada/", new="/people/")
        change = f"/admin/core/redirect/{row.pk}/change/"
        answer = admin_client.post(change, {"old": "/~ada/", "new": "/news/"})
        assert answer.status_code == 302
        assert Redirect.objects.get().new == "/news/"

    @pytest.mark.parametrize("old", ["/", "/people/", "/People", "/news/?id=3", "/robots.txt"])
    def test_a_page_of_the_site_is_no_old_address(self, admin_client, old):
        said = errors(add(admin_client, old, "/news/"))
        assert said == ["This site has a page at this address: visitors would never be led on."]

    def test_an_address_has_no_spaces(self, admin_client):
        said = errors(add(admin_client, "/old page.html", "/news/"))
        assert said == ["An address has no spaces: write %20 where the old one had a space."]

    def test_it_takes_the_right_to_add(self, client):
        client.force_login(User.objects.create_user("eve", is_staff=True))
        assert client.get(ADD).status_code == 403
        assert add(client, "/~ada/", "/people/").status_code == 403


def test_the_list_is_empty_and_says_so(admin_client):
    assert "0 redirects" in admin_client.get("/admin/core/redirect/").content.decode()


def test_keys_stay_within_their_column():
    assert len(address_key("/" + "ß" * 499)) <= 1500
    assert len(address_key("/?" + "&".join(["İ=ß"] * 124))) <= 1500
