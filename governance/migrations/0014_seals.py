"""Reports of periods and their seals; and the moment of a change, behind which no seal is ever made."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import governance.seals.models
import governance.tenancy.constraints
import governance.tenancy.fields

MOMENT = """
-- The subject of the lock that the writers of a district share and its seals take alone.
CREATE FUNCTION portal.writers() RETURNS int LANGUAGE sql IMMUTABLE AS $$
    SELECT hashtext('governance.writers')
$$;
CREATE FUNCTION portal.change_moment() RETURNS timestamptz LANGUAGE sql STABLE AS $$
    SELECT NULLIF(current_setting('portal.change_at', true), '')::timestamptz
$$;
-- From when on a row is known that replaces one known from `known_from` on: the change's own moment; behind that of
-- another change that was opened later and wrote first; at the same one where the change rewrites its own row.
CREATE FUNCTION portal.after_version(known_from timestamptz, version_change bigint) RETURNS timestamptz
LANGUAGE sql STABLE AS $$
    SELECT GREATEST(
        portal.change_moment(),
        CASE WHEN version_change = portal.change_id() THEN known_from ELSE known_from + interval '1 microsecond' END
    )
$$;
-- The moment of a change is the clock's once no seal is being made, and never at or before one that a seal closed:
-- each statement here sees what committed before it, so a seal that was waited for is seen.
CREATE FUNCTION portal.open_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(NEW.district_id, portal.writers());
    NEW.recorded_at := GREATEST(clock_timestamp(), (
        SELECT sealed_at + interval '1 microsecond' FROM public.governance_dataversion WHERE district_id = NEW.district_id
    ));
    PERFORM set_config('portal.changed', concat_ws(
        ',', NULLIF(current_setting('portal.changed', true), ''), NEW.district_id), true);
    RETURN NEW;
END $$;
-- Once a transaction, for all its districts in order: two transactions that change the same two districts, one this one
-- first and one the other, must not wait for each other at their commits.
CREATE OR REPLACE FUNCTION portal.move_data_version_on() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    districts text := COALESCE(current_setting('portal.districts', true), '');
    changed int;
BEGIN
    FOR changed IN SELECT DISTINCT unnest(portal.ids('portal.changed')) ORDER BY 1 LOOP
        -- At commit the scope may be another one than at the write: stand in the change's own district.
        PERFORM set_config('portal.districts', changed::text, true);
        INSERT INTO governance_dataversion (district_id, version) VALUES (changed, 1)
        ON CONFLICT (district_id) DO UPDATE SET version = governance_dataversion.version + 1;
    END LOOP;
    PERFORM set_config('portal.changed', '', true), set_config('portal.districts', districts, true);
    RETURN NULL;
END $$;
CREATE TRIGGER opens BEFORE INSERT ON governance_change FOR EACH ROW EXECUTE FUNCTION portal.open_change();
"""
BACK = """
CREATE OR REPLACE FUNCTION portal.move_data_version_on() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    districts text := COALESCE(current_setting('portal.districts', true), '');
BEGIN
    PERFORM set_config('portal.districts', NEW.district_id::text, true);
    INSERT INTO governance_dataversion (district_id, version) VALUES (NEW.district_id, 1)
    ON CONFLICT (district_id) DO UPDATE SET version = governance_dataversion.version + 1;
    PERFORM set_config('portal.districts', districts, true);
    RETURN NULL;
