"""Made-up listings of any size, for measuring."""

from __future__ import annotations

import random

GIVEN = "Ada Mary Emmy Sofia Grace Lise Vera Rosa Alan Carl Niels Paul Max Kurt David Felix".split()
SYLLABLES = "ba ce di fo gu ha ki lo mu na pe ri so tu va wo xi yu za".split()
WORDS = (
    "sparse dense deep shallow random linear convex smooth graph tree field flow wave spin gate"
    " kernel model proof bound noise signal image text speech market cell gene star light water"
).split()
VENUES = ("ICML", "NeurIPS", "ICLR", "UAI", "COLT", "KDD", "ACL", "CVPR")


def listing(records: int, seed: int = 0, owner: str = "Ada Byron") -> str:
    """An author page of a paper index with that many papers, each by the owner and others."""
    rng = random.Random(seed)
    lines = ["Author name cluster", "", owner, "", f"{records} papers", "", "Possible papers", ""]
    for number in range(records):
        year = 1990 + number % 30
        lines += [f"{rng.choice(VENUES)} Conference {year} Conference Paper", ""]
        lines += [_title(rng, number), ""]
        lines += [f"  • {name}" for name in [owner, *(_name(rng) for _ in range(3))]]
        lines += ["", "We study the question and answer it in part. " * 6, ""]
    return "\n".join(lines)


def _title(rng: random.Random, number: int) -> str:
    return " ".join(rng.choice(WORDS) for _ in range(7)).capitalize() + f" of order {number}"


def _name(rng: random.Random) -> str:
    family = "".join(rng.choice(SYLLABLES) for _ in range(3)).capitalize()
    return f"{rng.choice(GIVEN)} {family}"
