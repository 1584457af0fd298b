"""The other forms of pages: where they are, who gets them, what they leave out."""

import json

import pytest
from django.urls import resolve, set_script_prefix

from exports.formats import FORMATS
from tests.factories import (
    NewsFactory,
    PersonFactory,
    PublicationFactory,
    TalkFactory,
    VenueFactory,
)

pytestmark = pytest.mark.django_db

BIBTEX = "application/x-bibtex"
RIS = "application/x-research-info-systems"
CSL = "application/vnd.citationstyles.csl+json"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
CITATIONS = ("bib", "ris", "json")


def text(response):
    return response.content.decode()


@pytest.fixture
def ada():
    return PersonFactory(given_name="Ada", family_name="King")


@pytest.fixture
def work(ada):
    return PublicationFactory(title="Engines", authors=[ada], venue=VenueFactory())


@pytest.mark.parametrize(
    ("page", "accept", "kind", "address"),
    [
        ("/publications/engines/", BIBTEX, BIBTEX, "/publications/engines.bib"),
        ("/publications/engines/", RIS, RIS, "/publications/engines.ris"),
        ("/publications/engines/", CSL, CSL, "/publications/engines.json"),
        ("/publications/", BIBTEX, BIBTEX, "/publications.bib"),
        ("/publications/", "application/atom+xml", "application/atom+xml", "/publications.atom"),
        ("/people/ada-king/", RIS, RIS, "/people/ada-king.ris"),
        (
            "/people/ada-king/",
            "application/atom+xml",
            "application/atom+xml",
            "/people/ada-king.atom",
        ),
        ("/news/", "application/atom+xml", "application/atom+xml", "/news.atom"),
        ("/talks/", "text/calendar", "text/calendar", "/talks.ics"),
        ("/publications/engines/", f"{RIS};q=0.5, {CSL};q=0.9", CSL, "/publications/engines.json"),
        ("/publications/engines/", f"text/html;q=0.5, {RIS}", RIS, "/publications/engines.ris"),
    ],
)
def test_a_page_answers_in_the_form_that_is_preferred(client, work, page, accept, kind, address):
    response = client.get(page, headers={"accept": accept})
    assert response.status_code == 200
    assert response["Content-Type"] == f"{kind}; charset=utf-8"
    assert response["Content-Location"] == address
    assert "Accept" in response["Vary"]
    assert response.content == client.get(address).content


@pytest.mark.parametrize(
    "accept",
    [BROWSER, "*/*", "", "text/html", f"text/html, {BIBTEX}", "image/png", "nonsense", "text/*"],
)
@pytest.mark.parametrize(
    "page", ["/publications/engines/", "/publications/", "/people/ada-king/", "/news/", "/talks/"]
)
def test_everybody_else_gets_the_page(client, work, page, accept):
    response = client.get(page, headers={"accept": accept})
    assert response.status_code == 200
    assert response["Content-Type"] == "text/html; charset=utf-8"
    assert "Accept" in response["Vary"]
    assert "Content-Location" not in response


def test_who_names_nothing_gets_the_page(client, work):
    assert client.get("/publications/engines/")["Content-Type"].startswith("text/html")


def test_the_page_of_a_talk_answers_as_a_calendar(client):
    talk = TalkFactory(date="2024-04-09")
    response = client.get(f"/talks/{talk.pk}/", headers={"accept": "text/calendar"})
    assert response["Content-Location"] == f"/talks/{talk.pk}.ics"
    assert text(response).startswith("BEGIN:VCALENDAR\r\n")


@pytest.mark.parametrize("suffix", CITATIONS)
def test_a_person_has_their_works_and_no_others(client, work, suffix):
    PublicationFactory(title="Something Else", authors=["Someone Else"])
    answer = text(client.get(f"/people/ada-king.{suffix}"))
    assert "Engines" in answer
    assert "Something Else" not in answer


