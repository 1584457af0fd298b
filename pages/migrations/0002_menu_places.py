"""Sections stand at 10 to 70 in the menu now: pages that had a place keep theirs, after them."""

from django.db import migrations, models
from django.db.models import F

AFTER_SECTIONS = 100


def move(apps, schema_editor):
    pages = apps.get_model("pages", "Page").objects.filter(menu_position__isnull=False)
    pages.update(menu_position=F("menu_position") + AFTER_SECTIONS)


def move_back(apps, schema_editor):
    pages = apps.get_model("pages", "Page").objects.filter(menu_position__gte=AFTER_SECTIONS)
    pages.update(menu_position=F("menu_position") - AFTER_SECTIONS)


class Migration(migrations.Migration):
    dependencies = [("pages", "0001_initial")]
    operations = [
        migrations.RunPython(move, move_back),
        migrations.AlterField(
            model_name='page',
            name='menu_position',
            field=models.PositiveSmallIntegerField(blank=True, help_text='Empty: not in the menu. Sections have 10 (People) to 70 (Join us), unless the site settings say otherwise; 100 comes after them.', null=True, verbose_name='place in the menu'),
        ),
    ]
