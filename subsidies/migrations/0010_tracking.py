"""Objections to payments get a tracking number that nobody guesses; what they were called by is their reference."""

from typing import Any

from django.db import migrations, models

import governance.tenancy.constraints
from governance.common import codes

FUNCTION = """
-- How an objection to a payment stands, for whoever proves its tracking number. The caller has no scope: the function reads
-- the objection's own row by that proof (policy objection), stands in its street for as long as it runs, and leaves the
-- caller's settings as they were. It tells no name, no grounds and no amount.
CREATE FUNCTION portal.payment_objection_tracked(asked text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    credential text := COALESCE(current_setting('portal.credential', true), '');
    districts text := COALESCE(current_setting('portal.districts', true), '');
    streets text := COALESCE(current_setting('portal.streets', true), '');
    objection subsidies_paymentobjection;
    told jsonb;
BEGIN
    PERFORM set_config('portal.credential', asked, true), set_config('portal.districts', '', true);
    SELECT * INTO objection FROM subsidies_paymentobjection WHERE number = asked;
    IF FOUND THEN
        PERFORM set_config('portal.districts', objection.district_id::text, true),
                set_config('portal.streets', objection.street_id::text, true);
        SELECT jsonb_build_object(
            'district', district.name, 'courtyard', courtyard.name, 'batch', batch.number, 'step', latest.went_to,
            'state', objection.state, 'received_on', objection.received_on, 'last_on', publicity.last_on,
            'answer', objection.answer, 'answered_on', objection.answered_on,
            -- As PaymentItem's state follows from the records: nothing of it is open any more, and nothing was sent or settled.
            'is_dropped', NOT EXISTS (
                SELECT FROM subsidies_batchline line
                WHERE line.district_id = item.district_id AND line.item_id = item.id AND line.is_open
            ) AND NOT EXISTS (
                SELECT FROM subsidies_bankfileline sent WHERE sent.district_id = item.district_id AND sent.item_id = item.id
            ) AND NOT EXISTS (
                SELECT FROM subsidies_paymentline paid WHERE paid.district_id = item.district_id AND paid.item_id = item.id
            )
        ) INTO told
        FROM subsidies_paymentitem item
        JOIN subsidies_paymentbatch batch ON batch.district_id = item.district_id AND batch.id = item.batch_id
        JOIN governance_district district ON district.id = item.district_id
        JOIN courtyards_courtyard courtyard
          ON courtyard.district_id = item.district_id AND courtyard.id = item.courtyard_id
        LEFT JOIN LATERAL (
            SELECT act.went_to FROM subsidies_batchact act
            WHERE act.district_id = batch.district_id AND act.batch_id = batch.id ORDER BY act.number DESC LIMIT 1
        ) latest ON true
        -- A batch that was given back is shown again: the publicity in which the objection came.
        LEFT JOIN LATERAL (
            SELECT shown.last_on FROM subsidies_batchpublicity shown
            WHERE shown.district_id = batch.district_id AND shown.batch_id = batch.id
              AND objection.received_on BETWEEN shown.published_on AND shown.last_on
            ORDER BY shown.id DESC LIMIT 1
        ) publicity ON true
        WHERE item.district_id = objection.district_id AND item.id = objection.item_id;
    END IF;
    PERFORM set_config('portal.credential', credential, true), set_config('portal.districts', districts, true),
            set_config('portal.streets', streets, true);
    RETURN told;
END $$;
"""
BACK = "DROP FUNCTION portal.payment_objection_tracked(text)"
TABLE, PAST = "public.subsidies_paymentobjection", "history.subsidies_paymentobjection"


def number(apps: Any, schema_editor: Any) -> None:
    """Every objection that there is gets a number, the same in all its versions; none was given to anybody yet.

    It was never a change of the records, so nobody's name and no version stands for it.
    """
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {TABLE}")
        made = {one: codes.make() for (one,) in cursor.fetchall()}
        cursor.execute(f"ALTER TABLE {TABLE} DISABLE TRIGGER USER")
        for one, code in made.items():
            cursor.execute(f"UPDATE {TABLE} SET number = %s WHERE id = %s", [code, one])
        cursor.execute(f"ALTER TABLE {TABLE} ENABLE TRIGGER USER")
        if not _has_past(cursor):
            return
        # What post_migrate makes of a new table it only adds columns to later: the reading by number is added here.
        cursor.execute(
            "DROP VIEW IF EXISTS asof.subsidies_paymentobjection;"
            f" ALTER TABLE {PAST} NO FORCE ROW LEVEL SECURITY; ALTER TABLE {PAST} RENAME COLUMN number TO reference;"
            f" ALTER TABLE {PAST} ADD COLUMN number varchar(12);"
            f' CREATE POLICY "subsidies_paymentobjection_history_reading" ON {PAST} FOR SELECT'
            " USING (number = (SELECT portal.credential()))"
        )
        cursor.execute(f"SELECT DISTINCT id FROM {PAST}")
        for (one,) in cursor.fetchall():
            cursor.execute(f"UPDATE {PAST} SET number = %s WHERE id = %s", [made.get(one) or codes.make(), one])
        cursor.execute(f"ALTER TABLE {PAST} FORCE ROW LEVEL SECURITY")


def forget(apps: Any, schema_editor: Any) -> None:
    """The versions as they were before."""
    with schema_editor.connection.cursor() as cursor:
        if _has_past(cursor):
            cursor.execute(
                "DROP VIEW IF EXISTS asof.subsidies_paymentobjection;"
                f' DROP POLICY "subsidies_paymentobjection_history_reading" ON {PAST};'
                f" ALTER TABLE {PAST} DROP COLUMN number; ALTER TABLE {PAST} RENAME COLUMN reference TO number"
            )


def _has_past(cursor: Any) -> bool:
    """Whether versions are kept already: not in a new database, whose history is laid after the last migration."""
    cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [PAST])
    return bool(cursor.fetchone()[0])


class Migration(migrations.Migration):

    dependencies = [
        ('subsidies', '0009_batch_chain'),
    ]

    operations = [
        # From here to the new policy the owner sees every district's rows.
        migrations.RemoveConstraint(model_name='paymentobjection', name='subsidies_paymentobjection_tenant'),
        migrations.RemoveConstraint(model_name='paymentobjection', name='subsidies_objection_number_once'),
        migrations.RenameField(model_name='paymentobjection', old_name='number', new_name='reference'),
        migrations.AddField(
            model_name='paymentobjection',
            name='number',
            field=models.CharField(default='', max_length=12, verbose_name='tracking number'),
            preserve_default=False,
        ),
        migrations.RunPython(number, forget),
        migrations.AlterField(
            model_name='paymentobjection',
            name='number',
            field=models.CharField(max_length=12, unique=True, verbose_name='tracking number'),
        ),
        migrations.AddConstraint(
            model_name='paymentobjection',
            constraint=models.UniqueConstraint(fields=('district', 'reference'), name='subsidies_objection_reference_once'),
        ),
        migrations.AddConstraint(
            model_name='paymentobjection',
            constraint=governance.tenancy.constraints.TenantPolicy(name='subsidies_paymentobjection_tenant', shape='objection'),
        ),
        migrations.RunSQL(FUNCTION, BACK),
    ]
