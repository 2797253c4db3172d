"""Budgets and kept scenarios; and a released version of a scheme is stone, but for the end of its days in force."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import governance.tenancy.constraints
import governance.tenancy.fields
from governance.versions import stone

STONE = stone.laid(
    noun="scheme", table="subsidies_subsidyscheme", in_force=True,
    parts=["subsidies_schemeclause", "subsidies_raterow", "subsidies_scoreshare"],
)


class Migration(migrations.Migration):

    dependencies = [
        ('governance', '0016_calendar'),
        ('subsidies', '0007_payment_chain'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Scenario',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=80, verbose_name='title')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
                ('content', models.JSONField(verbose_name='content')),
                ('kept_by_name', models.CharField(max_length=80, verbose_name='kept by')),
                ('kept_at', models.DateTimeField(verbose_name='kept at')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
                ('kept_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('scheme', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='subsidies.subsidyscheme', verbose_name='scheme')),
            ],
            options={
                'ordering': ['-kept_at', '-id'],
                'abstract': False,
                'constraints': [governance.tenancy.constraints.TenantPolicy(name='subsidies_scenario_tenant', shape='whole'), models.UniqueConstraint(fields=('district', 'id'), name='subsidies_scenario_key'), governance.tenancy.constraints.TenantReference(field='scheme', name='subsidies_scenario_scheme_ref', street=False), models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='subsidies_scenario_has_a_title')],
            },
        ),
        migrations.CreateModel(
            name='SubsidyBudget',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                ('amount_fen', models.BigIntegerField(verbose_name='budget')),
                ('document', models.CharField(max_length=160, verbose_name='document')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
            ],
            options={
                'ordering': ['-year'],
                'abstract': False,
                'constraints': [governance.tenancy.constraints.TenantPolicy(name='subsidies_subsidybudget_tenant', shape='district'), models.UniqueConstraint(fields=('district', 'id'), name='subsidies_subsidybudget_key'), models.UniqueConstraint(fields=('district', 'year'), name='subsidies_budget_once_a_year', violation_error_message='The budget of this year is entered already. Correct that entry.'), models.CheckConstraint(condition=models.Q(('amount_fen__gte', 0), ('year__gte', 2000), ('year__lte', 2100)), name='subsidies_budget_plausible', violation_error_message="The budget can't be below zero, and the year must lie between 2000 and 2100.")],
            },
        ),
        migrations.RunSQL(STONE, stone.lifted(noun="scheme")),
    ]
