"""The top of a homepage: whose page it is, and the card and the text below the name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from importer.parse import about, appointments, cards, names, owners, sentences
from importer.parse.claims import Claims
from importer.parse.profile import Profile
from importer.parse.sections import Section
from importer.sources import Document, Line

TOP = 12  # lines among which the name stands
GROUP_LINES = 3  # at the top, in which a group names itself
NEAR = 4  # lines below a name on which a card goes on
FEW = 16  # lines of a section of unknown words that may be the owner's card
SAMPLE = 400  # lines in which the family name may come again
PREAMBLE = 9  # lines above the first work that may tell of the owner
PARAGRAPH = 1_500  # characters
LATEST = 24  # number of the line after which nobody introduces themselves
OWN = ("biography", "interests", "contact", "education", "experience")  # about the owner anyway


def read(
    document: Document, found: Sequence[Section], profile: Profile, claims: Claims
) -> list[Section]:
    """Take what the top of the page tells of the owner into `profile`; the sections left to read.

    The name stands on a line of its own, in a top heading, in the file's title or in the first
    sentence that introduces the owner.
    """
    lines, rest = _top(document, found)
    site = [line for line in document.chrome if line.number < 10 and not line.bullet][:3]
    own = _name(lines, site, document, profile, claims)
    if not profile.name and (led := _leader(rest)):
        profile.call(led)
    about.read([line for line in lines if line is not own], profile, claims, "biography")
    return rest


def _leader(found: Sequence[Section]) -> owners.Named | None:
    """Whom the contact section of a group's page names, with the position of one who may lead
    it, if it names one person only."""
    named_: dict[str, owners.Named] = {}
    for section in found:
        for k, line in enumerate(section.lines if section.kind == "contact" else ()):
            own = _own_line(line)
            if own and _may_lead(section.lines[k : k + NEAR]):
                named_.setdefault(own.name, own)
    return next(iter(named_.values())) if len(named_) == 1 else None


def _top(document: Document, found: Sequence[Section]) -> tuple[list[Line], list[Section]]:
    """The lines that are the header, and the sections after it.

    Besides the lines before the first section these are a short section whose heading or first
    line is a name, and the lines about a person that stand first in one of the first sections
    (below a menu or the heading of the list of works).
    """
    lines = list(found[0].lines)
    rest = list(found[1:])
    for k, section in enumerate(rest):
        first = section.lines[0].number if section.lines else 0
        if first > LATEST or section.kind in OWN and len(section.lines) > 2:
            break
        if section.kind == "people":
            break
        if section.kind in OWN:
            continue
        if not section.kind and section.heading and _is_card(section):
            lines += [section.heading, *section.lines]
            del rest[k]
            break
        count = _preamble(section.lines, lines)
        if count and not section.kind and len(section.lines) <= FEW:
            count = len(section.lines)
        if count:
            lines += section.lines[:count]
            rest[k] = replace(section, lines=section.lines[count:])
            break
    return lines, rest


def _is_card(section: Section) -> bool:
    """Whether a section is about one person: its heading is a name, or a name stands in it first
    and a position below."""
    if len(section.lines) > FEW or not section.lines:
        return False
    if section.heading and owners.named(section.heading.text):
        return True
    return bool(_own_line(section.lines[0])) and _has_position(section.lines[:NEAR])


def _is_carded(lines: Sequence[Line]) -> bool:
    found = [cards.read(line.text) for line in lines]
    return any(card.position or card.emails for card in found)


def _has_position(lines: Sequence[Line]) -> bool:
    return any(cards.read(line.text).position for line in lines)


def _preamble(lines: Sequence[Line], above: Sequence[Line]) -> int:
    """The number of lines at the start of a section that tell of a person instead of its works:
    a card below a name, or paragraphs that state a position."""
    named = _has_position(above)
    last = 0
    for k, line in enumerate(lines[:PREAMBLE]):
        if line.bullet or line.heading or len(line.text) > PARAGRAPH:
            break
        if sentences.is_prose(line.text):
            last = k + 1 if about.states_position(line.text) else last
            continue
        card = cards.read(line.text)
        named = named or bool(_own_line(line)) and _is_carded(lines[k : k + NEAR])
        if named and (card.position or card.emails or card.office):
            last = k + 1
    return last


# ---------------------------------------------------------------- the name


def _name(
    lines: Sequence[Line],
    site: Sequence[Line],
    document: Document,
    profile: Profile,
    claims: Claims,
) -> Line | None:
    """Find the name in the places where pages print it, the surest first; the line it fills."""
    own = None
    best = _best(lines[:TOP], document)
    hinted = names.key(profile.name)
    if best and (not hinted or hinted == names.key(best[1].name)):
        own, named = best
        profile.call(named)
        profile.hold(own)
        _rest_of_line(own, named, profile, claims)
    for text in (document.title, *(line.text for line in site)):
        if not profile.name and (titled := owners.in_title(text)):
            profile.call(titled)
    for line in lines[:8]:
        if not profile.name:
            profile.name = owners.introduced(line.text) or owners.subject(line.text)
    return own


def _best(lines: Sequence[Line], document: Document) -> tuple[Line, owners.Named] | None:
    """The line that is most likely the owner's name, by what stands around it."""
    group = owners.is_group(document.title, [line.text for line in document.lines[:GROUP_LINES]])
    found = [
        (_support(named, k, lines, document), -k, line, named)
        for k, line in enumerate(lines)
        if (named := _own_line(line)) and not (group and not _may_lead(lines[k : k + NEAR]))
    ]
    likely = [f for f in found if f[0] > 0 or -f[1] < 6 and f[0] >= 0]
    if not likely:
        return None
    _, _, line, named = max(likely, key=lambda f: f[:2])
    return line, named


