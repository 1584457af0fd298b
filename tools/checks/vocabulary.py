"""The terms of schema.org: types, their parents, their properties, and the values of these.

Read from the declarations of the package schema-dts, which Google's engineers generate from the
vocabulary itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from tools.checks import programs

DECLARATIONS = programs.MODULES / "schema-dts" / "dist" / "schema.d.ts"
INTERFACE = re.compile(r"^interface (\w+)Base extends ([^{]+)\{(.*?)^\}", re.M | re.S)
LEAF = re.compile(
    r"^(?:export )?(?:interface|type) \w+Leaf(?:<[^>]*>)? (?:extends|=) ([^{]*)\{"
    r"\s+\"@type\": \"(\w+)\"",
    re.M,
)
PROPERTY = re.compile(r'^    "(\w+)"\?: SchemaValue<([^,]*), "\w+">', re.M)
ENUMERATION = re.compile(r"^export type (\w+) = (\"https://schema\.org/.*)$", re.M)
NAMED = re.compile(r"^export type (\w+)(?:<.*>)? = .*\| string;$", re.M)
TEXTS = {"Text", "URL", "Date", "DateTime", "Time", "Duration", "Quantity", "Number", "Integer",
         "Float", "Boolean", "CssSelectorType", "PronounceableText", "XPathType"}  # fmt: skip
INPUTS = {"PropertyValueSpecification", "Text"}


@dataclass(slots=True)
class Vocabulary:
    """`parents` and `properties` (name to types of values) by type; `values` of enumerations;
    `named`: types of which a name or an address may stand for the thing."""

    parents: dict[str, set[str]] = field(default_factory=dict)
    properties: dict[str, dict[str, set[str]]] = field(default_factory=dict)
    values: dict[str, set[str]] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)

    def with_ancestors(self, name: str) -> set[str]:
        """The type and all above it."""
        found, waiting = set(), [name]
        while waiting:
            if (each := waiting.pop()) not in found:
                found.add(each)
                waiting += self.parents.get(each, ())
        return found

    def ranges(self, name: str, prop: str) -> set[str] | None:
        """The types that a property of a type may have; None where it has no such property."""
        told = [self.properties.get(each, {}).get(prop) for each in self.with_ancestors(name)]
        known = [types for types in told if types is not None]
        if known:
            return set().union(*known)
        return INPUTS if self._is_input(name, prop) else None

    def _is_input(self, name: str, prop: str) -> bool:
        """Whether it says how a property of an action is to be filled in, as `query-input` does
        (https://schema.org/docs/actions.html)."""
        asked = prop.removesuffix("-input").removesuffix("-output")
        is_action = "Action" in self.with_ancestors(name)
        return is_action and asked != prop and self.ranges(name, asked) is not None


@cache
def vocabulary(path: Path = DECLARATIONS) -> Vocabulary:
    """Read from the declarations at `path`."""
    told = path.read_text(encoding="utf-8")
    found = Vocabulary()
    for name, parents, body in INTERFACE.findall(told):
        found.parents.setdefault(name, set()).update(_types(parents))
        found.properties[name] = {
            prop: {value.strip() for value in values.split("|")}
            for prop, values in PROPERTY.findall(body)
        }
    # A type without properties of its own has none of these interfaces, only a leaf.
    for parents, name in LEAF.findall(told):
        found.parents.setdefault(name, set()).update(_types(parents) - {name})
    for name, values in ENUMERATION.findall(told):
        found.values[name] = set(re.findall(r'"([^"]+)"', values))
    for name in NAMED.findall(told):
        found.named |= found.with_ancestors(name)
    return found


def _types(parents: str) -> set[str]:
    return set(re.findall(r"(\w+)Base\b", parents))
