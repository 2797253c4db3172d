"""Payments as batches with steps, approvals, bank files and their results; accounts, claims, and the fund."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

import governance.tenancy.constraints
import governance.tenancy.fields

# What was recorded as paid before has no courtyard's item, no approval and no account; such rows are never rewritten.
EMPTY = """
ALTER TABLE subsidies_paymentbatch NO FORCE ROW LEVEL SECURITY;
DO $$ BEGIN
    IF EXISTS (SELECT FROM subsidies_paymentbatch) THEN
        RAISE EXCEPTION 'The payments of this database have the shape of an earlier preview. Empty it (make reset) and load it again.';
    END IF;
END $$;
ALTER TABLE subsidies_paymentbatch FORCE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('courtyards', '0003_activity_returns'),
        ('governance', '0016_calendar'),
        ('subsidies', '0005_applications'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(EMPTY, migrations.RunSQL.noop),
        migrations.DeleteModel(name='PaymentLine'),
        migrations.DeleteModel(name='PaymentBatch'),
        migrations.CreateModel(
            name='ClawbackClaim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=30, verbose_name='claim')),
                ('state', models.CharField(choices=[('claimed', 'claimed, to be noticed'), ('noticed', 'noticed, to be paid back'), ('waiver', 'waiver proposed'), ('settled', 'claim settled'), ('waived', 'waived')], default='claimed', max_length=10, verbose_name='state')),
                ('why', models.CharField(max_length=300, verbose_name='why')),
                ('amount_fen', models.BigIntegerField(verbose_name='amount')),
                ('claimed_on', models.DateField(verbose_name='claimed on')),
                ('notice', models.CharField(blank=True, max_length=160, verbose_name='notice')),
                ('noticed_on', models.DateField(blank=True, null=True, verbose_name='noticed on')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='to be paid back by')),
                ('waiver_document', models.CharField(blank=True, max_length=160, verbose_name='document of the waiver')),
                ('waiver_ground', models.CharField(blank=True, max_length=300, verbose_name='ground of the waiver')),
                ('proposed_by_name', models.CharField(blank=True, max_length=80, verbose_name='proposed by')),
                ('waived_by_name', models.CharField(blank=True, max_length=80, verbose_name='waived by')),
                ('waived_on', models.DateField(blank=True, null=True, verbose_name='waived on')),
                ('courtyard', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='courtyards.courtyard', verbose_name='courtyard')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
                ('proposed_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('street', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.street', verbose_name='street')),
                ('waived_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ClawbackLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(db_default=models.Func(function='portal.change_moment', output_field=models.DateTimeField()), editable=False, verbose_name='recorded at')),
                ('amount_fen', models.BigIntegerField(verbose_name='amount')),
                ('change', governance.tenancy.fields.TenantForeignKey(db_constraint=False, db_default=models.Func(function='portal.change_id', output_field=models.BigIntegerField()), editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.change', verbose_name='change')),
                ('claim', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='subsidies.clawbackclaim')),
                ('courtyard', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='courtyards.courtyard', verbose_name='courtyard')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
                ('line', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='subsidies.entitlementline')),
                ('street', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.street', verbose_name='street')),
            ],
            options={
                'ordering': ['id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PayeeAccount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('holder', models.CharField(max_length=120, verbose_name='account holder')),
                ('bank', models.CharField(max_length=120, verbose_name='bank')),
                ('account_number', models.CharField(max_length=34, verbose_name='account number')),
                ('contact', models.CharField(blank=True, max_length=80, verbose_name='contact')),
                ('state', models.CharField(choices=[('proposed', 'to be confirmed'), ('confirmed', 'confirmed'), ('declined', 'declined'), ('replaced', 'replaced')], default='proposed', max_length=10, verbose_name='state')),
                ('entered_by_name', models.CharField(max_length=80, verbose_name='entered by')),
                ('entered_on', models.DateField(verbose_name='entered on')),
                ('decided_by_name', models.CharField(blank=True, max_length=80, verbose_name='decided by')),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name='decided on')),
                ('courtyard', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='courtyards.courtyard', verbose_name='courtyard')),
                ('decided_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
                ('entered_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('street', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.street', verbose_name='street')),
            ],
            options={
                'ordering': ['id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PaymentBatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(db_default=models.Func(function='portal.change_moment', output_field=models.DateTimeField()), editable=False, verbose_name='recorded at')),
                ('number', models.CharField(max_length=30, verbose_name='batch')),
                ('kind', models.CharField(choices=[('month', 'a month'), ('quarter', 'a quarter'), ('half', 'half a year'), ('year', 'a year')], max_length=8, verbose_name='period')),
                ('month', models.DateField(verbose_name='first month')),
                ('until', models.DateField(verbose_name='month after the last')),
                ('with_arrears', models.BooleanField(default=False, verbose_name='with what remains of earlier months')),
                ('prepared_on', models.DateField(verbose_name='prepared on')),
                ('prepared_by_name', models.CharField(max_length=80, verbose_name='prepared by')),
                ('courtyards', models.PositiveIntegerField(verbose_name='courtyards')),
                ('total_fen', models.BigIntegerField(verbose_name='total')),
                ('ladder', models.JSONField(verbose_name='ladder')),
                ('change', governance.tenancy.fields.TenantForeignKey(db_constraint=False, db_default=models.Func(function='portal.change_id', output_field=models.BigIntegerField()), editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.change', verbose_name='change')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
                ('prepared_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-month', '-id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='FundEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(db_default=models.Func(function='portal.change_moment', output_field=models.DateTimeField()), editable=False, verbose_name='recorded at')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('kind', models.CharField(choices=[('income', 'allocation of the district'), ('grant', 'grant from above'), ('profit_return', 'profit return'), ('recovery', 'recovered subsidy'), ('release', 'commitment released'), ('commitment', 'commitment'), ('reward', 'reward paid'), ('expense', 'other expense'), ('payment', 'payment of a commitment')], max_length=14, verbose_name='kind')),
                ('amount_fen', models.BigIntegerField(verbose_name='amount')),
                ('free_before_fen', models.BigIntegerField(verbose_name='free before')),
                ('free_after_fen', models.BigIntegerField(verbose_name='free after')),
                ('on', models.DateField(verbose_name='on')),
                ('document', models.CharField(max_length=160, verbose_name='document')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='note')),
                ('change', governance.tenancy.fields.TenantForeignKey(db_constraint=False, db_default=models.Func(function='portal.change_id', output_field=models.BigIntegerField()), editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.change', verbose_name='change')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
                ('batch', governance.tenancy.fields.TenantForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='subsidies.paymentbatch')),
            ],
            options={
                'ordering': ['number'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='BatchPublicity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(db_default=models.Func(function='portal.change_moment', output_field=models.DateTimeField()), editable=False, verbose_name='recorded at')),
                ('published_on', models.DateField(verbose_name='published on')),
                ('days', models.PositiveSmallIntegerField(verbose_name='working days')),
                ('last_on', models.DateField(verbose_name='last day')),
                ('place', models.CharField(max_length=160, verbose_name='where it is shown')),
                ('document', models.CharField(max_length=160, verbose_name='notice')),
                ('change', governance.tenancy.fields.TenantForeignKey(db_constraint=False, db_default=models.Func(function='portal.change_id', output_field=models.BigIntegerField()), editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.change', verbose_name='change')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
                ('batch', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='publicities', to='subsidies.paymentbatch')),
            ],
            options={
                'ordering': ['id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='BatchAct',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(db_default=models.Func(function='portal.change_moment', output_field=models.DateTimeField()), editable=False, verbose_name='recorded at')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('attempt', models.PositiveSmallIntegerField(default=0, verbose_name='attempt')),
                ('deed', models.CharField(choices=[('prepare', 'prepare the batch'), ('submit', 'submit for review'), ('endorse', 'endorse'), ('give_back', 'give back'), ('publish', 'publish the batch'), ('approve', 'approve the payment'), ('send', 'send to the bank'), ('record', 'take in the result'), ('close', 'close the batch'), ('withdraw', 'withdraw the batch')], max_length=12, verbose_name='deed')),
                ('hand', models.PositiveSmallIntegerField(verbose_name='hand')),
                ('role', models.CharField(choices=[('operator', 'platform operator'), ('leader', 'district leader'), ('governance', 'governance office'), ('housing', 'housing centre'), ('organisation', 'organisation department'), ('finance', 'finance'), ('clerk', 'street clerk'), ('reviewer', 'street reviewer'), ('auditor', 'auditor'), ('api', 'API client')], max_length=20, verbose_name='as')),
                ('actor_name', models.CharField(max_length=80, verbose_name='person')),
                ('came_from', models.CharField(blank=True, choices=[('prepared', 'prepared'), ('review', 'under review'), ('returned', 'given back'), ('reviewed', 'reviewed, to be published'), ('published', 'in publicity'), ('approved', 'approved for payment'), ('sent', 'sent to the bank'), ('paid', 'paid, to be closed'), ('closed', 'payment closed'), ('withdrawn', 'payment withdrawn')], max_length=12, verbose_name='from')),
                ('went_to', models.CharField(choices=[('prepared', 'prepared'), ('review', 'under review'), ('returned', 'given back'), ('reviewed', 'reviewed, to be published'), ('published', 'in publicity'), ('approved', 'approved for payment'), ('sent', 'sent to the bank'), ('paid', 'paid, to be closed'), ('closed', 'payment closed'), ('withdrawn', 'payment withdrawn')], max_length=12, verbose_name='to')),
                ('amount_fen', models.BigIntegerField(verbose_name='amount')),
                ('document', models.CharField(blank=True, max_length=160, verbose_name='document')),
                ('comment', models.CharField(blank=True, max_length=300, verbose_name='comment')),
                ('acted_on', models.DateField(verbose_name='on')),
                ('actor', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('change', governance.tenancy.fields.TenantForeignKey(db_constraint=False, db_default=models.Func(function='portal.change_id', output_field=models.BigIntegerField()), editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.change', verbose_name='change')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
                ('batch', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='acts', to='subsidies.paymentbatch')),
            ],
            options={
                'ordering': ['number'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='BankFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(db_default=models.Func(function='portal.change_moment', output_field=models.DateTimeField()), editable=False, verbose_name='recorded at')),
                ('rows', models.PositiveIntegerField(verbose_name='lines')),
                ('total_fen', models.BigIntegerField(verbose_name='control sum')),
                ('digest', models.CharField(max_length=64, verbose_name='digest')),
                ('change', governance.tenancy.fields.TenantForeignKey(db_constraint=False, db_default=models.Func(function='portal.change_id', output_field=models.BigIntegerField()), editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.change', verbose_name='change')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
                ('batch', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='files', to='subsidies.paymentbatch')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PaymentItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(db_default=models.Func(function='portal.change_moment', output_field=models.DateTimeField()), editable=False, verbose_name='recorded at')),
                ('reference', models.CharField(max_length=40, verbose_name='reference')),
                ('months', models.PositiveSmallIntegerField(verbose_name='months')),
                ('first_month', models.DateField(verbose_name='from month')),
                ('last_month', models.DateField(verbose_name='to month')),
                ('area_m2', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='floor area')),
                ('star', models.PositiveSmallIntegerField(choices=[(0, 'no star'), (1, 'one star'), (2, 'two stars'), (3, 'three stars'), (4, 'four stars'), (5, 'five stars')], null=True, verbose_name='star')),
                ('rate_yuan_per_m2_month', models.DecimalField(decimal_places=4, max_digits=5, verbose_name='rate')),
                ('gross_fen', models.BigIntegerField(verbose_name='of the ledger')),
                ('set_off_fen', models.BigIntegerField(default=0, verbose_name='set off')),
                ('amount_fen', models.BigIntegerField(verbose_name='amount')),
                ('batch', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='items', to='subsidies.paymentbatch')),
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
            name='BatchLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('amount_fen', models.BigIntegerField(verbose_name='amount')),
                ('is_open', models.BooleanField(default=True, verbose_name='under way')),
                ('courtyard', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='courtyards.courtyard', verbose_name='courtyard')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
                ('line', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='subsidies.entitlementline')),
                ('street', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.street', verbose_name='street')),
                ('item', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='subsidies.paymentitem')),
            ],
            options={
                'ordering': ['id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='BankFileLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(db_default=models.Func(function='portal.change_moment', output_field=models.DateTimeField()), editable=False, verbose_name='recorded at')),
                ('amount_fen', models.BigIntegerField(verbose_name='amount')),
                ('change', governance.tenancy.fields.TenantForeignKey(db_constraint=False, db_default=models.Func(function='portal.change_id', output_field=models.BigIntegerField()), editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.change', verbose_name='change')),
                ('courtyard', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='courtyards.courtyard', verbose_name='courtyard')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
                ('file', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='subsidies.bankfile')),
                ('street', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.street', verbose_name='street')),
                ('account', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='subsidies.payeeaccount')),
                ('item', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='sent', to='subsidies.paymentitem')),
            ],
            options={
                'ordering': ['id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PaymentObjection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=50, verbose_name='objection number')),
                ('objector', models.CharField(max_length=80, verbose_name='who objects')),
                ('received_on', models.DateField(verbose_name='received on')),
                ('grounds', models.CharField(max_length=600, verbose_name='grounds')),
                ('state', models.CharField(choices=[('open', 'to be answered'), ('rejected', 'rejected'), ('upheld', 'found right')], default='open', max_length=10, verbose_name='state')),
                ('answer', models.CharField(blank=True, max_length=600, verbose_name='answer')),
                ('answered_on', models.DateField(blank=True, null=True, verbose_name='answered on')),
                ('entered_by_name', models.CharField(max_length=80, verbose_name='entered by')),
                ('answered_by_name', models.CharField(blank=True, max_length=80, verbose_name='answered by')),
                ('answered_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('courtyard', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='courtyards.courtyard', verbose_name='courtyard')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
                ('entered_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('item', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='subsidies.paymentitem')),
                ('street', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.street', verbose_name='street')),
            ],
            options={
                'ordering': ['id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PaymentSample',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(db_default=models.Func(function='portal.change_moment', output_field=models.DateTimeField()), editable=False, verbose_name='recorded at')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('seed', models.CharField(max_length=32, verbose_name='seed')),
                ('percent', models.PositiveSmallIntegerField(verbose_name='percent')),
                ('codes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None, verbose_name='courtyards')),
                ('drawn', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None, verbose_name='drawn')),
                ('batch', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='samples', to='subsidies.paymentbatch')),
                ('change', governance.tenancy.fields.TenantForeignKey(db_constraint=False, db_default=models.Func(function='portal.change_id', output_field=models.BigIntegerField()), editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.change', verbose_name='change')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
            ],
            options={
                'ordering': ['number'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Repayment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(db_default=models.Func(function='portal.change_moment', output_field=models.DateTimeField()), editable=False, verbose_name='recorded at')),
                ('kind', models.CharField(choices=[('cash', 'paid back'), ('set_off', 'set off against a payment')], max_length=8, verbose_name='kind')),
                ('claim_fen', models.BigIntegerField(verbose_name='amount of the claim')),
                ('earlier_fen', models.BigIntegerField(default=0, verbose_name='paid back before')),
                ('amount_fen', models.BigIntegerField(verbose_name='amount')),
                ('on', models.DateField(verbose_name='on')),
                ('document', models.CharField(max_length=160, verbose_name='document')),
                ('change', governance.tenancy.fields.TenantForeignKey(db_constraint=False, db_default=models.Func(function='portal.change_id', output_field=models.BigIntegerField()), editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.change', verbose_name='change')),
                ('claim', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='repayments', to='subsidies.clawbackclaim')),
                ('courtyard', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='courtyards.courtyard', verbose_name='courtyard')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
                ('item', governance.tenancy.fields.TenantForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='subsidies.paymentitem')),
                ('street', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.street', verbose_name='street')),
            ],
            options={
                'ordering': ['id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PaymentLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(db_default=models.Func(function='portal.change_moment', output_field=models.DateTimeField()), editable=False, verbose_name='recorded at')),
                ('due_fen', models.BigIntegerField(verbose_name='amount of the line')),
                ('earlier_fen', models.BigIntegerField(default=0, verbose_name='paid before')),
                ('amount_fen', models.BigIntegerField(verbose_name='amount')),
                ('paid_on', models.DateField(verbose_name='paid on')),
                ('batch', governance.tenancy.fields.TenantForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='subsidies.paymentbatch')),
                ('change', governance.tenancy.fields.TenantForeignKey(db_constraint=False, db_default=models.Func(function='portal.change_id', output_field=models.BigIntegerField()), editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.change', verbose_name='change')),
                ('courtyard', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='courtyards.courtyard', verbose_name='courtyard')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
                ('item', governance.tenancy.fields.TenantForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='subsidies.paymentitem')),
                ('line', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='subsidies.entitlementline')),
                ('street', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.street', verbose_name='street')),
                ('repayment', governance.tenancy.fields.TenantForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='subsidies.repayment')),
            ],
            options={
                'ordering': ['id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ResultFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(db_default=models.Func(function='portal.change_moment', output_field=models.DateTimeField()), editable=False, verbose_name='recorded at')),
                ('name', models.CharField(max_length=160, verbose_name='file')),
                ('digest', models.CharField(max_length=64, verbose_name='digest')),
                ('rows', models.PositiveIntegerField(verbose_name='lines')),
                ('paid_fen', models.BigIntegerField(verbose_name='paid')),
                ('paid_on', models.DateField(verbose_name='paid on')),
                ('voucher', models.CharField(max_length=60, verbose_name='voucher')),
                ('batch', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='results', to='subsidies.paymentbatch')),
                ('change', governance.tenancy.fields.TenantForeignKey(db_constraint=False, db_default=models.Func(function='portal.change_id', output_field=models.BigIntegerField()), editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.change', verbose_name='change')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
            ],
            options={
                'ordering': ['id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ResultLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(db_default=models.Func(function='portal.change_moment', output_field=models.DateTimeField()), editable=False, verbose_name='recorded at')),
                ('outcome', models.CharField(choices=[('paid', 'paid in full'), ('partly', 'paid in part'), ('failed', 'payment failed')], max_length=8, verbose_name='result')),
                ('sent_fen', models.BigIntegerField(verbose_name='sent')),
                ('paid_fen', models.BigIntegerField(verbose_name='paid')),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='reason')),
                ('change', governance.tenancy.fields.TenantForeignKey(db_constraint=False, db_default=models.Func(function='portal.change_id', output_field=models.BigIntegerField()), editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.change', verbose_name='change')),
                ('courtyard', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='courtyards.courtyard', verbose_name='courtyard')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
                ('file', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='subsidies.resultfile')),
                ('item', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='results', to='subsidies.paymentitem')),
                ('street', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.street', verbose_name='street')),
            ],
            options={
                'ordering': ['id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SampleFinding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(db_default=models.Func(function='portal.change_moment', output_field=models.DateTimeField()), editable=False, verbose_name='recorded at')),
                ('found', models.CharField(choices=[('arrived', 'the amount arrived'), ('differs', 'another amount arrived'), ('missing', 'nothing arrived'), ('unreached', 'nobody was reached')], max_length=10, verbose_name='found')),
                ('comment', models.CharField(blank=True, max_length=300, verbose_name='comment')),
                ('asked_on', models.DateField(verbose_name='asked on')),
                ('asked_by_name', models.CharField(max_length=80, verbose_name='asked by')),
                ('change', governance.tenancy.fields.TenantForeignKey(db_constraint=False, db_default=models.Func(function='portal.change_id', output_field=models.BigIntegerField()), editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.change', verbose_name='change')),
                ('courtyard', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='courtyards.courtyard', verbose_name='courtyard')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
                ('item', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='subsidies.paymentitem')),
                ('sample', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='subsidies.paymentsample')),
                ('street', governance.tenancy.fields.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.street', verbose_name='street')),
            ],
            options={
                'ordering': ['id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ApprovalRung',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('above_fen', models.BigIntegerField(verbose_name='above')),
                ('role', models.CharField(choices=[('operator', 'platform operator'), ('leader', 'district leader'), ('governance', 'governance office'), ('housing', 'housing centre'), ('organisation', 'organisation department'), ('finance', 'finance'), ('clerk', 'street clerk'), ('reviewer', 'street reviewer'), ('auditor', 'auditor'), ('api', 'API client')], max_length=20, verbose_name='role')),
                ('document', models.CharField(max_length=160, verbose_name='document')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
            ],
            options={
                'ordering': ['above_fen'],
                'abstract': False,
                'constraints': [governance.tenancy.constraints.TenantPolicy(name='subsidies_approvalrung_tenant', shape='district'), models.UniqueConstraint(fields=('district', 'id'), name='subsidies_approvalrung_key'), models.UniqueConstraint(fields=('district', 'above_fen'), name='subsidies_rung_once_an_amount'), models.CheckConstraint(condition=models.Q(('above_fen__gte', 0), ('role__in', ['housing', 'finance', 'leader'])), name='subsidies_rung_of_who_approves')],
            },
        ),
        migrations.AddIndex(
            model_name='clawbackclaim',
            index=models.Index(fields=['district', 'state'], name='subsidies_claim_state'),
        ),
        migrations.AddConstraint(
            model_name='clawbackclaim',
            constraint=governance.tenancy.constraints.TenantPolicy(name='subsidies_clawbackclaim_tenant', shape='street'),
        ),
        migrations.AddConstraint(
            model_name='clawbackclaim',
            constraint=models.UniqueConstraint(fields=('district', 'id'), name='subsidies_clawbackclaim_key'),
        ),
        migrations.AddConstraint(
            model_name='clawbackclaim',
            constraint=governance.tenancy.constraints.TenantReference(field='street', name='subsidies_clawbackclaim_street_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='clawbackclaim',
            constraint=governance.tenancy.constraints.TenantReference(field='courtyard', name='subsidies_clawbackclaim_courtyard_ref', street=True),
        ),
        migrations.AddConstraint(
            model_name='clawbackclaim',
            constraint=models.UniqueConstraint(fields=('district', 'number'), name='subsidies_claim_number_once'),
        ),
        migrations.AddConstraint(
            model_name='clawbackclaim',
            constraint=models.CheckConstraint(condition=models.Q(('amount_fen__gt', 0)), name='subsidies_claim_of_something'),
        ),
        migrations.AddConstraint(
            model_name='clawbackclaim',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('state', 'waived'), _negated=True), ('waived_by__isnull', True)), models.Q(('proposed_by__isnull', False), ('state', 'waived'), ('waived_by__isnull', False), ('waived_on__isnull', False), models.Q(('waived_by', models.F('proposed_by')), _negated=True), models.Q(('waiver_document', ''), _negated=True)), _connector='OR'), name='subsidies_claim_waived_by_two_people'),
        ),
        migrations.AddConstraint(
            model_name='clawbackline',
            constraint=governance.tenancy.constraints.TenantPolicy(name='subsidies_clawbackline_tenant', shape='street'),
        ),
        migrations.AddConstraint(
            model_name='clawbackline',
            constraint=models.UniqueConstraint(fields=('district', 'id'), name='subsidies_clawbackline_key'),
        ),
        migrations.AddConstraint(
            model_name='clawbackline',
            constraint=governance.tenancy.constraints.TenantReference(field='street', name='subsidies_clawbackline_street_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='clawbackline',
            constraint=governance.tenancy.constraints.TenantReference(field='courtyard', name='subsidies_clawbackline_courtyard_ref', street=True),
        ),
        migrations.AddConstraint(
            model_name='clawbackline',
            constraint=governance.tenancy.constraints.TenantReference(field='claim', name='subsidies_clawbackline_claim_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='clawbackline',
            constraint=governance.tenancy.constraints.TenantReference(field='line', name='subsidies_clawbackline_line_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='clawbackline',
            constraint=governance.tenancy.constraints.TenantReference(field='change', name='subsidies_clawbackline_change_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='clawbackline',
            constraint=models.UniqueConstraint(fields=('district', 'line'), name='subsidies_clawbackline_in_one_claim'),
        ),
        migrations.AddConstraint(
            model_name='payeeaccount',
            constraint=governance.tenancy.constraints.TenantPolicy(name='subsidies_payeeaccount_tenant', shape='street'),
        ),
        migrations.AddConstraint(
            model_name='payeeaccount',
            constraint=models.UniqueConstraint(fields=('district', 'id'), name='subsidies_payeeaccount_key'),
        ),
        migrations.AddConstraint(
            model_name='payeeaccount',
            constraint=governance.tenancy.constraints.TenantReference(field='street', name='subsidies_payeeaccount_street_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='payeeaccount',
            constraint=governance.tenancy.constraints.TenantReference(field='courtyard', name='subsidies_payeeaccount_courtyard_ref', street=True),
        ),
        migrations.AddConstraint(
            model_name='payeeaccount',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['proposed', 'confirmed'])), fields=('district', 'courtyard', 'state'), name='subsidies_payee_one_at_a_time', violation_error_message='An account of this courtyard waits to be confirmed already.'),
        ),
        migrations.AddConstraint(
            model_name='payeeaccount',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_by__isnull', True), ('state', 'proposed')), models.Q(('decided_on__isnull', False), ('decided_by__isnull', False), models.Q(('decided_by', models.F('entered_by')), _negated=True)), _connector='OR'), name='subsidies_payee_by_two_people'),
        ),
        migrations.AddConstraint(
            model_name='payeeaccount',
            constraint=models.CheckConstraint(condition=models.Q(('account_number__regex', '^[0-9]{8,34}$')), name='subsidies_payee_number_is_digits', violation_error_message='An account number is 8 to 34 digits.'),
        ),
        migrations.AddConstraint(
            model_name='paymentbatch',
            constraint=governance.tenancy.constraints.TenantPolicy(name='subsidies_paymentbatch_tenant', shape='district'),
        ),
        migrations.AddConstraint(
            model_name='paymentbatch',
            constraint=models.UniqueConstraint(fields=('district', 'id'), name='subsidies_paymentbatch_key'),
        ),
        migrations.AddConstraint(
            model_name='paymentbatch',
            constraint=governance.tenancy.constraints.TenantReference(field='change', name='subsidies_paymentbatch_change_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='paymentbatch',
            constraint=models.UniqueConstraint(fields=('district', 'number'), name='subsidies_batch_number_once', violation_error_message='This batch number is taken.'),
        ),
        migrations.AddConstraint(
            model_name='paymentbatch',
            constraint=models.CheckConstraint(condition=models.Q(('month__day', 1), ('until__day', 1), ('until__gt', models.F('month'))), name='subsidies_batch_of_whole_months'),
        ),
        migrations.AddConstraint(
            model_name='paymentbatch',
            constraint=models.CheckConstraint(condition=models.Q(('courtyards__gte', 1), ('total_fen__gte', 0)), name='subsidies_batch_never_below_nothing'),
        ),
        migrations.AddConstraint(
            model_name='fundentry',
            constraint=governance.tenancy.constraints.TenantPolicy(name='subsidies_fundentry_tenant', shape='district'),
        ),
        migrations.AddConstraint(
            model_name='fundentry',
            constraint=models.UniqueConstraint(fields=('district', 'id'), name='subsidies_fundentry_key'),
        ),
        migrations.AddConstraint(
            model_name='fundentry',
            constraint=governance.tenancy.constraints.TenantReference(field='batch', name='subsidies_fundentry_batch_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='fundentry',
            constraint=governance.tenancy.constraints.TenantReference(field='change', name='subsidies_fundentry_change_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='fundentry',
            constraint=models.UniqueConstraint(fields=('district', 'number'), name='subsidies_fundentry_one_after_the_other'),
        ),
        migrations.AddConstraint(
            model_name='fundentry',
            constraint=models.CheckConstraint(condition=models.Q(('amount_fen__gt', 0), ('free_after_fen__gte', 0), models.Q(models.Q(('free_after_fen', django.db.models.expressions.CombinedExpression(models.F('free_before_fen'), '+', models.F('amount_fen'))), ('kind__in', ('income', 'grant', 'profit_return', 'recovery', 'release'))), models.Q(('free_after_fen', django.db.models.expressions.CombinedExpression(models.F('free_before_fen'), '-', models.F('amount_fen'))), ('kind__in', ('commitment', 'reward', 'expense'))), models.Q(('batch__isnull', False), ('free_after_fen', models.F('free_before_fen')), ('kind', 'payment')), _connector='OR')), name='subsidies_fundentry_within_the_balance', violation_error_message='The fund has less than that.'),
        ),
        migrations.AddConstraint(
            model_name='fundentry',
            constraint=models.UniqueConstraint(condition=models.Q(('batch__isnull', False), ('kind', 'commitment')), fields=('district', 'batch'), name='subsidies_fundentry_committed_once_a_batch'),
        ),
        migrations.AddConstraint(
            model_name='batchpublicity',
            constraint=governance.tenancy.constraints.TenantPolicy(name='subsidies_batchpublicity_tenant', shape='district'),
        ),
        migrations.AddConstraint(
            model_name='batchpublicity',
            constraint=models.UniqueConstraint(fields=('district', 'id'), name='subsidies_batchpublicity_key'),
        ),
        migrations.AddConstraint(
            model_name='batchpublicity',
            constraint=governance.tenancy.constraints.TenantReference(field='batch', name='subsidies_batchpublicity_batch_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='batchpublicity',
            constraint=governance.tenancy.constraints.TenantReference(field='change', name='subsidies_batchpublicity_change_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='batchpublicity',
            constraint=models.CheckConstraint(condition=models.Q(('days__gte', 1), ('last_on__gt', models.F('published_on'))), name='subsidies_batchpublicity_runs'),
        ),
        migrations.AddConstraint(
            model_name='batchact',
            constraint=governance.tenancy.constraints.TenantPolicy(name='subsidies_batchact_tenant', shape='district'),
        ),
        migrations.AddConstraint(
            model_name='batchact',
            constraint=models.UniqueConstraint(fields=('district', 'id'), name='subsidies_batchact_key'),
        ),
        migrations.AddConstraint(
            model_name='batchact',
            constraint=governance.tenancy.constraints.TenantReference(field='batch', name='subsidies_batchact_batch_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='batchact',
            constraint=governance.tenancy.constraints.TenantReference(field='change', name='subsidies_batchact_change_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='batchact',
            constraint=models.UniqueConstraint(fields=('district', 'batch', 'number'), name='subsidies_batchact_one_after_the_other'),
        ),
        migrations.AddConstraint(
            model_name='batchact',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('district', '='), ('batch', '='), ('actor', '='), ('hand', '<>')], name='subsidies_batchact_one_hand_a_person', violation_error_message='Entering, approving and paying a batch are the work of three people.'),
        ),
        migrations.AddConstraint(
            model_name='batchact',
            constraint=models.UniqueConstraint(condition=models.Q(('deed', 'endorse')), fields=('district', 'batch', 'attempt', 'actor'), name='subsidies_batchact_endorsed_once_a_person'),
        ),
        migrations.AddConstraint(
            model_name='batchact',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('deed__in', ['prepare', 'submit', 'publish', 'withdraw']), ('hand', 1)), models.Q(('deed__in', ['endorse', 'give_back', 'approve']), ('hand', 2)), models.Q(('deed__in', ['send', 'record', 'close']), ('hand', 3)), _connector='OR'), name='subsidies_batchact_hand_of_its_deed'),
        ),
        migrations.AddConstraint(
            model_name='batchact',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('deed', 'give_back'), _negated=True), models.Q(('comment', ''), _negated=True), _connector='OR'), name='subsidies_batchact_back_with_a_comment'),
        ),
        migrations.AddConstraint(
            model_name='bankfile',
            constraint=governance.tenancy.constraints.TenantPolicy(name='subsidies_bankfile_tenant', shape='district'),
        ),
        migrations.AddConstraint(
            model_name='bankfile',
            constraint=models.UniqueConstraint(fields=('district', 'id'), name='subsidies_bankfile_key'),
        ),
        migrations.AddConstraint(
            model_name='bankfile',
            constraint=governance.tenancy.constraints.TenantReference(field='batch', name='subsidies_bankfile_batch_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='bankfile',
            constraint=governance.tenancy.constraints.TenantReference(field='change', name='subsidies_bankfile_change_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='bankfile',
            constraint=models.UniqueConstraint(fields=('district', 'batch'), name='subsidies_bankfile_once_a_batch'),
        ),
        migrations.AddConstraint(
            model_name='paymentitem',
            constraint=governance.tenancy.constraints.TenantPolicy(name='subsidies_paymentitem_tenant', shape='street'),
        ),
        migrations.AddConstraint(
            model_name='paymentitem',
            constraint=models.UniqueConstraint(fields=('district', 'id'), name='subsidies_paymentitem_key'),
        ),
        migrations.AddConstraint(
            model_name='paymentitem',
            constraint=governance.tenancy.constraints.TenantReference(field='street', name='subsidies_paymentitem_street_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='paymentitem',
            constraint=governance.tenancy.constraints.TenantReference(field='courtyard', name='subsidies_paymentitem_courtyard_ref', street=True),
        ),
        migrations.AddConstraint(
            model_name='paymentitem',
            constraint=governance.tenancy.constraints.TenantReference(field='batch', name='subsidies_paymentitem_batch_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='paymentitem',
            constraint=governance.tenancy.constraints.TenantReference(field='change', name='subsidies_paymentitem_change_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='paymentitem',
            constraint=models.UniqueConstraint(fields=('district', 'batch', 'courtyard'), name='subsidies_item_once_a_batch'),
        ),
        migrations.AddConstraint(
            model_name='paymentitem',
            constraint=models.UniqueConstraint(fields=('district', 'reference'), name='subsidies_item_reference_once'),
        ),
        migrations.AddConstraint(
            model_name='paymentitem',
            constraint=models.CheckConstraint(condition=models.Q(('amount_fen', django.db.models.expressions.CombinedExpression(models.F('gross_fen'), '-', models.F('set_off_fen'))), ('amount_fen__gte', 0), ('gross_fen__gt', 0), ('set_off_fen__gte', 0)), name='subsidies_item_is_never_paid_below_nothing'),
        ),
        migrations.AddConstraint(
            model_name='batchline',
            constraint=governance.tenancy.constraints.TenantPolicy(name='subsidies_batchline_tenant', shape='street'),
        ),
        migrations.AddConstraint(
            model_name='batchline',
            constraint=models.UniqueConstraint(fields=('district', 'id'), name='subsidies_batchline_key'),
        ),
        migrations.AddConstraint(
            model_name='batchline',
            constraint=governance.tenancy.constraints.TenantReference(field='street', name='subsidies_batchline_street_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='batchline',
            constraint=governance.tenancy.constraints.TenantReference(field='courtyard', name='subsidies_batchline_courtyard_ref', street=True),
        ),
        migrations.AddConstraint(
            model_name='batchline',
            constraint=governance.tenancy.constraints.TenantReference(field='item', name='subsidies_batchline_item_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='batchline',
            constraint=governance.tenancy.constraints.TenantReference(field='line', name='subsidies_batchline_line_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='batchline',
            constraint=models.UniqueConstraint(fields=('district', 'item', 'line'), name='subsidies_batchline_once_an_item'),
        ),
        migrations.AddConstraint(
            model_name='batchline',
            constraint=models.UniqueConstraint(condition=models.Q(('is_open', True)), fields=('district', 'line'), name='subsidies_batchline_in_one_batch_at_a_time', violation_error_message='This line stands in another batch that is under way.'),
        ),
        migrations.AddConstraint(
            model_name='batchline',
            constraint=models.CheckConstraint(condition=models.Q(('amount_fen', 0), _negated=True), name='subsidies_batchline_moves_money'),
        ),
        migrations.AddConstraint(
            model_name='bankfileline',
            constraint=governance.tenancy.constraints.TenantPolicy(name='subsidies_bankfileline_tenant', shape='street'),
        ),
        migrations.AddConstraint(
            model_name='bankfileline',
            constraint=models.UniqueConstraint(fields=('district', 'id'), name='subsidies_bankfileline_key'),
        ),
        migrations.AddConstraint(
            model_name='bankfileline',
            constraint=governance.tenancy.constraints.TenantReference(field='street', name='subsidies_bankfileline_street_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='bankfileline',
            constraint=governance.tenancy.constraints.TenantReference(field='courtyard', name='subsidies_bankfileline_courtyard_ref', street=True),
        ),
        migrations.AddConstraint(
            model_name='bankfileline',
            constraint=governance.tenancy.constraints.TenantReference(field='file', name='subsidies_bankfileline_file_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='bankfileline',
            constraint=governance.tenancy.constraints.TenantReference(field='item', name='subsidies_bankfileline_item_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='bankfileline',
            constraint=governance.tenancy.constraints.TenantReference(field='account', name='subsidies_bankfileline_account_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='bankfileline',
            constraint=governance.tenancy.constraints.TenantReference(field='change', name='subsidies_bankfileline_change_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='bankfileline',
            constraint=models.UniqueConstraint(fields=('district', 'item'), name='subsidies_bankfileline_once_an_item'),
        ),
        migrations.AddConstraint(
            model_name='bankfileline',
            constraint=models.CheckConstraint(condition=models.Q(('amount_fen__gt', 0)), name='subsidies_bankfileline_pays_something'),
        ),
        migrations.AddConstraint(
            model_name='paymentobjection',
            constraint=governance.tenancy.constraints.TenantPolicy(name='subsidies_paymentobjection_tenant', shape='street'),
        ),
        migrations.AddConstraint(
            model_name='paymentobjection',
            constraint=models.UniqueConstraint(fields=('district', 'id'), name='subsidies_paymentobjection_key'),
        ),
        migrations.AddConstraint(
            model_name='paymentobjection',
            constraint=governance.tenancy.constraints.TenantReference(field='street', name='subsidies_paymentobjection_street_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='paymentobjection',
            constraint=governance.tenancy.constraints.TenantReference(field='courtyard', name='subsidies_paymentobjection_courtyard_ref', street=True),
        ),
        migrations.AddConstraint(
            model_name='paymentobjection',
            constraint=governance.tenancy.constraints.TenantReference(field='item', name='subsidies_paymentobjection_item_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='paymentobjection',
            constraint=models.UniqueConstraint(fields=('district', 'number'), name='subsidies_objection_number_once'),
        ),
        migrations.AddConstraint(
            model_name='paymentobjection',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('district', 'item'), name='subsidies_objection_one_open_at_a_time', violation_error_message='An objection to this line is open already.'),
        ),
        migrations.AddConstraint(
            model_name='paymentobjection',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_by__isnull', True), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), models.Q(('answer', ''), _negated=True), ('answered_by__isnull', False), ('answered_on__isnull', False)), _connector='OR'), name='subsidies_objection_answered_with_reasons'),
        ),
        migrations.AddConstraint(
            model_name='paymentsample',
            constraint=governance.tenancy.constraints.TenantPolicy(name='subsidies_paymentsample_tenant', shape='district'),
        ),
        migrations.AddConstraint(
            model_name='paymentsample',
            constraint=models.UniqueConstraint(fields=('district', 'id'), name='subsidies_paymentsample_key'),
        ),
        migrations.AddConstraint(
            model_name='paymentsample',
            constraint=governance.tenancy.constraints.TenantReference(field='batch', name='subsidies_paymentsample_batch_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='paymentsample',
            constraint=governance.tenancy.constraints.TenantReference(field='change', name='subsidies_paymentsample_change_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='paymentsample',
            constraint=models.UniqueConstraint(fields=('district', 'batch', 'number'), name='subsidies_sample_number_once'),
        ),
        migrations.AddConstraint(
            model_name='paymentsample',
            constraint=models.CheckConstraint(condition=models.Q(('percent__range', (1, 100))), name='subsidies_sample_percent'),
        ),
        migrations.AddConstraint(
            model_name='repayment',
            constraint=governance.tenancy.constraints.TenantPolicy(name='subsidies_repayment_tenant', shape='street'),
        ),
        migrations.AddConstraint(
            model_name='repayment',
            constraint=models.UniqueConstraint(fields=('district', 'id'), name='subsidies_repayment_key'),
        ),
        migrations.AddConstraint(
            model_name='repayment',
            constraint=governance.tenancy.constraints.TenantReference(field='street', name='subsidies_repayment_street_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='repayment',
            constraint=governance.tenancy.constraints.TenantReference(field='courtyard', name='subsidies_repayment_courtyard_ref', street=True),
        ),
        migrations.AddConstraint(
            model_name='repayment',
            constraint=governance.tenancy.constraints.TenantReference(field='claim', name='subsidies_repayment_claim_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='repayment',
            constraint=governance.tenancy.constraints.TenantReference(field='item', name='subsidies_repayment_item_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='repayment',
            constraint=governance.tenancy.constraints.TenantReference(field='change', name='subsidies_repayment_change_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='repayment',
            constraint=models.UniqueConstraint(fields=('district', 'claim', 'earlier_fen'), name='subsidies_repayment_one_after_the_other'),
        ),
        migrations.AddConstraint(
            model_name='repayment',
            constraint=models.CheckConstraint(condition=models.Q(('amount_fen__gt', 0), ('claim_fen__gte', django.db.models.expressions.CombinedExpression(models.F('earlier_fen'), '+', models.F('amount_fen'))), ('earlier_fen__gte', 0)), name='subsidies_repayment_within_the_claim'),
        ),
        migrations.AddConstraint(
            model_name='repayment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('item__isnull', False), ('kind', 'set_off')), models.Q(('item__isnull', True), ('kind', 'cash')), _connector='OR'), name='subsidies_repayment_set_off_in_an_item'),
        ),
        migrations.AddIndex(
            model_name='paymentline',
            index=models.Index(fields=['district', 'line'], include=('amount_fen', 'paid_on'), name='subsidies_payment_of_line'),
        ),
        migrations.AddConstraint(
            model_name='paymentline',
            constraint=governance.tenancy.constraints.TenantPolicy(name='subsidies_paymentline_tenant', shape='street'),
        ),
        migrations.AddConstraint(
            model_name='paymentline',
            constraint=models.UniqueConstraint(fields=('district', 'id'), name='subsidies_paymentline_key'),
        ),
        migrations.AddConstraint(
            model_name='paymentline',
            constraint=governance.tenancy.constraints.TenantReference(field='street', name='subsidies_paymentline_street_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='paymentline',
            constraint=governance.tenancy.constraints.TenantReference(field='courtyard', name='subsidies_paymentline_courtyard_ref', street=True),
        ),
        migrations.AddConstraint(
            model_name='paymentline',
            constraint=governance.tenancy.constraints.TenantReference(field='batch', name='subsidies_paymentline_batch_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='paymentline',
            constraint=governance.tenancy.constraints.TenantReference(field='item', name='subsidies_paymentline_item_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='paymentline',
            constraint=governance.tenancy.constraints.TenantReference(field='repayment', name='subsidies_paymentline_repayment_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='paymentline',
            constraint=governance.tenancy.constraints.TenantReference(field='line', name='subsidies_paymentline_line_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='paymentline',
            constraint=governance.tenancy.constraints.TenantReference(field='change', name='subsidies_paymentline_change_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='paymentline',
            constraint=models.UniqueConstraint(fields=('district', 'line', 'earlier_fen'), name='subsidies_payment_once_a_line'),
        ),
        migrations.AddConstraint(
            model_name='paymentline',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('amount_fen__gt', 0), ('due_fen__gte', django.db.models.expressions.CombinedExpression(models.F('earlier_fen'), '+', models.F('amount_fen'))), ('earlier_fen__gte', 0)), models.Q(('amount_fen__lt', 0), ('due_fen__lte', django.db.models.expressions.CombinedExpression(models.F('earlier_fen'), '+', models.F('amount_fen'))), ('earlier_fen__lte', 0)), _connector='OR'), name='subsidies_payment_within_its_line'),
        ),
        migrations.AddConstraint(
            model_name='paymentline',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('batch__isnull', False), ('item__isnull', False)), models.Q(('amount_fen__lt', 0), ('batch__isnull', True), ('item__isnull', True), ('repayment__isnull', False)), _connector='OR'), name='subsidies_payment_of_a_batch_or_paid_back'),
        ),
        migrations.AddConstraint(
            model_name='resultfile',
            constraint=governance.tenancy.constraints.TenantPolicy(name='subsidies_resultfile_tenant', shape='district'),
        ),
        migrations.AddConstraint(
            model_name='resultfile',
            constraint=models.UniqueConstraint(fields=('district', 'id'), name='subsidies_resultfile_key'),
        ),
        migrations.AddConstraint(
            model_name='resultfile',
            constraint=governance.tenancy.constraints.TenantReference(field='batch', name='subsidies_resultfile_batch_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='resultfile',
            constraint=governance.tenancy.constraints.TenantReference(field='change', name='subsidies_resultfile_change_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='resultfile',
            constraint=models.UniqueConstraint(fields=('district', 'digest'), name='subsidies_resultfile_once', violation_error_message='This file was taken in already.'),
        ),
        migrations.AddConstraint(
            model_name='resultline',
            constraint=governance.tenancy.constraints.TenantPolicy(name='subsidies_resultline_tenant', shape='street'),
        ),
        migrations.AddConstraint(
            model_name='resultline',
            constraint=models.UniqueConstraint(fields=('district', 'id'), name='subsidies_resultline_key'),
        ),
        migrations.AddConstraint(
            model_name='resultline',
            constraint=governance.tenancy.constraints.TenantReference(field='street', name='subsidies_resultline_street_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='resultline',
            constraint=governance.tenancy.constraints.TenantReference(field='courtyard', name='subsidies_resultline_courtyard_ref', street=True),
        ),
        migrations.AddConstraint(
            model_name='resultline',
            constraint=governance.tenancy.constraints.TenantReference(field='file', name='subsidies_resultline_file_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='resultline',
            constraint=governance.tenancy.constraints.TenantReference(field='item', name='subsidies_resultline_item_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='resultline',
            constraint=governance.tenancy.constraints.TenantReference(field='change', name='subsidies_resultline_change_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='resultline',
            constraint=models.UniqueConstraint(fields=('district', 'item'), name='subsidies_resultline_once_an_item'),
        ),
        migrations.AddConstraint(
            model_name='resultline',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'paid'), ('paid_fen', models.F('sent_fen'))), models.Q(('outcome', 'partly'), ('paid_fen__gt', 0), ('paid_fen__lt', models.F('sent_fen'))), models.Q(('outcome', 'failed'), ('paid_fen', 0), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='subsidies_resultline_says_what_was_paid'),
        ),
        migrations.AddConstraint(
            model_name='samplefinding',
            constraint=governance.tenancy.constraints.TenantPolicy(name='subsidies_samplefinding_tenant', shape='street'),
        ),
        migrations.AddConstraint(
            model_name='samplefinding',
            constraint=models.UniqueConstraint(fields=('district', 'id'), name='subsidies_samplefinding_key'),
        ),
        migrations.AddConstraint(
            model_name='samplefinding',
            constraint=governance.tenancy.constraints.TenantReference(field='street', name='subsidies_samplefinding_street_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='samplefinding',
            constraint=governance.tenancy.constraints.TenantReference(field='courtyard', name='subsidies_samplefinding_courtyard_ref', street=True),
        ),
        migrations.AddConstraint(
            model_name='samplefinding',
            constraint=governance.tenancy.constraints.TenantReference(field='sample', name='subsidies_samplefinding_sample_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='samplefinding',
            constraint=governance.tenancy.constraints.TenantReference(field='item', name='subsidies_samplefinding_item_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='samplefinding',
            constraint=governance.tenancy.constraints.TenantReference(field='change', name='subsidies_samplefinding_change_ref', street=False),
        ),
        migrations.AddConstraint(
            model_name='samplefinding',
            constraint=models.CheckConstraint(condition=models.Q(('found', 'arrived'), models.Q(('comment', ''), _negated=True), _connector='OR'), name='subsidies_samplefinding_other_with_a_comment'),
        ),
    ]
