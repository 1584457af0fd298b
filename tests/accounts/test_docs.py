"""The tables of roles in docs/editors.md say what the code declares."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps

from accounts.rights import EVERYTHING, LOOK, NOTHING, PARTS, RULES, Rule, Scope, rule
from accounts.roles import Role
from tests.project_files import BASE

OTHERS = "all else: site settings, settings of letters, accounts"
ACTIONS = ("view", "add", "change", "delete")


def plural(label: str) -> str:
    return str(apps.get_model(label)._meta.verbose_name_plural)


def cell(declared: Rule) -> str:
    """“own: view, change; propose”."""
    if declared in (EVERYTHING, LOOK, NOTHING):
        return {EVERYTHING: "all", LOOK: "look", NOTHING: "–"}[declared]
    own = [action for action in ACTIONS if declared.scope(action) is Scope.OWN]
    given = [action for action in ACTIONS if declared.scope(action) is Scope.ASSIGNED]
    held = [action for action in ("change", "delete") if declared.scope(action) is Scope.PROPOSED]
    parts = [
        f"own or assigned: {', '.join(given)}" if given else "",
        f"own: {', '.join(own)}" if own else "",
        "propose" if declared.add is Scope.PROPOSED else "",
        f"{' or '.join(held)} one's proposal" if held else "",
    ]
    return "; ".join(part for part in parts if part) or "choose"


def labels() -> list[str]:
    """In the order in which the editor's rules name them."""
    return list(dict.fromkeys(label for rules in RULES.values() for label in rules))


def table() -> Iterator[str]:
    yield f"| | {' | '.join(role.label.lower() for role in Role)} |"
    yield f"| --- |{' --- |' * len(Role)}"
    for label in labels():
        yield f"| {plural(label)} | {' | '.join(cell(rule(r, label)) for r in Role)} |"
    yield f"| {OTHERS} | {' | '.join(cell(rule(role, 'no.such')) for role in Role)} |"


def field(label: str, name: str) -> str:
    if name in PARTS:
        return plural(name)
    return str(apps.get_model(label)._meta.get_field(name).verbose_name)


def limits() -> Iterator[str]:
    yield "| | of | can be read, not written | cannot be read |"
    yield "| --- | --- | --- | --- |"
    for role in Role:
        for label in labels():
            declared = rule(role, label)
            if declared.shown or declared.hidden:
                names = (
                    ", ".join(sorted(field(label, name) for name in part)) or "–"
                    for part in (declared.shown, declared.hidden)
                )
                yield f"| {role.label.lower()} | {plural(label)} | {' | '.join(names)} |"


def test_what_each_role_may_do_stands_in_the_table() -> None:
    assert "\n".join(table()) in (BASE / "docs/editors.md").read_text()


def test_what_is_not_theirs_stands_in_the_table() -> None:
    assert "\n".join(limits()) in (BASE / "docs/editors.md").read_text()


def test_every_model_of_a_rule_is_there() -> None:
    for label in [*labels(), *PARTS, *(part.whole for part in PARTS.values())]:
        assert apps.get_model(label)


def test_every_part_names_its_whole() -> None:
    for label, part in PARTS.items():
        whole = apps.get_model(label)._meta.get_field(part.way).related_model
        assert whole._meta.label_lower == part.whole
