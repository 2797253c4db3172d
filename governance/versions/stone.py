"""The triggers by which a released version and its parts are stone: a migration runs them."""

from collections.abc import Iterable

# Of a released version only this may change: the word that the next one supersedes it, and what `further` names.
VERSION = """
CREATE FUNCTION portal.keep_released_{noun}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.status IN ('released', 'superseded') AND (
        TG_OP = 'DELETE' OR to_jsonb(NEW) - 'status'{without} IS DISTINCT FROM to_jsonb(OLD) - 'status'{without}
        OR (NEW.status <> OLD.status AND (OLD.status, NEW.status) <> ('released', 'superseded')){unless}
    ) THEN
        RAISE EXCEPTION 'a released {noun} is never edited: the next version follows it' USING ERRCODE = 'YZ003';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE FUNCTION portal.keep_released_{noun}_part() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    told record;
BEGIN
    FOR told IN
        SELECT version.status FROM public.{table} version
        WHERE (TG_OP <> 'INSERT' AND (version.district_id, version.id) = (OLD.district_id, OLD.{noun}_id))
           OR (TG_OP <> 'DELETE' AND (version.district_id, version.id) = (NEW.district_id, NEW.{noun}_id))
    LOOP
        IF told.status IN ('released', 'superseded') THEN
            RAISE EXCEPTION 'a released {noun} is never edited: the next version follows it' USING ERRCODE = 'YZ003';
        END IF;
    END LOOP;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER keeps_released BEFORE UPDATE OR DELETE ON public.{table}
    FOR EACH ROW EXECUTE FUNCTION portal.keep_released_{noun}();
"""
PART = """CREATE TRIGGER keeps_released BEFORE INSERT OR UPDATE OR DELETE ON public.{part}
    FOR EACH ROW EXECUTE FUNCTION portal.keep_released_{noun}_part();
"""
# Days in force may end earlier than was said, never begin otherwise or end later.
SHORTER = """
        OR lower(NEW.in_force) IS DISTINCT FROM lower(OLD.in_force)
        OR NOT NEW.in_force <@ OLD.in_force OR isempty(NEW.in_force)"""


def laid(*, noun: str, table: str, parts: Iterable[str], in_force: bool = False) -> str:
    """DDL that makes released rows of `table`, and those of `parts` that name one by `<noun>_id`, stone.

    With `in_force` the days in force of a released version may still be cut short.
    """
    without, unless = (" - 'in_force'", SHORTER) if in_force else ("", "")
    whole = VERSION.format(noun=noun, table=table, without=without, unless=unless)
    return whole + "".join(PART.format(noun=noun, part=part) for part in parts)


def lifted(*, noun: str) -> str:
    """DDL that takes it back."""
    return (
        f"DROP FUNCTION portal.keep_released_{noun}() CASCADE; DROP FUNCTION portal.keep_released_{noun}_part() CASCADE;"
    )
