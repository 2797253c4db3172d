"""Demonstration points and the steps of their way."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import governance.tenancy.constraints
import governance.tenancy.fields


class Migration(migrations.Migration):

    dependencies = [
        ('courtyards', '0003_activity_returns'),
        ('governance', '0016_calendar'),
        ('ratings', '0003_standards'),
    ]

    operations = [
        migrations.CreateModel(
            name='DemonstrationPoint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.CharField(choices=[('street', 'demonstration street'), ('community', 'demonstration community'), ('courtyard', 'demonstration courtyard')], max_length=10, verbose_name='level')),
                ('title', models.CharField(blank=True, max_length=80, verbose_name='title of the demonstration')),
                ('begun_on', models.DateField(verbose_name='in creation since')),
                ('document', models.CharField(max_length=160, verbose_name='document')),
                ('community', governance.tenancy.fields.TenantForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.community', verbose_name='community')),
                ('courtyard', governance.tenancy.fields.TenantForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='courtyards.courtyard', verbose_name='courtyard')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
                ('street', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.street', verbose_name='street')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='DemonstrationMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('creation', 'in creation'), ('applied', 'applied'), ('assessed', 'assessed'), ('designated', 'designated'), ('withdrawn', 'struck off')], max_length=10, verbose_name='state')),
                ('moved_on', models.DateField(verbose_name='from')),
                ('document', models.CharField(max_length=160, verbose_name='document')),
                ('score', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(100)], verbose_name='score')),
                ('marks', models.JSONField(blank=True, default=dict, verbose_name='marks')),
                ('ground', models.CharField(blank=True, max_length=200, verbose_name='ground')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
                ('street', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.street', verbose_name='street')),
                ('point', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='moves', to='ratings.demonstrationpoint', verbose_name='demonstration point')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='demonstrationpoint',
            constraint=governance.tenancy.constraints.TenantPolicy(name='ratings_demonstrationpoint_tenant', shape='street'),
        ),
        migrations.AddConstraint(
            model_name='demonstrationpoint',
            constraint=models.UniqueConstraint(fields=('district', 'id'), name='ratings_demonstrationpoint_key'),
        ),
        migrations.AddConstraint(
            model_name='demonstrationpoint',
            constraint=governance.tenancy.constraints.TenantReference(field='street', name='ratings_demonstrationpoint_street_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='demonstrationpoint',
            constraint=governance.tenancy.constraints.TenantReference(field='community', name='ratings_demonstrationpoint_community_ref', street=True),
        ),
        migrations.AddConstraint(
            model_name='demonstrationpoint',
            constraint=governance.tenancy.constraints.TenantReference(field='courtyard', name='ratings_demonstrationpoint_courtyard_ref', street=True),
        ),
        migrations.AddConstraint(
            model_name='demonstrationpoint',
            constraint=models.UniqueConstraint(fields=('district', 'street', 'id'), name='ratings_demonstrationpoint_street_key'),
        ),
        migrations.AddConstraint(
            model_name='demonstrationpoint',
            constraint=models.UniqueConstraint(condition=models.Q(('level', 'street')), fields=('district', 'street'), name='ratings_demonstrationpoint_street_once', violation_error_message='This street is a demonstration point already.'),
        ),
        migrations.AddConstraint(
            model_name='demonstrationpoint',
            constraint=models.UniqueConstraint(condition=models.Q(('level', 'community')), fields=('district', 'community'), name='ratings_demonstrationpoint_community_once', violation_error_message='This community is a demonstration point already.'),
        ),
        migrations.AddConstraint(
            model_name='demonstrationpoint',
            constraint=models.UniqueConstraint(condition=models.Q(('level', 'courtyard')), fields=('district', 'courtyard'), name='ratings_demonstrationpoint_courtyard_once', violation_error_message='This courtyard is a demonstration point already.'),
        ),
        migrations.AddConstraint(
            model_name='demonstrationpoint',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('community__isnull', True), ('courtyard__isnull', True), ('level', 'street')), models.Q(('community__isnull', False), ('courtyard__isnull', True), ('level', 'community')), models.Q(('community__isnull', True), ('courtyard__isnull', False), ('level', 'courtyard')), _connector='OR'), name='ratings_demonstrationpoint_is_one_place', violation_error_message='Name the one place of this level.'),
        ),
        migrations.AddIndex(
            model_name='demonstrationmove',
            index=models.Index(fields=['district', 'point', 'moved_on'], name='ratings_demomove_on'),
        ),
        migrations.AddConstraint(
            model_name='demonstrationmove',
            constraint=governance.tenancy.constraints.TenantPolicy(name='ratings_demonstrationmove_tenant', shape='street'),
        ),
        migrations.AddConstraint(
            model_name='demonstrationmove',
            constraint=models.UniqueConstraint(fields=('district', 'id'), name='ratings_demonstrationmove_key'),
        ),
        migrations.AddConstraint(
            model_name='demonstrationmove',
            constraint=governance.tenancy.constraints.TenantReference(field='street', name='ratings_demonstrationmove_street_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='demonstrationmove',
            constraint=governance.tenancy.constraints.TenantReference(field='point', name='ratings_demonstrationmove_point_ref', street=True),
        ),
        migrations.AddConstraint(
            model_name='demonstrationmove',
            constraint=models.UniqueConstraint(fields=('district', 'point', 'moved_on'), name='ratings_demonstrationmove_one_a_day', violation_error_message='This point took another step on that day already.'),
        ),
        migrations.AddConstraint(
            model_name='demonstrationmove',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('score__gte', 0), ('score__lte', 100), ('state', 'assessed')), models.Q(models.Q(('state', 'assessed'), _negated=True), ('score__isnull', True)), _connector='OR'), name='ratings_demonstrationmove_only_an_assessment_has_a_score', violation_error_message='An assessment has a score from 0 to 100; no other step has one.'),
        ),
        migrations.AddConstraint(
            model_name='demonstrationmove',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('ground', ''), _negated=True), _connector='OR'), name='ratings_demonstrationmove_withdrawn_on_a_ground', violation_error_message='Say on what ground it is withdrawn.'),
        ),
    ]
