-- The next block of a district's chain: all rows of a kind since the last block of that kind. No row where there are none.
-- {table} is theirs, {amount} what of each is summed.
-- Its root is SHA-256 of the root before and, in their order, of what it says of itself (number, kind, count, sum, moment and
-- change among it) and of every row's digest. Whoever calls holds the chain's turn. Parameters: %(district)s, %(kind)s.
WITH before AS (
    SELECT number, digest FROM subsidies_ledgerblock WHERE district_id = %(district)s ORDER BY number DESC LIMIT 1
), fresh AS (
    SELECT count(*)::int AS rows, max(id) AS last_id, sum({amount})::bigint AS total_fen,
           string_agg(digest, '' ORDER BY id) AS digests
    FROM {table}
    WHERE district_id = %(district)s AND id > COALESCE(
        (SELECT max(last_id) FROM subsidies_ledgerblock WHERE district_id = %(district)s AND kind = %(kind)s), 0)
), next AS (
    SELECT COALESCE((SELECT number FROM before), 0) + 1 AS number, COALESCE((SELECT digest FROM before), '') AS previous, fresh.*
    FROM fresh
)
INSERT INTO subsidies_ledgerblock
    (district_id, number, kind, last_id, rows, total_fen, recorded_at, change_id, previous, digest)
SELECT %(district)s, number, %(kind)s, last_id, rows, total_fen, portal.change_moment(), portal.change_id(), previous,
       portal.block_digest(
           previous, number, %(kind)s, last_id, rows, total_fen, portal.change_moment(), portal.change_id(), digests)
FROM next
WHERE rows > 0
