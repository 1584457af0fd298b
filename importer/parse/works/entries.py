"""From labelled atoms to records: what each field of an entry says."""

from __future__ import annotations

import re
from dataclasses import replace

from importer import knowledge
from importer.parse import (
    addresses,
    dates,
    distinctions,
    kinds,
    names,
    spans,
    status,
    titles,
    venues,
)
from importer.parse.venue_evidence import is_known
from importer.parse.works import bylines
from importer.parse.works.atoms import Atom
from importer.parse.works.entry import YEAR, Entry, as_printed, by_line
from importer.parse.works.features import AND, WITH
from importer.parse.works.steps import ROLES
from importer.records import Appearance, Author, Link, PublicationRecord

ABSTRACT = re.compile(r"^(?:abstract|summary|zusammenfassung|résumé)\s*[:.—–-]?\s+", re.I)
MORE = re.compile(
    r"^(?:and\s+|&\s+)?(?:\d+\s+(?:more|others?|co-?authors?)|others)(?:\s+authors?)?$|^(?:…|\.\.\.)$",
    re.I,
)

HIDDEN = re.compile(r"…|\.\s?\.\s?\.")  # names left out between two
# What was done to a work on a date, and names no venue.
STAMP = re.compile(
    r"(?:(?:first|last|latest)\s+)?(?:published|updated|posted|released|revised|update|version|"
    r"draft|received|online|available\s+online)(?:\s+online)?(?:\s+(?:on|in|of))?\s*[:,]?\s*",
    re.I,
)
BADGE_WORDS = 3
NAMED = 0.8  # likeness from which a title beside names alone is one of them
CAPITALS = re.compile(r"[A-Z].*[A-Z]")
UNKNOWN = Appearance(kind="preprint")


def record(
    entry: Entry, section: str, heading: str, marks: frozenset[str]
) -> PublicationRecord | None:
    """The record of an entry, or None where it has no title. `heading` tells the kind of work
    where the record does not."""
    title, previous, aside = _title(entry)
    title, kind = titles.take_kind(title)
    if not title:
        return None
    links, rest = _links(entry)
    authors, truncated, with_owner = _authors(entry, marks)
    appearances, notes = _appearances(entry, heading, kind)
    told = [*rest, *entry.texts("note")]
    if appearances[0].kind != "other":
        further = [
            form
            for text in told
            if (form := venues.told_alone(text))
            and form.venue_abbrev != appearances[0].venue_abbrev
        ]
        appearances += further
        told = [t for t in told if t not in {form.venue_printed for form in further}]
    notes += [text for text in (aside, *told) if text]
    earlier = [titles.take_previous(note) for note in notes]
    previous += tuple(t for _, found in earlier for t in found)
    notes = [text.strip(" ,.;") for text, _ in earlier if text.strip(" ,.;")]
    if not (authors or links or entry.of("venue") or entry.of("date")):
        return None
    if not (authors or links) and is_known(title):
        return None  # the line of a venue whose record is elsewhere
    if not (links or entry.of("venue") or entry.of("date")) and names.likeness(title) > NAMED:
        return None  # a list of people
    appearances[0] = status.told(appearances[0], notes)
    appearances[0], notes = distinctions.told(appearances[0], notes)
    found = addresses.of_record(links, entry.lines)
    return PublicationRecord(
        lines=(entry.lines[0].number, entry.lines[-1].last),
        confidence=_confidence(entry),
        title=title,
        previous_titles=previous,
        authors=authors,
        authors_truncated=truncated,
        owner_implied=with_owner or not authors,
        links=found,
        abstract=ABSTRACT.sub("", " ".join(entry.prose())),
        note="; ".join(notes),
        has_code=spans.has_code(found),
        section=section,
        appearances=tuple(addresses.identified(appearances, found, notes)),
    )


