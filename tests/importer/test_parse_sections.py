"""Service, courses, talks, offices and addresses, however a section is set."""

import pytest

from importer.parse import contact, dates, offices, parse
from importer.records import (
    CourseRecord,
    NewsRecord,
    PersonRecord,
    Reading,
    ServiceRecord,
    TalkRecord,
)
from importer.sources import load

HEADER = ("Ann Lee", "I am a lecturer at Mudford College.", "")


def read(*lines: str) -> Reading:
    return parse(load("page.md", "\n".join((*HEADER, *lines)).encode()))


def owner(reading: Reading) -> PersonRecord:
    assert reading.owner is not None
    return reading.owner


# ---------------------------------------------------------------- service


def served(reading: Reading) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(r.role, r.year, r.venues) for r in reading.of_type(ServiceRecord)]


def test_a_year_above_roles_is_theirs() -> None:
    found = read(
        "## Service",
        "",
        "- 2025",
        "    - Associate Chair: CHI, CSCW",
        "- 2023",
        "    - Reviewer: CHI",
    )
    assert served(found) == [
        ("Associate Chair", "2025", ("CHI", "CSCW")),
        ("Reviewer", "2023", ("CHI",)),
    ]


def test_one_role_told_twice_in_a_line_is_one_record() -> None:
    found = read("## Service", "", "2023, Associate Chair, CHI; Associate Chair, CSCW")
    assert served(found) == [("Associate Chair", "2023", ("CHI", "CSCW"))]


def test_a_list_of_venues_goes_on_below_a_comma() -> None:
    text = ("Ann Lee", "Service", "", "Reviewer: Mud University Press, Rain University Press,")
    found = parse(load("page.txt", "\n".join((*text, "Clay University Press")).encode()))
    assert served(found)[0][2] == (
        "Mud University Press",
        "Rain University Press",
        "Clay University Press",
    )


def test_a_society_of_two_things_is_one_body() -> None:
    found = read("## Service", "", "- Trustee, Mud and Society Association, 2013")
    assert served(found) == [("Trustee", "2013", ("Mud and Society Association",))]


def test_the_name_on_top_of_the_next_page_is_no_body() -> None:
    degrees = [f"{name}, Wetham University, 2010" for name in ("PhD", "MSc", "BSc")]
    above = (*HEADER, "Education", *degrees, "", "Service", "Session Chair", "Society of Clay 2019")
    lines = (*above, "", "Ann Lee", "", "CV, page 3 of 3")
    found = parse(load("page.txt", "\n".join(lines).encode()))
    assert served(found) == [("Session Chair", "2019", ("Society of Clay",))]


@pytest.mark.parametrize(
    ("listed", "venues"),
    [
        ("Mud International, Clay et Rain Letters", ("Mud International", "Clay", "Rain Letters")),
        (
            "Mud Letters, Revue de la boue et Sciences",
            ("Mud Letters", "Revue de la boue et Sciences"),
        ),
    ],
)
def test_a_list_in_another_language_ends_with_its_and(listed: str, venues: tuple[str, ...]) -> None:
    assert served(read("## Service", "", f"- Relectrice pour {listed}.")) == [
        ("Relectrice", "", venues)
    ]


def test_conferences_organized_are_told_without_their_place_and_month() -> None:
    found = read(
        "## Conferences (co-)organized",
        "",
        "- Mud in the Midwest, Rainham, April 2023",
        "- WETMUD, Stony Clay, Fall 2016",
        "- ICML, NeurIPS 2015",
    )
    assert served(found) == [
        ("Co-organizer", "2023", ("Mud in the Midwest",)),
        ("Co-organizer", "2016", ("WETMUD",)),
        ("Co-organizer", "", ("ICML",)),
        ("Co-organizer", "2015", ("NeurIPS",)),
    ]


# ---------------------------------------------------------------- courses


def taught(reading: Reading) -> list[tuple[str, str, str, str, list[int | None]]]:
    return [
        (c.institution, c.code, c.title, c.role, [t.year for t in c.terms])
        for c in reading.of_type(CourseRecord)
    ]


