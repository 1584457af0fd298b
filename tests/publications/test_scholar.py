"""The tags by which Google Scholar reads a work, and what it would miss of one."""

import pytest
from django.contrib.auth.models import Permission, User
from django.core.files.base import ContentFile

from core.text import line_text
from publications.models import Authorship, PublicationFile
from publications.scholar import scholar_tags
from publications.scholar_check import GAPS, counts, gaps_of, lacking, with_gaps
from tests.factories import PersonFactory, PublicationFactory, VenueFactory

pytestmark = pytest.mark.django_db
PAGE = "/admin/publications/scholar/"
PDF = b"%PDF-1.7 "


@pytest.fixture(autouse=True)
def _address(settings):
    settings.SITE_URL = "https://group.example.edu"


def work_of(kind="conference", **values):
    """A work whose version of record has these values."""
    own = {key: values.pop(key) for key in ("title", "authors", "year", "abstract", "venue")
           if key in values}  # fmt: skip
    work = PublicationFactory(kind=kind, **own)
    form = work.appearances.get()
    for name, value in values.items():
        setattr(form, name, value)
    form.save()
    work.settle()
    return type(work).objects.get(pk=work.pk)


def upload(work, label="PDF", size=20, name="paper.pdf"):
    file = PublicationFile(publication=work, label=label)
    file.file.save(name, ContentFile(PDF.ljust(size)))
    return file


def tags(work, *names):
    return [(name, content) for name, content in scholar_tags(work) if name in names]


def gaps(work):
    return [gap.slug for gap in gaps_of(with_gaps().get(pk=work.pk))]


def complete(**values):
    """A work of which Scholar would miss nothing."""
    work = work_of(**{"venue": VenueFactory(), "authors": ["Ada King"], "year": 2024, **values})
    upload(work)
    return work


@pytest.mark.parametrize(
    ("kind", "tag"),
    [
        ("journal", "citation_journal_title"),
        ("conference", "citation_conference_title"),
        ("workshop", "citation_conference_title"),
        ("chapter", "citation_inbook_title"),
        ("thesis", "citation_dissertation_institution"),
        ("report", "citation_technical_report_institution"),
    ],
)
def test_the_venue_stands_in_the_tag_of_its_kind(kind, tag):
    venue = VenueFactory(abbreviation="JE", name="Journal of Engines")
    found = scholar_tags(work_of(kind, venue=venue))
    assert (tag, "Journal of Engines") in found
    assert sum(content == "Journal of Engines" for _, content in found) == 1


def test_a_preprint_names_no_venue_and_no_tag_is_empty():
    found = scholar_tags(work_of("preprint", title="On Engines", year=None, arxiv_id="2401.00001"))
    address = "https://group.example.edu/publications/on-engines/"
    assert found == [
        ("citation_title", "On Engines"),
        ("citation_arxiv_id", "2401.00001"),
        ("citation_abstract_html_url", address),
    ]


def test_a_thesis_without_a_venue_names_its_publisher_and_a_report_its_number():
    thesis = work_of("thesis", publisher="Purdue University")
    assert tags(thesis, "citation_dissertation_institution") == [
        ("citation_dissertation_institution", "Purdue University")
    ]
    report = work_of("report", publisher="RIKEN", issue="TR-7")
    assert tags(report, "citation_technical_report_number", "citation_issue") == [
        ("citation_technical_report_number", "TR-7")
    ]


@pytest.mark.parametrize(
    ("date", "tag"),
    [
        ("2024-05-14", ["2024/05/14"]), ("2024-05", ["2024"]), ("2024", ["2024"]),
        ("--05-14", []), ("", []),
    ],
)  # fmt: skip
def test_a_date_is_whole_or_a_year(date, tag):
    work = work_of(date=date)
    assert [content for _, content in tags(work, "citation_publication_date")] == tag


