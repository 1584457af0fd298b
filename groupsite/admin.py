"""The admin site: Django's own, under the group's name, in the order in which editors work."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.urls import include, path, reverse

# Apps as the index lists them, and the models of each; what is not named here comes last.
ORDER: dict[str, list[str]] = {
    "people": ["Person", "Grant"],
    "publications": ["Publication", "Venue", "Topic"],
    "news": ["NewsItem"],
    "talks": ["Talk"],
    "teaching": ["Course", "Offering"],
    "services": ["ServiceRole"],
    "openings": ["Opening", "Inquiry"],
    "pages": ["Page"],
    "core": ["SiteSettings", "FormerSlug"],
    "importer": ["ImportRun", "ImportedPage", "ImportedRecord", "ImportedRow"],
    "auth": ["User", "Group"],
}
# Where the name of an app or a model says little to an editor.
NAMES = {
    "auth": "Accounts",
    "importer": "Imports",
    "Offering": "Terms of courses",
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


class GroupAdminSite(AdminSite):
    site_header = "Group site"
    site_title = "Group site"
    index_title = "What would you like to edit?"

    def get_urls(self) -> list[Any]:
        # They import models, which cannot be imported yet when this file is read.
        from groupsite.todo.views import todo, todo_check
        from importer.duplicates.urls import urls

        return [
            path("importer/duplicates/", include(urls(self))),
            path("todo/", self.admin_view(todo), name="todo"),
            path("todo/<slug:slug>/", self.admin_view(todo_check), name="todo_check"),
            *super().get_urls(),
        ]

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        apps = super().get_app_list(request, app_label)
        for app in apps:
            label = app["app_label"]
            models = ORDER.get(label, [])
            app["name"] = NAMES.get(label, app["name"])
            for model in app["models"]:
                model["name"] = NAMES.get(model["object_name"], model["name"])
            app["models"].sort(key=lambda model: place(model["object_name"], models))  # noqa: B023
        if app_label in (None, "importer"):
            add_duplicates(apps, request)
        return sorted(apps, key=lambda app: place(app["app_label"], list(ORDER)))

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        # Models cannot be imported before the apps are ready; this file is read earlier.
        from core.models import SiteSettings

        context = super().each_context(request)
        name = SiteSettings.load().name
        return {**context, **({"site_header": name, "site_title": name} if name else {})}

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        from groupsite.todo.checks import counts
        from people.models import Person
        from publications.models import Publication

        is_empty = not (Person.objects.exists() or Publication.objects.exists())
        todo = {} if is_empty else counts(request)
        context = {"is_empty": is_empty, "todo": todo}
        return super().index(request, {**(extra_context or {}), **context})
