"""The pictures that stand for a page where somebody links to it."""

import re
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from core.models import SiteSettings
from groupsite import cards
from groupsite.cards import Card, byline, draw
from people.models import Appointment
from tests.factories import MembershipFactory, PersonFactory, PublicationFactory, VenueFactory

pytestmark = pytest.mark.django_db
SITE = "https://group.example.edu"
ROWS = ["/people/ada/card.png", "/publications/engine/card.png"]
LONG = "On the Generalisation of Engines that Nobody Built, " * 12


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.SITE_URL = SITE
    settings.DATA_DIR = tmp_path


def picture(client, path):
    answer = client.get(path)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    return Image.open(BytesIO(answer.content))


def ink(card):
    """How many dots of the picture are not paper; and where: left, top, right, bottom."""
    image = Image.open(BytesIO(draw(card))).convert("L").point(lambda level: 255 * (level < 128))
    return image.histogram()[255], image.getbbox()


def said(client, path):
    """{property: content} of the page's tags for networks."""
    page = client.get(path).content.decode()
    tag = r'<meta (?:property|name)="((?:og|twitter):[^"]*)"\s+content="([^"]*)">'
    return dict(re.findall(tag, page))


def photo(colour="#ff0000"):
    out = BytesIO()
    Image.new("RGB", (400, 500), colour).save(out, "PNG")
    return ContentFile(out.getvalue(), "ada.png")


@pytest.mark.parametrize("path", ["/card.png", *ROWS])
def test_each_page_has_a_picture_of_the_size_that_networks_show(client, path):
    PublicationFactory(title="Engine", authors=["Ada King"], venue=VenueFactory())
    PersonFactory(given_name="", family_name="Ada")
    assert picture(client, path).size == (1200, 630)


@pytest.mark.parametrize("path", ROWS)
def test_there_is_none_of_what_a_visitor_does_not_see(client, path):
    assert client.get(path).status_code == 404
    PublicationFactory(title="Engine", is_draft=True)
    PersonFactory(given_name="", family_name="Ada", is_draft=True)
    assert client.get(path).status_code == 404


def test_there_is_none_of_a_coauthor(client):
    PersonFactory(given_name="", family_name="Ada", has_profile=False)
    assert client.get("/people/ada/card.png").status_code == 404


def test_pages_name_their_picture_and_what_it_says(client):
    SiteSettings.objects.create(name="Engines Group", tagline="We build engines.")
    PublicationFactory(title="On $O(n^2)$ & Engines", slug="engine", authors=["Ada King"])
    found = said(client, "/publications/engine/")
    address = found["og:image"]
    assert re.fullmatch(rf"{SITE}/publications/engine/card\.png\?v=[0-9a-f]{{8}}", address)
    assert found["og:image:alt"] == "On O(n²) &amp; Engines. Ada King. Conference paper · 2024"
    assert (found["og:image:width"], found["og:image:height"]) == ("1200", "630")
    assert found["twitter:card"] == "summary_large_image"
    assert picture(client, address.removeprefix(SITE)).size == (1200, 630)
    home = said(client, "/")
    assert home["og:image"].startswith(f"{SITE}/card.png?v=")
    assert home["og:image:alt"] == "Engines Group. We build engines."
    assert said(client, "/news/")["og:image"] == home["og:image"]


def test_a_change_of_the_row_has_another_address(client):
    work = PublicationFactory(title="Engine", authors=["Ada King"])
    before = said(client, "/publications/engine/")["og:image"]
    assert said(client, "/publications/engine/")["og:image"] == before
    work.authorships.update(printed_name="Eve King")
    assert said(client, "/publications/engine/")["og:image"] != before


def test_it_is_drawn_once_and_asked_for_cheaply(client, monkeypatch, tmp_path):
    drawn = []
    monkeypatch.setattr(cards, "draw", lambda card: drawn.append(card) or draw(card))
    first, second = client.get("/card.png"), client.get("/card.png")
    assert first.content == second.content
    assert len(drawn) == 1
    assert first["Cache-Control"] == "public, max-age=600"
    third = client.get("/card.png", headers={"If-None-Match": first["ETag"]})
    assert (third.status_code, third.content) == (304, b"")
    assert [file.suffix for file in (tmp_path / "cards").iterdir()] == [".png"]


