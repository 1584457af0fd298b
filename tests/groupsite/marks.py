"""Rows of every model of the site, with a mark in each text that visitors must not see.

Models are asked for their fields, so that one which is added later is planted, too: those of
private models without being named. A text of a model that visitors see has to be named here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.core.files.base import ContentFile
from django.db import models
from django.utils import timezone

from core.fields import AddressField
from core.images import PhotoField
from core.published import Published
from core.rendered import HTMLField
from tests.pictures import PDF, picture_bytes

MARK = re.compile(r"zqx\d{4}zqx", re.IGNORECASE)
SOUGHT = "zqx"  # all that a visitor would have to look for

# What visitors may see of rows that are published; a text that stands nowhere here fails a test.
PUBLIC: dict[str, str] = {
    "core.affiliation": "name url logo",
    "core.formerfile": "name field",
    "core.formerslug": "slug",
    "core.menuentry": "section label",
    "core.redirect": "old new key",
    "core.sitesettings": "name tagline introduction introduction_html logo logo_dark icon accent"
    " scheme ask_months address contact_email footer",
    "inquiries.inquirysettings": "asked",
    "news.newsitem": "date text text_html",
    "news.newslink": "label url",
    "openings.board": "values values_html letter letter_html",
    "openings.opening": "title institution audience text text_html start funding deadline"
    " afterwards status way portal asked",
    "openings.question": "question answer answer_html",
    "pages.homeblock": "kind heading picture alt caption text text_html",
    "pages.page": "slug title text text_html",
    "people.appointment": "title department institution start end duration",
    "people.award": "title body date note",
    "people.education": "degree field institution start year advisor_name",
    "people.emailaddress": "address",
    "people.grant": "title funder number amount start end",
    "people.membership": "role start end topic advisors note next_position",
    "people.metric": "name value unit source",
    "people.namevariant": "name homonym_number",
    "people.person": "slug given_name family_name native_name bio bio_html interests"
    " interests_html main_field office photo taking taking_for",
    "people.personfile": "label file",
    "people.profilelink": "label url",
    "publications.appearance": "kind title venue_printed date date_printed status volume issue"
    " pages publisher doi arxiv_id distinction detail note",
    "publications.authorship": "printed_name",
    "publications.publication": "slug title title_html native_title other_titles abstract"
    " abstract_html picture picture_alt affiliation_tags note kind date",
    "publications.publicationfile": "label file",
    "publications.publicationlink": "label url",
    "publications.publicationmetric": "name value unit source",
    "publications.topic": "name arxiv_category",
    "publications.venue": "abbreviation name kind url",
    "publications.venuealias": "name",
    "services.servicerole": "role body note",
    "talks.talk": "title event place date time_zone abstract abstract_html slides note",
    "talks.talklink": "label url",
    "teaching.course": "code title institution description description_html url",
    "teaching.offering": "season printed url",
    "teaching.teachingrole": "role",
}
# Texts of those models that visitors never see.
HIDDEN: dict[str, str] = {
    "people.person": "private_note",
    "publications.publication": "private_note",
}
# Rows that are public by a flag of their own.
FLAG = "is_public"
# Made by the site itself from other rows, or by Django: nobody types into these.
DERIVED = {"search.document", "contenttypes.contenttype", "auth.permission", "core.formerfile"}
DERIVED |= {"core.formerslug", "core.redirect"}
# Texts of a form that a plain word has not.
FORMED = {"doi", "arxiv_id", "accent", "ask_months", "time_zone", "old", "new", "key", "section"}
FORMED |= {"kind"}  # of a work: copied from its first appearance
KEPT_SHORT = 10  # a mark has as many letters


def label(model: type[models.Model]) -> str:
    return model._meta.label_lower


def all_models() -> list[type[models.Model]]:
    return sorted((m for m in apps.get_models() if not m._meta.proxy), key=label)


def texts(model: type[models.Model]) -> list[Any]:
    """The fields that hold words or files."""
    kinds = (models.CharField, models.TextField, models.JSONField, models.FileField)
    kinds += (models.BinaryField,)
    fields: list[Any] = [f for f in model._meta.concrete_fields if isinstance(f, kinds)]
    return fields


def is_private(model: type[models.Model]) -> bool:
    return label(model) not in PUBLIC and label(model) not in DERIVED


class Planter:
    """Makes rows; `marks` says of each mark where it was planted."""

    def __init__(self) -> None:
        self.marks: dict[str, str] = {}
        self.shown: dict[type[models.Model], Any] = {}
        self.files: list[str] = []  # names of files that no visitor may have

    def mark(self, where: str) -> str:
        text = f"zqx{len(self.marks) + 1:04d}zqx"
        self.marks[text] = where
        return text

    def public_rows(self) -> None:
        """A row of each public model, without marks but in what is hidden of it."""
        for model in all_models():
            if label(model) in PUBLIC and label(model) not in DERIVED:
                self.of_public(model)

    def of_public(self, model: type[models.Model]) -> Any:
        if model not in self.shown:
            hidden = HIDDEN.get(label(model), "").split()
            self.shown[model] = self.make(model, marked=hidden, parent=self.of_public)
        return self.shown[model]

    def drafts(self, **state: Any) -> dict[type[models.Model], Any]:
        """A row of each model that can be a draft, with its parts, all marked."""
        made: dict[type[models.Model], Any] = {}

        def parent(model: type[models.Model]) -> Any:
            if model not in made and (issubclass(model, Published) or _parents(model)):
                made[model] = self.make(model, parent=parent, **_state_of(model, state))
            return made.get(model) or self.of_public(model)

        for model in all_models():
            if label(model) in PUBLIC and (issubclass(model, Published) or _parents(model)):
                parent(model)
        return made

    def flagged(self) -> None:
        """Parts of public rows that are not public themselves."""
        for model in all_models():
            if FLAG in {field.name for field in model._meta.concrete_fields}:
                self.make(model, parent=self.of_public, **{FLAG: False})

    def private_rows(self) -> dict[type[models.Model], Any]:
        """A row of each private model, marked in all its texts."""
        made: dict[type[models.Model], Any] = {}

        def parent(model: type[models.Model]) -> Any:
            if not is_private(model):
                return self.of_public(model) if label(model) in PUBLIC else _any(model)
            if model not in made:
                made[model] = self.make(model, parent=parent)
            return made[model]

        for model in all_models():
            if is_private(model) and texts(model):
                parent(model)
        return made

    def make(
        self,
        model: type[models.Model],
        parent: Any,
        marked: list[str] | None = None,
        **given: Any,
    ) -> Any:
        """A row with a mark in each of the `marked` fields: if None, in all of its texts."""
        row: Any = model(**given)
        for field in model._meta.concrete_fields:
            if field.primary_key and not isinstance(field, models.OneToOneField):
                if isinstance(field, models.CharField):
                    setattr(row, field.attname, self.mark(f"{label(model)}.{field.name}"))
            elif field.name not in given:
                self.fill(row, field, parent, marked is None or field.name in marked)
        row.save()
        for field in texts(model):
            if isinstance(field, models.FileField) and marked is None:
                self.files.append(getattr(row, field.name).name)
        return row

    def fill(self, row: Any, field: Any, parent: Any, is_marked: bool) -> None:
        if isinstance(field, models.ForeignKey):
            if not field.null or issubclass(field.related_model, Published):
                setattr(row, field.name, parent(field.related_model))
        elif field in texts(type(row)):
            if not (isinstance(field, HTMLField) or field.choices and field.has_default()):
                word = "Plain"
                if is_marked and (field.max_length or 99) >= KEPT_SHORT and not field.choices:
                    word = self.mark(f"{label(type(row))}.{field.name}")
                if (value := _value(field, word)) is not None:
                    setattr(row, field.attname, value)
        elif not (field.null or field.has_default() or getattr(field, "auto_now_add", False)):
            setattr(row, field.attname, _plain(field))


def _state_of(model: type[models.Model], state: dict[str, Any]) -> dict[str, Any]:
    return state if issubclass(model, Published) else {}


def _parents(model: type[models.Model]) -> bool:
    """Whether rows of the model are part of one that can be a draft."""
    keys = [f for f in model._meta.concrete_fields if isinstance(f, models.ForeignKey)]
    related: list[Any] = [key.related_model for key in keys if not key.null]
    return any(issubclass(each, Published) or _parents(each) for each in related)


def _any(model: type[models.Model]) -> Any:
    return model._default_manager.first()


def _value(field: Any, word: str) -> Any:
    """What the field can hold that has the word in it; None to leave it as it is."""
    is_marked = bool(MARK.search(word))
    if field.choices:
        return next(value for value, _ in field.flatchoices if value != "")
    if isinstance(field, PhotoField):
        return ContentFile(picture_bytes(size=(64, 64)), f"{word}.png") if is_marked else None
    if isinstance(field, models.FileField):
        return ContentFile(PDF + word.encode(), f"{word}.pdf")
    if isinstance(field, models.BinaryField):
        return word.encode()
    if isinstance(field, models.JSONField):
        default = field.get_default()
        return ([word] if isinstance(default, list) else {"text": word}) if is_marked else None
    if type(field).__name__ == "PartialDateField":
        return "2031"
    if isinstance(field, models.SlugField):
        return word.lower() if is_marked else None
    if isinstance(field, models.EmailField):
        return f"{word}@example.org"
    if isinstance(field, AddressField | models.URLField):
        return f"https://example.org/{word}"
    if field.name in FORMED:
        return f"10.1234/{word}" if is_marked and field.name == "doi" else None
    return word[: field.max_length] if field.max_length else word


def _plain(field: Any) -> Any:
    if isinstance(field, models.DateTimeField):
        return timezone.now()
    if isinstance(field, models.DateField):
        return timezone.localdate()
    if isinstance(field, models.BooleanField):
        return False
    if isinstance(field, models.IntegerField | models.FloatField):
        return 98765 if field.name == "object_id" else 1  # of no row
    raise TypeError(f"{field.model.__name__}.{field.name}: no value for a {type(field).__name__}.")


def later() -> dict[str, Any]:
    return {"publish_at": timezone.now() + timedelta(days=30)}


def unnamed() -> Iterator[str]:
    """Texts of which nobody said whether visitors may see them."""
    for model in all_models():
        if label(model) in PUBLIC:
            said = f"{PUBLIC[label(model)]} {HIDDEN.get(label(model), '')}".split()
            there = {field.name for field in texts(model)}
            yield from (f"{label(model)}.{name}" for name in sorted(there ^ set(said)))
