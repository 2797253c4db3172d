"""A digest on every ledger line, written by the database, and a chain of blocks over them."""

import django.db.models.deletion
from django.db import migrations, models

import governance.tenancy.constraints
import governance.tenancy.fields

FUNCTIONS = """
-- What a ledger line's digest is of: every column but the digest and the street (which follows a
-- courtyard that moves), in this order, an empty one for NULL. The order is kept
-- for ever: a column that joins later is appended, and is left out where it is NULL.
CREATE FUNCTION portal.line_digest(line public.subsidies_entitlementline) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT encode(sha256(convert_to(concat_ws('|',
        line.district_id, line.courtyard_id, line.enrolment_id, line.scheme_id, line.month, line.sequence,
        line.month_index, line.year_index, line.area_m2, line.paid_area_m2, COALESCE(line.star::text, ''),
        COALESCE(line.score::text, ''), line.rate_yuan_per_m2_month, line.outcome, line.days, line.of_days, line.deducted_fen,
        line.unit_fen, line.entitled_fen, line.earlier_fen, line.amount_fen, line.district_fen, line.reading_id,
        extract(epoch FROM line.recorded_at), line.change_id, line.told), 'UTF8')), 'hex')
$$;
CREATE FUNCTION portal.write_line_digest() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.digest := portal.line_digest(NEW);
    RETURN NEW;
END $$;
CREATE TRIGGER digests_itself BEFORE INSERT ON public.subsidies_entitlementline
    FOR EACH ROW EXECUTE FUNCTION portal.write_line_digest();
-- The root of a block: of the root before it, of what the block is, and of the digests of its rows, one after another.
CREATE FUNCTION portal.block_digest(previous text, number int, kind text, rows int, total_fen bigint, digests text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT encode(sha256(convert_to(concat_ws('|', previous, number, kind, rows, total_fen, digests), 'UTF8')), 'hex')
$$;
"""
BACK = """
DROP TRIGGER digests_itself ON public.subsidies_entitlementline;
DROP FUNCTION portal.write_line_digest();
DROP FUNCTION portal.line_digest(public.subsidies_entitlementline);
DROP FUNCTION portal.block_digest(text, int, text, int, bigint, text);
"""


class Migration(migrations.Migration):

    dependencies = [
        ('governance', '0016_calendar'),
        ('subsidies', '0003_schemes'),
    ]

    operations = [
        migrations.AddField(
            model_name='entitlementline',
            name='digest',
            field=models.CharField(default='', editable=False, max_length=64, verbose_name='digest'),
        ),
        migrations.CreateModel(
            name='LedgerBlock',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(db_default=models.Func(function='portal.change_moment', output_field=models.DateTimeField()), editable=False, verbose_name='recorded at')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('kind', models.CharField(choices=[('lines', 'ledger lines')], max_length=10, verbose_name='kind')),
                ('last_id', models.BigIntegerField()),
                ('rows', models.PositiveIntegerField(verbose_name='lines')),
                ('total_fen', models.BigIntegerField(verbose_name='total')),
                ('previous', models.CharField(blank=True, max_length=64, verbose_name='root before')),
                ('digest', models.CharField(max_length=64, verbose_name='root')),
                ('change', governance.tenancy.fields.TenantForeignKey(db_constraint=False, db_default=models.Func(function='portal.change_id', output_field=models.BigIntegerField()), editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.change', verbose_name='change')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.district', verbose_name='district')),
            ],
            options={
                'ordering': ['number'],
                'abstract': False,
                'constraints': [governance.tenancy.constraints.TenantPolicy(name='subsidies_ledgerblock_tenant', shape='district'), models.UniqueConstraint(fields=('district', 'id'), name='subsidies_ledgerblock_key'), governance.tenancy.constraints.TenantReference(field='change', name='subsidies_ledgerblock_change_ref', street=False), models.UniqueConstraint(fields=('district', 'number'), name='subsidies_block_number_once'), models.UniqueConstraint(fields=('district', 'previous'), name='subsidies_block_follows_one'), models.CheckConstraint(condition=models.Q(models.Q(('number', 1), ('previous', '')), models.Q(('number__gt', 1), models.Q(('previous', ''), _negated=True)), _connector='OR'), name='subsidies_block_begins_the_chain_or_follows')],
            },
        ),
        migrations.RunSQL(FUNCTIONS, BACK),
    ]
