"""Homepages: header, sections, and what the prose tells."""

import pytest

from importer.parse import parse
from importer.records import (
    AppointmentRecord,
    Author,
    AwardRecord,
    CourseRecord,
    EducationRecord,
    Link,
    NewsRecord,
    OpeningRecord,
    PublicationRecord,
    Reading,
    ServiceRecord,
    TalkRecord,
    Term,
)
from importer.sources import load


def read(*lines: str) -> Reading:
    return parse(load("page.txt", "\n".join(lines).encode()))


def works(reading: Reading) -> list[PublicationRecord]:
    return list(reading.of_type(PublicationRecord))


HEADER = ("Ann Lee", "I am a lecturer at Mudford College.")


def test_the_name_the_position_and_the_text_come_from_the_header() -> None:
    found = read(
        "Ann Lee",
        "I am an Assistant Professor in MUD department at Mudford University.",
        "I like rain and mud, and I walk every day.",
        "News",
        "- 2020/01: It rained.",
    )
    assert found.kind == "homepage"
    assert found.owner is not None
    assert found.owner.name == "Ann Lee"
    assert len(found.owner.biography) == 2
    held = next(found.of_type(AppointmentRecord))
    assert (held.position, held.institution, held.department, held.is_current) == (
        "Assistant Professor",
        "Mudford University",
        "MUD",
        True,
    )


def test_degrees_named_together_share_field_and_institution() -> None:
    found = read(
        "Ann Lee",
        "I hold B.S. and M.S. degrees in Physics from Mudford University. I "
        "obtained my Ph.D. degree in Clay Science from The Loam University in 2015, "
        "where I was advised by Dr. D. Bo Ray.",
    )
    assert [
        (e.degree, e.field, e.institution, e.year, e.advisor)
        for e in found.of_type(EducationRecord)
    ] == [
        ("B.S.", "Physics", "Mudford University", "", ""),
        ("M.S.", "Physics", "Mudford University", "", ""),
        ("Ph.D.", "Clay Science", "The Loam University", "2015", "D. Bo Ray"),
    ]


def test_past_positions_have_duration_and_hosts_and_a_start_that_the_news_states() -> None:
    found = read(
        "Ann Lee",
        "Then I spent three years at Acme (a.k.a. Bolt) as a research "
        "scientist, and two months in Clay Institute (CI) at Loam City as a postdoc, "
        "working with Dr. Bo Ray.",
        "News",
        "- 2019/03: Started as a postdoc at the Clay Institute in Loam City.",
    )
    assert [
        (a.position, a.institution, a.duration, a.start, a.hosts)
        for a in found.of_type(AppointmentRecord)
    ] == [
        ("research scientist", "Acme (a.k.a. Bolt)", "three years", "", ()),
        ("postdoc", "Clay Institute (CI) at Loam City", "two months", "2019-03", ("Bo Ray",)),
    ]


@pytest.mark.parametrize(
    ("note", "first_person", "institution"),
    [
        ("I am seeking doctoral students for my lab. Please write to me!", True, ""),
        ("Mud Labs has openings for interns in spring. Apply by mail.", False, "Mud Labs"),
    ],
)
def test_who_recruits_is_told_apart(note: str, first_person: bool, institution: str) -> None:
    found = next(read("Ann Lee", note).of_type(OpeningRecord))
    assert (found.text, found.first_person, found.institution) == (note, first_person, institution)


def test_small_facts_of_the_header_each_have_their_field() -> None:
    found = read(
        "Ann Lee",
        "Email: ann (at) example.org",
        "Office: Room 3, Mud House",
        "CV",
        "I am a lecturer at Mudford College.",
        "A recent talk: How wet is rain?",
        "Master thesis: Rain on clay (雨の研究, 2014).",
        "Research Interests: Mud, in all its forms.",
        "Publications",
        "Clay",
        "Ann Lee, Bo Ray",
        "ICML 2020",
    )
    owner = found.owner
    assert owner is not None
    assert (owner.emails, owner.office) == (("ann@example.org",), "Room 3, Mud House")
    assert owner.links == (Link("CV"),)
    assert owner.interests == ("Mud, in all its forms.",)
    assert next(found.of_type(TalkRecord)).title == "How wet is rain?"
    thesis = works(found)[0]
    assert (thesis.title, thesis.native_title, thesis.note, thesis.owner_implied) == (
        "Rain on clay",
        "雨の研究",
        "Master thesis",
        True,
    )
    assert (thesis.appearances[0].kind, thesis.appearances[0].date) == ("thesis", "2014")


