"""Applications for the subsidy with their review, publicity and objections; approved areas; absences."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import governance.tenancy.constraints
import governance.tenancy.fields

FUNCTION = """
-- How an objection to an application stands, for whoever proves its tracking number. The caller has no scope: the function
-- reads the objection's own row by that proof (policy objection), stands in its street for as long as it runs, and leaves the
-- caller's settings as they were. It tells no name and no grounds.
CREATE FUNCTION portal.application_objection_tracked(asked text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    credential text := COALESCE(current_setting('portal.credential', true), '');
    districts text := COALESCE(current_setting('portal.districts', true), '');
    streets text := COALESCE(current_setting('portal.streets', true), '');
    objection subsidies_applicationobjection;
    told jsonb;
BEGIN
    PERFORM set_config('portal.credential', asked, true), set_config('portal.districts', '', true);
    SELECT * INTO objection FROM subsidies_applicationobjection WHERE number = asked;
    IF FOUND THEN
        PERFORM set_config('portal.districts', objection.district_id::text, true),
                set_config('portal.streets', objection.street_id::text, true);
        SELECT jsonb_build_object(
            'district', district.name, 'courtyard', courtyard.name, 'application', application.number,
            'step', application.step, 'state', objection.state, 'received_on', objection.received_on,
            'due_on', objection.due_on, 'last_on', publicity.last_on, 'answer', objection.answer,
            'answered_on', objection.answered_on
        ) INTO told
        FROM subsidies_application application
        JOIN governance_district district ON district.id = application.district_id
        JOIN courtyards_courtyard courtyard
          ON courtyard.district_id = application.district_id AND courtyard.id = application.courtyard_id
        JOIN subsidies_applicationpublicityline line
          ON line.district_id = application.district_id AND line.id = objection.line_id
        JOIN subsidies_applicationpublicity publicity
          ON publicity.district_id = application.district_id AND publicity.id = line.publicity_id
        WHERE application.district_id = objection.district_id AND application.id = objection.application_id;
    END IF;
    PERFORM set_config('portal.credential', credential, true), set_config('portal.districts', districts, true),
            set_config('portal.streets', streets, true);
    RETURN told;
END $$;
"""
BACK = "DROP FUNCTION portal.application_objection_tracked(text)"


class Migration(migrations.Migration):

    dependencies = [
        ('courtyards', '0003_activity_returns'),
        ('governance', '0016_calendar'),
        ('subsidies', '0004_chain'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Application',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=24, verbose_name='number of the application')),
                ('applicant', models.CharField(choices=[('committee', 'its self-governance body'), ('firm', 'the serving firm'), ('street', 'the street for it')], max_length=12, verbose_name='applicant')),
                ('applicant_name', models.CharField(max_length=120, verbose_name='name of the applicant')),
                ('first_month', models.DateField(verbose_name='first month')),
                ('why', models.CharField(max_length=600, verbose_name='why')),
                ('applied_on', models.DateField(verbose_name='applied on')),
                ('step', models.CharField(choices=[('draft', 'being entered'), ('opinion', 'opinion of the community'), ('verification', 'verification by the street'), ('housing', 'approval by the housing centre'), ('finance', 'review by finance'), ('approved', 'to be made public'), ('published', 'in publicity'), ('enrolled', 'enrolled'), ('rejected', 'rejected'), ('withdrawn', 'withdrawn by the applicant')], default='draft', max_length=14, verbose_name='step')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='due on')),
                ('approved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('courtyard', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='courtyards.courtyard', verbose_name='courtyard')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
                ('enrolled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('enrolment', governance.tenancy.fields.TenantForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='subsidies.enrolment', verbose_name='enrolment')),
                ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('funded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('scheme', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='subsidies.subsidyscheme', verbose_name='scheme')),
                ('street', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.street', verbose_name='street')),
                ('verified_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ApplicationAct',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(db_default=models.Func(function='portal.change_moment', output_field=models.DateTimeField()), editable=False, verbose_name='recorded at')),
                ('deed', models.CharField(choices=[('enter', 'entered'), ('hand_on', 'passed on'), ('oppose', 'the community is against it'), ('give_back', 'given back one step'), ('return', 'returned to the applicant'), ('reject', 'rejected'), ('withdraw', 'withdrawn by the applicant'), ('publish', 'made public'), ('reconsider', 'opened again by an objection'), ('enrol', 'enrolled')], max_length=12, verbose_name='deed')),
                ('came_from', models.CharField(choices=[('draft', 'being entered'), ('opinion', 'opinion of the community'), ('verification', 'verification by the street'), ('housing', 'approval by the housing centre'), ('finance', 'review by finance'), ('approved', 'to be made public'), ('published', 'in publicity'), ('enrolled', 'enrolled'), ('rejected', 'rejected'), ('withdrawn', 'withdrawn by the applicant')], max_length=14, verbose_name='from')),
                ('went_to', models.CharField(choices=[('draft', 'being entered'), ('opinion', 'opinion of the community'), ('verification', 'verification by the street'), ('housing', 'approval by the housing centre'), ('finance', 'review by finance'), ('approved', 'to be made public'), ('published', 'in publicity'), ('enrolled', 'enrolled'), ('rejected', 'rejected'), ('withdrawn', 'withdrawn by the applicant')], max_length=14, verbose_name='to')),
                ('comment', models.CharField(blank=True, max_length=600, verbose_name='comment')),
                ('acted_on', models.DateField(verbose_name='on')),
                ('application', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='acts', to='subsidies.application')),
                ('change', governance.tenancy.fields.TenantForeignKey(db_constraint=False, db_default=models.Func(function='portal.change_id', output_field=models.BigIntegerField()), editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.change', verbose_name='change')),
                ('courtyard', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='courtyards.courtyard', verbose_name='courtyard')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
                ('street', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.street', verbose_name='street')),
            ],
            options={
                'ordering': ['id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ApplicationMaterial',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=8, verbose_name='item')),
                ('source', models.CharField(blank=True, max_length=20, verbose_name='source')),
                ('record_id', models.BigIntegerField(blank=True, null=True)),
                ('told', models.CharField(blank=True, max_length=200, verbose_name='what it says')),
                ('checked_by_name', models.CharField(max_length=80, verbose_name='checked off by')),
                ('checked_on', models.DateField(verbose_name='checked off on')),
                ('application', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='materials', to='subsidies.application')),
                ('attachment', governance.tenancy.fields.TenantForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.attachment', verbose_name='file')),
                ('checked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('courtyard', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='courtyards.courtyard', verbose_name='courtyard')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
                ('street', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.street', verbose_name='street')),
            ],
            options={
                'ordering': ['code', 'id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ApplicationPublicity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('document', models.CharField(max_length=160, verbose_name='notice')),
                ('place', models.CharField(max_length=160, verbose_name='where it is shown')),
                ('published_on', models.DateField(verbose_name='published on')),
                ('days', models.PositiveSmallIntegerField(verbose_name='working days')),
                ('last_on', models.DateField(verbose_name='last day')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
                ('street', governance.tenancy.fields.TenantForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.street', verbose_name='street')),
            ],
            options={
                'ordering': ['-published_on', '-id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ApplicationPublicityLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(db_default=models.Func(function='portal.change_moment', output_field=models.DateTimeField()), editable=False, verbose_name='recorded at')),
                ('area_m2', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='floor area')),
                ('star', models.PositiveSmallIntegerField(choices=[(0, 'no star'), (1, 'one star'), (2, 'two stars'), (3, 'three stars'), (4, 'four stars'), (5, 'five stars')], null=True, verbose_name='star')),
                ('rate_yuan_per_m2_month', models.DecimalField(decimal_places=4, max_digits=5, verbose_name='rate')),
                ('months', models.PositiveSmallIntegerField(verbose_name='months')),
                ('month_fen', models.BigIntegerField(verbose_name="a month's amount")),
                ('application', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='publicity_lines', to='subsidies.application')),
                ('change', governance.tenancy.fields.TenantForeignKey(db_constraint=False, db_default=models.Func(function='portal.change_id', output_field=models.BigIntegerField()), editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.change', verbose_name='change')),
                ('courtyard', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='courtyards.courtyard', verbose_name='courtyard')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
                ('publicity', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='subsidies.applicationpublicity')),
                ('street', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.street', verbose_name='street')),
            ],
            options={
                'ordering': ['id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ApplicationObjection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=12, unique=True, verbose_name='tracking number')),
                ('objector', models.CharField(choices=[('owners', 'owners or residents'), ('committee', "the courtyard's committee"), ('firm', 'the serving firm'), ('other', 'somebody else')], max_length=12, verbose_name='objector')),
                ('received_on', models.DateField(verbose_name='received on')),
                ('grounds', models.CharField(max_length=600, verbose_name='grounds')),
                ('due_on', models.DateField(verbose_name='to be answered by')),
                ('state', models.CharField(choices=[('lodged', 'being looked into'), ('rejected', 'rejected with reasons'), ('upheld', 'upheld: the application is looked at again')], default='lodged', max_length=10, verbose_name='state')),
                ('answer', models.CharField(blank=True, max_length=600, verbose_name='answer')),
                ('answered_on', models.DateField(blank=True, null=True, verbose_name='answered on')),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('application', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='subsidies.application')),
                ('courtyard', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='courtyards.courtyard', verbose_name='courtyard')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
                ('lodged_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('street', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.street', verbose_name='street')),
                ('line', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='subsidies.applicationpublicityline', verbose_name='published line')),
            ],
            options={
                'ordering': ['id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ApprovedArea',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(db_default=models.Func(function='portal.change_moment', output_field=models.DateTimeField()), editable=False, verbose_name='recorded at')),
                ('deed', models.CharField(choices=[('approval', 'approved with the application'), ('confirmation', 'change confirmed')], max_length=14, verbose_name='deed')),
                ('before_m2', models.DecimalField(decimal_places=2, max_digits=12, null=True, verbose_name='floor area before')),
                ('area_m2', models.DecimalField(decimal_places=2, max_digits=12, null=True, verbose_name='floor area')),
                ('reason', models.CharField(max_length=300, verbose_name='reason')),
                ('application', governance.tenancy.fields.TenantForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='areas', to='subsidies.application')),
                ('change', governance.tenancy.fields.TenantForeignKey(db_constraint=False, db_default=models.Func(function='portal.change_id', output_field=models.BigIntegerField()), editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.change', verbose_name='change')),
                ('courtyard', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='courtyards.courtyard', verbose_name='courtyard')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
                ('street', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.street', verbose_name='street')),
            ],
            options={
                'ordering': ['id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Absence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('left_on', models.DateField(verbose_name='left on')),
                ('back_on', models.DateField(blank=True, null=True, verbose_name='back on')),
                ('ground', models.CharField(choices=[('firm_gone', 'nobody serves it any more'), ('owners', 'its owners decided so'), ('demolished', 'demolished or requisitioned'), ('conditions', 'it no longer meets the conditions'), ('misuse', 'the money was misused'), ('other', 'another reason')], max_length=12, verbose_name='why it left')),
                ('because', models.CharField(max_length=160, verbose_name='left because')),
                ('document', models.CharField(max_length=160, verbose_name='document')),
                ('left_by_name', models.CharField(max_length=80, verbose_name='entered by')),
                ('courtyard', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='courtyards.courtyard', verbose_name='courtyard')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
                ('enrolment', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='absences', to='subsidies.enrolment')),
                ('street', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.street', verbose_name='street')),
            ],
            options={
                'ordering': ['left_on', 'id'],
                'abstract': False,
                'constraints': [governance.tenancy.constraints.TenantPolicy(name='subsidies_absence_tenant', shape='street'), models.UniqueConstraint(fields=('district', 'id'), name='subsidies_absence_key'), governance.tenancy.constraints.TenantReference(field='street', name='subsidies_absence_street_ref', street=False), governance.tenancy.constraints.TenantReference(field='courtyard', name='subsidies_absence_courtyard_ref', street=True), governance.tenancy.constraints.TenantReference(field='enrolment', name='subsidies_absence_enrolment_ref', street=False), models.CheckConstraint(condition=models.Q(('back_on__isnull', True), models.Q(('back_on__day', 1), ('back_on__gt', models.F('left_on'))), _connector='OR'), name='subsidies_absence_back_after_it_left', violation_error_message='A courtyard comes back on the first of a month after it left.'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('district', '='), ('enrolment', '='), (models.Func(models.F('left_on'), models.F('back_on'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='subsidies_absence_one_at_a_time', violation_error_message='The courtyard is away already at that time.')],
            },
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(fields=['district', 'step', 'street'], name='subsidies_application_step'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=governance.tenancy.constraints.TenantPolicy(name='subsidies_application_tenant', shape='street'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.UniqueConstraint(fields=('district', 'id'), name='subsidies_application_key'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=governance.tenancy.constraints.TenantReference(field='street', name='subsidies_application_street_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=governance.tenancy.constraints.TenantReference(field='courtyard', name='subsidies_application_courtyard_ref', street=True),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=governance.tenancy.constraints.TenantReference(field='scheme', name='subsidies_application_scheme_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=governance.tenancy.constraints.TenantReference(field='enrolment', name='subsidies_application_enrolment_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.UniqueConstraint(fields=('district', 'number'), name='subsidies_application_number_once'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.UniqueConstraint(condition=models.Q(('step__in', ['draft', 'opinion', 'verification', 'housing', 'finance', 'approved', 'published'])), fields=('district', 'courtyard'), name='subsidies_application_one_under_way', violation_error_message='An application for this courtyard is under way already.'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(('first_month__day', 1)), name='subsidies_application_from_the_first_of_a_month'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(('entered_by__isnull', True), ('verified_by__isnull', True), models.Q(('entered_by', models.F('verified_by')), _negated=True), _connector='OR'), name='subsidies_application_entered_and_verified_by_two', violation_error_message='Whoever entered an application does not verify it.'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('approved_by__isnull', True), ('entered_by__isnull', True), models.Q(('approved_by', models.F('entered_by')), _negated=True), _connector='OR'), models.Q(('approved_by__isnull', True), ('verified_by__isnull', True), models.Q(('approved_by', models.F('verified_by')), _negated=True), _connector='OR')), name='subsidies_application_approved_by_another', violation_error_message='Whoever entered or verified an application does not approve it.'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('funded_by__isnull', True), ('entered_by__isnull', True), models.Q(('funded_by', models.F('entered_by')), _negated=True), _connector='OR'), models.Q(('funded_by__isnull', True), ('verified_by__isnull', True), models.Q(('funded_by', models.F('verified_by')), _negated=True), _connector='OR'), models.Q(('funded_by__isnull', True), ('approved_by__isnull', True), models.Q(('funded_by', models.F('approved_by')), _negated=True), _connector='OR')), name='subsidies_application_funded_by_another', violation_error_message='Finance reviews what others entered, verified and approved.'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('enrolled_by__isnull', True), ('entered_by__isnull', True), models.Q(('enrolled_by', models.F('entered_by')), _negated=True), _connector='OR'), models.Q(('enrolled_by__isnull', True), ('verified_by__isnull', True), models.Q(('enrolled_by', models.F('verified_by')), _negated=True), _connector='OR'), models.Q(('enrolled_by__isnull', True), ('funded_by__isnull', True), models.Q(('enrolled_by', models.F('funded_by')), _negated=True), _connector='OR')), name='subsidies_application_enrolled_by_another'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('step__in', ['housing', 'finance', 'approved', 'published', 'enrolled']), _negated=True), ('verified_by__isnull', False), _connector='OR'), models.Q(models.Q(('step__in', ['finance', 'approved', 'published', 'enrolled']), _negated=True), ('approved_by__isnull', False), _connector='OR'), models.Q(models.Q(('step__in', ['approved', 'published', 'enrolled']), _negated=True), ('funded_by__isnull', False), _connector='OR'), models.Q(models.Q(('enrolled_by__isnull', False), ('enrolment__isnull', False), ('step', 'enrolled')), models.Q(models.Q(('step', 'enrolled'), _negated=True), ('enrolled_by__isnull', True), ('enrolment__isnull', True)), _connector='OR')), name='subsidies_application_goes_its_way'),
        ),
        migrations.AddIndex(
            model_name='applicationact',
            index=models.Index(fields=['district', 'application', 'id'], name='subsidies_act_of_application'),
        ),
        migrations.AddConstraint(
            model_name='applicationact',
            constraint=governance.tenancy.constraints.TenantPolicy(name='subsidies_applicationact_tenant', shape='street'),
        ),
        migrations.AddConstraint(
            model_name='applicationact',
            constraint=models.UniqueConstraint(fields=('district', 'id'), name='subsidies_applicationact_key'),
        ),
        migrations.AddConstraint(
            model_name='applicationact',
            constraint=governance.tenancy.constraints.TenantReference(field='street', name='subsidies_applicationact_street_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='applicationact',
            constraint=governance.tenancy.constraints.TenantReference(field='courtyard', name='subsidies_applicationact_courtyard_ref', street=True),
        ),
        migrations.AddConstraint(
            model_name='applicationact',
            constraint=governance.tenancy.constraints.TenantReference(field='application', name='subsidies_applicationact_application_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='applicationact',
            constraint=governance.tenancy.constraints.TenantReference(field='change', name='subsidies_applicationact_change_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='applicationmaterial',
            constraint=governance.tenancy.constraints.TenantPolicy(name='subsidies_applicationmaterial_tenant', shape='street'),
        ),
        migrations.AddConstraint(
            model_name='applicationmaterial',
            constraint=models.UniqueConstraint(fields=('district', 'id'), name='subsidies_applicationmaterial_key'),
        ),
        migrations.AddConstraint(
            model_name='applicationmaterial',
            constraint=governance.tenancy.constraints.TenantReference(field='street', name='subsidies_applicationmaterial_street_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='applicationmaterial',
            constraint=governance.tenancy.constraints.TenantReference(field='courtyard', name='subsidies_applicationmaterial_courtyard_ref', street=True),
        ),
        migrations.AddConstraint(
            model_name='applicationmaterial',
            constraint=governance.tenancy.constraints.TenantReference(field='application', name='subsidies_applicationmaterial_application_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='applicationmaterial',
            constraint=governance.tenancy.constraints.TenantReference(field='attachment', name='subsidies_applicationmaterial_attachment_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='applicationmaterial',
            constraint=models.UniqueConstraint(fields=('district', 'application', 'code'), name='subsidies_material_once_an_item'),
        ),
        migrations.AddConstraint(
            model_name='applicationmaterial',
            constraint=models.CheckConstraint(condition=models.Q(('attachment__isnull', False), models.Q(('record_id__isnull', False), models.Q(('source', ''), _negated=True)), _connector='OR'), name='subsidies_material_has_a_file_or_a_record', violation_error_message='A material needs a file, or a record of the portal.'),
        ),
        migrations.AddConstraint(
            model_name='applicationpublicity',
            constraint=governance.tenancy.constraints.TenantPolicy(name='subsidies_applicationpublicity_tenant', shape='optional_street'),
        ),
        migrations.AddConstraint(
            model_name='applicationpublicity',
            constraint=models.UniqueConstraint(fields=('district', 'id'), name='subsidies_applicationpublicity_key'),
        ),
        migrations.AddConstraint(
            model_name='applicationpublicity',
            constraint=governance.tenancy.constraints.TenantReference(field='street', name='subsidies_applicationpublicity_street_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='applicationpublicity',
            constraint=models.CheckConstraint(condition=models.Q(('days__gte', 1), ('last_on__gt', models.F('published_on'))), name='subsidies_publicity_ends'),
        ),
        migrations.AddConstraint(
            model_name='applicationpublicityline',
            constraint=governance.tenancy.constraints.TenantPolicy(name='subsidies_applicationpublicityline_tenant', shape='street'),
        ),
        migrations.AddConstraint(
            model_name='applicationpublicityline',
            constraint=models.UniqueConstraint(fields=('district', 'id'), name='subsidies_applicationpublicityline_key'),
        ),
        migrations.AddConstraint(
            model_name='applicationpublicityline',
            constraint=governance.tenancy.constraints.TenantReference(field='street', name='subsidies_applicationpublicityline_street_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='applicationpublicityline',
            constraint=governance.tenancy.constraints.TenantReference(field='courtyard', name='subsidies_applicationpublicityline_courtyard_ref', street=True),
        ),
        migrations.AddConstraint(
            model_name='applicationpublicityline',
            constraint=governance.tenancy.constraints.TenantReference(field='publicity', name='subsidies_applicationpublicityline_publicity_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='applicationpublicityline',
            constraint=governance.tenancy.constraints.TenantReference(field='application', name='subsidies_applicationpublicityline_application_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='applicationpublicityline',
            constraint=governance.tenancy.constraints.TenantReference(field='change', name='subsidies_applicationpublicityline_change_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='applicationpublicityline',
            constraint=models.UniqueConstraint(fields=('district', 'publicity', 'application'), name='subsidies_public_once_a_notice'),
        ),
        migrations.AddConstraint(
            model_name='applicationobjection',
            constraint=governance.tenancy.constraints.TenantPolicy(name='subsidies_applicationobjection_tenant', shape='objection'),
        ),
        migrations.AddConstraint(
            model_name='applicationobjection',
            constraint=models.UniqueConstraint(fields=('district', 'id'), name='subsidies_applicationobjection_key'),
        ),
        migrations.AddConstraint(
            model_name='applicationobjection',
            constraint=governance.tenancy.constraints.TenantReference(field='street', name='subsidies_applicationobjection_street_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='applicationobjection',
            constraint=governance.tenancy.constraints.TenantReference(field='courtyard', name='subsidies_applicationobjection_courtyard_ref', street=True),
        ),
        migrations.AddConstraint(
            model_name='applicationobjection',
            constraint=governance.tenancy.constraints.TenantReference(field='application', name='subsidies_applicationobjection_application_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='applicationobjection',
            constraint=governance.tenancy.constraints.TenantReference(field='line', name='subsidies_applicationobjection_line_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='applicationobjection',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_by__isnull', True), ('answered_on__isnull', True), ('state', 'lodged')), models.Q(models.Q(('state', 'lodged'), _negated=True), models.Q(('answer', ''), _negated=True), ('answered_by__isnull', False), ('answered_on__isnull', False)), _connector='OR'), name='subsidies_objection_is_answered_with_words'),
        ),
        migrations.AddConstraint(
            model_name='applicationobjection',
            constraint=models.CheckConstraint(condition=models.Q(('answered_by__isnull', True), ('lodged_by__isnull', True), models.Q(('answered_by', models.F('lodged_by')), _negated=True), _connector='OR'), name='subsidies_objection_answered_by_another', violation_error_message='Whoever wrote an objection down does not answer it.'),
        ),
        migrations.AddIndex(
            model_name='approvedarea',
            index=models.Index(fields=['district', 'courtyard', '-id'], name='subsidies_area_of_courtyard'),
        ),
        migrations.AddConstraint(
            model_name='approvedarea',
            constraint=governance.tenancy.constraints.TenantPolicy(name='subsidies_approvedarea_tenant', shape='street'),
        ),
        migrations.AddConstraint(
            model_name='approvedarea',
            constraint=models.UniqueConstraint(fields=('district', 'id'), name='subsidies_approvedarea_key'),
        ),
        migrations.AddConstraint(
            model_name='approvedarea',
            constraint=governance.tenancy.constraints.TenantReference(field='street', name='subsidies_approvedarea_street_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='approvedarea',
            constraint=governance.tenancy.constraints.TenantReference(field='courtyard', name='subsidies_approvedarea_courtyard_ref', street=True),
        ),
        migrations.AddConstraint(
            model_name='approvedarea',
            constraint=governance.tenancy.constraints.TenantReference(field='application', name='subsidies_approvedarea_application_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='approvedarea',
            constraint=governance.tenancy.constraints.TenantReference(field='change', name='subsidies_approvedarea_change_ref', street=False),
        ),
        migrations.RunSQL(FUNCTION, BACK),
    ]
