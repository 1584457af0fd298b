"""A person: names, texts, ways to reach them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Self
from zlib import crc32

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, OuterRef, Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from core.files import document_validators, photo_validators, upload_path
from core.images import Percent, PhotoField, Picture
from core.models import LinkBase, Ordered
from core.names import full_name, initials
from core.published import Published, PublishedQuerySet
from core.rendered import HTMLField, Rendered
from core.slugs import Slugged
from core.text import markdown_html
from people.models.role import Membership, Role

if TYPE_CHECKING:
    from people.models.record import Appointment, Metric

HOME_LABELS = {"now at", "homepage", "home page", "website", "web page", "personal page"}
TRUSTED = timedelta(days=180)  # how long readers take it for true that somebody takes students
HUES = 6  # the classes .hue-0 to .hue-5 of components.css


class Taking(models.TextChoices):
    """Whether somebody takes students."""

    UNSAID = "", "Not said"
    YES = "yes", "Yes"
    MAYBE = "maybe", "Maybe"
    NO = "no", "No"


class PersonQuerySet(PublishedQuerySet["Person"]):
    def profiles(self) -> Self:
        """Those with a page of their own, as opposed to co-authors who merely appear."""
        return self.filter(has_profile=True)

    def owned_by(self, person: Person | None) -> Self:
        """The person's own row, of which they are the editor."""
        return self.filter(pk=person.pk) if person else self.none()

    def leads(self) -> Self:
        return self.profiles().filter(memberships__in=Membership.objects.leading()).distinct()

    def head(self) -> Person | None:
        """Whose group this is: the only one who leads it, else the only profile, else nobody."""
        leading = Membership.objects.leading().filter(person=OuterRef("pk"))
        first_two = self.published().profiles().named().annotate(leads=Exists(leading))
        found = list(first_two.order_by("-leads", "pk")[:2])
        sole = len(found) == 1 or (len(found) == 2 and found[0].leads and not found[1].leads)
        return found[0] if sole else None

    def present(self) -> Self:
        """Those with a page who are in the group now."""
        return self.profiles().filter(Exists(Membership.objects.current().of_outer()))

    def telling(self) -> Self:
        """Those present who say whether they take students."""
        return self.present().exclude(taking=Taking.UNSAID)

    def to_confirm(self, on: date | None = None) -> Self:
        """Those present who said it long before that day, or nobody knows when."""
        day = on or timezone.localdate()
        known = Q(taking_confirmed__gt=day - TRUSTED)
        return self.telling().exclude(known)

    def named(self) -> Self:
        """Without the long texts, for lists that show little more than a name."""
        return self.defer("bio", "bio_html", "interests", "interests_html", "private_note")

    def with_roles(self) -> Self:
        return self.prefetch_related(
            Prefetch("memberships", Membership.objects.all(), to_attr="roles"),
            Prefetch("appointments", to_attr="jobs"),
        )

    def writing(self, works: models.QuerySet[Any]) -> Self:
        """The authors of `works`, with the number of these as `joint`, the most frequent first."""
        joint = Count("authorships__publication", distinct=True)
        theirs = self.filter(authorships__publication__in=works.order_by().values("pk"))
        return theirs.annotate(joint=joint).order_by("-joint", "family_name", "given_name", "pk")

    def with_public_emails(self) -> Self:
        public = EmailAddress.objects.filter(is_public=True)
        return self.prefetch_related(Prefetch("emails", public, to_attr="public_emails"))

    def detailed(self) -> Self:
        """With all that the person's page says of the person, in a fixed number of queries."""
        others = Person.objects.published().named()
        grants = self.model.grants.rel.related_model.objects.prefetch_related(
            Prefetch("people", others)
        )
        return (
            self.with_roles()
            .with_public_emails()
            .prefetch_related(
                Prefetch("jobs__hosts", others),
                Prefetch("education__advisor", others),
                Prefetch("grants", grants),
                "links", "files", "variants", "awards", "metrics",
            )
        )  # fmt: skip


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
    photo = PhotoField(
        upload_to=upload_path,
        blank=True,
        validators=photo_validators,
        focal=("photo_x", "photo_y"),
        help_text="JPEG, PNG or WebP, up to 10 MB; a portrait works best. Pages show a round cut.",
    )
    photo_x = Percent(
        "focal point, % from the left",
        default=50,
        help_text="The cut keeps this point in its middle: click on the eyes, or write numbers.",
    )
    photo_y = Percent("% from the top", default=35)
    taking = models.CharField(
        "taking students",
        max_length=5,
        choices=Taking,
        blank=True,
        default=Taking.UNSAID,
        help_text="Stands on the person’s page and on “Join us”.",
    )
    taking_for = models.CharField(
        "for", max_length=60, blank=True, help_text="When they would start, such as Fall 2027."
    )
    taking_confirmed = models.DateField("last confirmed", null=True, blank=True, editable=False)
    private_note = models.TextField(blank=True, help_text="Only editors see this.")
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="person",
        verbose_name="account",
    )

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["family_name", "given_name", "pk"]
        verbose_name_plural = "people"
        indexes = [models.Index(fields=["family_name", "given_name"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(photo_x__lte=100, photo_y__lte=100),
                name="person_focal_point_within_photo",
                violation_error_message="The focal point lies outside the photo.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return full_name(self.given_name, self.family_name, self.family_first)

    @property
    def initials(self) -> str:
        """In the order of the name."""
        names = (self.given_name, self.family_name)
        return initials(*(reversed(names) if self.family_first else names))

    @property
    def portrait(self) -> Picture | None:
        """The photo cut around its focal point, as a <picture> needs it."""
        return self.photo.picture

    @property
    def hue(self) -> int:
        """Which of the tints stands behind the initials: always the same for a name."""
        return crc32(self.name.encode()) % HUES

    @property
    def public_url(self) -> str:
        """The address of the profile, for those who have one that visitors may see; or empty."""
        return self.get_absolute_url() if self.has_profile and self.is_published else ""

    @property
    def taking_said(self) -> str:
        """``Yes, for Fall 2027``; empty where nothing is said."""
        if not self.taking:
            return ""
        answer = self.get_taking_display()
        return f"{answer}, for {self.taking_for}" if self.taking_for else answer

    @property
    def taking_is_stale(self) -> bool:
        """As `to_confirm()` of the queryset, of somebody who is there."""
        day = self.taking_confirmed
        return bool(self.taking) and (day is None or day <= timezone.localdate() - TRUSTED)

    def confirm_taking(self, on: date) -> None:
        """Note, unsaved, that what is said of taking students holds on that day."""
        self.taking_confirmed = on if self.taking else None

    @property
    def current_jobs(self) -> list[Appointment]:
        return [job for job in self.jobs if job.is_current]

    @property
    def past_jobs(self) -> list[Appointment]:
        return [job for job in self.jobs if not job.is_current]

    @property
    def current_role(self) -> Membership | None:
        """The role that comes first on the people page among those that last; needs `roles`."""
        lasting = [role for role in self.roles if not role.is_over]
        return min(lasting, key=lambda m: Role.values.index(m.role), default=None)

    @property
    def former_role(self) -> Membership | None:
        """The last role of an alumnus; None for others. Needs `roles`."""
        return self.roles[0] if self.roles and not self.current_role else None

    @property
    def other_names(self) -> list[str]:
        """Other ways in which the name is printed, each once."""
        names = dict.fromkeys(variant.name for variant in self.variants.all())
        return [name for name in names if name not in (self.name, self.native_name)]

    @property
    def shown_links(self) -> list[ProfileLink]:
        """The links whose address is known."""
        return [link for link in self.links.all() if link.url]

    @property
    def home_link(self) -> ProfileLink | None:
        """The link to where they are now: what alumni have beside where they went."""
        homes = (link for link in self.shown_links if link.label.casefold() in HOME_LABELS)
        return next(homes, None)

    @property
    def shown_metrics(self) -> list[Metric]:
        return [metric for metric in self.metrics.all() if metric.is_public]

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

    @property
    def public_name(self) -> str:
        """``cv.pdf`` of the label “CV”: it stays when the file is replaced; of two with one label,
        the second has its number."""
        stems = [(each.pk, slugify(each.label) or "file") for each in self.person.files.all()]
        stem = slugify(self.label) or "file"
        twins = [key for key, other in stems if other == stem]
        number = twins.index(self.pk) + 1 if self.pk in twins else 1
        return f"{stem}-{number}.pdf" if number > 1 else f"{stem}.pdf"

    def get_absolute_url(self) -> str:
        """Below the person's own address."""
        if not str(self.file.name).endswith(".pdf"):
            return str(self.file.url)
        stem = self.public_name.removesuffix(".pdf")
        return reverse("people:file", args=[self.person.slug, stem])
