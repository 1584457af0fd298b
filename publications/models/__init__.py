"""A work, the forms it came out in, its authors, and where it came out."""

from publications.models.appearance import Appearance, Kind, Status
from publications.models.authorship import Authorship
from publications.models.publication import (
    Publication,
    PublicationFile,
    PublicationLink,
    PublicationMetric,
    PublicationQuerySet,
)
from publications.models.venue import Topic, Venue, VenueAlias

__all__ = [
    "Appearance",
    "Authorship",
    "Kind",
    "Publication",
    "PublicationFile",
    "PublicationLink",
    "PublicationMetric",
    "PublicationQuerySet",
    "Status",
    "Topic",
    "Venue",
    "VenueAlias",
]
