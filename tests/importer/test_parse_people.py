"""Whose page it is: names, cards, addresses, and lists of degrees and positions."""

from dataclasses import replace

import pytest

from importer.parse import cards, contact, degrees, offices, owners, parse, positions
from importer.records import (
    AppointmentRecord,
    Author,
    AwardRecord,
    EducationRecord,
    GrantRecord,
    PersonRecord,
    PublicationRecord,
    Reading,
)
from importer.sources import load


def read(*lines: str, name: str = "page.txt") -> Reading:
    return parse(load(name, "\n".join(lines).encode()))


def owner(reading: Reading) -> PersonRecord:
    assert reading.owner is not None
    return reading.owner


def current(reading: Reading) -> AppointmentRecord:
    return next(a for a in reading.of_type(AppointmentRecord) if a.is_current)


# ---------------------------------------------------------------- names


@pytest.mark.parametrize(
    ("text", "name", "others"),
    [
        ("Prof. Dr. Ann Lee", "Ann Lee", ()),
        ("Ann Lee, MD, PhD", "Ann Lee", ()),
        ("ANN LEE-RAY, Ph.D., P.E.", "Ann Lee-Ray", ()),
        ("Ann Lee (she/her)", "Ann Lee", ()),
        ("Ann Lee (李安)", "Ann Lee", ("李安",)),
        ("李安 Ann Lee", "Ann Lee", ("李安",)),
        ("Ann Lee (Anna Leeová)", "Ann Lee", ("Anna Leeová",)),
        ("Bo (Percy) Ray", "Bo (Percy) Ray", ()),
    ],
)
def test_a_name_stands_without_titles_degrees_and_pronouns(
    text: str, name: str, others: tuple[str, ...]
) -> None:
    found = owners.named(text)
    assert found is not None
    assert (found.name, found.others) == (name, others)


@pytest.mark.parametrize("text", ["Google Scholar", "Mudford College", "Publications", "Mud"])
def test_what_is_no_name_names_nobody(text: str) -> None:
    assert owners.named(text) is None


def test_the_native_form_of_a_name_has_its_field() -> None:
    found = owner(read("Ann Lee (李安)", "Lecturer, Mudford College"))
    assert (found.name, found.native_name) == ("Ann Lee", "李安")


def test_a_name_with_a_card_below_is_surer_than_one_above_it() -> None:
    found = read("Wetham Mud", "Home", "Ann Lee", "Lecturer", "Mudford College", "lee@mud.edu")
    assert owner(found).name == "Ann Lee"


def test_a_text_in_the_third_person_names_its_subject() -> None:
    found = read("Ann Lee is a lecturer at Mudford College, where she studies rain.")
    assert owner(found).name == "Ann Lee"


def test_a_card_below_the_heading_of_the_list_is_not_part_of_the_list() -> None:
    found = read(
        "Publications",
        "Ann Lee (she/her), Lecturer, Mudford College. lee@mud.edu",
        "",
        "A. Lee and B. Ray. The flow of mud. Journal of Mud, 2019.",
    )
    assert (owner(found).name, owner(found).emails) == ("Ann Lee", ("lee@mud.edu",))
    assert current(found).institution == "Mudford College"


def work(*authors: str) -> PublicationRecord:
    return PublicationRecord(lines=(1, 1), title="Mud", authors=tuple(map(Author, authors)))


def test_the_author_of_nearly_all_works_is_the_owner_in_the_fullest_form() -> None:
    works = [work("A. Lee", "Bo Ray")] * 5 + [work("Ann Lee", "Cy Dee")] * 3 + [work("Cy Dee")]
    assert owners.common_author(works) == "Ann Lee"


def test_company_is_not_the_owner() -> None:
    joint = replace(work("Ann Lee"), owner_implied=True)
    assert owners.common_author([joint, joint]) == ""


@pytest.mark.parametrize(
    "works",
    [
        [work("A. Lee", "Bo Ray"), work("A. Lee", "Bo Ray"), work("Ann Lee", "B. Ray")],
        [work("A. Lee"), work("Bo Ray"), work("A. Lee"), work("Cy Dee")],
        [work("A. Lee")],
        [],
    ],
)
def test_no_author_is_guessed_who_is_not_clearly_ahead(works: list[PublicationRecord]) -> None:
    assert owners.common_author(works) == ""


def test_a_page_of_a_group_gets_no_owner_from_its_works() -> None:
    page = ["The Mud Lab", "Publications"]
    for year in range(2015, 2020):
        page += [f"A. Lee and B. Ray{year % 3}. The flow of mud. Journal of Mud, {year}.", ""]
    assert read(*page).owner is None


# ---------------------------------------------------------------- cards and addresses


