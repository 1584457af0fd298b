"""What the database keeps of some names: where they stand, and the pages of those who bear them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from importer.match.alike import alike
from importer.match.bearers import OwnPage, Standing
from importer.match.labels import Labels
from importer.match.marks import letters_of, mark_of_page, marks_of_mention
from importer.match.names import name_keys
from importer.match.people import Mention
from importer.match.signs import may_be_unlike, signs_of
from importer.models import ImportedPage
from importer.names import mentions, printed_names
from importer.records import PersonRecord, PublicationRecord
from importer.save.judgements import marks_of_record
from importer.save.owners import told_by
from importer.save.readings import Stored, sharing

ROUNDS = 4  # of looking for names like the names found; more than any chain of spellings needs
CONTACT = ("person", "appointment", "education")  # types of records with addresses, institutions


@dataclass(frozen=True)
class Near:
    """All records that print some names, or names like them; `names` are all of these."""

    items: Sequence[Stored]
    names: frozenset[str]

    def standings(self, labels: Labels, pages: Iterable[OwnPage]) -> list[Standing]:
        """Where the names stand. What a place tells is worked out only for names of which there
        may be several bearers, and for names like these."""
        doubtful = {page.owner for page in pages}
        doubtful |= {name for name in self.names if labels.bearing(letters_of(name))}
        asked = {name for name in self.names if any(alike(name, other) for other in doubtful)}
        return [
            _standing(item, mention, labels, mention.name in asked)
            for item in self.items
            for mention in mentions(item.record, item.ref, item.owner)
            if mention.name in self.names
        ]


def near(names: Iterable[str]) -> Near:
    """All that prints the names, and every name that shares a blocking key with them."""
    keys = {f"name:{key}" for name in names for key in name_keys(name)}
    asked: set[str] = set()
    found: dict[str, Stored] = {}
    relevant: set[str] = set(names)
    for _ in range(ROUNDS):
        if not keys - asked:
            break
        new = sharing(keys - asked)
        asked |= keys
        found.update({item.ref: item for item in new})
        relevant = {
            name
            for item in found.values()
            for name in printed_names(item.record)
            if asked & {f"name:{key}" for key in name_keys(name)}
        }
        keys = {f"name:{key}" for name in relevant for key in name_keys(name)}
    return Near(list(found.values()), frozenset(relevant))


def _standing(item: Stored, mention: Mention, labels: Labels, asked: bool) -> Standing:
    key = item.row.page.key
    if not asked:
        return Standing(mention, key)
    signs = signs_of(item.record, mention.companions)
    known = labels.bearing(letters_of(mention.name)) and isinstance(item.record, PublicationRecord)
    marks = marks_of_mention(mention.name, mention.nth, marks_of_record(item)) if known else ()
    return Standing(mention, key, signs, frozenset(marks))


# ---------------------------------------------------------------- own pages


def own_pages(items: Iterable[Stored], labels: Labels) -> list[OwnPage]:
    """The own pages of people whose name somebody else may bear: where a person said so, and
    where what two of the pages tell of their owners does not agree."""
    by_letters: dict[str, dict[int, ImportedPage]] = defaultdict(dict)
    for item in items:
        if isinstance(item.record, PersonRecord) and item.owner:
            by_letters[letters_of(item.owner)][item.row.page.pk] = item.row.page
    found: list[OwnPage] = []
    for letters, pages in by_letters.items():
        said = any(labels.of(frozenset([mark_of_page(p.key)])) for p in pages.values())
        if labels.bearing(letters) or said or (len(pages) > 1 and _disagree(pages.values())):
            found += [OwnPage(p.key, p.owner_name, told_by(p)) for p in pages.values()]
    return found


def _disagree(pages: Iterable[ImportedPage]) -> bool:
    every = [told_by(page, CONTACT) for page in pages]
    return any(may_be_unlike(a, b) for a, b in combinations(every, 2))
