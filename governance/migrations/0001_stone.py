"""The stone under every table: extensions, the schemas of the two clocks, and the functions that policies read."""

from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension
from django.db import migrations

FUNCTIONS = """
CREATE SCHEMA portal;
CREATE SCHEMA history;
CREATE SCHEMA asof;

-- A setting that was set and reset reads back as '' and not as NULL: both mean "nothing".
CREATE FUNCTION portal.ids(setting text) RETURNS bigint[] LANGUAGE sql STABLE AS $$
    SELECT COALESCE(string_to_array(NULLIF(current_setting(setting, true), ''), ',')::bigint[], '{}')
$$;
-- int[], the type of district_id: a cast on either side would cost the index.
CREATE FUNCTION portal.allowed_districts() RETURNS int[] LANGUAGE sql STABLE AS $$
    SELECT portal.ids('portal.districts')::int[]
$$;
-- NULL: no limit inside the districts (the setting says 'all'); an absent setting is an empty limit.
CREATE FUNCTION portal.street_limit() RETURNS bigint[] LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN current_setting('portal.streets', true) = 'all' THEN NULL ELSE portal.ids('portal.streets') END
$$;
-- Which streets the scope reaches: the limit, or every street of its districts (as the policy of the streets
-- shows them). plpgsql, because the table it reads comes with a later migration than the policies that call it.
CREATE FUNCTION portal.allowed_streets() RETURNS bigint[] LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN COALESCE(portal.street_limit(), (SELECT array_agg(id) FROM public.governance_street), '{}');
END $$;
-- The same with 0, which stands for "no street": rows that a district shares among its streets.
CREATE FUNCTION portal.allowed_streets_or_none() RETURNS bigint[] LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN 0::bigint || portal.allowed_streets();
END $$;
CREATE FUNCTION portal.actor_id() RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT NULLIF(current_setting('portal.actor', true), '')::bigint
$$;
CREATE FUNCTION portal.credential() RETURNS text LANGUAGE sql STABLE AS $$
    SELECT NULLIF(current_setting('portal.credential', true), '')
$$;
CREATE FUNCTION portal.signing_in() RETURNS text LANGUAGE sql STABLE AS $$
    SELECT NULLIF(current_setting('portal.signing_in', true), '')
$$;
CREATE FUNCTION portal.roster() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT COALESCE(NULLIF(current_setting('portal.roster', true), ''), 'off')::boolean
$$;
CREATE FUNCTION portal.as_of() RETURNS timestamptz LANGUAGE sql STABLE AS $$
    SELECT NULLIF(current_setting('portal.as_of', true), '')::timestamptz
$$;
CREATE FUNCTION portal.change_id() RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT NULLIF(current_setting('portal.change', true), '')::bigint
$$;
CREATE FUNCTION portal.change_district() RETURNS int LANGUAGE sql STABLE AS $$
    SELECT NULLIF(current_setting('portal.change_district', true), '')::int
$$;
CREATE FUNCTION portal.demand_change() RETURNS bigint LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF portal.change_id() IS NULL THEN
        RAISE EXCEPTION 'a write needs a person and a reason: open audit.change first' USING ERRCODE = 'YZ001';
    END IF;
    RETURN portal.change_id();
END $$;
CREATE FUNCTION portal.refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: a correction is a new row', TG_TABLE_NAME USING ERRCODE = 'YZ003';
END $$;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies: list[tuple[str, str]] = []
    operations = [
        BtreeGistExtension(),
        TrigramExtension(),
        migrations.RunSQL(FUNCTIONS, "DROP SCHEMA asof CASCADE; DROP SCHEMA history CASCADE; DROP SCHEMA portal CASCADE"),
    ]
