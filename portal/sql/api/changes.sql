-- What was entered, corrected and removed in the registers after a place in the feed, in the order of commits.
-- One row per record and change: transaction, change, register, id, code, op, version, at, by, reason, on_behalf_of.
-- {{events}}: one SELECT per register (changes_of.sql). Parameters: %(district)s, %(transaction)s, %(change)s, %(register)s,
-- %(record)s (the place), %(window)s (how many changes are looked through), %(limit)s.
--
-- Transactions are numbered when they begin to write and seen when they commit. What a transaction still running may
-- have numbered is held back (settled.sql), so nothing ever appears before a place that was given out.
-- The last row has no register: it says up to which change the feed was looked through, and how many there were.
WITH settled AS MATERIALIZED (
    SELECT ({settled}) AS number
), looked AS MATERIALIZED (
    SELECT id, transaction, actor_name, reason, on_behalf_of, recorded_at
    FROM governance_change
    WHERE district_id = %(district)s AND (transaction, id) >= (%(transaction)s, %(change)s)
      AND transaction < (SELECT number FROM settled)
    ORDER BY transaction, id
    LIMIT %(window)s
), looked_ids AS MATERIALIZED (
    SELECT COALESCE(array_agg(id), '{{}}') AS ids FROM looked
), gone AS MATERIALIZED (
    SELECT entry.version_change_id AS change_id, entry.register AS of_register, part ->> 0 AS tablename,
           (part ->> 1)::bigint AS record_id, (part ->> 2)::bigint AS last_version
    FROM history.governance_binentry entry
    CROSS JOIN LATERAL jsonb_array_elements(entry.versions) part
    WHERE entry.district_id = %(district)s AND entry.version_change_id = ANY ((SELECT ids FROM looked_ids)::bigint[])
      AND entry.restored_at IS NULL
), event AS (
{events}
)
SELECT * FROM (
    (SELECT looked.transaction, looked.id AS change, event.register, event.record_id AS id, max(event.code) AS code,
            max(event.op) AS op, max(event.version) AS version, looked.recorded_at AS at, looked.actor_name AS by,
            looked.reason, looked.on_behalf_of, NULL::bigint AS looked_through
     FROM event JOIN looked ON looked.id = event.change_id
     WHERE (looked.transaction, looked.id, event.register, event.record_id)
           > (%(transaction)s, %(change)s, %(register)s, %(record)s)
     GROUP BY looked.transaction, looked.id, event.register, event.record_id, looked.recorded_at, looked.actor_name,
              looked.reason, looked.on_behalf_of
     ORDER BY looked.transaction, looked.id, event.register, event.record_id
     LIMIT %(limit)s)
    UNION ALL
    (SELECT COALESCE((array_agg(transaction ORDER BY transaction DESC, id DESC))[1], %(transaction)s),
            COALESCE((array_agg(id ORDER BY transaction DESC, id DESC))[1], %(change)s),
            NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, count(*)
     FROM looked)
) told
ORDER BY looked_through NULLS FIRST, transaction, change, register, id
