"""Letters from before have what the new fields ask for; apart, as PostgreSQL changes no table that
rows of the same transaction point to."""

import datetime
import uuid

from django.db import migrations

YEAR = datetime.timedelta(days=365)


def fill(apps, schema_editor):
    """Letters get keys and days of erasure; their one note becomes a row."""
    note = apps.get_model("inquiries", "Note")
    for row in apps.get_model("inquiries", "Inquiry").objects.all():
        row.key, row.delete_by = uuid.uuid4(), (row.received + YEAR).date()
        row.save(update_fields=["key", "delete_by"])
        if row.private_note:
            note.objects.create(inquiry=row, text=row.private_note, written=row.received)


def forget(apps, schema_editor):
    """No history is kept of letters: what there is of it goes."""
    apps.get_model("history", "Version").objects.filter(model="openings.inquiry").delete()
    entries = apps.get_model("admin", "LogEntry").objects
    entries.filter(content_type__app_label="openings", content_type__model="inquiry").delete()


class Migration(migrations.Migration):
    dependencies = [
        ("admin", "0003_logentry_add_action_flag_choices"),
        ("history", "0001_versions"),
        ("inquiries", "0002_inbox"),
    ]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunPython(forget, migrations.RunPython.noop),
    ]
