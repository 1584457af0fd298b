"""What an editor says of the site as a whole: its name, its looks, its menu."""

from __future__ import annotations

import re
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models

from core.colours import readable_accent
from core.fields import AddressField
from core.files import favicon_validators, photo_validators, upload_path
from core.images import PhotoField, Picture
from core.ordered import Ordered
from core.rendered import HTMLField, Rendered
from core.single import Always, Single
from core.text import markdown_html

APART = 10


def months(text: str) -> list[int]:
    """The months that `text` names as numbers; raises ValueError where it names another thing."""
    found = [int(part) for part in re.split(r"[\s,;]+", text.strip()) if part]
    if any(not 1 <= month <= 12 for month in found):
        raise ValueError("A month is a number from 1 to 12.")
    return found


def are_months(text: str) -> None:
    """Raises ValidationError unless `text` is a list of months."""
    try:
        months(text)
    except ValueError as error:
        raise ValidationError("Write months as numbers from 1 to 12, such as 2, 9.") from error


class Scheme(models.TextChoices):
    """Named as the `color-scheme` of CSS names them; none is the choice of the reader's device."""

    DEVICE = "", "As the reader’s device is set"
    LIGHT = "light", "Light"
    DARK = "dark", "Dark"


class Section(models.TextChoices):
    """The parts of the site that have an entry in the menu, in its usual order: 10, 20, … 70."""

    PEOPLE = "people", "People"
    PUBLICATIONS = "publications", "Publications"
    NEWS = "news", "News"
    TALKS = "talks", "Talks"
    TEACHING = "teaching", "Teaching"
    SERVICES = "services", "Services"
    OPENINGS = "openings", "Join us"


class SiteSettings(Single, Rendered):
    """The one row of settings that an editor can change."""

    IS_SHOWN = True  # pages change with it: see core.touched
    RENDERED = {"introduction": markdown_html}

    name = models.CharField(
        max_length=120,
        blank=True,
        help_text="The name of the group. Empty: the site says whose group it is.",
    )
    tagline = models.CharField(max_length=200, blank=True, help_text="One line under the name.")
    introduction = models.TextField(blank=True, help_text="Opens the home page. Markdown.")
    introduction_html = HTMLField()
    logo = PhotoField(
        upload_to=upload_path,
        blank=True,
        validators=photo_validators,
        help_text="Stands before the name. PNG or WebP without a background works best.",
    )
    logo_dark = PhotoField(
        "logo on dark",
        upload_to=upload_path,
        blank=True,
        validators=photo_validators,
        help_text="Only if the logo cannot be read on a dark ground.",
    )
    icon = PhotoField(
        upload_to=upload_path,
        blank=True,
        validators=favicon_validators,
        help_text="For browser tabs and bookmarks: a square PNG of 180 to 512 pixels.",
    )
    accent = models.CharField(
        "accent colour",
        max_length=7,
        blank=True,
        validators=[readable_accent],
        help_text="Of links, such as #14508c. The dark colours get a lighter tone of it.",
    )
    scheme = models.CharField(
        "colours",
        max_length=5,
        choices=Scheme,
        blank=True,
        default=Scheme.DEVICE,
        help_text="What readers see at first; each can choose otherwise at the foot of a page.",
    )
    selected_first = models.BooleanField(
        "selected works first",
        default=False,
        help_text="The list of publications opens with the selected works.",
    )
    ask_months = models.CharField(
        "ask members in",
        max_length=40,
        blank=True,
        validators=[are_months],
        help_text="Months in which each member gets a mail that asks whether their page is still"
        " true, as numbers: 2, 9 for February and September. Empty: nobody is asked.",
    )
    address = models.TextField(blank=True, help_text="Postal address, shown in the footer.")
    contact_email = models.EmailField(blank=True, help_text="Public; shown in the footer.")
    footer = models.CharField(max_length=300, blank=True)

    class Meta:
        app_label = "core"
        verbose_name = verbose_name_plural = "site settings"

    def __str__(self) -> str:
        return self.name or "Site settings"

    @classmethod
    def around_pages(cls) -> Self:
        """The settings with what stands in the head and at the foot of every page."""
        rows = cls.objects.filter(pk=1).prefetch_related("menu", "affiliations")
        return rows.first() or cls()

    @property
    def asks_in(self) -> list[int]:
        """The months in which members are asked whether their page is true."""
        return months(self.ask_months)

    @property
    def logos(self) -> list[tuple[str, Picture]]:
        """(ground, picture) of the logo, or of the two for light and dark ground."""
        light, dark = self.logo.picture, self.logo_dark.picture
        if light and dark:
            return [("light", light), ("dark", dark)]
        return [("", picture) for picture in (light, dark) if picture]


class Affiliation(Ordered):
    """An institution that the group belongs to, shown at the foot of every page."""

    site = models.ForeignKey(SiteSettings, models.CASCADE, related_name="affiliations")
    name = models.CharField(max_length=200, help_text="Read out in place of the logo.")
    url = AddressField("website", blank=True, max_length=500)
    logo = PhotoField(
        upload_to=upload_path,
        blank=True,
        validators=photo_validators,
        help_text="Empty: the name is shown.",
    )

    objects = Always.as_manager()

    class Meta(Ordered.Meta):
        app_label = "core"

    def __str__(self) -> str:
        return self.name

    @property
    def picture(self) -> Picture | None:
        return self.logo.picture


class MenuEntry(models.Model):
    """How a section stands in the menu, where it is to stand otherwise than by itself."""

    site = models.ForeignKey(SiteSettings, models.CASCADE, related_name="menu")
    section = models.CharField(max_length=12, choices=Section)
    label = models.CharField(max_length=40, blank=True, help_text="Empty: its usual name.")
    place = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Empty: its usual place. Free pages have places too."
    )
    is_hidden = models.BooleanField(
        "hidden", default=False, help_text="Its page stays, and can be linked to."
    )

    class Meta:
        app_label = "core"
        ordering = ["place", "pk"]
        verbose_name = "entry of the menu"
        verbose_name_plural = "menu"
        constraints = [
            models.UniqueConstraint(
                fields=["site", "section"],
                name="menu_entry_once",
                violation_error_message="This section is in the list already.",
            )
        ]

    def __str__(self) -> str:
        return self.label or self.get_section_display()

    @property
    def usual_place(self) -> int:
        """Apart, so that free pages find places between them."""
        return APART * (1 + Section.values.index(self.section))
