"""A person: names, texts, ways to reach them."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Prefetch
from django.urls import reverse

from core.files import document_validators, photo_validators, upload_path
from core.models import LinkBase, Ordered
from core.names import full_name, initials
from core.published import Published, PublishedQuerySet
from core.rendered import HTMLField, Rendered
from core.slugs import Slugged
from core.text import markdown_html
from people.models.role import Membership


class PersonQuerySet(PublishedQuerySet):
    def profiles(self) -> Self:
        """Those with a page of their own, as opposed to co-authors who merely appear."""
        return self.filter(has_profile=True)

    def leads(self) -> Self:
        return self.profiles().filter(memberships__in=Membership.objects.leading()).distinct()

    def with_roles(self) -> Self:
        return self.prefetch_related(
            Prefetch("memberships", Membership.objects.all(), to_attr="roles"),
            Prefetch("appointments", to_attr="jobs"),
        )


class Person(Slugged, Rendered, Published):
    """Anyone who appears: member, alumnus, collaborator, co-author."""

    RENDERED = {"bio": markdown_html, "interests": markdown_html}

    given_name = models.CharField(max_length=120, blank=True)
    family_name = models.CharField(
        max_length=120, help_text="The family name, or the whole name where it has one part."
    )
    family_first = models.BooleanField(
        "family name first", default=False, help_text="Tick if the name is written that way."
    )
    native_name = models.CharField(
        max_length=120, blank=True, help_text="The name in its own script, such as 刘子寅."
    )
    has_profile = models.BooleanField(
        "has a page of their own",
        default=True,
        help_text="Untick for co-authors: they are named with their works, and not listed.",
    )
    bio = models.TextField("biography", blank=True, help_text="Markdown; $…$ for mathematics.")
    bio_html = HTMLField()
    interests = models.TextField("research interests", blank=True, help_text="Markdown.")
    interests_html = HTMLField()
    main_field = models.CharField(
        max_length=80, blank=True, help_text="Such as cs.LG, as paper sites classify it."
    )
    office = models.CharField(max_length=120, blank=True)
    photo = models.ImageField(
        upload_to=upload_path,
        blank=True,
        validators=photo_validators,
        help_text="JPEG, PNG or WebP, up to 10 MB; a portrait works best.",
    )
    private_note = models.TextField(blank=True, help_text="Only editors see this.")

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["family_name", "given_name", "pk"]
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return full_name(self.given_name, self.family_name, self.family_first)

    @property
    def initials(self) -> str:
        return initials(self.given_name, self.family_name)

    def slug_source(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("people:person", args=[self.slug])


class NameVariant(models.Model):
    """A way in which the person's name is printed; a homonym number is never shown."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="variants")
    name = models.CharField(max_length=200, help_text="As printed, such as “M. Belkin”.")
    homonym_number = models.CharField(
        max_length=8,
        blank=True,
        help_text="The number by which an index tells people of one name apart, such as 0005.",
    )

    class Meta:
        ordering = ["name", "homonym_number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "name", "homonym_number"], name="name_variant_once_a_person"
            )
        ]
        indexes = [models.Index(fields=["name", "homonym_number"])]

    def __str__(self) -> str:
        return f"{self.name} {self.homonym_number}".strip()


class EmailAddress(models.Model):
    person = models.ForeignKey(Person, models.CASCADE, related_name="emails")
    address = models.EmailField()
    is_public = models.BooleanField(
        "public", default=False, help_text="Tick to show it on the person's page."
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = "e-mail address"
        verbose_name_plural = "e-mail addresses"
        constraints = [
            models.UniqueConstraint(fields=["person", "address"], name="email_once_a_person")
        ]

    def __str__(self) -> str:
        return self.address


class ProfileLink(LinkBase):
    """A homepage, a code repository, a scholar profile."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="links")


class PersonFile(Ordered):
    """A file of the person's, such as the CV."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="files")
    label = models.CharField(max_length=80, default="CV")
    file = models.FileField(
        upload_to=upload_path, validators=document_validators, help_text="PDF, up to 50 MB."
    )

    def __str__(self) -> str:
        return self.label
