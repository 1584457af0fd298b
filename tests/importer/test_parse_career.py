"""What pages tell of degrees and positions in sentences, in lists, and in several languages."""

import pytest

from importer.parse import appointments, degrees, education, institutions, parse
from importer.records import AppointmentRecord, EducationRecord, Reading
from importer.sources import load

Degree = tuple[str, str, str, str]


def read(*lines: str) -> Reading:
    return parse(load("page.txt", "\n".join(lines).encode()))


def told(found: list[EducationRecord]) -> list[Degree]:
    return [(r.degree, r.field, r.institution, r.year) for r in found]


# ---------------------------------------------------------------- degrees


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "She earned her J.D. from Mudford Law School (2009), an LL.M. from Wetham University "
            "(2011) and an S.J.D. from Rainham College in 2015.",
            [
                ("J.D.", "", "Mudford Law School", "2009"),
                ("LL.M.", "", "Wetham University", "2011"),
                ("S.J.D.", "", "Rainham College", "2015"),
            ],
        ),
        ("JD, Mudford Law School, 2007.", [("JD", "", "Mudford Law School", "2007")]),
        (
            "Before that: PhD: Mudford University, 2016 (advisor: Bo Ray).",
            [("PhD", "", "Mudford University", "2016")],
        ),
        (
            "Es doctora en Física por la Universidad de Lodo (2004) y licenciada en Química por "
            "la Universidad de Barro (1999).",
            [
                ("doctora", "Física", "Universidad de Lodo", "2004"),
                ("licenciada", "Química", "Universidad de Barro", "1999"),
            ],
        ),
        (
            "Doutor em Física pelo Instituto de Lama (2011).",
            [("Doutor", "Física", "Instituto de Lama", "2011")],
        ),
        (
            "Dottore di ricerca in Storia (Università di Pozza, 2009).",
            [("Dottore di ricerca", "Storia", "Università di Pozza", "2009")],
        ),
        (
            "My PhD (2014, Mudford University) was about mud.",
            [("PhD", "", "Mudford University", "2014")],
        ),
        (
            "2012 Promotion an der Universität Schlammstadt.",
            [("Promotion", "", "Universität Schlammstadt", "2012")],
        ),
        (
            "Docteure en histoire de l'Université de Boue (2014).",
            [("Docteure", "histoire", "Université de Boue", "2014")],
        ),
    ],
)
def test_sentences_tell_degrees_of_many_names_and_languages(
    sentence: str, expected: list[Degree]
) -> None:
    assert told(education.read(sentence, 1)) == expected


@pytest.mark.parametrize(
    ("sentence", "year"),
    [
        (
            "I got my PhD from Mudford University in 2013 and was a fellow at Wetham to 2015.",
            "2013",
        ),
        ("I did my MSc at Mudford in 2012, and before that I was a cook (2008 – 2010).", "2012"),
        ("He holds a PhD from Mudford University and was a fellow at Wetham from 2012.", ""),
        ("I was awarded my PhD at Mudford University, 2009–2014, under Bo Ray.", "2014"),
    ],
)
def test_the_year_of_a_degree_is_not_that_of_what_came_after(sentence: str, year: str) -> None:
    assert [record.year for record in education.read(sentence, 1)] == [year]


@pytest.mark.parametrize(
    "sentence",
    [
        "During my PhD I interned at Mud Research in 2023.",
        "She is a doctor in the emergency department at Mudford Hospital.",
        "She held a pós-doutorado na Universidade da Lama in 2016.",
        "Ma recherche porte sur la boue à l'Université de Boue.",
        "Ab Oktober 2020 war ich an der Universität Schlammstadt.",
    ],
)
def test_what_only_looks_like_a_degree_is_none(sentence: str) -> None:
    assert education.read(sentence, 1) == []
    assert not education.leads(sentence)


def test_a_line_of_several_degrees_is_apart_at_its_semicolons() -> None:
    found = degrees.read(["PhD, Mudford University, 2007; BA, Wetham College, 2002."], (1, 1))
    assert [(r.degree, r.institution, r.year) for r in found] == [
        ("PhD", "Mudford University", "2007"),
        ("BA", "Wetham College", "2002"),
    ]


