"""Lists of works for tests of how they are read: as pages, as lines, as atoms."""

from __future__ import annotations

from importer.parse import parse
from importer.parse.works import atoms
from importer.parse.works.atoms import Atom
from importer.records import PublicationRecord
from importer.sources import Line, load


def works(*lines: str, heading: str = "Papers", name: str = "page.txt") -> list[PublicationRecord]:
    """The works of a page of Ann Lee with these lines below the heading."""
    page = "\n".join(("Ann Lee", heading, *lines))
    return list(parse(load(name, page.encode())).of_type(PublicationRecord))


def shown(body: str) -> list[PublicationRecord]:
    """The works of an HTML page of Ann Lee with this markup below a heading of papers."""
    page = f"<h1>Ann Lee</h1><h2>Papers</h2>{body}"
    return list(parse(load("page.html", page.encode())).of_type(PublicationRecord))


def authors(record: PublicationRecord) -> list[str]:
    """The names of the authors of a work."""
    return [author.name for author in record.authors]


def lines_of(*texts: str) -> list[Line]:
    """Lines with these texts, one below the other."""
    return [Line(number, text) for number, text in enumerate(texts, 1)]


def cut(*texts: str) -> list[Atom]:
    """The atoms of lines with these texts."""
    return atoms.cut(lines_of(*texts))


def parts(*texts: str) -> list[str]:
    """The texts of the atoms of lines with these texts."""
    return [atom.text for atom in cut(*texts)]
