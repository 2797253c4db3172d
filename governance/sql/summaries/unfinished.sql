-- Whether a change was begun before the summary's moment and committed after its records were read: as known at that
-- moment the records then say more than the summary could know. Parameters: %(district)s, %(as_of)s, %(snapshot)s.
SELECT EXISTS (
    SELECT FROM governance_change
    WHERE district_id = %(district)s AND recorded_at <= %(as_of)s
      AND NOT pg_visible_in_snapshot(transaction::text::xid8, %(snapshot)s::pg_snapshot))
