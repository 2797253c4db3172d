-- Keeps history."{table}": a change closes the version known until now and opens the next one, in the same
-- transaction, under the change (person and reason) that the transaction has declared. Set-based: one statement
-- per statement, whatever the number of rows. A rewrite that changes nothing leaves no version.
-- A version is known from its change's moment. Where another change that was opened later wrote the row first, it is
-- known from right after that one's, so that the versions of a row follow each other and never overlap.
CREATE OR REPLACE FUNCTION history."{table}_added"() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $body$
DECLARE
    change bigint := portal.demand_change();
BEGIN
    INSERT INTO history."{table}" ({columns}, known_from, version_change_id)
    SELECT {values}, portal.change_moment(), change FROM added;
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
    WITH closed AS (
        UPDATE history."{table}" version
        SET known_to = portal.after_version(version.known_from, version.version_change_id)
        FROM added JOIN removed USING (id)
        WHERE version.id = added.id AND version.known_to = 'infinity' AND added IS DISTINCT FROM removed
        RETURNING version.id, version.known_to
    )
    INSERT INTO history."{table}" ({columns}, known_from, version_change_id)
    SELECT {values}, COALESCE(closed.known_to, portal.change_moment()), change
    FROM added JOIN removed USING (id) LEFT JOIN closed USING (id) WHERE added IS DISTINCT FROM removed;
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
    UPDATE history."{table}" version
    SET known_to = portal.after_version(version.known_from, version.version_change_id)
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
