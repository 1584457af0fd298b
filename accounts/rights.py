"""What each role may do: declared here, once. The table in docs/editors.md says the same to people.

Models stand here by label, as this file must not import those that come after it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from accounts.roles import Role


class Scope(StrEnum):
    """Which rows an action is allowed on."""

    NONE = "none"
    OWN = "own"  # what owned_by() of the model's queryset finds for the user's person
    ASSIGNED = "assigned"  # own rows, and others that handled_by() finds: somebody gave them over
    PROPOSED = "proposed"  # drafts that the user proposed and on which no editor decided yet
    PUBLIC = "public"  # what visitors see, and own rows
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Rule:
    """The scope of each action; adding within OWN makes rows of one's own, within PROPOSED
    proposals. `shown` are fields, and labels of parts, that can be read and not written; `hidden`
    those that cannot be read either."""

    view: Scope = Scope.NONE
    add: Scope = Scope.NONE
    change: Scope = Scope.NONE
    delete: Scope = Scope.NONE
    choose: Scope = Scope.NONE
    shown: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()

    def scope(self, action: str) -> Scope:
        """That of an action; NONE where there is no such action."""
        found = getattr(self, action, Scope.NONE)
        return found if isinstance(found, Scope) else Scope.NONE


@dataclass(frozen=True, slots=True)
class Part:
    """Of which row others are part: the label of its model, and the field that names it."""

    whole: str
    way: str


NOTHING = Rule()
EVERYTHING = Rule(Scope.ALL, Scope.ALL, Scope.ALL, Scope.ALL, Scope.ALL)
LOOK = Rule(view=Scope.ALL, choose=Scope.ALL)
OWN_ROWS = Rule(Scope.OWN, Scope.OWN, Scope.OWN, Scope.OWN)
# Letters to openings of one's own or to oneself; one that is assigned is to be answered, no more.
OWN_LETTERS = Rule(view=Scope.ASSIGNED, change=Scope.ASSIGNED, delete=Scope.OWN)
PICK = Rule(choose=Scope.ALL)
VISIBILITY = frozenset({"is_draft", "publish_at"})

# Rows that are edited on the form of another: (its label, the field that names it) → their names.
_PARTS: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("people.person", "person"): (
        "membership", "emailaddress", "profilelink", "appointment", "education", "award",
        "personfile", "namevariant", "metric",
    ),
    ("publications.publication", "publication"): (
        "authorship", "appearance", "publicationlink", "publicationfile", "publicationmetric",
    ),
    ("publications.venue", "venue"): ("venuealias",),
    ("news.newsitem", "news"): ("newslink",),
    ("talks.talk", "talk"): ("talklink",),
    ("teaching.offering", "offering"): ("teachingrole",),
    ("openings.board", "board"): ("question",),
    ("core.sitesettings", "site"): ("affiliation", "menuentry"),
}  # fmt: skip
PARTS: Mapping[str, Part] = {
    f"{whole.partition('.')[0]}.{name}": Part(whole, way)
    for (whole, way), names in _PARTS.items()
    for name in names
}

# The field that says whose a row is, where it is one of its own.
OWNERS: Mapping[str, str] = {"talks.talk": "speaker", "services.servicerole": "person"}

EDITOR: Mapping[str, Rule] = {
    **dict.fromkeys(
        (
            "people.person", "people.grant",
            "publications.publication", "publications.venue", "publications.topic",
            "news.newsitem", "talks.talk", "teaching.course", "teaching.offering",
            "services.servicerole", "openings.opening", "openings.board",
            "pages.page", "pages.homeblock",
            "core.redirect", "importer.importrun", "accounts.proposal",
        ),
        EVERYTHING,
    ),
    **dict.fromkeys(
        (
            "core.formerslug", "importer.importedpage", "importer.importedrecord",
            "importer.importedrow",
        ),
        LOOK,
    ),
    "inquiries.inquiry": OWN_LETTERS,
}  # fmt: skip

OWN_WORKS = Rule(
    view=Scope.OWN,
    change=Scope.OWN,
    choose=Scope.PUBLIC,
    shown=VISIBILITY | {"slug", "is_selected"},
    hidden=frozenset({"private_note"}),
)

MEMBER: Mapping[str, Rule] = {
    "people.person": Rule(
        view=Scope.OWN,
        change=Scope.OWN,
        choose=Scope.PUBLIC,
        shown=VISIBILITY | {"slug", "has_profile", "people.membership"},
        hidden=frozenset({"private_note"}),
    ),
    "publications.publication": replace(OWN_WORKS, add=Scope.PROPOSED, delete=Scope.PROPOSED),
    "publications.venue": PICK,
    "publications.topic": PICK,
    "news.newsitem": Rule(
        view=Scope.OWN,
        add=Scope.PROPOSED,
        change=Scope.PROPOSED,
        delete=Scope.PROPOSED,
        shown=VISIBILITY,
        hidden=frozenset({"position"}),
    ),
    "talks.talk": replace(OWN_ROWS, hidden=frozenset({"speaker"})),
    "teaching.course": replace(OWN_ROWS, delete=Scope.NONE, choose=Scope.OWN),
    "teaching.offering": replace(OWN_ROWS, delete=Scope.NONE),
    "services.servicerole": replace(OWN_ROWS, hidden=frozenset({"person"})),
    "openings.opening": Rule(view=Scope.OWN, change=Scope.OWN, shown=VISIBILITY | {"contact"}),
    "inquiries.inquiry": OWN_LETTERS,
}

GUEST: Mapping[str, Rule] = {
    "people.person": Rule(choose=Scope.PUBLIC),
    "publications.publication": OWN_WORKS,
    "publications.venue": PICK,
    "publications.topic": PICK,
}

RULES: Mapping[Role, Mapping[str, Rule]] = {
    Role.EDITOR: EDITOR,
    Role.MEMBER: MEMBER,
    Role.GUEST: GUEST,
}


PROPOSABLE = frozenset(
    label
    for rules in RULES.values()
    for label, declared in rules.items()
    if declared.add is Scope.PROPOSED
)


def rule(role: Role | None, label: str) -> Rule:
    """What the role may do with rows of that label. Administrators may do everything, with models
    that nobody named here, too; of these, all others may do nothing."""
    if role == Role.ADMINISTRATOR:
        return EVERYTHING
    return RULES[role].get(label, NOTHING) if role else NOTHING
