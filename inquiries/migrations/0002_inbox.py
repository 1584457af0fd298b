"""What a letter may say, what becomes of it, and when it is erased."""

import core.files
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import inquiries.models.abuse
import inquiries.storage
import openings.models.asked
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('inquiries', '0001_letters'),
        ('people', '0006_taking_students'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Erasure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('when', models.DateTimeField(default=django.utils.timezone.now)),
                ('reason', models.CharField(choices=[('due', 'Their time was over'), ('withdrawn', 'Withdrawn by the sender'), ('asked', "Erased at the sender's request"), ('hand', 'Deleted in the inbox')], max_length=10)),
                ('letters', models.PositiveIntegerField()),
                ('files', models.PositiveIntegerField(default=0)),
            ],
            options={
                'ordering': ['-when', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='InquirySettings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('takes_general', models.BooleanField(default=True, help_text='Whether visitors may write to a lead of the group without naming an opening.', verbose_name='letters without an opening')),
                ('asked', models.JSONField(blank=True, default=openings.models.asked.usual, validators=[openings.models.asked.is_asked], verbose_name='what these letters ask for')),
                ('keep_months', models.PositiveSmallIntegerField(default=12, help_text='After that each letter is erased, with its file. The form says so.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='months to keep letters')),
                ('proof_of_work', models.BooleanField(default=False, help_text='Browsers compute for about a second before a letter is taken; without JavaScript the form then cannot be sent. Only if automatic letters become a burden.')),
                ('digest', models.BooleanField(default=True, help_text='Who has new letters gets a mail a day that says how many, and nothing of them.', verbose_name='daily digest')),
            ],
            options={
                'verbose_name': 'settings of letters',
                'verbose_name_plural': 'settings of letters',
            },
        ),
        migrations.CreateModel(
            name='ReplyTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField(blank=True, help_text='Leave empty to put it last.', null=True, verbose_name='place')),
                ('title', models.CharField(help_text='Only editors see this.', max_length=80)),
                ('subject', models.CharField(max_length=200)),
                ('body', models.TextField(help_text='Plain text. {name}, {opening}, {group} and {sender} are filled in.')),
                ('declines', models.BooleanField(default=False, help_text='Tick if who gets it is declined; offered for many at once.')),
            ],
            options={
                'verbose_name': 'reply template',
                'ordering': [models.OrderBy(models.F('position'), nulls_last=True), 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='WaitingFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=inquiries.models.abuse._key, editable=False, max_length=40, unique=True)),
                ('file', models.FileField(storage=inquiries.storage.private, upload_to=inquiries.storage.private_path)),
                ('name', models.CharField(max_length=200)),
                ('until', models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.AlterModelOptions(
            name='inquiry',
            options={'ordering': ['-received', '-pk'], 'verbose_name': 'letter', 'verbose_name_plural': 'letters'},
        ),
        migrations.AddField(
            model_name='inquiry',
            name='assigned_to',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='assigned_letters', to='people.person'),
        ),
        migrations.AddField(
            model_name='inquiry',
            name='confirmed',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='address confirmed'),
        ),
        migrations.AddField(
            model_name='inquiry',
            name='corrected',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='inquiry',
            name='cv',
            field=models.FileField(blank=True, storage=inquiries.storage.private, upload_to=inquiries.storage.private_path, validators=[core.files.MaxSize(10), core.files.is_pdf], verbose_name='CV'),
        ),
        migrations.AddField(
            model_name='inquiry',
            name='delete_by',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='inquiry',
            name='is_starred',
            field=models.BooleanField(default=False, verbose_name='starred'),
        ),
        migrations.AddField(
            model_name='inquiry',
            name='joined_to',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='joined', to='inquiries.inquiry'),
        ),
        migrations.AddField(
            model_name='inquiry',
            name='key',
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name='inquiry',
            name='links',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='inquiry',
            name='papers',
            field=models.TextField(blank=True, verbose_name='papers of the group they read'),
        ),
        migrations.AddField(
            model_name='inquiry',
            name='programme',
            field=models.CharField(blank=True, max_length=200, verbose_name='programme and start'),
        ),
        migrations.AddField(
            model_name='inquiry',
            name='recipient',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='letters', to='people.person'),
        ),
        migrations.AlterField(
            model_name='inquiry',
            name='message',
            field=models.TextField(verbose_name='why this group'),
        ),
        migrations.CreateModel(
            name='Attempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(max_length=20)),
                ('who', models.CharField(max_length=64)),
                ('since', models.DateTimeField()),
                ('count', models.PositiveIntegerField(default=0)),
            ],
            options={
                'indexes': [models.Index(fields=['since'], name='inquiries_a_since_b93c68_idx')],
                'constraints': [models.UniqueConstraint(fields=('what', 'who', 'since'), name='attempt_once')],
            },
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('written', models.DateTimeField(default=django.utils.timezone.now)),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('inquiry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='inquiries.inquiry')),
            ],
            options={
                'ordering': ['written', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Reply',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject', models.CharField(max_length=200)),
                ('body', models.TextField()),
                ('sent', models.DateTimeField(default=django.utils.timezone.now)),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('inquiry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='replies', to='inquiries.inquiry')),
            ],
            options={
                'verbose_name_plural': 'replies',
                'ordering': ['sent', 'pk'],
            },
        ),
    ]
