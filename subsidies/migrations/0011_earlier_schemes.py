"""A courtyard's counter survives a change of scheme: until which month it received under which earlier one."""

import django.db.models.deletion
from django.db import migrations, models

import governance.tenancy.constraints
import governance.tenancy.fields

FUNCTION = """
-- What was decided stays: an earlier scheme ends after the courtyard's first month and after every one before it.
CREATE FUNCTION portal.keep_eras_in_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM public.subsidies_enrolment enrolment
               WHERE enrolment.district_id = NEW.district_id AND enrolment.id = NEW.enrolment_id
                 AND (enrolment.first_month >= NEW.until OR enrolment.courtyard_id <> NEW.courtyard_id))
       OR EXISTS (SELECT FROM public.subsidies_earlierscheme before
                  WHERE before.district_id = NEW.district_id AND before.enrolment_id = NEW.enrolment_id
                    AND before.until > NEW.until)
    THEN
        RAISE EXCEPTION 'an earlier scheme is of its own courtyard, and ends after its first month and after those before it'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'subsidies_earlierscheme_in_order';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keeps_in_order BEFORE INSERT ON public.subsidies_earlierscheme
    FOR EACH ROW EXECUTE FUNCTION portal.keep_eras_in_order();
"""
BACK = """
DROP TRIGGER keeps_in_order ON public.subsidies_earlierscheme;
DROP FUNCTION portal.keep_eras_in_order();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('courtyards', '0003_activity_returns'),
        ('governance', '0016_calendar'),
        ('subsidies', '0010_tracking'),
    ]

    operations = [
        migrations.AlterField(
            model_name='applicationact',
            name='deed',
            field=models.CharField(choices=[('enter', 'entered'), ('hand_on', 'passed on'), ('oppose', 'the community is against it'), ('give_back', 'given back one step'), ('return', 'returned to the applicant'), ('reject', 'rejected'), ('withdraw', 'withdrawn by the applicant'), ('publish', 'made public'), ('reconsider', 'opened again by an objection'), ('enrol', 'enrolled'), ('come_back', 'taken in again'), ('change', 'scheme changed')], max_length=12, verbose_name='deed'),
        ),
        migrations.AddField(
            model_name='applicationpublicityline',
            name='kind',
            field=models.CharField(choices=[('enrol', 'first enrolment'), ('come_back', 'coming back'), ('change', 'change of scheme')], default='enrol', max_length=12, verbose_name='what it is for'),
        ),
        migrations.CreateModel(
            name='EarlierScheme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(db_default=models.Func(function='portal.change_moment', output_field=models.DateTimeField()), editable=False, verbose_name='recorded at')),
                ('until', models.DateField(verbose_name='until before the month')),
                ('change', governance.tenancy.fields.TenantForeignKey(db_constraint=False, db_default=models.Func(function='portal.change_id', output_field=models.BigIntegerField()), editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.change', verbose_name='change')),
                ('courtyard', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='courtyards.courtyard', verbose_name='courtyard')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
                ('enrolment', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='earlier_schemes', to='subsidies.enrolment')),
                ('scheme', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='subsidies.subsidyscheme', verbose_name='scheme')),
                ('street', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.street', verbose_name='street')),
            ],
            options={
                'ordering': ['until'],
                'abstract': False,
                'constraints': [governance.tenancy.constraints.TenantPolicy(name='subsidies_earlierscheme_tenant', shape='street'), models.UniqueConstraint(fields=('district', 'id'), name='subsidies_earlierscheme_key'), governance.tenancy.constraints.TenantReference(field='street', name='subsidies_earlierscheme_street_ref', street=False), governance.tenancy.constraints.TenantReference(field='courtyard', name='subsidies_earlierscheme_courtyard_ref', street=True), governance.tenancy.constraints.TenantReference(field='enrolment', name='subsidies_earlierscheme_enrolment_ref', street=False), governance.tenancy.constraints.TenantReference(field='scheme', name='subsidies_earlierscheme_scheme_ref', street=False), governance.tenancy.constraints.TenantReference(field='change', name='subsidies_earlierscheme_change_ref', street=False), models.UniqueConstraint(fields=('district', 'enrolment', 'until'), name='subsidies_earlierscheme_one_until_a_month', violation_error_message='In this month the scheme of the courtyard changes already.'), models.CheckConstraint(condition=models.Q(('until__day', 1)), name='subsidies_earlierscheme_until_a_whole_month')],
            },
        ),
        migrations.RunSQL(FUNCTION, BACK),
    ]
