"""Titles: folding, and how two are alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importer.match.fold import squash
from importer.match.titles import Overlap, companion_clash, compare_titles, is_generic


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("spred: Solving $L_1$ Penalty with SGD", "Spred: solving L1 penalty with SGD"),
        (r"Schr{\"o}dinger Bridges", "Schrödinger bridges"),
        (r"The $\alpha$-stable law", "The α-Stable Law"),
        (r"\emph{Deep} $\mathcal{O}(n)$ search", "Deep O(n) search"),
        ("Łukasiewicz’s logic & friends", "Lukasiewicz's Logic and Friends"),
        ("Self-Supervised Learning?", "Self supervised learning"),
    ],
)
def test_two_prints_of_one_title_fold_to_one(a, b):
    assert squash(a) == squash(b)
    assert compare_titles(a, b).overlap is Overlap.EQUAL


@pytest.mark.parametrize(
    ("a", "b", "overlap"),
    [
        (
            "Probabilistic Stability of Stochastic Gradient Descent",
            "Type-II Saddles and Probabilistic Stability of Stochastic Gradient Descent",
            Overlap.EXTENDED,
        ),
        (
            "Remove Symmetries to Control Model Expressivity",
            "Remove Symmetries to Control Model Expressivity and Improve Optimization",
            Overlap.EXTENDED,
        ),
        ("Spectral graph sparsifiers", "Fast walks: spectral graph sparsifiers", Overlap.EXTENDED),
        ("Otda: a unsupervised framework", "OTDA: An Unsupervised Framework", Overlap.EXTENDED),
        ("Optimisation of wide networks", "Optimization of Wide Networks", Overlap.EXTENDED),
        ("Deep equilibrium models", "Multiscale deep equilibrium models", Overlap.MOST),
        ("Learning graphs with noise", "Learning graphs without noise", Overlap.MOST),
        ("Supervised graph learning", "Unsupervised graph learning", Overlap.SOME),
        (
            "Noise Balance and Stationary Distribution of SGD",
            "Law of Balance and Stationary Distribution of SGD",
            Overlap.MOST,
        ),
        ("Mechanisms of Feature Learning", "When Does Feature Learning Happen?", Overlap.SOME),
        ("Power laws", "Deep gamblers", Overlap.NONE),
    ],
)
def test_titles_overlap_as_a_reader_would_say(a, b, overlap):
    assert compare_titles(a, b).overlap is overlap
    assert compare_titles(b, a).overlap is overlap


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Random walks on groups", "Random walks on groups II"),
        ("Random walks on groups, part I", "Random walks on groups, part II"),
        ("Random walks on groups", "Erratum to: Random walks on groups"),
        ("Random walks on groups", "Reply to comments on Random walks on groups"),
        ("Random walks on groups", "Random walks on groups: supplementary material"),
    ],
)
def test_companion_pieces_and_parts_clash(a, b):
    assert companion_clash(a, b)
    assert companion_clash(b, a)


def test_a_number_within_a_title_is_no_part():
    assert not companion_clash("Surfaces in hyperbolic 3-manifolds", "Surfaces in hyperbolic space")
    assert not companion_clash("Type-II saddles and stability", "Stability")


def test_two_prints_of_one_part_do_not_clash():
    assert not companion_clash("Random walks, Part II", "Random walks, part 2")


def test_a_title_that_many_works_have_is_generic():
    assert is_generic("Introduction")
    assert is_generic("Guest Editorial")
    assert not is_generic("Random walks on groups")


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_two_texts_compare_alike_both_ways(a, b):
    assert compare_titles(a, b) == compare_titles(b, a)
    assert companion_clash(a, b) == companion_clash(b, a)
