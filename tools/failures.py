"""Which tests failed and why, in a line each, from the report that pytest writes (JUnit XML)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree  # noqa: S405 - read is only what pytest wrote just now

# Told with the file, so that what is printed can be given to pytest again.
REPORT_OPTIONS = ("-o", "junit_family=xunit1")
LONGEST_REASON = 200  # characters


def read(report: Path) -> list[str]:
    """``tests/core/test_text.py::test_math: AssertionError: …`` for each failure and error.

    A report that is missing or broken off is told as such: then pytest itself did not end well.
    """
    try:
        root = ElementTree.parse(report).getroot()  # noqa: S314
    except (OSError, ElementTree.ParseError):
        return ["pytest ended before it wrote which tests failed; see above."]
    return [line for case in root.iter("testcase") for line in lines(case)]


def lines(case: ElementTree.Element) -> Iterator[str]:
    for what in (*case.findall("failure"), *case.findall("error")):
        yield f"{name(case)}: {reason(what)}"


def name(case: ElementTree.Element) -> str:
    """As pytest takes it; of a module that could not be imported, its file."""
    file, function = case.get("file"), case.get("name", "")
    if not file:
        return function
    module = file.removesuffix(".py").replace("/", ".")
    inner = case.get("classname", "").removeprefix(module).strip(".")
    return "::".join(part for part in (file, inner, function) if part and part != module)


def reason(what: ElementTree.Element) -> str:
    """The first line of the message; where it only names the stage, the error of the traceback."""
    said = (what.get("message") or "").strip()
    if said == "collection failure" or not said:
        errors = [line[1:].strip() for line in (what.text or "").splitlines() if line[:1] == "E"]
        said = next(reversed(errors), said or "no reason given")
    return said.splitlines()[0][:LONGEST_REASON]
