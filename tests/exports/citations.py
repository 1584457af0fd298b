"""Works, and how each style writes them; asterisks stand for italics.

The works are made up; the forms are those of the guides.
"""

from core.partial_dates import parse
from exports.names import Name
from exports.references import UNPUBLISHED, Reference
from exports.styles.acm import acm
from exports.styles.apa import apa
from exports.styles.chicago import chicago
from exports.styles.ieee import ieee
from exports.styles.mla import mla

ADA = Name("Lovelace", "Ada")
VON = Name("Luxburg", "Ulrike", "von")
KING = Name("King", "Martin Luther", "", "Jr.")
ZIYIN = Name("Liu", "Ziyin", family_first=True)
TEAM = Name(literal="ATLAS Collaboration")


def ref(kind="journal", authors=(ADA,), date="2022-08", title="Power Laws of Engines", **more):
    return Reference(
        row=1, kind=kind, title=title, authors=authors, date=parse(date) if date else None, **more
    )


def people(number):
    return tuple(Name(f"Family{n}", f"Given{n}") for n in range(1, number + 1))


ARTICLE = ref(
    authors=(ADA, VON), venue="Physical Review Research", volume="4", issue="3",
    first_page="123", last_page="135", doi="10.1103/prr.4.1",
)  # fmt: skip
PAPER = ref(
    "conference", venue="Conference on Engines", first_page="123", last_page="135", publisher="PMLR"
)
PREPRINT = ref("preprint", date="2022-05-24", arxiv="2205.11787")
THESIS = ref("thesis", venue="University of Tokyo")
MASTERS = ref("thesis", venue="University of Tokyo", is_masters=True)
CHAPTER = ref(
    "chapter", venue="The Book of Engines", first_page="1", last_page="9", publisher="MIT Press"
)
BOOK = ref("book", publisher="MIT Press")
FORTHCOMING = ref(venue="Nature", is_forthcoming=True)
SUBMITTED = ref(UNPUBLISHED)
SOFTWARE = ref("software", publisher="Zenodo", doi="10.5281/zenodo.1")
NUMBERED = ref(venue="PLOS ONE", volume="12", first_page="e0169")
QUESTION = ref(title="Why Do Engines Work?", venue="Nature")
UNDATED = ref(venue="Nature", date="")
BARE = ref("preprint", authors=(), date="", title="Untitled")

