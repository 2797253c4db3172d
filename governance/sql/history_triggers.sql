-- Keeps history."{table}": a change closes the version known until now and opens the next one, in the same
-- transaction, under the change (person and reason) that the transaction has declared. Set-based: one statement
-- per statement, whatever the number of rows. A rewrite that changes nothing leaves no version.
CREATE OR REPLACE FUNCTION history."{table}_added"() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $body$
DECLARE
    change bigint := portal.demand_change();
BEGIN
    INSERT INTO history."{table}" ({columns}, known_from, version_change_id)
    SELECT {values}, now(), change FROM added;
    IF EXISTS (SELECT FROM added WHERE district_id IS DISTINCT FROM portal.change_district()) THEN
        RAISE EXCEPTION 'a change of one district cannot write a row of another' USING ERRCODE = 'YZ002';
    END IF;
    RETURN NULL;
END $body$;

CREATE OR REPLACE FUNCTION history."{table}_changed"() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $body$
DECLARE
    change bigint := portal.demand_change();
BEGIN
    UPDATE history."{table}" version SET known_to = now()
    FROM added JOIN removed USING (id)
    WHERE version.id = added.id AND version.known_to = 'infinity' AND added IS DISTINCT FROM removed;
    INSERT INTO history."{table}" ({columns}, known_from, version_change_id)
    SELECT {values}, now(), change FROM added JOIN removed USING (id) WHERE added IS DISTINCT FROM removed;
    IF EXISTS (SELECT FROM added WHERE district_id IS DISTINCT FROM portal.change_district())
        OR EXISTS (SELECT FROM removed WHERE district_id IS DISTINCT FROM portal.change_district())
    THEN
        RAISE EXCEPTION 'a change of one district cannot write a row of another' USING ERRCODE = 'YZ002';
    END IF;
    RETURN NULL;
END $body$;

CREATE OR REPLACE FUNCTION history."{table}_removed"() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $body$
BEGIN
    PERFORM portal.demand_change();
    UPDATE history."{table}" version SET known_to = now()
    FROM removed WHERE version.id = removed.id AND version.known_to = 'infinity';
    IF EXISTS (SELECT FROM removed WHERE district_id IS DISTINCT FROM portal.change_district()) THEN
        RAISE EXCEPTION 'a change of one district cannot remove a row of another' USING ERRCODE = 'YZ002';
    END IF;
    RETURN NULL;
END $body$;

CREATE OR REPLACE TRIGGER versions_added AFTER INSERT ON public."{table}"
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION history."{table}_added"();
CREATE OR REPLACE TRIGGER versions_changed AFTER UPDATE ON public."{table}"
    REFERENCING NEW TABLE AS added OLD TABLE AS removed
    FOR EACH STATEMENT EXECUTE FUNCTION history."{table}_changed"();
CREATE OR REPLACE TRIGGER versions_removed AFTER DELETE ON public."{table}"
    REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION history."{table}_removed"();
