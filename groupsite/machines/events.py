"""Talks, courses and openings."""

from __future__ import annotations

from core.text import plain_text
from groupsite.addresses import absolute
from groupsite.machines.data import Node, iso, named, node
from groupsite.machines.people import person_ref
from groupsite.machines.works import work_ref
from openings.models import Audience, Opening, Standing
from people.models import Person
from talks.models import Talk
from teaching.models import Course, Offering


def talk(found: Talk) -> Node:
    """The talk, with its speaker and works as a visitor sees them."""
    address = absolute(found.get_absolute_url())
    starts = found.starts
    return node(
        "Event",
        id=address,
        url=address,
        name=found.shown_title,
        startDate=starts.isoformat() if starts else iso(found.date),
        location=named("Place", found.place, address=found.place),
        performer=person_ref(found.speaker) if found.speaker else {},
        superEvent=named("Event", found.event if found.title else ""),
        workFeatured=[work_ref(work) for work in found.publications.all()],
    )


def course(found: Course) -> Node:
    """The course, of `listed()`, with its terms and those who taught them."""
    address = absolute(found.get_absolute_url())
    return node(
        "Course",
        id=address,
        url=address,
        name=found.title,
        courseCode=found.code,
        description=plain_text(found.description_html),
        provider=named("Organization", found.institution),
        sameAs=found.url,
        hasCourseInstance=[_term(each) for each in found.offerings.all()],
    )


def _term(offering: Offering) -> Node:
    people = {role.person_id: role.person for role in offering.staff}
    return named(
        "CourseInstance",
        offering.term,
        url=offering.url,
        instructor=[person_ref(person) for person in people.values()],
    )


def job(found: Opening, group: str, place: str) -> Node:
    """Nothing unless one can apply, and all is known that a search for jobs demands: the postal
    address, and when it was posted. `group` is who hires where the opening does not say.
    https://developers.google.com/search/docs/appearance/structured-data/job-posting
    """
    posted, last = found.shown_since, found.last_day
    if not (posted and place and found.standing in (Standing.OPEN, Standing.ROLLING)):
        return {}
    address = absolute(found.get_absolute_url())
    return node(
        "JobPosting",
        id=address,
        url=address,
        title=found.heading,
        description=str(found.text_html),
        datePosted=posted.isoformat(),
        validThrough=last.isoformat() if last else "",
        hiringOrganization=named("Organization", found.institution or group),
        jobLocation=node("Place", address=place),
        employmentType="INTERN" if found.audience == Audience.INTERN else "",
        jobStartDate=found.start,
        totalJobOpenings=found.places,
        applicationContact=person_contact(found),
    )


def person_contact(found: Opening) -> Node:
    """Who recruits, with the address at which visitors may write to them."""
    contact = found.contact
    if contact is None:
        return {}
    addresses = [email.address for email in contact.public_emails]
    return named("ContactPoint", contact.name, email=addresses[:1], url=_page_of(contact))


def _page_of(person: Person) -> str:
    return absolute(person.public_url) if person.public_url else ""
