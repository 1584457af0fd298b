"""The admin site: Django's own, under the group's name."""

from django.contrib.admin import AdminSite


class GroupAdminSite(AdminSite):
    site_header = "Group site"
    site_title = "Group site"
    index_title = "What would you like to edit?"
