"""Short ways to write entries for the tests of matching, and strategies that draw them."""

from hypothesis import strategies as st

from importer.match.keys import WorkEntry
from importer.records import Appearance, Author, Link, PublicationRecord

TITLES = [
    "Probabilistic Stability of Stochastic Gradient Descent",
    "Type-II Saddles and Probabilistic Stability of Stochastic Gradient Descent",
    "probabilistic stability of stochastic gradient descent.",
    "Strength of Minibatch Noise in SGD",
    "Strength of Minibatch Noise in SGD II",
    "Introduction",
]
PEOPLE = ["Liu Ziyin", "Ziyin Liu", "Masahito Ueda", "M. Ueda", "Botao Li", "Tomer Galanti"]
FORMS = [
    ("preprint", "", "2023"),
    ("preprint", "", "2023-03-23"),
    ("preprint", "", ""),
    ("conference", "ICLR", "2024"),
    ("conference", "", "2024"),
    ("conference", "NeurIPS", ""),
    ("journal", "JSTAT", "2025"),
    ("workshop", "NeurIPS", "2023"),
    ("thesis", "", "2024"),
]


def entry(ref, title, authors, *forms, owner="", page=None, **fields):
    """An entry; a name with a star is marked, and forms are (kind, venue, date) or Appearances."""
    record = PublicationRecord(
        lines=(1, 1),
        title=title,
        authors=tuple(Author(name.rstrip("*"), name.endswith("*")) for name in authors),
        appearances=tuple(f if isinstance(f, Appearance) else form(*f) for f in forms),
        **fields,
    )
    return WorkEntry(ref, owner, record, ref.split("#")[0] if page is None else page)


def form(kind, venue="", date="", **fields):
    return Appearance(kind, venue_abbrev=venue, date=date, **fields)


def _draw(ref, title, authors, forms, arxiv, cut, owner, label):
    printed = [form(*f, arxiv_id=arxiv if f[0] == "preprint" else "") for f in forms]
    return entry(
        ref,
        title,
        authors,
        *printed,
        owner=owner,
        authors_truncated=cut,
        owner_implied=bool(owner) and owner not in authors,
        links=tuple(Link(*pair) for pair in label),
    )


def entries(ref):
    """A strategy for an entry with that ref."""
    return st.builds(
        _draw,
        st.just(ref),
        st.sampled_from(TITLES),
        st.lists(st.sampled_from(PEOPLE), max_size=4, unique=True),
        st.lists(st.sampled_from(FORMS), max_size=2),
        st.sampled_from(["", "2303.13093", "2303.13093v2", "2401.00001"]),
        st.booleans(),
        st.sampled_from(["", "Liu Ziyin"]),
        st.lists(
            st.sampled_from([("pdf", ""), ("pdf", "https://x.org/a.pdf"), ("code", "")]), max_size=2
        ),
    )


sets_of_entries = (
    st.integers(1, 6)
    .flatmap(lambda n: st.tuples(*(entries(f"{'abc'[k % 3]}.txt#{k}") for k in range(n))))
    .map(list)
)
