"""The project as a newcomer finds it: pins, commands, documents that say what is true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.management import call_command, get_commands, load_command_class

from tests.project_files import BASE, text_files

DOCUMENTS = [path for path in text_files() if path.suffix == ".md"]
REQUIREMENTS = ("requirements.txt", "requirements-dev.txt")
PIN = re.compile(r"[A-Za-z0-9_.-]+==[A-Za-z0-9.]+\Z")
TARGET = re.compile(r"^([a-z]+):", re.M)
MADE = re.compile(r"\bmake ([a-z]+)\b")
MANAGED = re.compile(r"manage\.py ([a-z_]+)([^`\n]*)")
FLAG = re.compile(r"--[a-z-]+")
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
# Folders of somebody's machine; the systems' own, such as /etc or /srv, may be named.
MACHINE = re.compile(r"(?<![\w.~/])/(root|work|home|Users)/\w")


def code_in(document: Path) -> str:
    """What the document sets as code: blocks and spans."""
    text = (BASE / document).read_text()
    blocks = re.findall(r"```.*?```", text, re.S)
    return "\n".join(
        [*blocks, *re.findall(r"`[^`\n]+`", re.sub(r"```.*?```", "", text, flags=re.S))]
    )


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_django_finds_nothing_to_complain_about() -> None:
    call_command("check", fail_level="WARNING")


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_every_requirement_is_pinned_exactly(name: str) -> None:
    lines = [line.split("#")[0].strip() for line in (BASE / name).read_text().splitlines()]
    wrong = [line for line in lines if line and not line.startswith("-r ") and not PIN.match(line)]
    assert wrong == []


def test_no_requirement_is_pinned_twice() -> None:
    names = [
        re.sub(r"[-_.]+", "-", line.split("==")[0]).casefold()
        for file in REQUIREMENTS
        for line in (BASE / file).read_text().splitlines()
        if "==" in line
    ]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("document", DOCUMENTS, ids=str)
def test_commands_that_documents_name_exist(document: Path) -> None:
    code = code_in(document)
    targets = set(TARGET.findall((BASE / "Makefile").read_text()))
    assert set(MADE.findall(code)) <= targets
    for name, rest in MANAGED.findall(code):
        assert name in get_commands(), f"manage.py {name}"
        parser = load_command_class(get_commands()[name], name).create_parser("manage.py", name)
        known = {option for action in parser._actions for option in action.option_strings}
        assert set(FLAG.findall(rest)) <= known, f"manage.py {name}{rest}"


@pytest.mark.parametrize("document", DOCUMENTS, ids=str)
def test_what_documents_link_to_is_there(document: Path) -> None:
    folder = (BASE / document).parent
    links = LINK.findall((BASE / document).read_text())
    assert [link for link in links if not (folder / link).exists()] == []


def test_every_setting_of_the_environment_is_documented() -> None:
    settings = (BASE / "groupsite" / "settings.py").read_text()
    names = set(re.findall(r"^\| ([A-Z_]+) *\|", settings, re.M))
    deploy = (BASE / "docs" / "deploy.md").read_text()
    assert names
    assert {name for name in names if f"`{name}`" not in deploy} == set()


def test_no_file_names_a_folder_of_somebodys_machine() -> None:
    found = [
        f"{path}: {match.group()}"
        for path in text_files()
        if path.parts[:2] != ("importer", "fixtures") and path != Path("tests/test_project.py")
        for match in MACHINE.finditer((BASE / path).read_text())
    ]
    assert found == []