@pytest.mark.parametrize("suffix", [*CITATIONS, "atom"])
def test_what_narrows_the_list_narrows_its_files(client, ada, suffix):
    PublicationFactory(title="Early Engines", year=2019, authors=[ada])
    PublicationFactory(title="Late Engines", year=2024, authors=[ada])
    PublicationFactory(title="Late Looms", year=2024, kind="journal")
    for query, expected in (
        ("year=2024", {"Late Engines", "Late Looms"}),
        ("year=2024&kind=conference", {"Late Engines"}),
        ("person=ada-king", {"Early Engines", "Late Engines"}),
        ("q=engines&group=venue&page=7", {"Early Engines", "Late Engines"}),
        ("year=1900", set()),
        ("year=nonsense", {"Early Engines", "Late Engines", "Late Looms"}),
    ):
        answer = text(client.get(f"/publications.{suffix}?{query}"))
        shown = answer.replace("{", "").replace("}", "")
        found = {
            title for title in ("Early Engines", "Late Engines", "Late Looms") if title in shown
        }
        assert found == expected, query


def test_a_narrowed_list_offers_what_it_shows(client):
    PublicationFactory(title="Engines", year=2024)
    PublicationFactory(title="Looms", year=2019)
    shown = text(client.get("/publications/?year=2024&group=venue"))
    assert 'href="/publications.bib?year=2024"' in shown
    assert 'title="These publications (Atom)" href="/publications.atom?year=2024"' in " ".join(
        shown.split()
    )
    assert "2019" not in text(client.get("/publications.bib?year=2024"))
    response = client.get("/publications/?year=2024", headers={"accept": BIBTEX})
    assert response["Content-Location"] == "/publications.bib?year=2024"
    assert "Looms" not in text(response)


@pytest.mark.parametrize("suffix", CITATIONS)
def test_an_empty_list_has_every_form(client, suffix):
    response = client.get(f"/publications.{suffix}")
    assert response.status_code == 200
    assert json.loads(response.content or "[]") == []


@pytest.mark.parametrize("suffix", [*CITATIONS, "atom"])
def test_no_form_shows_a_draft(client, ada, suffix):
    PublicationFactory(title="Secret", authors=[ada], is_draft=True)
    PublicationFactory(title="Later", authors=[ada], publish_at="2999-01-01T00:00Z")
    hidden = PersonFactory(family_name="Hidden", is_draft=True)
    PublicationFactory(title="Shown", authors=[hidden], private_note="Ask the author.")
    for address in (f"/publications.{suffix}", f"/people/ada-king.{suffix}"):
        answer = text(client.get(address))
        assert "Secret" not in answer
        assert "Later" not in answer
        assert "Ask the author" not in answer
    assert client.get(f"/publications/secret.{suffix}").status_code == 404
    assert client.get(f"/publications/later.{suffix}").status_code == 404
    assert client.get(f"/people/ada0-hidden.{suffix}").status_code == 404
    assert client.get(f"/people/{hidden.slug}.{suffix}").status_code == 404


@pytest.mark.parametrize("suffix", CITATIONS)
def test_what_there_is_not_is_a_404(client, suffix):
    assert client.get(f"/publications/nothing.{suffix}").status_code == 404
    assert client.get(f"/people/nobody.{suffix}").status_code == 404
    assert client.get("/publications.exe").status_code == 404


@pytest.mark.parametrize("suffix", CITATIONS)
def test_a_former_address_leads_to_the_same_form(client, work, ada, suffix):
    for row, slug in ((work, "new-engines"), (ada, "new-king")):
        row = type(row).objects.get(pk=row.pk)
        row.slug = slug
        row.save()
    for old, new in (
        (f"/publications/engines.{suffix}", f"/publications/new-engines.{suffix}"),
        (f"/people/ada-king.{suffix}", f"/people/new-king.{suffix}"),
    ):
        response = client.get(old)
        assert (response.status_code, response["Location"]) == (301, new)


