"""A digest on every payment, and blocks of the chain over them."""

from django.db import migrations, models

FUNCTIONS = """
-- What a payment's digest is of: every column but the digest, in this order; see portal.line_digest.
CREATE FUNCTION portal.payment_digest(line public.subsidies_paymentline) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT encode(sha256(convert_to(concat_ws('|',
        line.district_id, line.courtyard_id, COALESCE(line.batch_id::text, ''), COALESCE(line.item_id::text, ''),
        COALESCE(line.repayment_id::text, ''), line.line_id, line.due_fen, line.earlier_fen, line.amount_fen, line.paid_on,
        extract(epoch FROM line.recorded_at), line.change_id), 'UTF8')), 'hex')
$$;
CREATE FUNCTION portal.write_payment_digest() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.digest := portal.payment_digest(NEW);
    RETURN NEW;
END $$;
CREATE TRIGGER digests_itself BEFORE INSERT ON public.subsidies_paymentline
    FOR EACH ROW EXECUTE FUNCTION portal.write_payment_digest();
"""
BACK = """
DROP TRIGGER digests_itself ON public.subsidies_paymentline;
DROP FUNCTION portal.write_payment_digest();
DROP FUNCTION portal.payment_digest(public.subsidies_paymentline);
"""


class Migration(migrations.Migration):

    dependencies = [
        ('subsidies', '0006_payments'),
    ]

    operations = [
        migrations.AddField(
            model_name='paymentline',
            name='digest',
            field=models.CharField(default='', editable=False, max_length=64, verbose_name='digest'),
        ),
        migrations.AlterField(
            model_name='ledgerblock',
            name='kind',
            field=models.CharField(choices=[('lines', 'ledger lines'), ('payments', 'payments')], max_length=10, verbose_name='kind'),
        ),
        migrations.RunSQL(FUNCTIONS, BACK),
    ]