@pytest.mark.parametrize(
    ("pages", "first", "last"),
    [("1–9", "1", "9"), ("1--9", "1", "9"), ("e12", "e12", ""), ("", "", ""), ("7 - 8", "7", "8")],
)
def test_pages_are_told_apart(pages, first, last):
    found = dict(tags(work_of(pages=pages), "citation_firstpage", "citation_lastpage"))
    assert found.get("citation_firstpage", "") == first
    assert found.get("citation_lastpage", "") == last


def test_every_author_has_a_tag_in_order_and_no_email():
    ada = PersonFactory(given_name="Ada", family_name="King")
    names = [f"Author {chr(65 + n)}" for n in range(20)]
    work = work_of(authors=[*names, ada, "Eve <eve@example.org>", "bob@example.org"])
    found = [content for _, content in tags(work, "citation_author")]
    assert found == [*names, "Ada King", "Eve"]


def test_a_title_is_told_in_letters():
    work = work_of(title=r"A $\beta$-VAE in $O(n^2)$ for \emph{Engines}")
    assert tags(work, "citation_title") == [("citation_title", "A β-VAE in O(n²) for Engines")]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("On Engines", "On Engines"),
        (r"$\frac$ and 100% of $x^{10}$", r"\frac and 100% of x¹⁰"),
        ("<b>", "<b>"),
        ("$L_1$ and $x_{12}$ of a_1", "L₁ and x₁₂ of a_1"),
        ("$" + "{" * 200 + "x$", "{" * 200 + "x"),
    ],
)
def test_a_line_in_letters_says_what_it_can(text, plain):
    assert line_text(text) == plain


def test_the_pdf_is_the_paper_below_the_address_of_its_page(client):
    work = work_of(title="On Engines")
    upload(work, "Slides", name="slides.pdf")
    assert tags(work, "citation_pdf_url") == []
    upload(work, "PDF", name="paper.pdf")
    page = client.get("/publications/on-engines/").content.decode()
    address = "https://group.example.edu/publications/on-engines/paper.pdf"
    assert page.count("citation_pdf_url") == 1
    assert f'<meta name="citation_pdf_url" content="{address}">' in page
    answer = client.get("/publications/on-engines/paper.pdf")
    assert answer.getvalue().startswith(PDF)


class TestWhatWouldBeMissed:
    def test_nothing_of_a_work_that_has_all(self):
        assert gaps(complete()) == []

    @pytest.mark.parametrize(
        ("values", "slug"),
        [
            ({"authors": []}, "no-author"),
            ({"year": None}, "no-date"),
            ({"venue": None}, "no-venue"),
            ({"venue": None, "kind": "thesis"}, "no-venue"),
            ({"kind": "journal"}, "no-pages"),
            ({"title": "On $x$"}, "markup"),
            ({"title": r"On \emph{x}"}, "markup"),
            ({"title": "On <i>x</i>"}, "markup"),
            ({"authors": ["Ada King <a@example.org>"]}, "not-a-name"),
            ({"authors": ["Ada King1"]}, "not-a-name"),
            ({"authors": ["Ada King, PhD"]}, "not-a-name"),
            ({"authors": ["Prof. Ada King"]}, "not-a-name"),
        ],
    )
    def test_one_thing_of_a_work_that_lacks_it(self, values, slug):
        assert gaps(complete(**values)) == [slug]

    @pytest.mark.parametrize(
        "values",
        [
            {"venue": None, "kind": "preprint"},
            {"venue": None, "kind": "thesis", "publisher": "Purdue University"},
            {"venue": None, "venue_printed": "Workshop on Engines"},
            {"kind": "journal", "volume": "3"},
            {"kind": "journal", "status": "forthcoming"},
            {"title": "If p < 0.05, then"},
            {"authors": ["Phdina Drake", "Profit Mscott"]},
        ],
    )
    def test_what_is_no_gap(self, values):
        assert gaps(complete(**values)) == []

    def test_an_author_known_only_as_a_person_is_one(self):
        assert gaps(complete(authors=[PersonFactory()])) == []

    def test_authors_cut_short(self):
        work = complete()
        type(work).objects.update(authors_truncated=True)
        assert gaps(work) == ["cut-authors"]

    def test_the_text(self):
        work = work_of(venue=VenueFactory(), authors=["Ada King"])
        upload(work, "Slides")
        assert gaps(work) == ["no-pdf", "no-text"]
        type(work).objects.update(abstract="We build an engine.")
        assert gaps(work) == ["no-pdf"]

    def test_a_pdf_that_is_too_big(self):
        work = complete()
        work.files.all().delete()
        upload(work, size=5 * 1024 * 1024)
        assert gaps(work) == []
        upload(work, size=5 * 1024 * 1024 + 1)
        assert gaps(work) == ["big-pdf"]

    def test_a_pdf_that_is_lost_is_no_error(self):
        work = complete()
        work.files.update(file="publicationfile/lost.pdf")
        assert gaps(work) == []

    def test_drafts_and_what_scholar_does_not_read_are_left_out(self):
        PublicationFactory(is_draft=True)
        for kind in ("software", "dataset", "patent"):
            work_of(kind)
        assert not lacking(with_gaps()).exists()

    def test_counts_agree_with_the_lists(self):
        complete()
        work_of(authors=[])
        Authorship.objects.create(publication=work_of(), printed_name="A. King 2")
        found = counts(with_gaps())
        for gap in GAPS:
            assert found[gap.slug] == lacking(with_gaps(), gap.slug).count()
        assert found["no-pdf"] == 2
        assert lacking(with_gaps()).count() == 2