@pytest.mark.parametrize(
    ("text", "expected", "advisor"),
    [
        ("MSN, Mudford University, 2006", ("MSN", "", "Mudford University", "2006"), ""),
        ("DNP, Wetham University, 2010", ("DNP", "", "Wetham University", "2010"), ""),
        (
            "PhD in Mud, Mudford University, 2019 (chair: Bo Ray-Clay)",
            ("PhD", "Mud", "Mudford University", "2019"),
            "Bo Ray-Clay",
        ),
        (
            "2011 : Doctorat de l'Université de Boue (mécanique des boues), dir. Bo Le Ray",
            ("Doctorat", "mécanique des boues", "Université de Boue", "2011"),
            "Bo Le Ray",
        ),
        (
            "2011–15 Ph.D. Mud, Mudford University",
            ("Ph.D.", "Mud", "Mudford University", "2015"),
            "",
        ),
        (
            "M.S., Mud, Rain, and Wet Clay, Mudford University, 2016",
            ("M.S.", "Mud, Rain, and Wet Clay", "Mudford University", "2016"),
            "",
        ),
        (
            "Ph.D. Mudford University, 1992 (Wet Clay).",
            ("Ph.D.", "Wet Clay", "Mudford University", "1992"),
            "",
        ),
        (
            "PhD, Mud, Mudford University (expected 2019)",
            ("PhD", "Mud", "Mudford University", "2019"),
            "",
        ),
        (
            "2022, Promotion Schlammkunde (Dr. rer. nat.), Universität Wetham",
            ("Promotion", "Schlammkunde", "Universität Wetham", "2022"),
            "",
        ),
        (
            "2021 : Habilitation à diriger des recherches, Université de Boue",
            ("Habilitation à diriger des recherches", "", "Université de Boue", "2021"),
            "",
        ),
    ],
)
def test_entries_tell_short_degrees_and_who_advised(
    text: str, expected: Degree, advisor: str
) -> None:
    found = degrees.read([text], (1, 1))
    assert told(found) == [expected]
    assert found[0].advisor == advisor


def test_an_institution_may_stand_before_the_degree_got_there() -> None:
    text = "I was at Mudford University, where I got my PhD in wet clay in 1993."
    assert told(education.read(text, 1)) == [("PhD", "wet clay", "Mudford University", "1993")]
    (found,) = education.read("I received my PhD from Mudford University in 2008, under Bo Ray.", 1)
    assert found.advisor == "Bo Ray"


def test_a_student_who_got_the_degree_there_held_no_position() -> None:
    found = read(
        "Ann Lee",
        "",
        "I was a member of technical staff at Mud Research (1993-1997) and a graduate student at "
        "Mudford University, where I got my PhD in mud in 1993. My advisor was Bo Ray.",
    )
    assert [r.position for r in found.of_type(AppointmentRecord)] == ["member of technical staff"]
    assert [r.advisor for r in found.of_type(EducationRecord)] == ["Bo Ray"]


@pytest.mark.parametrize("told_by", ["My advisor was Bo Ray.", "I was advised by Prof. Bo Ray."])
def test_the_sentence_after_a_degree_may_tell_who_advised(told_by: str) -> None:
    found = read("Ann Lee", "", f"I got my PhD in mud from Mudford University in 1993. {told_by}")
    assert [r.advisor for r in found.of_type(EducationRecord)] == ["Bo Ray"]


def test_what_was_studied_may_stand_before_the_degree() -> None:
    text = "1997–2003, Studium der Physik und Geschichte in Schlammstadt, M.A."
    (found,) = degrees.read([text], (1, 1))
    assert (found.degree, found.field, found.year) == ("M.A.", "Physik und Geschichte", "2003")


def test_entries_may_begin_with_their_institution() -> None:
    found = read(
        "Ann Lee",
        "I am a lecturer at Mudford College.",
        "Education",
        "Wetham University",
        "Ph.D. in Mud",
        "Sep 2017 - Jun 2021",
        "Rainham University",
        "B.S. in Rain",
        "Sep 2013 - Jun 2017",
    )
    assert told(list(found.of_type(EducationRecord))) == [
        ("Ph.D.", "Mud", "Wetham University", "2021"),
        ("B.S.", "Rain", "Rainham University", "2017"),
    ]


# ---------------------------------------------------------------- positions


def held(found: list[AppointmentRecord]) -> list[tuple[str, str, str, str]]:
    return [(a.position, a.institution, a.start, a.end) for a in found]


def test_a_position_may_go_on_at_another_place_and_another_position_follow() -> None:
    found = appointments.read(
        "Afterwards I was a postdoc at Mudford (2013-15) and at the Rain Institute (fall 2015), "
        "and a lecturer at Wetham until 2021.",
        1,
    )
    assert [(a.position, a.institution) for a in found] == [
        ("postdoc", "Mudford"),
        ("postdoc", "Rain Institute"),
        ("lecturer", "Wetham"),
    ]
    assert (found[-1].start, found[-1].end) == ("", "2021")


def test_each_place_where_somebody_interned_counts() -> None:
    found = appointments.read("I interned at Mud Research (Summer 2023) and at Rain (2024).", 1)
    assert held(found) == [("intern", "Mud Research", "2023", ""), ("intern", "Rain", "2024", "")]


def test_a_sentence_without_a_verb_tells_what_somebody_is() -> None:
    (found,) = appointments.read("Professora Associada de Lama na Universidade da Chuva.", 1)
    assert (found.position, found.institution) == (
        "Professora Associada de Lama",
        "Universidade da Chuva",
    )
    assert found.is_current
    assert appointments.read("Postdoctoral position at Mudford University.", 1) == []
    assert appointments.read("Lecturer at Mudford University in 2010.", 1) == []


def test_a_book_among_positions_is_none() -> None:
    found = read(
        "Ann Lee",
        "I am a lecturer at Mudford College.",
        "Positions",
        "- 2001, Reader, Wetham University",
        "- 1999, Mud for All, Wetham University Press",
    )
    past = [a for a in found.of_type(AppointmentRecord) if not a.is_current]
    assert [(a.position, a.institution) for a in past] == [("Reader", "Wetham University")]


