"""JSON-LD in pages, by schema.org's own terms."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from tools.checks import programs
from tools.checks.result import Result
from tools.checks.vocabulary import TEXTS, Vocabulary, vocabulary
from tools.crawl import Found, Page

CONTEXTS = {"https://schema.org", "https://schema.org/"}
# ISO 8601, to the year, the month, the day, or the moment.
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?\Z")
DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?\Z")
URL = re.compile(r"(https?://|mailto:)\S+\Z")


def check(base: str, found: Found) -> Result:
    """Every page that was fetched."""
    result = Result("JSON-LD", not_run=programs.npm_packages())
    if result.not_run:
        return result
    count: Counter[str] = Counter()
    for page in found.of_type("text/html"):
        data, problems = blocks(page)
        problems += [problem for each in data for problem in faults(each, vocabulary())]
        count.update(name for each in data for name in _types_in(each))
        result.problems += [f"{page.path}: {problem}" for problem in problems]
    result.told = [", ".join(f"{number} {name}" for name, number in sorted(count.items()))]
    return result


def blocks(page: Page) -> tuple[list[Any], list[str]]:
    """The data of a page, and which of its blocks are no JSON."""
    data, problems = [], []
    for node in LexborHTMLParser(page.text).css('script[type="application/ld+json"]'):
        try:
            data.append(json.loads(node.text()))
        except ValueError as error:
            problems.append(f"is no JSON: {error}")
    return data, problems


def faults(block: Any, terms: Vocabulary) -> Iterator[str]:
    """What of a block of JSON-LD schema.org does not know, or knows with other values."""
    if not isinstance(block, dict):
        yield "a block is an object"
        return
    if block.get("@context") not in CONTEXTS:
        yield f"the context is {block.get('@context')!r}"
    for node in block.get("@graph", [block]):
        yield from _node_faults(node, terms, "")


def _node_faults(node: dict[str, Any], terms: Vocabulary, where: str) -> Iterator[str]:
    told = node.get("@type")
    types = [told] if isinstance(told, str) else told or []
    if not types and set(node) - {"@id"}:
        yield f"{where or 'the block'} has no @type"
    for name in types:
        if name not in terms.parents and name not in terms.properties:
            yield f"{where}: there is no type {name}"
    for prop, value in node.items():
        if prop.startswith("@"):
            continue
        place = f"{where}.{prop}" if where else f"{'/'.join(types)}.{prop}"
        ranges = [r for name in types if (r := terms.ranges(name, prop)) is not None]
        if types and not ranges:
            yield f"{place}: {'/'.join(types)} has no such property"
            continue
        for each in value if isinstance(value, list) else [value]:
            yield from _value_faults(each, set().union(*ranges), terms, place)


def _value_faults(value: Any, allowed: set[str], terms: Vocabulary, place: str) -> Iterator[str]:
    if value is None or value == "" or value == {}:
        yield f"{place} is empty"
    elif isinstance(value, dict):
        yield from _node_faults(value, terms, place)
        told = value.get("@type")
        types = [told] if isinstance(told, str) else told or []
        fits = any(terms.with_ancestors(name) & allowed for name in types)
        if types and not fits:
            yield f"{place} is a {'/'.join(types)}, not one of {', '.join(sorted(allowed))}"
    elif not any(_fits(value, kind, terms) for kind in allowed):
        yield f"{place} is {value!r}, not one of {', '.join(sorted(allowed))}"


def _fits(value: Any, kind: str, terms: Vocabulary) -> bool:
    """Whether a plain value is of a type, or the address of a thing of that type."""
    if kind in terms.values:
        return value in terms.values[kind]
    if kind not in TEXTS:
        return kind in terms.named and bool(URL.match(str(value)))
    if isinstance(value, bool):
        return kind == "Boolean"
    if isinstance(value, int | float):
        return kind in ("Number", "Integer", "Float", "Text")
    forms = {"Date": DATE, "DateTime": DATE_TIME, "URL": URL}
    if kind in ("Number", "Integer", "Float"):
        return str(value).replace(".", "", 1).isdecimal()
    return bool(forms[kind].match(value)) if kind in forms else kind != "Boolean"


def _types_in(value: Any) -> Iterator[str]:
    """The types of a block and of all within it."""
    if isinstance(value, list):
        for each in value:
            yield from _types_in(each)
    elif isinstance(value, dict):
        told = value.get("@type", [])
        yield from [told] if isinstance(told, str) else told
        for each in value.values():
            yield from _types_in(each)
