"""What somebody does who looks an import through: step by step, for its tests."""

from __future__ import annotations

from typing import Any

from django.test import Client

from importer.models import ImportRun, Proposal
from publications.models import Publication

ADD = "/admin/importer/importrun/add/"
PAGE = """Ann Lee

Publications

Ann Lee, Bo Ray. Mud at night. Journal of Mud 3, 2019.
Ann Lee, Cy Dee. The slow weight of rain. Journal of Rain 4, 2020.

News

May 2024: The lab moved to the old mill.
"""


WITH_A_LINE = PAGE.replace("Ann Lee\n\n", "Ann Lee\n\nzzz qqq\n\n", 1)


def paste(client: Client, text: str = PAGE) -> ImportRun:
    response = client.post(ADD, {"text": text, "owner": ""})
    assert response.status_code == 302, response.content.decode()
    run = ImportRun.objects.latest("pk")
    assert response["Location"] == f"/admin/importer/importrun/{run.pk}/review/"
    return run


def address(run: ImportRun, tail: str = "review/") -> str:
    return f"/admin/importer/importrun/{run.pk}/{tail}"


def decide(client: Client, run: ImportRun, do: str, **verdicts: str) -> Any:
    return client.post(address(run), {**verdicts, "do": do})


def proposal(title: str) -> Proposal:
    return Proposal.objects.get(payload__title=title)


def titles() -> list[str]:
    return sorted(Publication.objects.values_list("title", flat=True))
