"""Read-only checks of what the site says. A further one is a class here, and a line in CHECKS."""

from health.checks.base import Check
from health.checks.freshness import Answers, NotConfirmed, TakingStale
from health.checks.links import DeadLinks
from health.checks.misplaced import AddressInText, MailInText, NoName, TagsInText, YearInVenue
from health.checks.others import OldNews, OpeningsLapsing, OpeningsOver, OpeningsToReview
from health.checks.people import LeftYetCurrent, NoNextPosition, NoPhoto
from health.checks.works import NoAuthorOfTheGroup, NoWayToTheWork

CHECKS: tuple[Check, ...] = (
    Answers(),
    LeftYetCurrent(),
    OpeningsToReview(),
    OpeningsLapsing(),
    OpeningsOver(),
    TakingStale(),
    DeadLinks(),
    OldNews(),
    NoNextPosition(),
    NoPhoto(),
    NotConfirmed(),
    NoWayToTheWork(),
    NoAuthorOfTheGroup(),
    AddressInText(),
    MailInText(),
    TagsInText(),
    NoName(),
    YearInVenue(),
)
