"""The life of a standard's version: drafted, checked, released by another, and never edited from then on."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from governance.versions import stone

PARTS = ("standardcategory", "sourceweight", "standarditem", "starthreshold", "vetoitem")
# Of a released version only the word changes that the next one supersedes it, and of its parts nothing.
STONE = stone.laid(noun="standard", table="ratings_ratingstandard", parts=[f"ratings_{part}" for part in PARTS])


class Migration(migrations.Migration):

    dependencies = [
        ('governance', '0016_calendar'),
        ('ratings', '0005_surveys'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='ratingstandard',
            name='checked_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='checked at'),
        ),
        migrations.AddField(
            model_name='ratingstandard',
            name='checked_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='ratingstandard',
            name='checked_by_name',
            field=models.CharField(blank=True, max_length=80, verbose_name='checked by'),
        ),
        migrations.AddField(
            model_name='ratingstandard',
            name='draft',
            field=models.JSONField(blank=True, null=True, verbose_name='draft'),
        ),
        migrations.AddField(
            model_name='ratingstandard',
            name='drafted_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='drafted at'),
        ),
        migrations.AddField(
            model_name='ratingstandard',
            name='drafted_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='ratingstandard',
            name='drafted_by_name',
            field=models.CharField(blank=True, max_length=80, verbose_name='drafted by'),
        ),
        migrations.AddField(
            model_name='ratingstandard',
            name='released_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='released at'),
        ),
        migrations.AddField(
            model_name='ratingstandard',
            name='released_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='ratingstandard',
            name='released_by_name',
            field=models.CharField(blank=True, max_length=80, verbose_name='released by'),
        ),
        migrations.AddField(
            model_name='ratingstandard',
            name='released_for',
            field=models.CharField(blank=True, max_length=300, verbose_name='reason of the release'),
        ),
        migrations.AddField(
            model_name='starthreshold',
            name='top',
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True, verbose_name='up to'),
        ),
        migrations.AddConstraint(
            model_name='ratingstandard',
            constraint=models.UniqueConstraint(condition=models.Q(('status__in', ('draft', 'checked'))), fields=('district', 'key'), name='ratings_standard_one_in_the_making', violation_error_message='The next version of this standard is in the making already.'),
        ),
        migrations.AddConstraint(
            model_name='ratingstandard',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'released')), fields=('district', 'key'), name='ratings_standard_one_released', violation_error_message='One version of a standard is in force at a time.'),
        ),
        migrations.AddConstraint(
            model_name='ratingstandard',
            constraint=models.CheckConstraint(condition=models.Q(('drafted_by__isnull', True), ('status', 'draft'), models.Q(('checked_at__isnull', False), ('checked_by__isnull', False), models.Q(('checked_by', models.F('drafted_by')), _negated=True)), _connector='OR'), name='ratings_standard_checked_by_another', violation_error_message='Whoever drafts a version does not check it.'),
        ),
        migrations.AddConstraint(
            model_name='ratingstandard',
            constraint=models.CheckConstraint(condition=models.Q(('drafted_by__isnull', True), ('status__in', ('draft', 'checked')), models.Q(('released_at__isnull', False), ('released_by__isnull', False), models.Q(('released_by', models.F('drafted_by')), _negated=True), models.Q(('released_for', ''), _negated=True)), _connector='OR'), name='ratings_standard_released_by_another', violation_error_message='Whoever drafts a version does not release it.'),
        ),
        migrations.RunSQL(STONE, stone.lifted(noun="standard")),
    ]
