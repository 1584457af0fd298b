"""What “Join us” says around the openings."""

from __future__ import annotations

from typing import Self

from django.db import models

from core.ordered import Ordered
from core.rendered import HTMLField, Rendered
from core.single import Single
from core.text import markdown_html


class Board(Single, Rendered):
    """The one row of texts of the page “Join us”."""

    IS_SHOWN = True  # a page of the site changes with it: see core.touched
    RENDERED = {"values": markdown_html, "letter": markdown_html}

    values = models.TextField(
        "what the group values",
        blank=True,
        help_text="How you work together, and what you look for in people: “We publish little and"
        " check much. Everybody has a project of their own from the first term.” Markdown.",
    )
    values_html = HTMLField()
    letter = models.TextField(
        "how to write a good letter",
        blank=True,
        help_text="What a first letter should say, and what it need not: “Name one of our papers"
        " and say what you would do differently. Marks are not needed.” Markdown.",
    )
    letter_html = HTMLField()

    class Meta:
        app_label = "openings"
        verbose_name = verbose_name_plural = "texts of “Join us”"

    def __str__(self) -> str:
        return "Texts of “Join us”"

    @classmethod
    def load(cls) -> Self:
        """The texts, empty where nobody wrote any."""
        return cls.objects.filter(pk=1).prefetch_related("questions").first() or cls()


class Question(Rendered, Ordered):
    """A frequent question of those who think of joining."""

    RENDERED = {"answer": markdown_html}

    board = models.ForeignKey(Board, models.CASCADE, related_name="questions")
    question = models.CharField(max_length=200, help_text="Such as “Do I need a master’s degree?”")
    answer = models.TextField(help_text="Short: two or three sentences. Markdown.")
    answer_html = HTMLField()

    class Meta(Ordered.Meta):
        app_label = "openings"

    def __str__(self) -> str:
        return self.question
