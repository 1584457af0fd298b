"""What the page of an opening says to machines."""

from datetime import UTC, datetime

import pytest

from core.models import SiteSettings
from openings.models import Opening
from tests.factories import OpeningFactory, PersonFactory
from tests.groupsite.test_machines_data import SITE, graph

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SITE_URL = SITE


class TestOpening:
    @pytest.fixture
    def opening(self):
        SiteSettings.objects.create(name="Engine Lab", address="12 Square\nLondon")
        ada = PersonFactory(given_name="Ada", family_name="King")
        ada.emails.create(address="join@example.org", is_public=True)
        ada.emails.create(address="private@example.org")
        return OpeningFactory(
            title="PhD in Engines", institution="Purdue", audience="intern", text="Come.",
            publish_at=datetime(2024, 5, 1, tzinfo=UTC), deadline="9000-01",
            start="February 9000", places=2, contact=ada,
        )  # fmt: skip

    def test_it_is_a_posting_with_the_way_to_its_page(self, client, opening):
        page = f"{SITE}/openings/{opening.pk}/"
        posting, way = graph(client, f"/openings/{opening.pk}/")
        assert posting == {
            "@type": "JobPosting",
            "@id": page,
            "url": page,
            "title": "PhD in Engines",
            "description": "<p>Come.</p>\n",
            "datePosted": "2024-05-01",
            "validThrough": "9000-01-31",
            "hiringOrganization": {"@type": "Organization", "name": "Purdue"},
            "jobLocation": {"@type": "Place", "address": "12 Square London"},
            "employmentType": "INTERN",
            "jobStartDate": "February 9000",
            "totalJobOpenings": 2,
            "applicationContact": {
                "@type": "ContactPoint",
                "name": "Ada King",
                "email": "join@example.org",
                "url": f"{SITE}/people/ada-king/",
            },
        }
        assert [step["name"] for step in way["itemListElement"]] == ["Join us", "PhD in Engines"]

    def test_the_group_hires_where_no_institution_is_named(self, client, opening):
        Opening.objects.update(institution="", deadline="")
        posting = graph(client, f"/openings/{opening.pk}/")[0]
        assert posting["hiringOrganization"]["name"] == "Engine Lab"
        assert "validThrough" not in posting

    @pytest.mark.parametrize(
        "not_so",
        [
            {"publish_at": None, "posted_on": None},
            {"status": "maybe"},
            {"status": "closed"},
            {"deadline": "2024-05"},
        ],
    )
    def test_it_is_none_where_nobody_can_apply_or_a_date_is_not_known(
        self, client, opening, not_so
    ):
        Opening.objects.update(**not_so)
        said = graph(client, f"/openings/{opening.pk}/")
        assert [node["@type"] for node in said] == ["BreadcrumbList"]

    def test_it_is_none_without_an_address(self, client, opening):
        SiteSettings.objects.update(address="")
        said = graph(client, f"/openings/{opening.pk}/")
        assert [node["@type"] for node in said] == ["BreadcrumbList"]
