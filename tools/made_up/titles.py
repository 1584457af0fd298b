"""Titles of works that nobody wrote."""

from __future__ import annotations

import random

from tools.made_up.words import WORDS, Tongue


class Titles:
    """Titles on one topic, in English or nearly always in another language."""

    def __init__(
        self, chance: random.Random, topic: str, tongue: Tongue | None, title_case: bool
    ) -> None:
        self.chance = chance
        self.phrases = WORDS.topics[topic]
        self.tongue = tongue
        self.title_case = title_case

    def phrase(self) -> str:
        return self.chance.choice(self.phrases)

    def _word(self) -> str:
        return self.phrase().split(" ")[-1]

    def foreign(self, tongue: Tongue) -> str:
        """A short title in another language."""
        return f"{self.chance.choice(tongue.heads)} {self.chance.choice(tongue.nouns)}"

    def product(self) -> str:
        """The title of a program or of data."""
        chance = self.chance
        return chance.choice(WORDS.products).format(
            name=chance.choice(WORDS.names),
            topic=self.phrase(),
            count=chance.randint(12, 900),
            version=f"{chance.randint(0, 4)}.{chance.randint(0, 9)}",
        )

    def another(self) -> str:
        chance = self.chance
        if self.tongue and chance.random() < 0.85:
            return self._long_foreign(self.tongue)
        title = self._odd(self._usual())
        if self.title_case:
            words = title.split(" ")
            title = " ".join(
                w if n and w in WORDS.small else w[:1].upper() + w[1:] for n, w in enumerate(words)
            )
        return (
            title if title[:1] in "xi" and title[1:2].isupper() else title[:1].upper() + title[1:]
        )

    def _long_foreign(self, tongue: Tongue) -> str:
        title = self.foreign(tongue)
        if self.chance.random() < 0.06:
            given, family = map(self.chance.choice, (WORDS.romanised.given, WORDS.romanised.family))
            review = self.chance.choice(tongue.reviews)
            return review.format(name=f"{given} {family}", title=title)
        if self.chance.random() < 0.3:
            title += tongue.conjunction + self.chance.choice(tongue.nouns)
        return title + (self.chance.choice(tongue.tails) if self.chance.random() < 0.5 else "")

    def _usual(self) -> str:
        chance = self.chance
        title = f"{chance.choice(WORDS.heads)} {self.phrase()}"
        if chance.random() < 0.35:
            title += chance.choice(WORDS.links) + self.phrase()
        if chance.random() < 0.5:
            tail = chance.choice(WORDS.tails)
            title += tail if tail[0] in ":,?" else f" {tail}"
        if chance.random() < 0.15:
            title = f"{chance.choice(WORDS.names)}: {title}"
        if chance.random() < 0.08:  # a comma anywhere
            words = title.split(" ")
            at = chance.randint(1, len(words))
            title = f"{' '.join(words[:at])}, {' '.join(words[at:])}".strip(", ")
        return title

    def _odd(self, title: str) -> str:
        """Seldom something else in place of the title or behind it."""
        chance = self.chance
        if chance.random() < 0.07:
            title = self.phrase().capitalize()
        if chance.random() < 0.07 and not title.endswith("?"):
            title += "?"
        if chance.random() < 0.1:
            title = chance.choice(
                (
                    f"{self.phrase()}, {self.phrase()}, and {self.phrase()}",
                    f"{self._word()}, {self._word()}, and {self._word()} {self.phrase()}",
                    f"{self._word()}, not {self._word()}: {title}",
                    f"{self._word()}, {self._word()} and {self._word()}",
                )
            )
        if chance.random() < 0.06:
            name = chance.choice(WORDS.names)
            title += chance.choice(WORDS.asides).format(name=name)
        return chance.choice(WORDS.short) if chance.random() < 0.08 else title
