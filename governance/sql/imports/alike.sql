-- New rows of an import that read like a live record of the same street: the same numbers in the name and nearly the
-- same sound, or the same address. Chinese has no trigrams in our databases; its pinyin has.
-- One row per pair. {table}: of our own models; parameters: sheet_import, likeness (0 to 1), on.
WITH fresh AS (
    SELECT r.id AS row_id, r.decision, filled.street_id, filled.name_pinyin, filled.address,
        regexp_replace(filled.name_pinyin, '[^0-9]+', ' ', 'g') AS numbers
    FROM governance_importrow r
    CROSS JOIN LATERAL jsonb_populate_record(NULL::"{table}", r.written -> 'own') filled
    WHERE r.sheet_import_id = %(sheet_import)s AND r.outcome = 'new' AND r.decision = ''
), live AS (
    SELECT id, street_id, name, code, name_pinyin, address, regexp_replace(name_pinyin, '[^0-9]+', ' ', 'g') AS numbers
    FROM "{table}" WHERE valid_to > %(on)s
)
SELECT fresh.row_id, live.id, live.code || ' ' || live.name,
    (similarity(fresh.name_pinyin, live.name_pinyin) * 100)::int AS likeness
FROM fresh JOIN live ON live.street_id = fresh.street_id AND live.numbers = fresh.numbers
WHERE similarity(fresh.name_pinyin, live.name_pinyin) >= %(likeness)s
UNION
SELECT fresh.row_id, live.id, live.code || ' ' || live.name,
    greatest(90, (similarity(fresh.name_pinyin, live.name_pinyin) * 100)::int)
FROM fresh JOIN live ON live.street_id = fresh.street_id AND live.address = fresh.address AND fresh.address <> ''
ORDER BY 1, 4 DESC
