"""What history is kept of: no model of content is forgotten."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import models

from history.records import NOT_KEPT, RECORDS, is_recorded, parts_of
from people.models import Appointment, Membership, Person
from publications.models import Publication, Topic
from teaching.models import Course, Offering, TeachingRole

CONTENT = ("core", "people", "publications", "talks", "teaching", "services", "news", "openings",
           "pages")  # fmt: skip


def content() -> list[type[models.Model]]:
    return [
        model
        for app in CONTENT
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
    ]


def test_history_is_kept_of_all_content() -> None:
    forgotten = [m._meta.label for m in content() if not is_recorded(m) and m not in NOT_KEPT]
    assert forgotten == []


def test_what_is_left_out_has_a_reason_and_is_not_kept_as_well() -> None:
    assert all(NOT_KEPT.values())
    assert not any(is_recorded(model) for model in NOT_KEPT)


def test_what_a_form_of_the_admin_edits_below_a_record_is_part_of_it() -> None:
    for model, its_admin in admin.site._registry.items():
        if model in RECORDS:
            parts = {part.model for part in parts_of(model)}
            assert {inline.model for inline in its_admin.inlines} <= parts, model


@pytest.mark.parametrize(
    ("record", "part", "column"),
    [
        (Publication, Publication.topics.through, "publication_id"),
        (Person, Membership, "person_id"),
        (Person, Appointment.hosts.through, "appointment_id"),
        (Course, Offering, "course_id"),
        (Course, TeachingRole, "offering_id"),
    ],
)
def test_a_part_is_found_by_the_column_that_points_at_its_owner(
    record: type[models.Model], part: type[models.Model], column: str
) -> None:
    assert [p.column for p in parts_of(record) if p.model is part] == [column]


def test_a_topic_is_a_record_of_its_own() -> None:
    assert parts_of(Topic) == ()
