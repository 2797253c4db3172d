-- The versions of one table: one row per state a record was known to have, from `known_from` up to `known_to`.
-- {definitions}: the table's own columns, without their constraints (a version may name a parent long gone).
CREATE TABLE history."{table}" (
    {definitions},
    version_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    known_from timestamptz NOT NULL,
    known_to timestamptz NOT NULL DEFAULT 'infinity',
    version_change_id bigint NOT NULL
);
CREATE INDEX "{table}_known" ON history."{table}" (district_id, known_from, known_to);
CREATE INDEX "{table}_of" ON history."{table}" (id, known_from);
CREATE INDEX "{table}_by" ON history."{table}" (district_id, version_change_id);
CREATE UNIQUE INDEX "{table}_now" ON history."{table}" (id) WHERE known_to = 'infinity';
