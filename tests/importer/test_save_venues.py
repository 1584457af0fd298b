"""Venues: one row for all the ways in which pages print one."""

from __future__ import annotations

from itertools import permutations

import pytest

from importer.records import Appearance
from importer.save.venues import Venues, topic_for, venue_for
from publications.models import Appearance as AppearanceRow
from publications.models import Publication, Venue

pytestmark = pytest.mark.django_db

ABBREVIATED = Appearance("conference", venue_abbrev="ICML")
NAMED = Appearance("conference", venue_name="International Conference on Machine Learning")
BOTH = Appearance(
    "conference",
    venue_abbrev="ICML",
    venue_name="International Conference on Machine Learning",
)
LONGER = Appearance(
    "conference",
    venue_abbrev="ICML",
    venue_name="The Forty-First International Conference on Machine Learning",
)


@pytest.mark.parametrize("order", list(permutations([ABBREVIATED, NAMED, BOTH, LONGER])))
def test_a_venue_is_one_row_whatever_the_order_of_its_spellings(
    order: tuple[Appearance, ...],
) -> None:
    for form in order:
        venue_for(form)

    venue = Venue.objects.get()
    assert (venue.abbreviation, venue.name, venue.kind) == (
        "ICML",
        "International Conference on Machine Learning",
        "conference",
    )


def test_what_pointed_at_the_venue_known_by_name_points_at_the_one_with_the_abbreviation() -> None:
    work = Publication.objects.create(title="On engines")
    named = venue_for(NAMED)
    AppearanceRow.objects.create(publication=work, kind="conference", venue=named)
    venue_for(ABBREVIATED)

    venue_for(BOTH)

    assert str(AppearanceRow.objects.get().venue) == "ICML"
    assert Venue.objects.count() == 1


def test_the_venue_of_a_workshop_paper_is_the_meeting() -> None:
    venue = venue_for(
        Appearance("workshop", venue_abbrev="NeurIPS", venue_name="Workshop on Causality")
    )

    assert venue is not None
    assert venue.full == "NeurIPS"


def test_arxiv_is_no_venue() -> None:
    assert venue_for(Appearance("preprint", venue_abbrev="arXiv")) is None
    assert venue_for(Appearance("preprint")) is None


def test_a_body_that_is_no_known_venue_makes_none() -> None:
    venues = Venues()

    assert venues.named("Swiss NSF grant") is None
    assert str(venues.named("ICML")) == "ICML"
    assert Venue.objects.count() == 1


def test_what_an_editor_made_of_a_name_stays() -> None:
    venue = venue_for(BOTH)
    assert venue is not None
    venue.name = "Intl. Conference on Machine Learning"
    venue.save()

    venue_for(LONGER)

    venue.refresh_from_db()
    assert venue.name == "Intl. Conference on Machine Learning"


def test_a_topic_has_the_name_of_its_arxiv_category() -> None:
    assert str(topic_for("cs.LG")) == "Machine learning (cs.LG)"
    assert str(topic_for("xx.YY")) == "xx.YY (xx.YY)"
