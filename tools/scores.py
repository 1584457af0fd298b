"""Precision and recall of the importer on labelled pages, by layout and by field.

`make scores` reads tests/importer/samples/. `--differences` lists what is wrong;
`--leave-out` learns the weights anew without the pages of a few layouts and reads these with
them, until each layout has been left out once: the figure to expect for a layout that nobody has
seen.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from unittest import mock

from rich.console import Console
from rich.progress import track
from rich.table import Table

from importer.gold import pages_to_gold
from importer.parse import parse
from importer.parse.works import weights
from importer.sources import load
from tools.compare import Counts, Score, compare
from tools.samples import SAMPLES, labelled

QUICK_MADE_UP, QUICK_ROUNDS = 300, 5  # of learning anew
TOGETHER = 3  # layouts left out at once: each is read by weights that know even less than they may


def score(page: Path, labels: Path) -> Score:
    """The score of one page."""
    reading = parse(load(page.name, page.read_bytes()))
    found = compare(json.loads(labels.read_text(encoding="utf-8")), pages_to_gold([reading])[0])
    found.differences = [f"{page.parent.name}/{page.name} {d}" for d in found.differences]
    return found


def by_layout(pages: Sequence[tuple[Path, Path]]) -> dict[str, Score]:
    """The scores of all pages, a layout being a folder."""
    found: dict[str, Score] = defaultdict(Score)
    for page, labels in pages:
        found[page.parent.name].add(score(page, labels))
    return dict(found)


def without(layouts: Sequence[str], folders: Sequence[Path]) -> dict[str, Score]:
    """The scores of some layouts, read with weights that were learned without their pages."""
    from tools import train  # the libraries of tests are needed for learning only

    pages = labelled(folders)
    others = [pair for pair in pages if pair[0].parent.name not in layouts]
    lessons = train.lessons_from(others, QUICK_MADE_UP)
    learned = train.mean([train.learn(lessons, QUICK_ROUNDS, seed) for seed in train.SEEDS[:2]])
    with mock.patch.object(weights, "learned", lambda: learned):
        return by_layout([pair for pair in pages if pair[0].parent.name in layouts])


def _leave_out(folders: Sequence[Path], workers: int) -> dict[str, Score]:
    layouts = sorted({page.parent.name for page, _ in labelled(folders)})
    groups = [layouts[k : k + TOGETHER] for k in range(0, len(layouts), TOGETHER)]
    found: dict[str, Score] = {}
    with ProcessPoolExecutor(workers) as pool:
        for scores in track(
            pool.map(without, groups, [folders] * len(groups)), total=len(groups), transient=True
        ):
            found.update(scores)
    return found


def _table(title: str, rows: Sequence[tuple[str, Counts, Counts | None]]) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column("")
    for name in ("precision", "recall", "F1", "works found"):
        table.add_column(name, justify="right")
    for name, counts, works in rows:
        found = f"{works.recall:.3f}" if works else ""
        table.add_row(
            name, f"{counts.precision:.3f}", f"{counts.recall:.3f}", f"{counts.f1:.3f}", found
        )
    return table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, default=[SAMPLES])
    parser.add_argument("--differences", action="store_true", help="list what is wrong")
    parser.add_argument("--leave-out", action="store_true", help="read layouts never learned from")
    parser.add_argument("--workers", type=int, default=2)
    args = parser.parse_args()
    if args.leave_out:
        layouts = _leave_out(args.folders, args.workers)
    else:
        layouts = by_layout(labelled(args.folders))
    whole = Score()
    for each in layouts.values():
        whole.add(each)
    console = Console(width=100)
    rows = [(name, s.total, s.fields["publications"]) for name, s in sorted(layouts.items())]
    rows.append(("all", whole.total, whole.fields["publications"]))
    console.print(_table("By layout", rows))
    console.print(
        _table("By field", [(n, c, None) for n, c in sorted(whole.fields.items()) if c != Counts()])
    )
    if args.differences:
        print("\n".join(whole.differences))


if __name__ == "__main__":
    main()
