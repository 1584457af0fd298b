"""A work as a BibTeX entry."""

from __future__ import annotations

import re

from core.slugs import make_slug
from publications.models import Appearance, Authorship, Publication

TYPES = {
    "journal": "article",
    "conference": "inproceedings",
    "workshop": "inproceedings",
    "book": "book",
    "chapter": "incollection",
    "report": "techreport",
}
VENUE_FIELDS = {
    "article": "journal",
    "inproceedings": "booktitle",
    "incollection": "booktitle",
    "techreport": "institution",
    "phdthesis": "school",
    "mastersthesis": "school",
    "misc": "howpublished",
    "book": "publisher",
}
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
FORMULA = re.compile(r"((?<!\\)\$[^$]+\$)")
SPECIAL = re.compile(r"[\\{}&%$#_~^]")
ESCAPES = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
# A word whose capitals a style would lose: one with a capital after its first letter, or alone.
CAPITALS = re.compile(r"(?<![\w{\\])(?=\w*[^\W\d_a-z])(?:\w+[^\W\d_a-z]\w*|[^\W\d_a-z](?!\w))")
SMALL_WORDS = {"a", "an", "the", "on", "of", "in", "for", "to", "and", "how", "what", "when"}


def entry(work: Publication) -> str:
    """The entry, in the form it came out in first (the version of record), ending with a newline.

    Letters outside ASCII stay as they are, as biber and today's BibTeX read them; formulas too.
    """
    kind = _type(work.record)
    fields = [(name, value) for name, value in _fields(work, kind) if value]
    width = max(len(name) for name, _ in fields)
    lines = [f"  {name:<{width}} = {_value(name, value)}," for name, value in fields]
    return "\n".join([f"@{kind}{{{key(work)},", *lines, "}"]) + "\n"


def key(work: Publication) -> str:
    """``zhu2024catapults``: first author's family name, year, first telling word; ASCII only."""
    first = next(iter(work.authorships.all()), None)
    words = make_slug(work.title).split("-")
    telling = next((word for word in words if word not in SMALL_WORDS), "")
    family = make_slug(_family(first)).replace("-", "") if first else ""
    return f"{family}{work.year or ''}{telling}" or f"work{work.pk}"


def escape(text: str) -> str:
    """`text` such that LaTeX prints it as it stands; formulas are left alone."""
    pieces = FORMULA.split(text)
    return "".join(
        piece if FORMULA.fullmatch(piece) else SPECIAL.sub(_escaped, piece) for piece in pieces
    )


def _escaped(match: re.Match[str]) -> str:
    return ESCAPES.get(match[0], "\\" + match[0])


def _title(text: str) -> str:
    """An escaped title whose capitals survive a style that sets titles in lower case."""
    pieces = FORMULA.split(text)
    return "".join(
        f"{{{piece}}}" if FORMULA.fullmatch(piece) else CAPITALS.sub(r"{\g<0>}", escape(piece))
        for piece in pieces
    )


def _fields(work: Publication, kind: str) -> list[tuple[str, str]]:
    form = work.record or Appearance()
    date = work.date
    venue = form.venue_name or form.venue_text
    fields = [
        ("title", _title(work.title)),
        ("author", _authors(work)),
        (VENUE_FIELDS[kind], escape(venue)),
        ("year", str(work.year or "")),
        ("month", MONTHS[date.month - 1] if date and date.year and date.month else ""),
        ("volume", escape(form.volume)),
        ("number", escape(form.issue)),
        ("pages", re.sub(r"\s*[-–]+\s*", "--", escape(form.pages))),
        ("publisher", escape(form.publisher) if kind != "book" or not venue else ""),
        ("doi", escape(next((f.doi for f in work.appearances.all() if f.doi), ""))),
        *_eprint(work),
    ]
    return [*fields, ("note", escape(form.get_status_display() if form.status else ""))]


def _eprint(work: Publication) -> list[tuple[str, str]]:
    number = next((form.arxiv_id for form in work.appearances.all() if form.arxiv_id), "")
    return [("eprint", number), ("archiveprefix", "arXiv")] if number else []


def _value(name: str, value: str) -> str:
    """Months are BibTeX's own words; everything else stands in braces."""
    return value if name == "month" else f"{{{value}}}"


def _type(form: Appearance | None) -> str:
    if form and form.kind == "thesis":
        words = f"{form.venue_text} {form.note}".casefold()
        return "mastersthesis" if "master" in words else "phdthesis"
    return TYPES.get(form.kind, "misc") if form else "misc"


def _authors(work: Publication) -> str:
    names = [_name(author) for author in work.printed_authors]
    if work.authors_truncated:
        names.append("others")
    return " and ".join(names or [_name(author) for author in work.implied_authors])


def _name(author: Authorship) -> str:
    """``Family, Given`` where the parts are known, else the name as printed."""
    person = author.person
    if person and person.given_name and author.name == person.name:
        return f"{escape(person.family_name)}, {escape(person.given_name)}"
    name = escape(author.name)
    return f"{{{name}}}" if re.search(r",| and ", name) else name


def _family(author: Authorship) -> str:
    person = author.person
    return person.family_name if person else author.name.rpartition(" ")[2]
