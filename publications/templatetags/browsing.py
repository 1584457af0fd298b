"""Addresses of the list of publications, narrowed."""

from __future__ import annotations

from typing import Any

from django import template

from publications.browse import Query
from publications.browse.facets import FACETS

register = template.Library()


@register.simple_tag
def filtered(facet: str, row: Any) -> str:
    """That of the works with the venue, topic or person."""
    return Query(values={facet: (FACETS[facet].key(row),)}).url
