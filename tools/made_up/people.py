"""People who do not exist, and who of them writes with whom."""

from __future__ import annotations

import random
from typing import NamedTuple

from faker import Faker

from tools.made_up.words import WORDS


class Person(NamedTuple):
    """A person by given name, initial of a middle name (may be empty) and family name."""

    given: str
    middle: str
    family: str


class People:
    """Those who write in a section: its owner, a circle around them, and others."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.fakers = [Faker(locale) for locale in chance.sample(WORDS.locales, 2)]
        for n, faker in enumerate(self.fakers):
            faker.seed_instance(chance.randrange(10**6) + n)
        self.owner = self.another()
        self.circle = [self.another() for _ in range(chance.randint(3, 9))]

    def another(self) -> Person:
        chance = self.chance
        given, family = self._plain_name()
        if chance.random() < 0.06:
            family = f"{chance.choice(('van der', 'de', 'von', 'di', 'dos'))} {family}"
        if chance.random() < 0.08:
            family = f"{family}-{chance.choice(WORDS.romanised.family)}"
        middle = f"{chance.choice('ABCDEFGJKLMPRST')}." if chance.random() < 0.2 else ""
        return Person(given, middle, family)

    def _plain_name(self) -> tuple[str, str]:
        chance = self.chance
        if chance.random() < 0.35:
            return chance.choice(WORDS.romanised.given), chance.choice(WORDS.romanised.family)
        faker = chance.choice(self.fakers)
        given, family = faker.first_name().split()[0], faker.last_name()
        return given, family.split(" ")[-1] if chance.random() < 0.8 else family

    def authors(self, count: int) -> list[Person]:
        """So many people, the owner among them."""
        chance = self.chance
        found = chance.sample(self.circle, min(count, len(self.circle)) - 1 if count > 1 else 0)
        while len(found) < count - 1:
            found.append(self.another())
        found.insert(chance.randint(0, len(found)), self.owner)
        return found

    def editors(self, conjunction: str) -> str:
        """The names of two people."""
        return conjunction.join(f"{p.given} {p.family}" for p in (self.another(), self.another()))
