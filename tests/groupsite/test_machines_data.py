"""What pages say in schema.org's terms."""

import json
import re

import pytest
from django.core.files.base import ContentFile

from core.models import Affiliation, SiteSettings
from groupsite.machines import group
from groupsite.machines.data import script
from importer.pipeline import import_readings
from people.models import (
    Appointment,
    Award,
    Education,
    EmailAddress,
    NameVariant,
    Person,
    ProfileLink,
)
from publications.models import Kind, PublicationFile, Topic
from tests.factories import (
    CourseFactory,
    MembershipFactory,
    OfferingFactory,
    PersonFactory,
    PublicationFactory,
    TalkFactory,
    TeachingRoleFactory,
    VenueFactory,
)
from tests.groupsite.schema_org import mistakes
from tests.importer.five_pages import all_pages

pytestmark = pytest.mark.django_db
SITE = "https://group.example.edu"
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)


@pytest.fixture(autouse=True)
def _address(settings):
    settings.SITE_URL = SITE


def graph(client, path):
    """The nodes of the page, each of which schema.org has, with their contexts checked."""
    answer = client.get(path)
    assert answer.status_code == 200
    blocks = BLOCK.findall(answer.content.decode())
    assert len(blocks) <= 1
    if not blocks:
        return []
    data = json.loads(blocks[0])
    assert data["@context"] == "https://schema.org"
    known = {node["@id"]: node["@type"] for node in data["@graph"] if "@id" in node}
    assert [wrong for node in data["@graph"] for wrong in mistakes(node, known)] == []
    return data["@graph"]


def of_type(nodes, kind):
    return next(node for node in nodes if node["@type"] == kind)


def published(kind="conference", **values):
    """A work whose version of record has these values."""
    work = PublicationFactory(title="On Engines", kind=kind, venue=values.pop("venue", None))
    form = work.appearances.get()
    for name, value in values.items():
        setattr(form, name, value)
    form.save()
    work.settle()
    return work


def test_no_text_leaves_the_script_element():
    evil = "</script><script>alert(1)</script><!-- & \u2028\u2029"
    block = str(script([{"@type": "Thing", "name": evil}]))
    inside = BLOCK.fullmatch(block)[1]
    assert not set(inside) & set("<>&\u2028\u2029")
    assert json.loads(inside)["@graph"] == [{"@type": "Thing", "name": evil}]
    assert script([]) == script([{}]) == ""


def test_a_hostile_title_is_data(client):
    PublicationFactory(title="</script><b>On Engines", authors=["<!-- Eve & Co"])
    work = graph(client, "/publications/scriptbon-engines/")[0]
    assert work["name"] == "</script><b>On Engines"
    assert work["author"]["name"] == "<!-- Eve & Co"


class TestHome:
    def test_the_group_says_who_it_is_and_who_is_in_it(self, client):
        site = SiteSettings.objects.create(
            name="Engines Group", tagline="We build engines.", introduction="Since *1843*.",
            address="12 Square\nLondon", contact_email="engines@example.edu",
        )  # fmt: skip
        Affiliation.objects.create(site=site, name="Royal Society", url="https://rs.example.org/")
        MembershipFactory(person__given_name="Ada", role="lead")
        MembershipFactory(person__given_name="Old", end="1850")
        MembershipFactory(person__given_name="Hidden", person__is_draft=True)
        group = of_type(graph(client, "/"), "ResearchOrganization")
        assert group == {
            "@type": "ResearchOrganization",
            "@id": f"{SITE}/",
            "name": "Engines Group",
            "url": f"{SITE}/",
            "description": "Since 1843.",
            "slogan": "We build engines.",
            "address": "12 Square London",
            "email": "engines@example.edu",
            "parentOrganization": {
                "@type": "Organization", "name": "Royal Society", "url": "https://rs.example.org/"
            },
            "member": {
                "@type": "Person",
                "@id": f"{SITE}/people/ada-lovelace/",
                "name": "Ada Lovelace",
                "url": f"{SITE}/people/ada-lovelace/",
            },
        }  # fmt: skip

    def test_an_empty_site_says_no_more_than_its_name_and_address(self, client):
        group, site = graph(client, "/")
        assert group.keys() == {"@type", "@id", "name", "url"}
        assert site["@id"] == f"{SITE}/#site"
        assert site["publisher"] == {"@id": f"{SITE}/"}
        target = site["potentialAction"]["target"]
        assert target["urlTemplate"] == f"{SITE}/search/?q={{search_term_string}}"


