"""Two scorers of a courtyard, occurrences with their photos, and what everybody may read of a round."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import governance.tenancy.constraints
import governance.tenancy.fields

FUNCTION = """
-- What everybody may read of a round, without an account: courtyards and their stars, once they are announced, or those of
-- them that were published; NULL before that and where there is no such round. While a courtyard is re-inspected its published
-- star is told. No person, no finding, no explanation. The caller has no scope: the function stands in the district for as
-- long as it runs, and leaves the caller's settings as they were.
CREATE FUNCTION portal.public_stars(asked int, asked_year int) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    districts text := COALESCE(current_setting('portal.districts', true), '');
    streets text := COALESCE(current_setting('portal.streets', true), '');
    told jsonb;
BEGIN
    PERFORM set_config('portal.districts', asked::text, true), set_config('portal.streets', 'all', true);
    WITH round AS (
        SELECT round.*, round.status = 'announced' AS is_announced FROM ratings_ratinground round
        WHERE round.district_id = asked AND round.year = asked_year
    ), latest AS (
        SELECT DISTINCT ON (result.courtyard_id) result.* FROM ratings_ratingresult result
        JOIN round ON round.id = result.round_id
        WHERE result.district_id = asked
        ORDER BY result.courtyard_id, result.revision DESC
    ), published AS (
        SELECT line.courtyard_id, line.result_id, publicity.last_on, entry.step = 'published' AS is_settled
        FROM ratings_publicityline line
        JOIN round ON round.id = line.round_id
        JOIN ratings_publicity publicity ON publicity.district_id = asked AND publicity.id = line.publicity_id
        JOIN ratings_ratingentry entry
          ON entry.district_id = asked AND entry.round_id = line.round_id AND entry.courtyard_id = line.courtyard_id
        WHERE line.district_id = asked
    ), shown AS (
        SELECT latest.*, NULL::date AS last_on FROM latest, round WHERE round.is_announced
        UNION ALL
        SELECT result.*, published.last_on FROM round, published
        JOIN latest ON latest.courtyard_id = published.courtyard_id
        JOIN ratings_ratingresult result
          ON result.district_id = asked
         AND result.id = CASE WHEN published.is_settled THEN latest.id ELSE published.result_id END
        WHERE NOT round.is_announced
    )
    SELECT jsonb_build_object(
        'district', district.name, 'year', round.year, 'is_announced', round.is_announced,
        'announced_on', round.announced_on, 'last_on', (SELECT max(last_on) FROM shown),
        'standard', standard.title, 'version', standard.version, 'document', standard.document,
        'is_example', standard.is_example,
        'rows', COALESCE((
            SELECT jsonb_agg(jsonb_build_object(
                       'street', street.name, 'street_code', street.code, 'courtyard', courtyard.name,
                       'code', courtyard.code, 'score', shown.score::text, 'star', shown.star, 'vetoed', shown.is_vetoed,
                       'revoked_from', revoked.counts_from)
                       ORDER BY street.code, shown.star DESC, shown.score DESC, courtyard.code)
            FROM shown
            JOIN courtyards_courtyard courtyard
              ON courtyard.district_id = shown.district_id AND courtyard.id = shown.courtyard_id
            JOIN governance_street street ON street.district_id = shown.district_id AND street.id = shown.street_id
            LEFT JOIN ratings_stardecision revoked
              ON revoked.district_id = shown.district_id AND revoked.round_id = shown.round_id
             AND revoked.courtyard_id = shown.courtyard_id AND revoked.kind = 'revocation' AND revoked.state = 'confirmed'
        ), '[]')
    ) INTO told
    FROM round
    JOIN ratings_ratingstandard standard
      ON standard.district_id = round.district_id AND standard.id = round.standard_id
    JOIN governance_district district ON district.id = round.district_id
    WHERE round.is_announced OR EXISTS (SELECT FROM shown);
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
                ('returned_for', models.CharField(blank=True, max_length=300, verbose_name='given back because')),
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
