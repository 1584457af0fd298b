"""The page of an opening, whether it is open or over, and what leads to it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.factories import OpeningFactory, PersonFactory, account
from tests.pages_read import shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def liu():
    return PersonFactory(given_name="Chaoyue", family_name="Liu")


class TestOpening:
    def test_it_says_all_there_is(self, client, liu):
        opening = OpeningFactory(
            contact=liu, institution="Purdue", text="Come *soon*.", start="Fall 2999",
            deadline="2999-01-15", places=2, funding="Four years", status="maybe",
            afterwards="Interviews in February", confirmed_on=date(2020, 5, 3),
        )  # fmt: skip
        page = shown(client.get(f"/openings/{opening.pk}/"))
        for told in (
            "<h1 class=\"work-title\">PhD students · Purdue</h1>", "<em>soon</em>", "Fall 2999",
            "15 January 2999", "Four years", "Interviews in February", "3 May 2020",
            "whether there is a place is not decided yet",
            f'<link rel="canonical" href="https://group.example.edu/openings/{opening.pk}/">'
            if "group.example.edu" in page else 'rel="canonical"',
            'property="og:title" content="PhD students · Purdue"',
        ):  # fmt: skip
            assert told in page, told
        assert "noindex" not in page

    @pytest.mark.parametrize(
        ("over", "told"),
        [
            ({"status": "closed"}, "This opening is closed."),
            (
                {"deadline": "2020-05-01"},
                'deadline passed on <time datetime="2020-05-01">1 May 2020',
            ),
        ],
    )
    def test_one_that_is_over_says_so_where_it_was(self, client, liu, over, told):
        OpeningFactory(title="Another place", contact=liu)
        opening = OpeningFactory(contact=liu, text="We looked for somebody.", **over)
        answer = client.get(f"/openings/{opening.pk}/")
        assert answer.status_code == 200
        assert answer["X-Robots-Tag"] == "noindex"
        page = shown(answer)
        for part in (told, "We looked for somebody.", 'href="/openings/"', "Another place",
                     '<meta name="robots" content="noindex">'):  # fmt: skip
            assert part in page

    def test_a_draft_and_what_never_was_are_nowhere(self, client):
        draft = OpeningFactory(is_draft=True)
        later = OpeningFactory(publish_at=timezone.now() + timedelta(days=1))
        for key in (draft.pk, later.pk, 999_999, 10**30):
            assert client.get(f"/openings/{key}/").status_code == 404

    def test_editors_are_led_to_its_form(self, client, liu):
        opening = OpeningFactory(contact=liu)
        link = f"/admin/openings/opening/{opening.pk}/change/"
        assert link not in shown(client.get(f"/openings/{opening.pk}/"))
        client.force_login(account("member", liu))
        assert link in shown(client.get(f"/openings/{opening.pk}/"))

    def test_the_sitemap_and_the_search_know_what_is_open(self, client):
        opened = OpeningFactory(text="Weavers wanted.")
        over = OpeningFactory(text="Weavers wanted.", status="closed")
        sitemap = shown(client.get("/sitemap.xml"))
        assert f"/openings/{opened.pk}/</loc>" in sitemap
        assert f"/openings/{over.pk}/" not in sitemap
        found = shown(client.get("/search/?q=weavers"))
        assert f"/openings/{opened.pk}/" in found
        assert f"/openings/{over.pk}/" not in found

    @pytest.mark.parametrize("status", ["open", "closed"])
    def test_its_queries(self, client, liu, django_assert_max_num_queries, status):
        opening = OpeningFactory(contact=liu, status=status)
        for _ in range(3):
            OpeningFactory(contact=liu)
        with django_assert_max_num_queries(13):
            client.get(f"/openings/{opening.pk}/")