def test_a_picture_that_the_asker_has_is_not_drawn(client, monkeypatch, tmp_path):
    etag = client.get("/card.png")["ETag"]
    next((tmp_path / "cards").iterdir()).unlink()
    monkeypatch.setattr(cards, "draw", None)
    assert client.get("/card.png", headers={"If-None-Match": etag}).status_code == 304


def test_the_folder_stays_small(monkeypatch, tmp_path):
    monkeypatch.setattr(cards, "MOST_KEPT", 10)
    monkeypatch.setattr(cards, "draw", lambda card: b"png")
    for n in range(40):
        cards.kept(Card(f"Engine {n}"))
    assert len(list((tmp_path / "cards").iterdir())) == 10


def test_what_people_typed_is_never_markup():
    plain = ink(Card("Engine"))
    assert ink(Card('#panic("no")')) != plain
    assert draw(Card('= Engine #include "/etc/passwd" $x$ *b* @ref <label> \\ ]'))


@pytest.mark.parametrize("length", [10, 100, 300, 600])
def test_a_title_of_any_length_stays_within_the_picture(length):
    title = cards._cut(LONG[:length], cards.LONGEST_TITLE)
    card = Card(title, "Ada King", "ICML · 2024", "Engines Group")
    _, (left, top, right, bottom) = ink(card)
    assert left >= 80 and right <= 1120 and top >= 60 and bottom <= 570


def test_title_and_byline_do_not_run_into_head_and_foot():
    title = cards._cut("W" * 12 + " " + LONG, cards.LONGEST_TITLE)
    _, (_, top, _, bottom) = ink(Card(title, "Ada King, " * 11))
    assert top > 110 and bottom < 530


@pytest.mark.parametrize(
    ("names", "truncated", "line"),
    [
        ([], False, ""),
        (["Ada King"], False, "Ada King"),
        (["Ada King"], True, "Ada King, et al."),
        ([f"Author Number{n}" for n in range(100)], False, None),
    ],
)
def test_a_byline_names_those_that_fit_and_counts_the_others(names, truncated, line):
    work = PublicationFactory(authors=names, authors_truncated=truncated)
    found = byline(work)
    if line is None:
        shown = found.count("Author")
        assert 5 <= shown <= 8
        assert found.endswith(f" and {100 - shown} more")
        line = found
    assert found == line
    assert len(found) < 130


def test_a_text_without_a_font_is_left_out_and_never_boxes(monkeypatch):
    monkeypatch.setattr(cards, "_without_font", lambda characters: set("机"))
    assert ink(Card("Engine", "机器")) == ink(Card("Engine"))
    assert ink(Card("机器", site="Engines Group")) == ink(Card("Engines Group"))


def test_characters_without_a_font_are_found():
    assert cards._without_font("") == set()
    assert cards._without_font("–’²…") == set()
    assert cards._without_font("–\U000f8ffe") == {"\U000f8ffe"}


def test_a_person_has_position_and_photo():
    ada = MembershipFactory(person=PersonFactory(given_name="Ada")).person
    Appointment.objects.create(person=ada, title="Professor", institution="RIKEN", is_current=True)
    ada.photo.save("ada.png", photo())
    found = type(ada).objects.with_roles().get()
    card = cards.card_of_person(found, SiteSettings(), "Engines Group")
    assert (card.title, card.byline, card.photo) == (
        "Ada Lovelace", "Professor, RIKEN", found.photo.largest_crop,
    )  # fmt: skip
    image = Image.open(BytesIO(draw(card))).convert("RGB")
    x, y = cards.PHOTO_AT
    middle = (x + cards.PHOTO // 2, y + cards.PHOTO // 2)
    red, green, blue = image.getpixel(middle)
    assert red > 250 and max(green, blue) < 5
    assert image.getpixel((x + 2, y + 2)) == (255, 255, 255)


def test_a_photo_that_is_lost_is_no_error():
    assert draw(Card("Ada", photo="person/lost.png")) == draw(Card("Ada"))


def test_the_accent_of_the_site_can_be_read():
    card = cards.card_of_site(SiteSettings(accent="#ffee00"), "Engines Group")
    assert card.accent not in ("#ffee00", cards.ACCENT)


@pytest.mark.parametrize("rows", [1, 3])
def test_it_takes_the_same_queries_however_many_authors(client, django_assert_num_queries, rows):
    PublicationFactory(title="Engine", authors=[PersonFactory() for _ in range(rows)])
    with django_assert_num_queries(7):
        client.get("/publications/engine/card.png")
