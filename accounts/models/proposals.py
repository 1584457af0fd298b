"""New works and news that somebody proposed, and what an editor said of them."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from news.models import NewsItem
from publications.models import Publication

PROPOSED = (Publication, NewsItem)  # the models of which members propose rows


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def rows_of(self, user: Any, model: type[models.Model]) -> Any:
        """The keys of the rows of `model` that `user` proposed."""
        kind = ContentType.objects.get_for_model(model)
        return self.filter(by=user.pk, content_type=kind).order_by().values("object_id")

    def on(self, row: models.Model) -> Self:
        kind = ContentType.objects.get_for_model(row)
        return self.filter(content_type=kind, object_id=row.pk)

    def propose(self, user: Any, row: models.Model) -> Proposal:
        """Says that the draft `row` waits for an editor."""
        kind = ContentType.objects.get_for_model(row)
        return self.get_or_create(content_type=kind, object_id=row.pk, defaults={"by": user})[0]

    def changed_by(self, user: Any, row: models.Model) -> None:
        """Notes that the row was changed. What was sent back waits again when that was done by
        whoever proposed it."""
        waits = self.on(row).undecided()
        waits.update(changed=timezone.now())
        sent_back = waits.filter(by=user.pk, state=Proposal.State.SENT_BACK)
        sent_back.update(state=Proposal.State.WAITING)

    def undecided(self) -> Self:
        return self.filter(state__in=Proposal.OPEN)

    def there(self, **wanted: Any) -> Self:
        """Those whose row has not been deleted, and is such."""
        found = Q()
        for model in PROPOSED:
            rows = model._default_manager.filter(**wanted).order_by().values("pk")
            kind = ContentType.objects.get_for_model(model)
            found |= Q(content_type=kind, object_id__in=rows)
        return self.filter(found)

    def open(self) -> Self:
        """Those that an editor has to decide on, or their proposer to change."""
        return self.undecided().there(is_draft=True)

    def shown(self) -> Self:
        """With what a list says of each, in a fixed number of queries."""
        return self.select_related("by__person").prefetch_related("row")


class Proposal(models.Model):
    """The row itself is a draft. It is decided on when its state says so, and when an editor
    publishes the row in any other way."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waits for an editor"
        SENT_BACK = "sent back", "Sent back"
        APPROVED = "approved", "Approved"
        DECLINED = "declined", "Declined"

    OPEN = (State.WAITING, State.SENT_BACK)

    content_type = models.ForeignKey(ContentType, models.CASCADE)
    object_id = models.PositiveBigIntegerField()
    row = GenericForeignKey()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="proposals",
        verbose_name="proposed by",
    )
    made = models.DateTimeField("proposed", default=timezone.now)
    changed = models.DateTimeField("last changed", default=timezone.now)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    note = models.TextField(blank=True, help_text="What the editor says to whoever proposed it.")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    seen = models.JSONField(
        default=dict, help_text="What the row said when an editor last sent it back."
    )

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-changed", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id"], name="proposal_once_a_row"
            )
        ]

    def __str__(self) -> str:
        return f"{self.row}" if self.row else "(deleted)"

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN and self.row is not None and self.row.is_draft

    @property
    def stands(self) -> str:
        """How it stands, in words."""
        if self.row is not None and not self.row.is_draft:
            return "Published"
        return self.get_state_display()

    @property
    def proposer(self) -> str:
        """Who proposed it, by name."""
        if self.by is None:
            return "a former account"
        return str(getattr(self.by, "person", None) or self.by)

    @property
    def kind(self) -> str:
        """What is proposed: “publication”."""
        model = self._kept_kind.model_class()
        return str(model._meta.verbose_name) if model else ""

    @property
    def form(self) -> str:
        """The address of the row's form."""
        kind = self._kept_kind
        return reverse(f"admin:{kind.app_label}_{kind.model}_change", args=[self.object_id])

    @property
    def version(self) -> str:
        """Another one after each change to the row."""
        return self.changed.isoformat()

    @property
    def _kept_kind(self) -> ContentType:
        """Without a query for each row."""
        return ContentType.objects.get_for_id(self.content_type_id)
