"""Printed names: taken apart, and alike or not."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importer.match.alike import Likeness, alike
from importer.match.names import PersonName, family_first, name_keys, person_key, split_name

FAMILIES = ["Li", "Wang", "van Dijk", "de la Cruz", "Müller", "Mueller", "Belkin", "Ó Briain"]
GIVEN = [
    "Mikhail",
    "Misha",
    "M.",
    "Zhikang T.",
    "Zhikang",
    "Yi-An",
    "Yi An",
    "Jean-François",
    "J.-F.",
]
NUMBERS = ["", " 0005", " 0015"]
printed_names = st.builds(
    lambda given, family, number, turned: (
        (f"{family}, {given}" if turned else f"{given} {family}") + number
    ),
    st.sampled_from(GIVEN),
    st.sampled_from(FAMILIES),
    st.sampled_from(NUMBERS),
    st.booleans(),
)
any_text = st.text(alphabet=string.ascii_letters + " .,-’éØłß李0123456789", max_size=25)


@pytest.mark.parametrize(
    ("printed", "given_names", "family", "number"),
    [
        ("Mikhail Belkin", "Mikhail", "Belkin", ""),
        ("Zhiyuan Li 0005", "Zhiyuan", "Li", "0005"),
        ("Belkin, Mikhail", "Mikhail", "Belkin", ""),
        ("Aoife van Dijk", "Aoife", "van Dijk", ""),
        ("Camila E. da Cunha", "Camila E.", "da Cunha", ""),
        ("Juan de la Cruz", "Juan", "de la Cruz", ""),
        ("Farah S. Ó Briain", "Farah S.", "Ó Briain", ""),
        ("Maria E Silva", "Maria E", "Silva", ""),
        ("Pedro Cisneros-Velarde", "Pedro", "Cisneros-Velarde", ""),
        ("Martin Luther King, Jr.", "Martin Luther", "King, Jr.", ""),
        ("Sammy Davis Jr.", "Sammy", "Davis Jr.", ""),
        ("Dr. Misha Belkin", "Misha", "Belkin", ""),
        ("Van Nguyen", "Van", "Nguyen", ""),
        ("Plato", "", "Plato", ""),
        ("", "", "", ""),
    ],
)
def test_a_printed_name_splits_into_its_parts(printed, given_names, family, number):
    assert split_name(printed) == PersonName(given_names, family, number)


def test_the_first_word_is_the_family_name_only_on_evidence():
    assert split_name("Liu Ziyin") == PersonName("Liu", "Ziyin")
    assert split_name("Liu Ziyin", family_first_hint=True) == PersonName("Ziyin", "Liu")


def test_both_orders_and_other_bearers_of_the_name_are_that_evidence():
    names = ["Liu Ziyin", "Ziyin Liu", "Kangqiao Liu", "Zhang Zhiyi", "Hanlin Zhang"]
    assert family_first(names) == {"Liu Ziyin"}
    assert family_first(["Liu Ziyin", "Ziyin Liu"]) == frozenset()


@pytest.mark.parametrize(
    ("a", "b", "likeness"),
    [
        ("Jean-François Kagy", "Jean-Francois Kagy", Likeness.SAME),
        ("Yi-An Ma", "Yi An Ma", Likeness.SAME),
        ("Mikhail Belkin", "Belkin, Mikhail", Likeness.SAME),
        ("Jörg Müller", "Joerg Mueller", Likeness.SAME),
        ("Søren Łukasik", "Soren Lukasik", Likeness.SAME),
        ("MIKHAIL BELKIN", "Mikhail Belkin", Likeness.SAME),
        ("YI MA", "Yi Ma", Likeness.SAME),
        ("Zhiyuan Li 0005", "Zhiyuan Li", Likeness.NUMBER),
        ("Liu Ziyin", "Ziyin Liu", Likeness.SWAPPED),
        ("Zhikang T. Wang", "Zhikang Wang", Likeness.MIDDLE_INITIAL),
        ("Y. Charlie Hu", "Charlie Hu", Likeness.MIDDLE_INITIAL),
        ("Aoife van Dijk", "Aoife Dijk", Likeness.MIDDLE_INITIAL),
        ("Jason Daniel Lee", "Jason D. Lee", Likeness.MIDDLE_INITIAL),
        ("Misha Belkin", "Mikhail Belkin", Likeness.NICKNAME),
        ("Peggy İnan", "Margaret Inan", Likeness.NICKNAME),
        ("Paul Pu Liang", "Paul Liang", Likeness.MIDDLE_NAME),
        ("M. Belkin", "Mikhail Belkin", Likeness.INITIALS),
        ("B. Smith", "Robert Smith", Likeness.INITIALS),
        ("J.-F. Kagy", "Jean-François Kagy", Likeness.INITIALS),
        ("J. Kagy", "Jean-François Kagy", Likeness.INITIALS),
        ("J.-B. Kagy", "Jean-François Kagy", Likeness.DIFFERENT),
        ("Zhiyuan Li 0005", "Zhiyuan Li 0001", Likeness.DIFFERENT),
        ("Jason D. Lee", "Jason K. Lee", Likeness.DIFFERENT),
        ("Zihao Wang", "Zhikang Wang", Likeness.DIFFERENT),
        ("Zhiyu Mei", "Zhang Zhiyi", Likeness.DIFFERENT),
        ("Jian Li", "Jiazheng Li", Likeness.DIFFERENT),
        ("Yi Ma", "Yi-An Ma", Likeness.DIFFERENT),
        ("James B. Simon", "Simon S. Du", Likeness.DIFFERENT),
    ],
)
def test_two_names_are_as_alike_as_their_parts(a, b, likeness):
    assert alike(a, b) is likeness
    assert alike(b, a) is likeness


@given(printed_names, printed_names)
def test_names_that_are_alike_share_a_key(a, b):
    assert alike(a, b) == alike(b, a)
    assert not alike(a, b) or name_keys(a) & name_keys(b)


@given(any_text, any_text)
def test_any_text_can_stand_where_a_name_should(a, b):
    assert alike(a, b) == alike(b, a)
    assert not alike(a, b) or name_keys(a) & name_keys(b)
    assert isinstance(person_key(a), str)


def test_order_number_and_initials_do_not_change_a_persons_key():
    assert person_key("Liu Ziyin") == person_key("Ziyin Liu")
    assert person_key("Zhikang T. Wang") == person_key("Zhikang Wang 0002")