EXPECTED = {
    apa: [
        (
            ARTICLE,
            "Lovelace, A., & von Luxburg, U. (2022). Power Laws of Engines. "
            "*Physical Review Research*, *4*(3), 123–135. https://doi.org/10.1103/prr.4.1",
        ),
        (
            PAPER,
            "Lovelace, A. (2022). Power Laws of Engines. In *Conference on Engines* "
            "(pp. 123–135). PMLR.",
        ),
        (
            PREPRINT,
            "Lovelace, A. (2022). *Power Laws of Engines*. arXiv. https://arxiv.org/abs/2205.11787",
        ),
        (
            THESIS,
            "Lovelace, A. (2022). *Power Laws of Engines* "
            "[Doctoral dissertation, University of Tokyo].",
        ),
        (
            MASTERS,
            "Lovelace, A. (2022). *Power Laws of Engines* [Master’s thesis, University of Tokyo].",
        ),
        (
            CHAPTER,
            "Lovelace, A. (2022). Power Laws of Engines. In *The Book of Engines* (pp. 1–9). "
            "MIT Press.",
        ),
        (BOOK, "Lovelace, A. (2022). *Power Laws of Engines*. MIT Press."),
        (FORTHCOMING, "Lovelace, A. (in press). Power Laws of Engines. *Nature*."),
        (
            SUBMITTED,
            "Lovelace, A. (2022). *Power Laws of Engines* [Manuscript submitted for publication].",
        ),
        (
            SOFTWARE,
            "Lovelace, A. (2022). *Power Laws of Engines* [Computer software]. Zenodo. "
            "https://doi.org/10.5281/zenodo.1",
        ),
        (NUMBERED, "Lovelace, A. (2022). Power Laws of Engines. *PLOS ONE*, *12*, Article e0169."),
        (QUESTION, "Lovelace, A. (2022). Why Do Engines Work? *Nature*."),
        (UNDATED, "Lovelace, A. (n.d.). Power Laws of Engines. *Nature*."),
        (BARE, "*Untitled* [Preprint]. (n.d.)."),
    ],
    mla: [
        (
            ARTICLE,
            "Lovelace, Ada, and Ulrike von Luxburg. “Power Laws of Engines.” *Physical Review "
            "Research*, vol. 4, no. 3, Aug. 2022, pp. 123–35, https://doi.org/10.1103/prr.4.1.",
        ),
        (
            PAPER,
            "Lovelace, Ada. “Power Laws of Engines.” *Conference on Engines*, PMLR, 2022, "
            "pp. 123–35.",
        ),
        (
            PREPRINT,
            "Lovelace, Ada. “Power Laws of Engines.” *arXiv*, 24 May 2022, "
            "https://arxiv.org/abs/2205.11787.",
        ),
        (THESIS, "Lovelace, Ada. *Power Laws of Engines*. 2022. U of Tokyo, PhD dissertation."),
        (MASTERS, "Lovelace, Ada. *Power Laws of Engines*. 2022. U of Tokyo, Master’s thesis."),
        (
            CHAPTER,
            "Lovelace, Ada. “Power Laws of Engines.” *The Book of Engines*, MIT Press, 2022, "
            "pp. 1–9.",
        ),
        (BOOK, "Lovelace, Ada. *Power Laws of Engines*. MIT Press, 2022."),
        (FORTHCOMING, "Lovelace, Ada. “Power Laws of Engines.” *Nature*, forthcoming."),
        (SUBMITTED, "Lovelace, Ada. “Power Laws of Engines.” Aug. 2022. Unpublished manuscript."),
        (
            SOFTWARE,
            "Lovelace, Ada. *Power Laws of Engines*. Zenodo, 2022, "
            "https://doi.org/10.5281/zenodo.1.",
        ),
        (
            NUMBERED,
            "Lovelace, Ada. “Power Laws of Engines.” *PLOS ONE*, vol. 12, Aug. 2022, "
            "article e0169.",
        ),
        (QUESTION, "Lovelace, Ada. “Why Do Engines Work?” *Nature*, Aug. 2022."),
        (UNDATED, "Lovelace, Ada. “Power Laws of Engines.” *Nature*."),
        (BARE, "“Untitled.” Preprint."),
    ],
    chicago: [
        (
            ARTICLE,
            "Lovelace, Ada, and Ulrike von Luxburg. 2022. “Power Laws of Engines.” *Physical "
            "Review Research* 4 (3): 123–35. https://doi.org/10.1103/prr.4.1.",
        ),
        (
            PAPER,
            "Lovelace, Ada. 2022. “Power Laws of Engines.” In *Conference on Engines*, 123–35. "
            "PMLR.",
        ),
        (
            PREPRINT,
            "Lovelace, Ada. 2022. “Power Laws of Engines.” Preprint, submitted May 24, 2022. "
            "https://arxiv.org/abs/2205.11787.",
        ),
        (
            THESIS,
            "Lovelace, Ada. 2022. “Power Laws of Engines.” PhD diss., University of Tokyo.",
        ),
        (
            MASTERS,
            "Lovelace, Ada. 2022. “Power Laws of Engines.” Master’s thesis, University of Tokyo.",
        ),
        (
            CHAPTER,
            "Lovelace, Ada. 2022. “Power Laws of Engines.” In *The Book of Engines*, 1–9. "
            "MIT Press.",
        ),
        (BOOK, "Lovelace, Ada. 2022. *Power Laws of Engines*. MIT Press."),
        (FORTHCOMING, "Lovelace, Ada. Forthcoming. “Power Laws of Engines.” *Nature*."),
        (SUBMITTED, "Lovelace, Ada. 2022. “Power Laws of Engines.” Unpublished manuscript."),
        (
            SOFTWARE,
            "Lovelace, Ada. 2022. *Power Laws of Engines*. Zenodo. "
            "https://doi.org/10.5281/zenodo.1.",
        ),
        (NUMBERED, "Lovelace, Ada. 2022. “Power Laws of Engines.” *PLOS ONE* 12: e0169."),
        (QUESTION, "Lovelace, Ada. 2022. “Why Do Engines Work?” *Nature*."),
        (UNDATED, "Lovelace, Ada. n.d. “Power Laws of Engines.” *Nature*."),
        (BARE, "“Untitled.” n.d. Preprint."),
    ],
    ieee: [
        (
            ARTICLE,
            "A. Lovelace and U. von Luxburg, “Power Laws of Engines,” *Physical Review Research*, "
            "vol. 4, no. 3, pp. 123–135, Aug. 2022, doi: 10.1103/prr.4.1.",
        ),
        (
            PAPER,
            "A. Lovelace, “Power Laws of Engines,” in *Conference on Engines*, PMLR, Aug. 2022, "
            "pp. 123–135.",
        ),
        (PREPRINT, "A. Lovelace, “Power Laws of Engines,” May 2022, arXiv:2205.11787."),
        (
            THESIS,
            "A. Lovelace, “Power Laws of Engines,” Ph.D. dissertation, University of Tokyo, 2022.",
        ),
        (MASTERS, "A. Lovelace, “Power Laws of Engines,” M.S. thesis, University of Tokyo, 2022."),
        (
            CHAPTER,
            "A. Lovelace, “Power Laws of Engines,” in *The Book of Engines*. MIT Press, 2022, "
            "pp. 1–9.",
        ),
        (BOOK, "A. Lovelace, *Power Laws of Engines*. MIT Press, 2022."),
        (FORTHCOMING, "A. Lovelace, “Power Laws of Engines,” *Nature*, to be published."),
        (SUBMITTED, "A. Lovelace, “Power Laws of Engines,” submitted for publication."),
        (
            SOFTWARE,
            "A. Lovelace, *Power Laws of Engines*. Zenodo, Aug. 2022, doi: 10.5281/zenodo.1.",
        ),
        (
            NUMBERED,
            "A. Lovelace, “Power Laws of Engines,” *PLOS ONE*, vol. 12, Art. no. e0169, Aug. 2022.",
        ),
        (QUESTION, "A. Lovelace, “Why Do Engines Work?” *Nature*, Aug. 2022."),
        (UNDATED, "A. Lovelace, “Power Laws of Engines,” *Nature*."),
        (BARE, "“Untitled,” preprint."),
    ],
    acm: [
        (
            ARTICLE,
            "Ada Lovelace and Ulrike von Luxburg. 2022. Power Laws of Engines. *Physical Review "
            "Research* 4, 3 (Aug. 2022), 123–135. https://doi.org/10.1103/prr.4.1",
        ),
        (
            PAPER,
            "Ada Lovelace. 2022. Power Laws of Engines. In *Conference on Engines*. PMLR, 123–135.",
        ),
        (
            PREPRINT,
            "Ada Lovelace. 2022. Power Laws of Engines. arXiv:2205.11787. "
            "https://arxiv.org/abs/2205.11787",
        ),
        (
            THESIS,
            "Ada Lovelace. 2022. *Power Laws of Engines*. Ph.D. Dissertation. University of Tokyo.",
        ),
        (
            MASTERS,
            "Ada Lovelace. 2022. *Power Laws of Engines*. Master’s thesis. University of Tokyo.",
        ),
        (
            CHAPTER,
            "Ada Lovelace. 2022. Power Laws of Engines. In *The Book of Engines*. MIT Press, 1–9.",
        ),
        (BOOK, "Ada Lovelace. 2022. *Power Laws of Engines*. MIT Press."),
        (
            FORTHCOMING,
            "Ada Lovelace. 2022. Power Laws of Engines. *Nature* (Aug. 2022). To appear.",
        ),
        (
            SUBMITTED,
            "Ada Lovelace. 2022. Power Laws of Engines. Manuscript submitted for publication.",
        ),
        (
            SOFTWARE,
            "Ada Lovelace. 2022. *Power Laws of Engines*. Zenodo. https://doi.org/10.5281/zenodo.1",
        ),
        (
            NUMBERED,
            "Ada Lovelace. 2022. Power Laws of Engines. *PLOS ONE* 12, Article e0169 (Aug. 2022).",
        ),
        (QUESTION, "Ada Lovelace. 2022. Why Do Engines Work? *Nature* (Aug. 2022)."),
        (UNDATED, "Ada Lovelace. [n. d.]. Power Laws of Engines. *Nature*."),
        (BARE, "Untitled. [n. d.]. Preprint."),
    ],
}
