-- The number below which every transaction has ended, as this statement sees them. One value, no parameter.
-- What runs in another database of the same server is left out, where the server lets us see that it does: it can't
-- have written here, and would hold the feed back for nothing. One that we can't place counts as running.
SELECT COALESCE(min(running.number), pg_snapshot_xmax(pg_current_snapshot())::text::bigint)
FROM (SELECT x::text::bigint AS number FROM pg_snapshot_xip(pg_current_snapshot()) x) running
WHERE NOT EXISTS (
    SELECT FROM pg_stat_activity elsewhere
    WHERE elsewhere.datname <> current_database() AND elsewhere.backend_xid::text::bigint = running.number & 4294967295
)
