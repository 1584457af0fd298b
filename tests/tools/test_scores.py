"""Scores of labelled pages, by layout."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from importer.parse.works import model, weights
from importer.parse.works.weights import Weights
from tools import scores, train
from tools.compare import Counts
from tools.lessons import Example
from tools.samples import labelled

WORKS = {
    "mud": ("Mud at night", "Journal of Mud 3, 2019"),
    "rain": ("The slow weight of rain", "Journal of Rain 4, 2020"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two layouts of one page each, and a page without labels."""
    for name, (title, venue) in WORKS.items():
        layout = tmp_path / name
        layout.mkdir()
        page = f"Ann Lee\nPapers\nAnn Lee, Bo Ray. {title}. {venue}."
        (layout / "lee.txt").write_text(page, encoding="utf-8")
        labels = {"publications": [{"title": title, "authors": ["Ann Lee", "Bo Ray"]}]}
        (layout / "lee.json").write_text(json.dumps(labels), encoding="utf-8")
    (tmp_path / "mud" / "bare.txt").write_text("Ann Lee", encoding="utf-8")
    return tmp_path


def said(folder: Path, name: str) -> dict[str, Any]:
    return json.loads((folder / name / "lee.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def test_pages_with_labels_beside_them_are_found(folder: Path) -> None:
    assert labelled([folder]) == [
        (folder / name / "lee.txt", folder / name / "lee.json") for name in ("mud", "rain")
    ]


def test_a_layout_is_a_folder(folder: Path) -> None:
    found = scores.by_layout(labelled([folder]))
    assert list(found) == ["mud", "rain"]
    assert found["mud"].fields["publications"] == Counts(right=1)
    assert found["mud"].fields["publications.authors"] == Counts(right=1)


def test_differences_name_the_page(folder: Path) -> None:
    told = said(folder, "mud")
    told["publications"][0]["title"] = "Another mud"
    (folder / "mud" / "lee.json").write_text(json.dumps(told), encoding="utf-8")
    found = scores.by_layout(labelled([folder]))["mud"]
    assert found.fields["publications"] == Counts(made_up=1, missed=1)
    assert len(found.differences) == 2
    assert all(each.startswith("mud/lee.txt publications: ") for each in found.differences)


def printed(*rows: tuple[str, Counts, Counts | None]) -> list[list[str]]:
    """The cells of the rows of a table."""
    console = Console(width=100)
    with console.capture() as capture:
        console.print(scores._table("By layout", rows))
    lines = [line for line in capture.get().splitlines() if "│" in line]
    return [[cell.strip() for cell in line.strip("│").split("│")] for line in lines]


def test_a_row_of_the_table_has_precision_recall_f1_and_the_works_found() -> None:
    rows = printed(
        ("mud", Counts(right=6, made_up=2, missed=4), Counts(right=3, missed=1)),
        ("rain", Counts(right=1), None),
    )
    assert rows == [
        ["mud", "0.750", "0.600", "0.667", "0.750"],
        ["rain", "1.000", "1.000", "1.000", ""],
    ]


def test_the_tables_of_a_folder(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["scores", str(folder)])
    scores.main()
    shown = capsys.readouterr().out
    names = [line.split()[1] for line in shown.splitlines() if line.startswith("│")]
    assert names[:3] == ["mud", "rain", "all"]
    assert "publications.authors" in names
    assert "publications.abstract" not in names


def test_differences_are_listed_when_asked_for(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told = said(folder, "rain")
    told["publications"][0]["authors"] = ["Ann Lee"]
    (folder / "rain" / "lee.json").write_text(json.dumps(told), encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["scores", str(folder), "--differences"])
    scores.main()
    assert "rain/lee.txt publications.authors: The slow weight of rain" in capsys.readouterr().out


def test_a_layout_left_out_is_read_with_what_the_others_teach(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[list[str]] = []
    orders: list[int] = []

    def lessons_from(pages: Sequence[tuple[Path, Path]], made_up: int) -> list[Example]:
        seen.append([page.parent.name for page, _ in pages])
        return []

    def learn(lessons: Sequence[Example], rounds: int, seed: int) -> Weights:
        orders.append(seed)
        return Weights({}, {"title > venue": float(seed)}, {}, {}, {})

    used: list[Weights] = []
    real = model.read

    def read(atoms: Any, features: Any, learned: Weights) -> model.Reading:
        used.append(learned)
        return real(atoms, features, learned)

    monkeypatch.setattr(train, "lessons_from", lessons_from)
    monkeypatch.setattr(train, "learn", learn)
    monkeypatch.setattr(model, "read", read)
    before = weights.learned()
    found = scores.without(["mud"], [folder])
    assert (list(found), seen) == (["mud"], [["rain"]])
    assert orders == [1, 2]
    assert [each.links for each in used] == [{"title > venue": 1.5}]
    works = found["mud"].fields["publications"]
    assert works.right + works.missed == 1
    assert weights.learned() is before
