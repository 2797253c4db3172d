-- The same of a register whose records have a row in a base table as well (a firm and its unit): what either table says.
-- One row per version of either or removed row: change_id, register, record_id, code, op, version, which is the sum of
-- both rows' versions. {{base}}: the base table; {{link}}: the column that leads to it; {{code}}: a column of the base.
SELECT own.version_change_id AS change_id, '{register}'::text COLLATE "C" AS register, own.id AS record_id,
       base.code AS code,
       CASE WHEN EXISTS (SELECT FROM history."{table}" before
                         WHERE before.id = own.id AND before.known_to = own.known_from
                           AND before.known_from < before.known_to)
            THEN 'corrected' ELSE 'entered' END AS op,
       own.version_id + base.version_id AS version
FROM history."{table}" own
CROSS JOIN LATERAL (
    SELECT "{base}".version_id, {code} AS code FROM history."{base}" "{base}"
    WHERE "{base}".id = own."{link}" AND "{base}".known_from <= own.known_from
    ORDER BY "{base}".version_id DESC LIMIT 1
) base
WHERE own.district_id = %(district)s AND own.version_change_id = ANY ((SELECT ids FROM looked_ids)::bigint[])
  AND own.known_from < own.known_to
UNION ALL
SELECT "{base}".version_change_id, '{register}'::text COLLATE "C", own.id, {code}, 'corrected',
       "{base}".version_id + own.version_id
FROM history."{base}" "{base}"
CROSS JOIN LATERAL (
    SELECT own.id, max(own.version_id) AS version_id FROM history."{table}" own
    WHERE own.district_id = %(district)s AND own."{link}" = "{base}".id AND own.known_from <= "{base}".known_from
    GROUP BY own.id
) own
WHERE "{base}".district_id = %(district)s
  AND "{base}".version_change_id = ANY ((SELECT ids FROM looked_ids)::bigint[])
  AND "{base}".known_from < "{base}".known_to
UNION ALL
SELECT gone.change_id, '{register}'::text COLLATE "C", gone.record_id,
       (SELECT {code} FROM history."{base}" "{base}" WHERE "{base}".id = own."{link}"
        ORDER BY "{base}".version_id DESC LIMIT 1),
       'removed', NULL
FROM gone JOIN history."{table}" own ON own.version_id = gone.last_version
WHERE gone.tablename = '{table}' AND gone.of_register = '{register}'
