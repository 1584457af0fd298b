"""A group for each role; who was a superuser is an administrator."""

from django.conf import settings
from django.db import migrations

ROLES = ["administrator", "editor", "member", "guest author"]


def make(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    for name in ROLES:
        Group.objects.get_or_create(name=name)
    administrators = Group.objects.get(name="administrator")
    User = apps.get_model("auth", "User")
    for user in User.objects.filter(is_superuser=True):
        user.groups.add(administrators)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_proposal"),
        ("auth", "0012_alter_user_first_name_max_length"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
