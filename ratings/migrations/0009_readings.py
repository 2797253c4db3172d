"""What all explanations of a standard share is kept once: results of an older shape were refused by 0003."""

import django.db.models.deletion
from django.db import migrations, models

import governance.tenancy.constraints
import governance.tenancy.fields


class Migration(migrations.Migration):

    dependencies = [
        ('courtyards', '0003_activity_returns'),
        ('governance', '0016_calendar'),
        ('ratings', '0008_sheets'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='ratingresult',
            name='explanation',
        ),
        migrations.AddField(
            model_name='ratingresult',
            name='told',
            field=models.JSONField(verbose_name='told'),
        ),
        migrations.CreateModel(
            name='StandardReading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(db_default=models.Func(function='portal.change_moment', output_field=models.DateTimeField()), editable=False, verbose_name='recorded at')),
                ('content', models.JSONField(verbose_name='content')),
                ('change', governance.tenancy.fields.TenantForeignKey(db_constraint=False, db_default=models.Func(function='portal.change_id', output_field=models.BigIntegerField()), editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.change', verbose_name='change')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
                ('standard', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ratings.ratingstandard')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='ratingresult',
            name='reading',
            field=governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ratings.standardreading'),
        ),
        migrations.AddConstraint(
            model_name='ratingresult',
            constraint=governance.tenancy.constraints.TenantReference(field='reading', name='ratings_ratingresult_reading_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='standardreading',
            constraint=governance.tenancy.constraints.TenantPolicy(name='ratings_standardreading_tenant', shape='district'),
        ),
        migrations.AddConstraint(
            model_name='standardreading',
            constraint=models.UniqueConstraint(fields=('district', 'id'), name='ratings_standardreading_key'),
        ),
        migrations.AddConstraint(
            model_name='standardreading',
            constraint=governance.tenancy.constraints.TenantReference(field='standard', name='ratings_standardreading_standard_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='standardreading',
            constraint=governance.tenancy.constraints.TenantReference(field='change', name='ratings_standardreading_change_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='standardreading',
            constraint=models.UniqueConstraint(fields=('district', 'standard'), name='ratings_reading_once'),
        ),
    ]
