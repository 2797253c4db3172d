"""Two scorers of a courtyard, occurrences with their photos, and what everybody may read of a round."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import governance.tenancy.constraints
import governance.tenancy.fields

FUNCTION = """
-- What everybody may read of a round, without an account: courtyards and their stars, once they are announced or in publicity;
-- NULL before that and where there is no such round. No person, no finding, no explanation. The caller has no scope: the
-- function stands in the district for as long as it runs, and leaves the caller's settings as they were.
CREATE FUNCTION portal.public_stars(asked int, asked_year int) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    districts text := COALESCE(current_setting('portal.districts', true), '');
    streets text := COALESCE(current_setting('portal.streets', true), '');
    told jsonb;
BEGIN
    PERFORM set_config('portal.districts', asked::text, true), set_config('portal.streets', 'all', true);
    SELECT jsonb_build_object(
        'district', district.name, 'year', round.year, 'status', round.status, 'announced_on', round.announced_on,
        'standard', standard.title, 'version', standard.version, 'document', standard.document,
        'is_example', standard.is_example,
        'rows', COALESCE((
            SELECT jsonb_agg(jsonb_build_object(
                       'street', street.name, 'street_code', street.code, 'courtyard', courtyard.name,
                       'code', courtyard.code, 'score', result.score::text, 'star', result.star, 'vetoed', result.is_vetoed)
                       ORDER BY street.code, result.star DESC, result.score DESC, courtyard.code)
            FROM ratings_ratingresult result
            JOIN courtyards_courtyard courtyard
              ON courtyard.district_id = result.district_id AND courtyard.id = result.courtyard_id
            JOIN governance_street street ON street.district_id = result.district_id AND street.id = result.street_id
            WHERE result.district_id = round.district_id AND result.round_id = round.id
              AND NOT EXISTS (
                  SELECT FROM ratings_ratingresult later
                  WHERE later.district_id = result.district_id AND later.round_id = result.round_id
                    AND later.courtyard_id = result.courtyard_id AND later.revision > result.revision)
        ), '[]')
    ) INTO told
    FROM ratings_ratinground round
    JOIN ratings_ratingstandard standard
      ON standard.district_id = round.district_id AND standard.id = round.standard_id
    JOIN governance_district district ON district.id = round.district_id
    WHERE round.district_id = asked AND round.year = asked_year AND round.status IN ('publicity', 'announced');
    PERFORM set_config('portal.districts', districts, true), set_config('portal.streets', streets, true);
    RETURN told;
END $$;
"""
BACK = "DROP FUNCTION portal.public_stars(int, int);"


class Migration(migrations.Migration):

    dependencies = [
        ('courtyards', '0003_activity_returns'),
        ('governance', '0016_calendar'),
        ('ratings', '0007_rounds'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Occurrence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seen_at', models.DateTimeField(verbose_name='seen at')),
                ('place', models.CharField(max_length=120, verbose_name='place')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='note')),
                ('by_name', models.CharField(max_length=80, verbose_name='seen by')),
                ('courtyard', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='courtyards.courtyard', verbose_name='courtyard')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
                ('finding', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='seen', to='ratings.finding')),
                ('street', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.street', verbose_name='street')),
            ],
            options={
                'ordering': ['seen_at', 'pk'],
                'abstract': False,
                'indexes': [models.Index(fields=['district', 'finding'], name='ratings_occurrence_of')],
                'constraints': [governance.tenancy.constraints.TenantPolicy(name='ratings_occurrence_tenant', shape='street'), models.UniqueConstraint(fields=('district', 'id'), name='ratings_occurrence_key'), governance.tenancy.constraints.TenantReference(field='street', name='ratings_occurrence_street_ref', street=False), governance.tenancy.constraints.TenantReference(field='courtyard', name='ratings_occurrence_courtyard_ref', street=True), governance.tenancy.constraints.TenantReference(field='finding', name='ratings_occurrence_finding_ref', street=False), models.CheckConstraint(condition=models.Q(('place', ''), _negated=True), name='ratings_occurrence_has_a_place', violation_error_message='Say where it was seen.')],
            },
        ),
        migrations.CreateModel(
            name='ScorerSeat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scorer', models.PositiveSmallIntegerField(choices=[(0, 'what holds'), (1, 'first scorer'), (2, 'second scorer')], verbose_name='scorer')),
                ('user_name', models.CharField(max_length=80, verbose_name='person')),
                ('handed_in_at', models.DateTimeField(blank=True, null=True, verbose_name='handed in at')),
                ('courtyard', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='courtyards.courtyard', verbose_name='courtyard')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
                ('round', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='ratings.ratinground')),
                ('street', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.street', verbose_name='street')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['district', 'user', 'round'], name='ratings_seat_of')],
                'constraints': [governance.tenancy.constraints.TenantPolicy(name='ratings_scorerseat_tenant', shape='street'), models.UniqueConstraint(fields=('district', 'id'), name='ratings_scorerseat_key'), governance.tenancy.constraints.TenantReference(field='street', name='ratings_scorerseat_street_ref', street=False), governance.tenancy.constraints.TenantReference(field='courtyard', name='ratings_scorerseat_courtyard_ref', street=True), governance.tenancy.constraints.TenantReference(field='round', name='ratings_scorerseat_round_ref', street=False), models.UniqueConstraint(fields=('district', 'round', 'courtyard', 'scorer'), name='ratings_seat_one_a_scorer'), models.UniqueConstraint(fields=('district', 'round', 'courtyard', 'user'), name='ratings_seat_two_people', violation_error_message="One person can't be both scorers of a courtyard."), models.CheckConstraint(condition=models.Q(('scorer__in', [1, 2])), name='ratings_seat_first_or_second')],
            },
        ),
        migrations.RunSQL(FUNCTION, BACK),
    ]
