"""Two records compared."""

from hypothesis import given
from hypothesis import strategies as st

from importer.match.keys import work_keys
from importer.match.works import compare
from tests.importer.match_entries import entries, entry, form

THREE = ["Liu Ziyin", "Hongchao Li", "Masahito Ueda"]
PREPRINT, PAPER = ("preprint", "", "2023-08-13"), ("conference", "ICLR", "2024")


def outcome(a, b):
    assert compare(a, b) == compare(b, a)
    assert compare(a, b).outcome == "different" or work_keys(a) & work_keys(b)
    return compare(a, b).outcome


def test_one_title_and_the_same_authors_are_one_work():
    a = entry("a#1", "Strength of Minibatch Noise in SGD", THREE, PREPRINT)
    b = entry("b#1", "Strength of minibatch noise in sgd.", THREE, PAPER)
    assert outcome(a, b) == "same"


def test_et_al_fits_a_longer_list():
    a = entry("a#1", "Minibatch Noise", THREE[:2], PREPRINT, authors_truncated=True)
    b = entry("b#1", "Minibatch noise", THREE, PAPER)
    assert outcome(a, b) == "same"


def test_one_title_by_other_authors_is_another_work():
    a = entry("a#1", "Learning to Learn", THREE, PREPRINT)
    b = entry("b#1", "Learning to Learn", ["Sanjeev Arora", "Kaifeng Lyu"], PAPER)
    assert outcome(a, b) == "different"


def test_one_title_and_some_of_the_authors_is_for_a_person_to_decide():
    a = entry("a#1", "Learning to Learn", THREE, PREPRINT)
    b = entry("b#1", "Learning to Learn", ["Masahito Ueda", "Kaifeng Lyu"], PAPER)
    assert outcome(a, b) == "ambiguous"


def test_one_arxiv_id_is_one_work_whatever_the_titles():
    a = entry("a#1", "Old Title", THREE, form("preprint", arxiv_id="2308.06671v1"))
    b = entry("b#1", "Something New", THREE, form("preprint", arxiv_id="arXiv:2308.06671"))
    c = entry("c#1", "Third", THREE, form("preprint", doi="10.48550/arXiv.2308.06671"))
    assert outcome(a, b) == outcome(a, c) == "same"


def test_two_arxiv_ids_are_two_works_or_a_question():
    a = entry("a#1", "Old Title of Things", THREE, form("preprint", arxiv_id="2308.06671"))
    b = entry("b#1", "New Title of Things", THREE, form("preprint", arxiv_id="2308.09999"))
    c = entry("c#1", "Old title of things", THREE, form("preprint", arxiv_id="2308.09999"))
    assert outcome(a, b) == "different"
    assert outcome(a, c) == "ambiguous"


def test_the_dois_of_a_conference_and_a_journal_do_not_clash():
    a = entry("a#1", "Exact Solutions", THREE, form("conference", "X", "2022", doi="10.1/a"))
    b = entry("b#1", "Exact Solutions", THREE, form("journal", "Y", "2023", doi="10.1/b"))
    assert outcome(a, b) == "same"


def test_a_clause_put_to_a_title_is_a_retitled_preprint():
    a = entry("a#1", "Type-II Saddles and Probabilistic Stability of Descent", THREE, PREPRINT)
    b = entry("b#1", "Probabilistic Stability of Descent", THREE, ("preprint", "", "2023"))
    assert outcome(a, b) == "same"
    assert compare(a, b).retitled


def test_a_paper_long_before_the_preprint_is_another_work():
    a = entry("a#1", "Type-II Saddles and Probabilistic Stability of Descent", THREE, PREPRINT)
    b = entry("b#1", "Probabilistic Stability of Descent", THREE, ("conference", "ICML", "2020"))
    assert outcome(a, b) == "different"


def test_another_word_in_a_title_is_a_question():
    a = entry("a#1", "Noise Balance and Stationary Distribution of Descent", THREE, PREPRINT)
    b = entry("b#1", "Law of Balance and Stationary Distribution of Descent", THREE, PAPER)
    assert outcome(a, b) == "ambiguous"


def test_the_same_authors_and_fitting_dates_are_a_weak_question():
    a = entry("a#1", "Three Mechanisms of Feature Learning", THREE[:2], ("preprint", "", "2024-01"))
    b = entry("b#1", "When Does Feature Learning Happen?", THREE[:2], ("conference", "I", "2025"))
    strong = compare(
        entry("a#1", "Noise Balance and Stationary Distribution of Descent", THREE, PREPRINT),
        entry("b#1", "Law of Balance and Stationary Distribution of Descent", THREE, PAPER),
    )
    assert outcome(a, b) == "ambiguous"
    assert compare(a, b).score < strong.score


def test_the_same_authors_on_another_subject_are_not_even_a_question():
    a = entry("a#1", "Three Mechanisms of Feature Learning", THREE, PREPRINT)
    assert outcome(a, entry("b#1", "Portfolio Theory for Markets", THREE, PAPER)) == "different"


def test_two_titles_in_one_listing_are_two_works():
    a = entry("a#1", "Aiming towards the minimizers", THREE, PAPER)
    b = entry("a#2", "Batch saturation for training", THREE, ("workshop", "ICLR", "2024"))
    assert outcome(a, b) == "different"


def test_a_thesis_and_a_paper_of_one_title_are_a_question():
    a = entry("a#1", "Fast Optimization of Nets", THREE[:1], ("thesis", "", "2021"))
    b = entry("b#1", "Fast optimization of nets", THREE[:1], ("journal", "JMLR", "2022"))
    online = entry("c#1", "Fast optimization of nets", THREE[:1], ("preprint", "", "2021"))
    joint = entry("d#1", "Fast optimization of nets", THREE, ("preprint", "", "2021"))
    assert outcome(a, b) == outcome(a, joint) == "ambiguous"
    assert outcome(a, online) == "same"


def test_an_erratum_or_a_second_part_is_a_work_of_its_own():
    a = entry("a#1", "Random walks on groups", THREE, ("journal", "J", "2020"))
    for title in ("Erratum: Random walks on groups", "Random walks on groups II"):
        assert outcome(a, entry("b#1", title, THREE, ("journal", "J", "2021"))) == "different"


def test_a_title_that_many_works_have_needs_its_year():
    a = entry("a#1", "Introduction", THREE, ("chapter", "", "2018"))
    assert outcome(a, entry("b#1", "Introduction", THREE, ("chapter", "", "2020"))) == "ambiguous"
    assert outcome(a, entry("c#1", "Introduction", THREE, ("chapter", "", "2018"))) == "same"


def test_the_owner_left_out_of_a_list_is_still_an_author():
    full = entry("a#1", "Minibatch Noise in Descent", THREE, PREPRINT)
    page = entry(
        "b#1",
        "Law of Minibatch Noise in Descent",
        THREE[1:],
        PAPER,
        owner="Liu Ziyin",
        owner_implied=True,
    )
    assert outcome(full, page) == "ambiguous"


@given(entries("a.txt#1"), st.sampled_from(["a.txt#2", "b.txt#2"]).flatmap(entries))
def test_comparing_is_symmetric_and_what_may_be_one_shares_a_key(a, b):
    outcome(a, b)


@given(entries("a.txt#1"))
def test_a_record_that_stands_on_two_pages_is_never_two_works(a):
    twin = type(a)("b.txt#1", a.owner, a.record, "b.txt")
    assert outcome(a, twin) != "different"
