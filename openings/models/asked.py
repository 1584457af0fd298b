"""What a letter is asked for besides name, e-mail address and message."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models


class Asked(models.TextChoices):
    """In the order in which a form asks; the values are fields of a letter."""

    PROGRAMME = "programme", "Programme and start"
    BACKGROUND = "background", "Background"
    PAPERS = "papers", "Papers of the group they read"
    CV = "cv", "CV as PDF"
    LINKS = "links", "Links: homepage, code, transcripts"


class Need(models.TextChoices):
    MAY = "may", "Ask"
    MUST = "must", "Require"


NOT_ASKED = ""


def usual() -> dict[str, str]:
    """What is asked where an editor chose nothing."""
    return {
        Asked.PROGRAMME.value: Need.MAY.value,
        Asked.BACKGROUND.value: Need.MUST.value,
        Asked.PAPERS.value: Need.MAY.value,
        Asked.CV.value: Need.MAY.value,
        Asked.LINKS.value: Need.MAY.value,
    }


def is_asked(value: Any) -> None:
    """Raises ValidationError unless `value` maps names of Asked to those of Need."""
    if not isinstance(value, dict) or any(
        key not in Asked.values or need not in Need.values for key, need in value.items()
    ):
        raise ValidationError("Say for each field of the form whether it is asked or required.")
