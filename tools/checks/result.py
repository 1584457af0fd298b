"""What a check found."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Result:
    """What was measured (lines to print) and what is wrong; `not_run`: why nothing was."""

    title: str
    told: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    not_run: str = ""
