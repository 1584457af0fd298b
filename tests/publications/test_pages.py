"""The list of works and the page of a work, as a visitor gets them."""

import pytest

from exports.styles import STYLES
from publications.models import Appearance, Authorship, Publication, PublicationLink
from tests.factories import (
    NewsFactory,
    PersonFactory,
    PublicationFactory,
    TalkFactory,
    VenueFactory,
)
from tests.pages_read import shown

pytestmark = pytest.mark.django_db


def text(response):
    return shown(response)


def test_works_stand_under_their_years_newest_first(client):
    PublicationFactory(title="Deep Gamblers", year=2019)
    PublicationFactory(title="Formation of Representations", year=2025)
    page = text(client.get("/publications/"))
    assert page.count("<h1>") == 1
    assert page.index('id="year-2025"') < page.index("Formation of Representations")
    assert page.index("Formation of Representations") < page.index('id="year-2019"')
    assert page.index('id="year-2019"') < page.index("Deep Gamblers")


def test_works_without_a_year_come_last(client):
    PublicationFactory(title="Some Day", year=None)
    PublicationFactory(title="Long Ago", year=1950)
    page = text(client.get("/publications/"))
    assert page.index("Long Ago") < page.index('id="year-undated"') < page.index("Some Day")


def test_an_entry_has_all_authors_in_order_and_links_those_with_a_profile(client):
    own = PersonFactory(given_name="Chaoyue", family_name="Liu")
    other = PersonFactory(given_name="Like", family_name="Hui", has_profile=False)
    PublicationFactory(authors=[own, other, "Z. Jonny Kong"])
    page = text(client.get("/publications/"))
    assert '<a href="/people/chaoyue-liu/">Chaoyue Liu</a>, Like Hui, Z. Jonny Kong</p>' in page


def test_equal_contribution_is_marked_and_the_mark_explained(client):
    work = PublicationFactory(authors=["Kun Jin", "Cathy Xia"])
    work.authorships.filter(printed_name="Kun Jin").update(equal_contribution=True)
    page = text(client.get("/publications/"))
    assert 'Kun Jin<sup title="equal contribution">*</sup>, Cathy Xia' in page
    assert "marks authors who contributed equally" in page


def test_no_legend_without_marks(client):
    PublicationFactory(authors=["Kun Jin"])
    assert "contributed equally" not in text(client.get("/publications/"))


def test_the_author_hidden_behind_et_al_is_named(client):
    work = PublicationFactory(authors=["Arindam Banerjee"], authors_truncated=True)
    person = PersonFactory(given_name="Libin", family_name="Zhu")
    Authorship.objects.create(publication=work, person=person, is_implied=True)
    page = text(client.get("/publications/"))
    assert 'Arindam Banerjee, et al., with <a href="/people/libin-zhu/">Libin Zhu</a></p>' in page


def test_an_entry_has_venue_date_status_and_distinction(client):
    work = PublicationFactory(venue=VenueFactory(abbreviation="ICLR"), year="2022-05")
    work.appearances.update(
        distinction="spotlight", detail="5.2% of all submissions", status="forthcoming"
    )
    page = text(client.get("/publications/"))
    assert '<span class="venue">ICLR</span>' in page
    assert '<time datetime="2022-05">May 2022</time>' in page
    assert "Spotlight (5.2% of all submissions)" in page
    assert "Forthcoming" in page


def test_a_note_that_repeats_the_status_is_not_shown(client):
    work = PublicationFactory()
    work.appearances.update(status="submitted", note="In submission.")
    assert text(client.get("/publications/")).count("In submission") == 1


def test_former_titles_stand_on_the_page_of_the_work(client):
    work = PublicationFactory(other_titles="First Draft\nSecond Draft")
    page = text(client.get(work.get_absolute_url()))
    assert "<dd>First Draft</dd><dd>Second Draft</dd>" in page


def test_an_entry_names_its_further_forms(client):
    work = PublicationFactory()
    Appearance.objects.create(
        publication=work, kind="preprint", date="2022-05-24", title="Quadratic Models"
    )
    page = text(client.get("/publications/"))
    assert "Also:" in page
    assert 'Preprint, <time datetime="2022-05-24">24 May 2022</time>, as “Quadratic Models”' in page


def test_links_follow_from_identifiers_and_none_is_dead(client):
    work = PublicationFactory()
    work.appearances.update(arxiv_id="2306.02601")
    PublicationLink.objects.create(publication=work, label="slides")
    PublicationLink.objects.create(publication=work, label="code", url="https://example.org/code")
    page = text(client.get("/publications/"))
    icon = '<svg aria-hidden="true"><use href="/static/icons.svg#{}"/></svg>'
    arxiv, code = icon.format("preprint"), icon.format("code")
    assert f'<a href="https://arxiv.org/abs/2306.02601" rel="noopener">{arxiv}arXiv</a>' in page
    assert f'<a href="https://example.org/code" rel="noopener">{code}Code</a>' in page
    assert "slides" not in page
    assert 'href=""' not in page


def test_code_is_said_to_be_available_only_where_no_link_leads_to_it(client):
    work = PublicationFactory(has_code=True)
    assert "Code available" in text(client.get("/publications/"))
    PublicationLink.objects.create(publication=work, label="code", url="https://example.org/c")
    assert "Code available" not in text(client.get("/publications/"))


def test_a_draft_is_not_listed_and_has_no_page(client):
    PublicationFactory(title="Secret Engine", is_draft=True)
    assert "Secret Engine" not in text(client.get("/publications/"))
    assert client.get("/publications/secret-engine/").status_code == 404
    assert client.get("/publications/secret-engine.bib").status_code == 404