class TestWork:
    def test_an_article_is_part_of_its_issue_of_its_volume_of_its_journal(self, client):
        published(
            "journal", venue=VenueFactory(abbreviation="JE", name="Journal of Engines"),
            volume="3", issue="2", pages="11–19", date="2024-05", doi="10.1000/182",
            publisher="ACM",
        )  # fmt: skip
        work = graph(client, "/publications/on-engines/")[0]
        assert work == {
            "@type": "ScholarlyArticle",
            "@id": f"{SITE}/publications/on-engines/",
            "url": f"{SITE}/publications/on-engines/",
            "mainEntityOfPage": f"{SITE}/publications/on-engines/",
            "name": "On Engines",
            "headline": "On Engines",
            "identifier": {
                "@type": "PropertyValue",
                "propertyID": "DOI",
                "value": "10.1000/182",
                "url": "https://doi.org/10.1000/182",
            },
            "sameAs": "https://doi.org/10.1000/182",
            "datePublished": "2024-05",
            "publisher": {"@type": "Organization", "name": "ACM"},
            "isPartOf": {
                "@type": "PublicationIssue",
                "issueNumber": "2",
                "isPartOf": {
                    "@type": "PublicationVolume",
                    "volumeNumber": "3",
                    "isPartOf": {"@type": "Periodical", "name": "Journal of Engines"},
                },
            },
            "pageStart": "11",
            "pageEnd": "19",
        }

    @pytest.mark.parametrize(
        ("kind", "type_"),
        [
            ("conference", "ScholarlyArticle"), ("workshop", "ScholarlyArticle"),
            ("preprint", "ScholarlyArticle"), ("book", "Book"), ("chapter", "Chapter"),
            ("thesis", "Thesis"), ("report", "Report"), ("patent", "CreativeWork"),
            ("software", "SoftwareSourceCode"), ("dataset", "Dataset"), ("other", "CreativeWork"),
        ],
    )  # fmt: skip
    def test_each_kind_has_a_type_and_what_that_has(self, client, kind, type_):
        venue = VenueFactory(abbreviation="", name="Somewhere")
        published(kind, venue=venue, pages="1-9", volume="3", issue="1", publisher="ACM")
        assert graph(client, "/publications/on-engines/")[0]["@type"] == type_
        assert kind in Kind.values

    def test_a_thesis_names_the_university_as_its_publisher(self, client):
        published("thesis", venue_printed="Purdue University")
        work = graph(client, "/publications/on-engines/")[0]
        assert work["publisher"]["name"] == "Purdue University"
        assert "isPartOf" not in work

    def test_what_is_not_out_has_a_status_and_no_date(self, client):
        published(status="forthcoming", date="2024")
        work = graph(client, "/publications/on-engines/")[0]
        assert work["creativeWorkStatus"] == "Forthcoming"
        assert "datePublished" not in work

    def test_authors_have_their_printed_names_and_the_page_that_visitors_see(self, client):
        ada = PersonFactory(given_name="Ada", family_name="King")
        quiet = PersonFactory(given_name="Quiet", has_profile=False)
        draft = PersonFactory(given_name="Draft", is_draft=True)
        work = PublicationFactory(title="On Engines", authors=[ada, quiet, draft, "Eve <e@x.org>"])
        work.authorships.filter(person=ada).update(printed_name="A. King")
        authors = graph(client, "/publications/on-engines/")[0]["author"]
        address = f"{SITE}/people/ada-king/"
        assert authors == [
            {"@type": "Person", "@id": address, "name": "A. King", "url": address},
            {"@type": "Person", "name": "Quiet Lovelace"},
            {"@type": "Person", "name": "Draft Lovelace"},
            {"@type": "Person", "name": "Eve"},
        ]

    def test_it_says_what_else_is_known(self, client):
        work = PublicationFactory(
            title=r"On $\beta$-Engines", native_title="Über Maschinen", abstract="We *build*."
        )
        work.topics.add(Topic.objects.create(name="Engines"))
        file = PublicationFile(publication=work)
        file.file.save("paper.pdf", ContentFile(b"%PDF-1.7"))
        said = graph(client, work.get_absolute_url())[0]
        assert said["name"] == "On β-Engines"
        assert said["alternateName"] == "Über Maschinen"
        assert said["abstract"] == "We *build*."
        assert said["keywords"] == "Engines"
        assert said["encoding"]["contentUrl"] == f"{SITE}{work.get_absolute_url()}paper.pdf"

    def test_it_tells_the_way_to_the_page(self, client):
        PublicationFactory(title="On Engines")
        way = of_type(graph(client, "/publications/on-engines/"), "BreadcrumbList")
        steps = way["itemListElement"]
        assert [(step["position"], step["name"], step["item"]) for step in steps] == [
            (1, "Publications", f"{SITE}/publications/"),
            (2, "On Engines", f"{SITE}/publications/on-engines/"),
        ]