def test_bullets_below_an_institution_are_its_courses() -> None:
    found = read(
        "## Teaching",
        "",
        "- Wetham University",
        "    - MUD 582 Wet Clay — Instructor, Winter 2025",
        "- Rainham University",
        "    - 05-391 Dry Clay — Teaching Assistant, Fall 2020",
    )
    assert taught(found) == [
        ("Wetham University", "MUD 582", "Wet Clay", "Instructor", [2025]),
        ("Rainham University", "05-391", "Dry Clay", "Teaching Assistant", [2020]),
    ]


def test_bullets_below_a_course_are_its_terms() -> None:
    found = read("## Teaching", "", "- 02506 Wet Clay", "    - Spring 2023, Spring 2024")
    assert taught(found) == [("", "02506", "Wet Clay", "", [2023, 2024])]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- MUD 411 Wet Clay (2022-1, 2023-1)", ("", "MUD 411", "Wet Clay", "", [2022, 2023])),
        ("- Wet Clay (L2), cours et TD, 2020", ("", "", "Wet Clay", "", [2020])),
        (
            "- Fall 2012 MUD 134 Wet Clay Teaching Assistant",
            ("", "MUD 134", "Wet Clay", "Teaching Assistant", [2012]),
        ),  # fmt: skip  # noqa: E501
        ("- MUD 461 Wet Clay, Fall 2020, 18", ("", "MUD 461", "Wet Clay", "", [2020])),
    ],
)
def test_level_size_and_role_are_no_part_of_a_title(
    line: str, expected: tuple[str, str, str, str, list[int | None]]
) -> None:
    assert taught(read("## Teaching", "", line)) == [expected]


def test_a_role_in_the_heading_holds_for_all_courses() -> None:
    found = read("## Teaching (as TA)", "", "- MUD 512 Wet Clay, Autumn 2019")
    assert taught(found) == [("", "MUD 512", "Wet Clay", "TA", [2019])]


def test_courses_told_apart_by_their_levels() -> None:
    found = read("## Enseignement", "", "Argile mouillée (L3), Histoire de la boue (M1)")
    assert [c[2] for c in taught(found)] == ["Argile mouillée", "Histoire de la boue"]


@pytest.mark.parametrize(
    "line",
    [
        "Last changed: Tue Apr 16 11:02:33 EDT 2002",
        "Les feuilles de TD sont sur le serveur.",
        "Organizer: Mud School 2023",
        "Comité de rédaction : Boue (depuis 2018)",
    ],
)
def test_other_lines_among_courses_are_none(line: str) -> None:
    found = read("## Teaching 2024", "", "- MUD 512 Wet Clay", "", line)
    assert [c[2] for c in taught(found)] == ["Wet Clay"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("40312 - WET CLAY T - Laurea in Ingegneria del fango", ("40312", "WET CLAY T")),
        ("GE-3-MUD : La boue lente (3e année)", ("GE-3-MUD", "La boue lente")),
        ("MUD 254/454: Design of Rain", ("MUD 254/454", "Design of Rain")),
        ("MUD 2/455: Slow Rain", ("MUD 2/455", "Slow Rain")),
        ("2019: Wet Clay", ("", "Wet Clay")),
        ("MUD 1A: Clay", ("MUD 1A", "Clay")),
        ("WS 2020: Wet Clay", ("", "Wet Clay")),
    ],
)
def test_a_code_that_a_mark_parts_from_the_title(line: str, expected: tuple[str, str]) -> None:
    found = read("## Teaching", "", f"- {line}")
    assert [(c[1], c[2]) for c in taught(found)] == [expected]


def test_terms_of_one_letter_and_a_year() -> None:
    found = read("## Teaching", "", "- Mud 510 Wet Clay: F2021, F2022", "- Mud 720 Rain: S2023")
    assert taught(found) == [
        ("", "Mud 510", "Wet Clay", "", [2021, 2022]),
        ("", "Mud 720", "Rain", "", [2023]),
    ]
    seasons = [[t.season for t in c.terms] for c in found.of_type(CourseRecord)]
    assert seasons == [["fall", "fall"], ["spring"]]


