"""What a merge does to people alone: names by which pages find them, works that have both."""

from __future__ import annotations

from importer.duplicates.choices import Picks
from importer.duplicates.judge import plain
from importer.journal import write as journal
from importer.match.names import as_printed, name_keys, split_name
from importer.models import ImportedRow
from importer.names import printed_names
from importer.save.merging import link_of
from importer.save.readings import Stored, sharing
from people.models import NameVariant, Person

Pair = tuple[Person, Person]


def remember(people: Pair, picks: Picks) -> None:
    """Nothing: names and rows are in place before pages are looked at."""


def prepare(kept: Person, gone: Person) -> None:
    """Pages find a person by the spellings alone, once there are any."""
    _join_accounts(kept, gone)
    _join_authors(kept, gone)
    names = {plain(person) for person in (kept, gone)}
    spelt = {v.name for person in (kept, gone) for v in person.variants.all()}
    if spelt or len(names) > 1:
        for name in sorted(names - spelt):
            journal.save(NameVariant(person=kept, name=name))


def records(kept: Person) -> list[Stored]:
    """What pages print a name of the person."""
    names = {as_printed(str(variant)) for variant in kept.variants.all()}
    found = sharing(f"name:{key}" for name in names for key in name_keys(name))
    return [item for item in found if names & {_spelling(n) for n in printed_names(item.record)}]


def finish(kept: Person, remembered: None) -> None:
    """Nothing is left to do."""


def _join_accounts(kept: Person, gone: Person) -> None:
    """The account of either is that of the one who stays. Raises ValueError where both have one:
    somebody would lose their page without a word."""
    if gone.user is None:
        return
    if kept.user is not None:
        raise ValueError(
            f"Both have an account: {kept.user} and {gone.user}. An administrator must take one of"
            " them off its person first (Accounts, Users)."
        )
    kept.user, gone.user = gone.user, None
    journal.save(gone, "user")
    journal.save(kept, "user")


def _spelling(printed: str) -> str:
    name = split_name(printed)
    return " ".join(part for part in (name.given, name.family, name.number) if part)


def _join_authors(kept: Person, gone: Person) -> None:
    """Hidden behind “et al.” under one name and printed under the other is one author. Two names
    that one work prints stay: that is what it prints."""
    for author in gone.authorships.select_related("publication"):
        for other in kept.authorships.filter(publication=author.publication):
            if goes := next((row for row in (author, other) if row.is_implied), None):
                if link := link_of(goes):
                    journal.delete(ImportedRow.objects.filter(pk=link.pk))
                journal.delete(type(goes)._base_manager.filter(pk=goes.pk))
                break