def _may_lead(lines: Sequence[Line]) -> bool:
    """Whether the card below a name is that of somebody who may lead a group."""
    positions = [card.position for line in lines if (card := cards.read(line.text)).position]
    return bool(positions) and appointments.is_faculty(positions[0])


def _own_line(line: Line) -> owners.Named | None:
    """The name that is a line, or the first part of one that goes on as a card does."""
    if line.bullet or len(line.text) > cards.LONGEST:
        return None
    if line.heading or owners.greets(line.text):
        return owners.in_title(line.text)
    if found := owners.named(line.text):
        return found
    for between in (", ", " | ", " – ", " - "):
        first, _, rest = line.text.partition(between)
        if rest and (found := owners.named(first)) and cards.read(rest):
            return found
    return None


def _support(named: owners.Named, k: int, lines: Sequence[Line], document: Document) -> int:
    """How much speaks for a name: its rank as a heading, the title of the page, the card below,
    an address made of it, and the family name elsewhere."""
    words = names.key(named.name)
    family = named.name.split()[-1].casefold()
    below = [cards.read(line.text) for line in lines[k : k + NEAR]]
    again = sum(family in line.text.casefold() for line in document.lines[:SAMPLE])
    addresses = [address.casefold() for card in below for address in card.emails]
    return (
        2 * bool(lines[k].heading)
        + 2 * (names.key(named.name) <= names.key(document.title) and named.name in document.title)
        + 2 * any(card.position for card in below)
        + any(card.place.institution or card.office for card in below)
        + 2 * any(len(w) > 2 and w in a.partition("@")[0] for w in words for a in addresses)
        + min(again - 1, 3)
        - 3 * owners.is_group("", [named.name])
    )


def _rest_of_line(line: Line, named: owners.Named, profile: Profile, claims: Claims) -> None:
    """Claim the line of the name; what else stands there goes to the card."""
    if line.heading or owners.named(line.text) or owners.greets(line.text):
        claims.own(line)
        return
    rest = line.text.partition(named.name)[2]
    if profile.take(cards.read(owners.PRONOUNS.sub("", rest).lstrip(" ,|–-")), line):
        claims.own(line)
