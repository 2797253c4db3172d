-- The events of one register in the changes that are looked through: versions of its rows, and its rows in the bin.
-- One row per version or removed row: change_id, register, record_id, code, op, version; of several in one change the
-- feed tells the greatest op (removed, entered, corrected). A version that its own transaction replaced is not told.
-- {{table}}, {{register}}, {{code}} and {{only}} (which rows of the table are the register's) are of our own declarations;
-- {{any}}: rows of the table also go as parts of records of other registers.
SELECT "{table}".version_change_id AS change_id, '{register}'::text COLLATE "C" AS register, "{table}".id AS record_id,
       {code} AS code,
       CASE WHEN EXISTS (SELECT FROM history."{table}" before
                         WHERE before.id = "{table}".id AND before.known_to = "{table}".known_from
                           AND before.known_from < before.known_to)
            THEN 'corrected' ELSE 'entered' END AS op,
       "{table}".version_id AS version
FROM history."{table}" "{table}"
WHERE "{table}".district_id = %(district)s
  AND "{table}".version_change_id = ANY ((SELECT ids FROM looked_ids)::bigint[])
  AND "{table}".known_from < "{table}".known_to AND {only}
UNION ALL
SELECT gone.change_id, '{register}'::text COLLATE "C", gone.record_id, {code}, 'removed', NULL
FROM gone JOIN history."{table}" "{table}" ON "{table}".version_id = gone.last_version
WHERE gone.tablename = '{table}' AND ({any} OR gone.of_register = '{register}')
