"""Openings get states, ways to apply and review dates; letters move to an app of their own."""

import django.db.models.deletion
from django.db import migrations, models

import core.fields
import core.rendered
import openings.models.asked
from core.partial_dates import parse


def name_start(apps, schema_editor):
    """What was a date becomes what readers say: 2027-09 becomes September 2027."""
    opening = apps.get_model("openings", "Opening")
    for row in opening.objects.exclude(start=""):
        row.start = str(parse(row.start))
        row.save(update_fields=["start"])


def name_status(apps, schema_editor):
    apps.get_model("openings", "Opening").objects.filter(is_closed=True).update(status="closed")


class Migration(migrations.Migration):
    dependencies = [
        ("openings", "0001_initial"),
        ("people", "0005_user"),
        ("publications", "0005_lists"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.AlterModelTable("Inquiry", "inquiries_inquiry")],
            state_operations=[migrations.DeleteModel("Inquiry")],
        ),
        migrations.AlterField(
            "opening", "start",
            models.CharField(blank=True, help_text="Such as Fall 2027.", max_length=60),
        ),
        migrations.RunPython(name_start, migrations.RunPython.noop),
        migrations.AddField(
            "opening", "status",
            models.CharField(
                choices=[("open", "Open"), ("rolling", "Open, applications at any time"), ("maybe", "Maybe"), ("closed", "Closed")],
                default="open", help_text="It closes by itself when the deadline has passed.", max_length=8,
            ),
        ),
        migrations.RunPython(name_status, migrations.RunPython.noop),
    ]
