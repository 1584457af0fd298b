"""The admin site: Django's own, under the group's name, in the order in which editors work."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.urls import include, path, re_path, reverse

# Apps as the index lists them, and the models of each; what is not named here comes last.
ORDER: dict[str, list[str]] = {
    "people": ["Person", "Grant"],
    "publications": ["Publication", "Venue", "Topic"],
    "news": ["NewsItem"],
    "talks": ["Talk"],
    "teaching": ["Course", "Offering"],
    "services": ["ServiceRole"],
    "openings": ["Opening", "Board"],
    "inquiries": ["Inquiry", "ReplyTemplate", "InquirySettings", "Erasure"],
    "pages": ["HomeBlock", "Page"],
    "health": ["Health", "Profiles", "Outbox", "Jobs"],
    "core": ["SiteSettings", "Redirect", "FormerSlug"],
    "importer": ["ImportRun", "ImportedPage", "ImportedRecord", "ImportedRow"],
    "auth": ["User", "Invitation"],
    "accounts": [],
}
CHANGES = 6  # of the newest, on the first screen
# Where the name of an app or a model says little to an editor.
NAMES = {
    "auth": "Accounts",
    "health": "Health",
    "importer": "Imports",
    "Offering": "Terms of courses",
    "HomeBlock": "Home page",
    "Redirect": "Redirects of old addresses",
    "FormerSlug": "Former addresses",
    "ImportedRecord": "Records read",
    "ImportedPage": "Pages read",
    "ImportedRow": "What imports wrote",
}


def place(name: str, order: list[str]) -> tuple[int, str]:
    """A key that sorts by `order`, then by name."""
    return (order.index(name) if name in order else len(order), name)


def add_duplicates(apps: list[Any], request: HttpRequest) -> None:
    """Puts the list of duplicates before the models of the importer, for those who may decide."""
    from importer.duplicates.kinds import open_to

    if not open_to(request.user):
        return
    address = reverse("admin:duplicates")
    entry = {
        "name": "Duplicates",
        "object_name": "Duplicates",
        "admin_url": address,
        "add_url": None,
        "view_only": False,
        "perms": {"change": True},
    }
    for app in apps:
        if app["app_label"] == "importer":
            app["models"].insert(0, entry)
            return
    imports = {"name": NAMES["importer"], "app_label": "importer", "app_url": address}
    apps.append({**imports, "has_module_perms": True, "models": [entry]})


def add_scholar(apps: list[Any]) -> None:
    """Puts what Google Scholar would miss after the models of works, for those who see these."""
    for app in apps:
        if any(model["object_name"] == "Publication" for model in app["models"]):
            app["models"].append(
                {
                    "name": "What Scholar would miss",
                    "object_name": "Scholar",
                    "admin_url": reverse("admin:scholar"),
                    "add_url": None,
                    "view_only": True,
                    "perms": {"view": True},
                }
            )


def join_accounts(apps: list[Any]) -> None:
    """Puts invitations beside the accounts that come of them: to an editor that is one subject."""
    by_label = {app["app_label"]: app for app in apps}
    if "auth" in by_label and "accounts" in by_label:
        by_label["auth"]["models"] += by_label["accounts"]["models"]
        apps.remove(by_label["accounts"])


def add_files(apps: list[Any]) -> None:
    """Puts the list of uploads beside the settings of the site, for those who may change these."""
    for app in apps:
        for model in app["models"]:
            if model["object_name"] == "SiteSettings" and model["perms"]["change"]:
                app["models"].append(
                    {
                        "name": "Files",
                        "object_name": "Files",
                        "admin_url": reverse("admin:files"),
                        "add_url": None,
                        "view_only": True,
                        "perms": {"view": True},
                    }
                )
                return


def add_personal_data(apps: list[Any], request: HttpRequest) -> None:
    """Puts what is done when a sender asks for it after the letters, for administrators."""
    from inquiries.admin.personal import is_open_to

    for app in apps:
        if app["app_label"] == "inquiries" and is_open_to(request.user):
            app["models"].append(
                {
                    "name": "Personal data",
                    "object_name": "PersonalData",
                    "admin_url": reverse("admin:personal_data"),
                    "add_url": None,
                    "view_only": True,
                    "perms": {"view": True},
                }
            )


def add_health(apps: list[Any], request: HttpRequest) -> None:
    """An app for the pages of health that the user may see."""
    from health.menu import pages

    entries = [
        {
            "name": name,
            "object_name": key,
            "admin_url": address,
            "add_url": None,
            "view_only": True,
            "perms": {"view": True},
        }
        for key, name, address in pages(request.user)
    ]
    if entries:
        own = {"name": NAMES["health"], "app_label": "health", "has_module_perms": True}
        apps.append({**own, "app_url": reverse("admin:health"), "models": entries})


class GroupAdminSite(AdminSite):
    site_header = "Group site"
    site_title = "Group site"
    index_title = "What would you like to edit?"

    def __init__(self, name: str = "admin") -> None:
        from groupsite.admin_rights import delete_mine

        super().__init__(name)
        self.add_action(delete_mine, "delete_selected")

    def autocomplete_view(self, request: HttpRequest) -> Any:
        from groupsite.admin_rights import ChoosableJsonView

        return ChoosableJsonView.as_view(admin_site=self)(request)

    def get_urls(self) -> list[Any]:
        # They import models, which cannot be imported yet when this file is read.
        from accounts.admin_urls import urls as accounts
        from core.admin.uploads import uploads
        from groupsite import texts
        from groupsite.admin_rights import shown_on_site
        from groupsite.preview.links import secret_link
        from groupsite.preview.mirror import for_editors
        from groupsite.proposals import proposal, proposals
        from groupsite.scholar import scholar
        from groupsite.todo.views import todo, todo_check
        from health.urls import urls as health_urls
        from history.urls import urls as history_urls
        from importer.duplicates.urls import urls
        from inquiries.admin.personal import personal_data
        from sheets.urls import urls as sheets_urls

        return [
            *accounts(self),
            path("importer/duplicates/", include(urls(self))),
            path("", include(health_urls(self))),
            path("sheets/", include(sheets_urls(self))),
            path("proposals/", self.admin_view(proposals), name="proposals"),
            path("proposals/<int:key>/", self.admin_view(proposal), name="proposal"),
            path("todo/", self.admin_view(todo), name="todo"),
            path("todo/<slug:slug>/", self.admin_view(todo_check), name="todo_check"),
            path("publications/scholar/", self.admin_view(scholar), name="scholar"),
            *history_urls(self),
            re_path(
                r"^preview/([a-z.]+)/([0-9]{1,18})/(.*)$",
                self.admin_view(for_editors),
                name="preview",
            ),
            path("files/", self.admin_view(uploads), name="files"),
            path("personal-data/", self.admin_view(personal_data), name="personal_data"),
            path("texts/preview/", self.admin_view(texts.preview), name="text_preview"),
            path("texts/paste/", self.admin_view(texts.paste), name="text_paste"),
            path("texts/links/", self.admin_view(texts.links), name="text_links"),
            path(
                "secret-link/<str:label>/<int:pk>/",
                self.admin_view(secret_link),
                name="secret_link",
            ),
            path("r/<path:kind>/<path:key>/", self.admin_view(shown_on_site)),
            *super().get_urls(),
        ]

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """The one way in: with the limits and the second factor of accounts."""
        from accounts.views.login import login

        return login(request)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        apps = super().get_app_list(request, app_label)
        join_accounts(apps)
        for app in apps:
            label = app["app_label"]
            models = ORDER.get(label, [])
            app["name"] = NAMES.get(label, app["name"])
            for model in app["models"]:
                model["name"] = NAMES.get(model["object_name"], model["name"])
            app["models"].sort(key=lambda model: place(model["object_name"], models))  # noqa: B023
        if app_label in (None, "importer"):
            add_duplicates(apps, request)
        if app_label in (None, "publications"):
            add_scholar(apps)
        add_files(apps)
        add_personal_data(apps, request)
        if app_label in (None, "health"):
            add_health(apps, request)
        return sorted(apps, key=lambda app: place(app["app_label"], list(ORDER)))

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        # Models cannot be imported before the apps are ready; this file is read earlier.
        from core.models import SiteSettings

        context = super().each_context(request)
        name = SiteSettings.load().name
        return {**context, **({"site_header": name, "site_title": name} if name else {})}

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        from groupsite.front import most_wanted, waiting
        from groupsite.todo.checks import counts
        from history.views.changes import lately
        from people.models import Person
        from publications.models import Publication

        is_empty = not (Person.objects.exists() or Publication.objects.exists())
        todo = {} if is_empty else counts(request)
        quick = [] if is_empty else list(most_wanted(request.user))
        context = {
            "is_empty": is_empty,
            "todo": todo,
            "quick": quick,
            "waiting": [] if is_empty else list(waiting(request.user)),
            "lately": lately(request, CHANGES),
        }
        return super().index(request, {**(extra_context or {}), **context})
