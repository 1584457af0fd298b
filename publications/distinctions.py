"""What the marks and words beside works mean, told once on a page that has them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from publications.models import Publication

# {word of a distinction: what a conference means by it}; awards explain themselves.
MEANINGS = {
    "oral": "the venue chose the paper for a full talk",
    "spotlight": "the venue chose the paper for a short talk",
    "notable": "the reviewers placed the paper among the best accepted ones",
    "highlight": "the venue chose the paper to be presented prominently",
}


@dataclass(frozen=True)
class Legend:
    equal_contribution: bool
    distinctions: list[tuple[str, str]]

    def __bool__(self) -> bool:
        return self.equal_contribution or bool(self.distinctions)


def legend(works: Iterable[Publication]) -> Legend:
    """What there is to explain of these works, whose authors and forms are fetched."""
    works = list(works)
    texts = [form.distinction.casefold() for work in works for form in work.appearances.all()]
    words = {word for text in texts for word in re.findall(r"[a-z]+", text)}
    return Legend(
        equal_contribution=any(work.has_equal_contribution for work in works),
        distinctions=[(word.title(), told) for word, told in MEANINGS.items() if word in words],
    )