@pytest.mark.parametrize(
    ("text", "position", "place"),
    [
        (
            "Associate Professor, School of Rain, Mudford University",
            "Associate Professor",
            ("School of Rain", "Mudford University"),
        ),
        (
            "Reader in Hail | Department of Rain at Mudford University",
            "Reader in Hail",
            ("Department of Rain", "Mudford University"),
        ),
        ("Lecturer (tenure track), Senior Member, IEEE", "Lecturer", ("", "")),
        (
            "Ray Professor in Mud, Rain and Snow",
            "Ray Professor in Mud, Rain and Snow",
            ("", ""),
        ),
        (
            "Professorin für Regen, Universität Mudford",
            "Professorin für Regen",
            ("", "Universität Mudford"),
        ),
        (
            "Postdoc at University of California, Berkeley",
            "Postdoc",
            ("", "University of California, Berkeley"),
        ),
    ],
)
def test_a_line_of_a_card_has_position_and_place(
    text: str, position: str, place: tuple[str, str]
) -> None:
    found = cards.read(text)
    assert (found.position, tuple(found.place)) == (position, place)


def test_position_and_places_stand_on_lines_of_their_own() -> None:
    found = read("Ann Lee", "Professeure", "Institut de Boue", "Université de Mudford", "Bureau 12")
    held = current(found)
    assert (held.position, held.department, held.institution) == (
        "Professeure",
        "Institut de Boue",
        "Université de Mudford",
    )
    assert owner(found).office == "Bureau 12"
    assert found.unread == ()


def test_what_a_card_cannot_hold_stays_unread() -> None:
    found = read("Ann Lee", "Lecturer, Mudford College", "Wet Street 3", "Tel. +1 555 0100")
    assert [line.text for line in found.unread] == ["Wet Street 3", "Tel. +1 555 0100"]


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("Office: Room 3, Mud House", "Room 3, Mud House"),
        ("Office K 623, Mud Building, Wetham", "K 623, Mud Building, Wetham"),
        ("Bureau 312 Tél. +33 3 00 00 00 00", "Bureau 312"),
        ("3443 Mud Hall", "3443 Mud Hall"),
        ("Mud Building, K 417", "Mud Building, K 417"),
        ("Mud House, Wet Street 9, floor D4, 1000 Wetham", "Mud House, Wet Street 9, floor D4"),
        ("105 Wet Street", ""),
        ("Office hours: Tuesday 3-4", ""),
        ("Department of Rain, Mudford University", ""),
    ],
)
def test_an_office_is_known_by_its_label_or_its_number(text: str, office: str) -> None:
    assert offices.read(text) == office


@pytest.mark.parametrize(
    "text",
    [
        "lee@mud.edu",
        "Email lee@mud.edu / CV",
        "lee [at] mud [dot] edu",
        "E-mail: lee AT mud.edu",
        "lee at mud dot edu",
        "lee {at} mud {dot} edu",
    ],
)
def test_an_address_is_read_however_it_is_hidden(text: str) -> None:
    assert contact.emails(text) == ("lee@mud.edu",)


def test_a_pattern_for_an_address_is_filled_in_with_a_name_of_two_words() -> None:
    assert contact.own(["firstname.lastname@mud.edu"], "Ann Lee") == ("ann.lee@mud.edu",)
    assert contact.own(["firstname.lastname@mud.edu"], "Ann van der Lee") == ()


def test_an_address_in_the_last_lines_is_the_owners() -> None:
    found = read(
        "Ann Lee",
        "I am a lecturer at Mudford College.",
        "Courses",
        "- MUD 1: Rain",
        "",
        "Office: Mud House 3",
        "E-mail: lee@mud.edu",
    )
    assert (owner(found).emails, owner(found).office) == (("lee@mud.edu",), "Mud House 3")


# ---------------------------------------------------------------- degrees and positions


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["Ph.D., Mud, Mudford College, 2010"], ("Ph.D.", "Mud", "Mudford College", "2010", "")),
        (
            ["Ph.D. Clay Science, Mudford University, 2010 (advisor: B. Ray)"],
            ("Ph.D.", "Clay Science", "Mudford University", "2010", "B. Ray"),
        ),
        (
            ["Master of Science in Rain", "Mudford University", "2008 - 2010", "Advisor: Bo Ray"],
            ("Master of Science", "Rain", "Mudford University", "2010", "Bo Ray"),
        ),
        (
            ["2012 Promotion zur Dr. phil. (Regen), Universität Mudford"],
            ("Promotion zur Dr. phil.", "Regen", "Universität Mudford", "2012", ""),
        ),
    ],
)
def test_an_entry_of_a_degree_is_read_part_by_part(
    texts: list[str], expected: tuple[str, str, str, str, str]
) -> None:
    (found,) = degrees.read(texts, (1, 1))
    assert (
        found.degree,
        found.field,
        found.institution,
        found.year,
        found.advisor,
    ) == expected


