"""Pages of two people of one name, and pages on which either stands: all invented."""

from __future__ import annotations

from importer.records import Reading
from tests.importer.five_pages import read_text
from tests.importer.small_pages import page

Work = tuple[str, str, str]

LOOMS: Work = ("On analytical engines and their looms", "Wei Wang, Mary Shelley", "NeurIPS, 2021")
VALVES: Work = ("Valves for engines of steam", "Mary Shelley, W. Wang", "ICML, 2022")
TIDES: Work = ("A theory of mud in tidal rivers", "Wei Wang, Bob Reed", "JMLR, 2020")
MOONS: Work = ("Moons that pull at estuaries", "Bob Reed, Wei Wang", "CVPR, 2023")
TWICE: Work = ("Of names and those who bear them", "Wei Wang, Wei Wang, Ann Lee", "ICLR, 2019")
OXFORD = ("University of Oxford", "wei.wang@ox.ac.uk")
TOKYO = ("University of Tokyo", "wang@u-tokyo.ac.jp")


def homepage(name: str, place: tuple[str, str], *works: Work, owner: str = "Wei Wang") -> Reading:
    """The page of a professor at an institution with an e-mail address."""
    institution, email = place
    lines = [owner, "", f"Professor of Physics, {institution}", email, "", "Publications", ""]
    for title, authors, where in works:
        lines += [f"{title} [pdf]", authors, where, ""]
    return read_text("\n".join(lines), name)


def of_oxford(name: str = "oxford.txt") -> Reading:
    return homepage(name, OXFORD, LOOMS, VALVES)


def of_tokyo(name: str = "tokyo.txt") -> Reading:
    return homepage(name, TOKYO, TIDES, MOONS)


def of_ann() -> Reading:
    """A third person's list: works with company of the one, of the other, of both and of none."""
    return page(
        "ann.txt",
        "Ann Lee",
        ("Steam for beginners", "Ann Lee, Wei Wang, Mary Shelley", "ICML, 2018"),
        ("Rivers for beginners", "Ann Lee, Wei Wang, Bob Reed", "ICML, 2017"),
        ("Sails for beginners", "Ann Lee, Wei Wang, Carl Orff", "ICML, 2016"),
        ("Wind for beginners", "Ann Lee, Wei Wang, Mary Shelley, Bob Reed", "ICML, 2015"),
    )
