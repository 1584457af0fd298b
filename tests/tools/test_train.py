"""Weights that are learned from sections."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from importer.parse.works import atoms, features, model
from importer.parse.works.steps import ROLES, Step
from importer.parse.works.weights import Weights
from importer.sources import Line
from tools import lessons, train
from tools.lessons import Example

SIGNED = (
    "Ann Lee, Bo Ray. Mud at night. Journal of Mud 3, 2019.",
    "Ann Lee. The slow weight of rain. Journal of Rain 4, 2020.",
    "Cy Dee, Ann Lee. Hail in the north. Annals of Hail 7, 2021.",
)
TITLED = (
    "“Mud at Night,” Journal of Mud 3, 2019",
    "“The Slow Weight of Rain,” Journal of Rain 4, 2020",
    "“Hail in the North,” Annals of Hail 7, 2021",
)


def example(lines: tuple[str, ...], roles: tuple[str, ...]) -> Example:
    """A section each line of which is a work; `roles` are those of its atoms, of which the first
    may be several and the last are all of the last role."""
    found = atoms.cut([Line(n, text) for n, text in enumerate(lines, 1)])
    steps: list[Step] = []
    for atom in found:
        role = _role(atom.text, roles)
        on = not atom.first and steps[-1].label.startswith(role)
        steps.append(Step(f"{role} {'goes on' if on else 'begins'}", atom.first))
    return Example(found, features.of(found, frozenset()), steps)


def _role(text: str, roles: tuple[str, ...]) -> str:
    if text.split()[-1] in ("Lee", "Ray", "Dee") and "authors" in roles:
        return "authors"
    return "venue" if any(c.isdigit() for c in text) else "title"


@pytest.fixture(scope="module")
def sections() -> list[Example]:
    return [example(SIGNED, ROLES), example(TITLED, ("title", "venue"))]


@pytest.fixture(scope="module")
def weights(sections: list[Example]) -> Weights:
    return train.learn(sections, rounds=12)


def wrong(found: list[Example], weights: Weights) -> int:
    """How many atoms are read otherwise than their examples say."""
    return sum(
        a != b
        for each in found
        for a, b in zip(
            model.read(each.atoms, each.features, weights).steps, each.steps, strict=True
        )
    )


def test_two_sections_are_read_rightly_once_they_are_learned(
    sections: list[Example], weights: Weights
) -> None:
    assert wrong(sections, Weights({}, {}, {}, {}, {})) > 0
    assert wrong(sections, weights) == 0


def test_what_is_learned_holds_for_works_that_were_not_seen(weights: Weights) -> None:
    others = ("Di Fee, Ann Lee. A cloud over the sea. Journal of Fog 9, 2018.", *SIGNED[:2])
    found = atoms.cut([Line(n, text) for n, text in enumerate(others, 1)])
    read = model.read(found, features.of(found, frozenset()), weights)
    assert [step.label for step in read.steps[:4]] == [
        "authors begins",
        "authors goes on",
        "title begins",
        "venue begins",
    ]


def test_learning_is_the_same_with_the_same_seed(sections: list[Example]) -> None:
    one, two = (train.learn(sections, rounds=3, seed=5) for _ in range(2))
    assert vars(one) == vars(two)


def test_each_round_says_how_much_is_wrong(sections: list[Example]) -> None:
    said: list[str] = []
    train.learn(sections, rounds=12, say=said.append)
    count = sum(len(each.atoms) for each in sections)
    assert len(said) == 12
    assert said[0].endswith(f" of {count} atoms wrong")
    assert int(said[0].split()[0]) > int(said[-1].split()[0]) == 0


def test_what_is_right_already_teaches_nothing(sections: list[Example], weights: Weights) -> None:
    learner = train._Average()
    for table in ("links", "start", "missing", "look"):
        values = getattr(weights, table)
        learner.add({(table, "", name): value for name, value in values.items()}, 1.0)
    for label, values in weights.labels.items():
        learner.add({("labels", label, name): value for name, value in values.items()}, 1.0)
    before = dict(learner.now)
    assert [train._correct(learner, each) for each in sections] == [0, 0]
    assert learner.now == before


def test_learned_weights_survive_their_file(weights: Weights) -> None:
    fresh = train.mean([weights])
    assert vars(Weights(**json.loads(json.dumps(vars(fresh))))) == vars(fresh)


def test_the_mean_counts_a_weight_that_one_lacks_as_nothing() -> None:
    one = Weights({"date": {"year": 2.0}}, {"a > b": 1.0}, {"bias": 1.0}, {"venue": -2.0}, {})
    two = Weights({"note": {"year": 1.0}}, {"a > b": 2.0}, {}, {"venue": -3.0}, {"date": 0.5})
    mean = train.mean([one, two])
    assert mean.labels == {"date": {"year": 1.0}, "note": {"year": 0.5}}
    assert mean.links == {"a > b": 1.5}
    assert mean.start == {"bias": 0.5}
    assert mean.missing == {"venue": -2.5}
    assert mean.look == {"date": 0.25}


def test_the_mean_of_one_is_itself() -> None:
    one = Weights({"date": {"year": 2.0}}, {"a > b": 1.0}, {"bias": 1.0}, {"venue": -2.0}, {})
    assert vars(train.mean([one])) == vars(one)


# ---------------------------------------------------------------- lessons from labelled pages

PAGE = "\n".join(("Ann Lee", "Papers", *SIGNED, "[pdf]"))
LABELS = {
    "kind": "homepage",
    "person": {"name": "Ann Lee"},
    "publications": [
        {
            "title": "Mud at night",
            "authors": ["Ann Lee", "Bo Ray"],
            "venue_raw": "Journal of Mud 3, 2019",
        },
        {
            "title": "The slow weight of rain",
            "authors": ["Ann Lee"],
            "venue_raw": "Journal of Rain 4, 2020",
        },
        {
            "title": "Hail in the north",
            "authors": ["Cy Dee", "Ann Lee"],
            "venue_raw": "Annals of Hail 7, 2021",
            "link_labels": ["pdf"],
        },
    ],
}


def labelled(folder: Path, labels: object) -> tuple[Path, Path]:
    page, told = folder / "lee.txt", folder / "lee.json"
    page.write_text(PAGE, encoding="utf-8")
    told.write_text(json.dumps(labels), encoding="utf-8")
    return page, told


def test_labels_of_a_page_are_found_again_in_its_atoms(tmp_path: Path) -> None:
    (found,) = lessons.examples([labelled(tmp_path, LABELS)])
    told = [(a.text, s.label, s.starts) for a, s in zip(found.atoms, found.steps, strict=True)]
    assert told == [
        ("Ann Lee", "authors begins", True),
        ("Bo Ray", "authors goes on", False),
        ("Mud at night", "title begins", False),
        ("Journal of Mud 3", "venue begins", False),
        ("2019", "venue goes on", False),
        ("Ann Lee", "authors begins", True),
        ("The slow weight of rain", "title begins", False),
        ("Journal of Rain 4", "venue begins", False),
        ("2020", "venue goes on", False),
        ("Cy Dee", "authors begins", True),
        ("Ann Lee", "authors goes on", False),
        ("Hail in the north", "title begins", False),
        ("Annals of Hail 7", "venue begins", False),
        ("2021", "venue goes on", False),
        ("pdf", "links", False),
    ]


@pytest.mark.parametrize(
    "labels",
    [
        {**LABELS, "kind": "bibtex"},
        {**LABELS, "publications": []},
        {**LABELS, "publications": [{"title": "Nowhere on the page"}]},
    ],
)
def test_pages_without_works_to_find_teach_nothing(tmp_path: Path, labels: object) -> None:
    assert list(lessons.examples([labelled(tmp_path, labels)])) == []