def test_a_missing_work_is_a_404_in_the_design(client):
    response = client.get("/publications/nothing/")
    assert response.status_code == 404
    assert "There is no page at this address" in text(response)


def test_a_former_address_redirects(client):
    work = PublicationFactory(title="Old Title")
    work = Publication.objects.get(pk=work.pk)
    work.slug = "new-title"
    work.save()
    response = client.get("/publications/old-title/")
    assert (response.status_code, response["Location"]) == (301, "/publications/new-title/")


def test_without_works_the_list_says_so(client):
    assert "Nothing is listed here yet." in text(client.get("/publications/"))


def test_a_hundred_works_make_a_page(client):
    for number in range(101):
        PublicationFactory(title=f"Work {number}", year=2000)
    first, second = text(client.get("/publications/")), text(client.get("/publications/?page=2"))
    assert first.count('<article class="entry row">') == 100
    assert "Page 1 of 2" in first
    assert second.count('<article class="entry row">') == 1
    assert client.get("/publications/?page=nonsense").status_code == 200


def test_markup_in_a_title_is_text(client):
    work = PublicationFactory(title="<script>alert(1)</script>", authors=["<b>Bold</b>"])
    for url in ("/publications/", work.get_absolute_url()):
        page = text(client.get(url))
        assert "<script>" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
        assert "&lt;b&gt;Bold&lt;/b&gt;" in page


def test_the_page_of_a_work_sets_its_mathematics(client):
    work = PublicationFactory(title="Solving $L_1$ Penalty", abstract="We use $x^2$ here.")
    page = text(client.get(work.get_absolute_url()))
    assert page.count("<h1") == 1
    heading, _, rest = page.partition("</h1>")
    assert heading.count("<math") == 1
    assert rest.count("<math") == 1 + len(STYLES)  # the abstract, and the title where it is cited
    assert "<h2" in page
    assert "Abstract" in page


def test_the_page_of_a_work_has_every_form_with_its_identifiers(client):
    venue = VenueFactory(abbreviation="PRR", name="Physical Review Research", kind="journal")
    work = PublicationFactory(title="Power Laws", venue=venue, kind="journal", year="2022-08")
    work.appearances.update(doi="10.1103/prr.4.1", volume="4", issue="3", pages="1-9")
    Appearance.objects.create(publication=work, kind="preprint", arxiv_id="2009.00001")
    page = text(client.get("/publications/power-laws/"))
    assert "Physical Review Research" in page
    assert "vol. 4, no. 3, pp. 1-9" in page
    assert '<a href="https://doi.org/10.1103/prr.4.1" rel="noopener">10.1103/prr.4.1</a>' in page
    assert '<a href="https://arxiv.org/abs/2009.00001" rel="noopener">2009.00001</a>' in page


def test_the_page_of_a_work_has_news_and_talks_about_it(client):
    work = PublicationFactory(title="Power Laws")
    NewsFactory(text="Power laws were accepted.").publications.add(work)
    NewsFactory(text="Not to be seen yet.", is_draft=True).publications.add(work)
    TalkFactory(title="A Talk on Power").publications.add(work)
    page = text(client.get("/publications/power-laws/"))
    assert "Power laws were accepted." in page
    assert "A Talk on Power" in page
    assert "Not to be seen yet." not in page


def test_scholar_reads_title_authors_date_and_venue(client):
    venue = VenueFactory(abbreviation="ICML", name="International Conference on Machine Learning")
    PublicationFactory(
        title="Clustering",
        venue=venue,
        year="2016-05-14",
        authors=["Chaoyue Liu", "Mikhail Belkin"],
    )
    page = text(client.get("/publications/clustering/"))
    assert '<meta name="citation_title" content="Clustering">' in page
    first = page.index('<meta name="citation_author" content="Chaoyue Liu">')
    assert first < page.index('<meta name="citation_author" content="Mikhail Belkin">')
    assert '<meta name="citation_publication_date" content="2016/05/14">' in page
    assert 'citation_conference_title" content="International Conference on Machine' in page
    assert 'content=""' not in page


def test_bibtex_can_be_downloaded(client):
    PublicationFactory(title="Clustering", authors=["Mikhail Belkin"], year=2016)
    response = client.get("/publications/clustering.bib")
    assert response["Content-Type"] == "application/x-bibtex; charset=utf-8"
    assert response.content.startswith(b"@inproceedings{belkin2016clustering,\n")


def test_private_notes_are_not_on_the_pages(client):
    work = PublicationFactory(private_note="Ask the second author.")
    assert "second author" not in text(client.get("/publications/"))
    assert "second author" not in text(client.get(work.get_absolute_url()))


def filled_work(number):
    person = PersonFactory()
    work = PublicationFactory(authors=[person, "Someone Else"], venue=VenueFactory())
    PublicationLink.objects.create(
        publication=work, label="code", url=f"https://example.org/{number}"
    )
    return work


@pytest.mark.parametrize("rows", [3, 30])
def test_the_list_takes_the_same_queries_however_long(client, django_assert_num_queries, rows):
    for number in range(rows):
        filled_work(number)
    with django_assert_num_queries(19):
        client.get("/publications/")


@pytest.mark.parametrize("rows", [3, 30])
def test_a_work_takes_the_same_queries_however_much_is_about_it(
    client, django_assert_num_queries, rows
):
    work = filled_work(0)
    for _ in range(rows):
        Authorship.objects.create(publication=work, person=PersonFactory())
        NewsFactory(author=PersonFactory()).publications.add(work)
        TalkFactory(speaker=PersonFactory()).publications.add(work)
    with django_assert_num_queries(21):
        client.get(work.get_absolute_url())
