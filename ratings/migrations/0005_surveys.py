"""Satisfaction surveys, and the two functions by which a household without an account reaches one."""

from decimal import Decimal

import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import governance.tenancy.constraints
import governance.tenancy.fields
import ratings.surveys.models

FUNCTIONS = """
-- Whether an answer counts (ratings.rules.surveys.is_valid): the overall step, the first, is given, and it is no straight
-- line: `straight_from` or more steps, all the same; 0: no such rule.
CREATE FUNCTION portal.survey_valid(steps smallint[], straight_from int) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT COALESCE(steps[1] IS NOT NULL AND NOT (
        straight_from > 0 AND cardinality(array_remove(steps, NULL)) >= straight_from AND steps[1] = ALL(array_remove(steps, NULL))
    ), false)
$$;
-- The two ways in which a household reaches a survey: by proving its one-time code, whose keyed hash is `digest`. The caller
-- has no scope. A function reads the code's own row by that proof (policy survey_code), stands in its district for as long
-- as it runs, and leaves the caller's settings as they were.
CREATE FUNCTION portal.survey_asked(asked text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    credential text := COALESCE(current_setting('portal.credential', true), '');
    districts text := COALESCE(current_setting('portal.districts', true), '');
    streets text := COALESCE(current_setting('portal.streets', true), '');
    code ratings_surveycode;
    told jsonb;
BEGIN
    PERFORM set_config('portal.credential', asked, true), set_config('portal.districts', '', true);
    SELECT * INTO code FROM ratings_surveycode WHERE digest = asked;
    IF FOUND THEN
        PERFORM set_config('portal.districts', code.district_id::text, true),
                set_config('portal.streets', code.street_id::text, true);
        SELECT jsonb_build_object(
            'title', survey.title, 'opening', paper.opening, 'status', survey.status, 'first', survey.valid_from,
            'until', survey.valid_to, 'district', district.name, 'courtyard', courtyard.name,
            'questions', (
                SELECT jsonb_agg(jsonb_build_object('group', q."group", 'title', q.title, 'text', q.text) ORDER BY q.position)
                FROM ratings_surveyquestion q
                WHERE q.district_id = survey.district_id AND q.questionnaire_id = survey.questionnaire_id
            )
        ) INTO told
        FROM ratings_satisfactionsurvey survey
        JOIN ratings_surveyquestionnaire paper
          ON paper.district_id = survey.district_id AND paper.id = survey.questionnaire_id
        JOIN governance_district district ON district.id = survey.district_id
        JOIN courtyards_courtyard courtyard
          ON courtyard.district_id = survey.district_id AND courtyard.id = code.courtyard_id
        WHERE survey.district_id = code.district_id AND survey.id = code.survey_id;
    END IF;
    PERFORM set_config('portal.credential', credential, true), set_config('portal.districts', districts, true),
            set_config('portal.streets', streets, true);
    RETURN told;
END $$;
-- Keeps an answer and deletes its code; false where the code is gone or its survey takes no answers on the day. The two rows
-- share no value but courtyard and survey; the code's row is gone, so there is nothing to compare a moment or an order with.
CREATE FUNCTION portal.survey_answer(asked text, given smallint[], day date) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    credential text := COALESCE(current_setting('portal.credential', true), '');
    districts text := COALESCE(current_setting('portal.districts', true), '');
    streets text := COALESCE(current_setting('portal.streets', true), '');
    code ratings_surveycode;
    kept boolean := false;
BEGIN
    PERFORM set_config('portal.credential', asked, true), set_config('portal.districts', '', true);
    SELECT * INTO code FROM ratings_surveycode WHERE digest = asked;
    IF FOUND THEN
        PERFORM set_config('portal.districts', code.district_id::text, true),
                set_config('portal.streets', code.street_id::text, true);
        -- While it is being closed nobody answers: governance.audit.turns.
        PERFORM pg_advisory_xact_lock_shared(code.district_id, hashtext('ratings.survey:' || code.survey_id));
        DELETE FROM ratings_surveycode USING ratings_satisfactionsurvey survey
        WHERE ratings_surveycode.id = code.id AND survey.district_id = code.district_id AND survey.id = code.survey_id
          AND survey.status = 'open' AND survey.valid_from <= day AND day < survey.valid_to
          AND cardinality(given) = (
              SELECT count(*) FROM ratings_surveyquestion q
              WHERE q.district_id = survey.district_id AND q.questionnaire_id = survey.questionnaire_id
          );
        IF FOUND THEN
            INSERT INTO ratings_surveyanswer (id, district_id, street_id, courtyard_id, survey_id, "on", channel, steps)
            VALUES (floor(random() * 9007199254740992)::bigint, code.district_id, code.street_id, code.courtyard_id,
                    code.survey_id, day, 'link', given);
            kept := true;
        END IF;
    END IF;
    PERFORM set_config('portal.credential', credential, true), set_config('portal.districts', districts, true),
            set_config('portal.streets', streets, true);
    RETURN kept;
END $$;
"""
BACK = """
DROP FUNCTION portal.survey_valid(smallint[], int);
DROP FUNCTION portal.survey_answer(text, smallint[], date); DROP FUNCTION portal.survey_asked(text);
"""