class TestThePage:
    def get(self, client, **query):
        return client.get(PAGE, query)

    def test_it_lists_each_work_with_its_gaps_and_where_to_mend_them(self, admin_client):
        work = complete(title="Loom", authors=[])
        complete(title="Engine")
        answer = self.get(admin_client)
        assert [row.about.title for row in answer.context["rows"]] == ["Loom"]
        page = answer.content.decode()
        change = f"/admin/publications/publication/{work.pk}/change/"
        assert f'href="{change}#authorships-group">No author</a>' in page
        assert 'id="authorships-group"' in admin_client.get(change).content.decode()
        assert "Add the authors, in order." in page

    @pytest.mark.parametrize("anchor", sorted({gap.anchor for gap in GAPS}))
    def test_the_form_has_each_part(self, admin_client, anchor):
        change = f"/admin/publications/publication/{complete().pk}/change/"
        assert f'id="{anchor}"' in admin_client.get(change).content.decode()

    def test_it_shows_one_gap_alone(self, admin_client):
        complete(title="Loom", authors=[])
        complete(title="Engine", year=None)
        shown = self.get(admin_client, gap="no-date").context["rows"]
        assert [row.about.title for row in shown] == ["Engine"]
        assert "No work has this gap" in self.get(admin_client, gap="markup").content.decode()
        assert self.get(admin_client, gap="no-such").status_code == 404

    def test_pages_keep_the_gap(self, admin_client):
        for _ in range(51):
            work_of()
        page = self.get(admin_client, gap="no-pdf").content.decode()
        assert "Page 1 of 2, 51 rows" in page
        assert 'href="?gap=no-pdf&amp;page=2"' in page
        assert len(self.get(admin_client, gap="no-pdf", page="2").context["rows"]) == 1

    def test_it_says_that_nothing_is_missing(self, admin_client):
        assert "No work is published yet." in self.get(admin_client).content.decode()
        complete()
        assert "Nothing: every published work" in self.get(admin_client).content.decode()

    def test_it_is_for_those_who_may_see_works(self, client):
        eve = User.objects.create_user("eve", is_staff=True)
        client.force_login(eve)
        assert self.get(client).status_code == 403
        eve.user_permissions.add(Permission.objects.get(codename="view_publication"))
        assert self.get(client).status_code == 200
        assert PAGE in client.get("/admin/").content.decode()
        client.logout()
        assert self.get(client).status_code == 302

    @pytest.mark.parametrize("rows", [1, 3])
    def test_it_takes_the_same_queries_however_many_works(
        self, admin_client, django_assert_num_queries, rows
    ):
        for _ in range(rows):
            work_of(authors=[PersonFactory()])
        with django_assert_num_queries(13):
            self.get(admin_client)
