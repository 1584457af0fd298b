"""The kinds of gaps that imports leave, in the order in which the admin names them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Model, Prefetch, QuerySet
from django.http import HttpRequest

from core.rights import allowed, may_all
from groupsite.todo.forms import AuthorLineForm, DateForm, PdfForm, PersonForm, RowForm
from groupsite.todo.forms.links import link_form
from groupsite.todo.rights import may
from news.models import NewsItem, NewsLink
from people.models import Person, ProfileLink
from publications.models import Appearance, Authorship, Publication, PublicationLink
from talks.models import Talk, TalkLink

ADDRESS_HINT = (
    "A page showed these links and did not tell where they lead. Visitors do not see them until"
    " there is an address."
)


@dataclass(frozen=True, slots=True)
class Check:
    slug: str
    title: str
    hint: str
    owner: type[Model]
    form: type[RowForm]
    rows: Callable[[], QuerySet[Any]]
    # What else the forms write or show, and the right that it takes.
    needs: Sequence[tuple[str, type[Model]]]

    def is_allowed(self, request: HttpRequest) -> bool:
        needs = [("change", self.owner), *self.needs]
        return all(may(request, action, model) for action, model in needs)

    def rows_for(self, request: HttpRequest) -> QuerySet[Any]:
        """Those rows whose owner the user may change."""
        rows = self.rows()
        if may_all(request.user, "change", self.owner):
            return rows
        owners = allowed(request.user, "change", self.owner._default_manager.all())
        way = self.form.owner_field or "pk"
        return rows.filter(**{f"{way}__in": owners.order_by().values("pk")})


def newest_works() -> QuerySet[Any]:
    return Publication.objects.newest_first().listed()


def of_works(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Rows that belong to works, with what is shown of these, the newest work first."""
    year = F("publication__year").desc(nulls_last=True)
    shown = rows.prefetch_related(Prefetch("publication", Publication.objects.listed()))
    return shown.order_by(year, "publication__title", "publication", "position", "pk")


CHECKS = (
    Check(
        "no-pdf",
        "Works without a PDF",
        "Neither an upload, a link nor an arXiv number gives visitors the text. Fill in where it"
        " is; to upload a file, open the work.",
        Publication,
        PdfForm,
        lambda: newest_works().without_pdf(),
        [("add", PublicationLink), ("change", PublicationLink)],
    ),
    Check(
        "no-year",
        "Works without a year",
        "Lists put them last. Say when the version of record came out, as precisely as you know:"
        " 2024, 2024-05, or 14 May 2024.",
        Publication,
        DateForm,
        lambda: newest_works().undated(),
        [("add", Appearance), ("change", Appearance)],
    ),
    Check(
        "cut-authors",
        "Author lists cut short",
        "The page gave the first names and “et al.”. Paste the whole line, as it is printed:"
        " names apart by commas, semicolons, “and” or line ends. Authors who are there stay the"
        " people they are.",
        Publication,
        AuthorLineForm,
        lambda: newest_works().truncated(),
        [("add", Authorship), ("change", Authorship)],
    ),
    Check(
        "no-person",
        "Authors without a person",
        "Their name is printed with the work and leads nowhere. Choose who it is, or make a new"
        " person.",
        Publication,
        PersonForm,
        lambda: of_works(Authorship.objects.without_person()),
        [("change", Authorship), ("view", Person)],
    ),
    Check(
        "publication-links",
        "Links of works without an address",
        ADDRESS_HINT,
        Publication,
        link_form("publication"),
        lambda: of_works(PublicationLink.objects.missing()),
        [("change", PublicationLink)],
    ),
    Check(
        "person-links",
        "Links of people without an address",
        ADDRESS_HINT,
        Person,
        link_form("person"),
        lambda: ProfileLink.objects.missing().prefetch_related("person__links"),
        [("change", ProfileLink)],
    ),
    Check(
        "news-links",
        "Links of news without an address",
        ADDRESS_HINT,
        NewsItem,
        link_form("news"),
        lambda: NewsLink.objects.missing().prefetch_related("news__links"),
        [("change", NewsLink)],
    ),
    Check(
        "talk-links",
        "Links of talks without an address",
        ADDRESS_HINT,
        Talk,
        link_form("talk"),
        lambda: TalkLink.objects.missing().prefetch_related("talk__links", "talk__speaker"),
        [("change", TalkLink)],
    ),
)


def counts(request: HttpRequest) -> dict[str, Any]:
    """How many rows are on each list that the user may see; `open`: on those that have some."""
    found = [
        (check, check.rows_for(request).count()) for check in CHECKS if check.is_allowed(request)
    ]
    return {"allowed": found, "open": [(check, number) for check, number in found if number]}
