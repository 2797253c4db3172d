-- New rows of an import that read like a live record of the same street: the same numbers in the name, and the rest of it
-- sounding nearly the same once words that every name has (号院, 小区, 路 …) are taken away; or the same address.
-- Chinese has no trigrams in our databases; its pinyin has.
-- One row per pair, the likest first. {table}: of our own models; parameters: sheet_import, likeness (0 to 1), on.
WITH fresh AS (
    SELECT r.id AS row_id, filled.street_id, filled.address,
        btrim(regexp_replace(filled.name_pinyin, '[^0-9]+', ' ', 'g')) AS numbers,
        btrim(regexp_replace(filled.name_pinyin, '\m([0-9]+|hao|yuan|luo|lou|xiao|qu|she|lu|jie|xiang)\M ?', '', 'g')) AS core
    FROM governance_importrow r
    CROSS JOIN LATERAL jsonb_populate_record(NULL::"{table}", r.written -> 'own') filled
    WHERE r.sheet_import_id = %(sheet_import)s AND r.outcome = 'new' AND r.decision = ''
), live AS (
    SELECT id, street_id, address, code || ' ' || name AS label,
        btrim(regexp_replace(name_pinyin, '[^0-9]+', ' ', 'g')) AS numbers,
        btrim(regexp_replace(name_pinyin, '\m([0-9]+|hao|yuan|luo|lou|xiao|qu|she|lu|jie|xiang)\M ?', '', 'g')) AS core
    FROM "{table}" WHERE valid_to > %(on)s
)
SELECT fresh.row_id, live.id, live.label, (similarity(fresh.core, live.core) * 100)::int AS likeness
FROM fresh JOIN live ON live.street_id = fresh.street_id AND live.numbers = fresh.numbers
WHERE similarity(fresh.core, live.core) >= %(likeness)s OR fresh.core = live.core
UNION
SELECT fresh.row_id, live.id, live.label, 90
FROM fresh JOIN live ON live.street_id = fresh.street_id AND live.address = fresh.address AND fresh.address <> ''
ORDER BY 1, 4 DESC