def joined(one: PublicationRecord, two: PublicationRecord) -> PublicationRecord:
    """One record of two that follow each other under one title, as a citation repeats what an
    entry says: of each field, what says more."""
    return replace(
        one,
        lines=(one.lines[0], two.lines[1]),
        authors=max(one.authors, two.authors, key=len),
        authors_truncated=one.authors_truncated and two.authors_truncated,
        owner_implied=one.owner_implied and two.owner_implied,
        appearances=max(one.appearances, two.appearances, key=_told),
        links=tuple(dict.fromkeys((*one.links, *two.links))),
        abstract=max(one.abstract, two.abstract, key=len),
        note="; ".join(n for n in (one.note, two.note) if n),
        has_code=one.has_code or two.has_code,
    )


def _told(forms: tuple[Appearance, ...]) -> tuple[bool, bool, int]:
    """How much the first form says."""
    first = forms[0] if forms else UNKNOWN
    return first.kind != "other", bool(first.date), len(first.venue_printed)


def _confidence(entry: Entry) -> float:
    """From 0.1 to 1: by how much the labels of the core fields beat the next ones."""
    core = [m for m, n in zip(entry.margins, entry.labels, strict=True) if n.split()[0] in ROLES]
    mean = sum(max(-2.0, min(4.0, m)) for m in core) / len(core) if core else 0.0
    return round(max(0.1, min(1.0, 0.6 + 0.15 * mean)), 2)


# ---------------------------------------------------------------- fields


def _title(entry: Entry) -> tuple[str, tuple[str, ...], str]:
    """(title, titles it had before, aside)."""
    whole = " ".join(entry.texts("title"))
    whole, previous = titles.take_previous(whole)
    whole, aside = titles.take_aside(whole)
    return titles.clean_title(whole), previous, aside


def _links(entry: Entry) -> tuple[list[Link], list[str]]:
    """The labels of links, and texts among them that are none: badges before the title, notes."""
    heads = knowledge.words("abstract_heads")
    found: list[Link] = []
    rest: list[str] = []
    titled = False
    for atom, label in zip(entry.atoms, entry.labels, strict=True):
        titled = titled or label == "title begins"
        if label != "links":
            continue
        labels = spans.labels_in(atom.text, True) or spans.label_row(atom.text)
        linked = "link" in atom.emphasis or bool(atom.line.links)
        if not titled and not atom.shape and not linked:
            rest.append(atom.text)
        elif not (atom.shape or linked) and atom.text.strip(" :.").casefold() in heads:
            continue  # above a text: it leads nowhere
        elif labels:
            found += labels
        elif (
            "link" in atom.emphasis
            or atom.shape == "square"
            and not any(map(str.isdigit, atom.text))
        ):
            found.append(Link(atom.text.strip(" .,;:[]()")))
        else:
            rest.append(atom.text)
    return found, rest


def _authors(entry: Entry, marks: frozenset[str]) -> tuple[tuple[Author, ...], bool, bool]:
    """(authors, whether more are hidden, whether the owner is left out)."""
    found: list[Author] = []
    with_owner = False
    truncated = any(HIDDEN.search(as_printed(group)) for group in by_line(entry.of("authors")))
    for atom in entry.of("authors"):
        if atom.people:
            found += [Author(name, bool(marks.intersection(m))) for name, m in atom.people]
            continue
        text = WITH.sub("", AND.sub("", atom.text), count=1)
        with_owner = with_owner or bool(WITH.match(atom.text) or _follows_with(atom))
        turned = bylines.turned(text)
        if turned:
            found += [Author(n.name, bool(marks.intersection(n.marks))) for n in turned[0]]
            truncated = truncated or turned[1]
            continue
        listed = names.split(text)
        truncated = truncated or listed.truncated
        for author in listed.authors(marks):
            if MORE.match(author.name):
                truncated = True
            elif names.can_be(author.name):
                found.append(author)
    return tuple(found), truncated, with_owner


