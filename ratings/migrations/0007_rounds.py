"""How a round runs: steps and their acts, publicity, objections, plaques, and the decisions after an announcement."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models

import governance.tenancy.constraints
import governance.tenancy.fields

FUNCTION = """
-- How an objection stands, for whoever proves its tracking number. The caller has no scope: the function reads the
-- objection's own row by that proof (policy objection), stands in its district for as long as it runs, and leaves the
-- caller's settings as they were. It tells no name, no grounds and no signatures.
CREATE FUNCTION portal.objection_tracked(asked text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    credential text := COALESCE(current_setting('portal.credential', true), '');
    districts text := COALESCE(current_setting('portal.districts', true), '');
    streets text := COALESCE(current_setting('portal.streets', true), '');
    objection ratings_objection;
    told jsonb;
BEGIN
    PERFORM set_config('portal.credential', asked, true), set_config('portal.districts', '', true);
    SELECT * INTO objection FROM ratings_objection WHERE number = asked;
    IF FOUND THEN
        PERFORM set_config('portal.districts', objection.district_id::text, true),
                set_config('portal.streets', objection.street_id::text, true);
        SELECT jsonb_build_object(
            'district', district.name, 'year', round.year, 'announced_on', round.announced_on,
            'courtyard', courtyard.name, 'state', objection.state, 'received_on', objection.received_on,
            'due_on', objection.due_on, 'last_on', publicity.last_on, 'star', published.star, 'new_star', outcome.star,
            'answer', objection.answer, 'answered_on', objection.answered_on
        ) INTO told
        FROM ratings_ratinground round
        JOIN governance_district district ON district.id = round.district_id
        JOIN courtyards_courtyard courtyard
          ON courtyard.district_id = round.district_id AND courtyard.id = objection.courtyard_id
        JOIN ratings_publicityline line ON line.district_id = round.district_id AND line.id = objection.line_id
        JOIN ratings_publicity publicity
          ON publicity.district_id = round.district_id AND publicity.id = line.publicity_id
        JOIN ratings_ratingresult published
          ON published.district_id = round.district_id AND published.id = line.result_id
        LEFT JOIN ratings_ratingresult outcome
          ON outcome.district_id = round.district_id AND outcome.id = objection.outcome_id
        WHERE round.district_id = objection.district_id AND round.id = objection.round_id;
    END IF;
    PERFORM set_config('portal.credential', credential, true), set_config('portal.districts', districts, true),
            set_config('portal.streets', streets, true);
    RETURN told;
END $$;
"""
BACK = "DROP FUNCTION portal.objection_tracked(text)"


class Migration(migrations.Migration):

    dependencies = [
        ('courtyards', '0003_activity_returns'),
        ('governance', '0016_calendar'),
        ('ratings', '0006_versions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='ratingentry',
            name='by_district',
            field=models.BooleanField(default=False, verbose_name='rated by the district'),
        ),
        migrations.AddField(
            model_name='ratingentry',
            name='is_drawn',
            field=models.BooleanField(blank=True, null=True, verbose_name='drawn for the re-check'),
        ),
        migrations.AddField(
            model_name='ratingentry',
            name='step',
            field=models.CharField(choices=[('self', 'self-score'), ('opinion', 'community opinion'), ('rating', 'preliminary rating'), ('recheck', 'district re-check'), ('passed', 'to be published'), ('published', 'stars published'), ('reinspection', 're-inspection')], default='rating', max_length=12, verbose_name='step'),
        ),
        migrations.AddField(
            model_name='ratinground',
            name='eligible_on',
            field=models.DateField(blank=True, null=True, verbose_name='day of eligibility'),
        ),
        migrations.AddField(
            model_name='ratinground',
            name='opened_on',
            field=models.DateField(blank=True, null=True, verbose_name='opened on'),
        ),
        migrations.CreateModel(
            name='Publicity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('published_on', models.DateField(verbose_name='published on')),
                ('days', models.PositiveSmallIntegerField(verbose_name='working days')),
                ('last_on', models.DateField(verbose_name='last day')),
                ('place', models.CharField(max_length=160, verbose_name='where it is shown')),
                ('document', models.CharField(max_length=160, verbose_name='notice')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
                ('round', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='publicities', to='ratings.ratinground')),
                ('street', governance.tenancy.fields.TenantForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.street', verbose_name='street')),
            ],
            options={
                'ordering': ['published_on', 'id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PublicityLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(db_default=models.Func(function='portal.change_moment', output_field=models.DateTimeField()), editable=False, verbose_name='recorded at')),
                ('change', governance.tenancy.fields.TenantForeignKey(db_constraint=False, db_default=models.Func(function='portal.change_id', output_field=models.BigIntegerField()), editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.change', verbose_name='change')),
                ('courtyard', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='courtyards.courtyard', verbose_name='courtyard')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
                ('publicity', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='ratings.publicity')),
                ('result', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ratings.ratingresult')),
                ('round', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ratings.ratinground')),
                ('street', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.street', verbose_name='street')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Objection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=12, unique=True, verbose_name='tracking number')),
                ('objector', models.CharField(choices=[('firm', 'the serving firm'), ('committee', "the courtyard's committee"), ('residents', "the residents' or villagers' committee"), ('owners', 'owners together')], max_length=12, verbose_name='objector')),
                ('objector_name', models.CharField(blank=True, max_length=120, verbose_name='name')),
                ('signed', models.PositiveIntegerField(blank=True, null=True, verbose_name='owners who signed')),
                ('households', models.PositiveIntegerField(blank=True, null=True, verbose_name='households then')),
                ('received_on', models.DateField(verbose_name='received on')),
                ('grounds', models.CharField(max_length=600, verbose_name='grounds')),
                ('due_on', models.DateField(verbose_name='to be answered by')),
                ('state', models.CharField(choices=[('lodged', 'being looked into'), ('rejected', 'rejected'), ('reinspection', 're-inspection ordered'), ('changed', 'result changed'), ('confirmed', 'result confirmed')], default='lodged', max_length=12, verbose_name='state')),
                ('answer', models.CharField(blank=True, max_length=600, verbose_name='answer')),
                ('answered_on', models.DateField(blank=True, null=True, verbose_name='answered on')),
                ('courtyard', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='courtyards.courtyard', verbose_name='courtyard')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
                ('outcome', governance.tenancy.fields.TenantForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ratings.ratingresult', verbose_name='result after it')),
                ('round', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ratings.ratinground')),
                ('street', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.street', verbose_name='street')),
                ('line', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ratings.publicityline', verbose_name='published star')),
            ],
            options={
                'ordering': ['due_on', 'id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RecheckDraw',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(db_default=models.Func(function='portal.change_moment', output_field=models.DateTimeField()), editable=False, verbose_name='recorded at')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('seed', models.CharField(max_length=32, verbose_name='seed')),
                ('percent', models.PositiveSmallIntegerField(verbose_name='percent')),
                ('codes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None, verbose_name='courtyards')),
                ('drawn', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None, verbose_name='drawn')),
                ('change', governance.tenancy.fields.TenantForeignKey(db_constraint=False, db_default=models.Func(function='portal.change_id', output_field=models.BigIntegerField()), editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.change', verbose_name='change')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
                ('round', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='draws', to='ratings.ratinground')),
            ],
            options={
                'ordering': ['number'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RoundDeadline',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.CharField(choices=[('self', 'self-score'), ('opinion', 'community opinion'), ('rating', 'preliminary rating'), ('recheck', 'district re-check'), ('passed', 'to be published'), ('published', 'stars published'), ('reinspection', 're-inspection')], max_length=12, verbose_name='step')),
                ('days', models.PositiveSmallIntegerField(verbose_name='working days')),
                ('due_on', models.DateField(verbose_name='due on')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
                ('round', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='deadlines', to='ratings.ratinground')),
            ],
            options={
                'ordering': ['due_on', 'id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='StarDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('revocation', 'revocation of the star'), ('ruling', 'decision of a court or authority')], max_length=12, verbose_name='kind')),
                ('state', models.CharField(choices=[('proposed', 'proposed'), ('confirmed', 'confirmed'), ('declined', 'declined')], default='proposed', max_length=12, verbose_name='state')),
                ('document', models.CharField(max_length=160, verbose_name='document')),
                ('ground', models.CharField(max_length=300, verbose_name='reason')),
                ('counts_from', models.DateField(blank=True, null=True, verbose_name='counts no more from')),
                ('proposed_by_name', models.CharField(max_length=80, verbose_name='proposed by')),
                ('proposed_on', models.DateField(verbose_name='proposed on')),
                ('decided_by_name', models.CharField(blank=True, max_length=80, verbose_name='decided by')),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name='decided on')),
                ('courtyard', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='courtyards.courtyard', verbose_name='courtyard')),
                ('decided_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
                ('entry', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='ratings.ratingentry')),
                ('outcome', governance.tenancy.fields.TenantForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ratings.ratingresult', verbose_name='result after it')),
                ('proposed_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('round', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ratings.ratinground')),
                ('street', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.street', verbose_name='street')),
            ],
            options={
                'ordering': ['id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='EntryAct',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(db_default=models.Func(function='portal.change_moment', output_field=models.DateTimeField()), editable=False, verbose_name='recorded at')),
                ('deed', models.CharField(choices=[('hand_on', 'handed to the next step'), ('give_back', 'given back'), ('spare', 'passed without re-check'), ('publish', 'stars published'), ('order', 're-inspection ordered'), ('close', 're-inspection closed')], max_length=12, verbose_name='deed')),
                ('came_from', models.CharField(choices=[('self', 'self-score'), ('opinion', 'community opinion'), ('rating', 'preliminary rating'), ('recheck', 'district re-check'), ('passed', 'to be published'), ('published', 'stars published'), ('reinspection', 're-inspection')], max_length=12, verbose_name='from')),
                ('went_to', models.CharField(choices=[('self', 'self-score'), ('opinion', 'community opinion'), ('rating', 'preliminary rating'), ('recheck', 'district re-check'), ('passed', 'to be published'), ('published', 'stars published'), ('reinspection', 're-inspection')], max_length=12, verbose_name='to')),
                ('comment', models.CharField(blank=True, max_length=300, verbose_name='comment')),
                ('acted_on', models.DateField(verbose_name='on')),
                ('change', governance.tenancy.fields.TenantForeignKey(db_constraint=False, db_default=models.Func(function='portal.change_id', output_field=models.BigIntegerField()), editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.change', verbose_name='change')),
                ('courtyard', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='courtyards.courtyard', verbose_name='courtyard')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
                ('entry', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='acts', to='ratings.ratingentry')),
                ('street', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.street', verbose_name='street')),
            ],
            options={
                'ordering': ['id'],
                'abstract': False,
                'indexes': [models.Index(fields=['district', 'entry'], name='ratings_act_entry')],
                'constraints': [governance.tenancy.constraints.TenantPolicy(name='ratings_entryact_tenant', shape='street'), models.UniqueConstraint(fields=('district', 'id'), name='ratings_entryact_key'), governance.tenancy.constraints.TenantReference(field='street', name='ratings_entryact_street_ref', street=False), governance.tenancy.constraints.TenantReference(field='courtyard', name='ratings_entryact_courtyard_ref', street=True), governance.tenancy.constraints.TenantReference(field='change', name='ratings_entryact_change_ref', street=False), governance.tenancy.constraints.TenantReference(field='entry', name='ratings_entryact_entry_ref', street=False), models.CheckConstraint(condition=models.Q(models.Q(('deed', 'give_back'), _negated=True), models.Q(('comment', ''), _negated=True), _connector='OR'), name='ratings_entryact_back_with_a_comment')],
            },
        ),
        migrations.CreateModel(
            name='LeftOut',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(db_default=models.Func(function='portal.change_moment', output_field=models.DateTimeField()), editable=False, verbose_name='recorded at')),
                ('reason', models.CharField(choices=[('population', 'It is not among the courtyards that this standard rates.'), ('not_served', 'No firm serves it on that day.'), ('too_short', 'It has not been served long enough.'), ('no_covenant', 'It has no management covenant in force on that day.')], max_length=12, verbose_name='reason')),
                ('since', models.DateField(blank=True, null=True, verbose_name='served since')),
                ('change', governance.tenancy.fields.TenantForeignKey(db_constraint=False, db_default=models.Func(function='portal.change_id', output_field=models.BigIntegerField()), editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.change', verbose_name='change')),
                ('courtyard', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='courtyards.courtyard', verbose_name='courtyard')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
                ('round', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ratings.ratinground')),
                ('street', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.street', verbose_name='street')),
            ],
            options={
                'abstract': False,
                'constraints': [governance.tenancy.constraints.TenantPolicy(name='ratings_leftout_tenant', shape='street'), models.UniqueConstraint(fields=('district', 'id'), name='ratings_leftout_key'), governance.tenancy.constraints.TenantReference(field='street', name='ratings_leftout_street_ref', street=False), governance.tenancy.constraints.TenantReference(field='courtyard', name='ratings_leftout_courtyard_ref', street=True), governance.tenancy.constraints.TenantReference(field='round', name='ratings_leftout_round_ref', street=False), governance.tenancy.constraints.TenantReference(field='change', name='ratings_leftout_change_ref', street=False), models.UniqueConstraint(fields=('district', 'round', 'courtyard'), name='ratings_leftout_once_a_round')],
            },
        ),
        migrations.CreateModel(
            name='Plaque',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=20, verbose_name='plaque number')),
                ('given_on', models.DateField(verbose_name='given on')),
                ('taken_back_on', models.DateField(blank=True, null=True, verbose_name='taken back on')),
                ('courtyard', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='courtyards.courtyard', verbose_name='courtyard')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
                ('result', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ratings.ratingresult')),
                ('round', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ratings.ratinground')),
                ('street', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.street', verbose_name='street')),
            ],
            options={
                'ordering': ['number'],
                'abstract': False,
                'constraints': [governance.tenancy.constraints.TenantPolicy(name='ratings_plaque_tenant', shape='street'), models.UniqueConstraint(fields=('district', 'id'), name='ratings_plaque_key'), governance.tenancy.constraints.TenantReference(field='street', name='ratings_plaque_street_ref', street=False), governance.tenancy.constraints.TenantReference(field='courtyard', name='ratings_plaque_courtyard_ref', street=True), governance.tenancy.constraints.TenantReference(field='round', name='ratings_plaque_round_ref', street=False), governance.tenancy.constraints.TenantReference(field='result', name='ratings_plaque_result_ref', street=False), models.UniqueConstraint(fields=('district', 'number'), name='ratings_plaque_number_once'), models.UniqueConstraint(condition=models.Q(('taken_back_on__isnull', True)), fields=('district', 'round', 'courtyard'), name='ratings_plaque_one_at_a_time'), models.CheckConstraint(condition=models.Q(('taken_back_on__isnull', True), ('taken_back_on__gte', models.F('given_on')), _connector='OR'), name='ratings_plaque_back_after_it_was_given')],
            },
        ),
        migrations.AddConstraint(
            model_name='publicity',
            constraint=governance.tenancy.constraints.TenantPolicy(name='ratings_publicity_tenant', shape='optional_street'),
        ),
        migrations.AddConstraint(
            model_name='publicity',
            constraint=models.UniqueConstraint(fields=('district', 'id'), name='ratings_publicity_key'),
        ),
        migrations.AddConstraint(
            model_name='publicity',
            constraint=governance.tenancy.constraints.TenantReference(field='street', name='ratings_publicity_street_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='publicity',
            constraint=governance.tenancy.constraints.TenantReference(field='round', name='ratings_publicity_round_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='publicity',
            constraint=models.CheckConstraint(condition=models.Q(('days__gte', 1), ('last_on__gt', models.F('published_on'))), name='ratings_publicity_runs'),
        ),
        migrations.AddConstraint(
            model_name='publicityline',
            constraint=governance.tenancy.constraints.TenantPolicy(name='ratings_publicityline_tenant', shape='street'),
        ),
        migrations.AddConstraint(
            model_name='publicityline',
            constraint=models.UniqueConstraint(fields=('district', 'id'), name='ratings_publicityline_key'),
        ),
        migrations.AddConstraint(
            model_name='publicityline',
            constraint=governance.tenancy.constraints.TenantReference(field='street', name='ratings_publicityline_street_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='publicityline',
            constraint=governance.tenancy.constraints.TenantReference(field='courtyard', name='ratings_publicityline_courtyard_ref', street=True),
        ),
        migrations.AddConstraint(
            model_name='publicityline',
            constraint=governance.tenancy.constraints.TenantReference(field='publicity', name='ratings_publicityline_publicity_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='publicityline',
            constraint=governance.tenancy.constraints.TenantReference(field='round', name='ratings_publicityline_round_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='publicityline',
            constraint=governance.tenancy.constraints.TenantReference(field='result', name='ratings_publicityline_result_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='publicityline',
            constraint=governance.tenancy.constraints.TenantReference(field='change', name='ratings_publicityline_change_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='publicityline',
            constraint=models.UniqueConstraint(fields=('district', 'round', 'courtyard'), name='ratings_publicityline_once_a_round'),
        ),
        migrations.AddIndex(
            model_name='objection',
            index=models.Index(fields=['district', 'round', 'state'], name='ratings_objection_state'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=governance.tenancy.constraints.TenantPolicy(name='ratings_objection_tenant', shape='objection'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.UniqueConstraint(fields=('district', 'id'), name='ratings_objection_key'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=governance.tenancy.constraints.TenantReference(field='street', name='ratings_objection_street_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=governance.tenancy.constraints.TenantReference(field='courtyard', name='ratings_objection_courtyard_ref', street=True),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=governance.tenancy.constraints.TenantReference(field='round', name='ratings_objection_round_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=governance.tenancy.constraints.TenantReference(field='line', name='ratings_objection_line_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=governance.tenancy.constraints.TenantReference(field='outcome', name='ratings_objection_outcome_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(django.db.models.lookups.GreaterThanOrEqual(django.db.models.expressions.CombinedExpression(models.F('signed'), '*', models.Value(100)), django.db.models.expressions.CombinedExpression(models.F('households'), '*', models.Value(20))), ('households__gt', 0), ('objector', 'owners')), models.Q(models.Q(('objector', 'owners'), _negated=True), ('signed__isnull', True)), _connector='OR'), name='ratings_objection_of_enough_owners', violation_error_message='Owners object together: at least 20 % of the households must sign.'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('state', 'lodged')), models.Q(models.Q(('answer', ''), _negated=True), ('answered_on__isnull', False)), _connector='OR'), name='ratings_objection_answered_with_reasons'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome__isnull', False), ('state__in', ['changed', 'confirmed'])), models.Q(('outcome__isnull', True), models.Q(('state__in', ['changed', 'confirmed']), _negated=True)), _connector='OR'), name='ratings_objection_outcome_of_a_reinspection'),
        ),
        migrations.AddConstraint(
            model_name='recheckdraw',
            constraint=governance.tenancy.constraints.TenantPolicy(name='ratings_recheckdraw_tenant', shape='district'),
        ),
        migrations.AddConstraint(
            model_name='recheckdraw',
            constraint=models.UniqueConstraint(fields=('district', 'id'), name='ratings_recheckdraw_key'),
        ),
        migrations.AddConstraint(
            model_name='recheckdraw',
            constraint=governance.tenancy.constraints.TenantReference(field='round', name='ratings_recheckdraw_round_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='recheckdraw',
            constraint=governance.tenancy.constraints.TenantReference(field='change', name='ratings_recheckdraw_change_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='recheckdraw',
            constraint=models.UniqueConstraint(fields=('district', 'round', 'number'), name='ratings_draw_number_once'),
        ),
        migrations.AddConstraint(
            model_name='recheckdraw',
            constraint=models.CheckConstraint(condition=models.Q(('percent__lt', 100)), name='ratings_draw_percent'),
        ),
        migrations.AddConstraint(
            model_name='rounddeadline',
            constraint=governance.tenancy.constraints.TenantPolicy(name='ratings_rounddeadline_tenant', shape='district'),
        ),
        migrations.AddConstraint(
            model_name='rounddeadline',
            constraint=models.UniqueConstraint(fields=('district', 'id'), name='ratings_rounddeadline_key'),
        ),
        migrations.AddConstraint(
            model_name='rounddeadline',
            constraint=governance.tenancy.constraints.TenantReference(field='round', name='ratings_rounddeadline_round_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='rounddeadline',
            constraint=models.UniqueConstraint(fields=('district', 'round', 'step'), name='ratings_deadline_once_a_step'),
        ),
        migrations.AddConstraint(
            model_name='rounddeadline',
            constraint=models.CheckConstraint(condition=models.Q(('days__gte', 1), ('step__in', ['self', 'opinion', 'rating', 'recheck'])), name='ratings_deadline_of_a_timed_step'),
        ),
        migrations.AddConstraint(
            model_name='stardecision',
            constraint=governance.tenancy.constraints.TenantPolicy(name='ratings_stardecision_tenant', shape='street'),
        ),
        migrations.AddConstraint(
            model_name='stardecision',
            constraint=models.UniqueConstraint(fields=('district', 'id'), name='ratings_stardecision_key'),
        ),
        migrations.AddConstraint(
            model_name='stardecision',
            constraint=governance.tenancy.constraints.TenantReference(field='street', name='ratings_stardecision_street_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='stardecision',
            constraint=governance.tenancy.constraints.TenantReference(field='courtyard', name='ratings_stardecision_courtyard_ref', street=True),
        ),
        migrations.AddConstraint(
            model_name='stardecision',
            constraint=governance.tenancy.constraints.TenantReference(field='entry', name='ratings_stardecision_entry_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='stardecision',
            constraint=governance.tenancy.constraints.TenantReference(field='round', name='ratings_stardecision_round_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='stardecision',
            constraint=governance.tenancy.constraints.TenantReference(field='outcome', name='ratings_stardecision_outcome_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='stardecision',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'revocation'), models.Q(('state', 'declined'), _negated=True)), fields=('district', 'round', 'courtyard'), name='ratings_stardecision_one_revocation', violation_error_message='A revocation of this star is proposed or confirmed already.'),
        ),
        migrations.AddConstraint(
            model_name='stardecision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('counts_from__day', 1), ('kind', 'revocation')), models.Q(('counts_from__isnull', True), ('kind', 'ruling')), _connector='OR'), name='ratings_stardecision_revoked_from_a_month', violation_error_message='A star is taken back from the first day of a month on.'),
        ),
        migrations.AddConstraint(
            model_name='stardecision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_by__isnull', True), ('state', 'proposed')), models.Q(('decided_on__isnull', False), ('decided_by__isnull', False), models.Q(('decided_by', models.F('proposed_by')), _negated=True)), _connector='OR'), name='ratings_stardecision_by_two_people'),
        ),
        migrations.RunSQL(FUNCTION, BACK),
    ]