RECORDS = (
    (
        "On the Flow of Mud under Rain",
        "Ann Lee*, Bo Ray*, Cy van Dee",
        "ICML 2020",
        "[paper] [code]",
    ),
    ("Why is Clay Heavy?", "Cy van Dee and Ann Lee", "Journal of Mud, 2019", "[paper]"),
    ("A Theory of Puddles for the Patient", "Ann Lee", "arXiv:1901.01234", "[arXiv]"),
)


def check_records(reading: Reading) -> None:
    found = works(reading)
    assert [w.title for w in found] == [r[0] for r in RECORDS]
    assert found[0].authors == (
        Author("Ann Lee", True),
        Author("Bo Ray", True),
        Author("Cy van Dee"),
    )
    assert [w.appearances[0].kind for w in found] == ["conference", "journal", "preprint"]
    assert [[link.label for link in w.links] for w in found] == [
        ["paper", "code"],
        ["paper"],
        ["arXiv"],
    ]
    assert [w.has_code for w in found] == [True, False, False]


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (1, 0, 2, 3), (0, 2, 1, 3), (2, 0, 1, 3)])
@pytest.mark.parametrize("blank", [True, False])
@pytest.mark.parametrize("bullet", ["", "- ", "• ", "1. "])
def test_records_are_read_in_any_order_of_their_lines(
    order: tuple[int, ...], blank: bool, bullet: str
) -> None:
    lines = [*HEADER, "Selected papers"]
    for record in RECORDS:
        body = [record[k] for k in order]
        lines += [bullet + body[0], *body[1:], *([""] if blank else [])]
    check_records(read(*lines))


def test_bullets_on_titles_and_on_authors_make_one_record_of_two_items() -> None:
    lines = [*HEADER, "Publications"]
    for k, (title, authors, venue, links) in enumerate(RECORDS):
        lines += [
            f"  {2 * k + 1}. {title}",
            f"  {2 * k + 2}. {authors}",
            f"    {venue}",
            f"    {links}",
        ]
    check_records(read(*lines))


def test_labels_after_the_title_are_links_of_the_record() -> None:
    found = works(read(*HEADER, "Papers", "Mud and its Uses [pdf]", "Ann Lee, Bo Ray", "UAI 2018"))
    assert (found[0].title, found[0].links) == ("Mud and its Uses", (Link("pdf"),))


@pytest.mark.parametrize("legend", ["†: equal contribution", "† denotes equal contribution"])
def test_a_legend_says_which_mark_means_equal_contribution(legend: str) -> None:
    found = read(
        *HEADER, "Papers", "Mud and its Uses", "Ann Lee†, Bo Ray†, Cy Dee*", "UAI 2018", legend
    )
    assert [a.equal for a in works(found)[0].authors] == [True, True, False]
    assert found.unread == ()


def test_a_second_venue_is_a_second_appearance_and_a_presentation_a_note() -> None:
    found = works(
        read(
            *HEADER,
            "Papers",
            "Mud and its Uses",
            "Ann Lee, Bo Ray",
            "UAI 2018",
            "ICML 2017 Workshop on Rain",
            "presented at a meeting of friends, 2016.",
        )
    )
    assert [(a.venue_abbrev, a.kind) for a in found[0].appearances] == [
        ("UAI", "conference"),
        ("ICML", "workshop"),
    ]
    assert found[0].note == "presented at a meeting of friends, 2016"


def test_another_order_of_the_owners_name_is_an_alternate_name() -> None:
    found = read(
        "Lee Ann",
        "I am a lecturer at Mudford College.",
        "Papers",
        "Mud and its Uses",
        "Ann Lee, Bo Ray",
        "UAI 2018",
    )
    assert found.owner is not None
    assert found.owner.alternate_names == ("Ann Lee",)


def test_news_have_dates_names_links_and_arxiv_ids() -> None:
    found = read(
        *HEADER,
        "News",
        "* Aug 2024: New paper on mud, with Bo Ray and Cy Dee. See arXiv:2306.02601 [Preprint]",
    )
    item = next(found.of_type(NewsRecord))
    assert (item.date, item.date_printed, item.names, item.arxiv_ids, item.links) == (
        "2024-08",
        "Aug 2024",
        ("Bo Ray", "Cy Dee"),
        ("2306.02601",),
        (Link("Preprint"),),
    )


