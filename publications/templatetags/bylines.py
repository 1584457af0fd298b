"""The authors of a work, as an entry shows them."""

from __future__ import annotations

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from people.models import Person
from publications.models import Authorship, Publication

register = template.Library()
MARK = format_html('<sup title="{}">*</sup>', "equal contribution")
ET_AL = format_html("{}", "et al.")


@register.simple_tag
def byline(work: Publication, owner: Person | None = None) -> SafeString:
    """All authors in order; “et al.” where the list goes on, and who is known to be behind it.

    Those with a profile are linked; `owner`, on whose page this stands, is set off instead.
    """
    parts = [_author(author, owner) for author in work.printed_authors]
    if work.authors_truncated:
        parts.append(ET_AL)
    if work.implied_authors:
        implied = [_author(author, owner) for author in work.implied_authors]
        parts.append(format_html("with {}", _joined(implied)) if parts else _joined(implied))
    return _joined(parts)


def _joined(parts: list[SafeString]) -> SafeString:
    return format_html_join(", ", "{}", ((part,) for part in parts))


def _author(author: Authorship, owner: Person | None) -> SafeString:
    person, mark = author.person, MARK if author.equal_contribution else ""
    if person and owner and person.pk == owner.pk:
        return format_html("<strong>{}</strong>{}", author.name, mark)
    if person and (url := person.public_url):
        return format_html('<a href="{}">{}</a>{}', url, author.name, mark)
    return format_html("{}{}", author.name, mark)
