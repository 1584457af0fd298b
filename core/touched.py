"""When what the page of a row shows was last changed: what a sitemap tells.

Kept apart from the rows, so that an import and its undoing leave each row exactly as it was. A
row changes with what points at it: a work with its authors, forms, links and files. What editors
save is told by Django's signals; who writes past these (imports, `update`) calls `note`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Self

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.utils import timezone

from core.batches import batched
from core.published import Published

Model = type[models.Model]
GONE = 0  # in place of a key: when a row of that model last went away

_held: ContextVar[bool] = ContextVar("held", default=False)


class TouchedQuerySet(models.QuerySet["Touched"]):
    def of(self, model: Model) -> Self:
        names = {"app_label": model._meta.app_label, "model": model._meta.model_name}
        return self.filter(**{f"content_type__{key}": value for key, value in names.items()})


class Touched(models.Model):
    content_type = models.ForeignKey(ContentType, models.CASCADE)
    object_id = models.PositiveBigIntegerField()
    at = models.DateTimeField()

    objects = TouchedQuerySet.as_manager()

    class Meta:
        constraints = [
            # The key first: an index that begins with few values is a trap on SQLite.
            models.UniqueConstraint(fields=["object_id", "content_type"], name="touched_once")
        ]

    def __str__(self) -> str:
        return f"{self.content_type} {self.object_id}: {self.at:%Y-%m-%d %H:%M}"


def with_changes(rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """`rows` with `changed`: when a visitor's view of the row last changed; None if unknown.

    A row that was scheduled came into view when its moment came, however old the text is.
    """
    touched = Touched.objects.of(rows.model).filter(object_id=OuterRef("pk"))
    rows = rows.annotate(touched=Subquery(touched.values("at")))
    # Of a moment and NULL, SQLite takes NULL for the greater.
    parts = (Greatest("touched", "publish_at"), F("touched"), F("publish_at"))
    changed: models.QuerySet[Any] = rows.annotate(changed=Coalesce(*parts))
    return changed


def last_change(rows: models.QuerySet[Any]) -> Any:
    """The newest change among `rows`, or of a row of theirs that went away; None if unknown."""
    newest = with_changes(rows).order_by().aggregate(at=models.Max("changed"))["at"]
    gone = Touched.objects.of(rows.model).filter(object_id=GONE).values_list("at", flat=True)
    return max((at for at in (newest, gone.first()) if at), default=None)


def note(written: Iterable[tuple[Model, int, Mapping[str, Any]]]) -> None:
    """Remember that these rows (model, key, columns) were written, once the transaction is
    through. Any order of saves is safe: nothing is locked while editors' rows are."""
    found: dict[Model, set[int]] = defaultdict(set)
    for model, key, columns in written:
        for shown, column in _says_of(model):
            if shown_key := columns.get(column) if column else key:
                found[shown].add(shown_key)
    if found:
        transaction.on_commit(lambda: _write(found), robust=True)


@contextmanager
def held() -> Iterator[None]:
    """No signals are heeded in this block: who opens it notes what was written."""
    token = _held.set(True)
    try:
        yield
    finally:
        _held.reset(token)


def watch() -> None:
    """To be called once, when all models are there."""
    for model in apps.get_models():
        if _says_of(model):
            post_save.connect(_saved, sender=model, dispatch_uid="core.touched.saved")
            post_delete.connect(_saved, sender=model, dispatch_uid="core.touched.deleted")
        for field in model._meta.local_many_to_many:
            m2m_changed.connect(
                _related, sender=field.remote_field.through, dispatch_uid="core.touched.related"
            )


def _says_of(model: Model) -> list[tuple[Model, str]]:
    """(model, column) of the rows of which a row of `model` says something; "" for itself."""
    if model not in _known:
        own = [(model, "")] if _is_shown(model) else []
        _known[model] = own + [
            (field.related_model, field.attname)
            for field in model._meta.concrete_fields
            if isinstance(field.related_model, type) and _is_shown(field.related_model)
        ]
    return _known[model]


_known: dict[Model, list[tuple[Model, str]]] = {}


def _is_shown(model: Model) -> bool:
    """Whether pages say what its rows say; those without drafts say so by ``IS_SHOWN``."""
    return issubclass(model, Published) or getattr(model, "IS_SHOWN", False)


def _saved(sender: Model, instance: models.Model, raw: bool = False, **_: Any) -> None:
    if instance.pk and not raw and not _held.get():
        note([(sender, instance.pk, instance.__dict__)])


def _related(
    action: str, instance: models.Model, model: Model, pk_set: set[int] | None, **_: Any
) -> None:
    """A many-to-many field changed: on both sides; of a field that was cleared, on this one."""
    if action.startswith("post") and not _held.get():
        sides = [(type(instance), instance.pk), *((model, key) for key in pk_set or ())]
        note((side, key, {}) for side, key in sides if _is_shown(side))


def _write(found: Mapping[Model, set[int]]) -> None:
    at, kinds = timezone.now(), ContentType.objects.get_for_models(*found)
    for model, keys in found.items():
        kind = kinds[model]
        for batch in batched(sorted(keys)):
            rows = model._base_manager.filter(pk__in=batch)
            there = set(rows.values_list("pk", flat=True))
            if gone := set(batch) - there:
                Touched.objects.of(model).filter(object_id__in=gone).delete()
            wanted = sorted(there | ({GONE} if gone else set()))
            Touched.objects.bulk_create(
                [Touched(content_type=kind, object_id=key, at=at) for key in wanted],
                update_conflicts=True,
                update_fields=["at"],
                unique_fields=["object_id", "content_type"],
            )
