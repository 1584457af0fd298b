"""Works as BibTeX entries.

Letters outside ASCII stay as they are, as biber and today's BibTeX read them; so do formulas.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from exports.keys import key, unique_keys
from exports.names import Name
from exports.references import UNPUBLISHED, Reference

TYPES = {
    "journal": "article",
    "conference": "inproceedings",
    "workshop": "inproceedings",
    "book": "book",
    "chapter": "incollection",
    "report": "techreport",
    "thesis": "phdthesis",
    UNPUBLISHED: "unpublished",
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
    "unpublished": "howpublished",
}
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
FORMULA = re.compile(r"((?<!\\)\$[^$]+\$)")
SPECIAL = re.compile(r"[\\{}&%$#_~^]")
# No brace stands for itself: BibTeX counts even those after a backslash, to find a field's end.
ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
WORD = re.compile(r"(?<![\w{\\])\w+")


def entries(refs: Iterable[Reference]) -> str:
    """The entries of all, each under a key of its own."""
    refs = list(refs)
    keys = unique_keys(refs)
    return "\n".join(entry(ref, keys[ref.row]) for ref in refs)


def entry(ref: Reference, named: str = "") -> str:
    """The entry of one work under its key, or under the one that it is `named` by."""
    kind = _type(ref)
    fields = [(name, value) for name, value in _fields(ref, kind) if value]
    width = max(len(name) for name, _ in fields)
    lines = [f"  {name:<{width}} = {_value(name, value)}," for name, value in fields]
    return "\n".join([f"@{kind}{{{named or key(ref)},", *lines, "}"]) + "\n"


def escape(text: str) -> str:
    """`text` such that LaTeX prints it as it stands; formulas are left alone."""
    return "".join(piece if is_math else _escaped(piece) for piece, is_math in _pieces(text))


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """(piece, whether it is a formula); one whose braces do not pair is none."""
    for piece in FORMULA.split(text):
        is_math = bool(FORMULA.fullmatch(piece))
        yield piece, is_math and _is_balanced(piece)


def _is_balanced(text: str) -> bool:
    depth = 0
    for character in text:
        depth += (character == "{") - (character == "}")
        if depth < 0:
            return False
    return depth == 0


def _escaped(text: str) -> str:
    return SPECIAL.sub(lambda match: ESCAPES.get(match[0], "\\" + match[0]), text)


def _title(text: str) -> str:
    """An escaped title whose capitals survive a style that sets titles in lower case."""
    return "".join(
        f"{{{piece}}}" if is_math else WORD.sub(_guarded, _escaped(piece))
        for piece, is_math in _pieces(text)
    )


def _guarded(match: re.Match[str]) -> str:
    """In braces, if it is a word whose capitals a style would lose: one that has a capital after
    its first letter, or is a capital, but for the article that a title begins with."""
    word = match[0]
    is_article = word == "A" and match.start() == 0
    is_lost = any(letter.isupper() for letter in word[1:]) or (len(word) == 1 and word.isupper())
    return f"{{{word}}}" if is_lost and not is_article else word


def _fields(ref: Reference, kind: str) -> list[tuple[str, str]]:
    publisher = "" if kind == "book" and ref.venue else escape(ref.publisher)
    return [
        ("title", _title(ref.title)),
        ("author", _authors(ref)),
        (VENUE_FIELDS[kind], escape(ref.venue)),
        ("year", ref.year),
        ("month", MONTHS[ref.month - 1] if ref.month else ""),
        ("volume", escape(ref.volume)),
        ("number", escape(ref.issue)),
        ("pages", escape("--".join(page for page in (ref.first_page, ref.last_page) if page))),
        ("publisher", publisher),
        ("doi", escape(ref.doi)),
        ("eprint", ref.arxiv),
        ("archiveprefix", "arXiv" if ref.arxiv else ""),
        ("note", escape(ref.status)),
    ]


def _value(name: str, value: str) -> str:
    """Months are BibTeX's own words; everything else stands in braces."""
    return value if name == "month" else f"{{{value}}}"


def _type(ref: Reference) -> str:
    if ref.kind == "thesis" and ref.is_masters:
        return "mastersthesis"
    return TYPES.get(ref.kind, "misc")


def _authors(ref: Reference) -> str:
    names = [_name(name) for name in ref.authors]
    return " and ".join([*names, "others"] if ref.has_more_authors and names else names)


def _name(name: Name) -> str:
    """``von Family, Jr., Given``; a name that is no person's is kept together by braces."""
    if name.literal:
        return f"{{{escape(name.literal)}}}"
    parts = (name.whole_family, name.suffix, name.given)
    return ", ".join(escape(part) for part in parts if part)