class Migration(migrations.Migration):

    dependencies = [
        ('courtyards', '0003_activity_returns'),
        ('governance', '0015_summaries'),
        ('ratings', '0004_demonstrations'),
    ]

    operations = [
        migrations.CreateModel(
            name='SatisfactionSurvey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('valid_from', models.GeneratedField(db_persist=True, expression=governance.tenancy.fields.FirstDay('valid'), output_field=models.DateField())),
                ('valid_to', models.GeneratedField(db_persist=True, expression=governance.tenancy.fields.DayAfterLast('valid'), output_field=models.DateField())),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('status', models.CharField(choices=[('draft', 'planned'), ('open', 'being asked'), ('closed', 'closed and counted')], default='draft', max_length=8, verbose_name='status')),
                ('sample_share', models.DecimalField(decimal_places=2, default=Decimal('15.00'), max_digits=5, validators=[django.core.validators.MinValueValidator(Decimal('0')), django.core.validators.MaxValueValidator(Decimal('100'))], verbose_name='share of households asked')),
                ('sample_least', models.PositiveSmallIntegerField(default=60, verbose_name='households asked at least')),
                ('minimum_share', models.DecimalField(decimal_places=2, default=Decimal('10.00'), max_digits=5, validators=[django.core.validators.MinValueValidator(Decimal('0')), django.core.validators.MaxValueValidator(Decimal('100'))], verbose_name='share of households that must answer')),
                ('minimum_least', models.PositiveSmallIntegerField(default=50, verbose_name='valid answers at least')),
                ('seed', models.CharField(max_length=16, verbose_name='seed of the draw')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='closed on')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
            ],
            options={
                'ordering': ['-valid_from', '-id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PaperBatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answers', models.PositiveSmallIntegerField(verbose_name='answers')),
                ('is_withdrawn', models.BooleanField(default=False, verbose_name='taken out again')),
                ('courtyard', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='courtyards.courtyard', verbose_name='courtyard')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
                ('street', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.street', verbose_name='street')),
                ('survey', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ratings.satisfactionsurvey')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SurveyAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(verbose_name='day')),
                ('channel', models.CharField(choices=[('link', 'link with a code'), ('paper', 'paper')], max_length=5, verbose_name='came by')),
                ('steps', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(5)]), size=None, verbose_name='steps')),
                ('batch', governance.tenancy.fields.TenantForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ratings.paperbatch')),
                ('courtyard', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='courtyards.courtyard', verbose_name='courtyard')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
                ('street', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.street', verbose_name='street')),
                ('survey', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ratings.satisfactionsurvey')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SurveyCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('courtyard', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='courtyards.courtyard', verbose_name='courtyard')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
                ('street', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.street', verbose_name='street')),
                ('survey', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ratings.satisfactionsurvey')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SurveyQuestionnaire',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=40, verbose_name='key')),
                ('version', models.PositiveSmallIntegerField(verbose_name='version')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('opening', models.CharField(blank=True, max_length=300, verbose_name='opening words')),
                ('is_example', models.BooleanField(default=False, verbose_name='example')),
                ('straight_from', models.PositiveSmallIntegerField(default=0, verbose_name='same step throughout is not valid from … questions')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
            ],
            options={
                'ordering': ['key', '-version'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SurveyQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(verbose_name='position')),
                ('group', models.CharField(blank=True, max_length=60, verbose_name='group')),
                ('title', models.CharField(max_length=40, verbose_name='short title')),
                ('text', models.CharField(max_length=200, verbose_name='question')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
                ('questionnaire', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='ratings.surveyquestionnaire')),
            ],
            options={
                'ordering': ['position'],
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='satisfactionsurvey',
            name='questionnaire',
            field=governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ratings.surveyquestionnaire'),
        ),
        migrations.CreateModel(
            name='SurveySite',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('households', models.PositiveIntegerField(blank=True, null=True, verbose_name='households')),
                ('planned', models.PositiveSmallIntegerField(verbose_name='households asked')),
                ('published_in', models.CharField(blank=True, choices=[('courtyard', 'of the courtyard itself'), ('street', 'together with others of its street'), ('district', 'together with others of the district'), ('nowhere', 'nowhere: too few answers in all')], max_length=10, verbose_name='published')),
                ('courtyard', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='courtyards.courtyard', verbose_name='courtyard')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
                ('street', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.street', verbose_name='street')),
                ('survey', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='sites', to='ratings.satisfactionsurvey')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SurveyTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(db_default=models.Func(function='portal.change_moment', output_field=models.DateTimeField()), editable=False, verbose_name='recorded at')),
                ('position', models.PositiveSmallIntegerField(verbose_name='position')),
                ('answered', models.PositiveIntegerField(verbose_name='answers')),
                ('valid', models.PositiveIntegerField(verbose_name='valid answers')),
                ('stated', models.PositiveIntegerField(verbose_name='answered this question')),
                ('satisfied', models.PositiveIntegerField(verbose_name='satisfied')),
                ('points', models.PositiveIntegerField(verbose_name='sum of the steps')),
                ('change', governance.tenancy.fields.TenantForeignKey(db_constraint=False, db_default=models.Func(function='portal.change_id', output_field=models.BigIntegerField()), editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.change', verbose_name='change')),
                ('courtyard', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='courtyards.courtyard', verbose_name='courtyard')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
                ('street', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.street', verbose_name='street')),
                ('survey', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ratings.satisfactionsurvey')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddIndex(
            model_name='paperbatch',
            index=models.Index(fields=['district', 'survey', 'courtyard'], name='ratings_paperbatch_of'),
        ),
        migrations.AddConstraint(
            model_name='paperbatch',
            constraint=governance.tenancy.constraints.TenantPolicy(name='ratings_paperbatch_tenant', shape='street'),
        ),
        migrations.AddConstraint(
            model_name='paperbatch',
            constraint=models.UniqueConstraint(fields=('district', 'id'), name='ratings_paperbatch_key'),
        ),
        migrations.AddConstraint(
            model_name='paperbatch',
            constraint=governance.tenancy.constraints.TenantReference(field='street', name='ratings_paperbatch_street_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='paperbatch',
            constraint=governance.tenancy.constraints.TenantReference(field='courtyard', name='ratings_paperbatch_courtyard_ref', street=True),
        ),
        migrations.AddConstraint(
            model_name='paperbatch',
            constraint=governance.tenancy.constraints.TenantReference(field='survey', name='ratings_paperbatch_survey_ref', street=False),
        ),
        migrations.AddIndex(
            model_name='surveyanswer',
            index=models.Index(fields=['district', 'survey', 'courtyard'], name='ratings_surveyanswer_of'),
        ),
        migrations.AddConstraint(
            model_name='surveyanswer',
            constraint=governance.tenancy.constraints.TenantPolicy(name='ratings_surveyanswer_tenant', shape='street'),
        ),
        migrations.AddConstraint(
            model_name='surveyanswer',
            constraint=models.UniqueConstraint(fields=('district', 'id'), name='ratings_surveyanswer_key'),
        ),
        migrations.AddConstraint(
            model_name='surveyanswer',
            constraint=governance.tenancy.constraints.TenantReference(field='street', name='ratings_surveyanswer_street_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='surveyanswer',
            constraint=governance.tenancy.constraints.TenantReference(field='courtyard', name='ratings_surveyanswer_courtyard_ref', street=True),
        ),
        migrations.AddConstraint(
            model_name='surveyanswer',
            constraint=governance.tenancy.constraints.TenantReference(field='survey', name='ratings_surveyanswer_survey_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='surveyanswer',
            constraint=governance.tenancy.constraints.TenantReference(field='batch', name='ratings_surveyanswer_batch_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='surveyanswer',
            constraint=models.CheckConstraint(condition=models.Q(ratings.surveys.models.Within('steps')), name='ratings_answer_steps_1_to_5'),
        ),
        migrations.AddConstraint(
            model_name='surveyanswer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('batch__isnull', False), ('channel', 'paper')), models.Q(('batch__isnull', True), ('channel', 'link')), _connector='OR'), name='ratings_answer_on_paper_has_a_batch'),
        ),
        migrations.AddIndex(
            model_name='surveycode',
            index=models.Index(fields=['district', 'survey', 'courtyard'], name='ratings_surveycode_of'),
        ),
        migrations.AddConstraint(
            model_name='surveycode',
            constraint=governance.tenancy.constraints.TenantPolicy(name='ratings_surveycode_tenant', shape='survey_code'),
        ),
        migrations.AddConstraint(
            model_name='surveycode',
            constraint=models.UniqueConstraint(fields=('district', 'id'), name='ratings_surveycode_key'),
        ),
        migrations.AddConstraint(
            model_name='surveycode',
            constraint=governance.tenancy.constraints.TenantReference(field='street', name='ratings_surveycode_street_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='surveycode',
            constraint=governance.tenancy.constraints.TenantReference(field='courtyard', name='ratings_surveycode_courtyard_ref', street=True),
        ),
        migrations.AddConstraint(
            model_name='surveycode',
            constraint=governance.tenancy.constraints.TenantReference(field='survey', name='ratings_surveycode_survey_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='surveyquestionnaire',
            constraint=governance.tenancy.constraints.TenantPolicy(name='ratings_surveyquestionnaire_tenant', shape='district'),
        ),
        migrations.AddConstraint(
            model_name='surveyquestionnaire',
            constraint=models.UniqueConstraint(fields=('district', 'id'), name='ratings_surveyquestionnaire_key'),
        ),
        migrations.AddConstraint(
            model_name='surveyquestionnaire',
            constraint=models.UniqueConstraint(fields=('district', 'key', 'version'), name='ratings_questionnaire_version_once'),
        ),
        migrations.AddConstraint(
            model_name='surveyquestion',
            constraint=governance.tenancy.constraints.TenantPolicy(name='ratings_surveyquestion_tenant', shape='district'),
        ),
        migrations.AddConstraint(
            model_name='surveyquestion',
            constraint=models.UniqueConstraint(fields=('district', 'id'), name='ratings_surveyquestion_key'),
        ),
        migrations.AddConstraint(
            model_name='surveyquestion',
            constraint=governance.tenancy.constraints.TenantReference(field='questionnaire', name='ratings_surveyquestion_questionnaire_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='surveyquestion',
            constraint=models.UniqueConstraint(fields=('district', 'questionnaire', 'position'), name='ratings_question_position_once'),
        ),
        migrations.AddConstraint(
            model_name='satisfactionsurvey',
            constraint=governance.tenancy.constraints.TenantPolicy(name='ratings_satisfactionsurvey_tenant', shape='district'),
        ),
        migrations.AddConstraint(
            model_name='satisfactionsurvey',
            constraint=models.UniqueConstraint(fields=('district', 'id'), name='ratings_satisfactionsurvey_key'),
        ),
        migrations.AddConstraint(
            model_name='satisfactionsurvey',
            constraint=governance.tenancy.constraints.TenantReference(field='questionnaire', name='ratings_satisfactionsurvey_questionnaire_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='satisfactionsurvey',
            constraint=models.CheckConstraint(condition=models.Q(('minimum_share__range', (0, 100)), ('sample_share__range', (0, 100))), name='ratings_survey_shares_are_percentages'),
        ),
        migrations.AddConstraint(
            model_name='satisfactionsurvey',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_on__isnull', False), ('status', 'closed')), models.Q(models.Q(('status', 'closed'), _negated=True), ('closed_on__isnull', True)), _connector='OR'), name='ratings_survey_closed_on_a_day'),
        ),
        migrations.AddConstraint(
            model_name='surveysite',
            constraint=governance.tenancy.constraints.TenantPolicy(name='ratings_surveysite_tenant', shape='street'),
        ),
        migrations.AddConstraint(
            model_name='surveysite',
            constraint=models.UniqueConstraint(fields=('district', 'id'), name='ratings_surveysite_key'),
        ),
        migrations.AddConstraint(
            model_name='surveysite',
            constraint=governance.tenancy.constraints.TenantReference(field='street', name='ratings_surveysite_street_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='surveysite',
            constraint=governance.tenancy.constraints.TenantReference(field='courtyard', name='ratings_surveysite_courtyard_ref', street=True),
        ),
        migrations.AddConstraint(
            model_name='surveysite',
            constraint=governance.tenancy.constraints.TenantReference(field='survey', name='ratings_surveysite_survey_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='surveysite',
            constraint=models.UniqueConstraint(fields=('district', 'survey', 'courtyard'), name='ratings_site_once_a_survey'),
        ),
        migrations.AddConstraint(
            model_name='surveytally',
            constraint=governance.tenancy.constraints.TenantPolicy(name='ratings_surveytally_tenant', shape='street'),
        ),
        migrations.AddConstraint(
            model_name='surveytally',
            constraint=models.UniqueConstraint(fields=('district', 'id'), name='ratings_surveytally_key'),
        ),
        migrations.AddConstraint(
            model_name='surveytally',
            constraint=governance.tenancy.constraints.TenantReference(field='street', name='ratings_surveytally_street_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='surveytally',
            constraint=governance.tenancy.constraints.TenantReference(field='courtyard', name='ratings_surveytally_courtyard_ref', street=True),
        ),
        migrations.AddConstraint(
            model_name='surveytally',
            constraint=governance.tenancy.constraints.TenantReference(field='survey', name='ratings_surveytally_survey_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='surveytally',
            constraint=governance.tenancy.constraints.TenantReference(field='change', name='ratings_surveytally_change_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='surveytally',
            constraint=models.UniqueConstraint(fields=('district', 'survey', 'courtyard', 'position'), name='ratings_tally_once_a_question'),
        ),
        migrations.AddConstraint(
            model_name='surveytally',
            constraint=models.CheckConstraint(condition=models.Q(('satisfied__lte', models.F('stated')), ('stated__lte', models.F('valid')), ('valid__lte', models.F('answered'))), name='ratings_tally_adds_up'),
        ),
        migrations.RunSQL(FUNCTIONS, BACK),
    ]
