"""People by their role in the group."""

from people.models import Person, Role

Groups = list[tuple[str, list[Person]]]
PLURALS = {
    Role.LEAD: ("Principal investigator", "Principal investigators"),
    Role.FACULTY: ("Faculty", "Faculty"),
    Role.STAFF: ("Staff", "Staff"),
    Role.POSTDOC: ("Postdoc", "Postdocs"),
    Role.PHD: ("PhD student", "PhD students"),
    Role.MASTER: ("Master’s student", "Master’s students"),
    Role.UNDERGRAD: ("Undergraduate", "Undergraduates"),
    Role.VISITOR: ("Visitor", "Visitors"),
    Role.MEMBER: ("Member", "Members"),
}


def by_role(people: list[Person]) -> tuple[Groups, list[Person]]:
    """Those present, as (heading, people) in the order of the roles, and the alumni.

    Who has no role stated comes last among those present, under an empty heading if alone.
    """
    alumni = [person for person in people if person.former_role]
    groups = []
    for role, (one, many) in PLURALS.items():
        held = [p for p in people if p.current_role and p.current_role.role == role]
        if held:
            groups.append((one if len(held) == 1 else many, held))
    if others := [p for p in people if not p.roles]:
        groups.append(("Also on this site" if groups else "", others))
    return groups, alumni
