"""The sitemap: what it lists, and when that last changed."""

from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest
from django.contrib.contenttypes.models import ContentType

from core.models import SiteSettings, Touched
from core.touched import GONE
from groupsite.sitemaps import SiteSitemap
from importer.journal.undo import undo
from importer.models import Journal
from importer.pipeline import import_readings
from news.models import NewsItem
from openings.models import Board, Opening
from people.models import Person
from publications.models import Authorship, Publication, PublicationLink, Topic
from talks.models import Talk
from tests.factories import (
    CourseFactory,
    MembershipFactory,
    NewsFactory,
    OpeningFactory,
    PageFactory,
    PersonFactory,
    PublicationFactory,
    TalkFactory,
)
from tests.importer.five_pages import read

pytestmark = pytest.mark.django_db
MAP = {"m": "http://www.sitemaps.org/schemas/sitemap/0.9"}
SITE = "https://group.example.edu"
EARLY = datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC)
LATER = datetime(2021, 6, 7, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _address(settings):
    settings.SITE_URL = SITE


def entries(client, url="/sitemap.xml"):
    """{path: lastmod, None where the sitemap tells none}, in its order."""
    response = client.get(url)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/xml")
    found = ET.fromstring(response.content).findall("m:url", MAP)  # noqa: S314
    return {
        entry.findtext("m:loc", namespaces=MAP).removeprefix(SITE): entry.findtext(
            "m:lastmod", namespaces=MAP
        )
        for entry in found
    }


def touch(row, at):
    """As if `row` had last been changed then."""
    Touched.objects.of(type(row)).filter(object_id=row.pk).delete()
    kind = ContentType.objects.get_for_model(type(row))
    Touched.objects.create(content_type=kind, object_id=row.pk, at=at)


def is_touched(row):
    return Touched.objects.of(type(row)).filter(object_id=row.pk).exists()


def test_it_has_what_a_visitor_may_find(client):
    PublicationFactory(title="Engine")
    PersonFactory(given_name="Ada", family_name="King")
    PageFactory(title="About")
    item, talk, course = NewsFactory(), TalkFactory(), CourseFactory()
    assert list(entries(client)) == [
        "/", "/people/", "/publications/", "/news/", "/talks/", "/teaching/", "/people/ada-king/",
        "/publications/engine/", f"/news/{item.pk}/", f"/talks/{talk.pk}/",
        f"/teaching/{course.pk}/", "/about/",
    ]  # fmt: skip


def test_it_has_no_drafts_and_no_coauthors(client):
    PublicationFactory(title="Secret", is_draft=True)
    PersonFactory(is_draft=True)
    PersonFactory(has_profile=False)
    for factory in (PageFactory, NewsFactory, TalkFactory, CourseFactory):
        factory(is_draft=True)
    assert list(entries(client)) == ["/"]


def test_a_page_whose_changes_nobody_kept_has_no_date(client):
    PublicationFactory(title="Engine")
    found = entries(client)
    assert found == {"/": None, "/publications/": None, "/publications/engine/": None}


def test_each_page_tells_when_it_changed_and_a_section_when_its_newest_row_did(client):
    touch(PublicationFactory(title="Engine"), EARLY)
    touch(PublicationFactory(title="Loom"), LATER)
    assert entries(client) == {
        "/": "2021-06-07",
        "/publications/": "2021-06-07",
        "/publications/loom/": "2021-06-07",
        "/publications/engine/": "2020-01-02",
    }


def test_a_draft_that_changed_is_no_change_of_its_section(client):
    touch(PublicationFactory(title="Engine"), EARLY)
    touch(PublicationFactory(title="Secret", is_draft=True), LATER)
    assert entries(client)["/publications/"] == "2020-01-02"


def test_join_us_changes_with_an_opening_its_texts_and_who_takes_students(client):
    def said():
        return entries(client)["/openings/"]

    opening, board = OpeningFactory(contact=None), Board()
    touch(opening, EARLY)
    assert (said(), entries(client)[f"/openings/{opening.pk}/"]) == ("2020-01-02", "2020-01-02")
    board.save()
    touch(board, LATER)
    assert said() == "2021-06-07"
    touch(board, EARLY)
    touch(MembershipFactory(person__taking="no").person, LATER)
    assert said() == "2021-06-07"
    Opening.objects.update(status="closed")
    assert f"/openings/{opening.pk}/" not in entries(client)


def test_a_scheduled_row_changed_when_it_came_into_view(client):
    touch(PublicationFactory(title="Engine", publish_at=LATER), EARLY)
    assert entries(client)["/publications/engine/"] == "2021-06-07"


def test_a_profile_changes_with_its_published_works(client):
    ada, eve = PersonFactory(given_name="Ada"), PersonFactory(given_name="Eve")
    touch(ada, EARLY)
    touch(eve, EARLY)
    touch(PublicationFactory(authors=[ada]), LATER)
    touch(PublicationFactory(authors=[eve], is_draft=True), LATER)
    found = entries(client)
    assert found["/people/ada-lovelace/"] == "2021-06-07"
    assert found["/people/eve-lovelace/"] == "2020-01-02"


def test_a_section_changes_when_a_row_goes_away(client, django_capture_on_commit_callbacks):
    touch(PublicationFactory(title="Engine"), EARLY)
    gone = PublicationFactory(title="Loom")
    touch(gone, LATER)
    with django_capture_on_commit_callbacks(execute=True):
        gone.delete()
    Touched.objects.of(Publication).filter(object_id=GONE).update(at=LATER)
    assert entries(client)["/publications/"] == "2021-06-07"
    assert entries(client)["/publications/engine/"] == "2020-01-02"


def test_the_home_page_changes_with_the_settings(client):
    settings = SiteSettings.objects.create(name="Engines Group")
    touch(settings, LATER)
    assert entries(client) == {"/": "2021-06-07"}


def _add_author(work):
    Authorship.objects.create(publication=work, printed_name="Grace Hopper")


def _delete_link(work):
    work.links.all().delete()


def _add_topic(work):
    work.topics.add(Topic.objects.create(name="Engines"))


def _clear_topics(work):
    work.topics.clear()


def _tell_news(work):
    NewsItem.objects.get().publications.add(work)


def _change_form(work):
    work.record.save()


CHANGES = [
    Publication.save, _add_author, _change_form, _delete_link, _add_topic, _clear_topics, _tell_news
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_a_work_changes_with_all_that_its_page_shows(change, django_capture_on_commit_callbacks):
    work, other = PublicationFactory(), PublicationFactory()
    work.topics.add(Topic.objects.create(name="Looms"))
    PublicationLink.objects.create(publication=work, label="code", url="https://example.org")
    NewsFactory()
    with django_capture_on_commit_callbacks(execute=True):
        change(work)
    assert is_touched(work)
    assert not is_touched(other)


def test_a_talk_changes_the_page_of_its_speaker(django_capture_on_commit_callbacks):
    ada = PersonFactory()
    with django_capture_on_commit_callbacks(execute=True):
        TalkFactory(speaker=ada)
    assert is_touched(ada)


def test_what_is_published_in_the_list_of_the_admin_has_changed(
    admin_client, django_capture_on_commit_callbacks
):
    work = PublicationFactory(is_draft=True)
    with django_capture_on_commit_callbacks(execute=True):
        admin_client.post(
            "/admin/publications/publication/",
            {"action": "publish", "_selected_action": [work.pk]},
        )
    assert is_touched(work)
    assert Publication.objects.published().get() == work


@pytest.mark.parametrize("rows", [1, 3])
def test_it_takes_the_same_queries_however_many_rows(client, django_assert_num_queries, rows):
    for _ in range(rows):
        person = PersonFactory()
        PublicationFactory(authors=[person])
        PageFactory()
    with django_assert_num_queries(16):
        client.get("/sitemap.xml")


class TestLargerThanOneFile:
    @pytest.fixture(autouse=True)
    def _small(self, monkeypatch):
        monkeypatch.setattr(SiteSitemap, "limit", 2)
        for n in range(3):
            touch(PublicationFactory(title=f"Engine {n}"), EARLY)

    def test_it_is_a_list_of_files(self, client):
        root = ET.fromstring(client.get("/sitemap.xml").content)  # noqa: S314
        assert root.tag == f"{{{MAP['m']}}}sitemapindex"
        files = [loc.text.removeprefix(SITE) for loc in root.findall("m:sitemap/m:loc", MAP)]
        assert files == [
            "/sitemap-sections.xml",
            "/sitemap-people.xml",
            "/sitemap-publications.xml",
            "/sitemap-publications.xml?p=2",
            "/sitemap-news.xml",
            "/sitemap-talks.xml",
            "/sitemap-courses.xml",
            "/sitemap-openings.xml",
            "/sitemap-pages.xml",
        ]

    def test_each_file_has_its_part(self, client):
        first = entries(client, "/sitemap-publications.xml")
        second = entries(client, "/sitemap-publications.xml?p=2")
        assert [len(first), len(second)] == [2, 1]
        assert not first.keys() & second.keys()

    @pytest.mark.parametrize("url", ["/sitemap-secrets.xml", "/sitemap-people.xml?p=9"])
    def test_there_are_no_other_files(self, client, url):
        assert client.get(url).status_code == 404


def test_an_import_and_its_undoing_tell_what_they_wrote(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        import_readings([read("000")])
    for model in (Publication, Person, NewsItem, Talk):
        keys = Touched.objects.of(model).values_list("object_id", flat=True)
        assert set(keys) == set(model.objects.values_list("pk", flat=True)) != set()
    with django_capture_on_commit_callbacks(execute=True):
        undo(Journal.objects.get())
    assert set(Touched.objects.values_list("object_id", flat=True)) == {GONE}
