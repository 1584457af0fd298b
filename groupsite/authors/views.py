"""Names matched to people while somebody types them: the answers that static/admin/js/authors.js
asks for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST

from core.rights import CHOOSE, allowed
from groupsite.authors.likely import Match, matches
from groupsite.authors.line import LONGEST_LINE, LONGEST_NAME, AuthorLine, Printed, author_line
from groupsite.authors.placing import likest
from people.models import Person

MOST_ROWS = 5_000
TOO_LONG = (
    f"This is too long: a line of authors may have {LONGEST_LINE:,} characters, a name"
    f" {LONGEST_NAME}. Paste the names alone, or fewer at a time."
)


@require_POST
def matched(request: HttpRequest) -> JsonResponse:
    """What `line` (a pasted line of authors) or `name` (one that was typed) says, with people.

    `present` are the names of the rows that the form has already, one a line, and `beside` the keys
    of the people chosen in them: an author who is there comes with the number of that row.
    """
    text, name = request.POST.get("line", ""), request.POST.get("name", "")
    if len(text) > LONGEST_LINE or len(name) > LONGEST_NAME:
        return JsonResponse({"error": TOO_LONG})
    try:
        line = AuthorLine((Printed(name),)) if name else author_line(text)
    except ValueError as error:
        return JsonResponse({"error": str(error)})
    present = request.POST.get("present", "").split("\n")[:MOST_ROWS]
    names = [author.name for author in line.authors]
    rows = likest(names, [name.strip()[:LONGEST_NAME] for name in present])
    beside = _people(request, request.POST.get("beside", "").split()[:MOST_ROWS])
    new = iter(
        seen_by(request, matches([n for at, n in enumerate(names) if at not in rows], beside))
    )
    answers = [
        {"name": author.name, "equal": author.equal, "row": rows[at]}
        if at in rows
        else {"name": author.name, "equal": author.equal, "row": None, **told(next(new))}
        for at, author in enumerate(line.authors)
    ]
    return JsonResponse({"authors": answers, "marks": line.has_marks, "cut": line.is_cut})


def seen_by(request: HttpRequest, found: Sequence[Match]) -> list[Match]:
    """The matches without people whom the user may not choose in the admin."""
    people = {m.person.pk for m in found if m.person} | {
        candidate.person.pk for m in found for candidate in m.candidates
    }
    allowed = {person.pk for person in _people(request, people)}
    return [
        Match(
            match.name,
            match.person if match.person and match.person.pk in allowed else None,
            match.reason,
            tuple(c for c in match.candidates if c.person.pk in allowed),
        )
        for match in found
    ]


def _people(request: HttpRequest, keys: Any) -> list[Person]:
    """Those of the people whom the user may choose."""
    wanted = [int(key) for key in keys if str(key).isdecimal() and len(str(key)) <= 18]
    people = Person.objects.filter(pk__in=wanted).only("pk")
    return list(allowed(request.user, CHOOSE, people)) if wanted else []


def told(match: Match) -> dict[str, Any]:
    """What the browser is told of a name."""
    return {
        "person": _choice(match.person, match.reason) if match.person else None,
        "candidates": [_choice(c.person, c.reason) for c in match.candidates],
    }


def _choice(person: Person, reason: str) -> dict[str, Any]:
    """`told` tells people of one name apart."""
    return {"id": person.pk, "name": str(person), "slug": person.slug, "reason": reason}
