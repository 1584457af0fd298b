"""The layers of docs/architecture.md, read off the import statements."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.project_files import BASE, python_files, text_files

# An app may use those of a lower rank, and itself; never one of its own rank.
RANKS = {
    "core": 0,
    "people": 1,
    "publications": 2,
    "talks": 3,
    "teaching": 3,
    "services": 3,
    "news": 4,
    "openings": 4,
    "pages": 5,
    "exports": 5,
    "search": 6,
    "importer": 6,
    "accounts": 6,
    "history": 7,
    "health": 8,
    "sheets": 8,
    "inquiries": 9,
}
# What shows or edits may look at every app; what is shown may not.
SHOWS = {"views", "feeds", "sitemaps", "admin", "urls", "forms", "context_processors"}
WITHOUT_DJANGO = ("records.py", "names.py", "sources", "parse", "match", "knowledge")
LONGEST = 400
# Whose pages the site starts from: code that knows them would be code for those pages alone.
OWNERS = ("Chaoyue Liu", "Liu Ziyin", "Libin Zhu", "Kaifeng Lyu")
THEIR_PAGES = Path("importer/fixtures/pages")

PYTHON = list(python_files())
APP_FILES = [path for path in PYTHON if path.parts[0] in RANKS]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse((BASE / path).read_text(), filename=str(path))


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """(line, dotted name) of every import, wherever in the file it stands."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: a relative import"
            yield node.lineno, node.module or ""


def is_shown(path: Path) -> bool:
    """Whether the file holds models, querysets or what these use."""
    return not SHOWS & {part.removesuffix(".py") for part in path.parts}


def test_models_and_querysets_import_one_way() -> None:
    wrong = []
    for path in filter(is_shown, APP_FILES):
        app = path.parts[0]
        for line, name in imports(path):
            other = name.split(".")[0]
            if other in RANKS and other != app and RANKS[other] >= RANKS[app]:
                wrong.append(f"{path}:{line} imports {name}")
    assert wrong == []


def test_no_app_below_it_imports_the_importer() -> None:
    wrong = [
        f"{path}:{line} imports {name}"
        for path in APP_FILES
        if path.parts[0] != "importer" and RANKS[path.parts[0]] <= RANKS["importer"]
        for line, name in imports(path)
        if name.split(".")[0] == "importer"
    ]
    assert wrong == []


# Who knows of letters, and why; nothing that shows anything to visitors may.
KNOW_LETTERS = {
    "groupsite/admin.py": "the page of personal data in the admin",
    "groupsite/front.py": "how many new letters wait, on the first screen of the admin",
    "groupsite/letters.py": "whether there is a form to lead to; of letters it asks nothing",
}


def test_letters_are_known_to_few() -> None:
    knows: dict[str, set[str]] = {}
    for path in PYTHON:
        if path.parts[0] not in ("inquiries", "tests", "bench", "tools"):
            names = {name for _, name in imports(path) if name.split(".")[0] == "inquiries"}
            if names:
                knows[str(path)] = names
    assert set(knows) == set(KNOW_LETTERS)
    assert knows["groupsite/letters.py"] == {"inquiries.models"}
    imported = {
        alias.name
        for node in ast.walk(tree(Path("groupsite/letters.py")))
        if isinstance(node, ast.ImportFrom) and node.module == "inquiries.models"
        for alias in node.names
    }
    assert imported == {"InquirySettings"}


def test_letters_are_deleted_in_one_place() -> None:
    """By `erase`, which also deletes what is kept beside them."""
    wrong = [
        f"{path}:{node.lineno}"
        for path in PYTHON
        if path.parts[0] == "inquiries" and path.name != "erase.py"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "delete"
        and "Inquiry" in ast.unparse(node.func)
    ]
    assert wrong == []


def test_no_app_imports_the_tools_or_the_tests() -> None:
    wrong = [
        f"{path}:{line} imports {name}"
        for path in PYTHON
        if path.parts[0] not in ("tools", "tests")
        for line, name in imports(path)
        if name.split(".")[0] in ("tools", "tests")
    ]
    assert wrong == []


def test_models_are_imported_not_looked_up_by_name() -> None:
    wrong = [
        f"{path}:{node.lineno}"
        for path in PYTHON
        if path.parts[0] != "tests"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr == "get_model"
    ]
    assert wrong == []


def test_reading_and_matching_know_no_django() -> None:
    stages = [p for p in APP_FILES if p.parts[0] == "importer" and p.parts[1] in WITHOUT_DJANGO]
    wrong = [
        f"{path}:{line} imports {name}"
        for path in stages
        for line, name in imports(path)
        if name.split(".")[0] in {"django", *RANKS} - {"importer"}
        or name.startswith(("importer.models", "importer.save"))
    ]
    assert stages
    assert wrong == []


def test_parsers_do_not_know_the_matching_nor_sources_the_parsers() -> None:
    later = {"sources": ("parse", "match", "save"), "parse": ("match", "save"), "match": ("save",)}
    wrong = [
        f"{path}:{line} imports {name}"
        for path in APP_FILES
        if path.parts[0] == "importer" and path.parts[1] in later
        for line, name in imports(path)
        if name.startswith(tuple(f"importer.{stage}" for stage in later[path.parts[1]]))
    ]
    assert wrong == []


@pytest.mark.parametrize("name", OWNERS)
def test_no_code_knows_whose_pages_the_site_starts_from(name: str) -> None:
    assert any(name in file.read_text() for file in (BASE / THEIR_PAGES).iterdir())
    given_first = " ".join(reversed(name.split()))
    holders = [
        str(path)
        for path in text_files()
        if path.parts[0] != "tests" and THEIR_PAGES not in path.parents
        if name in (text := (BASE / path).read_text()) or given_first in text
    ]
    assert holders == []


def test_no_module_outgrows_its_idea() -> None:
    lengths = {str(path): len((BASE / path).read_text().splitlines()) for path in PYTHON}
    assert {path: n for path, n in lengths.items() if n > LONGEST} == {}


WRITES = {"save", "create", "bulk_create", "bulk_update", "delete", "get_or_create"}
WRITES |= {"update_or_create"}


def test_imports_write_through_the_journal_alone() -> None:
    wrong = [
        f"{path}:{node.lineno} calls .{node.func.attr}()"
        for path in APP_FILES
        if path.parts[:2] in {("importer", "save"), ("importer", "match")}
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in WRITES
        and not (isinstance(node.func.value, ast.Name) and node.func.value.id == "journal")
    ]
    assert wrong == []
