"""What looking after the site has to remember."""

from health.models.address import Address
from health.models.answer import Answer
from health.models.freshness import AskedNext, Freshness
from health.models.job import JobState
from health.models.mail import Mail
from health.models.opening_asked import OpeningAsked

__all__ = ["Address", "Answer", "AskedNext", "Freshness", "JobState", "Mail", "OpeningAsked"]
