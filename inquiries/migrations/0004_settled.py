import uuid

from django.db import migrations, models

import inquiries.models.settings


class Migration(migrations.Migration):
    dependencies = [("inquiries", "0003_fill")]

    operations = [
        migrations.RemoveField(
            model_name="inquiry",
            name="private_note",
        ),
        migrations.AlterField(
            model_name="inquiry",
            name="delete_by",
            field=models.DateField(db_index=True, default=inquiries.models.settings.keep_until),
        ),
        migrations.AlterField(
            model_name="inquiry",
            name="key",
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
    ]
