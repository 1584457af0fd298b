"""Works, venues and topics in the admin."""

from publications.admin.venues import TopicAdmin, VenueAdmin
from publications.admin.works import PublicationAdmin

__all__ = ["PublicationAdmin", "TopicAdmin", "VenueAdmin"]