class TestPerson:
    def test_it_says_what_the_page_shows_and_no_email(self, client):
        ada = MembershipFactory(
            person=PersonFactory(given_name="Ada", family_name="King", native_name="愛達")
        ).person
        NameVariant.objects.create(person=ada, name="A. A. King")
        Appointment.objects.create(
            person=ada, title="Professor", institution="RIKEN", department="AIP", is_current=True
        )
        Appointment.objects.create(person=ada, title="Postdoc", institution="MIT", end="2020")
        Education.objects.create(person=ada, degree="Ph.D.", institution="Oxford", year="1840")
        Education.objects.create(person=ada, degree="M.Sc.", institution="Later")
        Award.objects.create(person=ada, title="Medal", date="1843")
        ProfileLink.objects.create(person=ada, label="Code", url="https://code.example.org/ada")
        ProfileLink.objects.create(person=ada, label="Lost")
        EmailAddress.objects.create(person=ada, address="ada@example.org", is_public=True)
        EmailAddress.objects.create(person=ada, address="secret@example.org")
        nodes = graph(client, "/people/ada-king/")
        address = f"{SITE}/people/ada-king/"
        assert of_type(nodes, "ProfilePage")["mainEntity"] == {"@id": address}
        assert of_type(nodes, "Person") == {
            "@type": "Person",
            "@id": address,
            "url": address,
            "name": "Ada King",
            "givenName": "Ada",
            "familyName": "King",
            "alternateName": ["愛達", "A. A. King"],
            "jobTitle": "Professor",
            "affiliation": {
                "@type": "Organization",
                "name": "RIKEN",
                "department": {"@type": "Organization", "name": "AIP"},
            },
            "alumniOf": {"@type": "EducationalOrganization", "name": "Oxford"},
            "award": "Medal (1843)",
            "memberOf": {"@id": f"{SITE}/"},
            "sameAs": "https://code.example.org/ada",
        }
        assert "example.org" not in json.dumps(nodes).replace("code.example.org", "")

    def test_an_alumna_is_no_member(self, client):
        MembershipFactory(person__given_name="Old", end="1850")
        assert "memberOf" not in of_type(graph(client, "/people/old-lovelace/"), "Person")

    def test_a_quiet_page_says_nothing(self, client):
        PersonFactory(given_name="Quiet", has_profile=False)
        assert graph(client, "/people/quiet-lovelace/") == []


class TestTalksAndCourses:
    def test_a_talk_is_an_event_with_what_a_visitor_sees(self, client):
        ada = PersonFactory(given_name="Ada", family_name="King")
        talk = TalkFactory(
            title="Notes", event="Royal Society", place="London", date="2024-04-02",
            start_time="15:00", time_zone="Asia/Tokyo", speaker=ada,
        )  # fmt: skip
        talk.publications.add(
            PublicationFactory(title="On Engines"), PublicationFactory(is_draft=True)
        )
        event = graph(client, f"/talks/{talk.pk}/")[0]
        assert event["@id"] == f"{SITE}/talks/{talk.pk}/"
        assert event["startDate"] == "2024-04-02T15:00:00+09:00"
        assert event["location"] == {"@type": "Place", "name": "London", "address": "London"}
        assert event["performer"]["@id"] == f"{SITE}/people/ada-king/"
        assert event["superEvent"] == {"@type": "Event", "name": "Royal Society"}
        assert event["workFeatured"]["@id"] == f"{SITE}/publications/on-engines/"

    def test_a_talk_of_a_hidden_speaker_names_nobody(self, client):
        talk = TalkFactory(speaker=PersonFactory(is_draft=True), date="--04-02")
        event = graph(client, f"/talks/{talk.pk}/")[0]
        assert not event.keys() & {"performer", "startDate"}

    def test_the_list_tells_of_talks_to_come(self, client):
        TalkFactory(title="Past", date="2001-01-01")
        TalkFactory(title="Ahead", date="9000-01-01")
        TalkFactory(title="Secret", date="9000-01-01", is_draft=True)
        assert [node["name"] for node in graph(client, "/talks/")] == ["Ahead"]

    def test_a_course_has_its_terms_and_who_taught_them(self, client):
        course = CourseFactory(code="CS 1", title="Computation", institution="Purdue")
        term = OfferingFactory(course=course, season="fall", year=2024)
        ada = PersonFactory(given_name="Ada", family_name="King")
        TeachingRoleFactory(offering=term, person=ada)
        TeachingRoleFactory(offering=term, person=PersonFactory(is_draft=True))
        CourseFactory(is_draft=True)
        (said,) = graph(client, "/teaching/")
        assert said == graph(client, f"/teaching/{course.pk}/")[0]
        assert (said["courseCode"], said["provider"]["name"]) == ("CS 1", "Purdue")
        instance = said["hasCourseInstance"]
        assert instance["name"] == "Fall 2024"
        assert instance["instructor"]["@id"] == f"{SITE}/people/ada-king/"


@pytest.mark.parametrize("rows", [1, 3])
def test_the_data_of_a_home_page_costs_no_query(client, django_assert_num_queries, rows):
    for _ in range(rows):
        MembershipFactory()
    site = SiteSettings.load()
    people = list(Person.objects.published().profiles().with_roles())
    with django_assert_num_queries(0):
        group.group(site, "Engines", people)


def test_all_that_the_five_pages_tell_is_in_schema_orgs_terms(client):
    import_readings(all_pages())
    sitemap = client.get("/sitemap.xml").content.decode()
    paths = re.findall(r"<loc>https://group\.example\.edu([^<]*)</loc>", sitemap)
    assert len(paths) > 90
    nodes = [node for path in paths for node in graph(client, path)]
    kinds = {node["@type"] for node in nodes}
    assert {"ScholarlyArticle", "Person", "ResearchOrganization", "Event", "Course"} <= kinds
