"""The words of a work."""

from __future__ import annotations

from collections.abc import Sequence

from core.names import full_name
from publications.models import Appearance, Authorship, Publication, Topic, VenueAlias
from search.contents.words import Words, names_of

FIELDS = ("pk", "title", "native_title", "other_titles", "abstract", "affiliation_tags", "note",
          "year")  # fmt: skip
NAMES = ("publication", "person", "printed_name", "person__given_name", "person__family_name")
FORMS = ("publication", "title", "venue", "venue__abbreviation", "venue__name", "venue_printed",
         "publisher", "doi", "arxiv_id", "distinction", "note")  # fmt: skip


def works(keys: Sequence[int]) -> dict[int, Words]:
    found: dict[int, Words] = {}
    rows = Publication.objects.filter(pk__in=keys).order_by().values_list(*FIELDS)
    for key, title, native, others, abstract, tags, note, year in rows:
        about = [tags, note, str(year or "")]
        found[key] = Words([title, native, others], about=about, text=[abstract])
    _add_names(found)
    _add_forms(found)
    _add_topics(found)
    return found


def _add_names(found: dict[int, Words]) -> None:
    """As printed, and under every other spelling of the people."""
    rows = list(
        Authorship.objects.filter(publication__in=found)
        .order_by("publication", "position", "pk")
        .values_list(*NAMES)
    )
    known = names_of(person for _, person, *_ in rows)
    for work, person, printed, given, family in rows:
        shown = printed or full_name(given or "", family or "")
        found[work].names += dict.fromkeys([shown, *known.get(person, ())])


def _add_forms(found: dict[int, Words]) -> None:
    rows = list(Appearance.objects.filter(publication__in=found).values_list(*FORMS))
    aliases: dict[int, list[str]] = {}
    venues = {row[2] for row in rows if row[2]}
    named = VenueAlias.objects.filter(venue__in=venues).values_list("venue", "name")
    for venue, name in named:
        aliases.setdefault(venue, []).append(name)
    for work, title, venue, *about in rows:
        found[work].title.append(title)
        found[work].about += [text for text in (*about, *aliases.get(venue, ())) if text]


def _add_topics(found: dict[int, Words]) -> None:
    topics = Topic.objects.filter(publications__in=found).order_by("pk")
    for work, *names in topics.values_list("publications", "name", "arxiv_category"):
        if work in found:
            found[work].about += filter(None, names)
