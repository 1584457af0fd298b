"""Printed venues to Venue and Topic rows."""

from __future__ import annotations

from django.db.models.functions import Lower

from importer.journal import write as journal
from importer.knowledge import table, venue_abbreviations
from importer.records import Appearance
from importer.save.merging import absorb, link_of
from importer.save.rows import write
from importer.save.wanted import Wanted
from publications.models import Topic, Venue, VenueAlias

KINDS = {"conference": "conference", "workshop": "conference", "journal": "journal",
         "book": "publisher", "chapter": "other"}  # fmt: skip
REPOSITORIES = {"arxiv", "corr"}


class Venues:
    """The venues of one page: each looked up once."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, str, str], Venue | None] = {}

    def of(self, form: Appearance) -> Venue | None:
        """The venue of an appearance, made where there is none; None where it names none."""
        key = (form.kind, form.venue_abbrev, form.venue_name)
        if key not in self.known:
            # A venue found may have absorbed another, which earlier answers must not name.
            before = Venue.objects.count()
            venue = venue_for(form)
            if Venue.objects.count() < before:
                self.known.clear()
            self.known[key] = venue
        return self.known[key]

    def named(self, name: str) -> Venue | None:
        """The venue that a list of services names, if it is one that is known to be a venue."""
        known = venue_abbreviations().get(name.casefold())
        return self.of(Appearance(kind=known.kind, venue_abbrev=name)) if known else None


def venue_for(form: Appearance) -> Venue | None:
    """The venue of an appearance, made where there is none; None where the page names none.

    Of the names under which pages print one venue the shortest is shown, and the others are
    kept as aliases: so the order of the pages does not matter.
    """
    abbreviation = "" if form.venue_abbrev.casefold() in REPOSITORIES else form.venue_abbrev
    # The venue of a workshop paper is the meeting; the workshop's own name stays with the paper.
    name = "" if form.kind == "workshop" and abbreviation else form.venue_name
    if not abbreviation and not name:
        return None
    venue = _known(abbreviation, name)
    link = link_of(venue) if venue else None
    names = {name, venue.name if venue else ""} - {""}
    if link:
        names |= set(venue.aliases.values_list("name", flat=True)) if venue else set()
    fields = {
        "abbreviation": abbreviation or (venue.abbreviation if venue else ""),
        "name": min(names, key=lambda n: (len(n), n), default=""),
    }
    if kind_of := KINDS.get(form.kind):
        fields["kind"] = min(kind_of, link.base.get("kind", "~")) if link else kind_of
    written = write(Wanted(Venue, fields, ("abbreviation", "name")), link, venue)
    assert isinstance(written.instance, Venue)
    _keep_aliases(written.instance, names)
    return written.instance


def topic_for(category: str) -> Topic:
    """The topic of an arXiv category, made where there is none."""
    name = table("arxiv_names").get(category, category)
    if topic := Topic.objects.filter(arxiv_category=category).first():
        return topic
    topic = Topic(arxiv_category=category, name=name)
    journal.save(topic)
    return topic


def _known(abbreviation: str, name: str) -> Venue | None:
    """By abbreviation, or by a name; one known by name alone joins the one abbreviated so."""
    venues = Venue.objects.named(name)
    if not abbreviation:
        return venues.first()
    found = Venue.objects.abbreviated(abbreviation).first()
    nameless = venues.filter(abbreviation="").first()
    if found and nameless:
        absorb(nameless, found)
    return found or nameless


def _keep_aliases(venue: Venue, names: set[str]) -> None:
    known = {venue.name.lower(), *venue.aliases.values_list(Lower("name"), flat=True)}
    for name in sorted(names):
        taken = VenueAlias.objects.named(name).exists()
        if name.lower() not in known and not taken:
            journal.save(VenueAlias(venue=venue, name=name))
            known.add(name.lower())
