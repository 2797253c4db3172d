"""A digest on every act of a batch and on every scheme version as it was read, and blocks of the chain over them."""

from django.db import migrations, models

# What was done or read before carries no digest and stands in no block; such rows are never rewritten.
EMPTY = """
ALTER TABLE subsidies_batchact NO FORCE ROW LEVEL SECURITY;
ALTER TABLE subsidies_schemereading NO FORCE ROW LEVEL SECURITY;
DO $$ BEGIN
    IF EXISTS (SELECT FROM subsidies_batchact) OR EXISTS (SELECT FROM subsidies_schemereading) THEN
        RAISE EXCEPTION 'The ledger of this database has the shape of an earlier preview. Empty it (make reset) and load it again.';
    END IF;
END $$;
ALTER TABLE subsidies_batchact FORCE ROW LEVEL SECURITY;
ALTER TABLE subsidies_schemereading FORCE ROW LEVEL SECURITY;
"""
FUNCTIONS = """
-- What a batch pays to whom: its own columns, its items, and how much of which line stands in each. Not of it are the
-- streets (which follow courtyards that move) and whether a line is still under way.
CREATE FUNCTION portal.batch_digest(batch public.subsidies_paymentbatch) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT encode(sha256(convert_to(jsonb_build_array(
        batch.district_id, batch.id, batch.number, batch.kind, batch.month, batch.until, batch.with_arrears, batch.prepared_on,
        batch.prepared_by_id, batch.prepared_by_name, batch.courtyards, batch.total_fen, batch.ladder,
        extract(epoch FROM batch.recorded_at), batch.change_id,
        (SELECT jsonb_agg(jsonb_build_array(
                    item.id, item.courtyard_id, item.reference, item.months, item.first_month, item.last_month, item.area_m2,
                    item.star, item.rate_yuan_per_m2_month, item.gross_fen, item.set_off_fen, item.amount_fen, item.change_id)
                    ORDER BY item.id)
         FROM public.subsidies_paymentitem item WHERE item.district_id = batch.district_id AND item.batch_id = batch.id),
        (SELECT jsonb_agg(jsonb_build_array(line.item_id, line.line_id, line.amount_fen) ORDER BY line.id)
         FROM public.subsidies_batchline line
         JOIN public.subsidies_paymentitem item ON item.district_id = line.district_id AND item.id = line.item_id
         WHERE item.district_id = batch.district_id AND item.batch_id = batch.id)
    )::text, 'UTF8')), 'hex')
$$;
-- What was done with a batch, and the batch as it stood then: every act seals the whole batch again.
CREATE FUNCTION portal.act_digest(act public.subsidies_batchact, batch text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT encode(sha256(convert_to(jsonb_build_array(
        act.district_id, act.batch_id, act.number, act.attempt, act.deed, act.hand, act.role, act.actor_id, act.actor_name,
        act.came_from, act.went_to, act.amount_fen, act.document, act.comment, act.acted_on,
        extract(epoch FROM act.recorded_at), act.change_id, batch)::text, 'UTF8')), 'hex')
$$;
CREATE FUNCTION portal.write_act_digest() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.digest := portal.act_digest(NEW, (
        SELECT portal.batch_digest(batch) FROM public.subsidies_paymentbatch batch
        WHERE batch.district_id = NEW.district_id AND batch.id = NEW.batch_id));
    RETURN NEW;
END $$;
CREATE TRIGGER digests_itself BEFORE INSERT ON public.subsidies_batchact
    FOR EACH ROW EXECUTE FUNCTION portal.write_act_digest();
CREATE FUNCTION portal.reading_digest(reading public.subsidies_schemereading) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT encode(sha256(convert_to(jsonb_build_array(
        reading.district_id, reading.id, reading.scheme_id, extract(epoch FROM reading.recorded_at), reading.change_id,
        reading.content)::text, 'UTF8')), 'hex')
$$;
CREATE FUNCTION portal.write_reading_digest() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.digest := portal.reading_digest(NEW);
    RETURN NEW;
END $$;
CREATE TRIGGER digests_itself BEFORE INSERT ON public.subsidies_schemereading
    FOR EACH ROW EXECUTE FUNCTION portal.write_reading_digest();
-- The root of a block: of the root before it, of all that the block says of itself (its moment and change too), and of the
-- digests of its rows, one after another.
DROP FUNCTION portal.block_digest(text, int, text, int, bigint, text);
CREATE FUNCTION portal.block_digest(
    previous text, number int, kind text, last_id bigint, rows int, total_fen bigint, recorded_at timestamptz, change_id bigint,
    digests text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT encode(sha256(convert_to(concat_ws('|',
        previous, number, kind, last_id, rows, total_fen, extract(epoch FROM recorded_at), change_id, digests), 'UTF8')), 'hex')
$$;
"""
BACK = """
DROP FUNCTION portal.block_digest(text, int, text, bigint, int, bigint, timestamptz, bigint, text);
CREATE FUNCTION portal.block_digest(previous text, number int, kind text, rows int, total_fen bigint, digests text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT encode(sha256(convert_to(concat_ws('|', previous, number, kind, rows, total_fen, digests), 'UTF8')), 'hex')
$$;
DROP TRIGGER digests_itself ON public.subsidies_schemereading;
DROP FUNCTION portal.write_reading_digest();
DROP FUNCTION portal.reading_digest(public.subsidies_schemereading);
DROP TRIGGER digests_itself ON public.subsidies_batchact;
DROP FUNCTION portal.write_act_digest();
DROP FUNCTION portal.act_digest(public.subsidies_batchact, text);
DROP FUNCTION portal.batch_digest(public.subsidies_paymentbatch);
"""


class Migration(migrations.Migration):

    dependencies = [
        ('subsidies', '0008_scenarios'),
    ]

    operations = [
        migrations.RunSQL(EMPTY, migrations.RunSQL.noop),
        migrations.AddField(
            model_name='batchact',
            name='digest',
            field=models.CharField(default='', editable=False, max_length=64, verbose_name='digest'),
        ),
        migrations.AddField(
            model_name='schemereading',
            name='digest',
            field=models.CharField(default='', editable=False, max_length=64, verbose_name='digest'),
        ),
        migrations.AlterField(
            model_name='ledgerblock',
            name='kind',
            field=models.CharField(choices=[('lines', 'ledger lines'), ('payments', 'payments'), ('batches', 'acts of batches'), ('readings', 'scheme versions')], max_length=10, verbose_name='kind'),
        ),
        migrations.RunSQL(FUNCTIONS, BACK),
    ]
