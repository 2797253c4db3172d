"""A district's data version moves on when a change commits: deferred, so that writers wait for nobody."""

from django.db import migrations

TRIGGER = """
CREATE FUNCTION portal.move_data_version_on() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    districts text := COALESCE(current_setting('portal.districts', true), '');
BEGIN
    -- At commit the scope may be another one than at the write: stand in the change's own district.
    PERFORM set_config('portal.districts', NEW.district_id::text, true);
    INSERT INTO governance_dataversion (district_id, version) VALUES (NEW.district_id, 1)
    ON CONFLICT (district_id) DO UPDATE SET version = governance_dataversion.version + 1;
    PERFORM set_config('portal.districts', districts, true);
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER moves_data_version_on AFTER INSERT ON governance_change
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION portal.move_data_version_on();
"""


class Migration(migrations.Migration):
    dependencies = [("governance", "0002_initial")]
    operations = [
        migrations.RunSQL(TRIGGER, "DROP FUNCTION portal.move_data_version_on() CASCADE"),
    ]