def test_talks_have_title_event_place_and_date() -> None:
    found = read(
        *HEADER,
        "Talks",
        "- Mud, Sweat and Rain, Clay Club (CC) seminar, Loam City, Apr 2024.",
        "- Wet Feet, Reading Group, 2017.",
    )
    assert [(t.title, t.event, t.place, t.date) for t in found.of_type(TalkRecord)] == [
        ("Mud, Sweat and Rain", "Clay Club (CC) seminar", "Loam City", "2024-04"),
        ("Wet Feet", "Reading Group", "", "2017"),
    ]


def test_courses_have_institution_code_title_terms_role_and_people() -> None:
    found = read(
        *HEADER,
        "Teaching",
        "- Mudford University, MUD 57000: Rain, 24 Fall. (Instructor, with Bo Ray)",
        "- MC CLAY 2008: Wet and Dry, 17’Sp, 18’Au. (Teaching assistant)",
    )
    first, second = found.of_type(CourseRecord)
    assert (first.institution, first.code, first.title, first.terms, first.role, first.people) == (
        "Mudford University",
        "MUD 57000",
        "Rain",
        (Term("fall", 2024, "24 Fall"),),
        "Instructor",
        ("Bo Ray",),
    )
    assert (second.institution, second.code, second.title, second.role) == (
        "MC",
        "CLAY 2008",
        "Wet and Dry",
        "Teaching assistant",
    )
    assert [(t.season, t.year) for t in second.terms] == [("spring", 2017), ("autumn", 2018)]


def test_services_stand_by_role_and_year_and_an_empty_role_stays_unread() -> None:
    found = read(
        *HEADER, "Services", "Organizer", "Reviewer", "- 2024: ICLR, Swiss grant", "- 2023: UAI"
    )
    assert [(s.role, s.year, s.venues) for s in found.of_type(ServiceRecord)] == [
        ("Reviewer", "2024", ("ICLR", "Swiss grant")),
        ("Reviewer", "2023", ("UAI",)),
    ]
    assert found.sections == ("Services", "Organizer", "Reviewer")
    assert [line.text for line in found.unread] == ["Organizer"]


def test_a_counter_at_the_foot_is_unread_chrome() -> None:
    found = read(
        *HEADER,
        "Papers",
        "Mud and its Uses",
        "Ann Lee, Bo Ray",
        "UAI 2018",
        "Last updated in May 2018.",
    )
    assert [(line.number, line.chrome) for line in found.unread] == [(7, True)]
    assert len(works(found)) == 1


def test_a_year_alone_dates_the_awards_below_and_is_none() -> None:
    dated = ("2017", "Prize for Mud", "Medal of Rain", "2012–13", "Wet Scholar")
    found = read(*HEADER, "Awards", *dated, "2009-2010: Mud Medal", "2008 - Present, Wet Boot")
    told = [(a.title, a.date) for a in found.of_type(AwardRecord)]
    assert told == [
        ("Prize for Mud", "2017"),
        ("Medal of Rain", "2017"),
        ("Wet Scholar", "2012"),
        ("Mud Medal", "2009"),
        ("Wet Boot", "2008"),
    ]


def test_awards_have_a_title_and_a_date() -> None:
    found = read(*HEADER, "Awards", "- Golden Boot for mud science, 2019", "- 2020: Rain Medal")
    assert [(a.title, a.date) for a in found.of_type(AwardRecord)] == [
        ("Golden Boot for mud science", "2019"),
        ("Rain Medal", "2020"),
    ]


def test_degrees_in_a_list_are_read_as_those_in_sentences() -> None:
    found = read(
        *HEADER,
        "Education",
        "- Ph.D. in Clay Science, Loam University, 2015",
        "- B.S. in Physics, Mudford University, 2010",
    )
    assert [(e.degree, e.field, e.institution, e.year) for e in found.of_type(EducationRecord)] == [
        ("Ph.D.", "Clay Science", "Loam University", "2015"),
        ("B.S.", "Physics", "Mudford University", "2010"),
    ]
    assert found.unread == ()
