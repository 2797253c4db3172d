"""Standards as trees of categories and items, with sources, weights, and what two scorers found."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import governance.tenancy.constraints
import governance.tenancy.fields

# What was shipped before had categories as words and explanations of another shape; results are never rewritten.
EMPTY = """
ALTER TABLE ratings_ratingstandard NO FORCE ROW LEVEL SECURITY;
DO $$ BEGIN
    IF EXISTS (SELECT FROM ratings_ratingstandard) THEN
        RAISE EXCEPTION 'The standards of this database have the shape of an earlier preview. Empty it (make reset) and load it again.';
    END IF;
END $$;
ALTER TABLE ratings_ratingstandard FORCE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('courtyards', '0003_activity_returns'),
        ('governance', '0015_summaries'),
        ('ratings', '0002_moment'),
    ]

    operations = [
        migrations.RunSQL(EMPTY, migrations.RunSQL.noop),
        migrations.RenameField(model_name='standarditem', old_name='per_occurrence', new_name='per_unit'),
        migrations.RenameField(model_name='starthreshold', old_name='at_least', new_name='bound'),
        migrations.AlterField(
            model_name='standarditem',
            name='per_unit',
            field=models.DecimalField(decimal_places=2, default=0, max_digits=6, verbose_name='points for each'),
        ),
        migrations.AlterField(
            model_name='starthreshold',
            name='bound',
            field=models.DecimalField(decimal_places=2, max_digits=6, verbose_name='bound'),
        ),
        migrations.CreateModel(
            name='SourceWeight',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(choices=[('self', 'committee or firm itself'), ('owners', 'owners, by opinion'), ('street', 'street office'), ('expert', 'experts of the district'), ('third_party', 'third party'), ('survey', 'satisfaction survey'), ('collection', 'fee collection rate'), ('indicator', 'indicator of the portal')], max_length=12, verbose_name='source')),
                ('weight', models.DecimalField(decimal_places=2, max_digits=5, verbose_name='weight in percent')),
            ],
            options={
                'ordering': ['source'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='StandardCategory',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=12, verbose_name='code')),
                ('title', models.CharField(max_length=60, verbose_name='title')),
                ('cap', models.DecimalField(blank=True, decimal_places=2, max_digits=7, null=True, verbose_name='points at most')),
                ('is_bonus', models.BooleanField(default=False, verbose_name='bonus')),
            ],
            options={
                'ordering': ['code'],
                'abstract': False,
            },
        ),
        migrations.RemoveConstraint(
            model_name='finding',
            name='ratings_finding_once_an_item',
        ),
        migrations.RemoveConstraint(
            model_name='standarditem',
            name='ratings_item_points_are_not_negative',
        ),
        migrations.RemoveField(
            model_name='standarditem',
            name='is_bonus',
        ),
        migrations.AddField(
            model_name='finding',
            name='scorer',
            field=models.PositiveSmallIntegerField(choices=[(0, 'what holds'), (1, 'first scorer'), (2, 'second scorer')], default=0, verbose_name='scorer'),
        ),
        migrations.AddField(
            model_name='finding',
            name='value',
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=7, null=True, verbose_name='value'),
        ),
        migrations.AddField(
            model_name='ratingstandard',
            name='bands',
            field=models.CharField(choices=[('score', 'by score'), ('rank', 'by rank')], default='score', max_length=8, verbose_name='stars are given'),
        ),
        migrations.AddField(
            model_name='ratingstandard',
            name='months_of_service',
            field=models.PositiveSmallIntegerField(default=0, verbose_name='months of service'),
        ),
        migrations.AddField(
            model_name='ratingstandard',
            name='needs_covenant',
            field=models.BooleanField(default=False, verbose_name='needs a covenant'),
        ),
        migrations.AddField(
            model_name='ratingstandard',
            name='population',
            field=models.CharField(default='all', max_length=30, verbose_name='population'),
        ),
        migrations.AddField(
            model_name='ratingstandard',
            name='publicity_days',
            field=models.PositiveSmallIntegerField(default=5, verbose_name='working days of publicity'),
        ),
        migrations.AddField(
            model_name='ratingstandard',
            name='answer_days',
            field=models.PositiveSmallIntegerField(default=10, verbose_name='working days to answer an objection'),
        ),
        migrations.AddField(
            model_name='ratingstandard',
            name='recheck_percent',
            field=models.PositiveSmallIntegerField(default=100, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='re-checked in percent'),
        ),
        migrations.AddField(
            model_name='ratingstandard',
            name='survey_least',
            field=models.PositiveSmallIntegerField(default=0, verbose_name='valid answers at least'),
        ),
        migrations.AddField(
            model_name='ratingstandard',
            name='survey_percent',
            field=models.DecimalField(decimal_places=2, default=0, max_digits=5, verbose_name='sample in percent of households'),
        ),
        migrations.AddField(
            model_name='ratingstandard',
            name='total',
            field=models.DecimalField(decimal_places=2, default=100, max_digits=7, verbose_name='total'),
        ),
        migrations.AddField(
            model_name='standarditem',
            name='clause',
            field=models.CharField(blank=True, max_length=40, verbose_name='clause'),
        ),
        migrations.AddField(
            model_name='standarditem',
            name='evidence',
            field=models.CharField(blank=True, max_length=120, verbose_name='evidence demanded'),
        ),
        migrations.AddField(
            model_name='standarditem',
            name='kind',
            field=models.CharField(choices=[('faults', 'deducted for each fault'), ('merits', 'added for each merit'), ('shortfall', 'deducted for each percentage point below the target'), ('points', 'points given by the scorer'), ('share', 'full mark times a percentage')], default='faults', max_length=10, verbose_name='kind'),
        ),
        migrations.AddField(
            model_name='standarditem',
            name='reads',
            field=models.CharField(blank=True, max_length=60, verbose_name='what is read'),
        ),
        migrations.AddField(
            model_name='standarditem',
            name='source',
            field=models.CharField(choices=[('self', 'committee or firm itself'), ('owners', 'owners, by opinion'), ('street', 'street office'), ('expert', 'experts of the district'), ('third_party', 'third party'), ('survey', 'satisfaction survey'), ('collection', 'fee collection rate'), ('indicator', 'indicator of the portal')], default='street', max_length=12, verbose_name='source'),
        ),
        migrations.AddField(
            model_name='standarditem',
            name='target',
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name='target in percent'),
        ),
        migrations.AddField(
            model_name='vetoitem',
            name='clause',
            field=models.CharField(blank=True, max_length=40, verbose_name='clause'),
        ),
        migrations.AlterField(
            model_name='finding',
            name='occurrences',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='occurrences'),
        ),
        migrations.AlterField(
            model_name='ratingstandard',
            name='status',
            field=models.CharField(choices=[('draft', 'draft'), ('checked', 'checked'), ('released', 'released'), ('superseded', 'superseded')], default='draft', max_length=12, verbose_name='status'),
        ),
        migrations.AddConstraint(
            model_name='finding',
            constraint=models.UniqueConstraint(fields=('district', 'round', 'courtyard', 'item', 'scorer'), name='ratings_finding_once_an_item'),
        ),
        migrations.AddConstraint(
            model_name='finding',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('occurrences__isnull', False), ('value__isnull', True)), models.Q(('occurrences__isnull', True), ('value__gte', 0)), _connector='OR'), name='ratings_finding_counts_or_measures'),
        ),
        migrations.AddConstraint(
            model_name='ratingstandard',
            constraint=models.CheckConstraint(condition=models.Q(('recheck_percent__lte', 100), ('survey_percent__gte', 0), ('survey_percent__lte', 100)), name='ratings_standard_percentages'),
        ),
        migrations.AddField(
            model_name='sourceweight',
            name='district',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district'),
        ),
        migrations.AddField(
            model_name='sourceweight',
            name='standard',
            field=governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='weights', to='ratings.ratingstandard'),
        ),
        migrations.AddField(
            model_name='standardcategory',
            name='district',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district'),
        ),
        migrations.AddField(
            model_name='standardcategory',
            name='parent',
            field=governance.tenancy.fields.TenantForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='classes', to='ratings.standardcategory'),
        ),
        migrations.AddField(
            model_name='standardcategory',
            name='standard',
            field=governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='categories', to='ratings.ratingstandard'),
        ),
        migrations.RemoveField(model_name='standarditem', name='category'),
        migrations.AddField(
            model_name='standarditem',
            name='category',
            field=governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='items', to='ratings.standardcategory'),
        ),
        migrations.AddConstraint(
            model_name='standarditem',
            constraint=governance.tenancy.constraints.TenantReference(field='category', name='ratings_standarditem_category_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='standarditem',
            constraint=models.CheckConstraint(condition=models.Q(('full_mark__gte', 0), ('per_unit__gte', 0)), name='ratings_item_points_are_not_negative'),
        ),
        migrations.AddConstraint(
            model_name='standarditem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('target__gt', 0), ('target__lte', 100)), models.Q(('target__isnull', True), models.Q(('kind', 'shortfall'), _negated=True)), _connector='OR'), name='ratings_item_shortfall_has_a_target'),
        ),
        migrations.AddConstraint(
            model_name='sourceweight',
            constraint=governance.tenancy.constraints.TenantPolicy(name='ratings_sourceweight_tenant', shape='district'),
        ),
        migrations.AddConstraint(
            model_name='sourceweight',
            constraint=models.UniqueConstraint(fields=('district', 'id'), name='ratings_sourceweight_key'),
        ),
        migrations.AddConstraint(
            model_name='sourceweight',
            constraint=governance.tenancy.constraints.TenantReference(field='standard', name='ratings_sourceweight_standard_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='sourceweight',
            constraint=models.UniqueConstraint(fields=('district', 'standard', 'source'), name='ratings_weight_source_once'),
        ),
        migrations.AddConstraint(
            model_name='sourceweight',
            constraint=models.CheckConstraint(condition=models.Q(('weight__gt', 0), ('weight__lte', 100)), name='ratings_weight_0_to_100'),
        ),
        migrations.AddConstraint(
            model_name='standardcategory',
            constraint=governance.tenancy.constraints.TenantPolicy(name='ratings_standardcategory_tenant', shape='district'),
        ),
        migrations.AddConstraint(
            model_name='standardcategory',
            constraint=models.UniqueConstraint(fields=('district', 'id'), name='ratings_standardcategory_key'),
        ),
        migrations.AddConstraint(
            model_name='standardcategory',
            constraint=governance.tenancy.constraints.TenantReference(field='standard', name='ratings_standardcategory_standard_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='standardcategory',
            constraint=governance.tenancy.constraints.TenantReference(field='parent', name='ratings_standardcategory_parent_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='standardcategory',
            constraint=models.UniqueConstraint(fields=('district', 'standard', 'code'), name='ratings_category_code_once'),
        ),
        migrations.AddConstraint(
            model_name='standardcategory',
            constraint=models.CheckConstraint(condition=models.Q(('cap__isnull', True), ('cap__gte', 0), _connector='OR'), name='ratings_category_cap_not_negative'),
        ),
    ]
