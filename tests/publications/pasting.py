"""What the tests of pasted papers have in common: texts, and how a browser sends them."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission, User
from django.http import HttpResponse
from django.test import Client

from publications.models import Publication
from tests.forms import posted

PASTE = "/admin/publications/publication/paste/"
ADD = "/admin/publications/publication/add/"
BIBTEX = """@inproceedings{lovelace2024weaving,
  title = {On the Weaving of {Engines}},
  author = {Lovelace, Ada and Hopper, Grace and Noether, Emmy and Doe, Jane and Somerville,
    Mary and Kovalevskaya, Sofia},
  booktitle = {Advances in Neural Information Processing Systems},
  year = {2024}, month = dec, pages = {1--9}, doi = {10.1000/182},
  url = {https://example.org/weaving.pdf},
  abstract = {Engines weave.}
}
"""
SECOND = """@article{hopper2023,
  title = {Notes on Compilers}, author = {Hopper, Grace}, journal = {Journal of Looms},
  volume = {3}, year = {2023}
}
"""
CITATION = (
    "A. Lovelace, G. Hopper, and J. Doe. On the weaving of engines. In Advances in Neural"
    " Information Processing Systems (NeurIPS), 2024."
)


def paste(client: Client, text: str) -> HttpResponse:
    return client.post(PASTE, {"text": text}, follow=True)


def address(answer: HttpResponse) -> str:
    return str(answer.request["PATH_INFO"])


def form(client: Client, text: str) -> dict[str, Any]:
    """What the add form comes filled in with, where nothing has to be chosen before."""
    answer = paste(client, text)
    assert address(answer) == ADD
    return posted(answer)


def saved(client: Client, data: dict[str, Any]) -> Publication:
    answer = client.post(ADD, data)
    assert answer.status_code == 302, answer.context["errors"]
    return Publication.objects.get()


def mistake(client: Client, text: str) -> str:
    answer = paste(client, text)
    assert address(answer) == PASTE
    (message,) = answer.context["form"].errors["text"]
    assert text.strip() in answer.context["form"]["text"].value().strip()
    return str(message)


def user_with(*rights: str) -> Client:
    user = User.objects.create_user(f"user{User.objects.count()}", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=rights))
    client = Client()
    client.force_login(user)
    return client
