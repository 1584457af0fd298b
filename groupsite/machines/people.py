"""People, and the pages about them."""

from __future__ import annotations

from core.text import plain_text
from groupsite.addresses import absolute
from groupsite.machines.data import Node, named, node
from people.models import Person
from people.models.record import Appointment, Education

LONGEST = 300


def person_ref(person: Person) -> Node:
    """Whom another node names: with the address of their profile, if visitors may see it."""
    address = absolute(person.public_url) if person.public_url else ""
    return node("Person", id=address, name=person.name, url=address)


def person(found: Person, is_member: bool, home: str) -> Node:
    """The person, of `detailed()`; nothing that their page does not show."""
    address = absolute(found.get_absolute_url())
    photo = found.portrait
    return node(
        "Person",
        id=address,
        url=address,
        name=found.name,
        givenName=found.given_name,
        familyName=found.family_name if found.given_name else "",
        alternateName=[name for name in (found.native_name, *found.other_names) if name],
        description=plain_text(found.bio_html)[:LONGEST],
        image=absolute(photo.url) if photo else "",
        jobTitle=[job.title for job in found.current_jobs] or _role(found),
        affiliation=[place for job in found.current_jobs if (place := _place(job))],
        alumniOf=_schools(found),
        award=[str(award) for award in found.awards.all()],
        memberOf={"@id": home} if is_member else {},
        sameAs=[link.url for link in found.shown_links],
    )


def profile_page(found: Person, node_of: Node) -> Node:
    address = absolute(found.get_absolute_url())
    return node(
        "ProfilePage", id=f"{address}#page", url=address, mainEntity={"@id": node_of["@id"]}
    )


def _role(found: Person) -> str:
    role = found.current_role
    return role.get_role_display() if role else ""


def _place(job: Appointment) -> Node:
    department = named("Organization", job.department) if job.institution else {}
    return named("Organization", job.institution or job.department, department=department)


def _schools(found: Person) -> list[Node]:
    """Where they took degrees; of one still to be taken they are no alumni."""
    degrees: list[Education] = [each for each in found.education.all() if each.institution]
    return [
        named("EducationalOrganization", name)
        for name in dict.fromkeys(each.institution for each in degrees if each.year)
    ]
