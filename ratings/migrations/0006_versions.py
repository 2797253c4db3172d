"""The life of a standard's version: drafted, checked, released by another, and never edited from then on."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# A released version is stone: of it only the word changes that the next one supersedes it, and of its parts nothing.
STONE = """
CREATE FUNCTION portal.keep_released_standard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.status IN ('released', 'superseded') AND (
        TG_OP = 'DELETE' OR to_jsonb(NEW) - 'status' IS DISTINCT FROM to_jsonb(OLD) - 'status'
        OR (NEW.status <> OLD.status AND (OLD.status, NEW.status) <> ('released', 'superseded'))
    ) THEN
        RAISE EXCEPTION 'a released standard is never edited: the next version follows it' USING ERRCODE = 'YZ003';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE FUNCTION portal.keep_released_part() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    told record;
BEGIN
    FOR told IN
        SELECT standard.status FROM public.ratings_ratingstandard standard
        WHERE (TG_OP <> 'INSERT' AND (standard.district_id, standard.id) = (OLD.district_id, OLD.standard_id))
           OR (TG_OP <> 'DELETE' AND (standard.district_id, standard.id) = (NEW.district_id, NEW.standard_id))
    LOOP
        IF told.status IN ('released', 'superseded') THEN
            RAISE EXCEPTION 'a released standard is never edited: the next version follows it' USING ERRCODE = 'YZ003';
        END IF;
    END LOOP;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER keeps_released BEFORE UPDATE OR DELETE ON public.ratings_ratingstandard
    FOR EACH ROW EXECUTE FUNCTION portal.keep_released_standard();
"""
PARTS = ("standardcategory", "sourceweight", "standarditem", "starthreshold", "vetoitem")
KEEPS = "".join(
    f"CREATE TRIGGER keeps_released BEFORE INSERT OR UPDATE OR DELETE ON public.ratings_{part}"
    " FOR EACH ROW EXECUTE FUNCTION portal.keep_released_part();\n"
    for part in PARTS
)
BACK = "DROP FUNCTION portal.keep_released_standard() CASCADE; DROP FUNCTION portal.keep_released_part() CASCADE;"


class Migration(migrations.Migration):

    dependencies = [
        ('governance', '0016_calendar'),
        ('ratings', '0005_surveys'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='ratingstandard',
            name='checked_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='checked at'),
        ),
        migrations.AddField(
            model_name='ratingstandard',
            name='checked_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='ratingstandard',
            name='checked_by_name',
            field=models.CharField(blank=True, max_length=80, verbose_name='checked by'),
        ),
        migrations.AddField(
            model_name='ratingstandard',
            name='draft',
            field=models.JSONField(blank=True, null=True, verbose_name='draft'),
        ),
        migrations.AddField(
            model_name='ratingstandard',
            name='drafted_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='drafted at'),
        ),
        migrations.AddField(
            model_name='ratingstandard',
            name='drafted_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='ratingstandard',
            name='drafted_by_name',
            field=models.CharField(blank=True, max_length=80, verbose_name='drafted by'),
        ),
        migrations.AddField(
            model_name='ratingstandard',
            name='released_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='released at'),
        ),
        migrations.AddField(
            model_name='ratingstandard',
            name='released_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='ratingstandard',
            name='released_by_name',
            field=models.CharField(blank=True, max_length=80, verbose_name='released by'),
        ),
        migrations.AddField(
            model_name='ratingstandard',
            name='released_for',
            field=models.CharField(blank=True, max_length=300, verbose_name='reason of the release'),
        ),
        migrations.AddField(
            model_name='starthreshold',
            name='top',
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True, verbose_name='up to'),
        ),
        migrations.AddConstraint(
            model_name='ratingstandard',
            constraint=models.UniqueConstraint(condition=models.Q(('status__in', ('draft', 'checked'))), fields=('district', 'key'), name='ratings_standard_one_in_the_making', violation_error_message='The next version of this standard is in the making already.'),
        ),
        migrations.AddConstraint(
            model_name='ratingstandard',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'released')), fields=('district', 'key'), name='ratings_standard_one_released', violation_error_message='One version of a standard is in force at a time.'),
        ),
        migrations.AddConstraint(
            model_name='ratingstandard',
            constraint=models.CheckConstraint(condition=models.Q(('drafted_by__isnull', True), ('status', 'draft'), models.Q(('checked_at__isnull', False), ('checked_by__isnull', False), models.Q(('checked_by', models.F('drafted_by')), _negated=True)), _connector='OR'), name='ratings_standard_checked_by_another', violation_error_message='Whoever drafts a version does not check it.'),
        ),
        migrations.AddConstraint(
            model_name='ratingstandard',
            constraint=models.CheckConstraint(condition=models.Q(('drafted_by__isnull', True), ('status__in', ('draft', 'checked')), models.Q(('released_at__isnull', False), ('released_by__isnull', False), models.Q(('released_by', models.F('drafted_by')), _negated=True), models.Q(('released_for', ''), _negated=True)), _connector='OR'), name='ratings_standard_released_by_another', violation_error_message='Whoever drafts a version does not release it.'),
        ),
        migrations.RunSQL(STONE + KEEPS, BACK),
    ]
