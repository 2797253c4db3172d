"""A scheme says tiers, basis, conditions, shares and rounding; a line freezes what it read, and what all lines share is kept once."""

import datetime

import django.contrib.postgres.constraints
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

import governance.tenancy.constraints
import governance.tenancy.fields


class Migration(migrations.Migration):

    dependencies = [
        ('courtyards', '0003_activity_returns'),
        ('governance', '0016_calendar'),
        ('subsidies', '0002_moment'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PublicIncome',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                ('amount_fen', models.BigIntegerField(verbose_name='public income')),
                ('document', models.CharField(blank=True, max_length=160, verbose_name='document')),
            ],
            options={
                'ordering': ['-year', 'id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SchemeReading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(db_default=models.Func(function='portal.change_moment', output_field=models.DateTimeField()), editable=False, verbose_name='recorded at')),
                ('content', models.JSONField(verbose_name='content')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ScoreShare',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('score_from', models.DecimalField(decimal_places=2, max_digits=7, verbose_name='score from')),
                ('share_percent', models.DecimalField(decimal_places=2, default=0, max_digits=5, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='share (%)')),
            ],
            options={
                'ordering': ['-score_from'],
                'abstract': False,
            },
        ),
        migrations.RemoveConstraint(
            model_name='entitlementline',
            name='subsidies_line_is_area_times_rate',
        ),
        migrations.RemoveConstraint(
            model_name='entitlementline',
            name='subsidies_line_pays_only_a_star_and_an_area',
        ),
        migrations.RemoveConstraint(
            model_name='raterow',
            name='subsidies_rate_one_per_year_and_star',
        ),
        migrations.RemoveConstraint(
            model_name='raterow',
            name='subsidies_rate_of_years_1_to_3',
        ),
        migrations.RemoveField(
            model_name='entitlementline',
            name='explanation',
        ),
        migrations.RemoveField(
            model_name='subsidyscheme',
            name='cap_clause',
        ),
        migrations.RemoveField(
            model_name='subsidyscheme',
            name='months_clause',
        ),
        migrations.AddField(
            model_name='enrolment',
            name='started_on',
            field=models.DateField(blank=True, null=True, verbose_name='started on'),
        ),
        migrations.AddField(
            model_name='entitlementline',
            name='days',
            field=models.PositiveSmallIntegerField(verbose_name='days paid'),
        ),
        migrations.AddField(
            model_name='entitlementline',
            name='deducted_fen',
            field=models.BigIntegerField(default=0, verbose_name='public income deducted'),
        ),
        migrations.AddField(
            model_name='entitlementline',
            name='district_fen',
            field=models.BigIntegerField(verbose_name='paid by the district'),
        ),
        migrations.AddField(
            model_name='entitlementline',
            name='of_days',
            field=models.PositiveSmallIntegerField(verbose_name='days of the month'),
        ),
        migrations.AddField(
            model_name='entitlementline',
            name='paid_area_m2',
            field=models.DecimalField(decimal_places=2, max_digits=12, verbose_name='floor area paid for'),
        ),
        migrations.AddField(
            model_name='entitlementline',
            name='score',
            field=models.DecimalField(decimal_places=2, max_digits=7, null=True, verbose_name='score'),
        ),
        migrations.AddField(
            model_name='entitlementline',
            name='told',
            field=models.JSONField(verbose_name='told'),
        ),
        migrations.AddField(
            model_name='entitlementline',
            name='unit_fen',
            field=models.PositiveSmallIntegerField(default=1, verbose_name='rounding'),
        ),
        migrations.AddField(
            model_name='subsidyscheme',
            name='area_basis',
            field=models.CharField(choices=[('total', 'registered floor area'), ('paying', 'floor area of the households that paid')], default='total', max_length=8, verbose_name='area'),
        ),
        migrations.AddField(
            model_name='subsidyscheme',
            name='checked_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='checked at'),
        ),
        migrations.AddField(
            model_name='subsidyscheme',
            name='checked_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='subsidyscheme',
            name='checked_by_name',
            field=models.CharField(blank=True, max_length=80, verbose_name='checked by'),
        ),
        migrations.AddField(
            model_name='subsidyscheme',
            name='clause_of',
            field=models.JSONField(blank=True, default=dict, verbose_name='clauses of the parameters'),
        ),
        migrations.AddField(
            model_name='subsidyscheme',
            name='district_percent',
            field=models.DecimalField(decimal_places=2, default=100, max_digits=5, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='paid by the district (%)'),
        ),
        migrations.AddField(
            model_name='subsidyscheme',
            name='draft',
            field=models.JSONField(blank=True, null=True, verbose_name='draft'),
        ),
        migrations.AddField(
            model_name='subsidyscheme',
            name='drafted_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='drafted at'),
        ),
        migrations.AddField(
            model_name='subsidyscheme',
            name='drafted_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='subsidyscheme',
            name='drafted_by_name',
            field=models.CharField(blank=True, max_length=80, verbose_name='drafted by'),
        ),
        migrations.AddField(
            model_name='subsidyscheme',
            name='fees_least',
            field=models.DecimalField(blank=True, decimal_places=2, default=None, max_digits=5, null=True, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='fees collected at least (%)'),
        ),
        migrations.AddField(
            model_name='subsidyscheme',
            name='income_percent',
            field=models.DecimalField(decimal_places=2, default=0, max_digits=5, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='public income deducted (%)'),
        ),
        migrations.AddField(
            model_name='subsidyscheme',
            name='keeps_covenant',
            field=models.BooleanField(default=False, verbose_name='covenant stays in force'),
        ),
        migrations.AddField(
            model_name='subsidyscheme',
            name='keeps_mode',
            field=models.BooleanField(default=False, verbose_name='management mode stays confirmed'),
        ),
        migrations.AddField(
            model_name='subsidyscheme',
            name='needs_baseline',
            field=models.BooleanField(default=True, verbose_name='three-no courtyards only'),
        ),
        migrations.AddField(
            model_name='subsidyscheme',
            name='needs_committee',
            field=models.BooleanField(default=True, verbose_name='committee in office'),
        ),
        migrations.AddField(
            model_name='subsidyscheme',
            name='needs_covenant',
            field=models.BooleanField(default=True, verbose_name='covenant in force'),
        ),
        migrations.AddField(
            model_name='subsidyscheme',
            name='needs_mode',
            field=models.BooleanField(default=False, verbose_name='management mode confirmed'),
        ),
        migrations.AddField(
            model_name='subsidyscheme',
            name='needs_renovation',
            field=models.BooleanField(default=True, verbose_name='renovation accepted'),
        ),
        migrations.AddField(
            model_name='subsidyscheme',
            name='no_blacklist',
            field=models.BooleanField(default=False, verbose_name='firm not on the black list'),
        ),
        migrations.AddField(
            model_name='subsidyscheme',
            name='no_veto',
            field=models.BooleanField(default=False, verbose_name='no veto in the rating'),
        ),
        migrations.AddField(
            model_name='subsidyscheme',
            name='proration',
            field=models.CharField(choices=[('whole', 'whole months only'), ('days', 'by days in a month that is begun or left')], default='whole', max_length=8, verbose_name='broken months'),
        ),
        migrations.AddField(
            model_name='subsidyscheme',
            name='released_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='released at'),
        ),
        migrations.AddField(
            model_name='subsidyscheme',
            name='released_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='subsidyscheme',
            name='released_by_name',
            field=models.CharField(blank=True, max_length=80, verbose_name='released by'),
        ),
        migrations.AddField(
            model_name='subsidyscheme',
            name='released_for',
            field=models.CharField(blank=True, max_length=300, verbose_name='reason of the release'),
        ),
        migrations.AddField(
            model_name='subsidyscheme',
            name='star_least',
            field=models.PositiveSmallIntegerField(choices=[(0, 'no star'), (1, 'one star'), (2, 'two stars'), (3, 'three stars'), (4, 'four stars'), (5, 'five stars')], default=1, verbose_name='stars at least'),
        ),
        migrations.AddField(
            model_name='subsidyscheme',
            name='start_rule',
            field=models.CharField(choices=[('next_month', 'the month after acceptance'), ('fifteenth', 'the month of acceptance until its 15th, else the next')], default='next_month', max_length=12, verbose_name='first month'),
        ),
        migrations.AddField(
            model_name='subsidyscheme',
            name='tiers',
            field=models.CharField(choices=[('star', 'a rate for each star'), ('share', 'one rate, of which the score gives a share')], default='star', max_length=8, verbose_name='rates by'),
        ),
        migrations.AddField(
            model_name='subsidyscheme',
            name='unit_fen',
            field=models.PositiveSmallIntegerField(choices=[(1, 'to the fen, halves up'), (10, 'down to ten fen'), (100, 'down to the yuan')], default=1, verbose_name='rounding'),
        ),
        migrations.AlterField(
            model_name='entitlementline',
            name='outcome',
            field=models.CharField(choices=[('entitled', 'entitled'), ('left', 'no longer in the subsidy'), ('away', 'left for a time'), ('not_rated', 'not rated'), ('vetoed', 'vetoed in the rating'), ('no_star', 'rated, but without a star'), ('low_star', 'fewer stars than the scheme demands'), ('no_covenant', 'no covenant in force'), ('no_mode', 'management mode not confirmed'), ('blacklisted', 'served by a firm on the black list'), ('no_returns', 'no fee returns of the twelve months before'), ('low_fees', 'fewer fees collected than the scheme demands'), ('no_area', 'floor area missing')], max_length=12, verbose_name='outcome'),
        ),
        migrations.AlterField(
            model_name='raterow',
            name='star',
            field=models.PositiveSmallIntegerField(choices=[(0, 'no star'), (1, 'one star'), (2, 'two stars'), (3, 'three stars'), (4, 'four stars'), (5, 'five stars')], null=True, verbose_name='star'),
        ),
        migrations.AlterField(
            model_name='subsidyscheme',
            name='status',
            field=models.CharField(choices=[('draft', 'draft'), ('checked', 'checked'), ('released', 'released'), ('superseded', 'superseded')], default='draft', max_length=12, verbose_name='status'),
        ),
        migrations.AddConstraint(
            model_name='enrolment',
            constraint=models.CheckConstraint(condition=models.Q(('started_on__isnull', True), models.Q(('started_on__gte', models.F('first_month')), ('started_on__lt', django.db.models.expressions.CombinedExpression(models.F('first_month'), '+', models.Value(datetime.timedelta(days=31))))), _connector='OR'), name='subsidies_enrolment_started_in_the_first_month'),
        ),
        migrations.AddConstraint(
            model_name='raterow',
            constraint=models.UniqueConstraint(fields=('district', 'scheme', 'year_index', 'star'), name='subsidies_rate_one_per_year_and_star', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='raterow',
            constraint=models.CheckConstraint(condition=models.Q(('year_index__range', (1, 3)), models.Q(('star__isnull', True), ('star__range', (0, 5)), _connector='OR')), name='subsidies_rate_of_years_1_to_3'),
        ),
        migrations.AddConstraint(
            model_name='subsidyscheme',
            constraint=models.CheckConstraint(condition=models.Q(('district_percent__range', (0, 100)), ('income_percent__range', (0, 100)), models.Q(('fees_least__isnull', True), ('fees_least__range', (0, 100)), _connector='OR')), name='subsidies_scheme_percentages'),
        ),
        migrations.AddConstraint(
            model_name='subsidyscheme',
            constraint=models.CheckConstraint(condition=models.Q(('unit_fen__in', [1, 10, 100])), name='subsidies_scheme_unit'),
        ),
        migrations.AddConstraint(
            model_name='subsidyscheme',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('status__in', ('draft', 'checked')), _negated=True), expressions=[('district', '='), ('key', '='), ('in_force', '&&')], name='subsidies_scheme_one_in_force', violation_error_message='One version of a scheme is in force at a time.'),
        ),
        migrations.AddConstraint(
            model_name='subsidyscheme',
            constraint=models.UniqueConstraint(condition=models.Q(('status__in', ('draft', 'checked'))), fields=('district', 'key'), name='subsidies_scheme_one_in_the_making', violation_error_message='The next version of this scheme is in the making already.'),
        ),
        migrations.AddConstraint(
            model_name='subsidyscheme',
            constraint=models.CheckConstraint(condition=models.Q(('drafted_by__isnull', True), ('status', 'draft'), models.Q(('checked_at__isnull', False), ('checked_by__isnull', False), models.Q(('checked_by', models.F('drafted_by')), _negated=True)), _connector='OR'), name='subsidies_scheme_checked_by_another', violation_error_message='Whoever drafts a version does not check it.'),
        ),
        migrations.AddConstraint(
            model_name='subsidyscheme',
            constraint=models.CheckConstraint(condition=models.Q(('drafted_by__isnull', True), ('status__in', ('draft', 'checked')), models.Q(('released_at__isnull', False), ('released_by__isnull', False), models.Q(('released_by', models.F('drafted_by')), _negated=True), models.Q(('released_for', ''), _negated=True)), _connector='OR'), name='subsidies_scheme_released_by_another', violation_error_message='Whoever drafts a version does not release it.'),
        ),
        migrations.AddField(
            model_name='publicincome',
            name='courtyard',
            field=governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='courtyards.courtyard', verbose_name='courtyard'),
        ),
        migrations.AddField(
            model_name='publicincome',
            name='district',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district'),
        ),
        migrations.AddField(
            model_name='publicincome',
            name='street',
            field=governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.street', verbose_name='street'),
        ),
        migrations.AddField(
            model_name='schemereading',
            name='change',
            field=governance.tenancy.fields.TenantForeignKey(db_constraint=False, db_default=models.Func(function='portal.change_id', output_field=models.BigIntegerField()), editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.change', verbose_name='change'),
        ),
        migrations.AddField(
            model_name='schemereading',
            name='district',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district'),
        ),
        migrations.AddField(
            model_name='schemereading',
            name='scheme',
            field=governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='subsidies.subsidyscheme'),
        ),
        migrations.AddField(
            model_name='entitlementline',
            name='reading',
            field=governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='subsidies.schemereading'),
        ),
        migrations.AddConstraint(
            model_name='entitlementline',
            constraint=governance.tenancy.constraints.TenantReference(field='reading', name='subsidies_entitlementline_reading_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='entitlementline',
            constraint=models.CheckConstraint(condition=models.Q(('entitled_fen', django.db.models.expressions.CombinedExpression(models.Func(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.Func(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('paid_area_m2'), '*', models.F('rate_yuan_per_m2_month')), '*', models.Value(100)), '*', models.F('days')), '/', models.F('of_days')), function='ROUND'), '-', models.F('deducted_fen')), '/', models.F('unit_fen')), function='FLOOR'), '*', models.F('unit_fen')))), name='subsidies_line_is_area_times_rate'),
        ),
        migrations.AddConstraint(
            model_name='entitlementline',
            constraint=models.CheckConstraint(condition=models.Q(('days__lte', models.F('of_days')), ('of_days__range', (28, 31)), ('paid_area_m2__lte', models.F('area_m2')), ('unit_fen__gte', 1)), name='subsidies_line_of_a_part_of_a_month'),
        ),
        migrations.AddConstraint(
            model_name='entitlementline',
            constraint=models.CheckConstraint(condition=models.Q(('deducted_fen__gte', 0), ('entitled_fen__gte', 0)), name='subsidies_line_deducts_at_most_all'),
        ),
        migrations.AddConstraint(
            model_name='entitlementline',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('area_m2__gt', 0), ('outcome', 'entitled'), ('star__isnull', False), ('star__range', (0, 5))), models.Q(models.Q(('outcome', 'entitled'), _negated=True), ('area_m2__gte', 0), ('rate_yuan_per_m2_month', 0)), _connector='OR'), name='subsidies_line_pays_only_a_star_and_an_area'),
        ),
        migrations.AddField(
            model_name='scoreshare',
            name='clause',
            field=governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='subsidies.schemeclause'),
        ),
        migrations.AddField(
            model_name='scoreshare',
            name='district',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district'),
        ),
        migrations.AddField(
            model_name='scoreshare',
            name='scheme',
            field=governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='shares', to='subsidies.subsidyscheme'),
        ),
        migrations.AddConstraint(
            model_name='publicincome',
            constraint=governance.tenancy.constraints.TenantPolicy(name='subsidies_publicincome_tenant', shape='street'),
        ),
        migrations.AddConstraint(
            model_name='publicincome',
            constraint=models.UniqueConstraint(fields=('district', 'id'), name='subsidies_publicincome_key'),
        ),
        migrations.AddConstraint(
            model_name='publicincome',
            constraint=governance.tenancy.constraints.TenantReference(field='street', name='subsidies_publicincome_street_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='publicincome',
            constraint=governance.tenancy.constraints.TenantReference(field='courtyard', name='subsidies_publicincome_courtyard_ref', street=True),
        ),
        migrations.AddConstraint(
            model_name='publicincome',
            constraint=models.UniqueConstraint(fields=('district', 'courtyard', 'year'), name='subsidies_income_once_a_year', violation_error_message='The public income of this year is entered already. Correct that entry.'),
        ),
        migrations.AddConstraint(
            model_name='publicincome',
            constraint=models.CheckConstraint(condition=models.Q(('amount_fen__gte', 0), ('year__gte', 2000), ('year__lte', 2100)), name='subsidies_income_plausible', violation_error_message="The income can't be below zero, and the year must lie between 2000 and 2100."),
        ),
        migrations.AddConstraint(
            model_name='schemereading',
            constraint=governance.tenancy.constraints.TenantPolicy(name='subsidies_schemereading_tenant', shape='district'),
        ),
        migrations.AddConstraint(
            model_name='schemereading',
            constraint=models.UniqueConstraint(fields=('district', 'id'), name='subsidies_schemereading_key'),
        ),
        migrations.AddConstraint(
            model_name='schemereading',
            constraint=governance.tenancy.constraints.TenantReference(field='scheme', name='subsidies_schemereading_scheme_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='schemereading',
            constraint=governance.tenancy.constraints.TenantReference(field='change', name='subsidies_schemereading_change_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='schemereading',
            constraint=models.UniqueConstraint(fields=('district', 'scheme'), name='subsidies_reading_once'),
        ),
        migrations.AddConstraint(
            model_name='scoreshare',
            constraint=governance.tenancy.constraints.TenantPolicy(name='subsidies_scoreshare_tenant', shape='district'),
        ),
        migrations.AddConstraint(
            model_name='scoreshare',
            constraint=models.UniqueConstraint(fields=('district', 'id'), name='subsidies_scoreshare_key'),
        ),
        migrations.AddConstraint(
            model_name='scoreshare',
            constraint=governance.tenancy.constraints.TenantReference(field='scheme', name='subsidies_scoreshare_scheme_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='scoreshare',
            constraint=governance.tenancy.constraints.TenantReference(field='clause', name='subsidies_scoreshare_clause_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='scoreshare',
            constraint=models.UniqueConstraint(fields=('district', 'scheme', 'score_from'), name='subsidies_share_bound_once'),
        ),
        migrations.AddConstraint(
            model_name='scoreshare',
            constraint=models.CheckConstraint(condition=models.Q(('score_from__gte', 0), ('share_percent__range', (0, 100))), name='subsidies_share_0_to_100'),
        ),
    ]