def test_a_course_told_twice_is_one_with_the_terms_of_both() -> None:
    found = read(
        "## Teaching",
        "",
        "- Fall 2024: Mud 8201, Wet Clay",
        "- Spring 2024: Mud 5248, Rain",
        "- Fall 2023: Mud 8201, Wet Clay",
    )
    assert [(c[1], c[4]) for c in taught(found)] == [
        ("Mud 8201", [2024, 2023]),
        ("Mud 5248", [2024]),
    ]


# ---------------------------------------------------------------- talks


def held(reading: Reading) -> list[tuple[str, str, str, str]]:
    return [(t.title, t.event, t.place, t.date) for t in reading.of_type(TalkRecord)]


@pytest.mark.parametrize("kind", ["invited", "invited panel", "eingeladen", "invité"])
def test_what_kind_of_talk_it_was_is_no_part_of_the_place(kind: str) -> None:
    found = read("## Talks", "", f'- "Wet clay", Mud Meeting, Rainham, March 2022 ({kind})')
    assert held(found) == [("Wet clay", "Mud Meeting", "Rainham", "2022-03")]


def test_a_title_may_stand_behind_a_colon_in_one_item_and_in_quotes_in_others() -> None:
    lines = (
        "Ann Lee",
        "Exposés",
        "12 mars 2024, Séminaire de boue, Université de Boue : « Argile et pluie »",
        "Octobre 2022, Journées de la pluie, Mare : « Boue froide »",
        "2019, Congrès de boue, Marais : Schémas pour une argile mouillée",
    )
    found = parse(load("page.txt", "\n".join(lines).encode()))
    assert held(found)[-1] == (
        "Schémas pour une argile mouillée",
        "Congrès de boue",
        "Marais",
        "2019",
    )


def test_a_line_that_ends_in_a_comma_goes_on_below() -> None:
    lines = (
        "Ann Lee",
        "Talks",
        "",
        '"Courts of clay," Mud Institute for Rain,',
        "Rainham, June 2019",
    )
    found = parse(load("page.txt", "\n".join(lines).encode()))
    assert held(found) == [("Courts of clay", "Mud Institute for Rain", "Rainham", "2019-06")]


def test_a_sentence_below_the_list_is_no_talk() -> None:
    found = read(
        "## Talks",
        "",
        "- Wet clay, Mud Seminar, May 2024",
        "",
        "This page is made by hand. Please report what is wrong.",
    )
    assert [t[0] for t in held(found)] == ["Wet clay"]


def test_a_day_at_the_end_is_of_the_year_at_the_start() -> None:
    found = read(
        "## Talks",
        "",
        "- 2024  Hearsay and rain. Colloquium, Mudford, March 8.",
        "- 2023  Counting puddles. Workshop on Mud, Wetham, 15 September.",
    )
    assert held(found) == [
        ("Hearsay and rain", "Colloquium", "Mudford", "2024-03-08"),
        ("Counting puddles", "Workshop on Mud", "Wetham", "2023-09-15"),
    ]


def test_a_role_and_an_address_below_talks_are_none() -> None:
    lines = (
        "Ann Lee",
        "Talks",
        "",
        "19 Feb 2025: Where puddles end, Rain Seminar, University of Mudford",
        "May 2025: Rigid clay, Mud workshop, Wetham",
        "",
        "I am an editor of Journal of Mud (since 2021).",
        "",
        "Lehmgasse 24/II, 8010 Mudheim, room C208",
        "ann.lee@mud.edu",
    )
    found = parse(load("page.txt", "\n".join(lines).encode()))
    assert [t[0] for t in held(found)] == ["Where puddles end", "Rigid clay"]
    assert served(found) == [("editor", "2021", ("Journal of Mud",))]
    assert owner(found).office == "Lehmgasse 24/II, 8010 Mudheim, room C208"


