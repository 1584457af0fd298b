"""Short pages of invented people, for tests in which few rows matter."""

from __future__ import annotations

from importer.records import Reading
from tests.importer.five_pages import read_text


def page(name: str, owner: str, *works: tuple[str, str, str]) -> Reading:
    """The page of `owner` with (title, authors, where it came out) of each work."""
    lines = [owner, "", "Publications", ""]
    for title, authors, where in works:
        lines += [f"{title} [pdf]", authors, where, ""]
    return read_text("\n".join(lines), name)


ENGINES = ("On analytical engines and their looms", "Ada Byron, Mary Shelley", "NeurIPS, 2021")
MUD = ("A theory of mud in tidal rivers", "Ada Byron, Mary Shelley", "ICML, 2022")
EARLY = ("Analytical engines", "Ada Byron, Mary Shelley", "arXiv:2001.00001, 2020")