END $$;
DROP TRIGGER opens ON governance_change;
DROP FUNCTION portal.open_change();
DROP FUNCTION portal.after_version(timestamptz, bigint);
DROP FUNCTION portal.change_moment();
DROP FUNCTION portal.writers();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('governance', '0013_boundaries'),
    ]

    operations = [
        migrations.AddField(
            model_name='dataversion',
            name='sealed_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.RunSQL(MOMENT, BACK),
        migrations.AlterField(
            model_name='attachmentcontent',
            name='recorded_at',
            field=models.DateTimeField(db_default=models.Func(function='portal.change_moment', output_field=models.DateTimeField()), editable=False, verbose_name='recorded at'),
        ),
        migrations.AlterField(
            model_name='disclosure',
            name='recorded_at',
            field=models.DateTimeField(db_default=models.Func(function='portal.change_moment', output_field=models.DateTimeField()), editable=False, verbose_name='recorded at'),
        ),
        migrations.AlterField(
            model_name='exportlog',
            name='recorded_at',
            field=models.DateTimeField(db_default=models.Func(function='portal.change_moment', output_field=models.DateTimeField()), editable=False, verbose_name='recorded at'),
        ),
        migrations.AlterField(
            model_name='formfilling',
            name='recorded_at',
            field=models.DateTimeField(db_default=models.Func(function='portal.change_moment', output_field=models.DateTimeField()), editable=False, verbose_name='recorded at'),
        ),
        migrations.AlterField(
            model_name='indicatorvariant',
            name='recorded_at',
            field=models.DateTimeField(db_default=models.Func(function='portal.change_moment', output_field=models.DateTimeField()), editable=False, verbose_name='recorded at'),
        ),
        migrations.CreateModel(
            name='PeriodReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('period', models.CharField(max_length=7, verbose_name='period')),
                ('kind', models.CharField(choices=[('month', 'monthly report'), ('quarter', 'quarterly report'), ('year', 'yearly report')], max_length=7, verbose_name='kind')),
                ('last_on', models.DateField(verbose_name='last day')),
                ('due_on', models.DateField(verbose_name='due on')),
                ('state', models.CharField(choices=[('open', 'to be handed in'), ('submitted', 'handed in'), ('returned', 'given back'), ('endorsed', 'endorsed'), ('approved', 'approved and sealed')], default='open', max_length=10, verbose_name='state')),
                ('revision', models.PositiveSmallIntegerField(default=1, verbose_name='revision')),
                ('revised_for', models.CharField(blank=True, max_length=300, verbose_name='reason of the revision')),
                ('comment', models.CharField(blank=True, max_length=300, verbose_name='comment')),
                ('submitted_by_name', models.CharField(blank=True, max_length=80, verbose_name='handed in by')),
                ('submitted_at', models.DateTimeField(blank=True, null=True, verbose_name='handed in at')),
                ('endorsed_by_name', models.CharField(blank=True, max_length=80, verbose_name='endorsed by')),
                ('endorsed_at', models.DateTimeField(blank=True, null=True, verbose_name='endorsed at')),
                ('decided_by_name', models.CharField(blank=True, max_length=80, verbose_name='decided by')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='decided at')),
                ('handed_in_on', models.DateField(blank=True, null=True, verbose_name='first handed in on')),
                ('approved_on', models.DateField(blank=True, null=True, verbose_name='first approved on')),
                ('reminded_by_name', models.CharField(blank=True, max_length=80, verbose_name='reminded by')),
                ('reminded_at', models.DateTimeField(blank=True, null=True, verbose_name='reminded at')),
                ('decided_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
                ('endorsed_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('street', governance.tenancy.fields.TenantForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.street', verbose_name='street')),
                ('submitted_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ReportRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('month', 'monthly report'), ('quarter', 'quarterly report'), ('year', 'yearly report')], max_length=7, verbose_name='kind')),
                ('days', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(90)], verbose_name='days after the period')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Seal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(db_default=models.Func(function='portal.change_moment', output_field=models.DateTimeField()), editable=False, verbose_name='recorded at')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('revision', models.PositiveSmallIntegerField(verbose_name='revision')),
                ('period', models.CharField(max_length=7, verbose_name='period')),
                ('on', models.DateField(verbose_name='valid on')),
                ('as_of', models.DateTimeField(verbose_name='as known at')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='reason')),
                ('submitted_by_name', models.CharField(max_length=80, verbose_name='handed in by')),
                ('approved_by_name', models.CharField(max_length=80, verbose_name='approved by')),
                ('previous', models.CharField(blank=True, max_length=64, verbose_name='hash of the seal before')),
                ('sha256', models.CharField(max_length=64, verbose_name='hash')),
                ('content', models.TextField(verbose_name='content')),
                ('approved_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('change', governance.tenancy.fields.TenantForeignKey(db_constraint=False, db_default=models.Func(function='portal.change_id', output_field=models.BigIntegerField()), editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.change', verbose_name='change')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
                ('report', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='seals', to='governance.periodreport', verbose_name='report')),
                ('street', governance.tenancy.fields.TenantForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.street', verbose_name='street')),
                ('submitted_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddIndex(
            model_name='periodreport',
            index=models.Index(fields=['district', 'kind', '-last_on'], name='governance_periodreport_board'),
        ),
        migrations.AddConstraint(
            model_name='periodreport',
            constraint=governance.tenancy.constraints.TenantPolicy(name='governance_periodreport_tenant', shape='optional_street'),
        ),
        migrations.AddConstraint(
            model_name='periodreport',
            constraint=models.UniqueConstraint(fields=('district', 'id'), name='governance_periodreport_key'),
        ),
        migrations.AddConstraint(
            model_name='periodreport',
            constraint=governance.tenancy.constraints.TenantReference(field='street', name='governance_periodreport_street_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='periodreport',
            constraint=models.UniqueConstraint(fields=('district', 'street', 'period'), name='governance_periodreport_once', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='periodreport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('submitted', 'endorsed', 'approved')), _negated=True), models.Q(('submitted_at__isnull', False), ('submitted_by__isnull', False)), _connector='OR'), name='governance_periodreport_says_who_handed_in'),
        ),
        migrations.AddConstraint(
            model_name='periodreport',
            constraint=models.CheckConstraint(condition=models.Q(('endorsed_by__isnull', True), models.Q(('endorsed_at__isnull', False), ('street__isnull', False), models.Q(('endorsed_by', models.F('submitted_by')), _negated=True)), _connector='OR'), name='governance_periodreport_endorsed_by_another'),
        ),
        migrations.AddConstraint(
            model_name='periodreport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'approved'), _negated=True), models.Q(('approved_on__isnull', False), ('decided_by__isnull', False), models.Q(('decided_by', models.F('submitted_by')), _negated=True), models.Q(('street__isnull', True), models.Q(('endorsed_by__isnull', False), models.Q(('decided_by', models.F('endorsed_by')), _negated=True)), _connector='OR')), _connector='OR'), name='governance_periodreport_approved_by_another'),
        ),
        migrations.AddConstraint(
            model_name='periodreport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'returned'), _negated=True), models.Q(('comment', ''), _negated=True), _connector='OR'), name='governance_periodreport_given_back_with_a_comment'),
        ),
        migrations.AddConstraint(
            model_name='periodreport',
            constraint=models.CheckConstraint(condition=models.Q(('revision', 1), models.Q(('revision__gt', 1), models.Q(('revised_for', ''), _negated=True)), _connector='OR'), name='governance_periodreport_revised_for_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='periodreport',
            constraint=models.CheckConstraint(condition=models.Q(('due_on__gt', models.F('last_on'))), name='governance_periodreport_due_after_its_end'),
        ),
        migrations.AddConstraint(
            model_name='reportrule',
            constraint=governance.tenancy.constraints.TenantPolicy(name='governance_reportrule_tenant', shape='district'),
        ),
        migrations.AddConstraint(
            model_name='reportrule',
            constraint=models.UniqueConstraint(fields=('district', 'id'), name='governance_reportrule_key'),
        ),
        migrations.AddConstraint(
            model_name='reportrule',
            constraint=models.UniqueConstraint(fields=('district', 'kind'), name='governance_reportrule_once'),
        ),
        migrations.AddConstraint(
            model_name='reportrule',
            constraint=models.CheckConstraint(condition=models.Q(('days__gte', 1), ('days__lte', 90)), name='governance_reportrule_days', violation_error_message='A report is due one to ninety days after its period.'),
        ),
        migrations.AddConstraint(
            model_name='seal',
            constraint=governance.tenancy.constraints.TenantPolicy(name='governance_seal_tenant', shape='optional_street'),
        ),
        migrations.AddConstraint(
            model_name='seal',
            constraint=models.UniqueConstraint(fields=('district', 'id'), name='governance_seal_key'),
        ),
        migrations.AddConstraint(
            model_name='seal',
            constraint=governance.tenancy.constraints.TenantReference(field='street', name='governance_seal_street_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='seal',
            constraint=governance.tenancy.constraints.TenantReference(field='report', name='governance_seal_report_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='seal',
            constraint=governance.tenancy.constraints.TenantReference(field='change', name='governance_seal_change_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='seal',
            constraint=models.UniqueConstraint(fields=('district', 'number'), name='governance_seal_number_once'),
        ),
        migrations.AddConstraint(
            model_name='seal',
            constraint=models.UniqueConstraint(fields=('district', 'report', 'revision'), name='governance_seal_revision_once'),
        ),
        migrations.AddConstraint(
            model_name='seal',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by', models.F('submitted_by')), _negated=True), name='governance_seal_of_two_people'),
        ),
        migrations.AddConstraint(
            model_name='seal',
            constraint=models.CheckConstraint(condition=models.Q(('revision', 1), models.Q(('revision__gt', 1), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='governance_seal_revised_for_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='seal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('number', 1), ('previous', '')), models.Q(('number__gt', 1), models.Q(('previous', ''), _negated=True)), _connector='OR'), name='governance_seal_follows_another'),
        ),
        migrations.AddConstraint(
            model_name='seal',
            constraint=models.CheckConstraint(condition=models.Q(('sha256', governance.seals.models.DigestOf('content'))), name='governance_seal_hash_is_of_its_content'),
        ),
    ]
