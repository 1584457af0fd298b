"""What ends the title of a course: its level or kind, or a role, without a mark before it."""

from __future__ import annotations

import re
from functools import cache

from importer import knowledge
from importer.parse import spans

LEVEL_JOINTS = re.compile(r"\s*[,/+&]\s*|\s+(?:et|und|and|y|e)\s+|\s+")
EDGES = " ,:;.–—-/|"


def has_level(part: str) -> bool:
    """Whether a part ends with a bracket that tells the level of a course: "Mud (M1)"."""
    inner = spans.take_parenthesis(part)
    return bool(inner and inner[0] and is_level(inner[1]))


def is_level(text: str) -> bool:
    """Whether a text has nothing but words for the level and the kind of a course."""
    words = LEVEL_JOINTS.split(text.casefold().strip(EDGES))
    known = knowledge.words("course_levels")
    return text.casefold().strip(EDGES) in known or all(word in known for word in words)


def without_role(title: str) -> tuple[str, str]:
    """(title, role) of the row of a table: "Mud and Rain Teaching Assistant"."""
    ending = _ending_role().search(title)
    if not ending or len(title[: ending.start()].split()) < 2:
        return title, ""
    return title[: ending.start()].strip(EDGES), ending[1]


@cache
def _ending_role() -> re.Pattern[str]:
    """A role that ends the row of a table: "Mud and Rain Teaching Assistant"."""
    roles = sorted(knowledge.words("teaching_roles"), key=lambda w: (-len(w), w))
    sure = [
        r for r in roles if r.endswith(("instructor", "assistant", "lecturer", "grader", "tutor"))
    ]
    any_of = "|".join(" ".join(map(_capital, role.split())) for role in sure)
    return re.compile(rf"\s((?:{any_of}|TA|GTA))$")


def _capital(word: str) -> str:
    """A pattern for a word that begins in upper case; "of" may not."""
    first = word[0].upper() if word != "of" else word[0]
    return first + re.escape(word[1:])