def test_a_town_behind_an_institution_is_no_institution() -> None:
    names = ["Institute of Mud", "Cambridge"]
    assert institutions.placed(names).institution == "Institute of Mud"
    assert institutions.placed(["Department of Mud", "Cambridge"]).institution == "Cambridge"


def test_paragraphs_under_a_greeting_are_the_biography() -> None:
    page = (
        "<h3>Ann Lee</h3><p>Lecturer, Mudford College</p><p>ann.lee@mud.edu</p>"
        "<h1>Welcome to the rain!</h1>"
        "<p>I am a lecturer at Mudford College, where I work with all who like wet clay.</p>"
        "<p>I finished my PhD in Mud at Wetham University in 2012, supervised by Bo Ray.</p>"
    )
    found = parse(load("page.html", f"<html><body>{page}</body></html>".encode()))
    assert found.owner is not None
    assert len(found.owner.biography) == 2
    assert told(list(found.of_type(EducationRecord))) == [
        ("PhD", "Mud", "Wetham University", "2012")
    ]


def test_positions_may_stand_indented_below_where_they_were_held() -> None:
    found = read(
        "Ann Lee",
        "",
        "ACADEMIC APPOINTMENTS",
        "",
        "University of Wetham",
        "   Professor of Mud, 2018-2021",
        "   Associate Professor of Mud, 2013-2018",
        "Mudford College",
        "   Visiting Professor, Spring 2012",
    ).of_type(AppointmentRecord)
    assert [(a.position, a.institution, a.start) for a in found] == [
        ("Professor of Mud", "University of Wetham", "2018"),
        ("Associate Professor of Mud", "University of Wetham", "2013"),
        ("Visiting Professor", "Mudford College", "2012"),
    ]


def test_degrees_that_follow_one_another_in_a_line_are_each_one() -> None:
    found = degrees.read(
        ["M.Sc., Mud, Wet University, 2001 M.E. Rain, Mudford College, 1998"], (1, 1)
    )
    assert [(d.degree, d.field, d.institution, d.year) for d in found] == [
        ("M.Sc.", "Mud", "Wet University", "2001"),
        ("M.E.", "Rain", "Mudford College", "1998"),
    ]


def positions_of(*lines: str) -> list[tuple[str, str, str, str]]:
    found = read("Ann Lee", "", "Experience", "", *lines).of_type(AppointmentRecord)
    return held(list(found))


def test_a_place_may_follow_a_position_behind_a_stop() -> None:
    place = "Department of Rain, College of Clay, Mudford University (50% FTE)"
    assert positions_of(f"- 2017-2020: Mud Fellow. {place}.") == [
        ("Mud Fellow", "Mudford University", "2017", "2020")
    ]


def test_a_position_without_a_place_was_held_where_the_one_before_was() -> None:
    line = "- Professor of Mud, Wet College, 2006–2012. Associate Professor, 1998–2006."
    assert positions_of(line) == [
        ("Professor of Mud", "Wet College", "2006", "2012"),
        ("Associate Professor", "Wet College", "1998", "2006"),
    ]


def test_an_open_period_without_spaces_has_its_start() -> None:
    assert positions_of("- 2020-Present: Lecturer, Wet College") == [
        ("Lecturer", "Wet College", "2020", "")
    ]


def test_a_dash_before_the_position_leaves_its_period_open() -> None:
    (found,) = (
        read("Ann Lee", "", "Experience", "", "- 2014- Lecturer, Wet College (Wetham, OR)")
    ).of_type(AppointmentRecord)
    assert (found.institution, found.start, found.is_current) == ("Wet College", "2014", True)


def test_honours_are_no_advisor_and_a_town_no_part_of_the_place() -> None:
    line = "2013 Bachelors of Science in Mud, University of California, Berkeley (Berkeley, CA), "
    (found,) = degrees.read([line + "graduated with High Distinction"], (1, 1))
    assert told([found]) == [
        ("Bachelors of Science", "Mud", "University of California, Berkeley", "2013")
    ]
    assert found.advisor == ""


def test_bullets_below_entries_without_any_go_on_with_them() -> None:
    lines = ("Lecturer, Wet College, 2019-2021", "- taught mud to all who came")
    more = ("Postdoc, Mudford University, 2017-2019", "- walked in the rain of the north")
    assert positions_of(*lines, *more) == [
        ("Lecturer", "Wet College", "2019", "2021"),
        ("Postdoc", "Mudford University", "2017", "2019"),
    ]


def test_what_is_no_position_among_degrees_is_none() -> None:
    found = read("Ann Lee", "", "Education", "", "- 2010, Summer School on Mud, Leiden, Rainland")
    assert list(found.of_type(AppointmentRecord)) == []


def test_an_institution_ends_where_the_sentence_goes_on() -> None:
    (found,) = appointments.read("I am a lecturer at Wet College studying the mud of rivers.", 1)
    assert found.institution == "Wet College"
