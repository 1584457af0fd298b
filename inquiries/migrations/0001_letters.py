"""Letters were a table of the app openings; its rows stay where they are."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [("openings", "0002_states_and_board")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="Inquiry",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("name", models.CharField(max_length=160)),
                        ("email", models.EmailField(max_length=254, verbose_name="e-mail address")),
                        ("background", models.TextField(blank=True)),
                        ("message", models.TextField()),
                        ("received", models.DateTimeField(default=django.utils.timezone.now)),
                        ("state", models.CharField(choices=[("new", "New"), ("read", "Read"), ("talk", "Talk to them"), ("declined", "Declined"), ("accepted", "Accepted")], default="new", max_length=8)),
                        ("private_note", models.TextField(blank=True)),
                        ("opening", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="inquiries", to="openings.opening")),
                    ],
                    options={"verbose_name_plural": "inquiries", "ordering": ["-received", "-pk"]},
                ),
            ],
        ),
    ]
