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


def homepage(size: int, seed: int = 0) -> str:
    """A homepage in text of about that many characters: papers, news, talks, courses, service."""
    rng = random.Random(seed)
    parts = {
        "Publications": lambda k: f"{_names(rng)}. {_title(rng, k)}. {_venue(rng, k)}.",
        "News": lambda k: f"May {2000 + k % 25}: Our paper {_title(rng, k)} with {_name(rng)}!",
        "Talks": lambda k: f"{_title(rng, k)}, Mud seminar, Mudford, May {2000 + k % 25}",
        "Teaching": lambda k: f"MUD {k % 900 + 100}: {_title(rng, k)}, Fall {2000 + k % 25}",
        "Services": lambda k: f"Reviewer: {_venue(rng, k)}, {_venue(rng, k + 1)}",
        "Awards": lambda k: f"Best Paper Award, {_venue(rng, k)}",
    }
    lines = ["Ada Byron", "Professor, Mudford University", ""]
    for section, line in parts.items():
        lines += [section, ""]
        length = number = 0
        while length < size // len(parts):
            lines.append(f"- {line(number)}")
            length, number = length + len(lines[-1]) + 1, number + 1
        lines.append("")
    return "\n".join(lines)


def web_page(size: int, seed: int = 0) -> str:
    """A page in HTML of about that many characters: years as headings, papers as list items."""
    rng = random.Random(seed)
    parts = ["<html><title>Ada Byron</title><body><h1>Ada Byron</h1><h2>Publications</h2>"]
    length = number = 0
    while length < size:
        head = f"</ul><h3>{2030 - number // 40}</h3><ul>" if number % 40 == 0 else ""
        parts.append(
            f"{head}<li><b>{_title(rng, number)}</b><br>{_names(rng)}<br>"
            f"<i>{_venue(rng, number)}</i> <a href='x{number}.pdf'>pdf</a></li>\n"
        )
        length, number = length + len(parts[-1]), number + 1
    return "".join(parts)


def bibliography(size: int, seed: int = 0) -> str:
    """A BibTeX file of about that many characters."""
    rng = random.Random(seed)
    parts: list[str] = []
    length = number = 0
    while length < size:
        parts.append(
            f"@inproceedings{{key{number},\n  title = {{{_title(rng, number)}}},\n"
            f"  author = {{{' and '.join(_name(rng) for _ in range(3))}}},\n"
            f"  booktitle = {{Proceedings of {rng.choice(VENUES)}}},\n"
            f"  year = {{{1990 + number % 35}}},\n}}\n\n"
        )
        length, number = length + len(parts[-1]), number + 1
    return "".join(parts)


def _names(rng: random.Random) -> str:
    return ", ".join(_name(rng) for _ in range(3))


def _venue(rng: random.Random, number: int) -> str:
    return f"{rng.choice(VENUES)} {1990 + number % 35}"


def _title(rng: random.Random, number: int) -> str:
    return " ".join(rng.choice(WORDS) for _ in range(7)).capitalize() + f" of order {number}"


def _name(rng: random.Random) -> str:
    family = "".join(rng.choice(SYLLABLES) for _ in range(3)).capitalize()
    return f"{rng.choice(GIVEN)} {family}"