@pytest.mark.parametrize(
    ("page", "suffixes"),
    [
        ("/publications/engines/", CITATIONS),
        ("/publications/", (*CITATIONS, "atom")),
        ("/people/ada-king/", (*CITATIONS, "atom")),
        ("/news/", ("atom",)),
        ("/talks/", ("ics",)),
    ],
)
def test_a_page_names_its_forms(client, work, page, suffixes):
    NewsFactory()
    TalkFactory(date="2024-04-09")
    shown = text(client.get(page))
    for suffix in suffixes:
        form = FORMATS[suffix]
        address = form.address(page)
        assert f'<a href="{address}" type="{form.media_type}">{form.label}</a>' in shown
        head = shown[: shown.index("</head>")]
        assert f'type="{form.media_type}"' in head
        assert f'href="{address}"' in head
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("page", ["/publications/", "/news/", "/talks/"])
def test_an_empty_list_offers_nothing_to_take_along(client, page):
    assert "Also as" not in text(client.get(page))


def test_a_coauthor_has_the_forms_of_the_joint_work(client):
    other = PersonFactory(given_name="Like", family_name="Hui", has_profile=False)
    PublicationFactory(title="Engines", authors=[other])
    assert 'href="/people/like-hui.bib"' in text(client.get("/people/like-hui/"))
    assert "@inproceedings{hui2024engines," in text(client.get("/people/like-hui.bib"))


def test_a_person_without_works_offers_none(client, ada):
    assert "/people/ada-king.bib" not in text(client.get("/people/ada-king/"))


def test_the_cite_box_has_bibtex_and_styles(client, work):
    page = text(client.get("/publications/engines/"))
    assert "@inproceedings{king2024engines," in page
    assert "King, A. (2024). Engines. In <i>Conference on Subject" in page
    assert 'data-copy="#cite-apa"' in page
    assert page.count('id="cite-apa"') == 1
    assert 'href="/publications/engines.bib"' in page


def test_the_cite_box_of_a_patent_has_bibtex_alone(client):
    PublicationFactory(title="Engines", kind="patent")
    page = text(client.get("/publications/engines/"))
    assert "@misc{2024engines," in page
    assert "cite-apa" not in page


def test_markup_in_a_work_is_text_in_its_cite_box(client):
    work = PublicationFactory(title="<script>x</script>", authors=["A <b>B</b>"])
    page = text(client.get(work.get_absolute_url()))
    assert "<script>x" not in page
    assert "<b>B" not in page


def test_old_addresses_of_feeds_lead_to_the_new(client):
    for section in ("news", "publications"):
        response = client.get(f"/feed/{section}/")
        assert (response.status_code, response["Location"]) == (301, f"/{section}.atom")


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("suffix", CITATIONS)
def test_a_list_takes_the_same_queries_however_long(
    client, django_assert_num_queries, suffix, rows
):
    for _ in range(rows):
        PublicationFactory(authors=[PersonFactory(), "X Y"], venue=VenueFactory(), abstract="A.")
    with django_assert_num_queries(4):
        client.get(f"/publications.{suffix}")


def test_forms_below_a_path_name_the_path(client, work):
    def get(path, accept):
        return client.get(path, headers={"accept": accept}, SCRIPT_NAME="/~group")

    set_script_prefix("/~group/")
    try:
        page = text(get("/publications/engines/", "*/*"))
        assert 'href="/~group/publications/engines.ris"' in page
        response = get("/publications/engines/", BIBTEX)
        assert response["Content-Type"] == f"{BIBTEX}; charset=utf-8"
        assert response["Content-Location"] == "/~group/publications/engines.bib"
        assert "/~group/publications/engines/" in text(get("/publications/engines.ris", "*/*"))
    finally:
        set_script_prefix("/")


def test_every_form_of_works_has_an_address_and_a_view():
    for suffix in CITATIONS:
        assert FORMATS[suffix].write is not None
        assert resolve(f"/publications.{suffix}").kwargs == {"suffix": suffix}