@pytest.mark.parametrize(
    ("line", "date", "text"),
    [
        ("(9/02) Our mud is online.", "2002-09", "Our mud is online."),
        ("[12/98] Rain again.", "1998-12", "Rain again."),
        ("(9/2002) Clay.", "2002-09", "Clay."),
        ("9/02 is no date of Mud.", "", "9/02 is no date of Mud."),
    ],
)
def test_news_may_begin_with_a_month_and_a_short_year(line: str, date: str, text: str) -> None:
    found = list(read("## News", "", f"- {line}", "- (3/01) Wet clay.").of_type(NewsRecord))
    assert (found[0].date, found[0].text) == (date, text)


@pytest.mark.parametrize(
    ("texts", "day_first"),
    [
        (["12/10/2023 : Boue", "juin 2022 : Pluie"], True),
        (["12/10/2023: mud", "25/10/2023: rain"], True),
        (["12/10/2023: mud", "10/25/2023: rain"], False),
        (["12/10/2023: mud", "June 2022: rain"], False),
    ],
)
def test_the_day_stands_first_where_other_dates_say_so(texts: list[str], day_first: bool) -> None:
    assert dates.is_day_first(texts) is day_first
    iso = dates.find_all(texts[0], day_first)[0].iso
    assert iso == ("2023-10-12" if day_first else "2023")


# ---------------------------------------------------------------- offices and addresses


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("WEL 5.228G", "WEL 5.228G"),
        ("INJ 138, Station 14, CH-1015 Mudhausen", "INJ 138"),
        ("HP 5340, Wetberg Building", "HP 5340, Wetberg Building"),
        ("Bureau LA 247", "Bureau LA 247"),
        ("Pavillon de la Pluie, bureau V-214", "Pavillon de la Pluie, bureau V-214"),
        ("Office: Wet Hall 411 Email: ", "Wet Hall 411"),
        ("Büro: 3.017, Tel.: +49 11 22", "3.017"),
        ("Office: Wet Hall, Room 923 (office hours by appointment)", "Wet Hall, Room 923"),
        ("Bureau, Bât. de la Pluie, bureau 214", "Bât. de la Pluie, bureau 214"),
        ("NSW 2006", ""),
        ("INFO 360, Design of Mud", ""),
        ("ICML 2024", ""),
    ],
)
def test_an_office_is_a_room_a_house_or_a_code(text: str, office: str) -> None:
    assert offices.read(text) == office


@pytest.mark.parametrize(
    "text",
    [
        "lee (arobase) mud.edu",
        "lee [at] mud [punto] edu",
        "A460 Wet Hall, Mudford lee at mud dot edu",
    ],
)
def test_an_address_may_be_spelt_in_words(text: str) -> None:
    assert contact.emails(text) == ("lee@mud.edu",)


@pytest.mark.parametrize("office", ["734 Mud Studies Building", "2243 Life Sciences"])
def test_an_office_may_stand_beside_the_address(office: str) -> None:
    lines = ("Ann Lee", "Teaching", "MUD 101: Wet Clay (Fall 2002)", "", "ann.lee@mud.edu", office)
    found = owner(parse(load("page.txt", "\n".join(lines).encode())))
    assert found.office == office


@pytest.mark.parametrize("text", ["2023 Life Sciences", "12 Physics Street", "8010 Mudheim"])
def test_a_year_a_street_and_a_town_are_no_named_house(text: str) -> None:
    assert offices.numbered(text) == ""


def test_the_contact_of_a_group_names_who_leads_it() -> None:
    lines = (
        "THE WETHAM LAB",
        "",
        "Contact",
        "Prof Ann Wetham, Professor of Mud",
        "Room 3118, Rain Building",
        "ann.wetham@mud.edu",
    )
    found = owner(parse(load("page.txt", "\n".join(lines).encode())))
    assert (found.name, found.office) == ("Ann Wetham", "Room 3118, Rain Building")
    assert found.emails == ("ann.wetham@mud.edu",)
