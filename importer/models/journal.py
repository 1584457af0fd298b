"""What imports and merges wrote, so that it can be taken back."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Journal(models.Model):
    """What one import or merge wrote: as long as it has changes it can be taken back."""

    made = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    undone = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    kept = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        if run := getattr(self, "run", None):
            return str(run)
        if split := getattr(self, "judgement", None):
            return f"Split “{split.one_title}” of {self.made:%d %b %Y, %H:%M}"
        merge = getattr(self, "merge", None)
        return f"Merge {merge or ''} of {self.made:%d %b %Y, %H:%M}".replace("  ", " ")


class Change(models.Model):
    """A row before and after: the columns that differ. Nothing before: the row was made;
    nothing after: it was deleted."""

    journal = models.ForeignKey(Journal, models.CASCADE, related_name="changes")
    model = models.CharField(max_length=100)
    object_id = models.PositiveBigIntegerField()
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["model", "object_id"], name="change_of_row")]

    def __str__(self) -> str:
        done = "made" if self.before is None else "deleted" if self.after is None else "changed"
        return f"{self.model} {self.object_id} {done}"
