from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('importer', '0007_possible_pairs'),
    ]

    operations = [
        migrations.AddField(
            model_name='importedpage',
            name='twin',
            field=models.CharField(blank=True, max_length=16),
        ),
        migrations.AddField(
            model_name='judgement',
            name='journal',
            field=models.OneToOneField(
                blank=True, null=True, on_delete=models.SET_NULL,
                related_name='judgement', to='importer.journal',
            ),
        ),
    ]
