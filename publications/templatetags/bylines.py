"""The authors of a work, as an entry shows them."""

from __future__ import annotations

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from core.names import unbroken
from people.models import Person
from publications.models import Authorship, Publication

register = template.Library()
MARK = format_html('<sup title="{}">*</sup>', "equal contribution")
ET_AL = format_html("{}", "et al.")
GAP = format_html("{}", "…")
MOST = 12  # authors that an entry names
FIRST = 10  # of longer lists
FEW = 2  # whom no link is worth


@register.simple_tag
def byline(work: Publication, owner: Person | None = None) -> SafeString:
    """The authors in order; of a long list the first ones, and the group's own wherever they are.

    “et al.” where the list goes on, and who is known to be behind it. Those with a profile are
    linked; `owner`, on whose page this stands, is set off instead.
    """
    authors = work.printed_authors
    shown = [author for author in authors[FIRST:] if _is_own(author, owner)]
    hidden = len(authors) - FIRST - len(shown)
    if len(authors) <= MOST or hidden <= FEW:
        return _whole(work, owner)
    parts = [_author(author, owner) for author in authors[:FIRST]]
    if shown:
        parts += [GAP, *(_author(author, owner) for author in shown)]
    more = format_html(
        '<a href="{}#authors" data-opens="authors">{} more authors</a>',
        work.get_absolute_url(),
        f"{hidden:,}",
    )
    return _ended(work, owner, [*parts, more])


@register.simple_tag
def full_byline(work: Publication) -> SafeString:
    """All authors in order."""
    return _whole(work, None)


def _whole(work: Publication, owner: Person | None) -> SafeString:
    return _ended(work, owner, [_author(author, owner) for author in work.printed_authors])


def _ended(work: Publication, owner: Person | None, parts: list[SafeString]) -> SafeString:
    """With “et al.”, and who is behind it."""
    if work.authors_truncated:
        parts.append(ET_AL)
    if work.implied_authors:
        implied = [_author(author, owner) for author in work.implied_authors]
        parts.append(format_html("with {}", _joined(implied)) if parts else _joined(implied))
    return _joined(parts)


def _joined(parts: list[SafeString]) -> SafeString:
    return format_html_join(", ", "{}", ((part,) for part in parts))


def _is_own(author: Authorship, owner: Person | None) -> bool:
    person = author.person
    return bool(person and (person.public_url or person == owner))


def _author(author: Authorship, owner: Person | None) -> SafeString:
    person, mark = author.person, MARK if author.equal_contribution else ""
    name = unbroken(author.name)
    if person and owner and person.pk == owner.pk:
        return format_html("<strong>{}</strong>{}", name, mark)
    if person and (url := person.public_url):
        return format_html('<a href="{}">{}</a>{}', url, name, mark)
    return format_html("{}{}", name, mark)