def _follows_with(atom: Atom) -> bool:
    """Whether a word such as "with" stands before a name that is set off from it."""
    word = re.search(r"\w+\s+$", atom.line.text[: atom.start])
    return bool(word and WITH.fullmatch(word[0]))


def _appearances(entry: Entry, heading: str, kind: str) -> tuple[list[Appearance], list[str]]:
    """The forms of an entry, and what else its venue lines say. `kind` is printed before the
    title; what the heading above says of its works counts where the venue does not tell."""
    found: list[Appearance] = []
    notes: list[str] = []
    badge, texts = _badge(entry, _venue_texts(entry))
    if kind:
        texts = [", ".join([kind, *texts[:1]]), *texts[1:]]
    dated: dates.Dated | None = None
    for text in texts:
        if stamp := _stamp(text):
            dated = dated or stamp
            continue
        form = venues.parse(text)
        if found and form.kind == "other":
            notes.append(text)
        elif found and found[-1].kind == "other" and not found[-1].venue_abbrev:
            found[-1] = replace(form, note=found[-1].venue_printed)
        else:
            found.append(form)
    found = found or [Appearance(kind="other")]
    if badge:
        found[0] = _with_badge(found[0], badge)
    found[0] = replace(found[0], kind=kinds.under(heading, found[0]))
    if not found[0].date:
        told = [d for a in entry.of("date") if (d := dates.last(a.text))]
        dated = told[0] if told else dated
        if dated:
            found[0] = replace(found[0], date=dated.iso, date_printed=dated.printed)
    return found, notes


def _stamp(text: str) -> dates.Dated | None:
    """The date of a text that says only when something was done: "Published: 3 May 2020"."""
    dated = dates.last(text)
    stamped = dated and not text[dated.end :].strip(" .,;") and STAMP.fullmatch(text[: dated.start])
    return dated if stamped else None


def _badge(entry: Entry, texts: list[str]) -> tuple[str, list[str]]:
    """(the short name of a venue set before all else, the venues that come after it)."""
    early = min(
        entry.labels.index(name)
        for name in ("title begins", "authors begins")
        if name in entry.labels
    )
    for atom, label in zip(entry.atoms[:early], entry.labels[:early], strict=True):
        if not all(word[:1].isupper() or word[:1].isdigit() for word in atom.text.split()):
            continue
        apart = atom.shape or atom.line is not entry.atoms[early].line
        if not apart or len(atom.text.split()) > BADGE_WORDS or not CAPITALS.search(atom.text):
            continue
        if not label.startswith("venue"):
            return atom.text, texts
        if len(texts) > 1:
            return texts[0], texts[1:]
    return "", texts


def _with_badge(form: Appearance, badge: str) -> Appearance:
    """The form with the abbreviation and the year of its badge, where it has none."""
    told = venues.parse(badge)
    if form.venue_abbrev or form.kind == "preprint":
        return form
    bare = YEAR.sub("", badge).strip(" ,'’")
    short = told.venue_abbrev or (bare if CAPITALS.search(bare) else "")
    if form.kind == "other" and told.kind != "other":
        form = replace(form, kind=told.kind)
    short = "" if form.kind == "thesis" else short
    return replace(form, venue_abbrev=short, date=form.date or told.date)


def _venue_texts(entry: Entry) -> list[str]:
    """The text of each venue: what stands on one line, dates between its parts included."""
    groups: list[list[Atom]] = []
    waiting: list[Atom] = []
    for atom, label in zip(entry.atoms, entry.labels, strict=True):
        if groups and groups[-1][-1].line is not atom.line:
            waiting = []
        if label.startswith("venue"):
            if groups and groups[-1][-1].line is atom.line and label != "venue begins":
                groups[-1] += [*waiting, atom]
            else:
                groups.append([atom])
            waiting = []
        elif label in ("date", "note") and groups:
            waiting.append(atom)
    return [text for group in groups if (text := as_printed(group).strip(" ,.;"))]