def test_years_told_respectively_belong_to_the_degrees_in_order() -> None:
    found = read(
        "Ann Lee",
        "I received the M.Sc. and D.Sc. (Tech.) degrees from Mudford University in 2012 and 2017, "
        "respectively.",
    )
    assert [(e.degree, e.year) for e in found.of_type(EducationRecord)] == [
        ("M.Sc.", "2012"),
        ("D.Sc. (Tech.)", "2017"),
    ]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (
            ["2019 - 2021: Research Fellow", "Mud Institute, Wetham", "Supervisor: Dr. Bo Ray"],
            ("Research Fellow", "Mud Institute", "2019", "2021", ("Bo Ray",)),
        ),
        (
            ["Mudford University, Lecturer, 2019–2021"],
            ("Lecturer", "Mudford University", "2019", "2021", ()),
        ),
        (
            ["2015 - 2016: Rain Observer", "Mudford Service"],
            ("Rain Observer", "Mudford Service", "2015", "2016", ()),
        ),
        (
            ["Professor of Mud, Mudford University, 2009–"],
            ("Professor of Mud", "Mudford University", "2009", "", ()),
        ),
    ],
)
def test_an_entry_of_a_position_has_title_place_and_period(
    texts: list[str], expected: tuple[str, str, str, str, tuple[str, ...]]
) -> None:
    found = positions.of_entry(texts, (1, 1))
    assert found is not None
    assert (found.position, found.institution, found.start, found.end, found.hosts) == expected


def test_deeper_bullets_go_on_with_the_position_above_them() -> None:
    found = read(
        "Ann Lee",
        "Experience",
        "- 2022 - present: Postdoc",
        "    - Mud Institute",
        "- 2020 - 2022: Research Associate",
        "    - Mudford University",
    )
    assert [
        (a.position, a.institution, a.is_current) for a in found.of_type(AppointmentRecord)
    ] == [("Postdoc", "Mud Institute", True), ("Research Associate", "Mudford University", False)]


def test_a_position_that_card_and_list_tell_is_one_with_the_date_of_the_list() -> None:
    found = read(
        "Ann Lee",
        "Lecturer, Department of Rain",
        "Mudford University",
        "Experience",
        "2020 – present   Lecturer, Mudford University",
        "2018 – 2020   Postdoc, Wetham University",
    )
    assert [
        (a.position, a.department, a.institution, a.start) for a in found.of_type(AppointmentRecord)
    ] == [
        ("Lecturer", "Department of Rain", "Mudford University", "2020"),
        ("Postdoc", "", "Wetham University", "2018"),
    ]


def test_past_positions_named_together_are_told_apart() -> None:
    found = read(
        "Ann Lee",
        "Before that I was a postdoc at the Mud Institute, Wetham (2014–2016) and a Ray Fellow at "
        "the Rain Institute of Science (2016-2018).",
    )
    assert [
        (a.position, a.institution, a.start, a.end) for a in found.of_type(AppointmentRecord)
    ] == [
        ("postdoc", "Mud Institute, Wetham", "2014", "2016"),
        ("Ray Fellow", "Rain Institute of Science", "2016", "2018"),
    ]


@pytest.mark.parametrize(
    ("line", "title", "date"),
    [
        ("- Rain Fellowship (2015–2017)", "Rain Fellowship", "2015"),
        ("- Best Paper Award, Mud Days 2020", "Best Paper Award, Mud Days 2020", "2020"),
    ],
)
def test_a_period_is_no_part_of_an_award(line: str, title: str, date: str) -> None:
    (found,) = read("Ann Lee", "Awards", line).of_type(AwardRecord)
    assert (found.title, found.date) == (title, date)


def test_a_grant_has_title_funder_amount_and_period() -> None:
    (found,) = read(
        "Ann Lee", "Grants", "- Rain Foundation, “Mud and rain”, No. 12-34, €500,000, 2021–2026"
    ).of_type(GrantRecord)
    assert (found.title, found.funder, found.number, found.amount, found.start, found.end) == (
        "Mud and rain",
        "Rain Foundation",
        "12-34",
        "€500,000",
        "2021",
        "2026",
    )


def test_a_grant_among_awards_is_a_grant() -> None:
    found = read("Ann Lee", "Awards", "- Rain Medal, 2020", "- Mud grant, 2021–2022, $5,000")
    assert [a.title for a in found.of_type(AwardRecord)] == ["Rain Medal"]
    assert [g.title for g in found.of_type(GrantRecord)] == ["Mud grant"]


def test_a_page_of_a_group_names_no_member_as_its_owner() -> None:
    found = read("Rain Research Group", "Members", "Bo Ray, PhD student", "Cy Dee, postdoc")
    assert found.owner is None
